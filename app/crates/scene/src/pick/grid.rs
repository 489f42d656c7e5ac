//! Numbers by the cells of a grid they were entered in.

use crate::{Bounds, Point};

/// Cells in each direction, at most.
const MAX_SIDE: u32 = 512;
/// No entry.
const NONE: u32 = u32::MAX;

#[derive(Clone, Debug)]
pub(super) struct Grid {
    min: Point,
    cell_world: f64,
    n_columns: u32,
    n_rows: u32,
    /// The last entry of each cell, by rows.
    heads: Vec<u32>,
    /// What was entered, and the entry before it in the same cell.
    entries: Vec<(u32, u32)>,
}

impl Grid {
    /// Cells of about the wished size; what lies outside the bounds is in the cells at the edge.
    pub(super) fn new(bounds: Bounds, wished_cell_world: f64) -> Self {
        let longer = bounds.width().max(bounds.height());
        let cell_world = wished_cell_world.max(longer / f64::from(MAX_SIDE)).max(f64::MIN_POSITIVE);
        let n_columns = below(bounds.width() / cell_world, MAX_SIDE) + 1;
        let n_rows = below(bounds.height() / cell_world, MAX_SIDE) + 1;
        let n_cells = usize::try_from(n_columns * n_rows).unwrap_or(1);
        let heads = vec![NONE; n_cells];
        Self { min: bounds.min, cell_world, n_columns, n_rows, heads, entries: Vec::new() }
    }

    pub(super) fn cell_world(&self) -> f64 {
        self.cell_world
    }

    /// Column and row.
    pub(super) fn cell(&self, at: Point) -> (u32, u32) {
        let from_corner = at - self.min;
        let column = below(from_corner.x / self.cell_world, self.n_columns);
        (column, below(from_corner.y / self.cell_world, self.n_rows))
    }

    pub(super) fn enter(&mut self, at: Point, number: u32) {
        let (column, row) = self.cell(at);
        let Ok(position) = u32::try_from(self.entries.len()) else { return };
        if let Some(head) = self.heads.get_mut(place(column, row, self.n_columns)) {
            self.entries.push((number, *head));
            *head = position;
        }
    }

    /// What was entered within `reach` of a place, and some of what was entered farther off; more
    /// than once where it was. The nearest cells come first, and in each what was entered last.
    pub(super) fn around(&self, at: Point, reach: f64) -> impl Iterator<Item = u32> {
        let reach = Point::new(reach, reach);
        let (left, top) = self.cell(at - reach);
        let (right, bottom) = self.cell(at + reach);
        let cells = (top..=bottom).flat_map(|row| (left..=right).map(move |x| (x, row)));
        let mut cells: Vec<(u32, u32)> = cells.collect();
        let (column, row) = self.cell(at);
        cells.sort_by_key(|cell| cell.0.abs_diff(column).max(cell.1.abs_diff(row)));
        cells.into_iter().flat_map(move |(column, row)| {
            let head = self.heads.get(place(column, row, self.n_columns)).copied();
            let mut next = head.unwrap_or(NONE);
            std::iter::from_fn(move || {
                let (number, before) = *self.entries.get(usize::try_from(next).ok()?)?;
                next = before;
                Some(number)
            })
        })
    }
}

fn place(column: u32, row: u32, n_columns: u32) -> usize {
    usize::try_from(row * n_columns + column).unwrap_or(usize::MAX)
}

/// A whole number from 0 to below `bound`, which is not 0.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a cast saturates, and what is no number becomes 0"
)]
fn below(value: f64, bound: u32) -> u32 {
    (value as u32).min(bound - 1)
}
