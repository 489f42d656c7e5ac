//! Keeping a picture when the network changes: who was there stays, who is new is fitted in.

use std::collections::VecDeque;

use super::graph::Graph;
use super::{MAX_EXACT_NODES, MIN_DISTANCE_WORLD, OverviewOptions, arrange, component, overview};
use super::{sgd, spread};
use crate::rng::Pcg32;
use crate::{Bounds, Point, mosaic};

/// How far a known node may yield to a new one, as a share of the longer side of the picture:
/// half of the 2 % that a reader hardly sees.
const LEASH: f64 = 0.01;
/// Known positions farther out than this are taken as unknown: the largest picture is a thousandth
/// of it.
const FARTHEST_WORLD: f64 = 1e6;
/// Known nodes that are too close by no more than rounding stay where they are.
const KEPT_DISTANCE_WORLD: f64 = MIN_DISTANCE_WORLD * (1.0 - 1e-9);
/// Known nodes from which the length of an edge is measured.
const MAX_SAMPLES: usize = 64;
/// A new node tries this many directions (a divisor of the 32 corners of a circle).
const N_STARTS: usize = 8;
/// Steps from each of them before the best is chosen.
const STEPS_PER_START: u32 = 10;
/// New nodes stand still when none moves farther than this, in world units.
const STILL_WORLD: f64 = 0.003;
/// Parts without a tie to the known picture keep this distance from it.
const CLEARANCE_WORLD: f64 = 1.5;
/// Places tried along each side when such a part looks for a gap.
const MAX_TRIES: u32 = 64;
/// Width by height towards which the picture grows, about that of a screen.
const ASPECT: f64 = 1.6;

/// The picture of [`overview`] for a network that has changed: known nodes stay.
///
/// `known[i]` is the position of node i in the picture so far, `None` or missing for a new node; a
/// position that is not finite (or beyond a million units) is as unknown. Without any known
/// position the result is that of [`overview`], also in the meaning of the other arguments.
///
/// - Nobody new, nobody moves: leaving out a node leaves the others where they are.
/// - However many are new, no known node moves farther than 1 % of the longer side of the known
///   picture, and only to make room for a new one close by.
/// - New nodes with a way to known ones lie where distances on the plane follow those in the graph;
///   parts without one stand in a gap or beside the picture.
/// - No two nodes are closer than [`MIN_DISTANCE_WORLD`]; known positions that break this are
///   repaired, which is the only other reason for a known node to move.
///
/// The result is not centred anew and not scaled: one world unit is what it was.
///
/// Method: stress with weights d^-2 over the new nodes alone, by majorisation one node at a time
/// (Gansner, Koren and North 2004) from the best of eight starts around its neighbours; the length
/// of an edge is that of the known picture. Then pushing apart on a leash.
///
/// # Complexity O(k (n + m) + s k n) time for k new nodes and s sweeps, O(k n) memory; with k n
/// above 9 million the new nodes keep their start.
/// # Example
/// ```
/// use scene::Point;
/// use scene::layout::{OverviewOptions, overview_from};
///
/// // 0 - 1 - 2, and 2 is new.
/// let known = [Some(Point::new(0.0, 0.0)), Some(Point::new(1.0, 0.0))];
/// let points = overview_from(3, &[(0, 1), (1, 2)], None, &known, OverviewOptions::default());
/// assert_eq!(points[..2], [Point::new(0.0, 0.0), Point::new(1.0, 0.0)]);
/// assert!(points[2].distance(Point::new(2.0, 0.0)) < 0.1);
/// ```
pub fn overview_from(
    n_nodes: usize,
    edges: &[(u32, u32)],
    lengths: Option<&[f32]>,
    known: &[Option<Point>],
    options: OverviewOptions,
) -> Vec<Point> {
    let anchors = anchors(n_nodes, known);
    let old: Vec<Point> = anchors.iter().flatten().copied().collect();
    let Some(bounds) = Bounds::of(&old) else {
        return overview(n_nodes, edges, lengths, options);
    };
    let graph = Graph::new(n_nodes, edges, lengths);
    let is_anchored = |nodes: &Vec<usize>| nodes.iter().any(|&node| anchors[node].is_some());
    let (tied, apart): (Vec<Vec<usize>>, Vec<Vec<usize>>) =
        graph.components().into_iter().partition(is_anchored);
    let edge_world = edge_length(&graph, &anchors);

    let mut picture = Picture::new(&graph, &anchors, edge_world);
    picture.fit_in(options.iterations);
    let mut nodes: Vec<usize> = tied.into_iter().flatten().collect();
    nodes.sort_unstable();
    let mut points: Vec<Point> = nodes.iter().map(|&node| picture.points[node]).collect();
    let held: Vec<Option<Point>> = nodes.iter().map(|&node| anchors[node]).collect();
    let leash = LEASH * bounds.width().max(bounds.height());
    spread::make_room(&mut points, &held, leash, KEPT_DISTANCE_WORLD);

    let mut whole = picture.points;
    for (&node, &point) in nodes.iter().zip(&points) {
        whole[node] = point;
    }
    let block = block(&graph, &apart, edge_world, options);
    let corner = gap(&points, &block);
    for (&node, &point) in apart.iter().flatten().zip(&block) {
        whole[node] = point + corner;
    }
    whole
}

