//! What an overview promises, on graphs whose right picture is known.

use scene::layout::{MIN_DISTANCE_WORLD, OverviewOptions, overview, stress};
use scene::{Bounds, Point};

type Edges = Vec<(u32, u32)>;

fn draw(n_nodes: usize, edges: &[(u32, u32)]) -> Vec<Point> {
    overview(n_nodes, edges, None, OverviewOptions::default())
}

fn path(n_nodes: u32) -> Edges {
    (1..n_nodes).map(|node| (node - 1, node)).collect()
}

fn star(n_leaves: u32) -> Edges {
    (1..=n_leaves).map(|leaf| (0, leaf)).collect()
}

fn grid(side: u32) -> Edges {
    let place = |row: u32, column: u32| row * side + column;
    let cells = (0..side).flat_map(|row| (0..side).map(move |column| (row, column)));
    cells
        .flat_map(|(row, column)| {
            let right = (column + 1 < side).then(|| (place(row, column), place(row, column + 1)));
            let down = (row + 1 < side).then(|| (place(row, column), place(row + 1, column)));
            right.into_iter().chain(down)
        })
        .collect()
}

fn clique(first: u32, size: u32) -> Edges {
    let last = first + size;
    (first..last).flat_map(|a| (a + 1..last).map(move |b| (a, b))).collect()
}

/// A network like a Kreis: a few hubs, many small actors, some edges across.
fn kreis(n_nodes: u32, n_edges: u32) -> Edges {
    let mut state = 0x2545_F491_u32;
    let mut below = |bound: u32| {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        state % bound
    };
    (0..n_edges)
        .map(|edge| {
            let from = if edge < n_nodes { edge } else { below(n_nodes) };
            let to = if below(3) == 0 { below(n_nodes) } else { below(12) };
            (from, to)
        })
        .collect()
}

fn closest(points: &[Point]) -> f64 {
    let after = |idx: usize| points[idx + 1..].iter();
    let pairs = points.iter().enumerate();
    pairs.flat_map(|(idx, a)| after(idx).map(|b| a.distance(*b))).fold(f64::INFINITY, f64::min)
}

fn assert_sound(points: &[Point], n_nodes: usize) {
    assert_eq!(points.len(), n_nodes);
    assert!(points.iter().all(|point| point.is_finite()));
    assert!(closest(points) >= MIN_DISTANCE_WORLD - 1e-9, "closest {}", closest(points));
    if let Some(bounds) = Bounds::of(points) {
        assert!(bounds.centre().length() < 1e-9, "centred at {:?}", bounds.centre());
    }
}

#[test]
fn paths_grids_and_triangles_have_low_stress() {
    for (edges, n_nodes, most) in
        [(path(20), 20, 0.01), (path(100), 100, 0.01), (grid(8), 64, 0.03), (clique(0, 3), 3, 1e-4)]
    {
        let points = draw(n_nodes, &edges);
        let found = stress(&points, &edges);
        assert!(found < most, "{n_nodes} nodes: {found}");
        assert_sound(&points, points.len());
    }
}

#[test]
fn stars_are_drawn_as_well_as_a_circle_of_leaves() {
    for n_leaves in [4, 8, 40, 100] {
        let turn = std::f64::consts::TAU / f64::from(n_leaves);
        let leaf = |leaf: u32| (turn * f64::from(leaf)).sin_cos();
        let leaves = (0..n_leaves).map(leaf).map(|(y, x)| Point::new(x, y));
        let circle: Vec<Point> = [Point::ORIGIN].into_iter().chain(leaves).collect();
        let edges = star(n_leaves);
        let (found, best) = (stress(&draw(circle.len(), &edges), &edges), stress(&circle, &edges));
        assert!(found < best * 1.02, "{n_leaves} leaves: {found} instead of {best}");
    }
}

#[test]
fn stress_knows_a_perfect_picture_and_a_bad_one() {
    let line: Vec<Point> = (0..10).map(|node| Point::new(f64::from(node) * 7.0, 3.0)).collect();
    assert!(stress(&line, &path(10)) < 1e-12);
    let folded: Vec<Point> = (0..10).map(|node| Point::new(f64::from(node % 2), 0.0)).collect();
    assert!(stress(&folded, &path(10)) > 0.3);
    assert!((stress(&[Point::ORIGIN; 4], &path(4)) - 1.0).abs() < 1e-12);
    assert!(stress(&[], &[]).abs() < 1e-12);
}

#[test]
fn same_seed_gives_the_same_picture_and_another_seed_another() {
    let edges = kreis(60, 150);
    let picture = |seed| overview(60, &edges, None, OverviewOptions { seed, iterations: 30 });
    assert_eq!(picture(7), picture(7));
    assert_ne!(picture(7), picture(8));
}

