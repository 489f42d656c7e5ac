//! What of the network is drawn, and what of it is looked at.

use std::collections::{BTreeMap, BTreeSet};

use leptos::prelude::{Signal, With};
use model::{Layer, RelationId};
use scene::Point;
use scene::picture::Change;

use crate::api::{EdgeView, GraphView, WaitBand};

/// What is laid over the dimmed picture: a route, a narrow place, or what a change would do.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Overlay {
    /// Positions of the nodes that are numbered from 1, in order.
    pub(crate) numbered: Vec<usize>,
    /// Positions of the nodes with a ring.
    pub(crate) ringed: Vec<usize>,
    pub(crate) relations: Vec<RelationId>,
    /// What became of nodes, by position, and of relations.
    pub(crate) changed_nodes: BTreeMap<usize, Change>,
    pub(crate) changed_relations: BTreeMap<RelationId, Change>,
    /// Whether the camera is fitted to the numbered nodes instead of the whole network.
    pub(crate) is_framed: bool,
}

impl Overlay {
    pub(super) fn marks(&self, node_idx: usize) -> bool {
        self.numbered.contains(&node_idx)
            || self.ringed.contains(&node_idx)
            || self.changed_nodes.contains_key(&node_idx)
    }

    pub(super) fn marks_relation(&self, id: &RelationId) -> bool {
        self.relations.contains(id) || self.changed_relations.contains_key(id)
    }
}

/// Which ties lead on from the actor that is looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Ties {
    #[default]
    Both,
    /// Who sends to it.
    Incoming,
    /// To whom it sends.
    Outgoing,
}

impl Ties {
    pub(crate) const ALL: [Self; 3] = [Self::Both, Self::Incoming, Self::Outgoing];
}

/// What becomes of the rest of the picture.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Rest {
    #[default]
    Dimmed,
    Hidden,
}

/// The surroundings of the actor that is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Ego {
    /// How many ties away its neighbours may be, 1 to [`Ego::MAX_DEPTH`].
    pub(crate) depth: u8,
    pub(crate) ties: Ties,
    pub(crate) rest: Rest,
}

impl Ego {
    pub(crate) const MAX_DEPTH: u8 = 9;
}

impl Default for Ego {
    fn default() -> Self {
        Self { depth: 1, ties: Ties::Both, rest: Rest::Dimmed }
    }
}

/// The state of the picture apart from its camera.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Drawing {
    /// Per node of the graph.
    pub(crate) visible: Vec<bool>,
    pub(crate) layers: BTreeSet<Layer>,
    /// Referrals by their wait; empty for all.
    pub(crate) waits: BTreeSet<WaitBand>,
    /// Referrals with at least this volume; none counted is 0.
    pub(crate) least_volume: Option<f32>,
    pub(crate) selected: Option<usize>,
    /// The ends of the chosen line, by position; then nobody is selected.
    pub(crate) line: Option<(usize, usize)>,
    /// Several at once, by position.
    pub(crate) chosen: BTreeSet<usize>,
    /// What becomes of those who are not visible.
    pub(crate) filtered: Rest,
    pub(crate) ego: Ego,
    pub(crate) overlay: Option<Overlay>,
    /// Where the reader has put nodes, by position; in world units.
    pub(crate) pinned: BTreeMap<usize, Point>,
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
            waits: BTreeSet::new(),
            least_volume: None,
            selected: None,
            line: None,
            chosen: BTreeSet::new(),
            filtered: Rest::Hidden,
            ego: Ego::default(),
            overlay: None,
            pinned: BTreeMap::new(),
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
        self.shows_kind(edge)
            && self.shows_node(edge.from_idx.into())
            && self.shows_node(edge.to_idx.into())
    }

    /// Whether relations like this one are drawn, whoever they tie. Only referrals have waits and volumes.
    pub(super) fn shows_kind(&self, edge: &EdgeView) -> bool {
        let layer = edge.kind.layer();
        let has_wait = layer != Layer::Flow
            || self.waits.is_empty()
            || self.waits.contains(&WaitBand::of(edge.wait_days));
        self.layers.contains(&layer) && has_wait && edge.is_strong(self.least_volume)
    }

    pub(crate) fn n_drawn_edges(&self, graph: Signal<GraphView>) -> usize {
        graph.with(|graph| graph.edges.iter().filter(|edge| self.shows_edge(edge)).count())
    }
}
