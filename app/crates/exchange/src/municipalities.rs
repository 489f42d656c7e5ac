//! `municipalities.csv`: all Kreise, kreisfreie Städte and municipalities of a Land.

use std::collections::BTreeMap;

use model::{Ags, CodeBook, Date, InvalidId, Location, NetworkId, RegionId};

use crate::code_value::code;
use crate::land::{AreaName, GemeindeEntry, KreisEntry, KreisKind, LandDirectory};
use crate::land_problem::LandProblem;
use crate::number::{microdegrees, whole};
use crate::own_codes::ListedKind;
use crate::reader::Reader;
use crate::row::Row;
use crate::table::{Column, Presence, Table, required};
use crate::value::{date, id};
use crate::{Preview, Reason};

const COLUMNS: &[Column] = &[
    required("ags"),
    required("name"),
    required("label"),
    required("kind"),
    required("kreis"),
    required("lat"),
    required("lon"),
    required("population"),
    required("population_date"),
    required("seat"),
    required("bezirk"),
    required("land"),
];

const TABLE: Table = Table {
    name: "municipalities",
    file: "municipalities.csv",
    presence: Presence::Required,
    key: &["ags"],
    columns: COLUMNS,
    shared: &[],
};

/// Reads the directory of a Land.
///
/// Every municipality lies in a Kreis of the list and every Kreis has its seat there; a kreisfreie
/// Stadt has exactly one municipality, itself. Areas with the same first digits have the same name.
pub fn read_land_directory(bytes: &[u8]) -> Preview<LandDirectory> {
    let no_codes = CodeBook::default();
    let mut reader = Reader::new(&no_codes);
    let areas = reader.table(bytes, &TABLE, read);
    reader.report_duplicates(&TABLE, areas.iter().map(|area| area.ags().to_string()));
    let directory = LandDirectory::new(reader.kreise(areas));
    reader.problems.preview(Some(directory), |_| 0)
}

/// A row; a Kreis still without its municipalities.
enum Listed {
    Kreis(KreisEntry),
    Gemeinde(GemeindeEntry),
}

impl Listed {
    fn ags(&self) -> &str {
        match self {
            Self::Kreis(kreis) => kreis.id.as_str(),
            Self::Gemeinde(municipality) => municipality.ags.as_str(),
        }
    }
}

fn read(row: &mut Row<'_>) -> Option<Listed> {
    let kind = row.required("kind", code);
    let place = read_place(row);
    let kreis = row.required("kreis", id::<NetworkId>);
    let (kind, place, kreis) = (kind?, place?, kreis?);
    if kreis.as_str() != place.ags.kreis() {
        let reason = Reason::IdIsNotAgs { id: kreis.to_string(), ags: place.ags.kreis().into() };
        row.report("kreis", reason);
    }
    if place.ags.is_kreis() == (kind == ListedKind::Gemeinde) {
        row.report("ags", InvalidId::Ags(place.ags.to_string()));
    }
    match kind {
        ListedKind::Gemeinde => Some(Listed::Gemeinde(place)),
        ListedKind::Kreis => read_kreis(row, kreis, KreisKind::Kreis, place),
        ListedKind::KreisfreieStadt => read_kreis(row, kreis, KreisKind::KreisfreieStadt, place),
    }
}

/// What all rows have.
fn read_place(row: &mut Row<'_>) -> Option<GemeindeEntry> {
    let ags = row.required("ags", id::<Ags>);
    let name = row.required_text("name");
    let label = row.required_text("label");
    let lat = row.required("lat", |field| microdegrees(field, 90));
    let lon = row.required("lon", |field| microdegrees(field, 180));
    let population = row.required("population", whole);
    let population_date: Option<Date> = row.required("population_date", date);
    if let (Some(name), Some(label)) = (&name, &label)
        && !label.starts_with(name.as_str())
    {
        row.report("label", LandProblem::OtherLabel { name: name.clone() });
    }
    Some(GemeindeEntry {
        ags: ags?,
        name: name?,
        label: label?,
        location: Location { lat_microdegrees: lat?, lon_microdegrees: lon? },
        population: population?,
        population_date: population_date?,
    })
}

