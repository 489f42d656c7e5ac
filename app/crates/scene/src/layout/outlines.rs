//! A map with real borders: nodes inside the outlines of their towns.
//!
//! Start at [`within`]. Where [`super::places`] makes room by moving towns, here the borders stay as
//! they are and the map is as large as the nodes need.

use super::graph::Graph;
use super::places::{place_beside, residents};
use crate::geometry::as_f64;
use crate::{Bounds, Point};

/// What [`within`] makes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Within {
    /// One per node.
    pub points: Vec<Point>,
    /// The rings given, on the map.
    pub outlines: Vec<Vec<Vec<Point>>>,
    /// Where the name of each town has room: above its nodes, or in its middle.
    pub titles: Vec<Option<Point>>,
    /// Holds the nodes without a place, if there are any.
    pub outside: Option<Bounds>,
}

/// Room of a node on the lattice, and what borders take of it.
const AREA_PER_NODE: f64 = 1.6;
/// The whole map has at most this much room per node: one crowded town must not make all others
/// vast.
const MOST_AREA_PER_NODE: f64 = 14.0;
/// From a node to the border, in steps of the lattice.
const BORDER_STEPS: f64 = 0.6;
/// How much closer nodes move when they do not fit, and how often.
const CLOSER: f64 = 0.85;
const MAX_CLOSER: u32 = 24;
/// A node chooses among so many free places, next to the middle, the one towards its ties.
const N_CHOICES: usize = 6;
/// In each direction, places that are looked at to find the middle of a town.
const N_SAMPLES: u32 = 15;
/// From the uppermost node of a town to its name.
const TITLE_WORLD: f64 = 0.7;
/// From the nodes without a place to the border of their block.
const PADDING_WORLD: f64 = 0.75;
/// Corners closer than this are one: nobody sees the difference.
const COARSE_WORLD: f64 = 0.03;

/// A map of nodes inside the outlines of their towns.
///
/// `homes[i]` is the town of node i; `None`, an unknown town, or one without an outline means no
/// place. `towns[t]` are the outer rings of a town, in any unit that is the same along both axes,
/// with y growing downwards; its nodes lie in the largest. Edges as in [`super::places::places`].
///
/// Convention of the result: centred on the origin; neighbours in a town are 1 world unit apart, or
/// less where it is crowded.
///
/// # Complexity O(n log n + m + c (n + t)) time for t towns and c corners of a town, O(n + m + all
/// corners) memory.
pub fn within(homes: &[Option<u32>], towns: &[Vec<Vec<Point>>], edges: &[(u32, u32)]) -> Within {
    let graph = Graph::new(homes.len(), edges, None);
    let rings: Vec<Vec<Vec<Point>>> = towns.iter().map(|rings| usable(rings)).collect();
    let largest = |rings: &Vec<Vec<Point>>| {
        rings.iter().max_by(|a, b| surface(a).total_cmp(&surface(b))).cloned()
    };
    let main: Vec<Option<Vec<Point>>> = rings.iter().map(largest).collect();
    // Towns without an outline have no centre either.
    let centres: Vec<Point> = main
        .iter()
        .map(|ring| ring.as_deref().map_or(Point::new(f64::NAN, f64::NAN), middle))
        .collect();
    let (residents, strangers) = residents(homes, &centres, &graph);
    let counts: Vec<usize> = residents.iter().map(Vec::len).collect();
    let scale = scale(&main, &counts);
    let centres: Vec<Point> = centres.iter().map(|centre| *centre * scale).collect();
    let town_of = |node: usize| {
        let home = usize::try_from(homes[node]?).ok()?;
        centres.get(home).copied().filter(|centre| centre.is_finite())
    };

    let mut points = vec![Point::ORIGIN; homes.len()];
    let mut titles = vec![None; towns.len()];
    for (town, nodes) in residents.iter().enumerate() {
        let Some(ring) = &main[town] else { continue };
        let ring = coarse(ring, scale);
        let ways: Vec<Point> = nodes
            .iter()
            .map(|&node| {
                let others = graph.neighbours(node).filter_map(town_of);
                others.fold(Point::ORIGIN, |sum, other| sum + (other - centres[town]))
            })
            .collect();
        let placed = fill(&ring, centres[town], &ways);
        titles[town] = Some(title(&placed, centres[town]));
        for (&node, place) in nodes.iter().zip(placed) {
            points[node] = place;
        }
    }
    let mut outlines: Vec<Vec<Vec<Point>>> =
        rings.iter().map(|rings| rings.iter().map(|ring| coarse(ring, scale)).collect()).collect();
    let corners: Vec<Point> = outlines.iter().flatten().flatten().copied().collect();
    place_beside(&mut points, &strangers, Bounds::of(&corners), &graph);
    let outside: Vec<Point> = strangers.iter().map(|&node| points[node]).collect();
    let outside = Bounds::of(&outside).map(|bounds| bounds.grown(PADDING_WORLD));

    let all = corners.into_iter().chain(outside.into_iter().flat_map(|b| [b.min, b.max]));
    let shift = Bounds::of(&all.collect::<Vec<Point>>()).map_or(Point::ORIGIN, Bounds::centre);
    for corner in outlines.iter_mut().flatten().flatten().chain(&mut points) {
        *corner = *corner - shift;
    }
    Within {
        points,
        outlines,
        titles: titles.into_iter().map(|title| title.map(|title: Point| title - shift)).collect(),
        outside: outside.map(|b| Bounds { min: b.min - shift, max: b.max - shift }),
    }
}