/// The known positions, brought far enough from each other.
fn anchors(n_nodes: usize, known: &[Option<Point>]) -> Vec<Option<Point>> {
    // What is not a number fails the comparison.
    let is_usable =
        |point: &Point| point.x.abs() <= FARTHEST_WORLD && point.y.abs() <= FARTHEST_WORLD;
    let usable = |node: usize| known.get(node).copied().flatten().filter(is_usable);
    let mut anchors: Vec<Option<Point>> = (0..n_nodes).map(usable).collect();
    let mut points: Vec<Point> = anchors.iter().flatten().copied().collect();
    let n_points = points.len();
    spread::settle(&mut points, 0..n_points, KEPT_DISTANCE_WORLD);
    for (anchor, point) in anchors.iter_mut().flatten().zip(points) {
        *anchor = point;
    }
    anchors
}

/// World units per unit of distance in the graph: the scale at which the known picture has the
/// least stress, from a sample of its nodes. 1 when no two of them are tied.
fn edge_length(graph: &Graph, anchors: &[Option<Point>]) -> f64 {
    let old: Vec<(usize, Point)> =
        anchors.iter().enumerate().filter_map(|(node, anchor)| Some((node, (*anchor)?))).collect();
    let (mut sum, mut count) = (0.0, 0.0);
    for &(from, here) in old.iter().step_by(old.len().div_ceil(MAX_SAMPLES).max(1)) {
        let distances = graph.distances(from);
        for &(to, there) in &old {
            if to != from && distances[to].is_finite() {
                sum += here.distance(there) / distances[to];
                count += 1.0;
            }
        }
    }
    if count > 0.0 { (sum / count).max(MIN_DISTANCE_WORLD) } else { 1.0 }
}

/// The known nodes and the new ones that have found a place so far.
struct Picture<'a> {
    graph: &'a Graph,
    points: Vec<Point>,
    is_placed: Vec<bool>,
    edge_world: f64,
}

/// A new node with its distances to all others, in edges.
struct Newcomer {
    node: usize,
    distances: Vec<f32>,
}

impl<'a> Picture<'a> {
    fn new(graph: &'a Graph, anchors: &[Option<Point>], edge_world: f64) -> Self {
        let points = anchors.iter().map(|anchor| anchor.unwrap_or_default()).collect();
        let is_placed = anchors.iter().map(Option::is_some).collect();
        Self { graph, points, is_placed, edge_world }
    }

