//! All pairs of nodes in an order that is random and yet reads memory from front to back.

use std::ops::Range;

use super::to_f32;
use crate::Point;
use crate::layout::graph::Graph;
use crate::rng::Pcg32;

/// Below this two nodes are in one place, and no direction leads them apart.
const COINCIDENT: f32 = 1e-20;

/// All pairs, by how many ranks apart they are in a random order of the nodes.
///
/// The pairs that are s ranks apart touch each node twice and are independent in runs of s: moving
/// them one run after the other needs no look-up, and compilers do several at once. Sweeps differ
/// in the order of the s.
pub(super) struct Terms {
    n_nodes: usize,
    /// Row s - 1 has the pairs of the ranks i and i + s (cyclic) for all i, s up to half of the
    /// nodes; for s exactly half, only for the first half of the i.
    distances: Vec<f32>,
    /// distance^-2 for each of them.
    weights: Vec<f32>,
    shifts: Vec<usize>,
}

impl Terms {
    /// Of a connected graph whose nodes have the ranks of their places in `order`.
    pub(super) fn new(graph: &Graph, order: &[usize]) -> Self {
        let n_nodes = order.len();
        let mut rank_of = vec![0; n_nodes];
        for (rank, &node) in order.iter().enumerate() {
            rank_of[node] = rank;
        }
        let mut distances = vec![1.0; n_nodes * (n_nodes - 1) / 2];
        graph.all_distances(|from, to, distance| {
            let (from, to) = (rank_of[from], rank_of[to]);
            let shift = if to >= from { to - from } else { to + n_nodes - from };
            let is_second_half = 2 * shift == n_nodes && from >= shift;
            if shift > 0 && 2 * shift <= n_nodes && !is_second_half {
                distances[(shift - 1) * n_nodes + from] = to_f32(distance);
            }
        });
        let weights = distances.iter().map(|distance| 1.0 / (distance * distance)).collect();
        Self { n_nodes, distances, weights, shifts: (1..=n_nodes / 2).collect() }
    }

    /// The shortest and the longest distance.
    pub(super) fn extent(&self) -> (f64, f64) {
        let (shortest, longest) =
            self.distances.iter().fold((f32::INFINITY, 0.0_f32), |(low, high), &distance| {
                (low.min(distance), high.max(distance))
            });
        (shortest.into(), longest.into())
    }

    /// Moves every pair once.
    pub(super) fn sweep(&mut self, places: &mut Places, step_size: f32, rng: &mut Pcg32) {
        rng.shuffle(&mut self.shifts);
        let n_nodes = self.n_nodes;
        for &shift in &self.shifts {
            let row = (shift - 1) * n_nodes;
            let wants = |ranks: Range<usize>| {
                let pairs = row + ranks.start..row + ranks.end;
                Wants { distances: &self.distances[pairs.clone()], weights: &self.weights[pairs] }
            };
            for start in (0..n_nodes - shift).step_by(shift) {
                let end = (start + shift).min(n_nodes - shift);
                places.move_run(&wants(start..end), start, shift, step_size);
            }
            if 2 * shift < n_nodes {
                places.move_wrapped(&wants(n_nodes - shift..n_nodes), shift, step_size);
            }
        }
    }
}

/// What the pairs of a run want.
struct Wants<'a> {
    distances: &'a [f32],
    weights: &'a [f32],
}

/// Where the nodes are, by rank, x and y apart.
#[derive(Clone)]
pub(super) struct Places {
    x: Vec<f32>,
    y: Vec<f32>,
}

impl Places {
    pub(super) fn of(points: impl Iterator<Item = Point>) -> Self {
        let (x, y) = points.map(|point| (to_f32(point.x), to_f32(point.y))).unzip();
        Self { x, y }
    }

    /// The longest way of a node from one picture to another, squared.
    pub(super) fn farthest_squared(&self, other: &Self) -> f32 {
        let ways = self.x.iter().zip(&other.x).zip(self.y.iter().zip(&other.y));
        ways.map(|((x, to_x), (y, to_y))| (to_x - x) * (to_x - x) + (to_y - y) * (to_y - y))
            .fold(0.0, f32::max)
    }

    pub(super) fn points(&self) -> impl Iterator<Item = Point> {
        self.x.iter().zip(&self.y).map(|(&x, &y)| Point::new(x.into(), y.into()))
    }

