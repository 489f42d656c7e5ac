//! The matrix as SVG text: a few long strings instead of a thousand elements of a view.

use std::fmt::Write as _;

use model::Lang;

use super::content::{Cell, Content, Darkness, stripes};
use crate::api::{GraphView, MatrixOrderView};
use crate::state::MatrixShade;
use crate::text::{Texts, sentences};

/// From one row to the next.
pub(super) const PITCH_PX: usize = 15;
/// Before each block, where its name stands.
const HEADING_PX: usize = 24;
/// Longer names are cut; titles have them whole.
const MAX_LETTERS: usize = 24;

/// Where the rows and columns lie.
pub(super) struct Grid<'a>(pub(super) &'a Content);

impl Grid<'_> {
    /// The upper side of a row, which is the left side of a column.
    pub(super) fn start(&self, row: usize) -> usize {
        let n_headings = self.0.blocks.iter().filter(|block| block.rows.start <= row).count();
        row * PITCH_PX + n_headings * HEADING_PX
    }

    pub(super) fn size(&self) -> usize {
        self.0.nodes.len().checked_sub(1).map_or(HEADING_PX, |last| self.start(last) + PITCH_PX + 8)
    }

    /// The row at a height, if one is there.
    pub(super) fn row_at(&self, offset_px: f64) -> Option<usize> {
        let contains = |row: &usize| {
            let above = offset_px - scene_length(self.start(*row));
            (0.0..scene_length(PITCH_PX)).contains(&above)
        };
        (0..self.0.nodes.len()).find(contains)
    }
}

#[expect(clippy::cast_precision_loss, reason = "pixels of one matrix")]
pub(super) fn scene_length(px: usize) -> f64 {
    px as f64
}

/// What the strings are made of.
pub(super) struct Drawn<'a> {
    pub(super) content: &'a Content,
    pub(super) graph: &'a GraphView,
    pub(super) order: &'a MatrixOrderView,
    pub(super) texts: &'static Texts,
    pub(super) lang: Lang,
}

/// Along which side names stand.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Axis {
    Rows,
    /// Read upwards, from the matrix away.
    Columns,
}

impl Drawn<'_> {
    /// The names along an axis, each a link; `link` gives the page with an actor chosen.
    pub(super) fn names(&self, axis: Axis, link: impl Fn(usize) -> String) -> String {
        let grid = Grid(self.content);
        let mut svg = String::new();
        // Writing to a String cannot fail.
        for block in &self.content.blocks {
            let at = grid.start(block.rows.start) - 7;
            let title = self.order.blocks.get(block.idx).map(|block| block.title.text(self.texts));
            let title = escaped(&shortened(title.as_deref().unwrap_or_default()));
            _ = write!(svg, r#"<text class="block-name"{}>{title}</text>"#, place(axis, at));
        }
        for (row, &node_idx) in self.content.nodes.iter().enumerate() {
            let Some(node) = self.graph.nodes.get(node_idx) else { continue };
            let place = place(axis, grid.start(row) + PITCH_PX - 4);
            let (href, name) = (escaped(&link(node_idx)), escaped(&node.name));
            let short = escaped(&shortened(node.display_name()));
            _ = write!(
                svg,
                r#"<a href="{href}" tabindex="-1" data-node="{node_idx}"><title>{name}</title><text{place}>{short}</text></a>"#
            );
        }
        svg
    }

    /// The outlines of the blocks, and the cells; those of a row are one link to who refers.
    pub(super) fn cells(&self, shade: MatrixShade, link: impl Fn(usize) -> String) -> String {
        let grid = Grid(self.content);
        let mut svg = String::new();
        for block in &self.content.blocks {
            let (start, side) = (grid.start(block.rows.start), block.rows.len() * PITCH_PX);
            _ = write!(
                svg,
                r#"<rect class="block" x="{start}" y="{start}" width="{side}" height="{side}"/>"#
            );
        }
        for cells in self.content.cells.chunk_by(|a, b| a.row == b.row) {
            let Some(&node_idx) = cells.first().and_then(|cell| self.content.nodes.get(cell.row))
            else {
                continue;
            };
            let href = escaped(&link(node_idx));
            _ = write!(svg, r#"<a href="{href}" tabindex="-1" data-node="{node_idx}">"#);
            for cell in cells {
                self.push_cell(&mut svg, &grid, cell, shade);
            }
            svg.push_str("</a>");
        }
        svg
    }

    /// A cell, in as many parts as it has layers.
    fn push_cell(&self, svg: &mut String, grid: &Grid<'_>, cell: &Cell, shade: MatrixShade) {
        let stripes = stripes(self.graph, cell, shade);
        let (x, y) = (grid.start(cell.column) + 1, grid.start(cell.row) + 1);
        let (side, n) = (PITCH_PX - 2, stripes.len().max(1));
        let title = escaped(&sentences::matrix::cell(self.lang, self.graph, &cell.edge_idxs));
        _ = write!(svg, "<g><title>{title}</title>");
        for (number, stripe) in stripes.into_iter().enumerate() {
            let (left, right) = (side * number / n, side * (number + 1) / n);
            let class = match stripe.darkness {
                _ if stripe.is_on_paper => "paper".to_owned(),
                Darkness::Unknown => "unknown".to_owned(),
                Darkness::Step(step) => format!("s{step}"),
            };
            _ = write!(
                svg,
                r#"<path class="cell l-{} {class}" d="M{},{y}h{}v{side}h-{}z"/>"#,
                stripe.layer.code(),
                x + left,
                right - left,
                right - left,
            );
        }
        svg.push_str("</g>");
    }
}

/// Where the baseline of a name lies, as attributes.
fn place(axis: Axis, at: usize) -> String {
    match axis {
        Axis::Rows => format!(r#" x="8" y="{at}""#),
        Axis::Columns => format!(r#" transform="translate({at} -8) rotate(-90)""#),
    }
}

fn shortened(name: &str) -> String {
    if name.chars().count() <= MAX_LETTERS {
        return name.to_owned();
    }
    let head: String = name.chars().take(MAX_LETTERS - 1).collect();
    format!("{}…", head.trim_end())
}

/// As text or attribute of SVG.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::super::content::Block;
    use super::*;

    fn content() -> Content {
        Content {
            nodes: vec![0, 1, 2],
            blocks: vec![Block { idx: 0, rows: 0..2 }, Block { idx: 1, rows: 2..3 }],
            cells: Vec::new(),
        }
    }

    #[test]
    fn a_name_stands_before_each_block() {
        let content = content();
        let grid = Grid(&content);
        assert_eq!([0, 1, 2].map(|row| grid.start(row)), [24, 39, 78]);
        assert_eq!(grid.row_at(25.0), Some(0));
        assert_eq!(grid.row_at(53.9), Some(1));
        assert_eq!(grid.row_at(60.0), None);
        assert_eq!(grid.row_at(10_000.0), None);
        assert_eq!(Grid(&Content::default()).size(), HEADING_PX);
    }

    #[test]
    fn markup_in_names_stays_text() {
        assert_eq!(escaped(r#"<a "b"> & c"#), "&lt;a &quot;b&quot;&gt; &amp; c");
    }
}
