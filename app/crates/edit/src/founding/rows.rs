//! The rows of a new network.

use exchange::{FoundingBook, KreisEntry};
use model::{
    Actor, Ags, Confidence, Date, Envelope, Jurisdiction, JurisdictionId, Level, Location, Network,
    Region, RegionId, RegionKind, Source, SourceId, SourceKind, Validity, Visibility,
};

use super::areas::Area;
use super::candidates::{Candidate, id_of};
use super::names::filled;

/// The sources of a new network, by the ids that the examples use.
#[derive(Clone, Copy)]
enum Ground {
    Destatis,
    Zensus,
    Wissen,
}

impl Ground {
    fn code(self) -> &'static str {
        match self {
            Self::Destatis => "destatis",
            Self::Zensus => "zensus",
            Self::Wissen => "wissen",
        }
    }
}

/// The areas and the sources: what is there whoever is chosen.
pub(super) fn ground(kreis: &KreisEntry) -> Network {
    Network { regions: regions(kreis), sources: sources(kreis), ..Network::empty(kreis.id.clone()) }
}

fn sources(kreis: &KreisEntry) -> Vec<Source> {
    let source = |ground: Ground, kind, title: String, publisher: &str, date| {
        let publisher = Some(publisher.to_owned());
        let id = SourceId::new(ground.code()).ok()?;
        Some(Source { id, kind, title, publisher, url: None, date: Some(date), quote: None })
    };
    let counted_on = kreis.population_date;
    let sources = [
        source(
            Ground::Destatis,
            SourceKind::Register,
            "Gemeindeverzeichnis (GV-ISys), Gebietsstand 2019".to_owned(),
            "Statistisches Bundesamt",
            Date::constant(2019, 12, 31),
        ),
        source(
            Ground::Zensus,
            SourceKind::Register,
            format!(
                "Zensus 2022, Tabelle 1000A-0000, Bevölkerung am {:02}.{:02}.{}",
                counted_on.day(),
                counted_on.month(),
                counted_on.year()
            ),
            "Statistische Ämter des Bundes und der Länder",
            counted_on,
        ),
        source(
            Ground::Wissen,
            SourceKind::Knowledge,
            format!(
                "Allgemeines Fachwissen zu Zuständigkeiten und Trägern in {}, für diesen Kreis nicht bestätigt",
                kreis.land.name
            ),
            "Netzlotse",
            Date::constant(2026, 11, 27),
        ),
    ];
    sources.into_iter().flatten().collect()
}

fn envelope(confidence: Confidence, sources: &[Ground]) -> Envelope {
    let ids = sources.iter().filter_map(|ground| SourceId::new(ground.code()).ok());
    Envelope {
        validity: Validity::default(),
        sources: ids.collect(),
        confidence,
        visibility: Visibility::Public,
    }
}

fn known() -> Envelope {
    envelope(Confidence::Assumed, &[Ground::Wissen])
}

fn regions(kreis: &KreisEntry) -> Vec<Region> {
    let (land, bezirk) = (&kreis.land, &kreis.bezirk);
    let land_label = format!("Land {}", land.name);
    let bezirk_label = format!("Regierungsbezirk {}", bezirk.name);
    let mut regions = vec![
        region(&land.id, RegionKind::Land, &land.name, &land_label, None),
        region(&bezirk.id, RegionKind::Bezirk, &bezirk.name, &bezirk_label, Some(&land.id)),
    ];
    let Ok(kreis_id) = RegionId::new(kreis.id.as_str()) else { return regions };
    let title = kreis.title();
    let whole = region(&kreis_id, RegionKind::Kreis, &title, &kreis.label, Some(&bezirk.id));
    let ags = Ags::new(kreis.id.as_str()).ok();
    let population = (kreis.population, kreis.population_date);
    regions.push(counted(whole, ags, kreis.location, population));
    for one in &kreis.municipalities {
        let Ok(id) = RegionId::new(one.ags.as_str()) else { continue };
        let part = region(&id, RegionKind::Gemeinde, &one.name, &one.label, Some(&kreis_id));
        let population = (one.population, one.population_date);
        regions.push(counted(part, Some(one.ags.clone()), one.location, population));
    }
    regions
}

fn region(
    id: &RegionId,
    kind: RegionKind,
    name: &str,
    label: &str,
    parent: Option<&RegionId>,
) -> Region {
    Region {
        id: id.clone(),
        kind,
        ags: None,
        ars: None,
        name: name.to_owned(),
        label: Some(label.to_owned()),
        parent: parent.cloned(),
        centroid: None,
        population: None,
        population_date: None,
        kim_status: None,
        envelope: envelope(Confidence::Confirmed, &[Ground::Destatis]),
    }
}

/// The same region with its place and its people.
fn counted(
    region: Region,
    ags: Option<Ags>,
    place: Location,
    (population, date): (u32, Date),
) -> Region {
    Region {
        ags,
        centroid: Some(place),
        population: Some(population),
        population_date: Some(date),
        envelope: envelope(Confidence::Confirmed, &[Ground::Destatis, Ground::Zensus]),
        ..region
    }
}

/// The actor; `kept` are all that come into the network.
pub(super) fn actor(
    candidate: &Candidate<'_>,
    kept: &[&Candidate<'_>],
    book: &FoundingBook,
    kreis: &KreisEntry,
) -> Actor {
    let typical = candidate.typical;
    let fill = |name| filled(name, kreis, candidate.municipality);
    let mut ancestors = book.ancestors(typical);
    let parent = ancestors.find_map(|ancestor| {
        kept.iter().find(|other| {
            let is_beside =
                other.municipality.is_none() || other.municipality == candidate.municipality;
            other.typical.id == ancestor.id && is_beside
        })
    });
    Actor {
        id: candidate.id.clone(),
        kind: typical.kind,
        name: fill(&typical.name),
        short_name: typical.short_name.as_ref().map(fill),
        aliases: typical.aliases.iter().map(fill).collect(),
        parent: parent.map(|other| other.id.clone()),
        sector: typical.sector,
        level: typical.level,
        region: office(candidate, kreis),
        contact: None,
        church_law: typical.church_law,
        model: typical.model,
        note: typical.note.clone(),
        envelope: known(),
    }
}

/// Where the office lies: authorities of the Kreis at its seat.
fn office(candidate: &Candidate<'_>, kreis: &KreisEntry) -> Option<RegionId> {
    let seat = || RegionId::new(kreis.seat.as_str()).ok();
    match candidate.typical.located {
        Level::Gemeinde => {
            candidate.municipality.map_or_else(seat, |one| RegionId::new(one.ags.as_str()).ok())
        }
        Level::Kreis => seat(),
        Level::Bezirk => Some(kreis.bezirk.id.clone()),
        Level::Land | Level::Bund => Some(kreis.land.id.clone()),
    }
}

pub(super) fn jurisdiction(candidate: &Candidate<'_>, area: Area) -> Option<Jurisdiction> {
    let subject = area.regime.as_ref().map_or("gebiet", |regime| regime.as_str());
    Some(Jurisdiction {
        id: JurisdictionId::new(id_of(candidate.id.as_str(), subject)).ok()?,
        actor: candidate.id.clone(),
        kind: area.kind,
        regions: area.regions,
        regime: area.regime,
        legal_basis: area.legal_basis,
        envelope: known(),
    })
}
