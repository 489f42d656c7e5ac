//! A schematic map: nodes in discs around the centres of their towns.
//!
//! Start at [`places`]. The discs say how much room a town needs; the map is stretched until some
//! fit, and the rest are set apart. [`crate::mosaic::areas_around`] draws an area around each disc.

use serde::{Deserialize, Serialize};

use super::graph::Graph;
use super::isotonic::{Wish, in_order};
use super::{MIN_DISTANCE_WORLD, discs, spread};
use crate::curve::Circle;
use crate::geometry::as_f64;
use crate::{Bounds, Point};

/// From the outermost nodes of a town to the border of its disc.
const PADDING_WORLD: f64 = 0.75;
/// Room for a town without nodes, so that its name can be written.
const EMPTY_RADIUS_WORLD: f64 = 1.0;
/// How far the area of a town reaches beyond its disc, so that neighbours meet.
pub const AREA_MARGIN_WORLD: f64 = 2.2;
/// Between the map and the nodes without a place: room for the areas, and some air.
const GAP_WORLD: f64 = AREA_MARGIN_WORLD + PADDING_WORLD + 0.5;
/// The map is stretched until this share of the towns (of 4) overlap with none, and the others are
/// moved; a larger one would leave holes around towns that lie alone.
const QUARTERS_WITHOUT_OVERLAP: usize = 1;
/// The map is at most this many times as long as the side of a square that holds all discs: two
/// towns in almost one place must not push all others out of sight.
const MAX_STRETCH: f64 = 6.0;
/// Coordinates beyond this are as unknown: their squares would not be finite.
const FARTHEST: f64 = 1e100;
/// Width by height of the block when there is no map to stand beside.
const ASPECT: f64 = 1.6;

/// What [`places`] makes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Places {
    /// One per node.
    pub points: Vec<Point>,
    /// One per town: the disc that holds its nodes; `None` for a centre that is not finite.
    pub towns: Vec<Option<Circle>>,
    /// Holds the nodes without a place, if there are any.
    pub outside: Option<Bounds>,
}

/// A map of nodes at their places.
///
/// `homes[i]` is the town of node i, an index into `centres`; `None`, an unknown town, or one whose
/// centre is not finite (or beyond 10^100) means no place. `centres` are in any unit, as long as it
/// is the same along both axes, with y growing downwards.
/// Edges say who is well connected and where to; their direction and order, self-loops, repeated
/// edges and edges to unknown nodes have no effect.
///
/// Convention of the result: centred on the origin; neighbours in a town are 1 world unit apart,
/// the best connected in the middle, and in each ring nodes lie towards the towns they are tied to.
/// Discs do not overlap, and the orders of the centres from left to right and from top to bottom
/// remain; towns in one place lie side by side. Nodes without a place stand in a block to the right
/// of the map, or to its left if most of their ties lead there, each about as high as its ties.
///
/// Method: hexagonal rings in axial coordinates; the map stretched so that a quarter of the
/// towns have room, then overlap removed by pushing under the constraint of both orders (the mental
/// map of Misue, Eades, Lai and Sugiyama 1995).
///
/// # Complexity O(n log n + m + r t²) time for t towns and r rounds of pushing, O(n + m + t)
/// memory.
/// # Example
/// ```
/// use scene::Point;
/// use scene::layout::places::places;
///
/// let centres = [Point::new(7.85, -51.95), Point::new(7.95, -51.95)];
/// let map = places(&[Some(0), Some(0), Some(1), None], &centres, &[(0, 1), (0, 2), (2, 3)]);
/// let (west, east) = (map.towns[0].unwrap(), map.towns[1].unwrap());
/// assert_eq!(map.points[0], west.center);
/// assert!(west.center.x + west.radius <= east.center.x - east.radius);
/// assert!(map.points[3].x > east.center.x + east.radius);
/// ```
pub fn places(homes: &[Option<u32>], centres: &[Point], edges: &[(u32, u32)]) -> Places {
    let graph = Graph::new(homes.len(), edges, None);
    let (residents, strangers) = residents(homes, centres, &graph);
    let mut towns = discs_on_map(centres, &residents);
    let mut points = vec![Point::ORIGIN; homes.len()];
    let town_of = |node: usize| {
        let home = usize::try_from(homes[node]?).ok()?;
        towns.get(home).copied().flatten()
    };
    for (town, nodes) in towns.iter().zip(&residents) {
        let Some(town) = town else { continue };
        let ways = nodes.iter().map(|&node| {
            let others = graph.neighbours(node).filter_map(town_of);
            others.fold(Point::ORIGIN, |sum, other| sum + (other.center - town.center))
        });
        for (&node, offset) in nodes.iter().zip(fill_disc(&ways.collect::<Vec<Point>>())) {
            points[node] = town.center + offset;
        }
    }
    place_beside(&mut points, &strangers, bounds_of(&towns), &graph);
    // Nothing is too close by now, unless two centres could not be set apart.
    spread::spread(&mut points, MIN_DISTANCE_WORLD);
    let outside: Vec<Point> = strangers.iter().map(|&node| points[node]).collect();
    let outside = Bounds::of(&outside).map(|bounds| bounds.grown(PADDING_WORLD));

    let corners = bounds_of(&towns).into_iter().chain(outside).flat_map(|b| [b.min, b.max]);
    let middle = Bounds::of(&corners.collect::<Vec<Point>>()).map_or(Point::ORIGIN, Bounds::centre);
    for town in towns.iter_mut().flatten() {
        town.center = town.center - middle;
    }
    Places {
        points: points.into_iter().map(|point| point - middle).collect(),
        towns,
        outside: outside.map(|b| Bounds { min: b.min - middle, max: b.max - middle }),
    }
}

