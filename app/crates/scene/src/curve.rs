//! Arrows between circles: slightly curved, so that both directions of a pair can be told apart.
//!
//! Works in any space; all inputs of one call are in the same one.

use serde::{Deserialize, Serialize};

use crate::Point;

/// Bow of the first arrow of a pair as a share of its length.
const BOW: f64 = 0.08;
/// How much more every further parallel arrow bows.
const BOW_PER_RANK: f64 = 0.1;
/// How far a self-loop's control point lies from the centre, in radii.
const LOOP_REACH: f64 = 5.0;
/// The same, more for every further loop.
const LOOP_REACH_PER_RANK: f64 = 2.5;

/// A node as the arrow sees it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Circle {
    pub center: Point,
    pub radius: f64,
}

/// A quadratic Bézier curve with a head. The shaft ends at the base of the head.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Arrow {
    pub start: Point,
    pub control: Point,
    pub end: Point,
    /// Tip, left and right corner of the head.
    pub head: [Point; 3],
}

impl Arrow {
    /// The point at `t` from 0 (start) to 1 (end), for labels and picking.
    pub fn at(&self, t: f64) -> Point {
        let rest = 1.0 - t;
        self.start * (rest * rest) + self.control * (2.0 * rest * t) + self.end * (t * t)
    }
}

/// How an arrow is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct ArrowStyle {
    pub head_length: f64,
    pub head_width: f64,
    /// Position among the parallel arrows from the same start to the same end, from 0.
    pub rank: u32,
}

/// The arrow from one circle to another, or a loop when both have the same centre.
///
/// It bows to its left as seen in its direction, so the arrow back bows to the other side; parallel
/// arrows fan out by rank. `None` when there is nothing to draw: a coordinate is not finite, or
/// the circles touch.
pub fn arrow(from: Circle, to: Circle, style: ArrowStyle) -> Option<Arrow> {
    let numbers = [from.radius, to.radius, style.head_length, style.head_width];
    if !(from.center.is_finite() && to.center.is_finite() && numbers.iter().all(|n| n.is_finite()))
    {
        return None;
    }
    match (to.center - from.center).direction() {
        None => self_loop(from, style),
        Some(along) => between(from, to, along, style),
    }
}

/// How far an arrow between two circles bows, as a share of the way between their centres.
pub(crate) fn bow(rank: u32) -> f64 {
    BOW + BOW_PER_RANK * f64::from(rank)
}

fn between(from: Circle, to: Circle, along: Point, style: ArrowStyle) -> Option<Arrow> {
    let length = from.center.distance(to.center);
    if length <= from.radius + to.radius {
        return None;
    }
    let bow = bow(style.rank);
    let middle = (from.center + to.center) * 0.5;
    // The curve reaches half as far out as its control point.
    let control = middle - along.perpendicular() * (2.0 * bow * length);
    let out = (control - from.center).direction()?;
    let back = (control - to.center).direction()?;
    finish(from.center + out * from.radius, control, to.center + back * to.radius, style)
}

/// A petal above and to the right of the circle.
fn self_loop(circle: Circle, style: ArrowStyle) -> Option<Arrow> {
    // Two directions 37 degrees apart around the diagonal: (3, -4) / 5 and (4, -3) / 5.
    let (out, back) = (Point::new(0.6, -0.8), Point::new(0.8, -0.6));
    let reach = LOOP_REACH + LOOP_REACH_PER_RANK * f64::from(style.rank);
    let diagonal = Point::new(1.0, -1.0).direction()?;
    let control = circle.center + diagonal * (reach * circle.radius);
    let start = circle.center + out * circle.radius;
    finish(start, control, circle.center + back * circle.radius, style)
}

/// Puts the head at `tip`, against the incoming tangent, and ends the shaft at its base.
fn finish(start: Point, control: Point, tip: Point, style: ArrowStyle) -> Option<Arrow> {
    let along = (tip - control).direction()?;
    let head_length = style.head_length.max(0.0).min(tip.distance(start) / 2.0);
    let base = tip - along * head_length;
    let side = along.perpendicular() * (style.head_width.max(0.0) / 2.0);
    let arrow = Arrow { start, control, end: base, head: [tip, base - side, base + side] };
    let points = [arrow.start, arrow.control, arrow.end, arrow.head[1], arrow.head[2]];
    points.iter().all(|point| point.is_finite()).then_some(arrow)
}

#[cfg(test)]
mod tests {
    use super::*;

    const STYLE: ArrowStyle = ArrowStyle { head_length: 8.0, head_width: 6.0, rank: 0 };

    fn circle(x: f64, y: f64) -> Circle {
        Circle { center: Point::new(x, y), radius: 10.0 }
    }

    #[test]
    fn both_ends_lie_on_the_circles() {
        let (from, to) = (circle(0.0, 0.0), circle(100.0, 50.0));
        let arrow = arrow(from, to, STYLE).unwrap();
        assert!((arrow.start.distance(from.center) - 10.0).abs() < 1e-9);
        assert!((arrow.head[0].distance(to.center) - 10.0).abs() < 1e-9);
        assert!((arrow.end.distance(arrow.head[0]) - 8.0).abs() < 1e-9);
        assert!((arrow.head[1].distance(arrow.head[2]) - 6.0).abs() < 1e-9);
    }

    #[test]
    fn there_and_back_bow_to_different_sides() {
        let (a, b) = (circle(0.0, 0.0), circle(100.0, 0.0));
        let there = arrow(a, b, STYLE).unwrap().at(0.5);
        let back = arrow(b, a, STYLE).unwrap().at(0.5);
        assert!(there.y < -5.0 && back.y > 5.0);
    }

    #[test]
    fn parallel_arrows_fan_out() {
        let heights = [0, 1, 2].map(|rank| {
            let style = ArrowStyle { rank, ..STYLE };
            arrow(circle(0.0, 0.0), circle(100.0, 0.0), style).unwrap().at(0.5).y
        });
        assert!(heights[0] - heights[1] > 8.0 && heights[1] - heights[2] > 8.0);
    }

    #[test]
    fn a_self_loop_leaves_and_returns() {
        let node = circle(5.0, 5.0);
        let arrow = arrow(node, node, STYLE).unwrap();
        assert!((arrow.start.distance(node.center) - 10.0).abs() < 1e-9);
        assert!((arrow.head[0].distance(node.center) - 10.0).abs() < 1e-9);
        assert!(arrow.at(0.5).distance(node.center) > 20.0);
    }

    #[test]
    fn nothing_is_drawn_where_nothing_fits() {
        assert_eq!(arrow(circle(0.0, 0.0), circle(15.0, 0.0), STYLE), None);
        assert_eq!(arrow(circle(f64::NAN, 0.0), circle(15.0, 0.0), STYLE), None);
        let point = Circle { center: Point::ORIGIN, radius: 0.0 };
        assert_eq!(arrow(point, point, STYLE), None);
    }
}
