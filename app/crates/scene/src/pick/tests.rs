use super::*;
use crate::picture::{Color, Shape};
use crate::rng::Pcg32;

fn node(x: f64, y: f64) -> NodeMark {
    NodeMark {
        center_world: Point::new(x, y),
        radius_world: 0.25,
        shape: Shape::Circle,
        color: Color::Own(0),
        fill_level: None,
        badge: None,
        ring: None,
        is_pinned: false,
        emphasis: Emphasis::Plain,
    }
}

fn edge(from_idx: u32, to_idx: u32) -> EdgeMark {
    EdgeMark {
        from_idx,
        to_idx,
        width_world: 0.03,
        color: Color::Own(0),
        is_dashed: false,
        has_head: true,
        rank: 0,
        n_bundled: 1,
        strength: 1.0,
        emphasis: Emphasis::Plain,
    }
}

fn random_picture(seed: u64, n_nodes: usize, n_edges: usize) -> Picture {
    let mut rng = Pcg32::new(seed);
    let nodes = (0..n_nodes).map(|_| node(20.0 * rng.signed_unit(), 12.0 * rng.signed_unit()));
    let nodes = nodes.collect();
    let mut end = || u32::try_from(rng.below(n_nodes)).unwrap();
    let edges = (0..n_edges).map(|_| edge(end(), end())).collect();
    Picture { edges, nodes, ..Picture::default() }
}

fn index(picture: &Picture) -> Index {
    let mut index = Index::new(picture);
    while !index.advance(picture, 37) {}
    index
}

fn pointer(x: f64, y: f64, scale_screen_per_world: f64) -> Pointer {
    Pointer { at_world: Point::new(x, y), scale_screen_per_world, tolerance_px: 5.0 }
}

#[test]
fn the_index_finds_what_looking_at_everything_finds() {
    let mut n_hits = [0, 0];
    for seed in 0..20 {
        let mut picture = random_picture(seed, 60, 150);
        picture.nodes[3].emphasis = Emphasis::Hidden;
        let index = index(&picture);
        picture.nodes[3].emphasis = Emphasis::Plain;
        picture.nodes[4].emphasis = Emphasis::Hidden;
        picture.nodes[5].emphasis = Emphasis::Focus;
        let mut rng = Pcg32::new(seed + 1_000);
        for _ in 0..200 {
            let scale = 20.5 + 19.5 * rng.signed_unit();
            let at = pointer(22.0 * rng.signed_unit(), 14.0 * rng.signed_unit(), scale);
            let found = index.pick(&picture, at);
            assert_eq!(found, pick_by_looking(&picture, at), "seed {seed}, {at:?}");
            match found {
                Some(Picked::Node(_)) => n_hits[0] += 1,
                Some(Picked::Edge(_)) => n_hits[1] += 1,
                None => {}
            }
        }
    }
    assert!(n_hits[0] > 50 && n_hits[1] > 200, "{n_hits:?}");
}

#[test]
fn a_node_comes_before_the_lines_at_it() {
    let picture = Picture {
        nodes: vec![node(0.0, 0.0), node(4.0, 0.0)],
        edges: vec![edge(0, 1)],
        ..Picture::default()
    };
    let index = index(&picture);
    assert_eq!(index.pick(&picture, pointer(0.0, 0.0, 40.0)), Some(Picked::Node(0)));
    let on_line = picture.arrow(&picture.edges[0]).unwrap().at(0.5);
    let hit = index.pick(&picture, pointer(on_line.x, on_line.y, 40.0));
    assert_eq!(hit, Some(Picked::Edge(0)));
    assert_eq!(index.pick(&picture, pointer(2.0, 2.0, 40.0)), None);
}

#[test]
fn what_is_hidden_is_not_picked() {
    let mut picture = random_picture(1, 5, 10);
    for node in &mut picture.nodes {
        node.emphasis = Emphasis::Hidden;
    }
    let index = index(&picture);
    let at = picture.nodes[0].center_world;
    assert_eq!(index.pick(&picture, pointer(at.x, at.y, 40.0)), None);
}