/// The nodes of each town and those of none, the best connected first.
pub(super) fn residents(
    homes: &[Option<u32>],
    centres: &[Point],
    graph: &Graph,
) -> (Vec<Vec<usize>>, Vec<usize>) {
    let mut nodes: Vec<usize> = (0..homes.len()).collect();
    nodes.sort_by_key(|&node| std::cmp::Reverse(graph.degree(node)));
    let (mut residents, mut strangers) = (vec![Vec::new(); centres.len()], Vec::new());
    for node in nodes {
        let home = homes[node].and_then(|home| usize::try_from(home).ok());
        match home.filter(|&home| centres.get(home).copied().is_some_and(is_usable)) {
            Some(home) => residents[home].push(node),
            None => strangers.push(node),
        }
    }
    (residents, strangers)
}

fn is_usable(centre: Point) -> bool {
    centre.x.abs() <= FARTHEST && centre.y.abs() <= FARTHEST
}

/// A disc for each town with a usable centre.
fn discs_on_map(centres: &[Point], residents: &[Vec<usize>]) -> Vec<Option<Circle>> {
    let idxs: Vec<usize> = (0..centres.len()).filter(|&idx| is_usable(centres[idx])).collect();
    let usable: Vec<Point> = idxs.iter().map(|&idx| centres[idx]).collect();
    let Some(bounds) = Bounds::of(&usable) else { return vec![None; centres.len()] };
    // Division, as the reciprocal of the smallest numbers is not finite.
    let length = bounds.width().max(bounds.height());
    let share = |offset: f64| if length > 0.0 { offset / length } else { 0.0 };
    let mut placed: Vec<Circle> = idxs
        .iter()
        .map(|&idx| {
            let offset = centres[idx] - bounds.min;
            let center = Point::new(share(offset.x), share(offset.y));
            Circle { center, radius: radius(residents[idx].len()) }
        })
        .collect();
    let stretch = stretch(&placed);
    for disc in &mut placed {
        disc.center = disc.center * stretch;
    }
    discs::separate(&mut placed);
    let mut towns = vec![None; centres.len()];
    for (idx, disc) in idxs.into_iter().zip(placed) {
        towns[idx] = Some(disc);
    }
    towns
}

