//! What every row carries: when it holds, where it comes from, how sure it is, who may see it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::SourceId;
use crate::code::codes;

codes! {
    /// How sure a statement is.
    Confidence, "Verlässlichkeit", {
        /// Stated by the named source.
        Confirmed = "confirmed", "belegt", "confirmed";
        /// General knowledge of the field, not confirmed for this Kreis.
        Assumed = "assumed", "angenommen", "assumed";
        /// Made up within plausible magnitudes; shown as "Beispieldaten".
        Example = "example", "Beispieldaten", "example data";
    }
}

codes! {
    /// Who may see a row, from everybody to the steering group.
    Visibility, "Sichtbarkeit", {
        Public = "public", "öffentlich", "public";
        Partners = "partners", "Partner", "partners";
        Kreis = "kreis", "Kreis-intern", "within the Kreis";
        Steering = "steering", "Lenkungsgruppe", "steering group";
    }
}

/// First and last day on which a row holds; open ends are `None`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Validity {
    pub from: Option<Date>,
    pub to: Option<Date>,
}

impl Validity {
    pub fn holds_on(self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}

/// The dated, sourced envelope around every row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Envelope {
    pub validity: Validity,
    pub sources: Vec<SourceId>,
    pub confidence: Confidence,
    pub visibility: Visibility,
}

impl Envelope {
    pub fn is_example(&self) -> bool {
        self.confidence == Confidence::Example
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn validity_includes_both_ends() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        let year = Validity { from: Some(day("2025-01-01")), to: Some(day("2025-12-31")) };
        assert!(year.holds_on(day("2025-01-01")) && year.holds_on(day("2025-12-31")));
        assert!(!year.holds_on(day("2026-01-01")));
        assert!(Validity::default().holds_on(day("1990-01-01")));
    }
}