#[test]
fn nothing_and_nonsense_do_no_harm() {
    let empty = Picture::default();
    assert_eq!(index(&empty).pick(&empty, pointer(0.0, 0.0, 40.0)), None);
    let mut picture = random_picture(2, 5, 10);
    picture.nodes[0].center_world = Point::new(f64::NAN, f64::INFINITY);
    let nowhere = pointer(f64::NAN, 0.0, 0.0);
    assert_eq!(index(&picture).pick(&picture, nowhere), None);
}

/// With curved lines, loops, thick lines and lines that leave the picture; at any zoom.
#[test]
fn the_index_finds_what_looking_finds_at_any_zoom() {
    let mut n_hits = [0, 0];
    for seed in 0..60 {
        let mut rng = Pcg32::new(seed + 5_000);
        let (n_nodes, n_edges) = (2 + rng.below(60), rng.below(400));
        let mut picture = random_picture(seed, n_nodes, n_edges);
        vary(&mut picture, &mut rng);
        let index = index(&picture);
        vary_emphasis(&mut picture, &mut rng);
        for _ in 0..200 {
            let scale = 0.1 * 8_000_f64.powf(rng.signed_unit().abs());
            let mut at = pointer(30.0 * rng.signed_unit(), 20.0 * rng.signed_unit(), scale);
            at.tolerance_px = [0.0, 4.0, 12.0][rng.below(3)];
            if let Some(arrow) = picture.edges.get(rng.below(600)).and_then(|it| picture.arrow(it))
            {
                // Just beside a line.
                let beside = Point::new(rng.signed_unit(), rng.signed_unit()) * (10.0 / scale);
                at.at_world = arrow.at(rng.signed_unit().abs()) + beside;
            }
            let found = index.pick(&picture, at);
            assert_eq!(found, pick_by_looking(&picture, at), "seed {seed}, {at:?}");
            match found {
                Some(Picked::Node(_)) => n_hits[0] += 1,
                Some(Picked::Edge(_)) => n_hits[1] += 1,
                None => {}
            }
        }
    }
    assert!(n_hits[0] > 500 && n_hits[1] > 1_000, "{n_hits:?}");
}

fn vary(picture: &mut Picture, rng: &mut Pcg32) {
    vary_emphasis(picture, rng);
    for node in &mut picture.nodes {
        node.radius_world = [0.05, 0.25, 0.5, 2.0][rng.below(4)];
    }
    let most_rank = [1, 4, 40][rng.below(3)];
    for edge in &mut picture.edges {
        edge.rank = u32::try_from(rng.below(most_rank)).unwrap();
        edge.width_world = [0.01, 0.05, 0.3, 3.0][rng.below(4)];
        edge.has_head = rng.below(2) == 0;
        if rng.below(20) == 0 {
            edge.to_idx = edge.from_idx;
        }
    }
}

fn vary_emphasis(picture: &mut Picture, rng: &mut Pcg32) {
    // Half of them are as usual.
    let mut any = || Emphasis::ALL[[0, 1, 2, 2, 2, 2, 3, 4][rng.below(8)]];
    picture.nodes.iter_mut().for_each(|node| node.emphasis = any());
    picture.edges.iter_mut().for_each(|edge| edge.emphasis = any());
}

/// So many lines from one node to another, all in one place, between two others apart.
fn bundle(n_edges: usize) -> Picture {
    Picture {
        nodes: vec![node(-8.0, 0.0), node(8.0, 0.0), node(-8.0, 1.0), node(8.0, 1.0)],
        edges: vec![edge(0, 1); n_edges],
        ..Picture::default()
    }
}

fn middle(picture: &Picture, edge: &EdgeMark) -> Point {
    picture.arrow(edge).unwrap().at(0.5)
}