/// The factor with which most discs have room where they are.
fn stretch(discs: &[Circle]) -> f64 {
    let needed_by = |a: &Circle| {
        let needs = discs.iter().filter_map(|b| {
            let distance = a.center.distance(b.center);
            (distance > 0.0).then(|| (a.radius + b.radius) / distance)
        });
        needs.max_by(f64::total_cmp)
    };
    let mut needs: Vec<f64> = discs.iter().filter_map(needed_by).collect();
    needs.sort_by(f64::total_cmp);
    let enough =
        needs.get((needs.len() * QUARTERS_WITHOUT_OVERLAP / 4).min(needs.len().max(1) - 1));
    let surface: f64 = discs.iter().map(|disc| 4.0 * disc.radius * disc.radius).sum();
    enough.map_or(1.0, |enough| enough.min(MAX_STRETCH * surface.sqrt()))
}

fn bounds_of(towns: &[Option<Circle>]) -> Option<Bounds> {
    let corners = towns.iter().flatten().flat_map(|town| {
        let reach = Point::new(town.radius, town.radius);
        [town.center - reach, town.center + reach]
    });
    Bounds::of(&corners.collect::<Vec<Point>>())
}

/// Rings of a hexagon needed for so many nodes: the middle, then 6 more in each ring.
fn n_rings(n_nodes: usize) -> usize {
    let holds = |rings: &usize| 1 + 3 * rings * (rings + 1) >= n_nodes;
    (0..n_nodes).find(holds).unwrap_or(0)
}

fn radius(n_nodes: usize) -> f64 {
    if n_nodes == 0 { EMPTY_RADIUS_WORLD } else { as_f64(n_rings(n_nodes)) + PADDING_WORLD }
}

/// The places of a ring around the origin, clockwise from the right; each 1 from the next.
fn ring(radius: usize) -> Vec<Point> {
    if radius == 0 {
        return vec![Point::ORIGIN];
    }
    // Axial coordinates: q to the right, r to the lower right.
    let at = |(q, r): (f64, f64)| Point::new(q + r / 2.0, r * 3.0_f64.sqrt() / 2.0);
    let steps =
        [(-1.0, 1.0), (-1.0, 0.0), (0.0, -1.0), (1.0, -1.0), (1.0, 0.0), (0.0, 1.0)].map(at);
    let mut place = at((as_f64(radius), 0.0));
    let mut places = Vec::with_capacity(6 * radius);
    for step in steps {
        for _ in 0..radius {
            places.push(place);
            place = place + step;
        }
    }
    places
}

/// Offsets from the centre for the nodes of a town, the first in the middle; in its ring each takes
/// the free place farthest along its way.
fn fill_disc(ways: &[Point]) -> Vec<Point> {
    let mut offsets = Vec::with_capacity(ways.len());
    for radius in 0..=n_rings(ways.len()) {
        let mut free = ring(radius);
        for &way in ways.iter().skip(offsets.len()).take(free.len()) {
            // Without a way all places are alike, and the last one is at hand.
            let along = |place: &Point| place.dot(way);
            let best = (0..free.len()).max_by(|&a, &b| along(&free[a]).total_cmp(&along(&free[b])));
            offsets.extend(best.map(|best| free.remove(best)));
        }
    }
    offsets
}

/// A node without a place, and the middle of those it is tied to on the map.
type Stranger = (usize, Option<Point>);

