//! What an order for a matrix promises.

use scene::layout::matrix_order;

use crate::networks::{Edges, Seeded, kreis, ties};

/// Mean distance of ties from the diagonal.
fn distance(order: &[u32], edges: &[(u32, u32)]) -> f64 {
    let row = |node: u32| order.iter().zip(0_u32..).find(|(other, _)| **other == node);
    let row = |node: u32| row(node).map_or(0, |(_, row)| row);
    let ties = ties(edges);
    let distances = ties.iter().map(|&(a, b)| row(a).abs_diff(row(b)));
    let (sum, count) = distances.fold((0, 0), |(sum, count), distance| (sum + distance, count + 1));
    f64::from(sum) / f64::from(count.max(1))
}

fn assert_order(order: &[u32], n_nodes: u32, communities: &[u32]) {
    let mut sorted = order.to_vec();
    sorted.sort_unstable();
    assert_eq!(sorted, (0..n_nodes).collect::<Vec<u32>>());
    let community = |node: u32| communities.get(node as usize).copied().unwrap_or(0);
    let mut of_blocks: Vec<u32> = order
        .chunk_by(|&a, &b| community(a) == community(b))
        .map(|block| community(block[0]))
        .collect();
    let n_blocks = of_blocks.len();
    of_blocks.sort_unstable();
    of_blocks.dedup();
    assert_eq!(of_blocks.len(), n_blocks);
}

/// The order without any knowledge of ties.
fn plain(n_nodes: u32, communities: &[u32]) -> Vec<u32> {
    matrix_order(n_nodes as usize, &[], communities)
}

#[test]
fn communities_stand_together_and_ties_come_near_the_diagonal() {
    let (mut before, mut after) = (0.0, 0.0);
    for seed in 1..=60 {
        let mut random = Seeded::new(seed);
        let n_nodes = 10 + random.below(111);
        let n_communities = 1 + random.below(8);
        let communities: Vec<u32> = (0..n_nodes).map(|_| random.below(n_communities)).collect();
        let edges = kreis(n_nodes, n_nodes * 3 / 2, &mut random);
        let order = matrix_order(n_nodes as usize, &edges, &communities);
        assert_order(&order, n_nodes, &communities);
        before += distance(&plain(n_nodes, &communities), &edges);
        after += distance(&order, &edges);
    }
    assert!(after < 0.85 * before, "{before} before, {after} after");
}

#[test]
fn a_shuffled_band_is_found_again() {
    // Each node tied to the next two; 7 and 101 have no common divisor, so 7 mixes them.
    let mixed = |node: u32| node * 7 % 101;
    let edges: Edges = (0..99)
        .flat_map(|node| [(mixed(node), mixed(node + 1)), (mixed(node), mixed(node + 2))])
        .collect();
    let order = matrix_order(101, &edges, &[]);
    assert_order(&order, 101, &[]);
    assert!(distance(&order, &edges) < 2.0, "distance {}", distance(&order, &edges));
}

#[test]
fn tied_communities_stand_next_to_each_other() {
    // Communities 4 - 0 - 3 - 1 - 2 in a row, ten nodes each.
    let line = [4, 0, 3, 1, 2];
    let communities: Vec<u32> = (0..50).map(|node| node % 5).collect();
    let mut edges = Edges::new();
    for community in 0..5 {
        let member = |n: u32| community + 5 * n;
        edges.extend((0..10).flat_map(|a| (a + 1..10).map(move |b| (member(a), member(b)))));
    }
    edges.extend(line.windows(2).map(|pair| (pair[0], pair[1] + 5)));
    let order = matrix_order(50, &edges, &communities);
    let mut found: Vec<u32> = order.chunks(10).map(|block| block[0] % 5).collect();
    if found[0] != 4 {
        found.reverse();
    }
    assert_eq!(found, line);
}

#[test]
fn order_and_direction_of_edges_do_not_matter() {
    let mut random = Seeded::new(4);
    let edges = kreis(60, 120, &mut random);
    let mut turned: Edges = edges.iter().rev().map(|&(a, b)| (b, a)).collect();
    turned.extend([(0, 0), (3, 60_000)]);
    assert_eq!(matrix_order(60, &edges, &[1; 30]), matrix_order(60, &turned, &[1; 30]));
}

#[test]
fn degenerate_networks_have_an_order() {
    assert_eq!(matrix_order(0, &[(0, 1)], &[1]), []);
    let edges = [(0, 1), (1, 0), (0, 1), (1, 1), (0, 999)];
    for n_nodes in [1, 2, 3, 300] {
        let each: Vec<u32> = (0..n_nodes).rev().collect();
        for communities in [&[][..], &[u32::MAX], &each] {
            for edges in [&edges[..], &[]] {
                let order = matrix_order(n_nodes as usize, edges, communities);
                assert_order(&order, n_nodes, communities);
            }
        }
    }
    assert_eq!(matrix_order(4, &[], &[]), [0, 1, 2, 3]);
}