    /// Places all new nodes that have a way to a known one.
    fn fit_in(&mut self, iterations: u32) {
        let order = self.outwards();
        let is_exact = order.len() * self.points.len() <= MAX_EXACT_NODES * MAX_EXACT_NODES;
        let mut newcomers = Vec::new();
        for node in order {
            let distances = self.graph.distances(node).into_iter().map(sgd::to_f32).collect();
            let newcomer = Newcomer { node, distances };
            self.points[node] = self.best_start(&newcomer);
            self.is_placed[node] = true;
            if is_exact {
                newcomers.push(newcomer);
            }
        }
        for _ in 0..iterations.min(sgd::MAX_ITERATIONS) {
            let mut longest_move = 0.0_f64;
            for newcomer in &newcomers {
                let better = self.step(newcomer, self.points[newcomer.node]);
                longest_move = longest_move.max(better.distance(self.points[newcomer.node]));
                self.points[newcomer.node] = better;
            }
            if longest_move < STILL_WORLD {
                break;
            }
        }
    }

    /// New nodes in the order in which ways from the known ones reach them.
    fn outwards(&self) -> Vec<usize> {
        let mut is_seen = self.is_placed.clone();
        let mut queue: VecDeque<usize> = (0..is_seen.len()).filter(|&node| is_seen[node]).collect();
        let mut order = Vec::new();
        while let Some(node) = queue.pop_front() {
            for other in self.graph.neighbours(node) {
                if !is_seen[other] {
                    is_seen[other] = true;
                    order.push(other);
                    queue.push_back(other);
                }
            }
        }
        order
    }

    /// Of some places around its neighbours the one from which the least stress remains.
    fn best_start(&self, newcomer: &Newcomer) -> Point {
        let placed = self.graph.neighbours(newcomer.node).filter(|&other| self.is_placed[other]);
        let (sum, count) = placed
            .fold((Point::ORIGIN, 0.0), |sum, other| (sum.0 + self.points[other], sum.1 + 1.0));
        let middle = sum * (1.0 / f64::max(count, 1.0));
        let circle = mosaic::unit_circle();
        let starts = circle.iter().step_by(circle.len().div_ceil(N_STARTS).max(1)).map(|corner| {
            let start = middle + *corner * self.edge_world;
            (0..STEPS_PER_START).fold(start, |point, _| self.step(newcomer, point))
        });
        let best = starts
            .min_by(|a, b| self.stress_at(newcomer, *a).total_cmp(&self.stress_at(newcomer, *b)));
        best.unwrap_or(middle)
    }

    /// Everyone placed that the newcomer has a way to, with the wanted distance in world units.
    fn pulls(&self, newcomer: &Newcomer) -> impl Iterator<Item = (Point, f64)> {
        let others = newcomer.distances.iter().zip(&self.points).zip(&self.is_placed);
        others
            .filter(|((distance, _), is_placed)| {
                **is_placed && distance.is_finite() && **distance > 0.0
            })
            .map(|((distance, point), _)| (*point, f64::from(*distance) * self.edge_world))
    }

    /// The minimum of the parabola that touches the stress from above at `point`.
    fn step(&self, newcomer: &Newcomer, point: Point) -> Point {
        let (mut sum, mut weights) = (Point::ORIGIN, 0.0);
        for (other, wanted) in self.pulls(newcomer) {
            let weight = 1.0 / (wanted * wanted);
            let way = (point - other).direction().unwrap_or(Point::ORIGIN);
            sum = sum + (other + way * wanted) * weight;
            weights += weight;
        }
        if weights > 0.0 { sum * (1.0 / weights) } else { point }
    }

    fn stress_at(&self, newcomer: &Newcomer, point: Point) -> f64 {
        let terms = self.pulls(newcomer).map(|(other, wanted)| {
            let miss = point.distance(other) / wanted - 1.0;
            miss * miss
        });
        terms.sum()
    }
}

