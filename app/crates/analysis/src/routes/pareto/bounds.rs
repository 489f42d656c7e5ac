//! What a way to the goal costs at least, in each of the four by itself.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::super::cost::{Cost, Sum};
use super::super::rows::Rows;
use super::super::steps::{Arc, ArcKind};

/// From every node; `None` where no way leads to the goal. A way may pass its own end here, so
/// this is never too much.
///
/// # Complexity O(m log m) time: four searches backwards (Dijkstra 1959).
pub(super) fn lower_bounds(n_nodes: usize, arcs: &[Arc]) -> Vec<Option<Cost>> {
    let time = bound(n_nodes, arcs, |cost| cost.time);
    let success = bound(n_nodes, arcs, |cost| cost.success);
    let handovers = bound(n_nodes, arcs, |cost| Sum::of_known(cost.handovers.into()));
    let regimes = bound(n_nodes, arcs, |cost| Sum::of_known(cost.regime_changes.into()));
    let count = |sum: Sum| u32::try_from(sum.known).unwrap_or(u32::MAX);
    let of_node = |node: usize| {
        Some(Cost {
            time: time[node]?,
            success: success[node]?,
            handovers: count(handovers[node]?),
            regime_changes: count(regimes[node]?),
        })
    };
    (0..n_nodes).map(of_node).collect()
}

fn bound(n_nodes: usize, arcs: &[Arc], part: impl Fn(&Cost) -> Sum) -> Vec<Option<Sum>> {
    let mut heap = BinaryHeap::new();
    let mut inner = Vec::new();
    for arc in arcs {
        match arc.kind {
            ArcKind::Inner => inner.push((arc.head, (arc.tail, part(&arc.cost)))),
            ArcKind::Final => heap.push(Reverse((part(&arc.cost), arc.tail))),
        }
    }
    inner.sort_unstable();
    let entering = Rows::from_sorted(n_nodes, inner);
    let mut bounds = vec![None; n_nodes];
    while let Some(Reverse((sum, node))) = heap.pop() {
        if bounds[node].is_some() {
            continue;
        }
        bounds[node] = Some(sum);
        let open = entering.row(node).iter().filter(|(tail, _)| bounds[*tail].is_none());
        heap.extend(open.map(|&(tail, step)| Reverse((step.plus(sum), tail))));
    }
    bounds
}
