//! What lies under the pointer.

use scene::Point;
use scene::picture::{Emphasis, Picture};

/// A node or a line of the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Picked {
    Node(usize),
    Line(usize),
}

/// A curve is looked at in this many straight parts.
const PARTS: u32 = 12;

/// The nearest node within reach, else the nearest line; the dimmed rest cannot be picked as a
/// line.
///
/// # Complexity O(n + m) time.
pub(super) fn pick(
    picture: &Picture,
    at_world: Point,
    tolerance_world: f64,
    scale: f64,
) -> Option<Picked> {
    node(picture, at_world, tolerance_world, scale)
        .map(Picked::Node)
        .or_else(|| line(picture, at_world, tolerance_world).map(Picked::Line))
}

fn node(picture: &Picture, at: Point, tolerance: f64, scale: f64) -> Option<usize> {
    let near = picture.nodes.iter().enumerate().filter_map(|(idx, node)| {
        let distance = at.distance(node.center_world) - node.radius_px(scale) / scale;
        (node.emphasis != Emphasis::Hidden && distance <= tolerance).then_some((idx, distance))
    });
    near.min_by(|a, b| a.1.total_cmp(&b.1)).map(|(idx, _)| idx)
}

fn line(picture: &Picture, at: Point, tolerance: f64) -> Option<usize> {
    let near = picture.edges.iter().enumerate().filter_map(|(idx, edge)| {
        if edge.emphasis < Emphasis::Plain {
            return None;
        }
        let arrow = picture.arrow(edge)?;
        let at_part = |part: u32| arrow.at(f64::from(part) / f64::from(PARTS));
        let parts = (0..PARTS).map(|part| to_part(at, at_part(part), at_part(part + 1)));
        let distance = parts.fold(f64::INFINITY, f64::min) - edge.width_world / 2.0;
        (distance <= tolerance).then_some((idx, distance))
    });
    near.min_by(|a, b| a.1.total_cmp(&b.1)).map(|(idx, _)| idx)
}

/// Distance of a point from a straight part.
fn to_part(at: Point, from: Point, to: Point) -> f64 {
    let along = to - from;
    let length_squared = along.dot(along);
    let share = if length_squared > 0.0 { (at - from).dot(along) / length_squared } else { 0.0 };
    at.distance(from + along * share.clamp(0.0, 1.0))
}
