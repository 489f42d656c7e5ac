//! What is kept of a way in a cell it passes: little, but enough to tell how near it comes.

use crate::Point;

/// More than half the diagonal of a step in which the ends of a piece are kept, and than what is
/// lost by reckoning in single precision.
pub(super) const ROUNDING_CELLS: f64 = 0.003;
/// Entries have room for numbers below this.
pub(super) const MAX_NUMBER: u32 = 1 << 27;

/// How far from its piece a way may be, in cells, in five bits: 1/256, 1.5/256, 2/256, 3/256 and so
/// on, which are what a number has before its lower bits.
#[derive(Clone, Copy)]
pub(super) struct Slack(u32);

impl Slack {
    pub(super) const MAX_CELLS: f64 = 128.0;
    const LEAST: u32 = (1.0_f32 / 256.0).to_bits();
    const N_LOWER_BITS: u32 = 22;

    /// The least one that is no less; above 0, and at most [`Slack::MAX_CELLS`].
    fn at_least(cells: f64) -> Self {
        let above_least = single(cells).to_bits().saturating_sub(Self::LEAST);
        Self(above_least.div_ceil(1 << Self::N_LOWER_BITS))
    }

    fn cells(self) -> f32 {
        f32::from_bits(Self::LEAST + (self.0 << Self::N_LOWER_BITS))
    }
}

/// A straight piece of a way within a cell, in eight bytes: the longer part of what is done to
/// find a line among a million is to read them.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Entry {
    /// x and y of both ends; 255 is the far side of the cell.
    ends: [u8; 4],
    /// The slack above the number.
    label: u32,
}

impl Entry {
    pub(super) fn new(number: u32, [from, to]: [Point; 2], slack_cells: f64) -> Self {
        let label = Slack::at_least(slack_cells).0 * MAX_NUMBER + number;
        Self { ends: [from.x, from.y, to.x, to.y].map(step), label }
    }

    pub(super) fn number(self) -> u32 {
        self.label % MAX_NUMBER
    }

    /// How far a place is from the way at least, if that is no more than `most`; less than 0 where
    /// it may be on it. All in cells, from the corner of the entry's.
    pub(super) fn beside(self, [x, y]: [f32; 2], most: f32) -> Option<f32> {
        let [from_x, from_y, to_x, to_y] = self.ends.map(|step| f32::from(step) * (1.0 / 255.0));
        let slack = Slack(self.label / MAX_NUMBER).cells();
        let (way_x, way_y) = (to_x - from_x, to_y - from_y);
        let (at_x, at_y) = (x - from_x, y - from_y);
        // Where the piece is but a place, the share is 0.
        let squared = (way_x * way_x + way_y * way_y).max(f32::MIN_POSITIVE);
        let share = ((at_x * way_x + at_y * way_y) / squared).clamp(0.0, 1.0);
        let (off_x, off_y) = (at_x - way_x * share, at_y - way_y * share);
        let squared = off_x * off_x + off_y * off_y;
        let reach = most + slack;
        (squared <= reach * reach).then(|| squared.sqrt() - slack)
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a cast saturates: a place at the border of a cell may be outside it by a trifle"
)]
fn step(share: f64) -> u8 {
    (share * 255.0 + 0.5) as u8
}

#[expect(clippy::cast_possible_truncation, reason = "what is lost is within ROUNDING_CELLS")]
pub(super) fn single(value: f64) -> f32 {
    value as f32
}
