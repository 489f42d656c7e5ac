//! `PivotMDS`: a first picture from distances to a few nodes.

use super::graph::Graph;
use crate::Point;
use crate::geometry::as_f64;
use crate::rng::Pcg32;

/// More pivots hardly improve the start (Brandes and Pich 2006, section 4).
const MAX_PIVOTS: usize = 50;
/// Power iterations per axis: a start need not be exact.
const POWER_ITERATIONS: usize = 60;
/// Size of the seeded noise that pulls coinciding nodes apart, in edge lengths.
const JITTER: f64 = 0.05;

/// Positions for a connected graph, in edge lengths.
///
/// Method: classical scaling of the double-centred squared distances to pivots chosen farthest
/// first. Names follow the paper: `c` the centred n × k matrix.
///
/// # Complexity O(k (n + m) + k² n) time, O(k n) memory for k pivots.
pub(super) fn start(graph: &Graph, rng: &mut Pcg32) -> Vec<Point> {
    let mut c = distances_to_pivots(graph, rng);
    double_centre(&mut c);
    let product = gram(&c);
    let first = eigenvector(&product, None, rng);
    let second = eigenvector(&product, Some(&first), rng);
    let scale = |axis: &[f64]| {
        // |C v|² = λ of CᵀC; the coordinate is C v over √λ, times √(√λ √(n / k)) as lengths.
        let coordinates = project(&c, axis);
        let norm = norm(&coordinates);
        let pivots = as_f64(c.len().max(1));
        let stretch = (norm * (as_f64(coordinates.len()) / pivots).sqrt()).sqrt();
        let factor = if norm > 0.0 { stretch / norm } else { 0.0 };
        coordinates.into_iter().map(|value| value * factor).collect::<Vec<f64>>()
    };
    scale(&first)
        .into_iter()
        .zip(scale(&second))
        .map(|(x, y)| Point::new(x + JITTER * rng.signed_unit(), y + JITTER * rng.signed_unit()))
        .collect()
}

/// One row of squared distances per pivot; every pivot is the node farthest from those before.
fn distances_to_pivots(graph: &Graph, rng: &mut Pcg32) -> Vec<Vec<f64>> {
    let n_nodes = graph.n_nodes();
    let mut nearest = vec![f64::INFINITY; n_nodes];
    let mut pivot = rng.below(n_nodes);
    let mut rows = Vec::new();
    for _ in 0..n_nodes.min(MAX_PIVOTS) {
        let distances = graph.distances(pivot);
        pivot = 0;
        for node in 0..n_nodes {
            nearest[node] = nearest[node].min(distances[node]);
            if nearest[node] > nearest[pivot] {
                pivot = node;
            }
        }
        rows.push(distances.into_iter().map(|distance| distance * distance).collect());
    }
    rows
}

/// Subtracts row and column means and adds the total mean, times -1/2.
fn double_centre(rows: &mut [Vec<f64>]) {
    let n_nodes = rows.first().map_or(0, Vec::len);
    if n_nodes == 0 {
        return;
    }
    let n_rows = as_f64(rows.len());
    let columns: Vec<f64> =
        (0..n_nodes).map(|node| rows.iter().map(|row| row[node]).sum::<f64>() / n_rows).collect();
    let total = columns.iter().sum::<f64>() / as_f64(n_nodes);
    for row in rows {
        let mean = row.iter().sum::<f64>() / as_f64(n_nodes);
        for (value, column) in row.iter_mut().zip(&columns) {
            *value = -0.5 * (*value - mean - column + total);
        }
    }
}

/// `CᵀC`, k × k.
fn gram(rows: &[Vec<f64>]) -> Vec<Vec<f64>> {
    rows.iter().map(|a| rows.iter().map(|b| dot(a, b)).collect()).collect()
}

/// The dominant eigenvector that is orthogonal to `other`, by power iteration.
fn eigenvector(matrix: &[Vec<f64>], other: Option<&[f64]>, rng: &mut Pcg32) -> Vec<f64> {
    let mut vector: Vec<f64> = matrix.iter().map(|_| rng.signed_unit()).collect();
    for _ in 0..POWER_ITERATIONS {
        let mut next: Vec<f64> = matrix.iter().map(|row| dot(row, &vector)).collect();
        if let Some(other) = other {
            let share = dot(&next, other);
            for (value, direction) in next.iter_mut().zip(other) {
                *value -= share * direction;
            }
        }
        let length = norm(&next);
        if length <= 0.0 || !length.is_finite() {
            return vec![0.0; matrix.len()];
        }
        vector = next.into_iter().map(|value| value / length).collect();
    }
    vector
}

/// C v: one coordinate per node.
fn project(rows: &[Vec<f64>], axis: &[f64]) -> Vec<f64> {
    let n_nodes = rows.first().map_or(0, Vec::len);
    let mut coordinates = vec![0.0; n_nodes];
    for (row, weight) in rows.iter().zip(axis) {
        for (coordinate, value) in coordinates.iter_mut().zip(row) {
            *coordinate += weight * value;
        }
    }
    coordinates
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

fn norm(vector: &[f64]) -> f64 {
    dot(vector, vector).sqrt()
}
