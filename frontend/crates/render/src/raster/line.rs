//! Thin straight lines.

use scene::Point;

use super::{Ink, Pixels};
use crate::number::{ceil, floor, idx};

/// One direction of the image along which a line is followed, and the one across it.
#[derive(Clone, Copy)]
struct Axes {
    /// Pixels along and across.
    n_along: i32,
    n_across: i32,
    /// From a pixel to the next, in positions.
    step_along: usize,
    step_across: usize,
}

/// Draws a line that is a few pixels wide.
///
/// It ends at a right angle to the axis it is nearer to, and includes the centre of a pixel at one
/// end only: lines that follow each other meet without a gap, and cover no pixel twice.
///
/// # Complexity O(k) time for k pixels inside the image.
pub(crate) fn line(pixels: &mut Pixels, from: Point, to: Point, width_px: f64, ink: Ink) {
    let (width, height) = (pixels.width, pixels.height);
    let delta = to - from;
    let flat = Axes { n_along: width, n_across: height, step_along: 1, step_across: idx(width) };
    if delta.x.abs() >= delta.y.abs() {
        follow(pixels, flat, from, to, width_px, ink);
    } else {
        let steep =
            Axes { n_along: height, n_across: width, step_along: idx(width), step_across: 1 };
        let turned = |point: Point| Point::new(point.y, point.x);
        follow(pixels, steep, turned(from), turned(to), width_px, ink);
    }
}

/// Draws along x as `axes` understands it; not steeper than the diagonal.
fn follow(pixels: &mut Pixels, axes: Axes, from: Point, to: Point, width_px: f64, ink: Ink) {
    let (from, to) = if from.x <= to.x { (from, to) } else { (to, from) };
    let length = to.x - from.x;
    let slope = (to.y - from.y) / length;
    if !slope.is_finite() {
        return;
    }
    let half = 0.5 * width_px * (1.0 + slope * slope).sqrt();
    let first = ceil(from.x - 0.5).max(0);
    let end = ceil(to.x - 0.5).min(axes.n_along);
    let mut middle = from.y + slope * (f64::from(first) + 0.5 - from.x);
    for along in first..end {
        let (low, high) = (middle - half, middle + half);
        middle += slope;
        let (first_across, last_across) = (floor(low), floor(high));
        if last_across < 0 || first_across >= axes.n_across {
            continue;
        }
        for across in first_across.max(0)..=last_across.min(axes.n_across - 1) {
            let top = f64::from(across);
            let coverage = high.min(top + 1.0) - low.max(top);
            let position = idx(along) * axes.step_along + idx(across) * axes.step_across;
            pixels.blend_at(position, ink, coverage);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::palette::Rgb;

    const WHITE: Rgb = Rgb(255, 255, 255);

    fn black() -> Ink {
        Ink::new(Rgb(0, 0, 0), 1.0)
    }

    #[test]
    fn a_line_has_the_ink_of_its_length_and_width() {
        for (x, y) in [(80.0, 0.0), (0.0, 80.0), (60.0, 25.0), (-30.0, 70.0), (-50.0, -50.0)] {
            let mut pixels = Pixels::new(200, 200, WHITE);
            let from = Point::new(100.3, 100.6);
            let to = from + Point::new(x, y);
            line(&mut pixels, from, to, 1.5, black());
            let wanted = from.distance(to) * 1.5;
            assert!((pixels.ink_px() - wanted).abs() < 2.5, "{x}, {y}: {}", pixels.ink_px());
        }
    }

    #[test]
    fn lines_that_follow_each_other_are_like_one() {
        let (start, middle, end) =
            (Point::new(3.2, 7.7), Point::new(23.45, 17.825), Point::new(43.7, 27.95));
        let (mut whole, mut parts) = (Pixels::new(50, 50, WHITE), Pixels::new(50, 50, WHITE));
        let faint = Ink::new(Rgb(0, 0, 0), 0.4);
        line(&mut whole, start, end, 1.2, faint);
        line(&mut parts, start, middle, 1.2, faint);
        line(&mut parts, end, middle, 1.2, faint);
        assert!((whole.ink_px() - parts.ink_px()).abs() < 0.1);
        assert_eq!(whole.at(23, 18), parts.at(23, 18));
    }

    #[test]
    fn what_lies_outside_is_left_out_quickly() {
        let mut pixels = Pixels::new(20, 20, WHITE);
        let far = Point::new(1e12, 3e11);
        line(&mut pixels, Point::ORIGIN - far, far, 1.0, black());
        assert!((15.0..30.0).contains(&pixels.ink_px()));
        let before = pixels.clone();
        let nowhere = Point::new(f64::NAN, f64::INFINITY);
        line(&mut pixels, nowhere, far, 1.0, black());
        line(&mut pixels, far, far, 1.0, black());
        assert_eq!(pixels, before);
    }
}
