//! From a field to a number, and a location back to a field.

use std::str::FromStr;

use model::{Decimal, Fte, Rating};

use crate::Reason;
use crate::problem::excerpt;

pub(crate) fn decimal(field: &str) -> Result<Decimal, Reason> {
    field
        .parse()
        .map_err(|problem| Decimal::from_str(&excerpt(field)).err().unwrap_or(problem).into())
}

/// A decimal from 0.
pub(crate) fn amount(field: &str) -> Result<Decimal, Reason> {
    let number = decimal(field)?;
    if number.is_negative() { Err(Reason::Negative(excerpt(field))) } else { Ok(number) }
}

/// A whole number from 0 that fits its type.
pub(crate) fn whole<T: TryFrom<u32> + Bounded>(field: &str) -> Result<T, Reason> {
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if field.strip_prefix('-').is_some_and(is_digits) {
        return Err(Reason::Negative(excerpt(field)));
    }
    if !is_digits(field) {
        return Err(Reason::WholeNumber(excerpt(field)));
    }
    let number = field.parse::<u32>().ok().and_then(|number| T::try_from(number).ok());
    number.ok_or_else(|| Reason::TooLarge { text: excerpt(field), max: T::MAX })
}

/// The largest value of a number type.
pub(crate) trait Bounded {
    const MAX: u32;
}

impl Bounded for u8 {
    const MAX: u32 = u8::MAX as u32;
}

impl Bounded for u16 {
    const MAX: u32 = u16::MAX as u32;
}

impl Bounded for u32 {
    const MAX: u32 = u32::MAX;
}

pub(crate) fn fte(field: &str) -> Result<Fte, Reason> {
    Fte::from_decimal(decimal(field)?).ok_or_else(|| Reason::Fte(excerpt(field)))
}

pub(crate) fn rating(field: &str) -> Result<Rating, Reason> {
    let rating = field.parse().ok().and_then(|stars: u8| Rating::try_from(stars).ok());
    rating.ok_or_else(|| Reason::Rating(excerpt(field)))
}

const PLACES: usize = 6;

/// Degrees in millionths, at most `max` in either direction.
pub(crate) fn microdegrees(field: &str, max: u8) -> Result<i32, Reason> {
    let micro = parse_microdegrees(field).ok_or_else(|| Reason::Degrees(excerpt(field)))?;
    if micro.unsigned_abs() > u32::from(max) * 1_000_000 {
        return Err(Reason::DegreesOutOfRange { text: excerpt(field), max });
    }
    Ok(micro)
}

/// Exact: no detour over floating point.
fn parse_microdegrees(field: &str) -> Option<i32> {
    let digits = field.strip_prefix('-').unwrap_or(field);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if !is_number(whole) || !is_number(fraction) || fraction.len() > PLACES {
        return None;
    }
    let magnitude: i32 = format!("{whole}{fraction:0<PLACES$}").parse().ok()?;
    Some(if field.starts_with('-') { -magnitude } else { magnitude })
}

/// The inverse of [`microdegrees`].
pub(crate) fn degrees_text(micro: i32) -> String {
    let sign = if micro < 0 { "-" } else { "" };
    let magnitude = micro.unsigned_abs();
    let text = format!("{sign}{}.{:06}", magnitude / 1_000_000, magnitude % 1_000_000);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message<T: std::fmt::Debug>(result: Result<T, Reason>) -> String {
        result.unwrap_err().to_string()
    }

    #[test]
    fn degrees_are_exact() {
        for (text, micro) in
            [("51.93", 51_930_000), ("-0.000001", -1), ("8", 8_000_000), ("-90", -90_000_000)]
        {
            assert_eq!(microdegrees(text, 90).ok(), Some(micro));
            assert_eq!(degrees_text(micro), text);
        }
        assert_eq!(degrees_text(0), "0");
    }

    #[test]
    fn other_degrees_are_refused() {
        for bad in ["51,93", "51.9300001", "", ".5", "5.", "N51", "+5", "--5", "99999999999"] {
            assert!(matches!(microdegrees(bad, 90), Err(Reason::Degrees(_))), "{bad}");
        }
        assert_eq!(
            message(microdegrees("90.000001", 90)),
            "„90.000001“ liegt nicht zwischen -90 und 90 Grad"
        );
    }

    #[test]
    fn whole_numbers_say_what_is_wrong() {
        assert_eq!(whole::<u32>("007").ok(), Some(7));
        assert_eq!(message(whole::<u32>("-5")), "„-5“ darf nicht negativ sein");
        assert_eq!(message(whole::<u8>("256")), "„256“ ist zu groß, höchstens 255");
        assert_eq!(
            message(whole::<u16>("99999999999999999999")),
            "„99999999999999999999“ ist zu groß, höchstens 65535"
        );
        assert_eq!(
            message(whole::<u32>("1.000")),
            "„1.000“ ist keine ganze Zahl (nur Ziffern, ohne Tausenderpunkt)"
        );
        assert!(whole::<u32>("+5").is_err() && whole::<u32>("-").is_err());
    }

    #[test]
    fn fte_rating_and_amount_have_their_range() {
        assert_eq!(fte("0.75").ok(), Some(Fte::from_hundredths(75)));
        for bad in ["0.755", "-1"] {
            assert_eq!(
                message(fte(bad)),
                format!("„{bad}“ ist kein Stellenanteil (ab 0, höchstens zwei Nachkommastellen)")
            );
        }
        assert_eq!(message(rating("6")), "„6“ ist keine Bewertung von 1 bis 5");
        assert!(rating("gut").is_err() && rating("5").is_ok());
        assert_eq!(message(amount("-0.5")), "„-0.5“ darf nicht negativ sein");
        assert_eq!(
            message(decimal("1,5")),
            "„1,5“ ist keine Zahl (Punkt als Dezimaltrenner, höchstens drei Nachkommastellen)"
        );
    }
}
