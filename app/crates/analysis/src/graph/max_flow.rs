//! The most that can flow from one node to another, and the narrowest point on the way.

mod residual;

use super::{Arc, Digraph, GraphError};
use residual::Residual;

/// A greatest flow, and the cuts that keep it from being greater.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MaxFlow {
    /// What arrives; stays at `u64::MAX` where it would be more.
    pub value: u64,
    /// By arc: what flows along it.
    pub flow: Vec<u64>,
    /// By node: whether more could still come there. The narrowest cut nearest to the source
    /// lies between these nodes and the others.
    pub is_source_side: Vec<bool>,
    /// The arcs of that cut, in order; all of them are full.
    pub cut: Vec<u32>,
    /// By node: whether more could still flow on from there to the target. The narrowest cut
    /// nearest to the target lies between the others and these.
    pub is_target_side: Vec<bool>,
}

/// Finds the most that can flow; weights are capacities. Loops carry nothing.
///
/// Which of the equally great flows it is depends on the order of the arcs; value, sides and cut
/// do not. `None` if source and target are the same, or one does not exist.
///
/// Method: Dinitz (1970): flows that block all shortest ways, until there is no way; with
/// explicit stacks. The cuts follow from what can still be reached (Ford and Fulkerson 1956).
///
/// # Complexity O(n² m) time at worst, O(n + m) memory.
pub fn max_flow(graph: &Digraph, source: u32, target: u32) -> Option<MaxFlow> {
    if source == target || !graph.contains(source) || !graph.contains(target) {
        return None;
    }
    let mut residual = Residual::new(graph, source, target);
    let mut value = 0_u64;
    while residual.find_levels() {
        value = value.saturating_add(residual.block());
    }
    let is_source_side = residual.reached_from_source();
    let leaves = |arc: &Arc| {
        let sides = (is_source_side[arc.tail as usize], is_source_side[arc.head as usize]);
        sides == (true, false) && arc.weight > 0
    };
    let arcs = (0..).zip(graph.arcs());
    let cut = arcs.filter(|(_, arc)| leaves(arc)).map(|(idx, _)| idx).collect();
    Some(MaxFlow {
        value,
        flow: residual.flow(),
        cut,
        is_source_side,
        is_target_side: residual.reaching_target(),
    })
}

/// A graph in which a node lets through no more than its capacity; nodes beyond the list let
/// everything through.
///
/// Each node `v` is entered as `v` and left as `v + n`; the arc between the two has the capacity
/// and the index `m + v`. The given arcs keep their indices. A flow from inside `source` begins
/// at `source + n`, one that its capacity limits as well at `source`.
pub fn with_node_capacities(graph: &Digraph, capacities: &[u64]) -> Result<Digraph, GraphError> {
    let n_nodes = u32::try_from(graph.n_nodes()).map_err(|_too_many| GraphError::TooLarge)?;
    if n_nodes > u32::MAX / 2 {
        return Err(GraphError::TooLarge);
    }
    let between = graph.arcs().iter().map(|arc| Arc { tail: arc.tail + n_nodes, ..*arc });
    let within = graph.nodes().map(|node| Arc {
        tail: node,
        head: node + n_nodes,
        weight: capacities.get(node as usize).copied().unwrap_or(u64::MAX),
    });
    Digraph::new(graph.n_nodes() * 2, between.chain(within).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::digraph::tests::graph;
    use crate::graph::random::Random;

    #[test]
    fn the_narrowest_point_limits_the_flow() {
        let narrow = graph(4, &[(0, 1, 5), (0, 2, 4), (1, 3, 2), (2, 3, 9), (1, 2, 1)]);
        let found = max_flow(&narrow, 0, 3).unwrap();
        assert_eq!((found.value, found.cut), (7, vec![1, 2, 4]));
        assert_eq!(found.is_source_side, [true, true, false, false]);
        assert_eq!(found.is_target_side, [false, false, true, true]);
    }

    #[test]
    fn of_equal_cuts_both_ends_are_told() {
        let path = graph(4, &[(0, 1, 3), (1, 2, 5), (2, 3, 3)]);
        let found = max_flow(&path, 0, 3).unwrap();
        assert_eq!((found.value, found.cut), (3, vec![0]));
        assert_eq!(found.is_target_side, [false, false, false, true]);
    }

    #[test]
    fn a_node_may_be_the_narrowest_point() {
        let wide = graph(3, &[(0, 1, 9), (0, 1, 9), (1, 2, 20)]);
        let limited = with_node_capacities(&wide, &[100, 4]).unwrap();
        let found = max_flow(&limited, 0, 2 + 3).unwrap();
        assert_eq!((found.value, found.cut), (4, vec![3 + 1]));
    }

    #[test]
    fn cuts_and_flows_are_as_large_as_the_value() {
        let mut random = Random::new(21);
        for _ in 0..500 {
            let n_nodes = 2 + random.below(8);
            let arcs: Vec<_> = (0..random.below(n_nodes * 5))
                .map(|_| (random.below(n_nodes), random.below(n_nodes), random.below(9).into()))
                .collect();
            let graph = graph(n_nodes as usize, &arcs);
            let found = max_flow(&graph, 0, 1).unwrap();
            let cut: u64 = found.cut.iter().map(|&arc| arcs[arc as usize].2).sum();
            assert_eq!(cut, found.value, "{arcs:?}");
            let crosses =
                |side: &[bool], tail: u32, head: u32| side[head as usize] && !side[tail as usize];
            let at_target = arcs.iter().filter(|arc| crosses(&found.is_target_side, arc.0, arc.1));
            assert_eq!(at_target.map(|arc| arc.2).sum::<u64>(), found.value);
            let mut balance = vec![0_i64; n_nodes as usize];
            for (&(tail, head, capacity), &flow) in arcs.iter().zip(&found.flow) {
                assert!(flow <= capacity);
                balance[tail as usize] -= i64::try_from(flow).unwrap();
                balance[head as usize] += i64::try_from(flow).unwrap();
            }
            let value = i64::try_from(found.value).unwrap();
            assert_eq!(balance[..2], [-value, value]);
            assert!(balance[2..].iter().all(|&node| node == 0));
        }
    }

    #[test]
    fn nothing_flows_where_nothing_is() {
        assert_eq!(max_flow(&graph(1, &[]), 0, 0), None);
        assert_eq!(max_flow(&graph(1, &[]), 0, 3), None);
        let closed = max_flow(&graph(2, &[(0, 1, 0), (1, 0, 5), (0, 0, 7)]), 0, 1).unwrap();
        assert_eq!((closed.value, closed.cut), (0, vec![]));
    }

    #[test]
    fn huge_capacities_stay_at_the_limit() {
        let huge = graph(2, &[(0, 1, u64::MAX), (0, 1, u64::MAX)]);
        assert_eq!(max_flow(&huge, 0, 1).unwrap().value, u64::MAX);
    }
}
