//! What lies under a pointer.
//!
//! Start at [`Index`]. It is made of places alone: camera and emphasis may change, it stays.

mod grid;

use crate::curve;
use crate::geometry::as_f64;
use crate::picture::{EdgeMark, Emphasis, NodeMark, Picture};
use crate::{Bounds, Point};
use grid::Grid;

/// What was hit, by its position in the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Picked {
    Node(u32),
    Edge(u32),
}

/// A place that is pointed at.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pointer {
    pub at_world: Point,
    pub scale_screen_per_world: f64,
    /// How far beside a mark still counts.
    pub tolerance_px: f64,
}

impl Pointer {
    fn reach_world(&self) -> f64 {
        self.tolerance_px / self.scale_screen_per_world
    }
}

/// About how many cells a line of usual length passes: more would fill the memory.
const CELLS_PER_EDGE: f64 = 10.0;
/// No line is followed in more steps.
const MAX_STEPS: u32 = 128;
/// Straight pieces of which a curve is made when its distance is measured.
const PIECES: u32 = 16;
/// Where more lines lie close together, nobody can point at one; only the nearest and foremost are
/// looked at.
const MAX_CANDIDATES: usize = 20_000;

/// Where nodes and lines lie, by the cells of a grid.
#[derive(Clone, Debug)]
pub struct Index {
    nodes: Grid,
    edges: Grid,
    largest_radius_world: f64,
    widest_world: f64,
    /// The longest way between two places at which a line was entered.
    longest_step_world: f64,
    n_entered: usize,
}

impl Index {
    /// Enters the nodes; the lines come with [`Index::advance`].
    ///
    /// # Complexity O(n + m) time, O(n + cells) memory.
    pub fn new(picture: &Picture) -> Self {
        let centers: Vec<Point> = picture.nodes.iter().map(|node| node.center_world).collect();
        let bounds =
            Bounds::of(&centers).unwrap_or(Bounds { min: Point::ORIGIN, max: Point::ORIGIN });
        let area = bounds.width() * bounds.height();
        let spacing = (area / as_f64(centers.len().max(1))).sqrt();
        let mut nodes = Grid::new(bounds, spacing);
        for (node_idx, center) in (0u32..).zip(&centers) {
            nodes.enter(*center, node_idx);
        }
        let lengths = picture.edges.iter().filter_map(|edge| {
            let (from, to) = (picture.node(edge.from_idx)?, picture.node(edge.to_idx)?);
            Some(from.center_world.distance(to.center_world)).filter(|length| length.is_finite())
        });
        let mean_length = lengths.sum::<f64>() / as_f64(picture.edges.len().max(1));
        let largest = |numbers: &mut dyn Iterator<Item = f64>| numbers.fold(0.0, f64::max);
        Self {
            nodes,
            edges: Grid::new(bounds, (mean_length / CELLS_PER_EDGE).max(spacing * 0.5)),
            largest_radius_world: largest(&mut picture.nodes.iter().map(|node| node.radius_world)),
            widest_world: largest(&mut picture.edges.iter().map(|edge| edge.width_world)),
            longest_step_world: 0.0,
            n_entered: 0,
        }
    }

    /// Enters up to so many more lines; true when all are there. The picture is the same as at
    /// first, but for emphasis.
    ///
    /// # Complexity O(k) time and memory for k lines.
    pub fn advance(&mut self, picture: &Picture, n_edges: usize) -> bool {
        let first = self.n_entered;
        for (edge_idx, edge) in picture.edges.iter().enumerate().skip(first).take(n_edges) {
            if let Ok(edge_idx) = u32::try_from(edge_idx) {
                self.enter(picture, edge, edge_idx);
            }
            self.n_entered += 1;
        }
        self.is_complete(picture)
    }

    pub fn is_complete(&self, picture: &Picture) -> bool {
        self.n_entered >= picture.edges.len()
    }

    /// The node or line under the pointer; nodes come first, and what lies in front.
    ///
    /// # Complexity O(k) time for k nodes, and at most 20,000 lines that are shown, in the cells around the
    /// pointer.
    pub fn pick(&self, picture: &Picture, pointer: Pointer) -> Option<Picked> {
        // At least this much is drawn, however small a node is.
        let least_world = crate::picture::MIN_RADIUS_PX / pointer.scale_screen_per_world;
        let largest = (self.largest_radius_world * Emphasis::Focus.node_scale()).max(least_world);
        let around = self.nodes.around(pointer.at_world, pointer.reach_world() + largest);
        if let Some(node_idx) = best_node(picture, pointer, around) {
            return Some(Picked::Node(node_idx));
        }
        let reach = pointer.reach_world() + self.widest_world + self.longest_step_world;
        let is_shown = |edge_idx: &u32| {
            let edge = usize::try_from(*edge_idx).ok().and_then(|at| picture.edges.get(at));
            edge.is_some_and(|edge| edge.emphasis != Emphasis::Hidden)
        };
        let around = self.edges.around(pointer.at_world, reach).filter(is_shown);
        let around = around.take(MAX_CANDIDATES);
        best_edge(picture, pointer, around).map(Picked::Edge)
    }

