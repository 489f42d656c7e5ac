//! How far beside a mark a pointer is, and which of two marks it means.

use super::Pointer;
use crate::curve::{self, Arrow};
use crate::picture::{EdgeMark, Emphasis, NodeMark, Picture};
use crate::{Bounds, Point};

/// Straight pieces of which a curve is made when its distance is measured.
const PIECES: u8 = 16;

/// Something under the pointer. The greatest of several is meant: the nearest, of equally near
/// ones what stands out most, and of those what lies in front.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hit {
    /// How far beside it the pointer is; 0 on it.
    pub(super) beside_px: f64,
    pub(super) emphasis: Emphasis,
    pub(super) number: u32,
}

impl Hit {
    pub(super) fn is_before(&self, other: &Self) -> bool {
        let by_distance = other.beside_px.total_cmp(&self.beside_px);
        let by_emphasis = self.emphasis.cmp(&other.emphasis);
        by_distance.then(by_emphasis).then(self.number.cmp(&other.number)).is_gt()
    }
}

/// Marks of a kind, by number.
pub(super) trait Marks {
    /// How strongly one is drawn; hidden also where it is not there, or hidden by another.
    fn emphasis(&self, number: u32) -> Emphasis;
    /// How far beside one the pointer is, if it is shown and near enough.
    fn beside_px(&self, number: u32, pointer: Pointer) -> Option<f64>;

    fn hit(&self, number: u32, pointer: Pointer) -> Option<Hit> {
        let beside_px = self.beside_px(number, pointer)?;
        Some(Hit { beside_px, emphasis: self.emphasis(number), number })
    }
}

pub(super) struct Nodes<'a>(pub(super) &'a Picture);

impl Marks for Nodes<'_> {
    fn emphasis(&self, number: u32) -> Emphasis {
        self.0.node(number).map_or(Emphasis::Hidden, |node| node.emphasis)
    }

    fn beside_px(&self, number: u32, pointer: Pointer) -> Option<f64> {
        beside_node_px(self.0.node(number)?, pointer)
    }
}

pub(super) struct Edges<'a>(pub(super) &'a Picture);

impl Edges<'_> {
    fn edge(&self, number: u32) -> Option<&EdgeMark> {
        self.0.edges.get(usize::try_from(number).ok()?)
    }
}

impl Marks for Edges<'_> {
    fn emphasis(&self, number: u32) -> Emphasis {
        let Some(edge) = self.edge(number) else { return Emphasis::Hidden };
        let nodes = Nodes(self.0);
        let is_hidden = |node_idx: u32| nodes.emphasis(node_idx) == Emphasis::Hidden;
        if edge.emphasis == Emphasis::Hidden || is_hidden(edge.from_idx) || is_hidden(edge.to_idx) {
            Emphasis::Hidden
        } else {
            edge.emphasis
        }
    }

    fn beside_px(&self, number: u32, pointer: Pointer) -> Option<f64> {
        beside_edge_px(self.0, self.edge(number)?, pointer)
    }
}

fn beside_node_px(node: &NodeMark, pointer: Pointer) -> Option<f64> {
    let scale = pointer.scale_screen_per_world;
    let distance_px = node.center_world.distance(pointer.at_world) * scale;
    if !distance_px.is_finite() {
        return None;
    }
    let beside_px = (distance_px - node.radius_px(scale)).max(0.0);
    (node.emphasis != Emphasis::Hidden && beside_px <= pointer.tolerance_px).then_some(beside_px)
}

fn beside_edge_px(picture: &Picture, edge: &EdgeMark, pointer: Pointer) -> Option<f64> {
    let scale = pointer.scale_screen_per_world;
    let most_world = (pointer.tolerance_px + edge.width_px(scale) / 2.0) / scale;
    let (from, to) = (picture.node(edge.from_idx)?, picture.node(edge.to_idx)?);
    let (from, to) = (from.center_world, to.center_world);
    // Most are far off: that is quicker to see than the curve is to make. From circle to circle it
    // bows farther out than from centre to centre, but not as far as its control point.
    let control_world = 2.0 * curve::bow(edge.rank) * from.distance(to);
    let chord_world = distance_to_piece(pointer.at_world, from, to);
    if from != to && chord_world > control_world + most_world {
        return None;
    }
    let arrow = picture.arrow(edge)?;
    let hull = Bounds::of(&[arrow.start, arrow.control, arrow.end, arrow.head[0]])?;
    if !hull.grown(most_world).contains(pointer.at_world) {
        return None;
    }
    let mut before = arrow.start;
    let mut least_world = f64::INFINITY;
    for at in stations(&arrow, PIECES) {
        least_world = least_world.min(distance_to_piece(pointer.at_world, before, at));
        before = at;
    }
    (least_world <= most_world).then(|| (least_world * scale - edge.width_px(scale) / 2.0).max(0.0))
}

/// The ends of the straight pieces that are taken for an arrow.
fn stations(arrow: &Arrow, n_pieces: u8) -> impl Iterator<Item = Point> {
    let on_curve = (0..=n_pieces).map(move |at| arrow.at(f64::from(at) / f64::from(n_pieces)));
    on_curve.chain([arrow.head[0]])
}

/// The same with as few pieces as do not go farther from it than `most`, if there are such; and how
/// far they go.
pub(super) fn rough_stations(arrow: &Arrow, most: f64) -> (impl Iterator<Item = Point>, f64) {
    let curved = (arrow.start + arrow.end - arrow.control * 2.0).length();
    // A Bézier curve is a quarter of this from its chord, and a part of it the less by the square.
    let bend = |n_pieces: u8| curved / (4.0 * f64::from(n_pieces) * f64::from(n_pieces));
    // So that all of these ends are ends of the finer pieces, too.
    let n_pieces = [1, 2, 4, 8].into_iter().find(|n_pieces| bend(*n_pieces) <= most);
    let most = n_pieces.map_or(0.0, bend);
    (stations(arrow, n_pieces.unwrap_or(PIECES)), most)
}

pub(super) fn distance_to_piece(point: Point, from: Point, to: Point) -> f64 {
    let way = to - from;
    let squared = way.dot(way);
    let share = if squared > 0.0 { (point - from).dot(way) / squared } else { 0.0 };
    point.distance(from + way * share.clamp(0.0, 1.0))
}
