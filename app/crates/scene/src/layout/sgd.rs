//! Stress minimisation by stochastic gradient descent.

mod terms;

use super::graph::Graph;
use crate::Point;
use crate::rng::Pcg32;
use terms::{Places, Terms};

/// Last step size of the annealing times the largest weight (ε of the paper).
const EPSILON: f64 = 0.1;
/// More sweeps change nothing that one could see.
pub(super) const MAX_ITERATIONS: u32 = 500;
/// The picture stands still when no node moves farther than this, in edge lengths.
const STILL: f64 = 0.003;
/// Halvings of an interval of length 1: down to the last bit of the mantissa.
const BISECTIONS: u32 = 60;

#[expect(clippy::cast_possible_truncation, reason = "half the memory; whole steps are exact")]
pub(super) fn to_f32(distance: f64) -> f32 {
    distance as f32
}

/// Moves the points of a connected graph so that their distances follow those in the graph.
///
/// Method: Zheng, Pawar and Goodman (2018): pairs in random order are moved towards their distance,
/// with weight w = d^-2 and a step size η that decays exponentially from 1 over the smallest
/// weight to ε over the largest in `iterations` sweeps; then as 1 / t over up to as many again
/// until nothing moves. The order is random by ranks, see [`Terms`].
///
/// # Complexity O(n (n + m) + iterations * n²) time, O(n²) memory.
pub(super) fn minimise(points: &mut [Point], graph: &Graph, iterations: u32, rng: &mut Pcg32) {
    if points.len() < 2 || iterations == 0 {
        return;
    }
    let mut order: Vec<usize> = (0..points.len()).collect();
    rng.shuffle(&mut order);
    let mut terms = Terms::new(graph, &order);
    let mut places = Places::of(order.iter().map(|&node| points[node]));
    let (shortest, longest) = terms.extent();
    let iterations = iterations.min(MAX_ITERATIONS);
    let (first, last) = (longest * longest, EPSILON * shortest * shortest);
    let decay = nth_root(last / first, iterations.saturating_sub(1));
    let mut step_size = first;
    for _ in 0..iterations {
        terms.sweep(&mut places, to_f32(step_size), rng);
        step_size *= decay;
    }
    for t in 1..=iterations {
        let step_size = last / (1.0 + f64::from(t) / f64::from(iterations));
        let before = places.clone();
        terms.sweep(&mut places, to_f32(step_size), rng);
        if f64::from(places.farthest_squared(&before)).sqrt() < STILL * shortest {
            break;
        }
    }
    for (node, place) in order.into_iter().zip(places.points()) {
        points[node] = place;
    }
}

/// The n-th root of a number from 0 to 1, by bisection: `exp` and `powf` may differ between
/// machines, products do not.
fn nth_root(value: f64, n: u32) -> f64 {
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..BISECTIONS {
        let middle = f64::midpoint(low, high);
        let power = (0..n).fold(1.0, |power, _| power * middle);
        if power < value {
            low = middle;
        } else {
            high = middle;
        }
    }
    high
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roots_are_roots() {
        assert!((nth_root(0.25, 2) - 0.5).abs() < 1e-12);
        assert!((nth_root(0.001, 3) - 0.1).abs() < 1e-12);
        assert!((nth_root(1.0, 29) - 1.0).abs() < 1e-12);
    }
}
