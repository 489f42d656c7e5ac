//! Exact decimal numbers for observed values: native and WASM agree to the last digit.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A decimal number with three places, held in thousandths.
///
/// Range ±9.2 × 10¹⁵; more than three decimal places are an error, not a silent rounding.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Decimal(i64);

/// A text that is not a decimal number with at most three places.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("„{0}“ ist keine Zahl (Punkt als Dezimaltrenner, höchstens drei Nachkommastellen)")]
pub struct InvalidDecimal(pub String);

impl Decimal {
    pub const ZERO: Self = Self(0);

    pub const fn from_thousandths(thousandths: i64) -> Self {
        Self(thousandths)
    }

    pub const fn from_integer(value: i32) -> Self {
        Self(value as i64 * 1000)
    }

    pub const fn thousandths(self) -> i64 {
        self.0
    }

    /// For drawing and ratios; exact up to 2⁵³ thousandths.
    #[expect(clippy::cast_precision_loss, reason = "display and ratios only, see above")]
    pub fn as_f64(self) -> f64 {
        self.0 as f64 / 1000.0
    }

    pub const fn is_negative(self) -> bool {
        self.0 < 0
    }
}

impl FromStr for Decimal {
    type Err = InvalidDecimal;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        parse(text).map(Self).ok_or_else(|| InvalidDecimal(text.to_owned()))
    }
}

fn parse(text: &str) -> Option<i64> {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if !all_digits(whole) || !all_digits(fraction) || fraction.len() > 3 {
        return None;
    }
    let scale = [0, 100, 10, 1][fraction.len()];
    let magnitude = whole
        .parse::<i64>()
        .ok()?
        .checked_mul(1000)?
        .checked_add(fraction.parse::<i64>().ok()? * scale)?;
    Some(if negative { -magnitude } else { magnitude })
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let magnitude = self.0.unsigned_abs();
        let (whole, fraction) = (magnitude / 1000, magnitude % 1000);
        if fraction == 0 {
            return write!(f, "{sign}{whole}");
        }
        let digits = format!("{fraction:03}");
        write!(f, "{sign}{whole}.{}", digits.trim_end_matches('0'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reading_and_writing_are_inverse() {
        for text in ["0", "12", "12.5", "-0.125", "0.05", "100", "9000000000000.001"] {
            assert_eq!(text.parse::<Decimal>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn anything_else_is_refused() {
        for text in ["", ".", "1,5", "1.2345", "1e3", "+-1", "--1", "99999999999999999999", "1."] {
            assert!(text.parse::<Decimal>().is_err(), "{text}");
        }
    }
}
