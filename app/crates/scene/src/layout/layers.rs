//! A grid of lanes: one row per level, one column per group, nodes in rows inside each cell.
//!
//! Start at [`layers`]. First the grid gets its measures from the number of nodes in each cell,
//! then the nodes of each cell change places among themselves so that edges become short.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::graph::Graph;
use crate::geometry::as_f64;
use crate::{Bounds, Point};

/// Nodes in a row by rows, in the fullest cell of a column.
const NODES_PER_ROW: f64 = 1.6;
/// Between two rows: a name fits below a node.
const ROW_WORLD: f64 = 1.4;
/// From the outermost nodes of a cell to its border ...
const PADDING_WORLD: f64 = 0.75;
/// ... and to the upper one, where the name of the lane stands.
const HEAD_WORLD: f64 = 1.45;
/// Between the borders of two cells.
const GAP_WORLD: f64 = 0.5;
/// Sweeps over the lanes, down and up by turns; more hardly change anything.
const N_SWEEPS: u32 = 12;
/// Rounds of exchanging nodes; usually a few are enough.
const MAX_ROUNDS: u32 = 20;
/// Nodes are exchanged with those at most this many places on: larger cells would take too long.
const MAX_REACH: usize = 32;
/// An exchange must gain more than rounding could.
const MIN_GAIN_WORLD: f64 = 1e-9;

/// What [`layers`] makes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Layers {
    /// One per node.
    pub points: Vec<Point>,
    /// Levels with nodes, from top to bottom; all equally wide.
    pub lanes: Vec<Lane>,
    /// Groups with nodes, from left to right; all equally high.
    pub columns: Vec<Column>,
    /// Cells with nodes, by level and then group.
    pub cells: Vec<Cell>,
}

/// All of a level.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Lane {
    pub level: u16,
    pub bounds: Bounds,
}

/// All of a group.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Column {
    pub group: u16,
    pub bounds: Bounds,
}

/// Where a lane and a column meet.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Cell {
    pub level: u16,
    pub group: u16,
    pub bounds: Bounds,
}

/// A picture in lanes, the lowest level on top, with the lowest group of each on the left.
///
/// `levels` has one entry per node, `groups` too (missing ones count as 0). Lanes are as high and
/// columns as wide as their fullest cell needs; levels and groups without nodes take no room.
/// Self-loops, repeated edges, edges to unknown nodes, and direction and order of edges have no
/// effect.
///
/// Convention of the result: the lanes are centred on the origin; nodes of a row are 1 world unit
/// apart, rows 1.4; a row is centred in its column and the rows of a cell in its lane, below a strip
/// that stays free for the name of the lane.
///
/// Method: inside the cells barycentre sweeps (Sugiyama, Tagawa and Toda 1981), down and up: by the
/// mean place of their neighbours nodes are divided among the rows, then ordered in each row. The
/// sweep with the shortest edges counts. Then nodes of a cell are exchanged as long as this makes
/// edges shorter. Without edges, nodes lie in their own order.
///
/// # Complexity O(s (m + n log n)) time for s sweeps and rounds, O(n + m) memory.
/// # Example
/// ```
/// use scene::layout::layers::layers;
///
/// // Level 0:  0   1
/// // Level 1:  2   3, tied crosswise, so 2 and 3 change places.
/// let picture = layers(&[0, 0, 1, 1], &[0; 4], &[(0, 3), (1, 2)]);
/// assert_eq!(picture.points[0].x, picture.points[3].x);
/// assert_eq!(picture.lanes.len(), 2);
/// assert!(picture.lanes[0].bounds.max.y < picture.lanes[1].bounds.min.y);
/// ```
pub fn layers(levels: &[u16], groups: &[u16], edges: &[(u32, u32)]) -> Layers {
    let graph = Graph::new(levels.len(), edges, None);
    let grid = Grid::new(levels, groups);
    let mut filling = Filling::new(&graph, grid.blocks());
    filling.sweep();
    filling.exchange();
    grid.picture(filling.points)
}

/// From where to where a lane or a column goes, in world units.
#[derive(Clone, Copy)]
struct Span {
    from: f64,
    to: f64,
}

struct Grid {
    /// Nodes by level and group.
    nodes: BTreeMap<(u16, u16), Vec<usize>>,
    /// Most nodes in a row, by group.
    row_lengths: BTreeMap<u16, usize>,
    lanes: BTreeMap<u16, Span>,
    columns: BTreeMap<u16, Span>,
}

impl Grid {
    fn new(levels: &[u16], groups: &[u16]) -> Self {
        let mut nodes: BTreeMap<(u16, u16), Vec<usize>> = BTreeMap::new();
        for (node, &level) in levels.iter().enumerate() {
            let group = groups.get(node).copied().unwrap_or(0);
            nodes.entry((level, group)).or_default().push(node);
        }
        let mut row_lengths: BTreeMap<u16, usize> = BTreeMap::new();
        for (&(_, group), nodes) in &nodes {
            let length = row_lengths.entry(group).or_default();
            *length = row_length(nodes.len()).max(*length);
        }
        let mut n_rows: BTreeMap<u16, usize> = BTreeMap::new();
        for (&(level, group), nodes) in &nodes {
            let needed = nodes.len().div_ceil(row_lengths[&group]);
            let n_rows = n_rows.entry(level).or_default();
            *n_rows = needed.max(*n_rows);
        }
        let lanes = spans(&n_rows, ROW_WORLD, HEAD_WORLD + PADDING_WORLD);
        let columns = spans(&row_lengths, 1.0, 2.0 * PADDING_WORLD);
        Self { nodes, row_lengths, lanes, columns }
    }

