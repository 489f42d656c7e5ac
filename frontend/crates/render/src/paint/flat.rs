//! Curves as straight lines, close enough that no one sees the difference.

use scene::Point;
use scene::figure::{Path, Step};

use crate::number::{ceil, idx};

/// How far a straight line may lie from its curve, in device pixels.
const TOLERANCE: f64 = 0.12;
/// No curve has more corners.
const MAX_STEPS: f64 = 64.0;

/// Adds a quadratic curve that begins at the last point.
pub(super) fn quadratic(points: &mut Vec<Point>, control: Point, end: Point) {
    let Some(start) = points.last().copied() else { return };
    // n pieces of a curve with this second difference are off by bend / 4 n².
    let bend = (start - control * 2.0 + end).length();
    let n_steps = steps_for(bend / 4.0);
    for step in 1..n_steps {
        let t = f64::from(step) / f64::from(n_steps);
        let rest = 1.0 - t;
        points.push(start * (rest * rest) + control * (2.0 * rest * t) + end * (t * t));
    }
    points.push(end);
}

fn cubic(points: &mut Vec<Point>, first: Point, second: Point, end: Point) {
    let Some(start) = points.last().copied() else { return };
    let bend = (start - first * 2.0 + second).length().max((first - second * 2.0 + end).length());
    let n_steps = steps_for(bend * 0.75);
    for step in 1..n_steps {
        let t = f64::from(step) / f64::from(n_steps);
        let rest = 1.0 - t;
        let begin = start * (rest * rest * rest) + first * (3.0 * rest * rest * t);
        points.push(begin + second * (3.0 * rest * t * t) + end * (t * t * t));
    }
    points.push(end);
}

fn steps_for(deviation: f64) -> i32 {
    ceil((deviation / TOLERANCE).sqrt().min(MAX_STEPS)).max(1)
}

/// Makes `points` the corners of a path, which has one part, in device pixels.
pub(super) fn path(points: &mut Vec<Point>, path: &Path, pixel_ratio: f64) {
    points.clear();
    points.reserve(idx(8));
    for step in &path.0 {
        match *step {
            Step::Move(to) | Step::Line(to) => points.push(to * pixel_ratio),
            Step::Quadratic(control, to) => {
                quadratic(points, control * pixel_ratio, to * pixel_ratio);
            }
            Step::Cubic(first, second, to) => {
                cubic(points, first * pixel_ratio, second * pixel_ratio, to * pixel_ratio);
            }
            Step::Close => points.extend(points.first().copied()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use scene::curve::Circle;

    #[test]
    fn a_circle_stays_round() {
        let center = Point::new(50.0, 60.0);
        let mut points = Vec::new();
        path(&mut points, &Path::circle(Circle { center, radius: 20.0 }), 2.0);
        assert!(points.len() > 12 && points.first() == points.last());
        for pair in points.windows(2) {
            let middle = (pair[0] + pair[1]) * 0.5;
            let off = (middle.distance(center * 2.0) - 40.0).abs();
            assert!(off < 2.0 * TOLERANCE, "{off}");
        }
    }

    #[test]
    fn a_straight_curve_is_one_line() {
        let mut points = vec![Point::ORIGIN];
        quadratic(&mut points, Point::new(50.0, 0.0), Point::new(100.0, 0.0));
        assert_eq!(points, [Point::ORIGIN, Point::new(100.0, 0.0)]);
        let mut points = vec![Point::ORIGIN];
        quadratic(&mut points, Point::new(f64::NAN, 1e300), Point::new(100.0, 0.0));
        assert!(points.len() <= 65);
    }
}
