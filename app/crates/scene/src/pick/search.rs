//! The mark a pointer means, with a look at few of those around it.
//!
//! Cells are read from the pointer outwards. What may lie under it comes first, from front to back:
//! where lines lie on top of each other, one of the first is hit, and no other can be meant. Then
//! comes what lies beside it, the nearest first, until none can be nearer.

use std::collections::BinaryHeap;

use super::Pointer;
use super::grid::Grid;
use super::marks::{Hit, Marks};
use crate::picture::Emphasis;

/// Entries of the grid that are read, at most.
const MAX_READ: usize = 150_000;
/// Marks beside the pointer, in a square of cells, that are looked at for whether they are shown, at
/// most. Those under it are all looked at: what stands out among them is meant, were it the last.
const MAX_LOOKS: usize = 20_000;
/// Marks to which the distance is measured, at most. Where more than these come within a few
/// pixels of the pointer, nobody can point at one.
const MAX_MEASURED: usize = 1_500;

pub(super) struct Search<'a, M> {
    marks: &'a M,
    pointer: Pointer,
    best: Option<Hit>,
    n_measured: usize,
    /// What may lie under the pointer.
    under: Vec<u32>,
    /// What may lie beside it, with how far at least, in pixels.
    beside: Vec<(f64, u32)>,
}

/// The mark that is meant, of those that were entered; on the screen, each is at most `growth_px`
/// larger than it was entered with.
///
/// # Complexity O(k) time for k entries in the cells within reach; bounded, so that of very many
/// the farther ones are left out, and of those that lie under the pointer the ones behind.
pub(super) fn meant(
    grid: &Grid,
    marks: &impl Marks,
    pointer: Pointer,
    growth_px: f64,
) -> Option<u32> {
    if !pointer.at_world.is_finite() {
        return None;
    }
    let under = grid.beyond().to_vec();
    let mut search =
        Search { marks, pointer, best: None, n_measured: 0, under, beside: Vec::new() };
    let scale = pointer.scale_screen_per_world;
    let mut n_read = 0;
    search.settle();
    for square in grid.squares(pointer.at_world) {
        let most_px = search.most_px() + growth_px;
        if square.nearest_world * scale > most_px || n_read > MAX_READ {
            break;
        }
        n_read += square.within(most_px / scale, MAX_READ - n_read, |beside_world, number| {
            let beside_px = beside_world * scale - growth_px;
            if beside_px > 0.0 {
                search.beside.push((beside_px, number));
            } else {
                search.under.push(number);
            }
        });
        search.settle();
    }
    search.best.map(|hit| hit.number)
}

impl<M: Marks> Search<'_, M> {
    /// Nothing farther beside the pointer can be meant.
    fn most_px(&self) -> f64 {
        self.best.map_or(self.pointer.tolerance_px, |best| best.beside_px)
    }

    /// Decides about what was found.
    fn settle(&mut self) {
        self.settle_under();
        self.settle_beside();
        self.under.clear();
        self.beside.clear();
    }

    fn settle_under(&mut self) {
        let shown = self.under.iter().map(|number| (self.marks.emphasis(*number), *number));
        let mut foremost: BinaryHeap<(Emphasis, u32)> =
            shown.filter(|(emphasis, _)| *emphasis != Emphasis::Hidden).collect();
        let mut before = None;
        while let Some((emphasis, number)) = foremost.pop() {
            let in_front = Hit { beside_px: 0.0, emphasis, number };
            if self.best.is_some_and(|best| !in_front.is_before(&best)) {
                return;
            }
            // What is entered in several cells.
            if before.replace(number) != Some(number) && !self.measure(number) {
                return;
            }
        }
    }

    fn settle_beside(&mut self) {
        let most_px = self.most_px();
        let mut beside = std::mem::take(&mut self.beside);
        beside.retain(|(beside_px, _)| *beside_px <= most_px);
        let nearest_first =
            |a: &(f64, u32), b: &(f64, u32)| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1));
        if beside.len() > MAX_LOOKS {
            beside.select_nth_unstable_by(MAX_LOOKS, nearest_first);
            beside.truncate(MAX_LOOKS);
        }
        beside.retain(|(_, number)| self.marks.emphasis(*number) != Emphasis::Hidden);
        beside.sort_unstable_by(nearest_first);
        for (beside_px, number) in &beside {
            if *beside_px > self.most_px() || !self.measure(*number) {
                break;
            }
        }
        self.beside = beside;
    }

    /// Measures how far beside a mark the pointer is; false when enough were measured.
    fn measure(&mut self, number: u32) -> bool {
        self.n_measured += 1;
        if let Some(hit) = self.marks.hit(number, self.pointer)
            && self.best.is_none_or(|best| hit.is_before(&best))
        {
            self.best = Some(hit);
        }
        self.n_measured < MAX_MEASURED
    }
}
