//! Paths: straight lines and curves.

use crate::Point;
use crate::curve::{Arrow, Circle};

/// A step of a path.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Step {
    Move(Point),
    Line(Point),
    /// Control point and end.
    Quadratic(Point, Point),
    /// Two control points and end.
    Cubic(Point, Point, Point),
    Close,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Path(pub Vec<Step>);

/// Distance of the control points of a quarter circle, in radii (the usual approximation).
const QUARTER: f64 = 0.552_284_749_8;
/// Corners of an arc per full turn.
const ARC_STEPS: f64 = 64.0;
/// Cosine and sine of a 64th of a turn.
const ARC_TURN: (f64, f64) = (0.995_184_726_672_196_9, 0.098_017_140_329_560_6);

impl Path {
    pub fn polygon(corners: impl IntoIterator<Item = Point>) -> Self {
        let mut steps: Vec<Step> = corners.into_iter().map(Step::Line).collect();
        if let Some(Step::Line(first)) = steps.first().copied() {
            steps[0] = Step::Move(first);
            steps.push(Step::Close);
        }
        Self(steps)
    }

    pub fn circle(circle: Circle) -> Self {
        let Circle { center, radius } = circle;
        let at = |x: f64, y: f64| center + Point::new(x, y) * radius;
        let c = QUARTER;
        Self(vec![
            Step::Move(at(1.0, 0.0)),
            Step::Cubic(at(1.0, c), at(c, 1.0), at(0.0, 1.0)),
            Step::Cubic(at(-c, 1.0), at(-1.0, c), at(-1.0, 0.0)),
            Step::Cubic(at(-1.0, -c), at(-c, -1.0), at(0.0, -1.0)),
            Step::Cubic(at(c, -1.0), at(1.0, -c), at(1.0, 0.0)),
            Step::Close,
        ])
    }

    /// A part of a circle, clockwise from the top; `share` of the turn, at most the whole.
    ///
    /// A polygon of 64 corners per turn, which differs from the circle by an 800th of the radius.
    pub fn arc(circle: Circle, share: f64) -> Self {
        let n_steps = share.clamp(0.0, 1.0) * ARC_STEPS;
        let turned = |way: Point| {
            let (cos, sin) = ARC_TURN;
            Point::new(way.x * cos - way.y * sin, way.x * sin + way.y * cos)
        };
        let at = |way: Point| circle.center + way * circle.radius;
        let mut way = Point::new(0.0, -1.0);
        let mut steps = vec![Step::Move(at(way))];
        let mut left = n_steps;
        while left >= 1.0 {
            way = turned(way);
            steps.push(Step::Line(at(way)));
            left -= 1.0;
        }
        if left > 0.0 {
            let next = turned(way);
            steps.push(Step::Line(at(way * (1.0 - left) + next * left)));
        }
        Self(steps)
    }

    pub fn shaft(arrow: &Arrow) -> Self {
        Self(vec![Step::Move(arrow.start), Step::Quadratic(arrow.control, arrow.end)])
    }

    pub(super) fn shift(&mut self, by: Point) {
        for step in &mut self.0 {
            *step = match *step {
                Step::Move(to) => Step::Move(to + by),
                Step::Line(to) => Step::Line(to + by),
                Step::Quadratic(control, to) => Step::Quadratic(control + by, to + by),
                Step::Cubic(first, second, to) => Step::Cubic(first + by, second + by, to + by),
                Step::Close => Step::Close,
            };
        }
    }

    pub fn line(from: Point, to: Point) -> Self {
        Self(vec![Step::Move(from), Step::Line(to)])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_arc_goes_clockwise_from_the_top() {
        let circle = Circle { center: Point::new(5.0, 5.0), radius: 2.0 };
        for (share, x, y) in [(0.25, 7.0, 5.0), (0.5, 5.0, 7.0), (1.0, 5.0, 3.0), (9.0, 5.0, 3.0)] {
            let path = Path::arc(circle, share);
            let Some(Step::Line(end)) = path.0.last().copied() else { panic!("no arc") };
            assert!(end.distance(Point::new(x, y)) < 1e-9, "{share}: {end:?}");
        }
        assert_eq!(Path::arc(circle, 0.0).0.len(), 1);
    }

    #[test]
    fn a_path_moves_as_a_whole() {
        let mut path = Path::circle(Circle { center: Point::ORIGIN, radius: 2.0 });
        path.shift(Point::new(3.0, 4.0));
        assert_eq!(path, Path::circle(Circle { center: Point::new(3.0, 4.0), radius: 2.0 }));
    }

    #[test]
    fn a_polygon_is_closed_and_nothing_stays_nothing() {
        let path = Path::polygon([Point::ORIGIN, Point::new(1.0, 0.0)]);
        assert_eq!(path.0.last(), Some(&Step::Close));
        assert_eq!(Path::polygon([]), Path::default());
    }
}
