//! Painting a whole picture, as much at a time as there is time for.

use scene::picture::{EdgeMark, Emphasis, Picture};

use super::{Painter, View};

/// From back to front.
const LAYERS: [Emphasis; 4] = [Emphasis::Dimmed, Emphasis::Plain, Emphasis::Near, Emphasis::Focus];
/// The clock is asked once in this many marks.
const MARKS_PER_LOOK: usize = 64;

/// Which lines of a picture are painted; those that stand out always are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Extent {
    All,
    /// While all of it moves: the wider ones, and of those just as wide every so-and-so-many-th.
    Widest {
        width_world: f64,
        one_in: usize,
    },
}

impl Extent {
    /// About the `n_edges` widest lines.
    ///
    /// # Complexity O(m) time and memory for m lines.
    pub(crate) fn widest(picture: &Picture, n_edges: usize) -> Self {
        if n_edges >= picture.edges.len() {
            return Self::All;
        }
        let mut widths: Vec<f64> = picture.edges.iter().map(|edge| edge.width_world).collect();
        let (wider, width_world, _) = widths.select_nth_unstable_by(n_edges, |a, b| b.total_cmp(a));
        let width_world = *width_world;
        let n_wider = wider.iter().filter(|width| **width > width_world).count();
        let is_just_as_wide = |edge: &&EdgeMark| edge.width_world.total_cmp(&width_world).is_eq();
        let n_equal = picture.edges.iter().filter(is_just_as_wide).count();
        let one_in = n_equal.div_ceil((n_edges - n_wider).max(1)).max(1);
        Self::Widest { width_world, one_in }
    }

    fn includes(self, edge_idx: usize, edge: &EdgeMark) -> bool {
        match self {
            Self::All => true,
            Self::Widest { width_world, one_in } => {
                let is_among = edge_idx.is_multiple_of(one_in) && edge.width_world >= width_world;
                edge.width_world > width_world || edge.emphasis >= Emphasis::Near || is_among
            }
        }
    }
}

/// A picture that is being painted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Job {
    pub(crate) view: View,
    extent: Extent,
    stage: Stage,
}

/// What comes next: the layer, and the mark in it.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Stage {
    Areas,
    Edges(usize, usize),
    Nodes(usize, usize),
    Done,
}

impl Job {
    pub(crate) fn new(view: View, extent: Extent) -> Self {
        Self { view, extent, stage: Stage::Areas }
    }

    /// Paints until it is done or `is_over` says so; true when done.
    ///
    /// # Complexity O(n + m + k) in all for n nodes, m lines and k pixels they cover.
    pub(crate) fn advance(
        &mut self,
        painter: &mut Painter,
        is_over: &mut dyn FnMut() -> bool,
    ) -> bool {
        while self.stage != Stage::Done {
            self.stage = match self.stage {
                Stage::Areas => {
                    let (width, height) = self.view.size();
                    painter.pixels.clear(width, height, painter.palette.surface);
                    painter.areas();
                    Stage::Edges(0, 0)
                }
                Stage::Edges(layer, first) => self.edges(painter, layer, first),
                Stage::Nodes(layer, first) => Self::nodes(painter, layer, first),
                Stage::Done => Stage::Done,
            };
            if is_over() {
                break;
            }
        }
        self.stage == Stage::Done
    }

    /// Paints the nodes on what there is of the lines: a picture to look at until all of it is
    /// done. Changes nothing in the job.
    pub(crate) fn nodes_so_far(painter: &mut Painter) {
        let mut stage = Stage::Nodes(0, 0);
        while let Stage::Nodes(layer, first) = stage {
            stage = Self::nodes(painter, layer, first);
        }
    }

    fn edges(self, painter: &mut Painter, layer: usize, first: usize) -> Stage {
        let Some(emphasis) = LAYERS.get(layer) else { return Stage::Nodes(0, 0) };
        let picture = painter.picture;
        let mut n_painted = 0;
        for (edge_idx, edge) in picture.edges.iter().enumerate().skip(first) {
            if edge.emphasis == *emphasis && self.extent.includes(edge_idx, edge) {
                painter.edge(edge);
                n_painted += 1;
            }
            if n_painted == MARKS_PER_LOOK {
                return Stage::Edges(layer, edge_idx + 1);
            }
        }
        Stage::Edges(layer + 1, 0)
    }

    fn nodes(painter: &mut Painter, layer: usize, first: usize) -> Stage {
        let Some(emphasis) = LAYERS.get(layer) else { return Stage::Done };
        let picture = painter.picture;
        let mut n_painted = 0;
        for (node_idx, node) in (0u32..).zip(&picture.nodes).skip(first) {
            if node.emphasis == *emphasis {
                painter.node(node_idx, node);
                n_painted += 1;
            }
            if n_painted == MARKS_PER_LOOK {
                return Stage::Nodes(layer, usize::try_from(node_idx).unwrap_or(usize::MAX) + 1);
            }
        }
        Stage::Nodes(layer + 1, 0)
    }
}

#[cfg(test)]
mod tests;
