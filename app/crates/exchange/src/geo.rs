//! GeoJSON (RFC 7946): Kommunen and actors as points, with their cells as properties.
//!
//! An actor stands where its region lies; several in one place stand on each other, for nothing
//! more exact is known. Rows without a place are left out.

use std::collections::HashMap;

use geojson::{Feature, FeatureCollection, Geometry, GeometryValue, JsonObject};
use model::{Location, Network, Region, Row};

use crate::cells::cells;

/// Writes a feature collection; a property `table` tells the two kinds of points apart.
pub fn write_geojson(network: &Network) -> Vec<u8> {
    let by_id: HashMap<_, &Region> = network.regions.iter().map(|row| (&row.id, row)).collect();
    let regions = network
        .municipalities()
        .filter_map(|region| Some((Row::from(region.clone()), region.centroid?)));
    let actors = network.actors.iter().filter_map(|actor| {
        let region = by_id.get(actor.region.as_ref()?)?;
        Some((Row::from(actor.clone()), region.centroid?))
    });
    let mut points: Vec<(Row, Location)> = regions.chain(actors).collect();
    points.sort_by_key(|(row, _)| row.key());
    let features = points.into_iter().map(|(row, place)| feature(&row, place)).collect();
    let collection = FeatureCollection { bbox: None, features, foreign_members: None };
    collection.to_string().into_bytes()
}

fn feature(row: &Row, place: Location) -> Feature {
    let mut properties = JsonObject::new();
    properties.insert("table".to_owned(), row.table().code().into());
    for cell in cells(row).into_iter().filter(|cell| !cell.text.is_empty()) {
        properties.insert(cell.column.to_owned(), cell.text.into());
    }
    // Longitude first.
    let position = [place.lon_degrees(), place.lat_degrees()];
    Feature {
        bbox: None,
        geometry: Some(Geometry::new(GeometryValue::new_point(position))),
        id: Some(geojson::feature::Id::String(row.key().to_string())),
        properties: Some(properties),
        foreign_members: None,
    }
}
