//! Days and times as clocks in Germany show them. The log keeps moments, people speak of days.

use jiff::tz::TimeZone;
use model::{Lang, Timestamp};

use crate::format;

/// Day and time in the reader's language, and the day for a URL.
pub(crate) fn moment(at: Timestamp, lang: Lang) -> (String, String) {
    let local = at.to_zoned(german_time()).datetime();
    let time = format!("{:02}:{:02}", local.hour(), local.minute());
    let day = format::date(lang, local.date());
    let text = match lang {
        Lang::De => format!("{day}, {time} Uhr"),
        Lang::En => format!("{day}, {time}"),
    };
    (text, local.date().to_string())
}

/// Written out (POSIX), so that it needs no tables: summer time from the last Sunday of March to
/// the last of October.
pub(crate) fn german_time() -> TimeZone {
    TimeZone::posix("CET-1CEST,M3.5.0,M10.5.0/3").unwrap_or(TimeZone::UTC)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_those_of_german_clocks() {
        let shown = |text: &str| moment(text.parse().unwrap(), Lang::De).0;
        assert_eq!(shown("2026-11-27T11:05:00Z"), "27.11.2026, 12:05 Uhr");
        assert_eq!(shown("2026-07-01T22:30:00Z"), "02.07.2026, 00:30 Uhr");
    }
}