/// Rings one can lie in.
fn usable(rings: &[Vec<Point>]) -> Vec<Vec<Point>> {
    let rings = rings.iter().filter(|ring| ring.iter().all(|corner| corner.is_finite()));
    rings.filter(|ring| surface(ring) > 0.0 && surface(ring).is_finite()).cloned().collect()
}

fn surface(ring: &[Point]) -> f64 {
    let next = ring.iter().cycle().skip(1);
    let doubled: f64 = ring.iter().zip(next).map(|(a, b)| a.x * b.y - b.x * a.y).sum();
    doubled.abs() / 2.0
}

/// The factor with which the nodes of every town have room, within limits.
fn scale(rings: &[Option<Vec<Point>>], counts: &[usize]) -> f64 {
    let surfaces =
        || rings.iter().zip(counts).filter_map(|(r, n)| Some((surface(r.as_ref()?), *n)));
    let needed = surfaces().map(|(surface, n)| as_f64(n.max(1)) * AREA_PER_NODE / surface);
    let total: f64 = surfaces().map(|(surface, _)| surface).sum();
    let n_all: usize = surfaces().map(|(_, n)| n.max(1)).sum();
    let most = MOST_AREA_PER_NODE * as_f64(n_all) / total;
    let scale = needed.fold(0.0, f64::max).min(most).sqrt();
    if scale.is_finite() && scale > 0.0 { scale } else { 1.0 }
}

/// Where there is most room around: near the pole of inaccessibility.
fn middle(ring: &[Point]) -> Point {
    let Some(bounds) = Bounds::of(ring) else { return Point::ORIGIN };
    let at = |column: u32, row: u32| {
        let share = |n: u32| (f64::from(n) + 0.5) / f64::from(N_SAMPLES);
        bounds.min + Point::new(bounds.width() * share(column), bounds.height() * share(row))
    };
    let samples = (0..N_SAMPLES).flat_map(|row| (0..N_SAMPLES).map(move |column| at(column, row)));
    let inside = samples.filter(|sample| contains(ring, *sample));
    let best = inside.max_by(|a, b| to_border(ring, *a).total_cmp(&to_border(ring, *b)));
    best.unwrap_or(bounds.centre())
}

