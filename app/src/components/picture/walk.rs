//! The picture by keyboard: from actor to actor along the relations that are drawn.
//!
//! Start at [`steps`]. Whatever the picture shows can be reached here, and nothing else; a property
//! test holds both to it.

use std::cmp::Reverse;

use model::RelationId;

use super::drawing::Drawing;
use crate::api::GraphView;

/// A relation as seen from one of its ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct WalkStep {
    /// Position in [`GraphView::edges`].
    pub(crate) relation: usize,
    /// Position of the node at the other end.
    pub(crate) other: usize,
    pub(crate) is_outgoing: bool,
}

/// The relations of an actor: outgoing before incoming, those with most referrals first, then in
/// the order of the network. One that leads back to the actor itself is outgoing.
///
/// # Complexity O(m + k log k) time for m relations, k of them at the actor.
pub(crate) fn steps(graph: &GraphView, drawing: &Drawing, at: usize) -> Vec<WalkStep> {
    let mut steps: Vec<WalkStep> = graph
        .edges
        .iter()
        .enumerate()
        .filter(|(_, edge)| drawing.shows_edge(edge))
        .filter_map(|(relation, edge)| {
            let (from, to) = (usize::from(edge.from_idx), usize::from(edge.to_idx));
            if from == at {
                Some(WalkStep { relation, other: to, is_outgoing: true })
            } else if to == at {
                Some(WalkStep { relation, other: from, is_outgoing: false })
            } else {
                None
            }
        })
        .collect();
    steps.sort_by_key(|step| {
        let volume = graph.edges.get(step.relation).and_then(|edge| edge.volume).unwrap_or(0.0);
        (!step.is_outgoing, Reverse(per_mille(volume)), step.relation)
    });
    steps
}

#[expect(clippy::cast_possible_truncation, reason = "a cast saturates; only the order matters")]
fn per_mille(volume: f32) -> i64 {
    (f64::from(volume) * 1000.0) as i64
}

/// Where a walk begins: at the actor with most referrals that is shown.
pub(crate) fn start(graph: &GraphView, drawing: &Drawing) -> Option<usize> {
    let shown = graph.nodes.iter().enumerate().filter(|(idx, _)| drawing.shows_node(*idx));
    let most = shown.max_by_key(|(idx, node)| {
        (u32::from(node.n_incoming) + u32::from(node.n_outgoing), Reverse(*idx))
    });
    most.map(|(idx, _)| idx)
}

/// A walk in the making.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Walk {
    /// Where one came from, the last one last.
    pub(crate) behind: Vec<usize>,
    /// Position among the steps of the actor one is at.
    pub(crate) step: Option<usize>,
    /// The relation of that step, by which it is found again when the order changes.
    pub(crate) relation: Option<RelationId>,
    /// Whether one steps back and asks what there is to see.
    pub(crate) is_overview: bool,
}

impl Walk {
    /// To the next or, with `is_back`, the previous of `n_steps`, round and round.
    pub(crate) fn turn(&mut self, n_steps: usize, is_back: bool) {
        self.is_overview = false;
        self.step = match self.step {
            _ if n_steps == 0 => None,
            None if is_back => Some(n_steps - 1),
            None => Some(0),
            Some(step) if is_back => Some((step + n_steps - 1) % n_steps),
            Some(step) => Some((step + 1) % n_steps),
        };
    }

    /// Goes on from `at` to the next actor.
    pub(crate) fn follow(&mut self, at: usize) {
        self.behind.push(at);
        self.stay();
    }

    /// At no relation any more.
    pub(crate) fn stay(&mut self) {
        self.step = None;
        self.relation = None;
        self.is_overview = false;
    }

    /// Back to where one came from.
    pub(crate) fn back(&mut self) -> Option<usize> {
        self.stay();
        self.behind.pop()
    }
}
