//! Days as calendars in Germany have them: when one begins and ends for the log.

use model::{Date, Timestamp};

use crate::german_time::german_time;

/// The day it is then.
pub(super) fn day_of(at: Timestamp) -> Date {
    at.to_zoned(german_time()).date()
}

/// The last second of a day; `None` for days no calendar has.
pub(super) fn end_of_day(day: Date) -> Option<Timestamp> {
    let last = day.at(23, 59, 59, 0);
    german_time().to_zoned(last).ok().map(|zoned| zoned.timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_ends_where_the_next_begins_on_german_clocks() {
        for (day, end) in
            [("2026-11-27", "2026-11-27T22:59:59Z"), ("2026-07-01", "2026-07-01T21:59:59Z")]
        {
            let day: Date = day.parse().unwrap();
            let last = end_of_day(day).unwrap();
            assert_eq!((last.to_string().as_str(), day_of(last)), (end, day));
        }
    }
}
