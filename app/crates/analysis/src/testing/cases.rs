//! Seeded graphs of many shapes.

use crate::graph::{Arc, Digraph, Random};

/// A graph of up to 60 nodes: sparse or dense, in parts, without circles, with a hub, or a ring;
/// with parallel arcs, loops, weights of 0 and many ties.
pub fn random_graph(seed: u64) -> Digraph {
    let mut random = Random::new(seed);
    let n_nodes = random.below(61);
    let largest_weight = [2, 4, 20, 1000][random.below(4) as usize];
    let n_arcs = if n_nodes == 0 { 0 } else { n_nodes * random.below(7) + random.below(n_nodes) };
    let shape = random.below(6);
    let arcs = (0..n_arcs).map(|idx| {
        let (tail, head) = ends(&mut random, shape, n_nodes, idx);
        Arc { tail, head, weight: random.below(largest_weight).into() }
    });
    made(n_nodes, arcs.collect())
}

fn ends(random: &mut Random, shape: u32, n_nodes: u32, idx: u32) -> (u32, u32) {
    let (tail, head) = (random.below(n_nodes), random.below(n_nodes));
    let (tail, head) = match shape {
        0 => (tail.min(head), tail.max(head)),
        1 if random.one_in(2) => (tail, 0),
        2 if random.one_in(2) => (0, head),
        3 => (tail, head - head % 3 + tail % 3),
        4 => (idx % n_nodes, (idx + 1) % n_nodes),
        _ => (tail, head),
    };
    (tail, head.min(n_nodes - 1))
}

/// Any two different nodes for each arc, weights from 1 to 10,000: for measuring.
pub fn uniform_graph(n_nodes: u32, n_arcs: u32, seed: u64) -> Digraph {
    let mut random = Random::new(seed);
    let arcs = (0..n_arcs).map(|_| {
        let tail = random.below(n_nodes);
        let head = (tail + 1 + random.below(n_nodes.saturating_sub(1))) % n_nodes;
        Arc { tail, head, weight: u64::from(1 + random.below(10_000)) }
    });
    let arcs = if n_nodes < 2 { Vec::new() } else { arcs.collect() };
    made(n_nodes, arcs)
}

fn made(n_nodes: u32, arcs: Vec<Arc>) -> Digraph {
    Digraph::new(n_nodes as usize, arcs).unwrap_or_default()
}
