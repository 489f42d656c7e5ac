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
