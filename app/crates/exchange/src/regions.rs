//! `regions.csv`: the Kreis, its Kommunen and other areas.

use model::{InvalidId, Location, NetworkId, Region, RegionKind};

use crate::Reason;
use crate::code_value::code;
use crate::envelope;
use crate::number::{degrees_text, microdegrees, whole};
use crate::record::Record;
use crate::row::Row;
use crate::table::{Column, Presence, Table, optional, required};
use crate::value::{ars, date, id, region_id};

const COLUMNS: &[Column] = &[
    required("id"),
    required("kind"),
    optional("ags"),
    optional("ars"),
    required("name"),
    optional("label"),
    optional("parent"),
    optional("lat"),
    optional("lon"),
    optional("population"),
    optional("population_date"),
    optional("kim_status"),
];

pub(crate) const TABLE: Table = Table {
    name: "regions",
    file: "regions.csv",
    presence: Presence::Required,
    key: &["id"],
    columns: COLUMNS,
    shared: envelope::COLUMNS,
};

pub(crate) fn read(row: &mut Row<'_>) -> Option<Region> {
    let id_field = row.required("id", region_id);
    let kind = row.required("kind", code);
    let name = row.required_text("name");
    let envelope = envelope::read(row);
    let ags = row.optional("ags", id);
    let region = Region {
        ars: row.optional("ars", ars),
        label: row.text("label"),
        parent: row.optional("parent", region_id),
        centroid: location(row),
        population: row.optional("population", whole),
        population_date: row.optional("population_date", date),
        kim_status: row.optional("kim_status", code),
        id: id_field?,
        kind: kind?,
        ags,
        name: name?,
        envelope: envelope?,
    };
    check_kind(row, &region);
    Some(region)
}

fn location(row: &mut Row<'_>) -> Option<Location> {
    let lat = row.optional("lat", |field| microdegrees(field, 90));
    let lon = row.optional("lon", |field| microdegrees(field, 180));
    row.require_together("lat", "lon");
    Some(Location { lat_microdegrees: lat?, lon_microdegrees: lon? })
}

/// A Kreis and a Kommune are named by their AGS; a Kommune has a place on the map.
fn check_kind(row: &mut Row<'_>, region: &Region) {
    let is_kreis = region.kind == RegionKind::Kreis;
    let is_municipality = region.kind == RegionKind::Gemeinde;
    if is_municipality {
        row.require("ags");
        if row.is_empty("lat") && row.is_empty("lon") {
            row.require("lat");
            row.require("lon");
        }
    }
    if is_kreis && let Err(problem) = NetworkId::new(region.id.as_str()) {
        row.report("id", problem);
    }
    if let Some(ags) = &region.ags {
        if (is_kreis && !ags.is_kreis()) || (is_municipality && ags.is_kreis()) {
            row.report("ags", InvalidId::Ags(ags.to_string()));
        } else if (is_kreis || is_municipality) && ags.as_str() != region.id.as_str() {
            let (id, ags) = (region.id.to_string(), ags.to_string());
            row.report("id", Reason::IdIsNotAgs { id, ags });
        }
    }
}

pub(crate) fn write(region: &Region, record: &mut Record) {
    record.put("id", &region.id);
    record.put("kind", region.kind);
    record.put_some("ags", region.ags.as_ref());
    record.put_some("ars", region.ars.as_ref());
    record.put("name", &region.name);
    record.put_some("label", region.label.as_ref());
    record.put_some("parent", region.parent.as_ref());
    record.put_number("lat", region.centroid.map(|place| degrees_text(place.lat_microdegrees)));
    record.put_number("lon", region.centroid.map(|place| degrees_text(place.lon_microdegrees)));
    record.put_number("population", region.population);
    record.put_some("population_date", region.population_date);
    record.put_some("kim_status", region.kim_status);
    envelope::write(&region.envelope, record);
}
