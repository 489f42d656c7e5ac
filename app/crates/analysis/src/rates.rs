//! Exact rates: how many cases a month a capacity can take.

use model::{Capacity, CapacityUnit, Cases, Decimal};

use crate::{MissingInput, Wait};

/// Tenths of a minute in a mean month: 365.2425 / 12 days * 1440 minutes * 10.
pub(crate) const MONTH_DECIMINUTES: i128 = 438_291;
/// Weeks in a mean year, in ten-thousandths: 365.2425 / 7, as 52.1775.
const YEAR_WEEKS_E4: i128 = 521_775;

/// Thousandths of a case per month, as an exact positive fraction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Rate {
    numerator: i128,
    denominator: i128,
}

impl Rate {
    /// Places and cases turn over once per processing time, so their rate is capacity / time
    /// (Little 1961); appointments per week are a rate already. `None` without a positive rate.
    pub(crate) fn of(capacity: Capacity, processing: Option<&Wait>) -> Option<Self> {
        let value = i128::from(capacity.value.thousandths());
        let rate = match capacity.unit {
            CapacityUnit::Places | CapacityUnit::Cases => Self {
                numerator: value * MONTH_DECIMINUTES,
                denominator: i128::from(processing?.days.minutes()) * 10,
            },
            CapacityUnit::AppointmentsPerWeek => {
                Self { numerator: value * YEAR_WEEKS_E4, denominator: 12 * 10_000 }
            }
        };
        (rate.numerator > 0 && rate.denominator > 0).then_some(rate)
    }

    /// Thousandths of a case per month, rounded.
    pub(crate) fn thousandths(&self) -> i128 {
        (self.numerator + self.denominator / 2) / self.denominator
    }

    /// Cases per month.
    pub(crate) fn per_month(&self) -> f64 {
        nearest(self.numerator) / nearest(self.denominator) / 1000.0
    }

    /// Arrivals (thousandths per month) per rate in thousandths, rounded down.
    pub(crate) fn utilisation_permille(&self, arriving: i128) -> u32 {
        let permille =
            arriving.saturating_mul(self.denominator).saturating_mul(1000) / self.numerator;
        u32::try_from(permille).unwrap_or(u32::MAX)
    }

    /// The cases per month that are left beside the arrivals (thousandths per month);
    /// `None` when nothing is left. The difference is exact, so it does not vanish near the limit.
    pub(crate) fn spare_per_month(&self, arriving: i128) -> Option<f64> {
        let spare = self.numerator.saturating_sub(arriving.saturating_mul(self.denominator));
        (spare > 0).then(|| nearest(spare) / nearest(self.denominator) / 1000.0)
    }
}

#[expect(clippy::cast_precision_loss, reason = "rounds to nearest, the same on every machine")]
fn nearest(value: i128) -> f64 {
    value as f64
}

/// What is missing to turn a capacity into a [`Rate`].
pub(crate) fn missing_for_rate(
    capacity: Capacity,
    processing: Option<&Wait>,
) -> impl Iterator<Item = MissingInput> + use<> {
    let needs_time = capacity.unit != CapacityUnit::AppointmentsPerWeek;
    let has_time = processing.is_some_and(|time| time.days.minutes() > 0);
    [
        (needs_time && !has_time, MissingInput::ProcessingTime),
        (capacity.value.thousandths() <= 0, MissingInput::Capacity),
    ]
    .into_iter()
    .filter_map(|(is_missing, input)| is_missing.then_some(input))
}

/// Thousandths of a case per month as cases, saturating.
pub(crate) fn cases(thousandths: i128) -> Cases {
    Cases(Decimal::from_thousandths(i64::try_from(thousandths).unwrap_or(i64::MAX)))
}

/// Cases per month from a computation, rounded to thousandths; nothing below zero comes out.
#[expect(clippy::cast_possible_truncation, reason = "saturates, and NaN is zero")]
pub(crate) fn to_thousandths(per_month: f64) -> i128 {
    let rounded = per_month * 1000.0 + 0.5;
    i128::from(rounded as i64).max(0)
}