#[test]
fn order_and_direction_of_edges_do_not_matter() {
    let edges = kreis(60, 150);
    let mut other: Edges = edges.iter().map(|&(a, b)| (b, a)).collect();
    other.reverse();
    other.extend_from_slice(&edges[..20]);
    other.push((3, 3));
    other.push((3, 60_000));
    assert_eq!(draw(60, &edges), draw(60, &other));
}

#[test]
fn degenerate_graphs_are_drawn() {
    assert_eq!(draw(0, &[]), []);
    assert_eq!(draw(0, &[(0, 1)]), []);
    assert_eq!(draw(1, &[(0, 0)]), [Point::ORIGIN]);
    for (n_nodes, edges) in [
        (2, vec![]),
        (2, vec![(0, 1), (1, 0), (0, 1)]),
        (3, vec![(0, 0), (1, 1)]),
        (3, vec![(0, 1), (1, 2), (2, 0)]),
        (500, vec![]),
        (60, clique(0, 60)),
        (301, star(300)),
        (40, path(30)),
    ] {
        assert_sound(&draw(n_nodes, &edges), n_nodes);
    }
}

#[test]
fn no_iterations_still_give_a_sound_picture() {
    let options = OverviewOptions { seed: 0, iterations: 0 };
    assert_sound(&overview(60, &kreis(60, 150), None, options), 60);
    let options = OverviewOptions { seed: u64::MAX, iterations: 1 };
    assert_sound(&overview(60, &kreis(60, 150), None, options), 60);
}

#[test]
fn isolated_nodes_stand_in_tidy_rows() {
    let points = draw(500, &[]);
    let bounds = Bounds::of(&points).unwrap();
    let aspect = bounds.width() / bounds.height();
    assert!((1.3..2.0).contains(&aspect), "aspect {aspect}");
    assert!((closest(&points) - 1.0).abs() < 1e-9);
}

#[test]
fn neighbours_lie_about_one_unit_apart() {
    let points = draw(150, &kreis(150, 600));
    let nearest = |a: usize| {
        let others = (0..points.len()).filter(|&b| a != b);
        others.map(|b| points[a].distance(points[b])).fold(f64::INFINITY, f64::min)
    };
    let mut distances: Vec<f64> = (0..points.len()).map(nearest).collect();
    distances.sort_by(f64::total_cmp);
    assert!((0.9..1.1).contains(&distances[75]), "median {}", distances[75]);
    assert_sound(&points, 150);
}

#[test]
fn communities_lie_apart() {
    let mut edges: Edges = (0..4).flat_map(|group| clique(group * 10, 10)).collect();
    edges.extend([(0, 10), (11, 20), (21, 30)]);
    let points = draw(40, &edges);
    let (mut inside, mut across) = ((0.0, 0.0), (0.0, 0.0));
    for a in 0..40 {
        for b in a + 1..40 {
            let group = if a / 10 == b / 10 { &mut inside } else { &mut across };
            *group = (group.0 + points[a].distance(points[b]), group.1 + 1.0);
        }
    }
    let (inside, across) = (inside.0 / inside.1, across.0 / across.1);
    assert!(across > 2.5 * inside, "inside {inside}, across {across}");
}

#[test]
fn longest_axis_is_horizontal_and_the_first_node_on_the_left() {
    let points = draw(20, &path(20));
    let bounds = Bounds::of(&points).unwrap();
    assert!(bounds.width() > 15.0 && bounds.height() < 2.0);
    assert!(points[0].x < -7.0);
}

#[test]
fn components_do_not_touch_and_the_largest_comes_first() {
    let mut edges = path(6);
    edges.extend(grid(5).iter().map(|&(a, b)| (a + 6, b + 6)));
    let points = draw(33, &edges);
    assert_sound(&points, 33);
    let box_of = |nodes: std::ops::Range<usize>| Bounds::of(&points[nodes]).unwrap().grown(0.4);
    let (line, block) = (box_of(0..6), box_of(6..31));
    assert!(!line.overlaps(block) && block.min.y < line.min.y + 1e-9);
}

#[test]
fn wanted_lengths_are_followed() {
    let points = overview(3, &path(3), Some(&[1.0, 4.0]), OverviewOptions::default());
    let ratio = points[1].distance(points[2]) / points[0].distance(points[1]);
    assert!((3.5..4.5).contains(&ratio), "ratio {ratio}");
    let absurd = [f32::NAN, 0.0, f32::MAX, f32::MIN_POSITIVE, f32::INFINITY, -3.0];
    assert_sound(&overview(7, &path(7), Some(&absurd), OverviewOptions::default()), 7);
    assert_sound(&overview(7, &path(7), Some(&[]), OverviewOptions::default()), 7);
}
