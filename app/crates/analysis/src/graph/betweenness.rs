//! Betweenness: how much of what goes between others passes through a node.

mod accumulation;

use super::Digraph;
use accumulation::Accumulation;

/// A volume that goes from one node to another, on the cheapest paths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Demand {
    pub source: u32,
    pub target: u32,
    pub volume: u64,
}

/// For each node the sum, over all ordered pairs of other nodes, of the share of their cheapest
/// paths that pass through it.
///
/// A weight of 0 counts as 1: otherwise a circle could be passed any number of times. Parallel
/// arcs count once, with the least of their weights.
///
/// Method: dependencies accumulated per source (Brandes 2001), over Dijkstra with a bucket queue.
/// Names follow the paper: `sigma` number of cheapest paths, `delta` dependency.
///
/// # Order      sums are taken by source, so the result does not depend on the order of the arcs
/// but for rounding in the last digits.
/// # Complexity O(n m + n (m + n) log C) time for the largest cost C, O(n + m) memory.
pub fn betweenness(graph: &Digraph) -> Vec<f64> {
    let mut accumulation = Accumulation::new(graph);
    for source in graph.nodes() {
        accumulation.add_source(source, |_| 1.0);
    }
    accumulation.betweenness
}

/// For each node the volume that passes through it when every demand is spread evenly over its
/// cheapest paths. Source and target of a demand do not count as passed.
///
/// Otherwise as [`betweenness`]. Demands between the same two nodes add up; those to the own
/// node, or to or from a node that does not exist, pass through nobody.
pub fn demand_betweenness(graph: &Digraph, demands: &[Demand]) -> Vec<f64> {
    let mut accumulation = Accumulation::new(graph);
    let is_known =
        |demand: &&Demand| graph.contains(demand.source) && graph.contains(demand.target);
    let mut demands: Vec<Demand> = demands.iter().filter(is_known).copied().collect();
    demands.sort_unstable_by_key(|demand| (demand.source, demand.target, demand.volume));
    let mut volumes = vec![0.0; graph.n_nodes()];
    for of_source in demands.chunk_by(|a, b| a.source == b.source) {
        for demand in of_source {
            volumes[demand.target as usize] += super::float(demand.volume);
        }
        accumulation.add_source(of_source[0].source, |target| volumes[target as usize]);
        for demand in of_source {
            volumes[demand.target as usize] = 0.0;
        }
    }
    accumulation.betweenness
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::digraph::tests::graph;

    #[test]
    fn the_middle_of_a_path_lies_between_its_ends() {
        assert_eq!(betweenness(&graph(3, &[(0, 1, 4), (1, 2, 1)])), [0.0, 1.0, 0.0]);
    }

    #[test]
    fn equal_paths_share() {
        let diamond = graph(4, &[(0, 1, 1), (0, 2, 1), (1, 3, 2), (2, 3, 2), (0, 3, 4)]);
        assert_eq!(betweenness(&diamond), [0.0, 0.5, 0.5, 0.0]);
    }

    #[test]
    fn parallel_arcs_and_loops_change_nothing() {
        let plain = graph(3, &[(0, 1, 2), (1, 2, 1), (0, 2, 3)]);
        let more = graph(3, &[(0, 1, 2), (0, 1, 2), (0, 1, 9), (1, 1, 1), (1, 2, 1), (0, 2, 3)]);
        assert_eq!(betweenness(&plain), betweenness(&more));
        assert_eq!(betweenness(&plain), [0.0, 0.5, 0.0]);
    }

    #[test]
    fn demand_passes_where_it_goes() {
        let star = graph(4, &[(0, 1, 1), (1, 2, 1), (1, 3, 1)]);
        let demand = |source, target, volume| Demand { source, target, volume };
        let demands = [demand(0, 2, 5), demand(0, 2, 1), demand(0, 3, 4), demand(2, 0, 7)];
        assert_eq!(demand_betweenness(&star, &demands), [0.0, 10.0, 0.0, 0.0]);
        let nowhere = [demand(0, 9, 1), demand(9, 0, 1), demand(1, 1, 3)];
        assert_eq!(demand_betweenness(&star, &nowhere), [0.0; 4]);
    }

    #[test]
    fn very_many_equal_paths_do_not_overflow() {
        let mut arcs = Vec::new();
        for layer in 0..1200_u32 {
            let (top, next) = (layer * 3, layer * 3 + 3);
            arcs.extend([(top, top + 1, 1), (top, top + 2, 1)]);
            arcs.extend([(top + 1, next, 1), (top + 2, next, 1)]);
        }
        let found = demand_betweenness(
            &graph(3601, &arcs),
            &[Demand { source: 0, target: 3600, volume: 1 }],
        );
        assert!(found.iter().all(|value| value.is_finite()));
    }

    #[test]
    fn weights_of_zero_and_huge_ones_are_taken() {
        let circle = graph(3, &[(0, 1, 0), (1, 0, 0), (1, 2, 0)]);
        assert_eq!(betweenness(&circle), [0.0, 1.0, 0.0]);
        let huge = graph(3, &[(0, 1, u64::MAX), (1, 2, u64::MAX)]);
        assert!(betweenness(&huge).iter().all(|value| value.is_finite()));
        assert!(betweenness(&graph(0, &[])).is_empty());
    }
}
