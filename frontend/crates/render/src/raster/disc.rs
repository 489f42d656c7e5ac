//! Discs and rings.

use scene::Point;

use super::{Ink, Pixels};
use crate::number::{ceil, floor};

/// Draws what lies between two radii; a disc when the inner one is below 0.
///
/// # Complexity O(k) time for k pixels of its square inside the image.
pub(crate) fn disc(pixels: &mut Pixels, center: Point, radii: (f64, f64), ink: Ink) {
    let (inner, outer) = radii;
    if !(center.is_finite() && outer > 0.0 && outer < 1e6) {
        return;
    }
    let (top, bottom) = (floor(center.y - outer).max(0), ceil(center.y + outer));
    for y in top..bottom.min(pixels.height) {
        let away_y = f64::from(y) + 0.5 - center.y;
        let reach = ((outer + 1.0) * (outer + 1.0) - away_y * away_y).max(0.0).sqrt();
        let (left, right) = (floor(center.x - reach).max(0), ceil(center.x + reach));
        for x in left..right.min(pixels.width) {
            let away_x = f64::from(x) + 0.5 - center.x;
            let distance = (away_x * away_x + away_y * away_y).sqrt();
            let within = (outer - distance + 0.5).clamp(0.0, 1.0);
            let beyond = (distance - inner + 0.5).clamp(0.0, 1.0);
            pixels.blend(x, y, ink, within.min(beyond));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::palette::Rgb;

    fn ink_of(center: Point, radii: (f64, f64)) -> f64 {
        let mut pixels = Pixels::new(60, 60, Rgb(255, 255, 255));
        disc(&mut pixels, center, radii, Ink::new(Rgb(0, 0, 0), 1.0));
        pixels.ink_px()
    }

    #[test]
    fn a_disc_has_its_area() {
        use std::f64::consts::PI;
        let center = Point::new(30.3, 29.8);
        assert!((ink_of(center, (-1.0, 20.0)) - PI * 400.0).abs() < 8.0);
        assert!((ink_of(center, (18.0, 20.0)) - PI * 76.0).abs() < 8.0);
        assert!((ink_of(center, (-1.0, 2.0)) - PI * 4.0).abs() < 1.0);
    }

    #[test]
    fn the_edge_of_the_image_cuts() {
        let quarter = ink_of(Point::ORIGIN, (-1.0, 20.0));
        assert!((quarter - std::f64::consts::PI * 100.0).abs() < 8.0);
        assert!(ink_of(Point::new(f64::NAN, 0.0), (-1.0, 20.0)).abs() < 1e-9);
    }
}
