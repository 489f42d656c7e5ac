//! How good a picture is, whoever drew it.
//!
//! None of the measures changes with the size of a picture, its place or its turn.

use super::graph::Graph;
use crate::Point;
use crate::geometry::as_f64;
use crate::rng::Pcg32;

/// Up to so many edges all pairs are looked at, above only a sample.
const MAX_EXACT_EDGES: usize = 30_000;
/// Pairs of edges in a sample; a hundred thousand crossings among them are right to 1 %.
const N_SAMPLES: u32 = 4_000_000;
const SAMPLE_SEED: u64 = 1;
/// Up to so many nodes all are asked, above only so many evenly spaced ones.
const MAX_ASKED_NODES: usize = 3_000;

/// How badly distances on the plane follow distances in the graph: 0 is perfect.
///
/// Mean over all connected pairs of `((a * length - distance) / distance)²`, length on the plane
/// and distance in the graph, with the scale a that makes it smallest. Above 3,000 nodes, over the
/// pairs of 3,000 evenly spaced nodes with all others.
///
/// # Complexity O(n (n + m)) time, O(n) memory.
pub fn stress(points: &[Point], edges: &[(u32, u32)]) -> f64 {
    stress_from(points, &Graph::new(points.len(), edges, None), MAX_ASKED_NODES)
}

/// The stress of the pairs of `n_asked` evenly spaced nodes with all others.
///
/// # Complexity O(k (n + m)) time for k nodes asked, O(n) memory.
pub(super) fn stress_from(points: &[Point], graph: &Graph, n_asked: usize) -> f64 {
    let (mut n_pairs, mut sum, mut sum_of_squares) = (0.0, 0.0, 0.0);
    for from in asked(points.len(), n_asked) {
        for (to, distance) in graph.distances(from).into_iter().enumerate() {
            if distance > 0.0 && distance.is_finite() {
                let ratio = points[from].distance(points[to]) / distance;
                n_pairs += 1.0;
                sum += ratio;
                sum_of_squares += ratio * ratio;
            }
        }
    }
    if n_pairs == 0.0 {
        0.0
    } else if sum_of_squares == 0.0 {
        1.0
    } else {
        // sum((a r - 1)²) is smallest at a = sum / sum_of_squares, with the rest below.
        ((n_pairs - sum * sum / sum_of_squares) / n_pairs).max(0.0)
    }
}

fn asked(n_nodes: usize, n_asked: usize) -> impl Iterator<Item = usize> {
    let n_asked = n_nodes.min(n_asked);
    (0..n_asked).map(move |place| place * n_nodes / n_asked)
}

/// How well neighbours lie together: 1 is perfect, 0 worst.
///
/// Mean over all nodes with neighbours of the Jaccard index of its k neighbours and the k nodes
/// nearest to it on the plane: those in both, as a share of those in either. Above 3,000 nodes,
/// over 3,000 evenly spaced ones.
///
/// # Complexity O(n²) time, O(n + m) memory.
pub fn neighbourhood_overlap(points: &[Point], edges: &[(u32, u32)]) -> f64 {
    let graph = Graph::new(points.len(), edges, None);
    let both_by_either = |node: usize| {
        let n_kept = n_kept(points, &graph, node)?;
        Some(n_kept / (2.0 * as_f64(graph.degree(node)) - n_kept))
    };
    mean(asked(points.len(), MAX_ASKED_NODES).filter_map(both_by_either)).unwrap_or(1.0)
}

/// How many of a node's k neighbours are among the k nodes nearest to it; `None` without any.
///
/// # Complexity O(n) time and memory.
pub(super) fn n_kept(points: &[Point], graph: &Graph, node: usize) -> Option<f64> {
    let n_neighbours = graph.degree(node);
    let here = points[node];
    let mut others: Vec<(f64, usize)> = (0..points.len())
        .filter(|&other| other != node)
        .map(|other| (here.distance(points[other]), other))
        .collect();
    // Who has neighbours has at least as many others.
    let last = n_neighbours.checked_sub(1)?;
    let (nearest, last, _) =
        others.select_nth_unstable_by(last, |a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let nearest = nearest.iter().chain([&*last]);
    Some(as_f64(nearest.filter(|&&(_, other)| graph.is_edge(node, other)).count()))
}

pub(super) fn mean(values: impl Iterator<Item = f64>) -> Option<f64> {
    let (sum, count) = values.fold((0.0, 0.0), |(sum, count), value| (sum + value, count + 1.0));
    (count > 0.0).then(|| sum / count)
}

/// How many pairs of edges cross, drawn as straight lines.
///
/// Edges with a common end do not cross, nor do those that only touch. Dirty edges are cleaned as
/// by [`super::overview`]. Above 30,000 edges it is an estimate from 4 million seeded pairs.
///
/// # Complexity O(m²) time at worst, O(m) memory.
pub fn crossings(points: &[Point], edges: &[(u32, u32)]) -> f64 {
    let graph = Graph::new(points.len(), edges, None);
    let segment = |(a, b): (usize, usize)| Segment::new((a, points[a]), (b, points[b]));
    let mut segments: Vec<Segment> = graph.edges().map(segment).collect();
    if segments.len() > MAX_EXACT_EDGES {
        return estimate(&segments);
    }
    segments.sort_by(|a, b| a.left.x.total_cmp(&b.left.x));
    let mut n_crossings = 0;
    for (idx, a) in segments.iter().enumerate() {
        let reached = segments[idx + 1..].iter().take_while(|b| b.left.x <= a.right.x);
        n_crossings += reached.filter(|b| a.crosses(b)).count();
    }
    as_f64(n_crossings)
}

fn estimate(segments: &[Segment]) -> f64 {
    let mut rng = Pcg32::new(SAMPLE_SEED);
    let mut any = || &segments[rng.below(segments.len())];
    let n_found = (0..N_SAMPLES).filter(|_| any().crosses(any())).count();
    let n_pairs = as_f64(segments.len()) * as_f64(segments.len()) / 2.0;
    as_f64(n_found) / f64::from(N_SAMPLES) * n_pairs
}

/// An edge from left to right.
struct Segment {
    ends: [usize; 2],
    left: Point,
    right: Point,
}

impl Segment {
    fn new(a: (usize, Point), b: (usize, Point)) -> Self {
        let (left, right) = if a.1.x <= b.1.x { (a.1, b.1) } else { (b.1, a.1) };
        Self { ends: [a.0, b.0], left, right }
    }

    fn crosses(&self, other: &Self) -> bool {
        let low = |segment: &Self| segment.left.y.min(segment.right.y);
        let high = |segment: &Self| segment.left.y.max(segment.right.y);
        low(self) <= high(other)
            && low(other) <= high(self)
            && self.parts(other)
            && other.parts(self)
            && !other.ends.iter().any(|end| self.ends.contains(end))
    }

    /// Whether the ends of the other lie on both sides of the line through this one.
    fn parts(&self, other: &Self) -> bool {
        let across = (self.right - self.left).perpendicular();
        let side = |point: Point| across.dot(point - self.left);
        side(other.left) * side(other.right) < 0.0
    }
}

#[cfg(test)]
mod tests;
