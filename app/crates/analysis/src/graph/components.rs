//! Strongly connected components: nodes that reach each other.

use super::{Digraph, Step};

/// The component of each node, numbered in the order of their smallest nodes.
///
/// Method: depth-first search with low-links (Tarjan 1972), with an explicit stack.
///
/// # Complexity O(n + m) time, O(n) memory.
pub fn strong_components(graph: &Digraph) -> Vec<u32> {
    let mut search = Search {
        graph,
        disc: vec![0; graph.n_nodes()],
        low: vec![0; graph.n_nodes()],
        clock: 0,
        path: Vec::new(),
        open: Vec::new(),
        component: vec![NONE; graph.n_nodes()],
    };
    for root in graph.nodes() {
        if search.disc[root as usize] == 0 {
            search.explore(root);
        }
    }
    renumbered(search.component, graph.n_nodes())
}

/// No component yet.
const NONE: u32 = u32::MAX;

struct Search<'a> {
    graph: &'a Digraph,
    /// 0 before discovery.
    disc: Vec<u32>,
    low: Vec<u32>,
    clock: u32,
    /// The nodes from the root to the present one, with the arcs one has not looked at.
    path: Vec<(u32, &'a [Step])>,
    /// Discovered nodes without a component.
    open: Vec<u32>,
    component: Vec<u32>,
}

impl Search<'_> {
    fn explore(&mut self, root: u32) {
        self.discover(root);
        while let Some((node, steps)) = self.path.last_mut() {
            let node = *node;
            let Some((step, rest)) = steps.split_first() else {
                self.path.pop();
                self.leave(node);
                continue;
            };
            *steps = rest;
            let disc = self.disc[step.node as usize];
            if disc == 0 {
                self.discover(step.node);
            } else if self.component[step.node as usize] == NONE {
                let low = &mut self.low[node as usize];
                *low = disc.min(*low);
            }
        }
    }

    fn discover(&mut self, node: u32) {
        self.clock += 1;
        self.disc[node as usize] = self.clock;
        self.low[node as usize] = self.clock;
        self.open.push(node);
        self.path.push((node, self.graph.outgoing(node)));
    }

    /// Closes the component of a node that reaches nothing older, or tells its parent.
    fn leave(&mut self, node: u32) {
        let low = self.low[node as usize];
        if low == self.disc[node as usize] {
            while let Some(member) = self.open.pop() {
                self.component[member as usize] = node;
                if member == node {
                    break;
                }
            }
        }
        if let Some(&(parent, _)) = self.path.last() {
            let parent_low = &mut self.low[parent as usize];
            *parent_low = low.min(*parent_low);
        }
    }
}

/// Numbers groups in the order in which they first occur; before they may have any number below
/// `n_names`.
pub(super) fn renumbered(mut group: Vec<u32>, n_names: usize) -> Vec<u32> {
    let mut numbers = vec![NONE; n_names];
    let mut n_groups = 0;
    for name in &mut group {
        let number = &mut numbers[*name as usize];
        if *number == NONE {
            *number = n_groups;
            n_groups += 1;
        }
        *name = *number;
    }
    group
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::digraph::tests::graph;

    #[test]
    fn circles_are_components() {
        let two = graph(5, &[(3, 1, 1), (1, 3, 1), (1, 0, 1), (0, 2, 1), (2, 4, 1), (4, 0, 1)]);
        assert_eq!(strong_components(&two), [0, 1, 0, 1, 0]);
    }

    #[test]
    fn without_circles_each_node_is_alone() {
        assert_eq!(strong_components(&graph(3, &[(0, 1, 1), (2, 1, 1), (1, 1, 1)])), [0, 1, 2]);
        assert!(strong_components(&graph(0, &[])).is_empty());
    }

    #[test]
    fn a_long_circle_needs_no_deep_stack() {
        let arcs: Vec<_> = (0..100_000).map(|node| (node, (node + 1) % 100_000, 1)).collect();
        assert!(strong_components(&graph(100_000, &arcs)).iter().all(|&number| number == 0));
    }
}