    fn enter(&mut self, picture: &Picture, edge: &EdgeMark, edge_idx: u32) {
        // Hidden ones may be shown later.
        let shown = EdgeMark { emphasis: Emphasis::Plain, ..*edge };
        let Some(arrow) = picture.way(&shown) else { return };
        let way = arrow.start.distance(arrow.control) + arrow.control.distance(arrow.end);
        let mut n_steps = 1;
        while n_steps < MAX_STEPS && way / f64::from(n_steps) > self.edges.cell_world() {
            n_steps *= 2;
        }
        let mut before = arrow.start;
        let mut last_cell = None;
        for step in 0..=n_steps {
            let at = arrow.at(f64::from(step) / f64::from(n_steps));
            self.longest_step_world = self.longest_step_world.max(at.distance(before));
            before = at;
            let cell = self.edges.cell(at);
            if last_cell != Some(cell) {
                self.edges.enter(at, edge_idx);
                last_cell = Some(cell);
            }
        }
        self.edges.enter(arrow.head[0], edge_idx);
        let to_tip = arrow.head[0].distance(arrow.end);
        self.longest_step_world = self.longest_step_world.max(to_tip);
    }
}

/// The same as [`Index::pick`], by looking at everything, however many lines there are.
///
/// # Complexity O(n + m) time.
pub fn pick_by_looking(picture: &Picture, pointer: Pointer) -> Option<Picked> {
    let all = |count: usize| 0..u32::try_from(count).unwrap_or(u32::MAX);
    best_node(picture, pointer, all(picture.nodes.len()))
        .map(Picked::Node)
        .or_else(|| best_edge(picture, pointer, all(picture.edges.len())).map(Picked::Edge))
}

fn best_node(
    picture: &Picture,
    pointer: Pointer,
    candidates: impl Iterator<Item = u32>,
) -> Option<u32> {
    let is_better = |a: &NodeHit, b: &NodeHit| {
        let by_distance = b.beside_px.total_cmp(&a.beside_px);
        by_distance.then(a.emphasis.cmp(&b.emphasis)).then(a.node_idx.cmp(&b.node_idx))
    };
    let hits = candidates.filter_map(|node_idx| {
        let node = picture.node(node_idx)?;
        let beside_px = beside_node_px(node, pointer)?;
        Some(NodeHit { node_idx, beside_px, emphasis: node.emphasis })
    });
    hits.max_by(is_better).map(|hit| hit.node_idx)
}

struct NodeHit {
    node_idx: u32,
    beside_px: f64,
    emphasis: Emphasis,
}

/// How far beside a node the pointer is; 0 on it.
fn beside_node_px(node: &NodeMark, pointer: Pointer) -> Option<f64> {
    let scale = pointer.scale_screen_per_world;
    let distance_px = node.center_world.distance(pointer.at_world) * scale;
    if !distance_px.is_finite() {
        return None;
    }
    let beside_px = (distance_px - node.radius_px(scale)).max(0.0);
    (node.emphasis != Emphasis::Hidden && beside_px <= pointer.tolerance_px).then_some(beside_px)
}

fn best_edge(
    picture: &Picture,
    pointer: Pointer,
    candidates: impl Iterator<Item = u32>,
) -> Option<u32> {
    let mut best: Option<(f64, Emphasis, u32)> = None;
    for edge_idx in candidates {
        let Some(edge) = usize::try_from(edge_idx).ok().and_then(|at| picture.edges.get(at)) else {
            continue;
        };
        let Some(beside_px) = beside_edge_px(picture, edge, pointer) else { continue };
        let is_better = best.is_none_or(|(least_px, emphasis, before)| {
            let by_distance = least_px.total_cmp(&beside_px);
            by_distance.then(edge.emphasis.cmp(&emphasis)).then(edge_idx.cmp(&before)).is_gt()
        });
        if is_better {
            best = Some((beside_px, edge.emphasis, edge_idx));
        }
    }
    best.map(|(_, _, edge_idx)| edge_idx)
}

/// How far beside a line the pointer is, if it is near enough.
fn beside_edge_px(picture: &Picture, edge: &EdgeMark, pointer: Pointer) -> Option<f64> {
    let scale = pointer.scale_screen_per_world;
    let most_world = (pointer.tolerance_px + edge.width_px(scale) / 2.0) / scale;
    let (from, to) = (picture.node(edge.from_idx)?, picture.node(edge.to_idx)?);
    let (from, to) = (from.center_world, to.center_world);
    // Most are far off: that is quicker to see than the curve is to make.
    let bow_world = curve::bow(edge.rank) * from.distance(to);
    let chord_world = distance_to_piece(pointer.at_world, from, to);
    if from != to && chord_world > bow_world + most_world {
        return None;
    }
    let arrow = picture.arrow(edge)?;
    let hull = Bounds::of(&[arrow.start, arrow.control, arrow.end, arrow.head[0]])?;
    if !hull.grown(most_world).contains(pointer.at_world) {
        return None;
    }
    let mut least_world = distance_to_piece(pointer.at_world, arrow.end, arrow.head[0]);
    let mut from = arrow.start;
    for piece in 1..=PIECES {
        let to = arrow.at(f64::from(piece) / f64::from(PIECES));
        least_world = least_world.min(distance_to_piece(pointer.at_world, from, to));
        from = to;
    }
    (least_world <= most_world).then(|| (least_world * scale - edge.width_px(scale) / 2.0).max(0.0))
}

fn distance_to_piece(point: Point, from: Point, to: Point) -> f64 {
    let way = to - from;
    let squared = way.dot(way);
    let share = if squared > 0.0 { (point - from).dot(way) / squared } else { 0.0 };
    point.distance(from + way * share.clamp(0.0, 1.0))
}

#[cfg(test)]
mod tests;
