//! Forces of all points on each, from afar taken together (Barnes and Hut 1986).

use crate::geometry::as_f64;
use crate::{Bounds, Point};

/// Points in a cell that are looked at one by one.
const LEAF_SIZE: usize = 8;
/// Bits of a place along each axis.
const DEPTH: u32 = 20;
/// A cell counts as one point at this many times its side, squared.
const FAR: f64 = 1.0;

/// A square with points; cells inside follow it up to `skip`.
struct Cell {
    centre: Point,
    mass: f64,
    side_squared: f64,
    /// Where the points of a leaf lie in `bodies`; empty for other cells.
    first: usize,
    last: usize,
    skip: usize,
}

/// Points with masses, by place.
pub(super) struct Tree {
    cells: Vec<Cell>,
    /// Position, mass and number, along a curve that keeps neighbours together.
    bodies: Vec<(Point, f64, usize)>,
    codes: Vec<u64>,
}

impl Tree {
    /// # Complexity O(n log n) time, O(n) memory.
    pub(super) fn new(points: &[Point], masses: &[f64]) -> Self {
        let bounds = Bounds::of(points).unwrap_or(Bounds::around(Point::ORIGIN, 1.0, 1.0));
        let side = bounds.width().max(bounds.height()).max(f64::MIN_POSITIVE);
        let mut coded: Vec<(u64, usize)> = points
            .iter()
            .enumerate()
            .map(|(node, point)| (code((*point - bounds.min) * (1.0 / side)), node))
            .collect();
        coded.sort_unstable();
        let body = |&(_, node): &(u64, usize)| (points[node], masses[node], node);
        let mut tree = Self {
            cells: Vec::new(),
            bodies: coded.iter().map(body).collect(),
            codes: coded.iter().map(|&(code, _)| code).collect(),
        };
        if !points.is_empty() {
            tree.add(0, points.len(), DEPTH, side * side);
        }
        tree
    }

    /// Adds the cell of these bodies, which agree in all bits above `level`, and those inside.
    fn add(&mut self, first: usize, last: usize, level: u32, side_squared: f64) {
        let bodies = &self.bodies[first..last];
        let mass: f64 = bodies.iter().map(|&(_, mass, _)| mass).sum();
        let sum = bodies.iter().fold(Point::ORIGIN, |sum, &(at, mass, _)| sum + at * mass);
        let centre = if mass > 0.0 { sum * (1.0 / mass) } else { bodies[0].0 };
        let is_leaf = last - first <= LEAF_SIZE || level == 0;
        let place = self.cells.len();
        let last_body = if is_leaf { last } else { first };
        self.cells.push(Cell { centre, mass, side_squared, first, last: last_body, skip: 0 });
        if !is_leaf {
            let shift = 2 * (level - 1);
            let mut start = first;
            for quarter in 0..4 {
                let is_inside = |code: &u64| (code >> shift) & 3 <= quarter;
                let end = start + self.codes[start..last].partition_point(is_inside);
                if end > start {
                    self.add(start, end, level - 1, side_squared / 4.0);
                }
                start = end;
            }
        }
        self.cells[place].skip = self.cells.len();
    }

    /// The force on each point: the sum over all others of mass times direction by distance.
    ///
    /// `softening` is the square of a distance below which the force does not grow.
    ///
    /// # Complexity O(n log n) time, O(n) memory.
    pub(super) fn forces(&self, softening: f64) -> Vec<Point> {
        let mut forces = vec![Point::ORIGIN; self.bodies.len()];
        for &(here, _, node) in &self.bodies {
            forces[node] = self.force_at(here, node, softening);
        }
        forces
    }

    fn force_at(&self, here: Point, node: usize, softening: f64) -> Point {
        let mut force = Point::ORIGIN;
        let mut next = 0;
        while let Some(cell) = self.cells.get(next) {
            let difference = here - cell.centre;
            let squared = difference.dot(difference);
            if squared > cell.side_squared * FAR {
                force = force + difference * (cell.mass / (squared + softening));
                next = cell.skip;
            } else {
                for &(there, mass, other) in &self.bodies[cell.first..cell.last] {
                    if other != node {
                        let difference = here - there;
                        let squared = difference.dot(difference);
                        force = force + difference * (mass / (squared + softening));
                    }
                }
                next += 1;
            }
        }
        force
    }
}

/// The bits of both coordinates (from 0 to 1) in turn, highest first (Morton 1966).
fn code(point: Point) -> u64 {
    spaced(point.x) | (spaced(point.y) << 1)
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "casts saturate, and the number is from 0 to 2^20"
)]
fn spaced(coordinate: f64) -> u64 {
    let n_places = as_f64(1 << DEPTH);
    let mut bits = (coordinate * n_places).min(n_places - 1.0).max(0.0) as u64;
    for (shift, mask) in [
        (16, 0x0000_FFFF_0000_FFFF),
        (8, 0x00FF_00FF_00FF_00FF),
        (4, 0x0F0F_0F0F_0F0F_0F0F),
        (2, 0x3333_3333_3333_3333),
        (1, 0x5555_5555_5555_5555),
    ] {
        bits = (bits | (bits << shift)) & mask;
    }
    bits
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::Pcg32;

    #[test]
    fn forces_are_close_to_those_of_all_pairs() {
        let mut rng = Pcg32::new(4);
        let points: Vec<Point> =
            (0..500).map(|_| Point::new(rng.signed_unit(), rng.signed_unit())).collect();
        let masses: Vec<f64> = (0..500).map(|node| 1.0 + f64::from(node % 3)).collect();
        let found = Tree::new(&points, &masses).forces(1e-4);
        let (mut error, mut size) = (0.0, 0.0);
        for (node, found) in found.iter().enumerate() {
            let mut exact = Point::ORIGIN;
            for other in (0..500).filter(|&other| other != node) {
                let difference = points[node] - points[other];
                exact = exact + difference * (masses[other] / (difference.dot(difference) + 1e-4));
            }
            error += exact.distance(*found);
            size += exact.length();
        }
        assert!(error < 0.05 * size, "{}", error / size);
    }

    #[test]
    fn points_in_one_place_exert_no_force() {
        let forces = Tree::new(&[Point::new(3.0, 3.0); 100], &[1.0; 100]).forces(1e-4);
        assert!(forces.iter().all(|force| force.length() < 1e-9));
        assert!(Tree::new(&[], &[]).forces(1.0).is_empty());
    }

    #[test]
    fn bits_alternate() {
        assert_eq!(code(Point::new(0.0, 0.0)), 0);
        assert_eq!(code(Point::new(1.0, 1.0)), (1 << (2 * DEPTH)) - 1);
        assert_eq!(code(Point::new(0.5, 0.0)), 1 << (2 * DEPTH - 2));
        assert_eq!(code(Point::new(0.0, 0.5)), 1 << (2 * DEPTH - 1));
    }
}
