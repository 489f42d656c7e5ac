//! Polygons with soft edges.

use scene::{Bounds, Point};

use super::{Ink, Pixels, blend};
use crate::number::{as_f32, ceil, floor, idx, share_256};

/// Draws polygons; kept, so that its memory is.
///
/// Method: every side adds its signed share of the pixels it passes, and the pixels to the right
/// are filled by adding up (as font rasterisers do, compare Levien's font-rs). Exact, in one pass.
#[derive(Debug, Default)]
pub(crate) struct Coverage {
    cells: Vec<f32>,
    /// Pixels of a row and of a column.
    width: usize,
    height: usize,
}

/// A row has two more cells than pixels: what a side adds to its right.
const SPARE: usize = 2;

impl Coverage {
    /// Fills what the corners surround; where it lies over itself, it is filled once.
    ///
    /// # Complexity O(k + c) time for k pixels of its box inside the image and c corners.
    pub(crate) fn fill(&mut self, pixels: &mut Pixels, corners: &[Point], ink: Ink) {
        let Some(bounds) = Bounds::of(corners) else { return };
        let left = floor(bounds.min.x).clamp(0, pixels.width);
        let top = floor(bounds.min.y).clamp(0, pixels.height);
        let right = ceil(bounds.max.x).clamp(0, pixels.width);
        let bottom = ceil(bounds.max.y).clamp(0, pixels.height);
        if left >= right || top >= bottom || corners.iter().any(|corner| !corner.is_finite()) {
            return;
        }
        self.width = idx(right - left);
        self.height = idx(bottom - top);
        self.cells.clear();
        self.cells.resize((self.width + SPARE) * self.height, 0.0);
        let origin = Point::new(f64::from(left), f64::from(top));
        let mut from = corners[corners.len() - 1] - origin;
        for corner in corners {
            let to = *corner - origin;
            self.add_side(from, to);
            from = to;
        }
        self.put(pixels, left, top, ink);
    }

    fn put(&self, pixels: &mut Pixels, left: i32, top: i32, ink: Ink) {
        let opacity = as_f32(256.0 * ink.opacity);
        for (y, row) in (top..).zip(self.cells.chunks_exact(self.width + SPARE)) {
            let mut sum = 0.0_f32;
            for (pixel, cell) in pixels.row_mut(y, left, self.width).iter_mut().zip(row) {
                sum += cell;
                let share = sum.abs().min(1.0) * opacity;
                if share >= 0.5 {
                    blend(pixel, ink.packed, share_256(f64::from(share) / 256.0));
                }
            }
        }
    }

    /// Goes through the rows a side passes.
    fn add_side(&mut self, from: Point, to: Point) {
        let (sign, upper, lower) = if from.y < to.y { (1.0, from, to) } else { (-1.0, to, from) };
        let slope = (lower.x - upper.x) / (lower.y - upper.y);
        if !slope.is_finite() {
            return;
        }
        let first = idx(floor(upper.y).max(0));
        let end = idx(ceil(lower.y).max(0)).min(self.height);
        let mut y = upper.y.max(0.0);
        let mut row_bottom = y.floor();
        for row in first..end {
            row_bottom += 1.0;
            let next_y = lower.y.min(row_bottom);
            let x_at = |y: f64| upper.x + (y - upper.y) * slope;
            self.add_piece(row, x_at(y), x_at(next_y), sign * (next_y - y));
            y = next_y;
        }
    }

    /// A piece of a side within one row, `height` of it high.
    fn add_piece(&mut self, row: usize, x0: f64, x1: f64, height: f64) {
        let last = f64::from(u32::try_from(self.width).unwrap_or(u32::MAX));
        let (x0, x1) = (x0.min(x1).clamp(0.0, last), x0.max(x1).clamp(0.0, last));
        let cells = &mut self.cells[row * (self.width + SPARE)..];
        let first = idx(floor(x0));
        let n_touched = idx(ceil(x1)).saturating_sub(first);
        if n_touched <= 1 {
            // The share of the pixel to the right of the piece's middle.
            let beyond = (x0 + x1) * 0.5 - x0.floor();
            cells[first] += as_f32(height * (1.0 - beyond));
            cells[first + 1] += as_f32(height * beyond);
            return;
        }
        // What is filled to the left of a place; a cell takes how much more of its pixel that is
        // than of the one before.
        let per_px = height / (x1 - x0);
        let filled_until = |x: f64| {
            let reach = (x.min(x1) - x0).max(0.0);
            per_px * reach * (0.5 * reach + (x - x.min(x1)))
        };
        let mut before = 0.0;
        let mut share_before = 0.0;
        let mut edge = x0.floor();
        for cell in cells.iter_mut().skip(first).take(n_touched + 1) {
            edge += 1.0;
            let filled = filled_until(edge);
            let share = filled - before;
            *cell += as_f32(share - share_before);
            (before, share_before) = (filled, share);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::palette::Rgb;

    fn ink_of(corners: &[(f64, f64)]) -> f64 {
        let mut pixels = Pixels::new(60, 60, Rgb(255, 255, 255));
        let corners: Vec<Point> = corners.iter().map(|&(x, y)| Point::new(x, y)).collect();
        Coverage::default().fill(&mut pixels, &corners, Ink::new(Rgb(0, 0, 0), 1.0));
        pixels.ink_px()
    }

    #[test]
    fn a_polygon_has_its_area() {
        for (area, corners) in [
            (200.0, vec![(10.0, 10.0), (30.0, 10.0), (30.0, 20.0), (10.0, 20.0)]),
            (12.0, vec![(10.25, 10.5), (14.25, 10.5), (14.25, 13.5), (10.25, 13.5)]),
            (50.0, vec![(10.3, 5.2), (20.3, 5.2), (15.3, 15.2)]),
            (450.0, vec![(5.5, 7.3), (50.5, 9.3), (50.5, 11.3), (5.5, 25.3)]),
            (0.0, vec![(10.0, 10.0), (30.0, 10.0)]),
        ] {
            assert!((ink_of(&corners) - area).abs() < 0.3 + area * 0.01, "{}", ink_of(&corners));
        }
    }

    #[test]
    fn the_edge_of_the_image_cuts() {
        let square = [(-100.0, -100.0), (10.0, -100.0), (10.0, 10.0), (-100.0, 10.0)];
        assert!((ink_of(&square) - 100.0).abs() < 0.1);
        let beside = [(70.0, 0.0), (90.0, 0.0), (90.0, 50.0)];
        assert!(ink_of(&beside).abs() < 1e-9);
        assert!(ink_of(&[(f64::NAN, 0.0), (1.0, 0.0), (1.0, 1.0)]).abs() < 1e-9);
    }

    #[test]
    fn what_lies_over_itself_is_filled_once() {
        let twice = [(5.0, 5.0), (15.0, 5.0), (15.0, 15.0), (5.0, 15.0)].repeat(2);
        assert!((ink_of(&twice) - 100.0).abs() < 0.5);
    }
}
