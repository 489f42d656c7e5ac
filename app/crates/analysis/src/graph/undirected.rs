//! The undirected simple graph behind a directed one.

use super::{Digraph, Step};

/// A neighbour, and how strong the tie is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    pub node: u32,
    /// Sum of the weights of all arcs between the two, in both directions.
    pub weight: u64,
}

/// Who is tied to whom: directions forgotten, parallel arcs joined, loops dropped.
#[derive(Clone, Debug)]
pub struct Undirected {
    starts: Vec<u32>,
    links: Vec<Link>,
}

impl Undirected {
    /// Forgets the directions of a graph.
    ///
    /// # Order      neighbours by number.
    /// # Complexity O(n + m): nodes are visited in order and enter themselves at their neighbours.
    pub fn new(graph: &Digraph) -> Self {
        Self::from_steps(graph, |node| graph.outgoing(node).iter().chain(graph.incoming(node)))
    }

    /// Who points at each node, or whom each node points at, as `steps` says; arcs joined, loops
    /// dropped.
    ///
    /// The links of a node come out reversed: at `u` stands `v` if `steps(v)` leads to `u`.
    pub(super) fn from_steps<'a, I>(graph: &'a Digraph, steps: impl Fn(u32) -> I) -> Self
    where
        I: Iterator<Item = &'a Step>,
    {
        let mut places = vec![0_u32; graph.n_nodes() + 1];
        for node in graph.nodes() {
            for step in steps(node).filter(|step| step.node != node) {
                places[step.node as usize + 1] += 1;
            }
        }
        for node in 0..graph.n_nodes() {
            places[node + 1] += places[node];
        }
        let mut starts = places.clone();
        let nowhere = Link { node: 0, weight: 0 };
        let mut links = vec![nowhere; places.last().map_or(0, |&end| end as usize)];
        for node in graph.nodes() {
            for step in steps(node).filter(|step| step.node != node) {
                let place = &mut places[step.node as usize];
                links[*place as usize] = Link { node, weight: step.weight };
                *place += 1;
            }
        }
        join_equal(&mut starts, &mut links);
        Self { starts, links }
    }

    pub fn n_nodes(&self) -> usize {
        self.starts.len() - 1
    }

    pub fn nodes(&self) -> impl Iterator<Item = u32> + use<> {
        (0..).take(self.n_nodes())
    }

    /// The neighbours of a node, by number.
    pub fn neighbours(&self, node: u32) -> &[Link] {
        let node = node as usize;
        let (Some(&start), Some(&end)) = (self.starts.get(node), self.starts.get(node + 1)) else {
            return &[];
        };
        &self.links[start as usize..end as usize]
    }

    /// Sum of the weights at a node.
    pub fn strength(&self, node: u32) -> u64 {
        self.neighbours(node).iter().fold(0, |sum, link| sum.saturating_add(link.weight))
    }
}

/// Joins equal neighbours, which stand side by side, and closes the gaps.
fn join_equal(starts: &mut [u32], links: &mut Vec<Link>) {
    let mut kept = 0_u32;
    let mut read = 0_usize;
    for end in starts.iter_mut().skip(1) {
        let row = kept;
        while read < *end as usize {
            let link = links[read];
            read += 1;
            match links[row as usize..kept as usize].last_mut() {
                Some(last) if last.node == link.node => {
                    last.weight = last.weight.saturating_add(link.weight);
                }
                _ => {
                    links[kept as usize] = link;
                    kept += 1;
                }
            }
        }
        *end = kept;
    }
    links.truncate(kept as usize);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::digraph::tests::graph;

    #[test]
    fn arcs_between_two_nodes_become_one_tie() {
        let graph = graph(3, &[(2, 0, 1), (0, 1, 7), (1, 0, 2), (0, 1, 1), (1, 1, 9)]);
        let undirected = Undirected::new(&graph);
        let links: Vec<_> = undirected.neighbours(0).iter().map(|l| (l.node, l.weight)).collect();
        assert_eq!(links, [(1, 10), (2, 1)]);
        assert_eq!(undirected.neighbours(1), [Link { node: 0, weight: 10 }]);
        assert_eq!(undirected.strength(0), 11);
    }

    #[test]
    fn empty_graph_and_loops_have_no_neighbours() {
        assert_eq!(Undirected::new(&graph(0, &[])).nodes().count(), 0);
        assert!(Undirected::new(&graph(1, &[(0, 0, 3)])).neighbours(0).is_empty());
    }

    #[test]
    fn huge_weights_stay_at_the_limit() {
        let graph = graph(2, &[(0, 1, u64::MAX), (1, 0, u64::MAX)]);
        assert_eq!(Undirected::new(&graph).strength(0), u64::MAX);
    }
}
