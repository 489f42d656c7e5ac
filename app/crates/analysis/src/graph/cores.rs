//! k-cores: the densely tied middle of a network, layer by layer.

use super::{Digraph, Undirected};

/// Which neighbours of a node count. Each counts once, however many arcs lead there; loops do
/// not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Degree {
    /// Nodes with an arc to it.
    In,
    /// Nodes it has an arc to.
    Out,
    /// Both together.
    All,
}

/// For each node the largest k such that it lies in a part of the graph in which every node has
/// at least k neighbours inside that part.
///
/// Method: nodes are peeled off by degree, sorted by counting (Batagelj and Zaveršnik 2003). Names
/// follow the paper: `bin` where the nodes of each degree begin, `vert` nodes by degree, `pos`
/// where each node stands in `vert`.
///
/// # Complexity O(n + m).
pub fn core_numbers(graph: &Digraph, degree: Degree) -> Vec<u32> {
    // At each node stand those that lose a neighbour with it.
    let losers = match degree {
        Degree::In => Undirected::from_steps(graph, |node| graph.incoming(node).iter()),
        Degree::Out => Undirected::from_steps(graph, |node| graph.outgoing(node).iter()),
        Degree::All => Undirected::new(graph),
    };
    let mut degrees = vec![0_u32; graph.n_nodes()];
    for link in graph.nodes().flat_map(|node| losers.neighbours(node)) {
        degrees[link.node as usize] += 1;
    }
    let mut peeling = Peeling::new(degrees);
    for place in 0..graph.n_nodes() {
        let node = peeling.vert[place];
        for link in losers.neighbours(node) {
            if peeling.degrees[link.node as usize] > peeling.degrees[node as usize] {
                peeling.lower(link.node);
            }
        }
    }
    peeling.degrees
}

struct Peeling {
    degrees: Vec<u32>,
    bin: Vec<u32>,
    vert: Vec<u32>,
    pos: Vec<u32>,
}

impl Peeling {
    fn new(degrees: Vec<u32>) -> Self {
        let largest = degrees.iter().max().map_or(0, |&degree| degree as usize);
        let mut bin = vec![0_u32; largest + 2];
        for &degree in &degrees {
            bin[degree as usize + 1] += 1;
        }
        for degree in 0..=largest {
            bin[degree + 1] += bin[degree];
        }
        let mut next = bin.clone();
        let mut vert = vec![0; degrees.len()];
        let mut pos = vec![0; degrees.len()];
        for (node, &degree) in (0..).zip(&degrees) {
            let place = next[degree as usize];
            next[degree as usize] += 1;
            vert[place as usize] = node;
            pos[node as usize] = place;
        }
        Self { degrees, bin, vert, pos }
    }

    /// Takes one from the degree of a node: it changes places with the first of its degree, and
    /// the degree begins one place later.
    fn lower(&mut self, node: u32) {
        let degree = self.degrees[node as usize];
        let first_place = self.bin[degree as usize];
        let first = self.vert[first_place as usize];
        let place = self.pos[node as usize];
        self.vert.swap(place as usize, first_place as usize);
        (self.pos[first as usize], self.pos[node as usize]) = (place, first_place);
        self.bin[degree as usize] += 1;
        self.degrees[node as usize] -= 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::digraph::tests::graph;

    #[test]
    fn a_triangle_with_a_tail_has_two_layers() {
        let tail = graph(5, &[(0, 1, 1), (1, 2, 1), (2, 0, 1), (3, 2, 1), (0, 0, 1)]);
        assert_eq!(core_numbers(&tail, Degree::All), [2, 2, 2, 1, 0]);
        assert_eq!(core_numbers(&tail, Degree::In), [1, 1, 1, 0, 0]);
        assert_eq!(core_numbers(&tail, Degree::Out), [1, 1, 1, 1, 0]);
    }

    #[test]
    fn neighbours_count_once() {
        let pair = graph(2, &[(0, 1, 1), (0, 1, 1), (1, 0, 1)]);
        assert_eq!(core_numbers(&pair, Degree::All), [1, 1]);
        assert!(core_numbers(&graph(0, &[]), Degree::All).is_empty());
    }

    #[test]
    fn everybody_tied_to_everybody_is_one_layer() {
        let arcs: Vec<_> = (0..6).flat_map(|a| (0..a).map(move |b| (a, b, 1))).collect();
        assert_eq!(core_numbers(&graph(6, &arcs), Degree::All), [5; 6]);
    }
}