/// Positions for the parts without a tie, in their order, with the upper left of all at the origin.
fn block(
    graph: &Graph,
    apart: &[Vec<usize>],
    edge_world: f64,
    options: OverviewOptions,
) -> Vec<Point> {
    let mut rng = Pcg32::new(options.seed);
    let (mut parts, mut n_points) = (Vec::new(), 0);
    for nodes in apart {
        let mut points = component(&graph.induced(nodes), options.iterations, &mut rng);
        for point in &mut points {
            *point = *point * edge_world;
        }
        spread::spread(&mut points, MIN_DISTANCE_WORLD);
        arrange::turn(&mut points);
        parts.push(arrange::Part { nodes: (n_points..n_points + nodes.len()).collect(), points });
        n_points += nodes.len();
    }
    let points = arrange::pack(parts, n_points);
    let corner = Bounds::of(&points).map_or(Point::ORIGIN, |bounds| bounds.min);
    points.into_iter().map(|point| point - corner).collect()
}

/// Where the upper left of a block goes: the lowest, then leftmost gap in the picture, or else
/// below or beside it, whichever brings it nearer to the shape of a screen.
fn gap(points: &[Point], block: &[Point]) -> Point {
    let (Some(picture), Some(block)) = (Bounds::of(points), Bounds::of(block)) else {
        return Point::ORIGIN;
    };
    let room = picture.max - block.max - picture.min;
    let is_free = |corner: &Point| {
        let taken = Bounds { min: *corner, max: *corner + block.max }.grown(CLEARANCE_WORLD);
        !points.iter().any(|point| taken.contains(*point))
    };
    let stops = |length: f64| {
        let step = f64::max(1.0, length / f64::from(MAX_TRIES));
        let stops = (0..=MAX_TRIES).map(move |stop| f64::from(stop) * step);
        stops.take_while(move |offset| *offset <= length)
    };
    let mut corners = stops(room.y).flat_map(|up| {
        stops(room.x)
            .map(move |right| Point::new(picture.min.x + right, picture.max.y - block.max.y - up))
    });
    corners.find(is_free).unwrap_or(if picture.width() > ASPECT * picture.height() {
        Point::new(picture.min.x, picture.max.y + CLEARANCE_WORLD)
    } else {
        Point::new(picture.max.x + CLEARANCE_WORLD, picture.min.y)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_finds_the_gap_or_stands_beside() {
        let frame = [Point::ORIGIN, Point::new(9.0, 0.0), Point::new(9.0, 6.0)];
        let corner = gap(&frame, &[Point::ORIGIN, Point::new(1.0, 1.0)]);
        assert_eq!(corner, Point::new(0.0, 5.0));
        let tall = [Point::ORIGIN, Point::new(0.0, 50.0)];
        assert_eq!(gap(&frame, &tall), Point::new(9.0 + CLEARANCE_WORLD, 0.0));
        let flat = [Point::ORIGIN, Point::new(20.0, 0.0)];
        assert_eq!(gap(&flat, &tall), Point::new(0.0, CLEARANCE_WORLD));
    }

    #[test]
    fn the_length_of_an_edge_is_that_of_the_picture() {
        let graph = Graph::new(4, &[(0, 1), (1, 2)], None);
        let line = |step: f64| {
            (0..3).map(move |node| Some(Point::new(f64::from(node) * step, 0.0))).chain([None])
        };
        let length = |step| edge_length(&graph, &line(step).collect::<Vec<_>>());
        assert!((length(1.7) - 1.7).abs() < 1e-12);
        assert!((edge_length(&graph, &[None, None, None, None]) - 1.0).abs() < 1e-12);
    }

    #[test]
    fn anchors_in_one_place_are_moved_apart_and_odd_ones_dropped() {
        let known = [
            Some(Point::ORIGIN),
            Some(Point::ORIGIN),
            Some(Point::new(f64::NAN, 0.0)),
            Some(Point::new(0.0, 1e300)),
        ];
        let anchors = anchors(6, &known);
        assert_eq!(anchors[0], Some(Point::ORIGIN));
        assert!(anchors[1].unwrap().length() >= KEPT_DISTANCE_WORLD);
        assert_eq!(anchors[2..], [None; 4]);
    }
}
