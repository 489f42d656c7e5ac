//! Bringing the neighbours of a node among those nearest to it, where stress favours long
//! distances.

use super::graph::Graph;
use super::quality::{mean, n_kept};
use super::{MIN_DISTANCE_WORLD, arrange, spread};
use crate::Point;
use crate::geometry::as_f64;

/// Larger pictures stay as they are: every round looks at all pairs.
const MAX_NODES: usize = 1_000;
const MAX_ROUNDS: u32 = 60;
/// After so many rounds the picture is judged; the best one counts.
const ROUNDS_PER_LOOK: u32 = 5;
/// Longest move in the first round, in world units; it falls evenly to a tenth.
const FIRST_MOVE_WORLD: f64 = 0.5;
/// Strength of the spring and of the short pull along an edge (α and β of the paper).
const ALPHA: f64 = 0.1;
const BETA: f64 = 8.0;
/// Pull towards the middle, so that parts without a tie do not drift away.
const GRAVITY: f64 = 0.02;

/// How well neighbours lie together: 1 is perfect, 0 worst.
///
/// Mean over all nodes with neighbours of the share of its k neighbours that are among the k nodes
/// nearest to it on the plane. Dirty edges are cleaned as by [`super::overview`].
///
/// # Complexity O(n²) time, O(n + m) memory.
pub fn neighbourhood(points: &[Point], edges: &[(u32, u32)]) -> f64 {
    kept(points, &Graph::new(points.len(), edges, None))
}

fn kept(points: &[Point], graph: &Graph) -> f64 {
    let share = |node: usize| Some(n_kept(points, graph, node)? / as_f64(graph.degree(node)));
    mean((0..points.len()).filter_map(share)).unwrap_or(1.0)
}

/// Moves nodes so that more of their neighbours are among the nearest, and never fewer.
///
/// Method: t-FDP (Zhong, Xue, Zhang, Zhang, Ban, Deussen and Wang 2023): repulsion
/// `d / (1 + d²)²` between all, `α d + β d / (1 + d²)` along edges; only fractions, so exact
/// everywhere. Of the pictures on the way, brought to the usual scale and spread, the best counts.
///
/// # Complexity O(rounds * n²) time, O(n) memory; nothing is done above 1,000 nodes.
pub(super) fn improve(points: &mut Vec<Point>, graph: &Graph) {
    let mut best = kept(points, graph);
    if points.len() > MAX_NODES || best >= 1.0 {
        return;
    }
    let mut moving = points.clone();
    for round in 0..MAX_ROUNDS {
        let done = f64::from(round) / f64::from(MAX_ROUNDS);
        step(&mut moving, graph, FIRST_MOVE_WORLD * (1.0 - 0.9 * done));
        if round % ROUNDS_PER_LOOK == ROUNDS_PER_LOOK - 1 {
            let looked_at = tidy(&moving);
            let found = kept(&looked_at, graph);
            if found > best {
                best = found;
                points.clone_from(&looked_at);
            }
        }
    }
}

fn step(points: &mut [Point], graph: &Graph, longest: f64) {
    let mut forces: Vec<Point> = points.iter().map(|&point| point * -GRAVITY).collect();
    let nearness = |difference: Point| 1.0 / (1.0 + difference.dot(difference));
    for a in 0..points.len() {
        for b in a + 1..points.len() {
            let difference = points[b] - points[a];
            let push = difference * (nearness(difference) * nearness(difference));
            forces[a] = forces[a] - push;
            forces[b] = forces[b] + push;
        }
        for b in graph.neighbours(a) {
            let difference = points[b] - points[a];
            forces[a] = forces[a] + difference * (ALPHA + BETA * nearness(difference));
        }
    }
    for (point, force) in points.iter_mut().zip(forces) {
        let length = force.length();
        let shift = if length > longest { force * (longest / length) } else { force };
        *point = *point + shift;
    }
}

/// The picture as it would be shown: median distance of neighbours 1, and nobody too close.
fn tidy(points: &[Point]) -> Vec<Point> {
    let mut parts = [arrange::Part { nodes: Vec::new(), points: points.to_vec() }];
    arrange::scale(&mut parts);
    let [mut part] = parts;
    spread::spread(&mut part.points, MIN_DISTANCE_WORLD);
    part.points
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::{OverviewOptions, overview};
    use crate::rng::Pcg32;

    #[test]
    fn a_line_keeps_its_neighbourhoods_and_a_shuffled_one_does_not() {
        let edges: Vec<(u32, u32)> = (1..10).map(|node| (node - 1, node)).collect();
        let line = |place: fn(u32) -> u32| -> Vec<Point> {
            (0..10).map(|node| Point::new(f64::from(place(node)), 0.0)).collect()
        };
        assert!((neighbourhood(&line(|node| node), &edges) - 1.0).abs() < 1e-12);
        assert!(neighbourhood(&line(|node| node * 3 % 10), &edges) < 0.3);
        assert!((neighbourhood(&[], &[]) - 1.0).abs() < 1e-12);
        assert!((neighbourhood(&[Point::ORIGIN; 2], &[(0, 0)]) - 1.0).abs() < 1e-12);
    }

    #[test]
    fn neighbourhoods_get_better_and_never_worse() {
        let (mut sum_before, mut sum_after) = (0.0, 0.0);
        for seed in 0..30 {
            let mut rng = Pcg32::new(seed);
            let n_nodes = 5 + rng.below(56);
            let mut node = || u32::try_from(rng.below(n_nodes)).unwrap();
            let edges: Vec<(u32, u32)> = (0..n_nodes * 3 / 2).map(|_| (node(), node())).collect();
            let graph = Graph::new(n_nodes, &edges, None);
            let mut points = overview(n_nodes, &edges, None, OverviewOptions::default());
            let before = kept(&points, &graph);
            improve(&mut points, &graph);
            let after = kept(&points, &graph);
            assert!(after >= before);
            sum_before += before;
            sum_after += after;
        }
        assert!(sum_after > 1.1 * sum_before, "{sum_before} before, {sum_after} after");
    }
}
