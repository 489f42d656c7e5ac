//! The schematic map: centres of the Kommunen, with areas around them.

use model::{Location, Region};
use scene::{Bounds, Point, mosaic};

use crate::api::{MapArea, MapView};
use crate::ssr::arrange::projected;

/// Width of the map in its own units, about a CSS pixel each.
const WIDTH: f64 = 400.0;
/// How far an area goes out from its centre, in usual distances between neighbours: far enough
/// that neighbours meet.
const REACH: f64 = 0.8;
/// The radius of a Kreis with one Kommune, in degrees of latitude.
const REACH_ALONE: f64 = 0.1;

/// The map of these Kommunen; those without a place are left out.
pub(super) fn map(municipalities: &[&Region]) -> Option<MapView> {
    let places = municipalities.iter().enumerate();
    let places: Vec<(usize, Location)> =
        places.filter_map(|(idx, region)| Some((idx, region.centroid?))).collect();
    let points = projected(places.iter().map(|(_, place)| *place));
    let reach = mosaic::spacing(&points).map_or(REACH_ALONE, |spacing| spacing * REACH);
    let bounds = Bounds::of(&points)?.grown(reach);
    let scale = WIDTH / bounds.width();
    let on_map = |point: Point| (point - bounds.min) * scale;
    let outlines = mosaic::areas(&points, reach);
    let areas = places.iter().zip(&points).zip(outlines).map(|(((idx, _), point), outline)| {
        let corners: Vec<Point> = outline.into_iter().map(on_map).collect();
        let (x, y) = rounded(on_map(*point));
        MapArea { municipality_idx: *idx, outline: path(&corners), x, y }
    });
    let (width, height) = rounded(Point::new(WIDTH, bounds.height() * scale));
    Some(MapView { width, height, areas: areas.collect() })
}

fn path(corners: &[Point]) -> String {
    let corner = |corner: &Point| {
        let (x, y) = rounded(*corner);
        format!("{x},{y}")
    };
    let corners: Vec<String> = corners.iter().map(corner).collect();
    format!("M{}Z", corners.join("L"))
}

#[expect(clippy::cast_possible_truncation, reason = "a saturated point lies far off the map")]
fn rounded(point: Point) -> (i32, i32) {
    (point.x.round() as i32, point.y.round() as i32)
}
