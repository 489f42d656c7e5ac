//! What lies under a pointer.
//!
//! Start at [`Index`]. It is made of places alone: camera and emphasis may change, it stays.

mod grid;
mod marks;
mod search;

use crate::curve::{self, Arrow};
use crate::geometry::as_f64;
use crate::picture::{EdgeMark, Emphasis, MIN_FOCUS_WIDTH_PX, MIN_RADIUS_PX, NodeMark, Picture};
use crate::{Bounds, Point};
use grid::Grid;
use marks::{Edges, Hit, Marks, Nodes, rough_stations};
use search::meant;

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

/// How many cells long a line of usual length is: more would fill the memory, of fewer each would
/// be crowded.
const CELLS_PER_EDGE: f64 = 6.0;

/// A curve is entered in as few pieces as are no farther from it than this.
const MAX_BEND_CELLS: f64 = 1.0 / 32.0;

/// Where nodes and lines lie, by the cells of a grid.
#[derive(Clone, Debug)]
pub struct Index {
    nodes: Grid,
    edges: Grid,
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
        for (node_idx, node) in (0u32..).zip(&picture.nodes) {
            let radius = node.radius_world * Emphasis::Focus.node_scale();
            if node.center_world.is_finite() {
                nodes.enter([node.center_world].into_iter(), radius, node_idx);
            }
        }
        let ways = Ways::of(picture);
        // Few lines bow farther out than the picture is wide: no need to keep all cells large.
        let margin =
            ways.farthest_out.min(bounds.width().max(bounds.height()).max(ways.mean_length));
        let wished_cell = (ways.mean_length / CELLS_PER_EDGE).max(spacing * 0.5);
        Self { nodes, edges: Grid::new(bounds.grown(margin), wished_cell), n_entered: 0 }
    }

    /// Enters up to so many more lines; true when all are there. The picture is the same as at
    /// first, but for emphasis.
    ///
    /// # Complexity O(k) time and memory for k lines.
    pub fn advance(&mut self, picture: &Picture, n_edges: usize) -> bool {
        let first = self.n_entered;
        for (edge_idx, edge) in picture.edges.iter().enumerate().skip(first).take(n_edges) {
            if let Ok(edge_idx) = u32::try_from(edge_idx)
                && let Some((arrow, slack_world)) = plain_way(picture, edge)
            {
                let (way, bend) = rough_stations(&arrow, self.edges.cell_world() * MAX_BEND_CELLS);
                self.edges.enter(way, slack_world + bend, edge_idx);
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
    /// # Complexity O(k) time for k nodes and lines in the cells around the pointer, but for no more
    /// than some ten thousand.
    pub fn pick(&self, picture: &Picture, pointer: Pointer) -> Option<Picked> {
        // At least this much is drawn, however small a node or thin a line is.
        let node_idx = meant(&self.nodes, &Nodes(picture), pointer, MIN_RADIUS_PX);
        node_idx.map(Picked::Node).or_else(|| {
            let edge_idx = meant(&self.edges, &Edges(picture), pointer, MIN_FOCUS_WIDTH_PX / 2.0);
            edge_idx.map(Picked::Edge)
        })
    }
}

/// The same as [`Index::pick`], by looking at everything, however many lines there are.
///
/// # Complexity O(n + m) time.
pub fn pick_by_looking(picture: &Picture, pointer: Pointer) -> Option<Picked> {
    fn best(marks: &impl Marks, count: usize, pointer: Pointer) -> Option<u32> {
        let all = 0..u32::try_from(count).unwrap_or(u32::MAX);
        let hits = all.filter_map(|number| marks.hit(number, pointer));
        let better = |best: Hit, hit: Hit| if hit.is_before(&best) { hit } else { best };
        hits.reduce(better).map(|hit| hit.number)
    }
    best(&Nodes(picture), picture.nodes.len(), pointer)
        .map(Picked::Node)
        .or_else(|| best(&Edges(picture), picture.edges.len(), pointer).map(Picked::Edge))
}

/// How long lines are, in world units.
struct Ways {
    mean_length: f64,
    /// How far the one that bows most is from the straight line between its ends.
    farthest_out: f64,
}

impl Ways {
    fn of(picture: &Picture) -> Self {
        let (mut total_length, mut farthest_out) = (0.0, 0.0_f64);
        for edge in &picture.edges {
            let ends = picture.node(edge.from_idx).zip(picture.node(edge.to_idx));
            let Some((from, to)) = ends else { continue };
            let length = from.center_world.distance(to.center_world);
            let (out, length) = if length > 0.0 {
                let bow = curve::bow(edge.rank);
                // Over the control point, which lies twice as far out as the curve.
                (bow * length, length * (1.0 + 16.0 * bow * bow).sqrt())
            } else {
                let control = picture.way(edge).map_or(from.center_world, |arrow| arrow.control);
                let out = control.distance(from.center_world);
                (out, 2.0 * out)
            };
            if length.is_finite() {
                total_length += length;
                farthest_out = farthest_out.max(out);
            }
        }
        Self { mean_length: total_length / as_f64(picture.edges.len().max(1)), farthest_out }
    }
}

/// The way of a line while its ends are not looked at; and how far from it any part of the line may
/// lie, whatever they are.
fn plain_way(picture: &Picture, edge: &EdgeMark) -> Option<(Arrow, f64)> {
    let (from, to) = (picture.node(edge.from_idx)?, picture.node(edge.to_idx)?);
    let arrow = if [from.emphasis, to.emphasis].contains(&Emphasis::Focus) {
        let plain = |node: &NodeMark| NodeMark { emphasis: Emphasis::Plain, ..*node };
        let ends = Picture { nodes: vec![plain(from), plain(to)], ..Picture::default() };
        ends.way(&EdgeMark { from_idx: 0, to_idx: 1, ..*edge })?
    } else {
        picture.way(edge)?
    };
    // By as much as a mark that is looked at is larger, the ends of its lines are moved; the
    // base of a head once more, where it takes half of the line.
    let mut reach = 2.0 * from.radius_world.max(to.radius_world);
    if from.center_world == to.center_world {
        // A loop is larger as a whole.
        reach += arrow.control.distance(from.center_world);
    }
    let moved = reach * (Emphasis::Focus.node_scale() - 1.0);
    Some((arrow, moved + edge.width_world / 2.0))
}

#[cfg(test)]
mod tests;
