//! What a kept picture promises, on many random networks.

use scene::layout::{OverviewOptions, overview, overview_from, stress};
use scene::{Bounds, Point};

use crate::networks::{Edges, Seeded, assert_sound, kreis};

fn draw(n_nodes: usize, edges: &[(u32, u32)]) -> Vec<Point> {
    overview(n_nodes, edges, None, OverviewOptions::default())
}

fn redraw(n_nodes: usize, edges: &[(u32, u32)], known: &[Option<Point>]) -> Vec<Point> {
    overview_from(n_nodes, edges, None, known, OverviewOptions::default())
}

fn known(points: &[Point]) -> Vec<Option<Point>> {
    points.iter().copied().map(Some).collect()
}

fn diameter(points: &[Point]) -> f64 {
    let from = |a: &Point| points.iter().map(|b| a.distance(*b)).fold(0.0, f64::max);
    points.iter().map(from).fold(0.0, f64::max)
}

fn longest_move(before: &[Point], after: &[Point]) -> f64 {
    before.iter().zip(after).map(|(a, b)| a.distance(*b)).fold(0.0, f64::max)
}

/// Networks of 60 to 150 nodes, from sparse to dense.
fn networks() -> impl Iterator<Item = (u32, Edges, Seeded)> {
    (1..=60).map(|seed| {
        let mut random = Seeded::new(seed);
        let n_nodes = 60 + random.below(91);
        let n_edges = n_nodes * (2 + random.below(8)) / 2;
        (n_nodes, kreis(n_nodes, n_edges, &mut random), random)
    })
}

#[test]
fn adding_a_node_moves_nobody_by_more_than_two_percent() {
    let mut worst = 0.0_f64;
    for (n_nodes, mut edges, mut random) in networks() {
        let before = draw(n_nodes as usize, &edges);
        let n_new = random.below(6);
        edges.extend((0..n_new).map(|_| (n_nodes, random.below(n_nodes))));
        let after = redraw(n_nodes as usize + 1, &edges, &known(&before));
        assert_sound(&after, n_nodes as usize + 1);
        worst = worst.max(longest_move(&before, &after) / diameter(&before));
    }
    assert!(worst <= 0.02, "worst {worst}");
}

#[test]
fn without_new_nodes_nobody_moves() {
    for (n_nodes, mut edges, mut random) in networks() {
        let before = draw(n_nodes as usize, &edges);
        assert_eq!(redraw(n_nodes as usize, &edges, &known(&before)), before);
        // Neither when ties come and go.
        edges.truncate(edges.len() / 2);
        edges.push((random.below(n_nodes), random.below(n_nodes)));
        assert_eq!(redraw(n_nodes as usize, &edges, &known(&before)), before);
    }
}

#[test]
fn removing_a_node_moves_nobody() {
    for (n_nodes, edges, mut random) in networks() {
        let mut points = draw(n_nodes as usize, &edges);
        let gone = random.below(n_nodes);
        points.remove(gone as usize);
        let left = |node: u32| if node > gone { node - 1 } else { node };
        let edges: Edges = edges
            .iter()
            .filter(|&&(a, b)| a != gone && b != gone)
            .map(|&(a, b)| (left(a), left(b)))
            .collect();
        assert_eq!(redraw(points.len(), &edges, &known(&points)), points);
    }
}

#[test]
fn with_nothing_known_it_is_the_overview() {
    for (n_nodes, edges, _) in networks().take(10) {
        let n_nodes = n_nodes as usize;
        let fresh = draw(n_nodes, &edges);
        assert_eq!(redraw(n_nodes, &edges, &[]), fresh);
        assert_eq!(redraw(n_nodes, &edges, &vec![None; n_nodes]), fresh);
        let odd = vec![Some(Point::new(f64::NAN, f64::INFINITY)); n_nodes];
        assert_eq!(redraw(n_nodes, &edges, &odd), fresh);
    }
}

#[test]
fn a_position_that_is_not_finite_is_as_unknown() {
    for (n_nodes, edges, mut random) in networks().take(20) {
        let mut known = known(&draw(n_nodes as usize, &edges));
        let node = random.below(n_nodes) as usize;
        known[node] = None;
        let unknown = redraw(n_nodes as usize, &edges, &known);
        for odd in [f64::NAN, f64::INFINITY, f64::MIN] {
            known[node] = Some(Point::new(0.0, odd));
            assert_eq!(redraw(n_nodes as usize, &edges, &known), unknown);
        }
    }
}

