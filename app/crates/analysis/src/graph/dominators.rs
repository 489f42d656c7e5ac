//! Dominators: nodes that every way from the root to a node passes.

use super::Digraph;

/// The immediate dominator of each node: of the other nodes that every way from the root passes,
/// the last. `None` for the root and for what it does not reach.
///
/// Method: semidominators (Lengauer and Tarjan 1979) with path compression, then the nearest
/// common ancestor of each in the growing tree (Georgiadis 2005). `order` is the paper's `vertex`:
/// nodes by preorder number; all other arrays hold and are indexed by preorder numbers.
///
/// # Complexity O(m log n) time, O(n) memory.
pub fn immediate_dominators(graph: &Digraph, root: u32) -> Vec<Option<u32>> {
    let mut dominators = vec![None; graph.n_nodes()];
    if !graph.contains(root) {
        return dominators;
    }
    let tree = Preorder::new(graph, root);
    let mut idom = tree.parent.clone();
    let semi = semidominators(graph, &tree);
    for number in 1..tree.order.len() {
        let mut candidate = idom[number];
        while candidate > semi[number] {
            candidate = idom[candidate as usize];
        }
        idom[number] = candidate;
        dominators[tree.order[number] as usize] = Some(tree.order[candidate as usize]);
    }
    dominators
}

/// A depth-first tree of what the root reaches.
struct Preorder {
    order: Vec<u32>,
    /// By node; [`UNREACHED`] outside the tree.
    number: Vec<u32>,
    parent: Vec<u32>,
    n_reached: u32,
}

const UNREACHED: u32 = u32::MAX;

impl Preorder {
    fn new(graph: &Digraph, root: u32) -> Self {
        let mut tree = Self {
            order: vec![root],
            number: vec![UNREACHED; graph.n_nodes()],
            parent: vec![0],
            n_reached: 1,
        };
        tree.number[root as usize] = 0;
        let mut path = vec![(0, graph.outgoing(root))];
        while let Some((number, steps)) = path.last_mut() {
            let Some((step, rest)) = steps.split_first() else {
                path.pop();
                continue;
            };
            *steps = rest;
            if tree.number[step.node as usize] == UNREACHED {
                tree.number[step.node as usize] = tree.n_reached;
                tree.order.push(step.node);
                tree.parent.push(*number);
                path.push((tree.n_reached, graph.outgoing(step.node)));
                tree.n_reached += 1;
            }
        }
        tree
    }
}

fn semidominators(graph: &Digraph, tree: &Preorder) -> Vec<u32> {
    let mut forest = Forest {
        ancestor: tree.parent.clone(),
        label: (0..tree.n_reached).collect(),
        semi: (0..tree.n_reached).collect(),
        path: Vec::new(),
    };
    for number in (1..tree.n_reached).rev() {
        let node = tree.order[number as usize];
        let mut semi = tree.parent[number as usize];
        for step in graph.incoming(node) {
            let tail = tree.number[step.node as usize];
            if tail != UNREACHED {
                semi = semi.min(forest.least_semi(tail, number));
            }
        }
        forest.semi[number as usize] = semi;
        // From now on the node hangs on its parent: `ancestor` says so already.
    }
    forest.semi
}

/// The part of the tree that has been worked off, from the highest number down.
struct Forest {
    ancestor: Vec<u32>,
    /// By node, the one with the least semidominator on the compressed way above it.
    label: Vec<u32>,
    semi: Vec<u32>,
    path: Vec<u32>,
}

impl Forest {
    /// The least semidominator on the way from a node up to the root of its tree; nodes up to
    /// `last` are not worked off, and their semidominators are themselves.
    fn least_semi(&mut self, node: u32, last: u32) -> u32 {
        if node <= last {
            return node;
        }
        let mut top = node;
        while self.ancestor[top as usize] > last {
            self.path.push(top);
            top = self.ancestor[top as usize];
        }
        // Compressed from the top down: each node looks at what is above it.
        let above = self.ancestor[top as usize];
        let mut best = self.label[top as usize];
        while let Some(below) = self.path.pop() {
            let own = self.label[below as usize];
            if self.semi[own as usize] < self.semi[best as usize] {
                best = own;
            }
            self.label[below as usize] = best;
            self.ancestor[below as usize] = above;
        }
        self.semi[best as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::digraph::tests::graph;
    use crate::graph::random::Random;

    fn dominators(n_nodes: usize, arcs: &[(u32, u32)]) -> Vec<Option<u32>> {
        let arcs: Vec<_> = arcs.iter().map(|&(tail, head)| (tail, head, 1)).collect();
        immediate_dominators(&graph(n_nodes, &arcs), 0)
    }

    /// By definition: who is no longer reached without each node, and the lowest such node.
    fn by_removal(n_nodes: u32, arcs: &[(u32, u32)]) -> Vec<Option<u32>> {
        let reached_without = |closed: Option<u32>| {
            let mut reached = vec![closed != Some(0)];
            reached.resize(n_nodes as usize, false);
            for _ in 0..n_nodes {
                for &(tail, head) in arcs {
                    if reached[tail as usize] && Some(head) != closed {
                        reached[head as usize] = true;
                    }
                }
            }
            reached
        };
        let all = reached_without(None);
        let dominates = |a: u32, b: u32| a != b && !reached_without(Some(a))[b as usize];
        let of = |node: u32| {
            let above: Vec<u32> = (0..n_nodes).filter(|&a| dominates(a, node)).collect();
            above.iter().copied().find(|&a| above.iter().all(|&b| a == b || dominates(b, a)))
        };
        (0..n_nodes).map(|node| if all[node as usize] { of(node) } else { None }).collect()
    }

    #[test]
    fn dominators_equal_the_definition() {
        let mut random = Random::new(9);
        for _ in 0..500 {
            let n_nodes = 1 + random.below(9);
            let arcs: Vec<_> = (0..random.below(n_nodes * 3))
                .map(|_| (random.below(n_nodes), random.below(n_nodes)))
                .collect();
            let expected = by_removal(n_nodes, &arcs);
            assert_eq!(dominators(n_nodes as usize, &arcs), expected, "{arcs:?}");
        }
    }

    #[test]
    fn branches_meet_below_their_fork() {
        let arcs = [(0, 1), (1, 2), (1, 3), (2, 4), (3, 4), (4, 1), (5, 4)];
        let expected = [None, Some(0), Some(1), Some(1), Some(1), None];
        assert_eq!(dominators(6, &arcs), expected);
    }

    #[test]
    fn no_root_no_dominators() {
        assert!(dominators(0, &[]).is_empty());
        assert_eq!(immediate_dominators(&graph(1, &[(0, 0, 1)]), 5), [None]);
    }

    #[test]
    fn a_long_path_needs_no_deep_stack() {
        let arcs: Vec<_> = (1..100_000).map(|node| (node - 1, node)).collect();
        assert_eq!(dominators(100_000, &arcs)[99_999], Some(99_998));
    }
}
