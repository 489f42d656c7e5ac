//! What lies where, by the cells of a grid: ways of straight pieces, each by its number.
//!
//! A way is entered in every cell it passes, so that only cells the pointer reaches are looked
//! into. What is kept of it there ([`Entry`]) tells how near it comes without a look at the
//! picture; entries of a cell lie together ([`Shelves`]), because reading them one after the other
//! takes far less time than finding each.

mod entry;
mod shelves;

use super::marks::distance_to_piece;
use crate::{Bounds, Point};
use entry::{Entry, MAX_NUMBER, ROUNDING_CELLS, Slack, single};
use shelves::{Chain, Shelves};

/// Cells in each direction, at most.
const MAX_SIDE: u32 = 512;
/// Less than a pixel at the closest.
const MIN_CELL_WORLD: f64 = 1e-3;
/// Pieces of a way through a cell are one as long as it bends no more than this.
const MAX_BEND_CELLS: f64 = 1.0 / 16.0;
/// No pointer is farther off: there, numbers of cells are exact.
const FARTHEST_CELLS: f64 = 1e9;

#[derive(Clone, Debug)]
pub(super) struct Grid {
    min: Point,
    cell_world: f64,
    n_columns: u32,
    n_rows: u32,
    /// The entries of each cell, by rows.
    cells: Vec<Chain>,
    shelves: Shelves<Entry>,
    /// What leaves the grid: it may be anywhere.
    beyond: Vec<u32>,
    most_slack_cells: f64,
}

impl Grid {
    /// Cells of about the wished size.
    pub(super) fn new(bounds: Bounds, wished_cell_world: f64) -> Self {
        let longer = bounds.width().max(bounds.height());
        let cell_world = wished_cell_world.max(longer / f64::from(MAX_SIDE)).max(MIN_CELL_WORLD);
        let n_columns = below(bounds.width() / cell_world, MAX_SIDE) + 1;
        let n_rows = below(bounds.height() / cell_world, MAX_SIDE) + 1;
        let n_cells = usize::try_from(n_columns * n_rows).unwrap_or(1);
        Self {
            min: bounds.min,
            cell_world,
            n_columns,
            n_rows,
            cells: vec![Chain::default(); n_cells],
            shelves: Shelves::default(),
            beyond: Vec::new(),
            most_slack_cells: 0.0,
        }
    }

    pub(super) fn cell_world(&self) -> f64 {
        self.cell_world
    }

    pub(super) fn beyond(&self) -> &[u32] {
        &self.beyond
    }

    /// Enters what lies at most `slack_world` from a way of straight pieces.
    ///
    /// # Complexity O(k) time and memory for k cells and pieces.
    pub(super) fn enter(
        &mut self,
        way_world: impl Iterator<Item = Point>,
        slack_world: f64,
        number: u32,
    ) {
        let way = Way { number, slack_cells: slack_world / self.cell_world + ROUNDING_CELLS };
        let has_room = number < MAX_NUMBER && way.slack_cells < Slack::MAX_CELLS / 2.0;
        let far_corner = Point::new(self.n_columns.into(), self.n_rows.into());
        let grid_cells = Bounds { min: Point::ORIGIN, max: far_corner };
        let mut before: Option<Point> = None;
        let mut run: Option<Run> = None;
        for at in way_world {
            let at = self.in_cells(at);
            if !has_room || !grid_cells.contains(at) {
                self.beyond.push(number);
                break;
            }
            self.pass(before.replace(at).unwrap_or(at), at, &mut run, &way);
        }
        if let Some(run) = run {
            self.keep(&run, &way);
        }
    }

    /// The cells that may hold something a place is near to, nearest first: those of a square
    /// around it after those of the next smaller one.
    pub(super) fn squares(&self, at_world: Point) -> impl Iterator<Item = Square<'_>> {
        let at = self.in_cells(at_world);
        let far = |value: f64| value.clamp(-FARTHEST_CELLS, FARTHEST_CELLS).floor();
        let (column, row) = (far(at.x), far(at.y));
        let margin = [at.x - column, at.y - row].map(|share| share.min(1.0 - share).max(0.0));
        let margin = margin[0].min(margin[1]);
        let (column, row) = (whole(column), whole(row));
        let (last_column, last_row) = (i64::from(self.n_columns) - 1, i64::from(self.n_rows) - 1);
        let outside = |value: i64, last: i64| (-value).max(value - last).max(0);
        let first = outside(column, last_column).max(outside(row, last_row));
        let opposite = |value: i64, last: i64| value.abs().max((last - value).abs());
        let last = opposite(column, last_column).max(opposite(row, last_row));
        (first..=last).map(move |half| {
            let inside = if half == 0 { 0.0 } else { f64::from(narrow(half - 1)) + margin };
            let nearest_world = (inside - self.most_slack_cells) * self.cell_world;
            Square { grid: self, at, column, row, half, nearest_world }
        })
    }

    fn in_cells(&self, at_world: Point) -> Point {
        (at_world - self.min) * (1.0 / self.cell_world)
    }

    fn cell(&self, at: Point) -> (u32, u32) {
        (below(at.x, self.n_columns), below(at.y, self.n_rows))
    }

    /// Follows a straight piece of a way through the cells (Amanatides and Woo 1987).
    fn pass(&mut self, from: Point, to: Point, run: &mut Option<Run>, way: &Way) {
        let (first, last) = (self.cell(from), self.cell(to));
        let columns = Axis::new(from.x, to.x, first.0, last.0);
        let mut axes = [columns, Axis::new(from.y, to.y, first.1, last.1)];
        let mut before = from;
        loop {
            let [columns, rows] = &axes;
            let cell = (columns.at, rows.at);
            // Taken by its place, because no processor can guess which one comes next.
            let next = usize::from(rows.next_share < columns.next_share);
            let share = axes[next].next_share;
            let at = if share < 1.0 { from + (to - from) * share } else { to };
            if !run.as_mut().is_some_and(|run| run.goes_on(cell, at))
                && let Some(run) = run.replace(Run { cell, from: before, to: at, bend: 0.0 })
            {
                self.keep(&run, way);
            }
            if cell == last {
                return;
            }
            axes[next].step();
            before = at;
        }
    }

    fn keep(&mut self, run: &Run, way: &Way) {
        let (column, row) = run.cell;
        let corner = Point::new(column.into(), row.into());
        let slack_cells = way.slack_cells + run.bend;
        self.most_slack_cells = self.most_slack_cells.max(slack_cells);
        let entry = Entry::new(way.number, [run.from - corner, run.to - corner], slack_cells);
        if let Some(chain) = self.cells.get_mut(place(column, row, self.n_columns)) {
            self.shelves.put(chain, entry);
        }
    }
}

