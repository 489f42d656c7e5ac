//! Thin straight lines.

use scene::Point;

use super::{Ink, Pixels};
use crate::number::{as_i32, ceil, idx, share_256};

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
///
/// Counts in 65,536ths of a pixel: every pixel of every line passes here.
fn follow(pixels: &mut Pixels, axes: Axes, from: Point, to: Point, width_px: f64, ink: Ink) {
    let (from, to) = if from.x <= to.x { (from, to) } else { (to, from) };
    let slope = (to.y - from.y) / (to.x - from.x);
    if !slope.is_finite() {
        return;
    }
    let half_px = (0.5 * width_px * (1.0 + slope * slope).sqrt()).min(f64::from(axes.n_across));
    let (start, stop) = inside(from, to, slope, -half_px, f64::from(axes.n_across) + half_px);
    let first = ceil(start - 0.5).max(0);
    let end = ceil(stop - 0.5).min(axes.n_along);
    let opacity = share_256(ink.opacity);
    let (change, half) = (fixed(slope), fixed(half_px));
    let mut middle = fixed(from.y + slope * (f64::from(first) + 0.5 - from.x));
    let mut along_at = idx(first.max(0)) * axes.step_along;
    let is_thin = half + half <= 2 * as_i32(1 << BITS);
    for _ in first..end {
        let (low, high) = (middle - half, middle + half);
        let upper = low >> BITS;
        if is_thin && upper >= 0 && upper + 2 < axes.n_across {
            // Most are: always three pixels, since to foresee how many takes longer.
            let mut position = along_at + idx(upper) * axes.step_across;
            for across in [upper, upper + 1, upper + 2] {
                let share = covered(low, high, across) * opacity + (ONE / 2);
                pixels.mix_at(position, ink.packed, share >> BITS);
                position += axes.step_across;
            }
        } else {
            let lower = ((high - 1) >> BITS).min(axes.n_across - 1);
            for across in upper.max(0)..=lower {
                let share = covered(low, high, across) * opacity + (ONE / 2);
                let position = along_at + idx(across) * axes.step_across;
                pixels.mix_at(position, ink.packed, share >> BITS);
            }
        }
        middle += change;
        along_at += axes.step_along;
    }
}

/// How much of a pixel lies between two limits; all in 65,536ths.
#[inline]
fn covered(low: i32, high: i32, across: i32) -> u32 {
    let top = across << BITS;
    (high.min(top + as_i32(1 << BITS)) - low.max(top)).max(0).unsigned_abs()
}

/// Binary digits after the point.
const BITS: u32 = 16;
const ONE: u32 = 1 << BITS;

/// Coordinates of canvases fit in: these have at most 16,384 pixels on a side.
#[expect(clippy::cast_possible_truncation, reason = "saturates: far outside is outside")]
fn fixed(value: f64) -> i32 {
    (value * f64::from(ONE)).round().clamp(-1e9, 1e9) as i32
}

/// From where to where along x a line lies between two limits across.
fn inside(from: Point, to: Point, slope: f64, least: f64, most: f64) -> (f64, f64) {
    if slope.abs() < 1e-9 {
        let is_inside = (least..=most).contains(&from.y);
        return if is_inside { (from.x, to.x) } else { (from.x, from.x) };
    }
    let (one, other) = (from.x + (least - from.y) / slope, from.x + (most - from.y) / slope);
    (from.x.max(one.min(other)), to.x.min(one.max(other)))
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
