//! From degrees to a plane.

use scene::{Bounds, Point};

/// Plate carrée, true to scale in the middle of the places, north up; x is the longitude and y the
/// latitude, in degrees, and so is the result in degrees of latitude.
pub(crate) fn projected(degrees: &[Point]) -> Vec<Point> {
    let middle = Bounds::of(degrees).map_or(0.0, |bounds| bounds.centre().y);
    let narrowing = middle.to_radians().cos();
    degrees.iter().map(|place| Point::new(place.x * narrowing, -place.y)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn north_is_up_and_a_degree_is_as_long_both_ways() {
        let at = |x: f64, y: f64| Point::new(x, y);
        let plane = projected(&[at(8.0, 51.0), at(9.0, 51.0), at(8.0, 53.0)]);
        assert!(plane[2].y < plane[0].y && plane[1].x > plane[0].x);
        let (east, north) = (plane[1].x - plane[0].x, plane[0].y - plane[2].y);
        assert!((east - 52.0_f64.to_radians().cos()).abs() < 1e-9 && (north - 2.0).abs() < 1e-9);
        assert!(projected(&[]).is_empty());
    }
}
