//! Articulation points and bridges: what holds a component together alone.

use super::{Digraph, Step};

/// What splits a connected component when it is taken out, directions left aside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Separators {
    /// By node: whether it is an articulation point.
    pub is_articulation: Vec<bool>,
    /// The arcs that are bridges, in order.
    pub bridges: Vec<u32>,
}

/// Finds articulation points and bridges. Loops count for nothing; one of two parallel or
/// opposite arcs is no bridge.
///
/// Method: one depth-first search with low-links (Hopcroft and Tarjan 1973, Tarjan 1974), with an
/// explicit stack. Names follow the paper: `disc` discovery time, `low` low-link.
///
/// # Complexity O(n + m) time, O(n) memory.
pub fn separators(graph: &Digraph) -> Separators {
    let n_nodes = graph.n_nodes();
    let mut search = Search {
        graph,
        disc: vec![0; n_nodes],
        low: vec![0; n_nodes],
        clock: 0,
        path: Vec::new(),
        found: Separators { is_articulation: vec![false; n_nodes], bridges: Vec::new() },
    };
    for root in graph.nodes() {
        if search.disc[root as usize] == 0 {
            search.explore(root);
        }
    }
    search.found.bridges.sort_unstable();
    search.found
}

struct Search<'a> {
    graph: &'a Digraph,
    /// 0 before discovery.
    disc: Vec<u32>,
    low: Vec<u32>,
    clock: u32,
    path: Vec<Frame<'a>>,
    found: Separators,
}

/// A node on the path from the root, and the arcs one has not looked at.
struct Frame<'a> {
    node: u32,
    /// The arc one came by; no arc for a root.
    entry: u32,
    now: &'a [Step],
    later: &'a [Step],
}

const NO_ARC: u32 = u32::MAX;

impl Search<'_> {
    fn explore(&mut self, root: u32) {
        let mut n_root_children = 0;
        self.discover(root, NO_ARC);
        while let Some(frame) = self.path.last_mut() {
            let (node, entry) = (frame.node, frame.entry);
            let Some(step) = frame.next() else {
                self.path.pop();
                if let Some(parent) = self.path.last().map(|parent| parent.node) {
                    self.retreat(parent, node, entry);
                }
                continue;
            };
            let disc = self.disc[step.node as usize];
            if disc == 0 {
                n_root_children += u32::from(node == root);
                self.discover(step.node, step.arc);
            } else if step.arc != entry {
                let low = &mut self.low[node as usize];
                *low = disc.min(*low);
            }
        }
        self.found.is_articulation[root as usize] = n_root_children > 1;
    }

    fn discover(&mut self, node: u32, entry: u32) {
        self.clock += 1;
        self.disc[node as usize] = self.clock;
        self.low[node as usize] = self.clock;
        let (now, later) = (self.graph.outgoing(node), self.graph.incoming(node));
        self.path.push(Frame { node, entry, now, later });
    }

    /// Of a root this says that it is an articulation point; `explore` knows better.
    fn retreat(&mut self, parent: u32, child: u32, entry: u32) {
        let low = self.low[child as usize];
        let disc = self.disc[parent as usize];
        let parent_low = &mut self.low[parent as usize];
        *parent_low = low.min(*parent_low);
        if low >= disc {
            self.found.is_articulation[parent as usize] = true;
        }
        if low > disc {
            self.found.bridges.push(entry);
        }
    }
}

impl<'a> Frame<'a> {
    fn next(&mut self) -> Option<&'a Step> {
        if self.now.is_empty() {
            self.now = std::mem::take(&mut self.later);
        }
        let (step, rest) = self.now.split_first()?;
        self.now = rest;
        Some(step)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::digraph::tests::graph;

    fn points(n_nodes: usize, edges: &[(u32, u32)]) -> (Vec<usize>, Vec<u32>) {
        let arcs: Vec<_> = edges.iter().map(|&(tail, head)| (tail, head, 1)).collect();
        let found = separators(&graph(n_nodes, &arcs));
        ((0..n_nodes).filter(|&node| found.is_articulation[node]).collect(), found.bridges)
    }

    #[test]
    fn inner_nodes_of_a_path_are_articulation_points() {
        assert_eq!(points(4, &[(0, 1), (2, 1), (2, 3)]), (vec![1, 2], vec![0, 1, 2]));
    }

    #[test]
    fn a_ring_has_none() {
        assert_eq!(points(4, &[(0, 1), (1, 2), (2, 3), (3, 0)]), (vec![], vec![]));
    }

    #[test]
    fn two_triangles_hang_on_their_common_node() {
        let edges = [(0, 1), (1, 2), (2, 0), (2, 3), (3, 4), (4, 2)];
        assert_eq!(points(5, &edges), (vec![2], vec![]));
    }

    #[test]
    fn two_arcs_are_no_bridge() {
        assert_eq!(points(3, &[(0, 1), (0, 1), (1, 2)]), (vec![1], vec![2]));
        assert_eq!(points(3, &[(0, 1), (1, 0), (1, 2), (1, 1)]), (vec![1], vec![2]));
    }

    #[test]
    fn empty_and_isolated_have_none() {
        assert_eq!(points(0, &[]), (vec![], vec![]));
        assert_eq!(points(3, &[(1, 1)]), (vec![], vec![]));
    }

    #[test]
    fn a_long_path_needs_no_deep_stack() {
        let edges: Vec<_> = (1..200_000).map(|node| (node - 1, node)).collect();
        let (points, bridges) = points(200_000, &edges);
        assert_eq!((points.len(), bridges.len()), (199_998, 199_999));
    }
}
