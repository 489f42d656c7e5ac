//! What a picture from left to right promises, without and with volumes.

use scene::layout::layered::{Ends, Layered, Sankey, layered, sankey};
use scene::{Bounds, Point};

use crate::networks::{Edges, Seeded, assert_sound, kreis};

struct Case {
    n_nodes: usize,
    edges: Edges,
    volumes: Vec<f64>,
}

fn cases() -> impl Iterator<Item = Case> {
    (1..=60).map(|seed| {
        let mut random = Seeded::new(seed);
        let n_nodes = 5 + random.below(56);
        let edges = kreis(n_nodes, n_nodes * (2 + random.below(3)) / 2, &mut random);
        let volumes = edges.iter().map(|_| f64::from(1 + random.below(200))).collect();
        Case { n_nodes: n_nodes as usize, edges, volumes }
    })
}

fn assert_layered(picture: &Layered, n_nodes: usize, edges: &[(u32, u32)]) {
    assert_sound(&picture.points, n_nodes);
    assert_eq!(picture.layers.len(), n_nodes);
    assert_eq!((picture.bends.len(), picture.is_backward.len()), (edges.len(), edges.len()));
    let n_layers = picture.layers.iter().max().map_or(0, |last| last + 1);
    assert!((0..n_layers).all(|layer| picture.layers.contains(&layer)));
    let x_of = |layer: u32| {
        picture.layers.iter().position(|&of| of == layer).map(|node| picture.points[node].x)
    };
    for (node, &layer) in picture.layers.iter().enumerate() {
        assert!(Some(picture.points[node].x) == x_of(layer));
    }
    for (edge, &(from, to)) in edges.iter().enumerate() {
        if from == to || from.max(to) as usize >= n_nodes {
            assert!(picture.bends[edge].is_empty() && !picture.is_backward[edge]);
            continue;
        }
        let (from, to) = (from as usize, to as usize);
        let n_between = picture.layers[from].abs_diff(picture.layers[to]).saturating_sub(1);
        assert_eq!(picture.bends[edge].len(), n_between as usize);
        assert_eq!(picture.is_backward[edge], picture.layers[from] > picture.layers[to]);
        let way: Vec<Point> = [picture.points[from]]
            .into_iter()
            .chain(picture.bends[edge].iter().copied())
            .chain([picture.points[to]])
            .collect();
        let step = if picture.is_backward[edge] { -3.0 } else { 3.0 };
        if picture.layers[from] != picture.layers[to] {
            assert!(way.windows(2).all(|pair| (pair[1].x - pair[0].x - step).abs() < 1e-9));
        }
        for bend in &picture.bends[edge] {
            assert!(picture.points.iter().all(|point| point.distance(*bend) >= 0.5));
        }
    }
    let all: Vec<Point> =
        picture.points.iter().chain(picture.bends.iter().flatten()).copied().collect();
    assert!(Bounds::of(&all).is_none_or(|bounds| bounds.centre().length() < 1e-9));
}

#[test]
fn every_edge_passes_the_layers_between_its_ends() {
    for Case { n_nodes, edges, .. } in cases() {
        assert_layered(&layered(n_nodes, &edges, Ends::default()), n_nodes, &edges);
        let ends = Ends { first: &[1, 3, 700], last: &[0, 3] };
        let picture = layered(n_nodes, &edges, ends);
        assert_layered(&picture, n_nodes, &edges);
        let last = picture.layers.iter().copied().max();
        for (node, &layer) in picture.layers.iter().enumerate() {
            assert_eq!(layer == 0, node == 1 || node == 3);
            assert_eq!(Some(layer) == last, node == 0);
        }
    }
}

#[test]
fn without_cycles_everything_runs_to_the_right() {
    for Case { n_nodes, edges, .. } in cases() {
        let edges: Edges = edges.iter().map(|&(a, b)| (a.max(b), a.min(b))).collect();
        let picture = layered(n_nodes, &edges, Ends::default());
        assert_layered(&picture, n_nodes, &edges);
        assert!(!picture.is_backward.contains(&true));
    }
}