/// Sets the nodes without a place beside the map, in rows at the height of their ties.
pub(super) fn place_beside(
    points: &mut [Point],
    strangers: &[usize],
    map: Option<Bounds>,
    graph: &Graph,
) {
    let map = map.unwrap_or(Bounds::around(Point::ORIGIN, 0.0, 0.0));
    let mut wanted = with_ties(points, strangers, graph);
    // Who has no tie comes last, below the others.
    let height = |ties: Option<Point>| ties.map_or(map.centre().y, |ties| ties.y);
    wanted.sort_by(|(_, a), (_, b)| {
        a.is_none().cmp(&b.is_none()).then(height(*a).total_cmp(&height(*b)))
    });
    let lean: f64 = wanted.iter().filter_map(|(_, ties)| *ties).map(|t| t.x - map.centre().x).sum();
    let (start, step) =
        if lean < 0.0 { (map.min.x - GAP_WORLD, -1.0) } else { (map.max.x + GAP_WORLD, 1.0) };

    let n_rows = n_rows(strangers.len(), map.height());
    let rows: Vec<&[Stranger]> = wanted.chunks(strangers.len().div_ceil(n_rows).max(1)).collect();
    let wish = |row: &&[Stranger]| {
        let sum: f64 = row.iter().map(|(_, ties)| height(*ties)).sum();
        Wish { place: sum / as_f64(row.len()), weight: 1.0, gap: 1.0 }
    };
    let heights = in_order(&rows.iter().map(wish).collect::<Vec<Wish>>());
    for (row, y) in rows.iter().zip(heights) {
        for (column, &(node, _)) in row.iter().enumerate() {
            points[node] = Point::new(start + step * as_f64(column), y);
        }
    }
}

fn with_ties(points: &[Point], strangers: &[usize], graph: &Graph) -> Vec<Stranger> {
    let mut has_place = vec![true; points.len()];
    for &node in strangers {
        has_place[node] = false;
    }
    let ties = |node: usize| {
        let others = graph.neighbours(node).filter(|&other| has_place[other]);
        let (sum, count) =
            others.fold((Point::ORIGIN, 0.0), |sum, other| (sum.0 + points[other], sum.1 + 1.0));
        (count > 0.0).then(|| sum * (1.0 / count))
    };
    strangers.iter().map(|&node| (node, ties(node))).collect()
}

/// As few columns as the height of the map allows, and never a block wider than a screen.
fn n_rows(n_nodes: usize, height: f64) -> usize {
    let fits = |n_rows: &usize| {
        as_f64(*n_rows) > height && as_f64(*n_rows * *n_rows) * ASPECT >= as_f64(n_nodes)
    };
    (1..n_nodes).find(fits).unwrap_or(n_nodes).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rings_hold_six_more_each() {
        assert_eq!([0, 1, 2, 7, 8, 19, 20].map(n_rings), [0, 0, 1, 1, 2, 2, 3]);
        for radius in 1..5 {
            let places = ring(radius);
            assert_eq!(places.len(), 6 * radius);
            let next = places.iter().cycle().skip(1);
            assert!(places.iter().zip(next).all(|(a, b)| (a.distance(*b) - 1.0).abs() < 1e-9));
            let farthest = places.iter().map(|place| place.length()).fold(0.0, f64::max);
            assert!((farthest - as_f64(radius)).abs() < 1e-9);
        }
    }

    #[test]
    fn nodes_lie_on_the_side_of_their_ties() {
        let west = Point::new(-5.0, 0.0);
        let east = Point::new(3.0, 0.0);
        let offsets = fill_disc(&[Point::ORIGIN, west, east]);
        assert_eq!(offsets[0], Point::ORIGIN);
        assert!(offsets[1].x < -0.9 && offsets[2].x > 0.9);
    }

    #[test]
    fn the_map_is_stretched_until_some_fit() {
        let at = |x: f64| Circle { center: Point::new(x, 0.0), radius: 1.0 };
        assert!((stretch(&[at(0.0), at(1.0)]) - 2.0).abs() < 1e-12);
        assert!((stretch(&[at(0.0)]) - 1.0).abs() < 1e-12);
        assert!((stretch(&[]) - 1.0).abs() < 1e-12);
        assert!(stretch(&[at(0.0), at(1e-200), at(1.0)]) < 30.0);
    }
}
