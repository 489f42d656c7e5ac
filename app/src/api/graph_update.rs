//! What a change of the network changes in its picture, so that nobody asks for the whole again.

use std::collections::BTreeMap;

use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use model::{ActorId, Date, RelationId};
use serde::{Deserialize, Serialize};

use super::{ApiError, AreaView, Arrangement, EdgeView, GraphView, NodeView};

/// What leads from the picture of one revision to that of another.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum GraphUpdate {
    /// What differs is not known, or too much.
    Whole(Box<GraphView>),
    Parts(GraphParts),
}

/// The parts that differ. All others stay as they are, but for their positions among the rest.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct GraphParts {
    /// The revision they lead to.
    pub(crate) revision: u64,
    pub(crate) gone_nodes: Vec<ActorId>,
    /// New ones, and those that are there already in place of the former.
    pub(crate) nodes: Vec<NodeView>,
    pub(crate) gone_edges: Vec<RelationId>,
    /// As `nodes`; their ends are positions among the nodes as they will be.
    pub(crate) edges: Vec<EdgeView>,
    /// Where all nodes lie, in world units and in the order they will have; `None` where those
    /// stay that are in neither list.
    pub(crate) places: Option<Vec<(f32, f32)>>,
    /// `None` where they stay.
    pub(crate) areas: Option<Vec<AreaView>>,
    pub(crate) has_example_volumes: bool,
    pub(crate) has_example_waits: bool,
}

impl GraphView {
    /// Goes on to another revision.
    ///
    /// # Complexity O(n log n + m) time for n nodes and m edges, and O(k m) where k edges come or go.
    pub(crate) fn take(&mut self, update: GraphUpdate) {
        match update {
            GraphUpdate::Whole(graph) => *self = *graph,
            GraphUpdate::Parts(parts) => self.take_parts(parts),
        }
    }

    fn take_parts(&mut self, parts: GraphParts) {
        for id in &parts.gone_edges {
            if let Ok(at) = self.edges.binary_search_by(|edge| edge.id.cmp(id)) {
                self.edges.remove(at);
            }
        }
        self.take_nodes(&parts.gone_nodes, parts.nodes);
        for edge in parts.edges {
            match self.edges.binary_search_by(|known| known.id.cmp(&edge.id)) {
                Ok(at) => self.edges[at] = edge,
                Err(at) => self.edges.insert(at, edge),
            }
        }
        for (node, (x, y)) in self.nodes.iter_mut().zip(parts.places.into_iter().flatten()) {
            (node.x, node.y) = (x, y);
        }
        if let Some(areas) = parts.areas {
            self.areas = areas;
        }
        self.has_example_volumes = parts.has_example_volumes;
        self.has_example_waits = parts.has_example_waits;
        self.revision = parts.revision;
    }

    /// The edges that stay keep their ends, wherever those stand now.
    fn take_nodes(&mut self, gone: &[ActorId], changed: Vec<NodeView>) {
        let before: Vec<ActorId> = self.nodes.iter().map(|node| node.id.clone()).collect();
        let nodes = std::mem::take(&mut self.nodes);
        let mut nodes: BTreeMap<ActorId, NodeView> =
            nodes.into_iter().map(|node| (node.id.clone(), node)).collect();
        for id in gone {
            nodes.remove(id);
        }
        nodes.extend(changed.into_iter().map(|node| (node.id.clone(), node)));
        let after: BTreeMap<&ActorId, u16> = nodes.keys().zip(0u16..).collect();
        let moved: Vec<Option<u16>> = before.iter().map(|id| after.get(id).copied()).collect();
        let is_moved = moved.iter().zip(0u16..).any(|(to, from)| *to != Some(from));
        if is_moved {
            let to = |from: u16| moved.get(usize::from(from)).copied().flatten();
            self.edges.retain_mut(|edge| {
                let ends = to(edge.from_idx).zip(to(edge.to_idx));
                if let Some(ends) = ends {
                    (edge.from_idx, edge.to_idx) = ends;
                }
                ends.is_some()
            });
        }
        self.nodes = nodes.into_values().collect();
    }
}

/// What differs in the picture since a revision of the network, as it was shown on a day.
///
/// # Who may call   everybody.
/// # Sees           what is visible to the caller.
/// # Errors         [`ApiError::NotFound`], [`ApiError::Unavailable`].
#[server(prefix = "/api", endpoint = "graph-update", input = GetUrl)]
pub(crate) async fn load_graph_update(
    ags: String,
    #[server(default)] arrangement: Arrangement,
    since: u64,
    day: Date,
) -> Result<GraphUpdate, ApiError> {
    crate::ssr::answer(async |call| {
        let network = call.network(&ags).await?;
        let arranged = call.arranged(&network, arrangement).await?;
        let lang = call.lang();
        let view = move || {
            let arranged = (arrangement, &*arranged);
            crate::ssr::views::graph_update(&network, arranged, (since, day), lang)
        };
        Ok(crate::ssr::off_thread(view).await)
    })
    .await
}
