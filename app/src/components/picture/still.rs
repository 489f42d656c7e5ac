//! The picture as it lies when nobody has touched it and nobody points at it: for files that the
//! server makes.

use scene::picture::Picture;
use scene::{Camera, Viewport};

use super::camera::{Content, fitted};
use super::drawing::Drawing;
use super::emphasis::{Gaze, strengths};
use super::marks::Marks;
use super::surface::set_strengths;
use crate::api::GraphView;
use crate::text::Texts;

/// What a drawing shows, and the camera that has all of it in sight.
///
/// # Complexity O(n + m log m) time for n nodes and m relations.
pub(crate) fn still(
    graph: &GraphView,
    drawing: &Drawing,
    viewport: Viewport,
    texts: &'static Texts,
) -> (Picture, Camera) {
    let marks = Marks::of(graph, drawing, texts);
    let centre = drawing.selected.map(|selected| (selected, drawing.ego));
    let gaze = Gaze { centre, line: drawing.line, relations: Vec::new() };
    let strengths = strengths(graph, &marks, drawing, &gaze);
    let content = Content { bounds_world: marks.bounds_world(drawing), is_route: false };
    let mut picture = marks.picture;
    set_strengths(&mut picture, &strengths);
    (picture, fitted(content, viewport))
}
