//! The k shortest paths without loops between two nodes.

mod spur;

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::shortest::{Direction, Label, Labels, cheapest_step};
use super::{Digraph, Path};
use spur::SpurSearch;

/// Finds the best `k` paths without loops: by cost, then fewest arcs, then smallest nodes.
///
/// Paths that pass the same nodes are one path, along the cheapest arcs.
///
/// Method: Yen (1971) with Lawler's partition (1972), so that no path is found twice. One search
/// from the target gives the cost of the rest from everywhere: a lower bound for each deviation,
/// which is searched only when its turn comes, and then guided by that cost (A*).
///
/// # Order      as above, so that the order of the arcs does not matter.
/// # Complexity O(k n (m + n log n)) time; in practice k searches of a few nodes.
pub fn k_shortest_paths(graph: &Digraph, source: u32, target: u32, k: usize) -> Vec<Path> {
    let mut found = Vec::new();
    if !graph.contains(source) || !graph.contains(target) {
        return found;
    }
    let rest = Labels::new(graph, target, Direction::Against);
    let mut search = SpurSearch::new(graph, target, &rest);
    let mut open = BinaryHeap::new();
    open.extend(search.bound(Deviation { nodes: vec![source], banned: Vec::new() }).map(Reverse));
    while found.len() < k {
        let Some(Reverse(candidate)) = open.pop() else { break };
        match candidate.kind {
            Kind::Bound => {
                let resolved = search.resolve(candidate.deviation, candidate.nodes);
                open.extend(resolved.map(Reverse));
            }
            Kind::Path => {
                open.extend(deviations(&candidate).filter_map(|d| search.bound(d)).map(Reverse));
                found.push(Path::along(graph, candidate.nodes));
            }
        }
    }
    found
}

/// The paths that begin with `nodes` and do not go on to a banned node.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Deviation {
    nodes: Vec<u32>,
    banned: Vec<u32>,
}

/// A part of the paths, represented by its best one or by a lower bound for that.
///
/// The order of the fields is the order of the candidates. Bounds come before paths, so that a
/// path is taken only when no bound could still give one that is as cheap and has smaller nodes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Candidate {
    label: Label,
    kind: Kind,
    /// Of a path: all its nodes. Of a bound: none.
    nodes: Vec<u32>,
    deviation: Deviation,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Bound,
    Path,
}

/// The paths of a part without its best one, in disjoint parts.
fn deviations(best: &Candidate) -> impl Iterator<Item = Deviation> + '_ {
    let n_fixed = best.deviation.nodes.len();
    (n_fixed..best.nodes.len()).map(move |length| {
        let mut banned = Vec::new();
        if length == n_fixed {
            banned.clone_from(&best.deviation.banned);
        }
        banned.push(best.nodes[length]);
        Deviation { nodes: best.nodes[..length].to_vec(), banned }
    })
}

/// What the fixed beginning of a deviation costs.
fn cost_of_beginning(graph: &Digraph, nodes: &[u32]) -> Label {
    let steps = nodes.windows(2).filter_map(|pair| cheapest_step(graph, pair[0], pair[1]));
    steps.fold(Label::ZERO, |label, step| label.step(step.weight))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::digraph::tests::graph;
    use crate::graph::random::Random;

    fn node_lists(graph: &Digraph, source: u32, target: u32, k: usize) -> Vec<Vec<u32>> {
        k_shortest_paths(graph, source, target, k).into_iter().map(|path| path.nodes).collect()
    }

    /// Every path without loops, in order.
    fn all_paths(graph: &Digraph, source: u32, target: u32) -> Vec<Path> {
        let mut open = vec![vec![source]];
        let mut found = Vec::new();
        while let Some(nodes) = open.pop() {
            let last = *nodes.last().unwrap();
            if last == target {
                found.push(Path::along(graph, nodes));
                continue;
            }
            let mut heads: Vec<u32> = graph.outgoing(last).iter().map(|step| step.node).collect();
            heads.sort_unstable();
            heads.dedup();
            heads.retain(|head| !nodes.contains(head));
            open.extend(heads.iter().map(|&head| [&nodes[..], &[head]].concat()));
        }
        found.sort_by_key(|path| (path.cost, path.nodes.len(), path.nodes.clone()));
        found
    }

    #[test]
    fn paths_equal_the_enumeration_of_all() {
        let mut random = Random::new(5);
        for _ in 0..500 {
            let n_nodes = 1 + random.below(7);
            let arcs: Vec<_> = (0..random.below(n_nodes * 5))
                .map(|_| (random.below(n_nodes), random.below(n_nodes), random.below(4).into()))
                .collect();
            let graph = graph(n_nodes as usize, &arcs);
            let (source, target) = (random.below(n_nodes), random.below(n_nodes));
            let all = all_paths(&graph, source, target);
            for k in [0, 1, 2, 5, 1000] {
                let expected = &all[..k.min(all.len())];
                assert_eq!(k_shortest_paths(&graph, source, target, k), expected, "{arcs:?}");
            }
        }
    }

    #[test]
    fn a_node_reaches_itself_in_one_way() {
        let circle = graph(2, &[(0, 1, 1), (1, 0, 1), (0, 0, 0)]);
        assert_eq!(node_lists(&circle, 0, 0, 9), [[0]]);
    }

    #[test]
    fn what_is_not_there_has_no_paths() {
        assert!(node_lists(&graph(0, &[]), 0, 0, 3).is_empty());
        assert!(node_lists(&graph(2, &[(1, 0, 1)]), 0, 1, 3).is_empty());
    }
}