    /// Moves the pairs of the ranks from `start` on with those `shift` later, at most `shift` many.
    fn move_run(&mut self, wants: &Wants<'_>, start: usize, shift: usize, step_size: f32) {
        let (x_a, x_b) = self.x[start..].split_at_mut(shift);
        let (y_a, y_b) = self.y[start..].split_at_mut(shift);
        move_pairs(wants, (x_a, y_a), (x_b, y_b), step_size);
    }

    /// Moves the pairs of the last `shift` ranks with the first.
    fn move_wrapped(&mut self, wants: &Wants<'_>, shift: usize, step_size: f32) {
        let middle = self.x.len() - shift;
        let (x_b, x_a) = self.x.split_at_mut(middle);
        let (y_b, y_a) = self.y.split_at_mut(middle);
        move_pairs(wants, (x_a, y_a), (x_b, y_b), step_size);
    }
}

type Side<'a> = (&'a mut [f32], &'a mut [f32]);

/// Straight-line code over slices of one length: this is where the time goes.
fn move_pairs(wants: &Wants<'_>, a: Side<'_>, b: Side<'_>, step_size: f32) {
    let n_pairs = wants.distances.len();
    let weights = &wants.weights[..n_pairs];
    let (x_a, y_a) = (&mut a.0[..n_pairs], &mut a.1[..n_pairs]);
    let (x_b, y_b) = (&mut b.0[..n_pairs], &mut b.1[..n_pairs]);
    for idx in 0..n_pairs {
        let (x, y) = (x_a[idx] - x_b[idx], y_a[idx] - y_b[idx]);
        let length = (x * x + y * y).sqrt();
        let length = if length > COINCIDENT { length } else { COINCIDENT };
        let mu = step_size * weights[idx];
        let mu = if mu < 1.0 { mu } else { 1.0 };
        let share = mu * 0.5 * (length - wants.distances[idx]) / length;
        x_a[idx] -= x * share;
        y_a[idx] -= y * share;
        x_b[idx] += x * share;
        y_b[idx] += y * share;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pair_is_moved_once_with_its_own_distance() {
        for n_nodes in 2..30_usize {
            let path: Vec<(u32, u32)> =
                (1..u32::try_from(n_nodes).unwrap()).map(|node| (node - 1, node)).collect();
            let graph = Graph::new(n_nodes, &path, None);
            let mut order: Vec<usize> = (0..n_nodes).collect();
            Pcg32::new(n_nodes as u64).shuffle(&mut order);
            let terms = Terms::new(&graph, &order);
            let mut seen = Vec::new();
            for shift in 1..=n_nodes / 2 {
                let n_pairs = if 2 * shift == n_nodes { shift } else { n_nodes };
                for from in 0..n_pairs {
                    let (a, b) = (order[from], order[(from + shift) % n_nodes]);
                    let place = (shift - 1) * n_nodes + from;
                    #[expect(clippy::cast_precision_loss, reason = "small")]
                    let expected = a.abs_diff(b) as f32;
                    assert!((terms.distances[place] - expected).abs() < 1e-6);
                    assert!((terms.weights[place] * expected * expected - 1.0).abs() < 1e-6);
                    seen.push((a.min(b), a.max(b)));
                }
            }
            seen.sort_unstable();
            seen.dedup();
            assert_eq!(seen.len(), n_nodes * (n_nodes - 1) / 2);
        }
    }

    #[test]
    fn a_sweep_moves_each_pair_of_ranks() {
        // A triangle with equal sides comes out only if none of its pairs is left out.
        let graph = Graph::new(3, &[(0, 1), (1, 2), (2, 0)], None);
        let mut terms = Terms::new(&graph, &[0, 1, 2]);
        let start = [(0.0, 0.0), (3.0, 0.0), (1.0, 5.0)];
        let mut places = Places::of(start.iter().map(|&(x, y)| Point::new(x, y)));
        let mut rng = Pcg32::new(1);
        for _ in 0..100 {
            terms.sweep(&mut places, 0.5, &mut rng);
        }
        let points: Vec<Point> = places.points().collect();
        for (a, b) in [(0, 1), (1, 2), (2, 0)] {
            assert!((points[a].distance(points[b]) - 1.0).abs() < 1e-4);
        }
    }
}
