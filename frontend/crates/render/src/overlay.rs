//! What lies over the painted picture and keeps its size while that is scaled: names and tokens.

use std::rc::Rc;

use scene::lettering::{Lettering, NAME_PX, Written};
use scene::picture::{Color, Emphasis, Picture, TOKEN_RADIUS_PX, Token};
use scene::{Bounds, Camera, Point};

use crate::letters::{Letters, Mask, Style};
use crate::number::{ceil, floor, idx};
use crate::paint::View;
use crate::palette::{Palette, Rgb};
use crate::raster::Window;

/// A small image in two colours.
#[derive(Clone, Debug)]
pub(crate) struct Sprite {
    pub(crate) mask: Rc<Mask>,
    /// Upper left corner, in device pixels.
    pub(crate) left: i32,
    pub(crate) top: i32,
    pub(crate) ink: Rgb,
    pub(crate) seam: Rgb,
}

/// The names that are written.
#[derive(Debug, Default)]
pub(crate) struct Names {
    kept: Vec<Name>,
}

#[derive(Debug)]
struct Name {
    label_idx: usize,
    /// From the centre of the node to the start of the baseline.
    offset_screen: Point,
    is_bold: bool,
    is_brief: bool,
}

impl Names {
    /// Chooses the names anew.
    ///
    /// # Complexity that of [`Lettering::of`].
    pub(crate) fn choose(picture: &Picture, view: &View) -> Self {
        let lettering = Lettering::of(picture, view.camera, view.viewport);
        let kept = lettering.names.into_iter().filter_map(|written| {
            let label = picture.labels.get(written.idx)?;
            let node = picture.node(label.node_idx)?;
            let offset_screen = written.start_screen - view.screen(node.center_world);
            let Written { idx: label_idx, is_bold, is_brief, .. } = written;
            Some(Name { label_idx, offset_screen, is_bold, is_brief })
        });
        Self { kept: kept.collect() }
    }

    /// The names at the places where their nodes are now.
    pub(crate) fn sprites(
        &self,
        picture: &Picture,
        palette: &Palette,
        view: &View,
        letters: &mut dyn Letters,
    ) -> Vec<Sprite> {
        let placed = self.kept.iter().filter_map(|name| {
            let label = picture.labels.get(name.label_idx)?;
            let node = picture.node(label.node_idx)?;
            if node.emphasis == Emphasis::Hidden {
                return None;
            }
            let style = Style {
                is_bold: name.is_bold,
                has_seam: true,
                ..Style::new(NAME_PX * view.pixel_ratio)
            };
            let mask = letters.mask(label.text(name.is_brief), style)?;
            let start = view.screen(node.center_world) + name.offset_screen;
            Some(sprite(mask, start * view.pixel_ratio, palette.ink, palette.surface))
        });
        placed.filter(|sprite| is_seen(sprite, view)).collect()
    }
}

/// The tokens at their places on their lines.
pub(crate) fn token_sprites(
    tokens: &[Token],
    picture: &Picture,
    palette: &Palette,
    view: &View,
    mask: &Rc<Mask>,
) -> Vec<Sprite> {
    let placed = tokens.iter().filter_map(|token| {
        let edge = picture.edges.get(usize::try_from(token.edge_idx).ok()?)?;
        let arrow = picture.arrow(edge)?;
        let at = view.screen(arrow.at(f64::from(token.progress.clamp(0.0, 1.0))));
        let color = palette.of(token.color);
        Some(sprite(Rc::clone(mask), at * view.pixel_ratio, color, palette.of(Color::Surface)))
    });
    placed.filter(|sprite| is_seen(sprite, view)).collect()
}

fn sprite(mask: Rc<Mask>, start: Point, ink: Rgb, seam: Rgb) -> Sprite {
    let left = floor(start.x + 0.5).saturating_add(mask.left);
    let top = floor(start.y + 0.5).saturating_add(mask.top);
    Sprite { mask, left, top, ink, seam }
}

fn is_seen(sprite: &Sprite, view: &View) -> bool {
    let (width, height) = view.size();
    let is_within = |start: i32, length: i32, whole: usize| {
        i64::from(start) + i64::from(length) > 0
            && i64::from(start) < i64::try_from(whole).unwrap_or(i64::MAX)
    };
    is_within(sprite.left, sprite.mask.width, width)
        && is_within(sprite.top, sprite.mask.height, height)
}

