//! What a schematic map promises.

use scene::layout::places::{Places, places};
use scene::{Bounds, Point, mosaic};

use crate::networks::{Edges, Seeded, assert_sound, kreis};

struct Case {
    homes: Vec<Option<u32>>,
    centres: Vec<Point>,
    edges: Edges,
}

/// Kreise with one large town and many small ones, in metres.
fn cases() -> impl Iterator<Item = Case> {
    (1..=60).map(|seed| {
        let mut random = Seeded::new(seed);
        let (n_nodes, n_towns) = (20 + random.below(131), 2 + random.below(20));
        let mut metres = || f64::from(random.below(40_000));
        let centres = (0..n_towns).map(|_| Point::new(metres(), metres())).collect();
        let homes = (0..n_nodes).map(|_| match random.below(10) {
            0 => None,
            1..4 => Some(0),
            _ => Some(random.below(n_towns)),
        });
        let homes = homes.collect();
        Case { homes, centres, edges: kreis(n_nodes, n_nodes * 2, &mut random) }
    })
}

fn assert_map(map: &Places, homes: &[Option<u32>], centres: &[Point]) {
    assert_sound(&map.points, homes.len());
    assert_eq!(map.towns.len(), centres.len());
    for (&home, &point) in homes.iter().zip(&map.points) {
        let town = home.and_then(|home| map.towns.get(home as usize).copied().flatten());
        let is_inside = match town {
            Some(town) => point.distance(town.center) <= town.radius - 0.7,
            None => map.outside.is_some_and(|outside| outside.grown(-0.7).contains(point)),
        };
        assert!(is_inside, "{point:?} of {home:?}");
    }
    for (idx, a) in map.towns.iter().enumerate() {
        for (other, b) in map.towns.iter().enumerate().skip(idx + 1) {
            let (Some(a), Some(b)) = (a, b) else { continue };
            assert!(a.center.distance(b.center) >= a.radius + b.radius - 1e-9);
            let (before, after) = (centres[other] - centres[idx], b.center - a.center);
            assert!(before.x * after.x >= -1e-9 && before.y * after.y >= -1e-9);
        }
        let reach = a.map_or(0.0, |a| a.radius);
        let block = map.outside.map(|outside| outside.grown(reach));
        assert!(!a.zip(block).is_some_and(|(a, block)| block.contains(a.center)));
    }
}

#[test]
fn nodes_lie_in_their_town_and_towns_where_they_were() {
    for Case { homes, centres, edges } in cases() {
        assert_map(&places(&homes, &centres, &edges), &homes, &centres);
    }
}

#[test]
fn directions_between_towns_hardly_turn() {
    let (mut sum, mut count) = (0.0, 0.0);
    for Case { homes, centres, edges } in cases() {
        let map = places(&homes, &centres, &edges);
        for a in 0..centres.len() {
            for b in a + 1..centres.len() {
                let now = |town: usize| map.towns[town].map(|town| town.center);
                let now = now(b).zip(now(a)).and_then(|(b, a)| (b - a).direction());
                if let Some((before, now)) = (centres[b] - centres[a]).direction().zip(now) {
                    sum += before.dot(now);
                    count += 1.0;
                }
            }
        }
    }
    let mean = sum / count;
    assert!(mean > 0.98, "mean cosine {mean}");
}

#[test]
fn the_mosaic_holds_every_town() {
    for Case { homes, centres, edges } in cases() {
        let map = places(&homes, &centres, &edges);
        let areas = mosaic::areas_around(&map.towns, 1.0);
        for (&home, &point) in homes.iter().zip(&map.points) {
            let Some(home) = home else { continue };
            let corners = &areas[home as usize];
            let next = corners.iter().cycle().skip(1);
            let is_left =
                |(a, b): (&Point, &Point)| (*b - *a).perpendicular().dot(point - *a) >= 0.0;
            assert!(corners.len() > 2 && corners.iter().zip(next).all(is_left));
        }
    }
}

#[test]
fn the_best_connected_node_is_in_the_middle() {
    for Case { mut homes, centres, .. } in cases() {
        homes[7] = Some(0);
        let star: Edges = (0..20).map(|leaf| (7, leaf)).collect();
        let map = places(&homes, &centres, &star);
        assert!(map.points[7].distance(map.towns[0].unwrap().center) < 1e-9);
    }
}

#[test]
fn who_has_no_place_stands_on_the_side_of_its_ties() {
    let centres = [Point::ORIGIN, Point::new(10.0, 0.0), Point::new(10.0, 10.0)];
    let homes = [Some(0), Some(1), Some(2), None, None];
    let west = places(&homes, &centres, &[(3, 0), (4, 0)]);
    assert!(west.points[3].x < west.points[0].x && west.points[4].x < west.points[0].x);
    let east = places(&homes, &centres, &[(3, 2), (4, 1)]);
    assert!(east.points[3].x > east.points[1].x && east.points[3].y > east.points[4].y);
}

#[test]
fn the_unit_of_the_centres_does_not_matter() {
    for Case { homes, centres, edges } in cases().take(20) {
        let map = places(&homes, &centres, &edges);
        // Powers of two do not round.
        for unit in [2.0_f64.powi(-200), 0.5, 1024.0, 2.0_f64.powi(200)] {
            let other: Vec<Point> = centres.iter().map(|&centre| centre * unit).collect();
            assert_eq!(places(&homes, &other, &edges), map);
        }
    }
}

#[test]
fn degenerate_maps_are_drawn() {
    assert_eq!(places(&[], &[], &[(0, 1)]), Places::default());
    assert_eq!(places(&[Some(0)], &[Point::new(9.0, 9.0)], &[(0, 0)]).points, [Point::ORIGIN]);
    let here = Point::new(3.0, 4.0);
    let odd = Point::new(f64::NAN, 0.0);
    let edges = [(0, 1), (1, 0), (0, 1), (1, 1), (0, 999)];
    for (homes, centres) in [
        (vec![None; 40], vec![]),
        (vec![None; 40], vec![here]),
        (vec![Some(0); 400], vec![here]),
        (vec![Some(7); 40], vec![here]),
        (vec![Some(0), Some(1), None], vec![odd, Point::new(0.0, f64::INFINITY)]),
        (vec![Some(0), Some(1), None], vec![odd, here]),
        ((0..40).map(Some).collect(), vec![here; 40]),
        ((0..40).map(Some).collect(), (0..40).map(|x| Point::new(f64::from(x), 0.0)).collect()),
        (vec![Some(0), Some(1)], vec![Point::new(-1e100, 1e100), Point::new(1e100, -1e100)]),
        (vec![Some(0), Some(1), Some(2)], vec![here, here + Point::new(1e-15, 0.0), Point::ORIGIN]),
    ] {
        let map = places(&homes, &centres, &edges);
        assert_map(&map, &homes, &centres);
        assert!(Bounds::of(&map.points).is_none_or(|bounds| bounds.width() < 1e3));
    }
}

#[test]
fn order_and_direction_of_edges_do_not_matter() {
    for Case { homes, centres, edges } in cases().take(10) {
        let turned: Edges = edges.iter().rev().map(|&(a, b)| (b, a)).collect();
        assert_eq!(places(&homes, &centres, &edges), places(&homes, &centres, &turned));
    }
}
