//! Regions: Land, Regierungsbezirk, Kreis, municipalities, Regionalteams, Sozialräume.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::code::codes;
use crate::{Ags, Envelope, RegionId};

codes! {
    /// What kind of area.
    RegionKind, "Gebietsart", {
        Land = "land", "Land", "state";
        Bezirk = "bezirk", "Regierungsbezirk", "administrative district";
        Kreis = "kreis", "Kreis", "Kreis";
        Gemeinde = "gemeinde", "Kommune", "municipality";
        RegionalTeam = "regional_team", "Regionalteam", "regional team";
        Sozialraum = "sozialraum", "Sozialraum", "neighbourhood";
    }
}

codes! {
    /// How a municipality takes part in KIM.
    KimStatus, "KIM-Status", {
        Pilot = "pilot", "Pilotkommune", "pilot municipality";
        Model = "model", "Modellkommune", "model municipality";
        Participating = "participating", "beteiligt", "participating";
    }
}

/// A point on the earth, WGS 84, in millionths of a degree (about 0.1 m).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Location {
    pub lat_microdegrees: i32,
    pub lon_microdegrees: i32,
}

impl Location {
    pub fn lat_degrees(self) -> f64 {
        f64::from(self.lat_microdegrees) / 1e6
    }

    pub fn lon_degrees(self) -> f64 {
        f64::from(self.lon_microdegrees) / 1e6
    }
}

/// An area that actors cover or lie in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Region {
    pub id: RegionId,
    pub kind: RegionKind,
    pub ags: Option<Ags>,
    /// Amtlicher Regionalschlüssel, 12 digits.
    pub ars: Option<String>,
    pub name: String,
    /// The official name, e.g. "Delbrück, Stadt".
    pub label: Option<String>,
    pub parent: Option<RegionId>,
    pub centroid: Option<Location>,
    pub population: Option<u32>,
    pub population_date: Option<Date>,
    pub kim_status: Option<KimStatus>,
    pub envelope: Envelope,
}
