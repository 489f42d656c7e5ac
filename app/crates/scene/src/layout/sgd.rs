//! Stress minimisation by stochastic gradient descent.

use super::graph::Graph;
use crate::Point;
use crate::rng::Pcg32;

/// Last step size of the annealing times the largest weight (ε of the paper).
const EPSILON: f64 = 0.1;
/// More sweeps change nothing that one could see.
pub(super) const MAX_ITERATIONS: u32 = 500;
/// The picture stands still when no node moves farther than this, in edge lengths.
const STILL: f64 = 0.003;
/// Halvings of an interval of length 1: down to the last bit of the mantissa.
const BISECTIONS: u32 = 60;

/// Two nodes and their distance in the graph.
#[derive(Clone, Copy)]
pub(super) struct Pair {
    a: u32,
    b: u32,
    distance: f32,
}

/// All connected pairs, in canonical order.
pub(super) fn pairs(graph: &Graph) -> Vec<Pair> {
    let mut pairs = Vec::new();
    for a in 0..graph.n_nodes() {
        let distances = graph.distances(a);
        for (b, &distance) in distances.iter().enumerate().skip(a + 1) {
            if let (true, Ok(a), Ok(b)) = (distance.is_finite(), u32::try_from(a), u32::try_from(b))
            {
                pairs.push(Pair { a, b, distance: to_f32(distance) });
            }
        }
    }
    pairs
}

#[expect(clippy::cast_possible_truncation, reason = "half the memory; whole steps are exact")]
pub(super) fn to_f32(distance: f64) -> f32 {
    distance as f32
}

/// Moves the points so that their distances follow those of the pairs.
///
/// Method: Zheng, Pawar and Goodman (2018): pairs in random order are moved towards their distance,
/// with weight w = d^-2 and a step size η that decays exponentially from 1 over the smallest
/// weight to ε over the largest in `iterations` sweeps; then as 1 / t over up to as many again
/// until nothing moves.
///
/// # Complexity O(iterations * pairs) time.
pub(super) fn minimise(points: &mut [Point], pairs: &mut [Pair], iterations: u32, rng: &mut Pcg32) {
    let distances = || pairs.iter().map(|pair| f64::from(pair.distance));
    let longest = distances().fold(0.0, f64::max);
    let shortest = distances().fold(f64::INFINITY, f64::min);
    if pairs.is_empty() || iterations == 0 {
        return;
    }
    let iterations = iterations.min(MAX_ITERATIONS);
    let (first, last) = (longest * longest, EPSILON * shortest * shortest);
    let decay = nth_root(last / first, iterations.saturating_sub(1));
    let mut step_size = first;
    for _ in 0..iterations {
        sweep(points, pairs, step_size, rng);
        step_size *= decay;
    }
    for t in 1..=iterations {
        let moved = sweep(points, pairs, last / (1.0 + f64::from(t) / f64::from(iterations)), rng);
        if moved < STILL * shortest {
            break;
        }
    }
}

/// Moves every pair once; returns the longest single move.
fn sweep(points: &mut [Point], pairs: &mut [Pair], step_size: f64, rng: &mut Pcg32) -> f64 {
    rng.shuffle(pairs);
    let mut longest_move = 0.0_f64;
    for pair in pairs.iter() {
        let (Ok(a), Ok(b)) = (usize::try_from(pair.a), usize::try_from(pair.b)) else { continue };
        let distance = f64::from(pair.distance);
        let mu = (step_size / (distance * distance)).min(1.0);
        let difference = points[a] - points[b];
        let length = difference.length();
        if length <= 0.0 {
            // No direction to move in: any will do, as long as it is the same next time.
            points[a] = points[a] + Point::new(rng.signed_unit(), rng.signed_unit()) * 1e-3;
            continue;
        }
        let part = mu * (length - distance) / 2.0;
        let shift = difference * (part / length);
        points[a] = points[a] - shift;
        points[b] = points[b] + shift;
        longest_move = longest_move.max(part.abs());
    }
    longest_move
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
