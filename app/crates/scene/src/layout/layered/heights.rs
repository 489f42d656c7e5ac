//! How high the items of each layer lie.

use super::order::Rows;
use crate::geometry::as_f64;
use crate::layout::isotonic::{Wish, in_order};

/// Sweeps to the right and to the left; a straight chain needs as many as it has bends.
const N_SWEEPS: u32 = 16;
/// Then rounds in which both sides count.
const N_ROUNDS: u32 = 16;
/// How much a segment wants to be level: between nodes, at an end of a long edge, and inside one
/// (Gansner et al. 1993, section 4).
pub(super) const WEIGHTS: [f64; 3] = [1.0, 2.0, 8.0];
/// How much an item without ties wants to stay where it is.
const STAY: f64 = 0.1;
/// Between two nodes, between a node and a passing edge, and between two passing edges.
const GAPS_WORLD: [f64; 3] = [1.0, 0.75, 0.5];

/// The height of each item, in world units.
///
/// Each row takes the places that keep its order and its gaps and are nearest to what its
/// neighbours ask for, by weighted least squares.
///
/// # Complexity O(s (n + m)) time for s sweeps, O(n + m) memory.
pub(super) fn heights(rows: &Rows) -> Vec<f64> {
    let mut heights = vec![0.0; rows.n_items()];
    for row in rows.rows() {
        let middle = as_f64(row.len().saturating_sub(1)) / 2.0;
        for (place, &item) in row.iter().enumerate() {
            heights[item] = as_f64(place) - middle;
        }
    }
    let n_rows = rows.rows().len();
    for _ in 0..N_SWEEPS {
        (0..n_rows).for_each(|row| level(rows, row, &mut heights, &[Rows::before]));
        (0..n_rows).rev().for_each(|row| level(rows, row, &mut heights, &[Rows::after]));
    }
    for _ in 0..N_ROUNDS {
        (0..n_rows).for_each(|row| level(rows, row, &mut heights, &[Rows::before, Rows::after]));
    }
    heights
}

type Side = fn(&Rows, usize) -> &[usize];

/// Moves the items of a row towards those they are tied to on these sides.
fn level(rows: &Rows, row: usize, heights: &mut [f64], sides: &[Side]) {
    let row = &rows.rows()[row];
    let n_passing =
        |a: usize, b: usize| usize::from(!rows.is_node(a)) + usize::from(!rows.is_node(b));
    let wish = |(place, &item): (usize, &usize)| {
        let (mut sum, mut weights) = (heights[item] * STAY, STAY);
        for &other in sides.iter().flat_map(|side| side(rows, item)) {
            let weight = WEIGHTS[n_passing(item, other)];
            sum += heights[other] * weight;
            weights += weight;
        }
        let gap = if place == 0 { 0.0 } else { GAPS_WORLD[n_passing(row[place - 1], item)] };
        Wish { place: sum / weights, weight: weights, gap }
    };
    let wishes: Vec<Wish> = row.iter().enumerate().map(wish).collect();
    for (&item, height) in row.iter().zip(in_order(&wishes)) {
        heights[item] = height;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_parent_lies_in_the_middle_of_its_children() {
        let layers = [0, 1, 1, 1];
        let mut rows = Rows::new(&layers);
        for child in 1..4 {
            rows.join(0, child, &layers);
        }
        let heights = heights(&rows);
        assert!((heights[0] - heights[2]).abs() < 1e-6);
        assert!((heights[2] - heights[1] - 1.0).abs() < 1e-6);
    }

    #[test]
    fn long_edges_are_straight() {
        // 0 -> 1 -> 2 -> 3 -> 4 and 0 -> 4 beside it.
        let layers = [0, 1, 2, 3, 4];
        let mut rows = Rows::new(&layers);
        for node in 0..4 {
            rows.join(node, node + 1, &layers);
        }
        let way = rows.join(0, 4, &layers);
        let heights = heights(&rows);
        let (low, high) = way.iter().fold((f64::MAX, f64::MIN), |(low, high), &item| {
            (low.min(heights[item]), high.max(heights[item]))
        });
        assert!(high - low < 0.05, "from {low} to {high}");
    }
}