struct Way {
    number: u32,
    slack_cells: f64,
}

/// The columns or rows on a straight piece.
struct Axis {
    at: u32,
    last: u32,
    /// What share of the piece lies before the border of the next one; infinite in the last one.
    next_share: f64,
    share_per_cell: f64,
}

impl Axis {
    fn new(from: f64, to: f64, at: u32, last: u32) -> Self {
        if at == last {
            return Self { at, last, next_share: f64::INFINITY, share_per_cell: 0.0 };
        }
        let share_per_cell = 1.0 / (to - from);
        let border = f64::from(if last > at { at + 1 } else { at });
        let next_share = (border - from) * share_per_cell;
        Self { at, last, next_share, share_per_cell: share_per_cell.abs() }
    }

    fn step(&mut self) {
        self.at = if self.last > self.at { self.at + 1 } else { self.at - 1 };
        self.next_share += self.share_per_cell;
        if self.at == self.last {
            self.next_share = f64::INFINITY;
        }
    }
}

/// A straight piece on its way through a cell, in cells from the corner of the grid.
struct Run {
    cell: (u32, u32),
    from: Point,
    to: Point,
    /// How far the way may be from the piece, in cells.
    bend: f64,
}

impl Run {
    /// Whether it goes on to a place; if not, it is as it was.
    fn goes_on(&mut self, cell: (u32, u32), to: Point) -> bool {
        if cell != self.cell {
            return false;
        }
        // No part of the two sides of a triangle is farther from the third than their corner.
        let bend = self.bend + distance_to_piece(self.to, self.from, to);
        let goes_on = bend <= MAX_BEND_CELLS;
        if goes_on {
            (self.to, self.bend) = (to, bend);
        }
        goes_on
    }
}

/// The cells that are equally many columns or rows away from a place.
pub(super) struct Square<'a> {
    grid: &'a Grid,
    /// The place, in cells from the corner of the grid.
    at: Point,
    column: i64,
    row: i64,
    half: i64,
    /// Nothing in these cells, nor in any that are farther away, is nearer.
    pub(super) nearest_world: f64,
}

impl Square<'_> {
    /// Calls for each entry that may be within `most_world`, with how far off it is at least and
    /// its number; what is entered more than once is found more than once.
    ///
    /// # Returns how many entries and cells were read; it ends soon after `most_read` of them.
    pub(super) fn within(
        &self,
        most_world: f64,
        most_read: usize,
        mut found: impl FnMut(f64, u32),
    ) -> usize {
        let grid = self.grid;
        let most = single(most_world / grid.cell_world);
        let reach = most_world / grid.cell_world + grid.most_slack_cells;
        let mut n_read = 0;
        for (column, row) in self.cells() {
            let at = self.at - Point::new(column.into(), row.into());
            let nearest = Point::new(at.x.clamp(0.0, 1.0), at.y.clamp(0.0, 1.0));
            n_read += 1;
            if at.distance(nearest) > reach {
                continue;
            }
            let Some(chain) = grid.cells.get(place(column, row, grid.n_columns)) else { continue };
            let at = [single(at.x), single(at.y)];
            for entries in grid.shelves.read(*chain) {
                for entry in entries {
                    if let Some(beside) = entry.beside(at, most) {
                        found(f64::from(beside) * grid.cell_world, entry.number());
                    }
                }
                n_read += entries.len();
            }
            if n_read > most_read {
                break;
            }
        }
        n_read
    }

    fn cells(&self) -> impl Iterator<Item = (u32, u32)> {
        let clip = |from: i64, to: i64, n: u32| {
            narrow(from.max(0))..narrow((to + 1).clamp(0, i64::from(n)))
        };
        let (column, row, half, n_columns) =
            (self.column, self.row, self.half, self.grid.n_columns);
        clip(row - half, row + half, self.grid.n_rows).flat_map(move |at_row| {
            let is_side = (i64::from(at_row) - row).abs() == half;
            // All of the first and the last row, and both ends of the others.
            let left = if is_side { column + half } else { column - half };
            let right = if is_side { column + half + 1 } else { column + half };
            let left = clip(column - half, left, n_columns);
            left.chain(clip(right, column + half, n_columns)).map(move |column| (column, at_row))
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

#[expect(clippy::cast_possible_truncation, reason = "at most FARTHEST_CELLS")]
fn whole(value: f64) -> i64 {
    value as i64
}

fn narrow(value: i64) -> u32 {
    u32::try_from(value).unwrap_or(0)
}