/// Even-odd.
fn contains(ring: &[Point], at: Point) -> bool {
    let pairs = ring.iter().zip(ring.iter().cycle().skip(1));
    let crossings = pairs.filter(|(a, b)| {
        (a.y > at.y) != (b.y > at.y) && at.x < (b.x - a.x) * (at.y - a.y) / (b.y - a.y) + a.x
    });
    crossings.count() % 2 == 1
}

fn to_border(ring: &[Point], at: Point) -> f64 {
    let pairs = ring.iter().zip(ring.iter().cycle().skip(1));
    let distances = pairs.map(|(a, b)| {
        let way = *b - *a;
        let squared = way.dot(way);
        let share = if squared > 0.0 { (at - *a).dot(way) / squared } else { 0.0 };
        at.distance(*a + way * share.clamp(0.0, 1.0))
    });
    distances.fold(f64::INFINITY, f64::min)
}

/// A place inside the ring for each way, the first in the middle.
fn fill(ring: &[Point], centre: Point, ways: &[Point]) -> Vec<Point> {
    let mut free = lattice(ring, centre, ways.len());
    let choose = |way: &Point| {
        let choices = free.len().clamp(1, N_CHOICES);
        let along = |place: Point| (place - centre).dot(*way);
        // The first is taken by whoever comes first; without a way the nearest is at hand.
        let is_first = free.first() == Some(&centre);
        let best = (0..choices)
            .rev()
            .max_by(|&a, &b| along(free[a]).total_cmp(&along(free[b])))
            .filter(|_| !is_first && way.length() > 0.0);
        free.remove(best.unwrap_or(0))
    };
    ways.iter().map(choose).collect()
}

/// At least as many places as asked, from the middle outwards.
fn lattice(ring: &[Point], centre: Point, n_places: usize) -> Vec<Point> {
    let mut step = 1.0;
    for _ in 0..MAX_CLOSER {
        let places = places(ring, centre, step, n_places);
        if places.len() >= n_places {
            return places;
        }
        step *= CLOSER;
    }
    // No room at all, as in a needle: on top of each other, and still there.
    vec![centre; n_places]
}

/// The places of a hexagonal lattice inside the ring, the nearest to the middle first.
fn places(ring: &[Point], centre: Point, step: f64, n_places: usize) -> Vec<Point> {
    let border = BORDER_STEPS * step;
    // What lies farther off is not needed: a compact town holds its nodes in half of this.
    let reach = 4.0 * (as_f64(n_places.max(1))).sqrt();
    let n_steps = number(reach);
    let mut places: Vec<Point> = (-n_steps..=n_steps)
        .flat_map(|row| (-n_steps..=n_steps).map(move |column| (column, row)))
        .map(|(column, row)| {
            let (q, r) = (f64::from(column), f64::from(row));
            centre + Point::new(q + r / 2.0, r * 3.0_f64.sqrt() / 2.0) * step
        })
        .collect();
    let key = |place: &Point| (*place - centre).dot(*place - centre);
    places.sort_by(|a, b| {
        key(a).total_cmp(&key(b)).then(a.y.total_cmp(&b.y)).then(a.x.total_cmp(&b.x))
    });
    // To look at a border with many corners takes long: no farther out than need be.
    let is_inside = |place: &Point| {
        *place == centre || contains(ring, *place) && to_border(ring, *place) >= border
    };
    places.into_iter().filter(is_inside).take(n_places + N_CHOICES).collect()
}

#[expect(clippy::cast_possible_truncation, reason = "some hundred at most")]
fn number(reach: f64) -> i32 {
    reach.ceil().min(400.0) as i32
}

fn title(places: &[Point], centre: Point) -> Point {
    Bounds::of(places)
        .map_or(centre, |bounds| Point::new(bounds.centre().x, bounds.min.y - TITLE_WORLD))
}

