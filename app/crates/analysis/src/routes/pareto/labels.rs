//! Labels, and the fronts that decide which of them stay.

use super::super::cost::{Cost, Sum};
use super::super::search::Path;
use super::super::steps::{Arc, ArcKind};

/// A way from the source. The derived order is the order of settling: by time, then the other
/// costs, then the nodes and steps along the way.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Label {
    pub(super) cost: Cost,
    /// Nodes without the source, each with the step that leads there.
    trail: Vec<(usize, usize)>,
    pub(super) has_arrived: bool,
}

impl Label {
    pub(super) fn start() -> Self {
        Self { cost: Cost::default(), trail: Vec::new(), has_arrived: false }
    }

    /// `None` at the source.
    pub(super) fn node(&self) -> Option<usize> {
        self.trail.last().map(|&(node, _)| node)
    }

    pub(super) fn visits(&self, node: usize) -> bool {
        self.trail.iter().any(|&(visited, _)| visited == node)
    }

    pub(super) fn extended(&self, arc: &Arc) -> Self {
        let mut trail = Vec::with_capacity(self.trail.len() + 1);
        trail.extend_from_slice(&self.trail);
        trail.push((arc.head, arc.step));
        let has_arrived = arc.kind == ArcKind::Final;
        Self { cost: self.cost.plus(arc.cost), trail, has_arrived }
    }

    /// Whether it is as good in all four and better in one.
    pub(super) fn beats(&self, cost: &Cost) -> bool {
        self.cost != *cost && self.cost.covers(cost)
    }

    pub(super) fn path(&self) -> Path {
        let (nodes, steps) = self.trail.iter().copied().unzip();
        Path { nodes, steps }
    }
}

/// The settled labels of one node, but for their time: labels are settled in the order of time,
/// so whatever is here has at most as much as any label to come.
#[derive(Clone, Default)]
pub(super) struct Front {
    rest: Vec<(Sum, u32, u32)>,
}

impl Front {
    /// Adds a label unless one is as good; `false` then.
    pub(super) fn add(&mut self, cost: &Cost) -> bool {
        let covers =
            |a: &(Sum, u32, u32), b: &(Sum, u32, u32)| a.0 <= b.0 && a.1 <= b.1 && a.2 <= b.2;
        let new = (cost.success, cost.handovers, cost.regime_changes);
        if self.rest.iter().any(|old| covers(old, &new)) {
            return false;
        }
        self.rest.retain(|old| !covers(&new, old));
        self.rest.push(new);
        true
    }
}
