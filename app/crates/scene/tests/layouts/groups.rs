//! What a picture of communities promises.

use scene::layout::groups::{Groups, groups};
use scene::layout::{OverviewOptions, neighbourhood, overview};
use scene::{Bounds, Point};

use crate::networks::{Edges, Seeded, assert_sound};

struct Case {
    n_nodes: usize,
    communities: Vec<u32>,
    edges: Edges,
}

/// Networks whose edges mostly stay inside a community.
fn cases() -> impl Iterator<Item = Case> {
    (1..=40).map(|seed| {
        let mut random = Seeded::new(seed);
        let (n_nodes, n_communities) = (20 + random.below(101), 1 + random.below(10));
        let community = |node: u32| (node * 7 % n_nodes) * n_communities / n_nodes * 5;
        let mut edges = Edges::new();
        while edges.len() < n_nodes as usize * 2 {
            let (a, b) = (random.below(n_nodes), random.below(n_nodes));
            if community(a) == community(b) || random.below(20) == 0 {
                edges.push((a, b));
            }
        }
        let communities = (0..n_nodes).map(community).collect();
        Case { n_nodes: n_nodes as usize, communities, edges }
    })
}

fn draw(case: &Case) -> Groups {
    groups(case.n_nodes, &case.edges, &case.communities, OverviewOptions::default())
}

fn assert_apart(picture: &Groups, n_nodes: usize, communities: &[u32]) {
    assert_sound(&picture.points, n_nodes);
    for (node, point) in picture.points.iter().enumerate() {
        let community = communities.get(node).copied().unwrap_or(0);
        let cluster = picture.clusters.iter().find(|cluster| cluster.community == community);
        assert!(cluster.is_some_and(|cluster| {
            point.distance(cluster.circle.center) <= cluster.circle.radius - 0.7
        }));
    }
    for (idx, a) in picture.clusters.iter().enumerate() {
        for b in &picture.clusters[idx + 1..] {
            let distance = a.circle.center.distance(b.circle.center);
            assert!(distance >= a.circle.radius + b.circle.radius - 1e-9);
        }
    }
}

#[test]
fn every_node_lies_in_its_circle_and_no_circles_overlap() {
    for case in cases() {
        assert_apart(&draw(&case), case.n_nodes, &case.communities);
    }
}

#[test]
fn neighbours_lie_closer_together_than_in_the_overview() {
    let (mut grouped, mut plain) = (0.0, 0.0);
    for case in cases() {
        grouped += neighbourhood(&draw(&case).points, &case.edges);
        let overview = overview(case.n_nodes, &case.edges, None, OverviewOptions::default());
        plain += neighbourhood(&overview, &case.edges);
    }
    assert!(grouped > plain, "grouped {grouped}, overview {plain}");
}

#[test]
fn the_picture_is_compact() {
    let mut shares = Vec::new();
    for case in cases() {
        let picture = draw(&case);
        let reach = |radius: f64| Point::new(radius, radius);
        let corners: Vec<Point> = picture
            .clusters
            .iter()
            .map(|cluster| cluster.circle)
            .flat_map(|c| [c.center - reach(c.radius), c.center + reach(c.radius)])
            .collect();
        let bounds = Bounds::of(&corners).unwrap();
        assert!(bounds.centre().length() < 1e-9);
        let surface: f64 =
            picture.clusters.iter().map(|c| 4.0 * c.circle.radius * c.circle.radius).sum();
        shares.push(surface / (bounds.width() * bounds.height()));
    }
    shares.sort_by(f64::total_cmp);
    assert!(shares[20] > 0.6, "{shares:?}");
}

#[test]
fn same_input_same_picture_and_order_of_edges_does_not_matter() {
    for mut case in cases().take(10) {
        let picture = draw(&case);
        assert_eq!(picture, draw(&case));
        case.edges = case.edges.iter().rev().map(|&(a, b)| (b, a)).collect();
        assert_eq!(picture, draw(&case));
    }
}

#[test]
fn degenerate_networks_are_drawn() {
    let edges = [(0, 1), (1, 0), (0, 1), (1, 1), (0, 999)];
    let options = OverviewOptions::default();
    assert_eq!(groups(0, &edges, &[3], options), Groups::default());
    assert!(groups(1, &edges, &[], options).points[0].length() < 1e-12);
    for (n_nodes, communities) in [
        (2, vec![0, 1]),
        (2, vec![u32::MAX, 0]),
        (200, vec![]),
        (200, vec![4; 500]),
        (200, (0..200).collect()),
    ] {
        for edges in [&edges[..], &[]] {
            assert_apart(&groups(n_nodes, edges, &communities, options), n_nodes, &communities);
        }
    }
    let options = OverviewOptions { seed: 5, iterations: 0 };
    assert_apart(&groups(9, &edges, &[0, 1, 2, 0, 1, 2], options), 9, &[0, 1, 2, 0, 1, 2]);
}