/// A token as a mask.
pub(crate) fn token_mask(pixel_ratio: f64) -> Mask {
    let (radius, reach) = (TOKEN_RADIUS_PX.0 * pixel_ratio, TOKEN_RADIUS_PX.1 * pixel_ratio);
    let half = ceil(reach) + 1;
    let side = 2 * half;
    let share = |radius: f64, distance: f64| {
        let covered = (radius - distance + 0.5).clamp(0.0, 1.0) * 255.0;
        u8::try_from(floor(covered)).unwrap_or(u8::MAX)
    };
    let mut data = Vec::with_capacity(idx(side * side));
    for y in -half..half {
        for x in -half..half {
            let distance = Point::new(f64::from(x) + 0.5, f64::from(y) + 0.5).length();
            data.push([share(reach, distance), share(radius, distance)]);
        }
    }
    // Written masks count from 1; a ratio is positive, so its sign is free to tell tokens from them.
    let id = (-pixel_ratio).to_bits();
    Mask { id, width: side, height: side, left: -half, top: -half, advance: 0.0, data }
}

/// Where an image of one view lies in another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Place {
    pub(crate) left: f64,
    pub(crate) top: f64,
    pub(crate) width: f64,
    pub(crate) height: f64,
}

impl Place {
    /// In device pixels of `now`.
    pub(crate) fn of(painted: &View, now: &View) -> Self {
        let Camera { center_world, scale_screen_per_world } = painted.camera;
        let factor = now.camera.scale_screen_per_world / scale_screen_per_world;
        let center = now.screen(center_world);
        let corner = center - painted.viewport.centre_screen() * factor;
        let ratio = now.pixel_ratio;
        Self {
            left: corner.x * ratio,
            top: corner.y * ratio,
            width: painted.viewport.width_px * factor * ratio,
            height: painted.viewport.height_px * factor * ratio,
        }
    }

    pub(crate) fn bounds(&self) -> Bounds {
        let min = Point::new(self.left, self.top);
        Bounds { min, max: min + Point::new(self.width, self.height) }
    }

    /// The pixels whose centre lies in it.
    pub(crate) fn window(&self) -> Window {
        let nearest = |coordinate: f64| floor(coordinate + 0.5);
        Window {
            left: nearest(self.left),
            top: nearest(self.top),
            right: nearest(self.left + self.width),
            bottom: nearest(self.top + self.height),
        }
    }

    /// Whether nothing of an image of this size lies beside it.
    pub(crate) fn covers(&self, width: f64, height: f64) -> bool {
        self.left <= 0.0
            && self.top <= 0.0
            && self.left + self.width >= width
            && self.top + self.height >= height
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use scene::Viewport;

    const VIEWPORT: Viewport = Viewport { width_px: 400.0, height_px: 300.0 };

    fn view(x: f64, y: f64, scale: f64) -> View {
        View { camera: Camera::new(Point::new(x, y), scale), viewport: VIEWPORT, pixel_ratio: 2.0 }
    }

    #[test]
    fn an_unmoved_image_stays() {
        let place = Place::of(&view(1.0, 2.0, 40.0), &view(1.0, 2.0, 40.0));
        assert_eq!(place, Place { left: 0.0, top: 0.0, width: 800.0, height: 600.0 });
        assert!(place.covers(800.0, 600.0));
    }

    #[test]
    fn an_image_moves_and_grows_with_the_world() {
        let place = Place::of(&view(0.0, 0.0, 40.0), &view(1.0, 0.0, 80.0));
        assert_eq!(place, Place { left: -560.0, top: -300.0, width: 1600.0, height: 1200.0 });
        assert!(place.covers(800.0, 600.0));
        assert!(!Place::of(&view(0.0, 0.0, 40.0), &view(1.0, 0.0, 40.0)).covers(800.0, 600.0));
    }

    #[test]
    fn a_token_is_a_disc_with_a_seam() {
        let mask = token_mask(1.0);
        let middle = mask.data[idx(mask.width * mask.height / 2 + mask.width / 2)];
        assert_eq!(middle, [255, 255]);
        assert_eq!(mask.data[0], [0, 0]);
        assert!(mask.data.iter().any(|[seam, ink]| *seam == 255 && *ink == 0));
    }
}
