//! The camera: which part of the world the viewport shows.

use serde::{Deserialize, Serialize};

use crate::{Bounds, Point};

/// Farthest out: 1,000 units, a large network, in 200 pixels.
pub const MIN_SCALE: f64 = 0.2;
/// Closest in: neighbours lie 400 pixels apart.
pub const MAX_SCALE: f64 = 400.0;
/// Neighbours lie about 40 pixels apart.
pub const DEFAULT_SCALE: f64 = 40.0;

/// The size of the drawing area in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Viewport {
    pub width_px: f64,
    pub height_px: f64,
}

impl Viewport {
    pub fn centre_screen(self) -> Point {
        Point::new(self.width_px / 2.0, self.height_px / 2.0)
    }
}

/// What lies in the middle of the viewport, and how large.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Camera {
    pub center_world: Point,
    /// Pixels per world unit, [`MIN_SCALE`] to [`MAX_SCALE`].
    pub scale_screen_per_world: f64,
}

impl Default for Camera {
    fn default() -> Self {
        Self { center_world: Point::ORIGIN, scale_screen_per_world: DEFAULT_SCALE }
    }
}

impl Camera {
    /// A camera with its values brought into range; what is not finite becomes the default.
    pub fn new(center_world: Point, scale_screen_per_world: f64) -> Self {
        let default = Self::default();
        let center_world =
            if center_world.is_finite() { center_world } else { default.center_world };
        Self { center_world, scale_screen_per_world: clamp_scale(scale_screen_per_world) }
    }

    /// Shows all of `bounds_world` with `padding_px` free on every side.
    ///
    /// Without bounds (nothing to show) it is the default camera; a single point is centred at
    /// the default scale.
    pub fn fit(bounds_world: Option<Bounds>, viewport: Viewport, padding_px: f64) -> Self {
        let Some(bounds) = bounds_world else { return Self::default() };
        let scale_for = |extent_world: f64, extent_px: f64| {
            let free_px = (extent_px - 2.0 * padding_px).max(1.0);
            if extent_world > 0.0 { free_px / extent_world } else { MAX_SCALE }
        };
        let scale = scale_for(bounds.width(), viewport.width_px)
            .min(scale_for(bounds.height(), viewport.height_px));
        let is_point = bounds.width() <= 0.0 && bounds.height() <= 0.0;
        Self::new(bounds.centre(), if is_point { DEFAULT_SCALE } else { scale })
    }

    pub fn screen_from_world(&self, point_world: Point, viewport: Viewport) -> Point {
        (point_world - self.center_world) * self.scale_screen_per_world + viewport.centre_screen()
    }

    pub fn world_from_screen(&self, point_screen: Point, viewport: Viewport) -> Point {
        let offset_screen = point_screen - viewport.centre_screen();
        offset_screen * (1.0 / self.scale_screen_per_world) + self.center_world
    }

    /// Zooms by `factor`; the world point under `anchor_screen` stays where it is.
    #[must_use]
    pub fn zoom_at(&self, anchor_screen: Point, factor: f64, viewport: Viewport) -> Self {
        let anchor_world = self.world_from_screen(anchor_screen, viewport);
        let scale = clamp_scale(self.scale_screen_per_world * factor);
        let offset_screen = anchor_screen - viewport.centre_screen();
        Self::new(anchor_world - offset_screen * (1.0 / scale), scale)
    }

    /// Moves the picture with the hand: what was at a place is then `delta_screen` further.
    #[must_use]
    pub fn pan(&self, delta_screen: Point) -> Self {
        let delta_world = delta_screen * (1.0 / self.scale_screen_per_world);
        Self::new(self.center_world - delta_world, self.scale_screen_per_world)
    }

    /// The part of the world that can be seen.
    pub fn visible_world(&self, viewport: Viewport) -> Bounds {
        let width = viewport.width_px / self.scale_screen_per_world;
        let height = viewport.height_px / self.scale_screen_per_world;
        Bounds::around(self.center_world, width, height)
    }
}

fn clamp_scale(scale: f64) -> f64 {
    if scale.is_nan() { DEFAULT_SCALE } else { scale.clamp(MIN_SCALE, MAX_SCALE) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const VIEWPORT: Viewport = Viewport { width_px: 800.0, height_px: 600.0 };

    fn assert_close(a: Point, b: Point) {
        assert!(a.distance(b) < 1e-9, "{a:?} is not {b:?}");
    }

    #[test]
    fn screen_and_world_are_inverse() {
        let camera = Camera::new(Point::new(3.0, -7.0), 12.5);
        for point_screen in [Point::ORIGIN, Point::new(17.0, 591.0), Point::new(-40.0, 2000.0)] {
            let point_world = camera.world_from_screen(point_screen, VIEWPORT);
            assert_close(camera.screen_from_world(point_world, VIEWPORT), point_screen);
        }
    }

    #[test]
    fn center_lies_in_the_middle() {
        let camera = Camera::new(Point::new(3.0, -7.0), 12.5);
        let middle = camera.screen_from_world(camera.center_world, VIEWPORT);
        assert_close(middle, Point::new(400.0, 300.0));
    }

    #[test]
    fn zooming_keeps_what_is_under_the_pointer() {
        let camera = Camera::new(Point::new(1.0, 2.0), 40.0);
        let pointer_screen = Point::new(120.0, 510.0);
        let under = camera.world_from_screen(pointer_screen, VIEWPORT);
        for factor in [1.25, 0.5, 1e9, 0.0] {
            let zoomed = camera.zoom_at(pointer_screen, factor, VIEWPORT);
            assert_close(zoomed.world_from_screen(pointer_screen, VIEWPORT), under);
        }
    }

    #[test]
    fn panning_moves_with_the_hand() {
        let camera = Camera::default();
        let before = camera.screen_from_world(Point::new(1.0, 1.0), VIEWPORT);
        let after =
            camera.pan(Point::new(30.0, -10.0)).screen_from_world(Point::new(1.0, 1.0), VIEWPORT);
        assert_close(after - before, Point::new(30.0, -10.0));
    }

    #[test]
    fn fitting_shows_everything_within_the_padding() {
        let bounds = Bounds { min: Point::new(-10.0, 5.0), max: Point::new(30.0, 9.0) };
        let camera = Camera::fit(Some(bounds), VIEWPORT, 20.0);
        let min_screen = camera.screen_from_world(bounds.min, VIEWPORT);
        let max_screen = camera.screen_from_world(bounds.max, VIEWPORT);
        assert!((min_screen.x - 20.0).abs() < 1e-9 && (max_screen.x - 780.0).abs() < 1e-9);
        assert!(min_screen.y > 20.0 && max_screen.y < 580.0);
    }

    #[test]
    fn degenerate_input_gives_a_usable_camera() {
        let point = Bounds { min: Point::ORIGIN, max: Point::ORIGIN };
        let no_viewport = Viewport { width_px: 0.0, height_px: 0.0 };
        let not_a_point = Point::new(f64::NAN, f64::INFINITY);
        for camera in [
            Camera::fit(None, VIEWPORT, 20.0),
            Camera::fit(Some(point), VIEWPORT, 20.0),
            Camera::fit(Some(point.grown(5.0)), no_viewport, 20.0),
            Camera::new(not_a_point, f64::NAN),
            Camera::default().pan(not_a_point),
            Camera::default().zoom_at(not_a_point, f64::NAN, VIEWPORT),
        ] {
            assert!(camera.center_world.is_finite());
            assert!((MIN_SCALE..=MAX_SCALE).contains(&camera.scale_screen_per_world));
        }
    }
}
