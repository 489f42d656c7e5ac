//! What an overview promises above the size up to which all pairs are looked at.

use scene::layout::{MIN_DISTANCE_WORLD, OverviewOptions, neighbourhood_overlap, overview, stress};
use scene::{Bounds, Point};

use crate::networks::{Edges, Seeded};

const N_NODES: u32 = 3_500;

fn draw(edges: &Edges) -> Vec<Point> {
    overview(N_NODES as usize, edges, None, OverviewOptions::default())
}

fn path() -> Edges {
    (1..N_NODES).map(|node| (node - 1, node)).collect()
}

fn star() -> Edges {
    (1..N_NODES).map(|leaf| (0, leaf)).collect()
}

/// Seventy communities of fifty, each a circle with chords, and few edges between them.
fn communities() -> Edges {
    let mut random = Seeded::new(1);
    let inside = (0..N_NODES).flat_map(|node| {
        let first = node - node % 50;
        [1, 7, 12].map(|step| (node, first + (node % 50 + step) % 50))
    });
    let mut edges: Edges = inside.collect();
    edges.extend((0..140).map(|_| (random.below(N_NODES), random.below(N_NODES))));
    edges.extend((50..N_NODES).step_by(50).map(|node| (node - 50, node)));
    edges
}

/// By columns: nobody looks at all pairs of thousands of nodes.
fn closest(points: &[Point]) -> f64 {
    let mut sorted = points.to_vec();
    sorted.sort_by(|a, b| a.x.total_cmp(&b.x));
    let mut closest = f64::INFINITY;
    for (idx, a) in sorted.iter().enumerate() {
        let near = sorted[idx + 1..].iter().take_while(|b| b.x - a.x < 1.0);
        closest = near.map(|b| a.distance(*b)).fold(closest, f64::min);
    }
    closest
}

#[test]
fn large_pictures_are_finite_centred_and_nobody_is_too_close() {
    for edges in [path(), star(), communities()] {
        let points = draw(&edges);
        assert!(points.iter().all(|point| point.is_finite()));
        assert!(closest(&points) >= MIN_DISTANCE_WORLD - 1e-9, "{}", closest(&points));
        assert!(Bounds::of(&points).is_some_and(|bounds| bounds.centre().length() < 1e-6));
    }
}

#[test]
fn same_seed_gives_the_same_large_picture_whatever_the_order_of_edges() {
    let edges = communities();
    let other: Edges = edges.iter().rev().map(|&(a, b)| (b, a)).collect();
    let picture = draw(&edges);
    assert_eq!(picture, draw(&other));
    let another = OverviewOptions { seed: 9, ..OverviewOptions::default() };
    assert_ne!(picture, overview(N_NODES as usize, &edges, None, another));
}

#[test]
fn communities_of_a_large_network_stay_together() {
    let edges = communities();
    let points = draw(&edges);
    let overlap = neighbourhood_overlap(&points, &edges);
    assert!(overlap > 0.1, "overlap {overlap}");
    let mut reaches: Vec<f64> = points
        .chunks(50)
        .map(|members| members.iter().map(|point| point.distance(members[0])).fold(0.0, f64::max))
        .collect();
    reaches.sort_by(f64::total_cmp);
    let width = Bounds::of(&points).map_or(0.0, Bounds::width);
    assert!(reaches[35] < width / 4.0, "{} of {width}", reaches[35]);
}

#[test]
fn a_long_path_is_not_folded_up() {
    assert!(stress(&draw(&path()), &path()) < 0.05);
}
