//! From a field to an id, a date or a flag.

use std::str::FromStr;

use model::{Date, InvalidId, RegionId};

use crate::Reason;
use crate::problem::excerpt;

/// Any of the ids, an AGS or a language.
pub(crate) fn id<T: FromStr<Err = InvalidId>>(field: &str) -> Result<T, Reason> {
    field.parse().map_err(|problem| {
        let short = excerpt(field);
        // An excerpt ends in `…`, which no id may, so it names the same problem on less space.
        T::from_str(&short).err().unwrap_or(problem).into()
    })
}

/// A region: 4 or 7 digits are an AGS that has lost its zero in a spreadsheet.
pub(crate) fn region_id(field: &str) -> Result<RegionId, Reason> {
    let is_damaged = matches!(field.len(), 4 | 7) && field.bytes().all(|b| b.is_ascii_digit());
    if is_damaged {
        return Err(InvalidId::AgsWithoutLeadingZero(field.to_owned()).into());
    }
    id(field)
}

/// An Amtlicher Regionalschlüssel: 12 digits.
pub(crate) fn ars(field: &str) -> Result<String, Reason> {
    let is_number = field.bytes().all(|b| b.is_ascii_digit());
    match field.len() {
        12 if is_number => Ok(field.to_owned()),
        11 if is_number => Err(Reason::ArsWithoutLeadingZero(field.to_owned())),
        _ => Err(Reason::Ars(excerpt(field))),
    }
}

/// A day, `YYYY-MM-DD` and nothing else.
pub(crate) fn date(field: &str) -> Result<Date, Reason> {
    iso_date(field)
        .ok_or_else(|| Reason::Date { text: excerpt(field), nearest: german_date(field) })
}

/// Nothing in a network began before; it is a slip of the hand.
const FIRST_YEAR: i16 = 1800;

fn iso_date(field: &str) -> Option<Date> {
    let has_form = field.len() == 10
        && field.bytes().enumerate().all(|(idx, byte)| match idx {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    let day: Date = if has_form { field.parse().ok()? } else { return None };
    (day.year() >= FIRST_YEAR).then_some(day)
}

/// The day that a spreadsheet shows as `31.12.2025`.
fn german_date(field: &str) -> Option<Date> {
    let mut parts = field.splitn(3, '.');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    Date::new(year.trim().parse().ok()?, month.trim().parse().ok()?, day.parse().ok()?).ok()
}

pub(crate) fn flag(field: &str) -> Result<bool, Reason> {
    match field {
        "yes" => Ok(true),
        "no" => Ok(false),
        _ => Err(Reason::Flag(excerpt(field))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::ActorId;

    fn message<T: std::fmt::Debug>(result: Result<T, Reason>) -> String {
        result.unwrap_err().to_string()
    }

    #[test]
    fn a_region_without_its_zero_is_recognised() {
        assert_eq!(
            message(region_id("5774020")),
            "„5774020“ hat nur 7 Ziffern: vermutlich fehlt die führende Null (05774020)"
        );
        for good in ["05774020", "05774", "057", "05", "5-sozialraum", "team-nord"] {
            assert!(region_id(good).is_ok(), "{good}");
        }
    }

    #[test]
    fn long_ids_are_quoted_in_part() {
        assert!(message(id::<ActorId>(&"A".repeat(10_000))).len() < 300);
        assert!(message(id::<ActorId>(&"a".repeat(65))).contains(&"a".repeat(65)));
    }

    #[test]
    fn dates_have_one_form() {
        assert_eq!(date("2024-02-29").ok(), Some(Date::constant(2024, 2, 29)));
        for bad in [
            "20240229",
            "2024-02-29T00:00",
            "2023-02-29",
            "2024-2-9",
            "+002024-02",
            "1.1",
            "0002-01-01",
        ] {
            assert!(date(bad).is_err(), "{bad}");
        }
        assert_eq!(
            message(date("31.12.2025")),
            "„31.12.2025“ ist kein Datum (JJJJ-MM-TT). Meinten Sie 2025-12-31?"
        );
        assert_eq!(message(date("bald")), "„bald“ ist kein Datum (JJJJ-MM-TT)");
    }

    #[test]
    fn an_ars_has_twelve_digits() {
        assert!(ars("057740020020").is_ok());
        assert_eq!(
            message(ars("57740020020")),
            "„57740020020“ hat nur 11 Ziffern: vermutlich fehlt die führende Null (057740020020)"
        );
        assert_eq!(message(ars("5,7774E+10")), "„5,7774E+10“ ist kein gültiger ARS (12 Ziffern)");
    }

    #[test]
    fn yes_and_no_are_flags() {
        assert_eq!((flag("yes").ok(), flag("no").ok()), (Some(true), Some(false)));
        assert_eq!(message(flag("ja")), "„ja“ ist weder yes noch no");
    }
}