#[test]
fn a_node_taken_out_comes_back_close_to_its_place() {
    let mut distances = Vec::new();
    for (n_nodes, edges, mut random) in networks() {
        let before = draw(n_nodes as usize, &edges);
        let mut known = known(&before);
        let node = random.below(n_nodes) as usize;
        known[node] = None;
        let after = redraw(n_nodes as usize, &edges, &known);
        assert_sound(&after, n_nodes as usize);
        distances.push(after[node].distance(before[node]) / diameter(&before));
    }
    distances.sort_by(f64::total_cmp);
    let (median, most) = (distances[30], distances[59]);
    assert!(median < 0.1 && most < 0.5, "median {median}, most {most}");
}

#[test]
fn a_picture_grown_to_twice_its_size_has_less_than_twice_the_stress() {
    let (mut grown_sum, mut fresh_sum) = (0.0, 0.0);
    for (n_nodes, edges, _) in networks().take(12) {
        let part =
            |n: u32| -> Edges { edges.iter().copied().filter(|&(a, b)| a.max(b) < n).collect() };
        let mut points = draw(n_nodes as usize / 2, &part(n_nodes / 2));
        for n in n_nodes / 2 + 1..=n_nodes {
            points = redraw(n as usize, &part(n), &known(&points));
        }
        assert_sound(&points, n_nodes as usize);
        grown_sum += stress(&points, &edges);
        fresh_sum += stress(&draw(n_nodes as usize, &edges), &edges);
    }
    assert!(grown_sum < 2.0 * fresh_sum, "grown {grown_sum}, fresh {fresh_sum}");
}

#[test]
fn half_a_network_at_once_stays_within_the_leash() {
    for (n_nodes, edges, _) in networks().take(20) {
        let n_nodes = n_nodes as usize;
        let before = draw(n_nodes, &edges);
        let known: Vec<Option<Point>> =
            before.iter().enumerate().map(|(n, point)| (n % 2 == 0).then_some(*point)).collect();
        let after = redraw(n_nodes, &edges, &known);
        assert_sound(&after, n_nodes);
        for (known, after) in known.iter().zip(&after) {
            let moved = known.map_or(0.0, |known| known.distance(*after));
            assert!(moved <= 0.01 * diameter(&before) + 1e-9);
        }
    }
}

#[test]
fn parts_without_a_tie_stand_apart() {
    for (n_nodes, mut edges, _) in networks().take(20) {
        let before = draw(n_nodes as usize, &edges);
        edges.extend([(n_nodes, n_nodes + 1), (n_nodes + 1, n_nodes + 2)]);
        let after = redraw(n_nodes as usize + 4, &edges, &known(&before));
        assert_sound(&after, n_nodes as usize + 4);
        let (old, new) = after.split_at(n_nodes as usize);
        assert_eq!(old, before);
        let block = Bounds::of(new).unwrap().grown(1.0);
        assert!(!old.iter().any(|point| block.contains(*point)));
    }
}

#[test]
fn degenerate_networks_are_kept() {
    assert_eq!(redraw(0, &[], &[]), []);
    assert_eq!(redraw(0, &[(0, 1)], &[Some(Point::ORIGIN)]), []);
    let here = Point::new(3.0, 4.0);
    assert_eq!(redraw(1, &[(0, 0)], &[Some(here)]), [here]);
    for (n_nodes, edges, known) in [
        (2, vec![], vec![Some(here)]),
        (2, vec![(0, 1), (1, 0), (0, 0), (1, 7)], vec![None, Some(here)]),
        (40, vec![], vec![Some(here); 20]),
        (40, vec![(0, 39), (1, 39), (2, 39)], vec![Some(here); 40]),
        (300, (1..300).map(|leaf| (0, leaf)).collect(), vec![Some(here)]),
        (50, (1..50).map(|node| (node - 1, node)).collect(), vec![Some(here); 2]),
        (9, vec![(0, 8)], vec![Some(Point::new(1e6, -1e6)), Some(Point::new(-1e6, 1e6))]),
    ] {
        assert_sound(&redraw(n_nodes, &edges, &known), n_nodes);
    }
    let options = OverviewOptions { seed: 9, iterations: 0 };
    let lengths = [f32::NAN, -1.0, 5.0];
    let edges = [(0, 1), (1, 2), (2, 3)];
    assert_sound(&overview_from(4, &edges, Some(&lengths), &[Some(here)], options), 4);
}

#[test]
fn order_and_direction_of_edges_do_not_matter() {
    for (n_nodes, edges, _) in networks().take(10) {
        let half = known(&draw(n_nodes as usize / 2, &edges));
        let turned: Edges = edges.iter().rev().map(|&(a, b)| (b, a)).collect();
        let n_nodes = n_nodes as usize;
        assert_eq!(redraw(n_nodes, &edges, &half), redraw(n_nodes, &turned, &half));
    }
}