    /// The places of every cell, by level and then group.
    fn blocks(&self) -> Vec<Block> {
        let block = |(&(level, group), nodes): (&(u16, u16), &Vec<usize>)| {
            let below_head = Point::new(0.0, (HEAD_WORLD - PADDING_WORLD) / 2.0);
            let centre = self.bounds(level, group).centre() + below_head;
            Block::new(nodes.clone(), self.row_lengths[&group], centre)
        };
        self.nodes.iter().map(block).collect()
    }

    fn bounds(&self, level: u16, group: u16) -> Bounds {
        let (lane, column) = (self.lanes[&level], self.columns[&group]);
        Bounds { min: Point::new(column.from, lane.from), max: Point::new(column.to, lane.to) }
    }

    fn picture(&self, points: Vec<Point>) -> Layers {
        let (height, width) = (whole(&self.lanes), whole(&self.columns));
        let across = |from, to| Bounds { min: from, max: to };
        let lane = |(&level, lane): (&u16, &Span)| Lane {
            level,
            bounds: across(Point::new(width.from, lane.from), Point::new(width.to, lane.to)),
        };
        let column = |(&group, column): (&u16, &Span)| Column {
            group,
            bounds: across(Point::new(column.from, height.from), Point::new(column.to, height.to)),
        };
        let cell =
            |&(level, group): &(u16, u16)| Cell { level, group, bounds: self.bounds(level, group) };
        Layers {
            points,
            lanes: self.lanes.iter().map(lane).collect(),
            columns: self.columns.iter().map(column).collect(),
            cells: self.nodes.keys().map(cell).collect(),
        }
    }
}

/// How many of so many nodes stand in a row.
fn row_length(n_nodes: usize) -> usize {
    let wanted = (as_f64(n_nodes) * NODES_PER_ROW).sqrt();
    (1..n_nodes).find(|&length| as_f64(length) >= wanted).unwrap_or(n_nodes)
}

/// Sets lanes (or columns) of so many rows (or nodes) one after the other, around the origin.
fn spans(n_nodes: &BTreeMap<u16, usize>, apart: f64, padding: f64) -> BTreeMap<u16, Span> {
    let size = |n_nodes: usize| as_f64(n_nodes.saturating_sub(1)) * apart + padding;
    let total: f64 = n_nodes.values().map(|&n_nodes| size(n_nodes) + GAP_WORLD).sum();
    let mut from = (GAP_WORLD - total) / 2.0;
    let mut spans = BTreeMap::new();
    for (&key, &n_nodes) in n_nodes {
        let to = from + size(n_nodes);
        spans.insert(key, Span { from, to });
        from = to + GAP_WORLD;
    }
    spans
}

fn whole(spans: &BTreeMap<u16, Span>) -> Span {
    let from = spans.values().next().map_or(0.0, |span| span.from);
    let to = spans.values().next_back().map_or(0.0, |span| span.to);
    Span { from, to }
}

/// The nodes of a cell, `nodes[i]` at `places[i]`, row by row.
struct Block {
    nodes: Vec<usize>,
    places: Vec<Point>,
    rows: Vec<Range<usize>>,
}

impl Block {
    /// Rows as equally long as can be, around `centre`.
    fn new(nodes: Vec<usize>, row_length: usize, centre: Point) -> Self {
        let n_rows = nodes.len().div_ceil(row_length.max(1)).max(1);
        let (length, n_longer) = (nodes.len() / n_rows, nodes.len() % n_rows);
        let (mut places, mut rows) = (Vec::new(), Vec::new());
        for row in 0..n_rows {
            let length = length + usize::from(row < n_longer);
            let y = (as_f64(row) - as_f64(n_rows - 1) / 2.0) * ROW_WORLD;
            let left = as_f64(length.saturating_sub(1)) / 2.0;
            rows.push(places.len()..places.len() + length);
            places.extend((0..length).map(|column| centre + Point::new(as_f64(column) - left, y)));
        }
        Self { nodes, places, rows }
    }
}

/// Which node lies where, while this is improved.
struct Filling<'a> {
    graph: &'a Graph,
    blocks: Vec<Block>,
    points: Vec<Point>,
}

impl<'a> Filling<'a> {
    fn new(graph: &'a Graph, blocks: Vec<Block>) -> Self {
        let mut filling = Self { graph, blocks, points: vec![Point::ORIGIN; graph.n_nodes()] };
        (0..filling.blocks.len()).for_each(|block| filling.put(block));
        filling
    }

