use super::*;

/// Up to 12 nodes on small whole numbers, so that points and lines coincide now and then.
fn cases() -> impl Iterator<Item = (Vec<Point>, Vec<(u32, u32)>)> {
    (0..300).map(|seed| {
        let mut rng = Pcg32::new(seed);
        let n_nodes = 1 + rng.below(12);
        let points = (0..n_nodes).map(|_| Point::new(as_f64(rng.below(9)), as_f64(rng.below(9))));
        let points: Vec<Point> = points.collect();
        let mut node = || u32::try_from(rng.below(n_nodes)).unwrap();
        (points, (0..2 * n_nodes).map(|_| (node(), node())).collect())
    })
}

fn distinct(edges: &[(u32, u32)]) -> Vec<(u32, u32)> {
    let mut edges: Vec<(u32, u32)> =
        edges.iter().filter(|(a, b)| a != b).map(|&(a, b)| (a.min(b), a.max(b))).collect();
    edges.sort_unstable();
    edges.dedup();
    edges
}

/// Where two lines meet, as shares of the way along both, by Cramer's rule.
fn meet(a: (Point, Point), b: (Point, Point)) -> Option<(f64, f64)> {
    let (along_a, along_b, gap) = (a.1 - a.0, b.1 - b.0, b.0 - a.0);
    let cross = |u: Point, v: Point| u.x * v.y - u.y * v.x;
    let determinant = cross(along_a, along_b);
    (determinant != 0.0)
        .then(|| (cross(gap, along_b) / determinant, cross(gap, along_a) / determinant))
}

#[test]
fn crossings_are_those_of_solving_for_the_common_point() {
    let mut n_all = 0;
    for (points, edges) in cases() {
        let clean = distinct(&edges);
        let line = |&(a, b): &(u32, u32)| (points[a as usize], points[b as usize]);
        let is_inside = |share: f64| share > 1e-9 && share < 1.0 - 1e-9;
        let mut expected = 0;
        for (idx, first) in clean.iter().enumerate() {
            for second in &clean[idx + 1..] {
                let is_apart =
                    ![first.0, first.1].iter().any(|&end| end == second.0 || end == second.1);
                let found = meet(line(first), line(second));
                if is_apart && found.is_some_and(|(a, b)| is_inside(a) && is_inside(b)) {
                    expected += 1;
                }
            }
        }
        n_all += expected;
        assert!((crossings(&points, &edges) - f64::from(expected)).abs() < 1e-9);
    }
    assert!(n_all > 1_000, "{n_all}");
}

#[test]
fn a_sample_of_pairs_is_close_to_all_of_them() {
    let mut rng = Pcg32::new(5);
    let points: Vec<Point> =
        (0..300).map(|_| Point::new(rng.signed_unit(), rng.signed_unit())).collect();
    let mut node = || u32::try_from(rng.below(300)).unwrap();
    let edges: Vec<(u32, u32)> = (0..2_000).map(|_| (node(), node())).collect();
    let graph = Graph::new(300, &edges, None);
    let segments: Vec<Segment> =
        graph.edges().map(|(a, b)| Segment::new((a, points[a]), (b, points[b]))).collect();
    let ratio = estimate(&segments) / crossings(&points, &edges);
    assert!((0.99..1.01).contains(&ratio), "{ratio}");
}

#[test]
fn overlap_is_that_of_sorting_all_distances() {
    for (points, edges) in cases() {
        let clean = distinct(&edges);
        let shares = (0..points.len()).filter_map(|node| {
            let other_end = |&(a, b): &(u32, u32)| match (a as usize, b as usize) {
                (a, b) if a == node => Some(b),
                (a, b) if b == node => Some(a),
                _ => None,
            };
            let near_in_graph: Vec<usize> = clean.iter().filter_map(other_end).collect();
            let mut others: Vec<usize> = (0..points.len()).filter(|&other| other != node).collect();
            let distance = |other: usize| points[node].distance(points[other]);
            others.sort_by(|&a, &b| distance(a).total_cmp(&distance(b)));
            let near_on_plane = &others[..near_in_graph.len()];
            let n_both = near_in_graph.iter().filter(|other| near_on_plane.contains(other)).count();
            let n_either = 2 * near_in_graph.len() - n_both;
            (n_either > 0).then(|| as_f64(n_both) / as_f64(n_either))
        });
        let expected = mean(shares).unwrap_or(1.0);
        assert!((neighbourhood_overlap(&points, &edges) - expected).abs() < 1e-12);
    }
}

#[test]
fn size_place_and_turn_do_not_matter() {
    for (points, edges) in cases().take(50) {
        let elsewhere: Vec<Point> = points
            .iter()
            .map(|&point| point.perpendicular() * 8.0 + Point::new(64.0, -16.0))
            .collect();
        for measure in [stress, neighbourhood_overlap, crossings] {
            let (here, there) = (measure(&points, &edges), measure(&elsewhere, &edges));
            assert!((here - there).abs() < 1e-9, "{here} here, {there} there");
        }
    }
}
