//! A Kreis's own borders of its Kommunen, from a `GeoJSON` file (RFC 7946) that
//! stays in the browser.
//!
//! Start at [`Boundaries::read`]; [`Boundaries::lay_out`] arranges a network in them.

use std::collections::{BTreeMap, BTreeSet};

use geojson::{Feature, GeoJson, GeometryValue, JsonValue, Position};
use model::RegionId;
use scene::layout::outlines::within;
use scene::picture::{Outline, TitlePlace};
use scene::{Bounds, Point};

use crate::api::{AreaTitle, AreaView, GraphView, Named};
use crate::geo::projected;

/// Larger files would not be drawn fluidly.
pub(crate) const MAX_BYTES: usize = 20_000_000;
const MAX_CORNERS: usize = 300_000;

/// Why a file gives no borders.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BoundaryProblem {
    TooLarge,
    NoGeoJson,
    /// The browser could not read it.
    Unreadable,
    /// Points and lines only.
    NoAreas,
    /// Coordinates in metres, as of an office's own system.
    NoDegrees,
    /// None of the areas is a Kommune of this Kreis.
    OtherTowns,
}

/// The borders of some Kommunen, on a plane.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Boundaries {
    /// The outer rings of each Kommune; none where the file has it not. By id, for Kommunen may come
    /// and go while the file stays.
    towns: BTreeMap<RegionId, Rings>,
}

/// Rings in degrees.
type Rings = Vec<Vec<Point>>;

impl Boundaries {
    /// Reads a collection of features whose properties have the AGS (eight digits), the ARS (twelve)
    /// or the name of a Kommune, under any key.
    ///
    /// # Errors     [`BoundaryProblem`].
    /// # Complexity O(bytes) time and memory.
    pub(crate) fn read(
        text: &str,
        municipalities: &[Named<RegionId>],
    ) -> Result<Self, BoundaryProblem> {
        if text.len() > MAX_BYTES {
            return Err(BoundaryProblem::TooLarge);
        }
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let features =
            match text.parse::<GeoJson>().map_err(|_reason| BoundaryProblem::NoGeoJson)? {
                GeoJson::FeatureCollection(collection) => collection.features,
                GeoJson::Feature(feature) => vec![feature],
                GeoJson::Geometry(_) => return Err(BoundaryProblem::OtherTowns),
            };
        let areas: Vec<(&Feature, Rings)> = features
            .iter()
            .map(|feature| (feature, rings_of(feature)))
            .filter(|(_, rings)| !rings.is_empty())
            .collect();
        if areas.is_empty() {
            return Err(BoundaryProblem::NoAreas);
        }
        let corners = || areas.iter().flat_map(|(_, rings)| rings).flatten();
        if corners().count() > MAX_CORNERS {
            return Err(BoundaryProblem::TooLarge);
        }
        if corners().any(|corner| !(corner.x.abs() <= 180.0 && corner.y.abs() <= 90.0)) {
            return Err(BoundaryProblem::NoDegrees);
        }
        let mut towns = vec![Rings::new(); municipalities.len()];
        let (features, rings): (Vec<&Feature>, Vec<Rings>) = areas.into_iter().unzip();
        for (town, rings) in towns_of(&features, municipalities).into_iter().zip(rings) {
            if let Some(town) = town {
                towns[town].extend(rings);
            }
        }
        if towns.iter().all(Vec::is_empty) {
            return Err(BoundaryProblem::OtherTowns);
        }
        let ids = municipalities.iter().map(|town| town.id.clone());
        Ok(Self { towns: ids.zip(on_plane(&towns)).collect() })
    }

    /// The names of Kommunen that the file has not.
    pub(crate) fn missing(&self, municipalities: &[Named<RegionId>]) -> Vec<String> {
        let is_missing =
            |town: &&Named<RegionId>| self.towns.get(&town.id).is_none_or(Vec::is_empty);
        municipalities.iter().filter(is_missing).map(|town| town.name.clone()).collect()
    }