/// The ring on the map, without corners that nobody tells apart.
fn coarse(ring: &[Point], scale: f64) -> Vec<Point> {
    let mut kept: Vec<Point> = Vec::with_capacity(ring.len());
    for corner in ring.iter().map(|corner| *corner * scale) {
        if kept.last().is_none_or(|last| last.distance(corner) >= COARSE_WORLD) {
            kept.push(corner);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    type Rings = Vec<Vec<Point>>;
    type Edges = Vec<(u32, u32)>;

    fn square(left: f64, top: f64, side: f64) -> Vec<Point> {
        let at = |x: f64, y: f64| Point::new(left + x * side, top + y * side);
        vec![at(0.0, 0.0), at(1.0, 0.0), at(1.0, 1.0), at(0.0, 1.0)]
    }

    /// A large town with many, a small one with few, one without an outline.
    fn case() -> (Vec<Option<u32>>, Vec<Rings>, Edges) {
        let mut homes = vec![Some(0); 40];
        homes.extend([Some(1), Some(1), Some(2), None, Some(9)]);
        let towns = vec![vec![square(0.0, 0.0, 2.0)], vec![square(2.0, 0.0, 1.0)], vec![]];
        (homes, towns, vec![(0, 40), (1, 40), (0, 2), (42, 0), (43, 41)])
    }

    #[test]
    fn nodes_lie_inside_their_borders_and_apart() {
        let (homes, towns, edges) = case();
        let map = within(&homes, &towns, &edges);
        for (node, home) in homes.iter().enumerate() {
            let ring = match home {
                Some(town @ (0 | 1)) => &map.outlines[usize::try_from(*town).unwrap()][0],
                _ => continue,
            };
            assert!(contains(ring, map.points[node]), "{node}");
        }
        for (a, one) in map.points.iter().enumerate() {
            let others = &map.points[a + 1..];
            assert!(others.iter().all(|other| one.distance(*other) > 0.5), "{a}");
        }
        let outside = map.outside.unwrap();
        assert!((42..45).all(|node| outside.contains(map.points[node])));
        assert!(map.titles[0].is_some() && map.titles[2].is_none());
    }

    #[test]
    fn borders_keep_their_shape_and_the_order_of_edges_does_not_matter() {
        let (homes, towns, edges) = case();
        let map = within(&homes, &towns, &edges);
        let (large, small) = (Bounds::of(&map.outlines[0][0]), Bounds::of(&map.outlines[1][0]));
        let (large, small) = (large.unwrap(), small.unwrap());
        assert!((large.width() / small.width() - 2.0).abs() < 1e-9);
        assert!((large.max.x - small.min.x).abs() < 1e-9);
        let turned: Vec<(u32, u32)> = edges.iter().rev().map(|&(a, b)| (b, a)).collect();
        assert_eq!(within(&homes, &towns, &turned), map);
    }

    #[test]
    fn the_best_connected_is_in_the_middle_and_others_lie_towards_their_ties() {
        let (mut homes, towns, _) = case();
        homes.truncate(42);
        let mut edges: Vec<(u32, u32)> = (1..20).map(|other| (0, other)).collect();
        edges.extend([(7, 40), (7, 41), (7, 3)]);
        let map = within(&homes, &towns, &edges);
        let centre = Bounds::of(&map.outlines[0][0]).unwrap().centre();
        assert!(map.points[0].distance(centre) < 0.5);
        assert!(map.points[7].x > map.points[0].x);
    }

    #[test]
    fn odd_outlines_do_no_harm() {
        let needle = vec![Point::ORIGIN, Point::new(1.0, 1e-9), Point::new(2.0, 0.0)];
        let odd = vec![Point::new(f64::NAN, 0.0), Point::new(1.0, 0.0), Point::new(0.0, 1.0)];
        for rings in [vec![needle], vec![odd], vec![vec![]], vec![vec![Point::ORIGIN; 5]]] {
            let map = within(&[Some(0), Some(0), None], &[rings], &[(0, 1)]);
            assert!(map.points.iter().all(|point| point.is_finite()));
        }
        assert_eq!(within(&[], &[], &[]), Within::default());
    }
}
