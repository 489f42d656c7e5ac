//! Lines with corners: thin, thick and dashed.

use scene::{Bounds, Point};

use crate::raster::{Coverage, Ink, Pixels, line};

/// Wider lines are drawn as areas where these are small. In device pixels.
const MAX_THIN: f64 = 1.6;
/// Larger areas take longer than the lines around them.
const MAX_AREA: f64 = 20_000.0;
/// Corners reach out by no more than this, in half widths, as is usual.
const MITER: f64 = 4.0;
/// Shorter dashes are drawn as a fainter line: they could not be told apart. In device pixels.
const LEAST_DASH: f64 = 1.5;
/// A line with more dashes than this is drawn without: far more than a screen holds.
const MAX_DASHES: f64 = 2_000.0;

/// What draws a line.
pub(super) struct Pen<'a> {
    pub(super) pixels: &'a mut Pixels,
    pub(super) coverage: &'a mut Coverage,
    /// In device pixels.
    pub(super) width: f64,
    pub(super) ink: Ink,
}

impl Pen<'_> {
    /// Draws along the points; space: device pixels.
    pub(super) fn stroke(&mut self, points: &[Point], dash: Option<(f64, f64)>) {
        let Some((on, off)) = dash else { return self.solid(points) };
        let length: f64 = points.windows(2).map(|pair| pair[0].distance(pair[1])).sum();
        if on < LEAST_DASH || length / (on + off) > MAX_DASHES {
            let ink = self.ink;
            self.ink = ink.fainter(on / (on + off));
            self.solid(points);
            self.ink = ink;
        } else {
            dashes(points, on, off, |points| self.solid(points));
        }
    }

    pub(super) fn solid(&mut self, points: &[Point]) {
        let is_small = || {
            let bounds = Bounds::of(points);
            bounds.is_some_and(|bounds| bounds.width() * bounds.height() <= MAX_AREA)
        };
        if self.width > MAX_THIN && is_small() {
            self.coverage.fill(self.pixels, &outline(points, self.width), self.ink);
            return;
        }
        let Some(mut from) = points.first().copied() else { return };
        for (position, point) in points.iter().enumerate().skip(1) {
            let joint = points
                .get(position + 1)
                .and_then(|next| Joint::between(from, *point, *next, self.width));
            let Some(joint) = joint else {
                line(self.pixels, from, *point, self.width, self.ink);
                from = *point;
                continue;
            };
            line(self.pixels, from, joint.before, self.width, self.ink);
            self.coverage.fill(self.pixels, &joint.corners, self.ink);
            from = joint.after;
        }
    }
}

/// Where a line becomes steep, or flat again: its ends are cut along another axis, and what lies
/// between the cuts is filled.
struct Joint {
    before: Point,
    after: Point,
    corners: [Point; 4],
}

impl Joint {
    /// Nothing when the line goes on along the same axis, or is too short for it to be seen.
    fn between(from: Point, middle: Point, to: Point, width: f64) -> Option<Self> {
        let (along, onwards) = ((middle - from).direction()?, (to - middle).direction()?);
        let (was_flat, is_flat) = (is_flat(along), is_flat(onwards));
        let reach = width + 1.0;
        let is_long = |a: Point, b: Point| a.distance(b) > 2.0 * reach + 1.0;
        if was_flat == is_flat || !is_long(from, middle) || !is_long(middle, to) {
            return None;
        }
        let before = at_edge_of_pixel(middle, along, -reach);
        let after = at_edge_of_pixel(middle, onwards, reach);
        let (one, other) = (across(along, width), across(onwards, width));
        let corners = [before + one, after + other, after - other, before - one];
        Some(Self { before, after, corners })
    }
}

fn is_flat(along: Point) -> bool {
    along.x.abs() >= along.y.abs()
}

/// About `reach` further, and between two pixels of the axis along which it is drawn.
fn at_edge_of_pixel(point: Point, along: Point, reach: f64) -> Point {
    let about = point + along * reach;
    let share = if is_flat(along) {
        (about.x.round() - point.x) / along.x
    } else {
        (about.y.round() - point.y) / along.y
    };
    point + along * share
}

/// From the middle of a cut to its end on the right.
fn across(along: Point, width: f64) -> Point {
    let half = width / 2.0;
    if is_flat(along) { Point::new(0.0, half / along.x) } else { Point::new(-half / along.y, 0.0) }
}

/// Both sides of a line, there on the left and back on the right.
fn outline(points: &[Point], width: f64) -> Vec<Point> {
    let n_points = points.len();
    let is_closed = n_points > 2 && points.first() == points.last();
    let sides: Vec<(Point, Point)> = (0..n_points)
        .filter_map(|position| {
            let point = points[position];
            let before = match position {
                0 if is_closed => points[n_points - 2],
                _ => points[position.saturating_sub(1)],
            };
            let after = match position + 1 {
                next if next < n_points => points[next],
                _ if is_closed => points[1],
                _ => point,
            };
            let to_side = corner(before, point, after)? * (width / 2.0);
            Some((point - to_side, point + to_side))
        })
        .collect();
    let there = sides.iter().map(|(left, _)| *left);
    there.chain(sides.iter().rev().map(|(_, right)| *right)).collect()
}

