//! Constraint: how much a node depends on contacts who are tied among themselves.

use super::{Undirected, float};

/// Burt's constraint of each node; `None` without contacts.
///
/// With `p(i, j)` the share of i's ties (in both directions, by weight) that go to j:
/// `c(i) = Σ_j (p(i, j) + Σ_q p(i, q) p(q, j))²`, over the contacts j of i, and q other than
/// both. High: the contacts know each other, so i tells none of them anything new.
///
/// Method: Burt (1992), Structural Holes, formula 2.4.
///
/// # Complexity O(Σ degree²) time, O(n + m) memory.
pub fn constraint(graph: &Undirected) -> Vec<Option<f64>> {
    let shares = Shares::new(graph);
    let mut slots = vec![0_u32; graph.n_nodes()];
    let mut invested = Vec::new();
    graph.nodes().map(|node| shares.constraint(node, &mut slots, &mut invested)).collect()
}

/// The graph with shares in place of weights.
struct Shares<'a> {
    graph: &'a Undirected,
    /// By node, where its row in `onward` begins.
    starts: Vec<usize>,
    /// By link: the other node, and the share of the ties that go there.
    onward: Vec<(u32, f64)>,
}

impl<'a> Shares<'a> {
    fn new(graph: &'a Undirected) -> Self {
        let mut starts = vec![0];
        let mut onward = Vec::new();
        for node in graph.nodes() {
            let strength = float(graph.strength(node));
            let links = graph.neighbours(node).iter().filter(|link| link.weight > 0);
            onward.extend(links.map(|link| (link.node, float(link.weight) / strength)));
            starts.push(onward.len());
        }
        Self { graph, starts, onward }
    }

    fn row(&self, node: u32) -> &[(u32, f64)] {
        &self.onward[self.starts[node as usize]..self.starts[node as usize + 1]]
    }

    /// `slots` says where in `invested` a contact stands; 0 for all others.
    fn constraint(&self, node: u32, slots: &mut [u32], invested: &mut Vec<f64>) -> Option<f64> {
        let row = self.row(node);
        if row.is_empty() || self.graph.strength(node) == 0 {
            return None;
        }
        invested.clear();
        invested.push(0.0);
        for (slot, &(contact, share)) in (1..).zip(row) {
            slots[contact as usize] = slot;
            invested.push(share);
        }
        for &(between, share) in row {
            for &(other, onward_share) in self.row(between) {
                let slot = slots[other as usize] as usize;
                if slot != 0 {
                    invested[slot] += share * onward_share;
                }
            }
        }
        for &(contact, _) in row {
            slots[contact as usize] = 0;
        }
        Some(invested[1..].iter().map(|share| share * share).sum())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::digraph::tests::graph;

    fn rounded(n_nodes: usize, arcs: &[(u32, u32, u64)]) -> Vec<Option<f64>> {
        let found = constraint(&Undirected::new(&graph(n_nodes, arcs)));
        found.into_iter().map(|c| c.map(|c| (c * 1e6).round() / 1e6)).collect()
    }

    #[test]
    fn a_broker_is_less_constrained_than_its_contacts() {
        let star = [(0, 1, 1), (0, 2, 1), (3, 0, 1), (0, 4, 1)];
        assert_eq!(rounded(5, &star), [Some(0.25), Some(1.0), Some(1.0), Some(1.0), Some(1.0)]);
    }

    #[test]
    fn contacts_who_know_each_other_constrain() {
        let triangle = [(0, 1, 1), (1, 2, 1), (2, 0, 1)];
        assert_eq!(rounded(3, &triangle), [Some(1.125); 3]);
    }

    #[test]
    fn nobody_constrains_who_is_alone() {
        assert_eq!(rounded(3, &[(0, 1, 0), (2, 2, 5)]), [None, None, None]);
        assert!(rounded(0, &[]).is_empty());
    }
}