    /// The network with its actors inside these borders.
    ///
    /// # Complexity that of [`within`].
    pub(crate) fn lay_out(&self, graph: &GraphView) -> GraphView {
        let homes: Vec<Option<u32>> =
            graph.nodes.iter().map(|node| node.home_idx.map(u32::from)).collect();
        let edges: Vec<(u32, u32)> =
            graph.edges.iter().map(|edge| (edge.from_idx.into(), edge.to_idx.into())).collect();
        let towns = graph.municipalities.iter();
        let towns: Vec<Rings> =
            towns.map(|town| self.towns.get(&town.id).cloned().unwrap_or_default()).collect();
        let map = within(&homes, &towns, &edges);
        let mut result = graph.clone();
        for (node, point) in result.nodes.iter_mut().zip(&map.points) {
            (node.x, node.y) = (shortened(point.x), shortened(point.y));
        }
        let towns = graph.municipalities.iter().zip(&map.outlines).zip(&map.titles);
        let towns = towns.flat_map(|((town, rings), title)| {
            rings.iter().enumerate().map(move |(position, ring)| AreaView {
                // An exclave has no name of its own.
                title: AreaTitle::Named(if position == 0 {
                    town.name.clone()
                } else {
                    String::new()
                }),
                outline: Outline::Polygon(ring.clone()),
                title_world: title.unwrap_or_default(),
                title_place: TitlePlace::Above,
            })
        });
        let outside = map.outside.map(|bounds| AreaView {
            title: AreaTitle::Elsewhere,
            outline: Outline::Box(bounds),
            title_world: Point::new(bounds.centre().x, bounds.min.y),
            title_place: TitlePlace::Above,
        });
        result.areas = towns.chain(outside).collect();
        result
    }
}

/// The outer rings of an area.
fn rings_of(feature: &Feature) -> Rings {
    let Some(geometry) = &feature.geometry else { return Rings::new() };
    let outer = |polygon: &Vec<Vec<Position>>| Some(ring(polygon.first()?));
    match &geometry.value {
        GeometryValue::Polygon { coordinates } => outer(coordinates).into_iter().collect(),
        GeometryValue::MultiPolygon { coordinates } => {
            coordinates.iter().filter_map(outer).collect()
        }
        _ => Rings::new(),
    }
}

/// Closed rings repeat their first corner; here they do not.
fn ring(positions: &[Position]) -> Vec<Point> {
    let corner = |position: &Position| match position.as_slice() {
        [x, y, ..] => Some(Point::new(*x, *y)),
        _ => None,
    };
    let mut corners: Vec<Point> = positions.iter().filter_map(corner).collect();
    if corners.len() > 1 && corners.first() == corners.last() {
        corners.pop();
    }
    corners
}

/// The Kommune of each area: by AGS or ARS under any key; where no area has one, by its name under
/// that key which names most Kommunen (another may hold the Kreis, say).
fn towns_of(features: &[&Feature], municipalities: &[Named<RegionId>]) -> Vec<Option<usize>> {
    let by_key: Vec<Option<usize>> = features
        .iter()
        .map(|feature| {
            let mut keys = values(feature).filter_map(|(_, value)| ags(&value));
            keys.find_map(|ags| municipalities.iter().position(|town| town.id.as_str() == ags))
        })
        .collect();
    if by_key.iter().any(Option::is_some) {
        return by_key;
    }
    let named = |value: &str| {
        let name = value.trim().to_lowercase();
        municipalities.iter().position(|town| town.name.to_lowercase() == name)
    };
    let mut found: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for (key, value) in features.iter().flat_map(|feature| values(feature)) {
        found.entry(key).or_default().extend(named(&value));
    }
    let best = found.into_iter().max_by_key(|(_, towns)| towns.len());
    let name_of = |feature: &&Feature| {
        let (key, _) = best.as_ref()?;
        let value = values(feature).find(|(name, _)| name == key)?.1;
        named(&value)
    };
    features.iter().map(name_of).collect()
}

/// The properties that are texts or numbers.
fn values(feature: &Feature) -> impl Iterator<Item = (String, String)> {
    let properties = feature.properties.iter().flatten();
    properties.filter_map(|(key, value)| Some((key.clone(), text(value)?)))
}

