//! Communities: groups that are tied more inside than chance would tie.

mod level;
mod moving;
mod refinement;

use super::components::renumbered;
use super::{Random, Undirected, modularity};
use level::Level;

/// A partition of the nodes.
#[derive(Clone, Debug, PartialEq)]
pub struct Communities {
    /// By node, numbered in the order of their smallest nodes.
    pub community: Vec<u32>,
    pub modularity: f64,
}

/// How often the whole method is applied to its own result, if that still gains.
const MOST_ROUNDS: usize = 3;

/// A round that gains less modularity than this is the last.
const LEAST_GAIN: f64 = 1e-9;

/// Finds communities of high modularity; every one is connected.
///
/// Finding the best partition is not possible in reasonable time; this is a good one, and the
/// seed decides which.
///
/// Method: Leiden (Traag, Waltman, van Eck 2019): nodes move to the best community, communities
/// are refined into well connected parts, the parts become the nodes of a smaller graph. Where
/// the paper draws a part by `exp`, which differs between machines, the best one is taken.
///
/// # Order      for one seed always the same, whatever the order of the arcs.
/// # Complexity about O(m log n) time, O(n + m) memory.
pub fn communities(graph: &Undirected, seed: u64) -> Communities {
    let mut random = Random::new(seed);
    let ground = Level::ground(graph);
    let alone: Vec<u32> = graph.nodes().collect();
    let mut best = Communities { modularity: modularity(graph, &alone), community: alone };
    for _ in 0..MOST_ROUNDS {
        let community = round(&ground, best.community.clone(), &mut random);
        let found = modularity(graph, &community);
        let gain = found - best.modularity;
        if gain > 0.0 {
            best = Communities { community, modularity: found };
        }
        if gain < LEAST_GAIN {
            break;
        }
    }
    best
}

/// One application of the method to a partition of the ground level.
fn round(ground: &Level, start: Vec<u32>, random: &mut Random) -> Vec<u32> {
    let mut community = start;
    moving::move_nodes(ground, &mut community, random);
    // By node of the ground: the node of the present level it has become part of.
    let mut part_of = refinement::refine(ground, &community, random);
    let mut level = ground.contracted(&part_of);
    community = communities_of_parts(&part_of, &community, level.n_nodes());
    loop {
        let has_moved = moving::move_nodes(&level, &mut community, random);
        let parts = refinement::refine(&level, &community, random);
        let next = level.contracted(&parts);
        if !has_moved && next.n_nodes() == level.n_nodes() {
            let of_node = part_of.iter().map(|&part| community[part as usize]).collect();
            return renumbered(of_node, level.n_nodes());
        }
        community = communities_of_parts(&parts, &community, next.n_nodes());
        for part in &mut part_of {
            *part = parts[*part as usize];
        }
        level = next;
    }
}

/// A part lies in the community of its members, numbered anew.
fn communities_of_parts(parts: &[u32], community: &[u32], n_parts: usize) -> Vec<u32> {
    let mut of_part = vec![0; n_parts];
    for (&part, &community) in parts.iter().zip(community) {
        of_part[part as usize] = community;
    }
    renumbered(of_part, community.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::digraph::tests::graph;

    /// Rings of five, each joined to the next by one tie.
    fn rings(n_rings: u32) -> Undirected {
        let mut arcs = Vec::new();
        for ring in 0..n_rings {
            let first = ring * 5;
            arcs.extend((0..5).map(|node| (first + node, first + (node + 1) % 5, 3)));
            arcs.extend((0..5).map(|node| (first + node, first + (node + 2) % 5, 3)));
            arcs.push((first, (first + 5) % (n_rings * 5), 1));
        }
        Undirected::new(&graph(n_rings as usize * 5, &arcs))
    }

    #[test]
    fn dense_groups_are_communities() {
        let found = communities(&rings(6), 1);
        let expected: Vec<u32> = (0..30).map(|node| node / 5).collect();
        assert_eq!(found.community, expected);
        assert!(found.modularity > 0.8);
    }

    #[test]
    fn the_seed_decides() {
        assert_eq!(communities(&rings(40), 7), communities(&rings(40), 7));
    }

    #[test]
    fn who_has_no_ties_is_alone() {
        let apart = Undirected::new(&graph(4, &[(0, 2, 1), (3, 3, 4), (1, 3, 0)]));
        assert_eq!(communities(&apart, 1).community, [0, 1, 0, 2]);
        assert_eq!(communities(&Undirected::new(&graph(0, &[])), 1).community, []);
    }

    #[test]
    fn huge_weights_are_taken() {
        let arcs = [(0, 1, u64::MAX), (1, 2, 1), (2, 3, u64::MAX)];
        let found = communities(&Undirected::new(&graph(4, &arcs)), 1);
        assert_eq!(found.community, [0, 0, 1, 1]);
    }
}