fn read_kreis(
    row: &mut Row<'_>,
    id_field: NetworkId,
    kind: KreisKind,
    place: GemeindeEntry,
) -> Option<Listed> {
    let seat = row.required("seat", id::<Ags>);
    let bezirk = area(row, "bezirk", &id_field.as_str()[..3]);
    let land = area(row, "land", &id_field.as_str()[..2]);
    Some(Listed::Kreis(KreisEntry {
        id: id_field,
        name: place.name,
        label: place.label,
        kind,
        location: place.location,
        population: place.population,
        population_date: place.population_date,
        seat: seat?,
        bezirk: bezirk?,
        land: land?,
        municipalities: Vec::new(),
    }))
}

fn area(row: &mut Row<'_>, column: &'static str, digits: &str) -> Option<AreaName> {
    let name = row.required_text(column)?;
    Some(AreaName { id: RegionId::new(digits).ok()?, name })
}

impl Reader<'_> {
    /// Gives each Kreis its municipalities and checks what spans rows.
    fn kreise(&mut self, areas: Vec<Listed>) -> Vec<KreisEntry> {
        let mut kreise = Vec::new();
        let mut municipalities = BTreeMap::<String, Vec<GemeindeEntry>>::new();
        for area in areas {
            match area {
                Listed::Kreis(kreis) => kreise.push(kreis),
                Listed::Gemeinde(entry) => {
                    municipalities.entry(entry.ags.kreis().to_owned()).or_default().push(entry);
                }
            }
        }
        for kreis in &mut kreise {
            kreis.municipalities = municipalities.remove(kreis.id.as_str()).unwrap_or_default();
            kreis.municipalities.sort_by(|a, b| a.ags.cmp(&b.ags));
            self.check_municipalities(kreis);
        }
        for (kreis, entries) in municipalities {
            for entry in entries {
                if !self.places.may_hold(TABLE.name, &kreis) {
                    let problem = LandProblem::UnknownKreis { kreis: kreis.clone() };
                    self.report_area(entry.ags.as_str(), "kreis", problem);
                }
            }
        }
        self.check_names(&kreise);
        kreise
    }

    /// What is missing counts only if every row could be read.
    fn check_municipalities(&mut self, kreis: &KreisEntry) {
        let n = kreis.municipalities.len();
        let is_right = match kreis.kind {
            KreisKind::Kreis => n > 0,
            KreisKind::KreisfreieStadt => n == 1,
        };
        if !is_right && (n > 1 || !self.places.has_unread(&TABLE)) {
            self.report_area(kreis.id.as_str(), "ags", LandProblem::Municipalities { n });
        } else if n > 0
            && kreis.municipality(&kreis.seat).is_none()
            && !self.places.may_hold(TABLE.name, kreis.seat.as_str())
        {
            let seat = kreis.seat.to_string();
            self.report_area(kreis.id.as_str(), "seat", LandProblem::UnknownSeat { seat });
        }
    }

    fn check_names(&mut self, kreise: &[KreisEntry]) {
        let mut names = BTreeMap::new();
        for kreis in kreise {
            for (column, area) in [("bezirk", &kreis.bezirk), ("land", &kreis.land)] {
                let first = names.entry(&area.id).or_insert(&area.name);
                if *first != &area.name {
                    let digits = area.id.to_string();
                    let problem = LandProblem::OtherName { digits, first: (*first).clone() };
                    self.report_area(kreis.id.as_str(), column, problem);
                }
            }
        }
    }

    fn report_area(&mut self, ags: &str, column: &'static str, problem: LandProblem) {
        let line = self.places.line(TABLE.name, ags, 0);
        self.problems.push(TABLE.file, line, Some(column), problem);
    }
}
