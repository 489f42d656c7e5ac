//! What of the network is drawn.

use std::collections::BTreeSet;

use leptos::prelude::{StoredValue, WithValue};
use model::{Layer, RelationId};

use crate::api::{EdgeView, GraphView, NodeView};

/// What is laid over the dimmed picture: a route, or a narrow place.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Overlay {
    /// Positions of the nodes that are numbered from 1, in order.
    pub(crate) numbered: Vec<usize>,
    /// Positions of the nodes with a ring.
    pub(crate) ringed: Vec<usize>,
    pub(crate) relations: Vec<RelationId>,
    /// Whether the camera is fitted to the numbered nodes instead of the whole network.
    pub(crate) is_framed: bool,
}

impl Overlay {
    pub(super) fn marks(&self, node_idx: usize) -> bool {
        self.numbered.contains(&node_idx) || self.ringed.contains(&node_idx)
    }
}

/// The state of the picture apart from its camera.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Drawing {
    /// Per node of the graph.
    pub(crate) visible: Vec<bool>,
    pub(crate) layers: BTreeSet<Layer>,
    pub(crate) selected: Option<usize>,
    pub(crate) overlay: Option<Overlay>,
    /// At most this many names.
    pub(crate) max_labels: usize,
}

/// As many names as find room.
pub(crate) const ALL_LABELS: usize = usize::MAX;

impl Drawing {
    /// Everything, with the referrals as lines.
    pub(crate) fn whole(graph: &GraphView) -> Self {
        Self {
            visible: vec![true; graph.nodes.len()],
            layers: BTreeSet::from([Layer::Flow]),
            selected: None,
            overlay: None,
            max_labels: ALL_LABELS,
        }
    }

    pub(crate) fn n_visible(&self) -> usize {
        self.visible.iter().filter(|visible| **visible).count()
    }

    pub(crate) fn shows_node(&self, node_idx: usize) -> bool {
        self.visible.get(node_idx).copied().unwrap_or(false)
    }

    pub(crate) fn shows_edge(&self, edge: &EdgeView) -> bool {
        self.layers.contains(&edge.kind.layer())
            && self.shows_node(edge.from_idx.into())
            && self.shows_node(edge.to_idx.into())
    }

    pub(crate) fn n_drawn_edges(&self, graph: StoredValue<GraphView>) -> usize {
        graph.with_value(|graph| graph.edges.iter().filter(|edge| self.shows_edge(edge)).count())
    }
}

/// Smallest and largest node, in world units; neighbours are about 1 apart.
const MIN_RADIUS: f64 = 0.15;
const MAX_RADIUS: f64 = 0.36;

/// Radius by the number of referrals, area in proportion.
pub(super) fn radius(node: &NodeView) -> f64 {
    let degree = f64::from(node.n_incoming) + f64::from(node.n_outgoing);
    (MIN_RADIUS + 0.026 * degree.sqrt()).min(MAX_RADIUS)
}

/// Line width by referrals per month, in world units.
pub(super) fn line_width(edge: &EdgeView) -> f64 {
    let volume = f64::from(edge.volume.unwrap_or(0.0)).max(0.0);
    (0.022 + 0.008 * volume.sqrt()).min(0.09)
}
