//! Numbers with a unit.

use std::fmt;
use std::iter::Sum;
use std::ops::Add;

use serde::{Deserialize, Serialize};

use crate::Decimal;

const MINUTES_PER_DAY: i64 = 24 * 60;
/// Mean Gregorian month: 365.2425 / 12 days.
const DAYS_PER_MONTH: f64 = 30.436_875;

/// A span of calendar days, held in whole minutes so that sums and ties are exact.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Days(u64);

impl Days {
    pub const ZERO: Self = Self(0);

    pub const fn from_minutes(minutes: u64) -> Self {
        Self(minutes)
    }

    pub const fn from_days(days: u32) -> Self {
        Self(days as u64 * MINUTES_PER_DAY.unsigned_abs())
    }

    /// The span in days, rounded to the minute; `None` when negative.
    pub fn from_decimal(days: Decimal) -> Option<Self> {
        let minutes = (days.thousandths().checked_mul(MINUTES_PER_DAY)? + 500) / 1000;
        u64::try_from(minutes).ok().map(Self)
    }

    pub const fn minutes(self) -> u64 {
        self.0
    }

    /// Whole days, rounded half up.
    pub const fn whole_days(self) -> u64 {
        let day = MINUTES_PER_DAY.unsigned_abs();
        (self.0 + day / 2) / day
    }

    #[expect(clippy::cast_precision_loss, reason = "ratios only; exact up to 2^53 minutes")]
    pub fn as_months(self) -> f64 {
        self.0 as f64 / (MINUTES_PER_DAY as f64 * DAYS_PER_MONTH)
    }
}

impl Add for Days {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sum for Days {
    fn sum<I: Iterator<Item = Self>>(iter: I) -> Self {
        iter.fold(Self::ZERO, Add::add)
    }
}

/// A number of days to add to a date; clamped to what a calendar can hold.
pub fn day_span(days: i64) -> jiff::Span {
    const LONGEST: i64 = 7_304_484;
    jiff::Span::new().days(days.clamp(-LONGEST, LONGEST))
}

/// Cases per month.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Cases(pub Decimal);

impl Cases {
    pub fn per_month(self) -> f64 {
        self.0.as_f64()
    }
}

impl fmt::Display for Cases {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Vollzeitäquivalent in steps of 0.01.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Fte(u32);

impl Fte {
    pub const fn from_hundredths(hundredths: u32) -> Self {
        Self(hundredths)
    }

    /// `None` when negative, too large or finer than 0.01.
    pub fn from_decimal(fte: Decimal) -> Option<Self> {
        let thousandths = fte.thousandths();
        if thousandths % 10 != 0 {
            return None;
        }
        u32::try_from(thousandths / 10).ok().map(Self)
    }

    pub const fn hundredths(self) -> u32 {
        self.0
    }

    pub fn to_decimal(self) -> Decimal {
        Decimal::from_thousandths(i64::from(self.0) * 10)
    }
}

impl Sum for Fte {
    fn sum<I: Iterator<Item = Self>>(iter: I) -> Self {
        Self(iter.fold(0, |total, fte| total.saturating_add(fte.0)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_keep_minutes() {
        let half = Days::from_decimal("10.5".parse().unwrap()).unwrap();
        assert_eq!(half.minutes(), 15_120);
        assert_eq!(half.whole_days(), 11);
        assert_eq!(Days::from_decimal("-1".parse().unwrap()), None);
    }

    #[test]
    fn fte_comes_in_hundredths() {
        assert_eq!(Fte::from_decimal("0.75".parse().unwrap()), Some(Fte::from_hundredths(75)));
        assert_eq!(Fte::from_decimal("0.755".parse().unwrap()), None);
    }
}