#[test]
fn what_stands_out_in_a_crowd_is_meant() {
    let mut picture = bundle(30_000);
    let index = index(&picture);
    let at = middle(&picture, &picture.edges[0]);
    for (emphasis, edge_idx) in [(Emphasis::Near, 7_000), (Emphasis::Focus, 5)] {
        picture.edges[edge_idx].emphasis = emphasis;
        for scale in [1.0, 5.0, 50.0, 400.0] {
            let found = index.pick(&picture, pointer(at.x, at.y, scale));
            let wanted = Picked::Edge(u32::try_from(edge_idx).unwrap());
            assert_eq!(found, Some(wanted), "{emphasis:?} at {scale}");
        }
    }
}

#[test]
fn a_hidden_crowd_hides_nothing() {
    let mut picture = bundle(10_000);
    picture.edges.push(edge(2, 3));
    let at = middle(&picture, &picture.edges[0]);
    let index = index(&picture);
    // The shown line is 10 pixels away.
    let at = Pointer { tolerance_px: 12.0, ..pointer(at.x, at.y, 10.0) };
    let shown = Some(Picked::Edge(10_000));
    let mut by_nodes = picture.clone();
    by_nodes.nodes[0].emphasis = Emphasis::Hidden;
    assert_eq!(index.pick(&by_nodes, at), shown);
    for edge in &mut picture.edges[..10_000] {
        edge.emphasis = Emphasis::Hidden;
    }
    assert_eq!(index.pick(&picture, at), shown);
    picture.edges[3].emphasis = Emphasis::Dimmed;
    assert_eq!(index.pick(&picture, at), Some(Picked::Edge(3)));
}

#[test]
fn a_line_is_picked_where_it_bows_most() {
    let picture = bundle(1);
    let at = middle(&picture, &picture.edges[0]);
    let at = Pointer { tolerance_px: 0.0, ..pointer(at.x, at.y, 400.0) };
    assert_eq!(pick_by_looking(&picture, at), Some(Picked::Edge(0)));
}

#[test]
fn what_is_looked_at_while_the_index_is_made_is_found_afterwards() {
    let mut picture = Picture {
        nodes: vec![node(0.0, 0.0), node(0.58, 0.0)],
        edges: vec![edge(0, 1)],
        ..Picture::default()
    };
    picture.nodes[0].emphasis = Emphasis::Focus;
    assert_eq!(picture.arrow(&picture.edges[0]), None);
    let index = index(&picture);
    picture.nodes[0].emphasis = Emphasis::Plain;
    let at = middle(&picture, &picture.edges[0]);
    let at = Pointer { tolerance_px: 0.0, ..pointer(at.x, at.y, 400.0) };
    assert_eq!(index.pick(&picture, at), Some(Picked::Edge(0)));
}

#[test]
fn ways_are_no_nearer_than_the_grid_tells() {
    let mut rng = Pcg32::new(3);
    let corner = Point::new(10.0, 10.0);
    for round in 0..300 {
        let bounds = Bounds { min: Point::ORIGIN, max: corner };
        let mut grid = Grid::new(bounds, [0.1, 0.7, 3.0, 40.0][rng.below(4)]);
        let mut place =
            || (Point::new(rng.signed_unit(), rng.signed_unit()) + Point::new(1.0, 1.0)) * 5.0;
        let way = [place(), place(), place(), place()];
        let at = place() * 1.2;
        grid.enter(way.into_iter(), 0.2, 7);
        let pieces = way.iter().zip(&way[1..]);
        let distance = pieces
            .map(|(from, to)| marks::distance_to_piece(at, *from, *to))
            .fold(f64::INFINITY, f64::min);
        let mut nearest = f64::INFINITY;
        for square in grid.squares(at) {
            square.within(distance, usize::MAX, |beside, number| {
                assert_eq!(number, 7);
                assert!(beside <= distance);
                nearest = nearest.min(beside);
            });
        }
        // What is within the slack may be under the pointer.
        let most = distance - 0.2;
        assert!(nearest <= most, "round {round}: {nearest}, not within {most}");
    }
}