/// From a corner to where its sides meet, for half a width of 1.
fn corner(before: Point, point: Point, after: Point) -> Option<Point> {
    let Some(along) = (point - before).direction() else {
        return (after - point).direction().map(Point::perpendicular);
    };
    let side = along.perpendicular();
    let Some(onwards) = (after - point).direction() else { return Some(side) };
    let middle = (side + onwards.perpendicular()).direction()?;
    Some(middle * (1.0 / middle.dot(side)).clamp(1.0, MITER))
}

/// Cuts a line into dashes.
fn dashes(points: &[Point], on: f64, off: f64, mut draw: impl FnMut(&[Point])) {
    let mut dash: Vec<Point> = points.first().copied().into_iter().collect();
    let (mut is_on, mut left) = (true, on);
    for pair in points.windows(2) {
        let length = pair[0].distance(pair[1]);
        let mut done = 0.0;
        while length - done > left {
            done += left;
            let at = pair[0] + (pair[1] - pair[0]) * (done / length);
            if is_on {
                dash.push(at);
                draw(&dash);
            }
            dash.clear();
            dash.push(at);
            is_on = !is_on;
            left = if is_on { on } else { off };
        }
        left -= length - done;
        dash.push(pair[1]);
    }
    if is_on && dash.len() > 1 {
        draw(&dash);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::palette::Rgb;

    fn ink_of(points: &[(f64, f64)], width: f64, dash: Option<(f64, f64)>) -> f64 {
        let mut pixels = Pixels::new(120, 120, Rgb(255, 255, 255));
        let points: Vec<Point> = points.iter().map(|&(x, y)| Point::new(x, y)).collect();
        let mut coverage = Coverage::default();
        let ink = Ink::new(Rgb(0, 0, 0), 1.0);
        Pen { pixels: &mut pixels, coverage: &mut coverage, width, ink }.stroke(&points, dash);
        pixels.ink_px()
    }

    #[test]
    fn thick_and_thin_have_the_ink_of_their_width() {
        let bent = [(10.0, 10.0), (60.0, 15.0), (110.0, 40.0)];
        let length = 50.25 + 55.9;
        assert!((ink_of(&bent, 2.0, None) - 2.0 * length).abs() < 4.0);
        assert!((ink_of(&bent, 8.0, None) - 8.0 * length).abs() < 12.0);
        assert!(ink_of(&[], 8.0, None).abs() < 1e-9 && ink_of(&bent[..1], 2.0, None).abs() < 1e-9);
    }

    #[test]
    fn a_frame_is_square() {
        let frame = [(20.0, 20.0), (80.0, 20.0), (80.0, 80.0), (20.0, 80.0), (20.0, 20.0)];
        assert!((ink_of(&frame, 4.0, None) - (64.0 * 64.0 - 56.0 * 56.0)).abs() < 1.0);
    }

    #[test]
    fn a_line_that_turns_has_no_gap() {
        let turning = [(5.0, 20.0), (60.0, 65.0), (100.0, 115.0)];
        let length = 71.06 + 64.03;
        for width in [1.0, 3.0, 6.0] {
            let mut pixels = Pixels::new(120, 120, Rgb(255, 255, 255));
            let points = turning.map(|(x, y)| Point::new(x, y));
            let joint = Joint::between(points[0], points[1], points[2], width);
            assert!(joint.is_some());
            let mut coverage = Coverage::default();
            let ink = Ink::new(Rgb(0, 0, 0), 0.5);
            // Far ends, or so short a line would be drawn as an area.
            let far = points.map(|point| point + (point - points[1]) * 100.0);
            Pen { pixels: &mut pixels, coverage: &mut coverage, width, ink }.solid(&far);
            let darkest = (20..100).map(|x| pixels.at(x, 120 - x).0).min();
            assert!(darkest >= Some(126), "{darkest:?}: covered twice");
            let ink_px = ink_of(&turning, width, None);
            assert!((ink_px - length * width).abs() < 3.0 * width, "{ink_px}");
        }
    }

    #[test]
    fn dashes_leave_their_gaps() {
        let line = [(10.0, 60.0), (55.0, 60.0), (110.0, 60.0)];
        let dashed = ink_of(&line, 2.0, Some((6.0, 4.0)));
        assert!((dashed - 120.0).abs() < 2.0, "{dashed}");
        let tiny = ink_of(&line, 2.0, Some((0.6, 0.4)));
        assert!((tiny - 120.0).abs() < 3.0, "{tiny}");
    }
}
