//! What a route costs: first how much is unknown, then how long the known part takes.

use crate::Wait;

/// Compared field by field, so one unknown wait outweighs any known time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Cost {
    pub(super) unknown_waits: u32,
    pub(super) minutes: u64,
}

impl Cost {
    pub(super) const ZERO: Self = Self { unknown_waits: 0, minutes: 0 };

    /// The cost of waiting, and of being processed where that is known.
    pub(super) fn of(wait: Option<&Wait>, processing: Option<&Wait>) -> Self {
        let minutes = |time: Option<&Wait>| time.map_or(0, |time| time.days.minutes());
        Self {
            unknown_waits: u32::from(wait.is_none()),
            minutes: minutes(wait).saturating_add(minutes(processing)),
        }
    }

    pub(super) fn plus(self, other: Self) -> Self {
        Self {
            unknown_waits: self.unknown_waits.saturating_add(other.unknown_waits),
            minutes: self.minutes.saturating_add(other.minutes),
        }
    }
}