    /// Sets the nodes of a block to its places.
    fn put(&mut self, block: usize) {
        let block = &self.blocks[block];
        for (&node, &place) in block.nodes.iter().zip(&block.places) {
            self.points[node] = place;
        }
    }

    fn edge_length(&self) -> f64 {
        (0..self.points.len()).map(|node| self.length_at(node, self.points[node])).sum()
    }

    /// Length of the edges of a node, were it at `place`.
    fn length_at(&self, node: usize, place: Point) -> f64 {
        self.graph.neighbours(node).map(|other| place.distance(self.points[other])).sum()
    }

    fn sweep(&mut self) {
        let order = |filling: &Self| -> Vec<Vec<usize>> {
            filling.blocks.iter().map(|block| block.nodes.clone()).collect()
        };
        let (mut best, mut shortest) = (order(self), self.edge_length());
        for sweep in 0..N_SWEEPS {
            for turn in 0..self.blocks.len() {
                let is_down = sweep % 2 == 0;
                let block = if is_down { turn } else { self.blocks.len() - 1 - turn };
                self.sort(block);
                self.put(block);
            }
            let length = self.edge_length();
            if length < shortest - MIN_GAIN_WORLD {
                (best, shortest) = (order(self), length);
            }
        }
        for (block, nodes) in best.into_iter().enumerate() {
            self.blocks[block].nodes = nodes;
            self.put(block);
        }
    }

    /// Orders a block by the mean place of the neighbours; who has none keeps its own place.
    fn sort(&mut self, block: usize) {
        let middle = |node: usize| {
            let others = self.graph.neighbours(node).map(|other| self.points[other]);
            let (sum, count) =
                others.fold((Point::ORIGIN, 0.0), |sum, other| (sum.0 + other, sum.1 + 1.0));
            if count > 0.0 { sum * (1.0 / count) } else { self.points[node] }
        };
        let Block { nodes, rows, .. } = &self.blocks[block];
        let mut wanted: Vec<(usize, Point)> =
            nodes.iter().map(|&node| (node, middle(node))).collect();
        wanted.sort_by(|(_, a), (_, b)| a.y.total_cmp(&b.y));
        for row in rows {
            wanted[row.clone()].sort_by(|(_, a), (_, b)| a.x.total_cmp(&b.x));
        }
        self.blocks[block].nodes = wanted.into_iter().map(|(node, _)| node).collect();
    }

    /// Exchanges nodes of one block as long as this makes edges shorter.
    fn exchange(&mut self) {
        for _ in 0..MAX_ROUNDS {
            let mut has_gained = false;
            for block in 0..self.blocks.len() {
                let n_places = self.blocks[block].nodes.len();
                for first in 0..n_places {
                    for second in first + 1..n_places.min(first + 1 + MAX_REACH) {
                        has_gained |= self.exchange_if_shorter(block, first, second);
                    }
                }
            }
            if !has_gained {
                return;
            }
        }
    }

    fn exchange_if_shorter(&mut self, block: usize, first: usize, second: usize) -> bool {
        let nodes = &mut self.blocks[block].nodes;
        let (a, b) = (nodes[first], nodes[second]);
        let (here, there) = (self.points[a], self.points[b]);
        // An edge between the two counts in both sums, with its length before and 0 after, although
        // it does not change: twice that length is no gain.
        let between = if self.graph.is_edge(a, b) { 2.0 * here.distance(there) } else { 0.0 };
        let before = self.length_at(a, here) + self.length_at(b, there);
        let after = self.length_at(a, there) + self.length_at(b, here) + between;
        let is_gain = after < before - MIN_GAIN_WORLD;
        if is_gain {
            self.blocks[block].nodes.swap(first, second);
            (self.points[a], self.points[b]) = (there, here);
        }
        is_gain
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_a_cell_are_as_equal_as_can_be() {
        let block = Block::new((0..7).collect(), 3, Point::ORIGIN);
        assert_eq!(block.rows, [0..3, 3..5, 5..7]);
        assert_eq!(block.places[0], Point::new(-1.0, -ROW_WORLD));
        assert_eq!(block.places[3], Point::new(-0.5, 0.0));
        assert_eq!([1, 2, 3, 10, 100].map(row_length), [1, 2, 3, 4, 13]);
    }

    #[test]
    fn lanes_lie_around_the_origin() {
        let spans = spans(&BTreeMap::from([(3, 1), (9, 4)]), ROW_WORLD, 2.0);
        let whole = whole(&spans);
        assert!((whole.from + whole.to).abs() < 1e-12);
        assert!((spans[&9].from - spans[&3].to - GAP_WORLD).abs() < 1e-12);
        assert!((spans[&9].to - spans[&9].from - 3.0 * ROW_WORLD - 2.0).abs() < 1e-12);
    }

    #[test]
    fn an_edge_between_two_nodes_is_no_reason_to_exchange_them() {
        let graph = Graph::new(2, &[(0, 1)], None);
        let mut filling = Filling::new(&graph, vec![Block::new(vec![0, 1], 2, Point::ORIGIN)]);
        assert!(!filling.exchange_if_shorter(0, 0, 1));
    }
}
