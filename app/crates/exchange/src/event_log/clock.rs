//! Points in time as logs write them.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;

/// Reads points in time.
pub(super) struct Clock {
    germany: TimeZone,
}

impl Clock {
    /// Central European time by the rule that holds since 1996, for times without a zone. The rule
    /// itself needs no database of zones, which the browser does not have.
    pub(super) fn new() -> Self {
        let rule = TimeZone::posix("CET-1CEST,M3.5.0,M10.5.0/3");
        Self { germany: rule.unwrap_or(TimeZone::UTC) }
    }

    /// Seconds since 1970; `None` for what is no point in time between 1970 and 2100.
    ///
    /// Understands ISO 8601 with or without zone, a day alone (its beginning), and German dates
    /// (`31.3.2025`, `31.03.2025 14:05`, with or without seconds). Dates like `03/04/2025` are
    /// refused, for nobody knows which is the month, and so are the years 1 and 9999, with which
    /// software says that there is no date.
    pub(super) fn seconds(&self, text: &str) -> Option<i64> {
        const FROM: i64 = 0;
        const TO: i64 = 4_133_980_800;
        let text = text.trim();
        let seconds = if has_zone(text) {
            text.parse::<Timestamp>().ok()?.as_second()
        } else {
            let local = if text.as_bytes().get(4) == Some(&b'-') {
                text.parse::<DateTime>().ok()?
            } else {
                german(text)?
            };
            self.germany.to_timestamp(local).ok()?.as_second()
        };
        (FROM..TO).contains(&seconds).then_some(seconds)
    }

    /// The day in Germany.
    pub(super) fn date(&self, seconds: i64) -> Option<Date> {
        let moment = Timestamp::from_second(seconds).ok()?;
        Some(self.germany.to_datetime(moment).date())
    }
}

fn has_zone(text: &str) -> bool {
    const DATE: usize = "2025-03-31".len();
    text.bytes().skip(DATE).any(|byte| matches!(byte, b'Z' | b'z' | b'+' | b'-'))
}

fn german(text: &str) -> Option<DateTime> {
    let (date, time) = match text.split_once([' ', 'T', ',']) {
        Some((date, time)) => (date, time.trim().trim_end_matches("Uhr").trim_end()),
        None => (text, ""),
    };
    let mut parts = date.splitn(3, '.');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    if year.len() != 4 {
        return None;
    }
    let date = Date::new(number(year)?, byte(month)?, byte(day)?).ok()?;
    let mut parts = time.splitn(3, ':');
    let mut next = || parts.next().filter(|part| !part.is_empty()).map_or(Some(0), byte);
    let (hour, minute, second) = (next()?, next()?, next()?);
    Some(date.to_datetime(Time::new(hour, minute, second, 0).ok()?))
}

fn byte(text: &str) -> Option<i8> {
    number(text).and_then(|number| i8::try_from(number).ok())
}

/// Up to four digits.
fn number(text: &str) -> Option<i16> {
    let is_number = (1..=4).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if is_number { text.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seconds(text: &str) -> Option<i64> {
        Clock::new().seconds(text)
    }

    #[test]
    fn one_moment_has_many_spellings() {
        let expected = seconds("2025-03-31T12:05:00Z");
        assert_eq!(expected, Some(1_743_422_700));
        for text in [
            "2025-03-31T14:05:00.000+02:00",
            "2025-03-31T14:05:00+0200",
            "2025-03-31T07:05:00-05:00",
            "2025-03-31 14:05:00",
            "2025-03-31T14:05:00.123",
            " 31.03.2025 14:05 ",
            "31.3.2025, 14:05:00 Uhr",
        ] {
            assert_eq!(seconds(text), expected, "{text}");
        }
    }

    #[test]
    fn winter_and_summer_differ() {
        assert_eq!(seconds("2025-01-01"), seconds("2024-12-31T23:00:00Z"));
        assert_eq!(seconds("1.7.2025"), seconds("2025-06-30T22:00:00Z"));
    }

    #[test]
    fn what_is_no_moment_is_none() {
        for text in [
            "",
            "gestern",
            "03/04/2025",
            "31.03.25",
            "2025-02-30",
            "31.02.2025",
            "1.1.2025 25:00",
            "0001-01-01T00:00:00Z",
            "9999-12-31",
            "1743422700",
            "2025-03-31T14:05:00+99:00",
            "99999.1.1",
            "1.1.1.2025",
            "é",
            "2025-é",
        ] {
            assert_eq!(seconds(text), None, "{text}");
        }
    }
}
