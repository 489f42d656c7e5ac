//! What a picture in lanes promises.

use scene::layout::layers::{Lane, Layers, layers};
use scene::lettering::Lettering;
use scene::picture::{AreaMark, Color, Emphasis, NodeMark, Outline, Picture, Shape, TitlePlace};
use scene::{Bounds, Camera, Point, Viewport};

use crate::networks::{Edges, Seeded, assert_sound, crossings, edge_length, kreis};

struct Case {
    levels: Vec<u16>,
    groups: Vec<u16>,
    edges: Edges,
}

fn cases() -> impl Iterator<Item = Case> {
    (1..=60).map(|seed| {
        let mut random = Seeded::new(seed);
        let n_nodes = 20 + random.below(101);
        let (n_levels, n_groups) =
            ([2, 3, 4, 5][random.below(4) as usize], [1, 2, 3, 5][random.below(4) as usize]);
        let mut pick = |bound: u16| -> Vec<u16> {
            let picks = (0..n_nodes).map(|_| random.below(u32::from(bound)));
            picks.filter_map(|pick| u16::try_from(pick * 3).ok()).collect()
        };
        let (levels, groups) = (pick(n_levels), pick(n_groups));
        Case { levels, groups, edges: kreis(n_nodes, n_nodes * 3 / 2, &mut random) }
    })
}

fn assert_tidy(picture: &Layers, levels: &[u16], groups: &[u16]) {
    assert_sound(&picture.points, levels.len());
    for (node, &point) in picture.points.iter().enumerate() {
        let (level, group) = (levels[node], groups.get(node).copied().unwrap_or(0));
        let lane = picture.lanes.iter().find(|lane| lane.level == level);
        let column = picture.columns.iter().find(|column| column.group == group);
        let mut cells = picture.cells.iter();
        let cell = cells.find(|cell| cell.level == level && cell.group == group);
        let (lane, column) = (lane.map(|lane| lane.bounds), column.map(|column| column.bounds));
        for bounds in [lane, column, cell.map(|cell| cell.bounds)] {
            assert!(bounds.is_some_and(|bounds| bounds.grown(-0.3).contains(point)));
        }
    }
    for (idx, a) in picture.cells.iter().enumerate() {
        assert!(picture.cells[idx + 1..].iter().all(|b| !a.bounds.overlaps(b.bounds)));
    }
    assert!(picture.lanes.windows(2).all(|pair| {
        pair[0].level < pair[1].level && pair[0].bounds.max.y < pair[1].bounds.min.y
    }));
    assert!(picture.columns.windows(2).all(|pair| {
        pair[0].group < pair[1].group && pair[0].bounds.max.x < pair[1].bounds.min.x
    }));
    let corners: Vec<Point> =
        picture.cells.iter().flat_map(|cell| [cell.bounds.min, cell.bounds.max]).collect();
    if let Some(bounds) = Bounds::of(&corners) {
        assert!(bounds.centre().length() < 1e-9);
    }
}

#[test]
fn every_node_lies_in_its_lane_column_and_cell() {
    for Case { levels, groups, edges } in cases() {
        assert_tidy(&layers(&levels, &groups, &edges), &levels, &groups);
    }
}

#[test]
fn edges_get_shorter_and_cross_less_than_in_the_order_of_nodes() {
    let (mut length, mut n_crossings) = ((0.0, 0.0), (0, 0));
    for Case { levels, groups, edges } in cases() {
        let before = layers(&levels, &groups, &[]).points;
        let after = layers(&levels, &groups, &edges).points;
        let lengths = (edge_length(&before, &edges), edge_length(&after, &edges));
        assert!(lengths.1 <= lengths.0 + 1e-9);
        length = (length.0 + lengths.0, length.1 + lengths.1);
        n_crossings.0 += crossings(&before, &edges);
        n_crossings.1 += crossings(&after, &edges);
    }
    assert!(length.1 < 0.85 * length.0, "{length:?}");
    assert!(n_crossings.1 * 4 < n_crossings.0 * 3, "{n_crossings:?}");
}

#[test]
fn partners_in_one_column_cross_less_than_half_as_often() {
    // Two lanes of 30, tied one to one in mixed order.
    let edges: Edges = (0..30).map(|node| (node, 30 + (node * 7) % 30)).collect();
    let levels: Vec<u16> = (0..60).map(|node| node / 30).collect();
    // Three cells of ten per lane, so that a cell has several rows.
    let groups: Vec<u16> =
        (0..60).map(|node| (if node < 30 { node } else { ((node - 30) * 13) % 30 }) / 10).collect();
    let before = crossings(&layers(&levels, &groups, &[]).points, &edges);
    let after = crossings(&layers(&levels, &groups, &edges).points, &edges);
    assert!(after * 2 < before, "{before} crossings before, {after} after");
}

#[test]
fn order_and_direction_of_edges_do_not_matter() {
    for Case { levels, groups, edges } in cases().take(10) {
        let mut turned: Edges = edges.iter().rev().map(|&(a, b)| (b, a)).collect();
        turned.extend([(0, 0), (1, 60_000)]);
        assert_eq!(layers(&levels, &groups, &edges), layers(&levels, &groups, &turned));
    }
}

#[test]
fn degenerate_input_is_drawn() {
    assert_eq!(layers(&[], &[], &[(0, 1)]), Layers::default());
    // Below the strip for the name of its lane.
    assert_eq!(layers(&[7], &[], &[(0, 0)]).points, [Point::new(0.0, 0.35)]);
    for (levels, groups) in [
        (vec![0, 0], vec![0, 0]),
        (vec![u16::MAX, 0], vec![0, u16::MAX]),
        (vec![3; 300], vec![]),
        (vec![3; 300], vec![5; 1000]),
        ((0..300).collect(), vec![]),
        (vec![0; 300], (0..300).collect()),
    ] {
        let edges = [(0, 1), (1, 0), (0, 1), (1, 1), (0, 999)];
        assert_tidy(&layers(&levels, &groups, &edges), &levels, &groups);
    }
}

/// The largest mark the pictures have.
const MAX_RADIUS_WORLD: f64 = 0.36;

#[test]
fn no_name_of_a_lane_lies_over_a_node() {
    let viewport = Viewport { width_px: 1180.0, height_px: 740.0 };
    for Case { levels, groups, edges } in cases() {
        let picture = layers(&levels, &groups, &edges);
        let node = |center_world: &Point| NodeMark {
            center_world: *center_world,
            radius_world: MAX_RADIUS_WORLD,
            shape: Shape::Circle,
            color: Color::Ink,
            fill_level: None,
            badge: None,
            ring: None,
            is_pinned: false,
            emphasis: Emphasis::Plain,
        };
        let area = |lane: &Lane| AreaMark {
            outline: Outline::Box(lane.bounds),
            title: "Regierungsbezirk".to_owned(),
            brief: None,
            title_world: lane.bounds.min,
            title_place: TitlePlace::Corner,
        };
        let picture = Picture {
            nodes: picture.points.iter().map(node).collect(),
            areas: picture.lanes.iter().map(area).collect(),
            ..Picture::default()
        };
        let camera = Camera::fit(picture.bounds_world(), viewport, 56.0);
        let names = Lettering::of_areas(&picture, camera, viewport);
        assert_eq!(names.len(), picture.areas.len());
        for node in &picture.nodes {
            let center = camera.screen_from_world(node.center_world, viewport);
            let side = 2.0 * node.radius_px(camera.scale_screen_per_world);
            let mark = Bounds::around(center, side, side);
            assert!(!names.iter().any(|name| name.bounds_screen.overlaps(mark)));
        }
    }
}
