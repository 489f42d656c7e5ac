//! A day axis: where a day lies and which days are named.

use model::Days;

/// More named days than this run into each other on a phone.
const MAX_TICKS: u64 = 7;
/// Distances between named days: days, weeks, months of 30 days, years.
const STEPS_DAYS: [u64; 12] = [1, 2, 7, 14, 30, 60, 90, 180, 365, 730, 1825, 3650];

/// From day 0 to a last day, which is at least the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct DayAxis {
    end_minutes: u64,
}

impl DayAxis {
    /// Long enough for all of these.
    pub(super) fn to(latest: impl IntoIterator<Item = Days>) -> Self {
        let end = latest.into_iter().map(Days::minutes).max().unwrap_or_default();
        Self { end_minutes: end.max(Days::from_days(1).minutes()) }
    }

    /// A position in percent of the width, as an SVG length.
    pub(super) fn x(self, day: Days) -> String {
        percent(self.part(day.minutes()))
    }

    /// The distance between two days, as an SVG length.
    pub(super) fn width(self, from: Days, to: Days) -> String {
        percent(self.part(to.minutes()).saturating_sub(self.part(from.minutes())))
    }

    /// Hundredths of a percent.
    fn part(self, minutes: u64) -> u64 {
        let minutes = u128::from(minutes.min(self.end_minutes));
        u64::try_from(minutes * 10_000 / u128::from(self.end_minutes)).unwrap_or(10_000)
    }

    /// The named days, from 0.
    pub(super) fn ticks(self) -> Vec<u64> {
        let end = Days::from_minutes(self.end_minutes).minutes() / Days::from_days(1).minutes();
        let fits = |step: &&u64| end / **step < MAX_TICKS;
        let step = STEPS_DAYS.iter().find(fits).copied().unwrap_or(end.max(1));
        (0..=end / step).map(|number| number * step).collect()
    }
}

fn percent(part: u64) -> String {
    format!("{}.{:02}%", part / 100, part % 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(n: u32) -> Days {
        Days::from_days(n)
    }

    #[test]
    fn positions_are_shares_of_the_axis() {
        let axis = DayAxis::to([days(30), days(120)]);
        assert_eq!(axis.x(days(0)), "0.00%");
        assert_eq!(axis.x(days(30)), "25.00%");
        assert_eq!(axis.width(days(30), days(120)), "75.00%");
        assert_eq!(axis.x(days(500)), "100.00%");
    }

    #[test]
    fn few_days_are_named() {
        assert_eq!(DayAxis::to([days(5)]).ticks(), [0, 1, 2, 3, 4, 5]);
        assert_eq!(DayAxis::to([days(100)]).ticks(), [0, 30, 60, 90]);
        assert_eq!(DayAxis::to([days(400)]).ticks(), [0, 60, 120, 180, 240, 300, 360]);
    }

    #[test]
    fn an_axis_of_nothing_and_of_too_much_is_an_axis() {
        let empty = DayAxis::to([]);
        assert_eq!(empty.ticks(), [0, 1]);
        assert_eq!(empty.x(Days::ZERO), "0.00%");
        let endless = DayAxis::to([Days::from_minutes(u64::MAX)]);
        assert!(endless.ticks().len() <= 8);
        assert!(endless.x(Days::from_minutes(u64::MAX)).ends_with('%'));
    }
}
