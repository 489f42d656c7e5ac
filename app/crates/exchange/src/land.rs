//! The directory of a Land: its Kreise and kreisfreie Städte with their municipalities.
//!
//! It is the ground on which a network is founded, and belongs to no network itself. How it is read
//! stands in `municipalities.rs`.

use model::{Ags, Date, Location, NetworkId, RegionId, spelled_out};

/// All Kreise and kreisfreie Städte of a Land.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LandDirectory {
    kreise: Vec<KreisEntry>,
}

/// A Kreis or a kreisfreie Stadt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KreisEntry {
    pub id: NetworkId,
    /// As people say it: "Kreis Höxter", "Bielefeld".
    pub name: String,
    /// The official name: "Kreis Höxter", "Bielefeld, Stadt".
    pub label: String,
    pub kind: KreisKind,
    pub location: Location,
    pub population: u32,
    pub population_date: Date,
    /// The municipality in which its administration sits.
    pub seat: Ags,
    pub bezirk: AreaName,
    pub land: AreaName,
    /// In the order of their AGS; a kreisfreie Stadt has exactly one.
    pub municipalities: Vec<GemeindeEntry>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KreisKind {
    Kreis,
    KreisfreieStadt,
}

/// An area above the Kreise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AreaName {
    /// The first digits of the AGS: two for the Land, three for the Regierungsbezirk.
    pub id: RegionId,
    pub name: String,
}

/// A Kommune.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GemeindeEntry {
    pub ags: Ags,
    pub name: String,
    /// The official name with what stands behind it: "Höxter, Stadt".
    pub label: String,
    pub location: Location,
    pub population: u32,
    pub population_date: Date,
}

impl LandDirectory {
    pub(crate) fn new(mut kreise: Vec<KreisEntry>) -> Self {
        kreise.sort_by_cached_key(|kreis| (spelled_out(&kreis.name), kreis.id.clone()));
        Self { kreise }
    }

    /// By name, umlauts as their two letters.
    pub fn kreise(&self) -> &[KreisEntry] {
        &self.kreise
    }

    pub fn kreis(&self, id: &NetworkId) -> Option<&KreisEntry> {
        self.kreise.iter().find(|kreis| kreis.id == *id)
    }

    /// The Kreis with this AGS, or that of the municipality with this AGS.
    pub fn kreis_of(&self, ags: &Ags) -> Option<&KreisEntry> {
        self.kreise.iter().find(|kreis| kreis.id.as_str() == ags.kreis())
    }
}

impl KreisEntry {
    /// With what it is: "Kreis Höxter", "Stadt Bielefeld".
    pub fn title(&self) -> String {
        match self.kind {
            KreisKind::Kreis => self.name.clone(),
            KreisKind::KreisfreieStadt => title(&self.name, &self.label),
        }
    }

    pub fn municipality(&self, ags: &Ags) -> Option<&GemeindeEntry> {
        self.municipalities.iter().find(|municipality| municipality.ags == *ags)
    }
}

impl GemeindeEntry {
    /// With what it is: "Stadt Höxter", "Gemeinde Borchen".
    pub fn title(&self) -> String {
        title(&self.name, &self.label)
    }
}

/// What a municipality is follows from what its label adds to the name: many a town calls itself
/// Hansestadt or Orgelstadt there, and a Gemeinde adds nothing or something else.
fn title(name: &str, label: &str) -> String {
    let addition = label.strip_prefix(name).unwrap_or_default();
    let is_town = addition.to_lowercase().contains("stadt");
    format!("{} {name}", if is_town { "Stadt" } else { "Gemeinde" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_municipality_is_stands_in_its_label() {
        let towns = [
            ("Höxter", "Höxter, Stadt"),
            ("Warburg", "Warburg, Hansestadt"),
            ("Hückeswagen", "Hückeswagen, Schloss-Stadt"),
            ("Horstmar", "Horstmar, Stadt der Burgmannshöfe"),
        ];
        for (name, label) in towns {
            assert_eq!(title(name, label), format!("Stadt {name}"));
        }
        let others = [
            ("Borchen", "Borchen"),
            ("Hövelhof", "Hövelhof, Sennegemeinde"),
            ("Altstadt", "Altstadt"),
        ];
        for (name, label) in others {
            assert_eq!(title(name, label), format!("Gemeinde {name}"));
        }
    }
}