#[test]
fn at_most_half_of_the_edges_run_back() {
    let (mut n_backward, mut n_edges) = (0, 0);
    for Case { n_nodes, edges, .. } in cases() {
        let picture = layered(n_nodes, &edges, Ends::default());
        let n_back = picture.is_backward.iter().filter(|is_backward| **is_backward).count();
        assert!(n_back * 2 <= edges.len());
        n_backward += n_back;
        n_edges += edges.len();
    }
    assert!(n_backward * 10 < n_edges, "{n_backward} of {n_edges}");
}

#[test]
fn order_and_repetition_of_edges_do_not_matter() {
    for Case { n_nodes, edges, .. } in cases().take(20) {
        let mut turned: Edges = edges.iter().rev().copied().collect();
        turned.extend_from_slice(&edges[..edges.len() / 2]);
        turned.push((0, 0));
        let (one, other) =
            (layered(n_nodes, &edges, Ends::default()), layered(n_nodes, &turned, Ends::default()));
        assert_eq!((one.points, one.n_crossings), (other.points, other.n_crossings));
        assert_eq!(one.bends[0], other.bends[edges.len() - 1]);
    }
}

#[test]
fn degenerate_networks_are_drawn() {
    assert_eq!(layered(0, &[], Ends::default()), Layered::default());
    let edges = [(0, 1), (1, 0), (0, 1), (1, 1), (0, 999), (u32::MAX, 0)];
    let all: Vec<u32> = (0..300).collect();
    for n_nodes in [0, 1, 2, 3, 300] {
        for ends in [
            Ends::default(),
            Ends { first: &all, last: &[] },
            Ends { first: &[], last: &all },
            Ends { first: &all, last: &all },
            Ends { first: &[1], last: &[0] },
        ] {
            assert_layered(&layered(n_nodes, &edges, ends), n_nodes, &edges);
            assert_layered(&layered(n_nodes, &[], ends), n_nodes, &[]);
        }
    }
    let chain: Edges = (1..300).map(|node| (node - 1, node)).chain([(0, 299), (299, 0)]).collect();
    assert_layered(&layered(300, &chain, Ends::default()), 300, &chain);
    let star: Edges = (1..300).map(|leaf| (0, leaf)).collect();
    assert_layered(&layered(300, &star, Ends::default()), 300, &star);
}

fn assert_flow(flow: &Sankey, picture: &Layered, edges: &[(u32, u32)]) {
    assert_eq!((flow.points.len(), flow.ribbons.len()), (picture.points.len(), edges.len()));
    // Nodes and bends of a layer, as spans from top to bottom.
    let mut spans: Vec<(f64, f64, f64)> = Vec::new();
    for (point, height) in flow.points.iter().zip(&flow.heights) {
        assert!(point.is_finite() && height.is_finite() && *height >= 0.4);
        spans.push((point.x, point.y - height / 2.0, point.y + height / 2.0));
    }
    for ribbon in flow.ribbons.iter().flatten() {
        assert!(ribbon.width > 0.0 && ribbon.width.is_finite());
        for bend in &ribbon.bends {
            spans.push((bend.x, bend.y - ribbon.width / 2.0, bend.y + ribbon.width / 2.0));
        }
    }
    spans.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    for pair in spans.windows(2) {
        assert!(pair[0].0 < pair[1].0 || pair[0].2 + 0.6 <= pair[1].1 + 1e-9);
    }
    // Ribbons of a node lie side by side and inside of it.
    for node in 0..flow.points.len() {
        for is_right in [true, false] {
            let ends = edges.iter().zip(&flow.ribbons).filter_map(|(&(from, to), ribbon)| {
                let (from, to) = (from as usize, to as usize);
                let ribbon = ribbon.as_ref()?;
                let is_forward = flow.points[from].x < flow.points[to].x;
                let middle = match (node == from, node == to) {
                    (true, _) if is_forward == is_right => ribbon.from_offset,
                    (_, true) if is_forward != is_right => ribbon.to_offset,
                    _ => return None,
                };
                Some((middle - ribbon.width / 2.0, middle + ribbon.width / 2.0))
            });
            let mut ends: Vec<(f64, f64)> = ends.collect();
            ends.sort_by(|a, b| a.0.total_cmp(&b.0));
            assert!(ends.windows(2).all(|pair| (pair[1].0 - pair[0].1).abs() < 1e-9));
            let half = flow.heights[node] / 2.0 + 1e-9;
            assert!(ends.iter().all(|(top, bottom)| *top >= -half && *bottom <= half));
        }
    }
}

