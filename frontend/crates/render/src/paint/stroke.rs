//! Lines with corners: thin, thick and dashed.

use scene::Point;

use crate::raster::{Coverage, Ink, Pixels, line};

/// Wider lines are drawn as areas, so that their corners are closed. In device pixels.
pub(super) const MAX_THIN: f64 = 3.0;
/// Shorter dashes are drawn as a fainter line: they could not be told apart. In device pixels.
const LEAST_DASH: f64 = 1.5;
/// A line with more dashes than this is drawn without: far more than a screen holds.
const MAX_DASHES: f64 = 2_000.0;

pub(super) fn thin(pixels: &mut Pixels, points: &[Point], width: f64, ink: Ink) {
    for pair in points.windows(2) {
        line(pixels, pair[0], pair[1], width, ink);
    }
}

/// Draws along the points; space: device pixels.
pub(super) fn stroke(
    pixels: &mut Pixels,
    coverage: &mut Coverage,
    points: &[Point],
    width: f64,
    dash: Option<(f64, f64)>,
    ink: Ink,
) {
    let mut piece = |points: &[Point], ink: Ink| {
        if width <= MAX_THIN {
            thin(pixels, points, width, ink);
        } else {
            coverage.fill(pixels, &outline(points, width), ink);
        }
    };
    match dash {
        Some((on, off)) => {
            let length: f64 = points.windows(2).map(|pair| pair[0].distance(pair[1])).sum();
            if on < LEAST_DASH || length / (on + off) > MAX_DASHES {
                piece(points, ink.fainter(on / (on + off)));
            } else {
                dashes(points, on, off, |points| piece(points, ink));
            }
        }
        None => piece(points, ink),
    }
}

/// Both sides of a line, there on the left and back on the right.
fn outline(points: &[Point], width: f64) -> Vec<Point> {
    let sides: Vec<(Point, Point)> = (0..points.len())
        .filter_map(|position| {
            let point = points[position];
            let before = points[position.saturating_sub(1)];
            let after = points[(position + 1).min(points.len() - 1)];
            let to_side = (after - before).direction()?.perpendicular() * (width / 2.0);
            Some((point - to_side, point + to_side))
        })
        .collect();
    let there = sides.iter().map(|(left, _)| *left);
    there.chain(sides.iter().rev().map(|(_, right)| *right)).collect()
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
        let ink = Ink::new(Rgb(0, 0, 0), 1.0);
        stroke(&mut pixels, &mut Coverage::default(), &points, width, dash, ink);
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
    fn dashes_leave_their_gaps() {
        let line = [(10.0, 60.0), (55.0, 60.0), (110.0, 60.0)];
        let dashed = ink_of(&line, 2.0, Some((6.0, 4.0)));
        assert!((dashed - 120.0).abs() < 2.0, "{dashed}");
        let tiny = ink_of(&line, 2.0, Some((0.6, 0.4)));
        assert!((tiny - 120.0).abs() < 3.0, "{tiny}");
    }
}