fn text(value: &JsonValue) -> Option<String> {
    match value {
        JsonValue::String(text) => Some(text.clone()),
        JsonValue::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// The AGS in a text of digits: itself, without its leading zero (a spreadsheet's work), or the ARS,
/// which has four digits for the association of Kommunen in between.
fn ags(value: &str) -> Option<String> {
    let digits = value.trim();
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    match digits.len() {
        7 => Some(format!("0{digits}")),
        8 => Some(digits.to_owned()),
        11 => Some(format!("0{}{}", &digits[..4], &digits[8..])),
        12 => Some(format!("{}{}", &digits[..5], &digits[9..])),
        _ => None,
    }
}

/// All rings with one projection.
fn on_plane(towns: &[Rings]) -> Vec<Rings> {
    let all: Vec<Point> = towns.iter().flatten().flatten().copied().collect();
    let origin = Bounds::of(&all).map_or(Point::ORIGIN, Bounds::centre);
    let middle = projected(&[origin])[0];
    let mut projected = projected(&all).into_iter().map(|point| point - middle);
    let mut take =
        |ring: &Vec<Point>| -> Vec<Point> { projected.by_ref().take(ring.len()).collect() };
    towns.iter().map(|rings| rings.iter().map(&mut take).collect()).collect()
}

#[expect(clippy::cast_possible_truncation, reason = "for drawing: 24 bits are plenty")]
fn shortened(value: f64) -> f32 {
    value as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn towns() -> Vec<Named<RegionId>> {
        [("05774020", "Delbrück"), ("05774032", "Paderborn")]
            .map(|(id, name)| Named { id: id.parse().unwrap(), name: name.to_owned() })
            .into()
    }

    fn file(key: &str, value: &str, corners: &str) -> String {
        format!(
            r#"{{"type":"FeatureCollection","features":[{{"type":"Feature",
            "properties":{{"{key}":{value},"GF":4}},
            "geometry":{{"type":"Polygon","coordinates":[[{corners}]]}}}}]}}"#
        )
    }

    const SQUARE: &str = "[8.5,51.7],[8.7,51.7],[8.7,51.8],[8.5,51.8],[8.5,51.7]";

    #[test]
    fn kommunen_are_found_by_key_or_name() {
        for (key, value) in [
            ("AGS", r#""05774032""#),
            ("ags", "5774032"),
            ("ARS", r#""057740032032""#),
            ("rs", "57740032032"),
            ("GEN", r#"" paderborn""#),
        ] {
            let borders = Boundaries::read(&file(key, value, SQUARE), &towns());
            let borders = borders.unwrap_or_else(|problem| panic!("{key}: {problem:?}"));
            assert_eq!(borders.missing(&towns()), ["Delbrück"], "{key}");
            assert_eq!(borders.towns[&towns()[1].id][0].len(), 4);
        }
    }

    #[test]
    fn the_name_of_the_kreis_is_not_taken_for_that_of_a_town() {
        let feature = |name: &str| {
            format!(
                r#"{{"type":"Feature","properties":{{"aname":"{name}","kreis":"Paderborn"}},
                "geometry":{{"type":"Polygon","coordinates":[[{SQUARE}]]}}}}"#
            )
        };
        let features = [feature("Delbrück"), feature("Paderborn")].join(",");
        let file = format!(r#"{{"type":"FeatureCollection","features":[{features}]}}"#);
        let borders = Boundaries::read(&file, &towns()).unwrap();
        assert!(borders.missing(&towns()).is_empty());
        assert!(borders.towns.values().all(|rings| rings.len() == 1));
    }

    #[test]
    fn what_gives_no_borders_is_refused() {
        let read = |text: &str| Boundaries::read(text, &towns()).unwrap_err();
        assert_eq!(read("kein JSON"), BoundaryProblem::NoGeoJson);
        assert_eq!(read(r#"{"type":"FeatureCollection","features":[]}"#), BoundaryProblem::NoAreas);
        let point = r#"{"type":"Feature","properties":{"AGS":"05774032"},
            "geometry":{"type":"Point","coordinates":[8.7,51.7]}}"#;
        assert_eq!(read(point), BoundaryProblem::NoAreas);
        assert_eq!(read(&file("AGS", r#""05758004""#, SQUARE)), BoundaryProblem::OtherTowns);
        let metres = "[482000,5729000],[483000,5729000],[483000,5730000],[482000,5729000]";
        assert_eq!(read(&file("AGS", r#""05774032""#, metres)), BoundaryProblem::NoDegrees);
        assert_eq!(read(&" ".repeat(MAX_BYTES + 1)), BoundaryProblem::TooLarge);
    }
}