#[test]
fn volumes_have_room_and_nothing_overlaps() {
    for Case { n_nodes, edges, volumes } in cases() {
        let picture = layered(n_nodes, &edges, Ends::default());
        let flow = sankey(&picture, &edges, &volumes, 5.0);
        assert_flow(&flow, &picture, &edges);
        assert!((flow.heights.iter().copied().fold(0.0, f64::max) - 5.0).abs() < 1e-9);
        let widths = flow
            .ribbons
            .iter()
            .zip(&volumes)
            .filter_map(|(ribbon, volume)| Some(ribbon.as_ref()?.width / volume));
        let widths: Vec<f64> = widths.collect();
        assert!(widths.iter().all(|per_volume| (per_volume / widths[0] - 1.0).abs() < 1e-9));
    }
}

#[test]
fn ribbons_of_one_node_leave_in_the_order_of_their_ends() {
    let edges = [(0, 1), (0, 2), (0, 3)];
    let picture = layered(4, &edges, Ends::default());
    let flow = sankey(&picture, &edges, &[5.0, 2.0, 3.0], 3.0);
    let mut ends: Vec<(f64, f64)> = edges
        .iter()
        .zip(flow.ribbons.iter().flatten())
        .map(|(edge, ribbon)| (ribbon.from_offset, flow.points[edge.1 as usize].y))
        .collect();
    ends.sort_by(|a, b| a.0.total_cmp(&b.0));
    assert!(ends.windows(2).all(|pair| pair[0].1 < pair[1].1));
}

#[test]
fn odd_volumes_do_no_harm() {
    let edges = [(0, 1), (1, 0), (0, 1), (1, 1), (0, 9), (1, 2), (0, 2)];
    let picture = layered(3, &edges, Ends::default());
    for volumes in [
        vec![],
        vec![f64::NAN, f64::INFINITY, -1.0, 0.0, 5.0],
        vec![f64::MAX; 7],
        vec![f64::MIN_POSITIVE, f64::MAX, 1.0, 1.0, 1.0, 1.0, 2.0],
        vec![5e-324; 7],
    ] {
        for tallest in [f64::NAN, f64::INFINITY, -1.0, 0.0, 1e-300, 4.0, f64::MAX] {
            let flow = sankey(&picture, &edges, &volumes, tallest);
            let is_drawn = |ribbon: &Option<_>| ribbon.is_some();
            assert!(flow.points.iter().all(|point| point.is_finite()));
            assert!(!is_drawn(&flow.ribbons[3]) && !is_drawn(&flow.ribbons[4]));
        }
    }
    // A picture that does not belong to these edges.
    let flow = sankey(&Layered::default(), &edges, &[1.0; 7], 2.0);
    assert!(flow.points.is_empty() && flow.ribbons.iter().all(Option::is_none));
    let bare = Layered { points: vec![Point::ORIGIN; 3], ..Layered::default() };
    assert_eq!(sankey(&bare, &edges, &[1.0; 7], 2.0).points.len(), 3);
}
