//! What a GPU would do with images and names, in memory: for where there is none.

use std::collections::BTreeMap;

use crate::number::as_f64;
use crate::overlay::Sprite;
use crate::raster::{Ink, Pixels, Window};
use crate::screen::{Frame, Slot};

/// Images, and the frame they are put together in.
#[derive(Debug, Default)]
pub(crate) struct Composer {
    images: BTreeMap<Slot, Pixels>,
    frame: Pixels,
}

impl Composer {
    /// Keeps an image; gives memory that is not needed any more in exchange.
    pub(crate) fn take(&mut self, slot: Slot, pixels: &mut Pixels) {
        std::mem::swap(self.images.entry(slot).or_default(), pixels);
    }

    /// The images from back to front, and the small ones over them.
    ///
    /// # Complexity O(k) time for k pixels of the frame and of the small images.
    pub(crate) fn compose(&mut self, frame: &Frame) -> &Pixels {
        let (width, height) = (as_f64(frame.width), as_f64(frame.height));
        let is_covered = frame
            .images
            .iter()
            .any(|(slot, place)| place.covers(width, height) && self.images.contains_key(slot));
        if !is_covered || !self.frame.is_as_large(frame.width, frame.height) {
            self.frame.clear(frame.width, frame.height, frame.surface);
        }
        let all =
            Window { left: 0, top: 0, right: self.frame.width(), bottom: self.frame.height() };
        // From front to back: what is covered is not drawn.
        let mut free = vec![all];
        for (slot, place) in frame.images.iter().rev() {
            let Some(image) = self.images.get(slot) else { continue };
            let bounds = place.bounds();
            let covered = place.window();
            let mut left_over = Vec::new();
            for window in free {
                self.frame.put(image, bounds, meet(window, covered));
                left_over.extend(beside(window, covered));
            }
            free = left_over;
        }
        for sprite in frame.sprites {
            self.put(sprite);
        }
        &self.frame
    }

    fn put(&mut self, sprite: &Sprite) {
        let (ink, seam) = (Ink::new(sprite.ink, 1.0), Ink::new(sprite.seam, 1.0));
        self.frame.put_mask(&sprite.mask, (sprite.left, sprite.top), ink, seam);
    }
}

fn meet(a: Window, b: Window) -> Window {
    Window {
        left: a.left.max(b.left),
        top: a.top.max(b.top),
        right: a.right.min(b.right),
        bottom: a.bottom.min(b.bottom),
    }
}

/// What of a window lies above, below, left and right of another.
fn beside(window: Window, covered: Window) -> impl Iterator<Item = Window> {
    let inner = Window {
        left: covered.left.clamp(window.left, window.right),
        top: covered.top.clamp(window.top, window.bottom),
        right: covered.right.clamp(window.left, window.right),
        bottom: covered.bottom.clamp(window.top, window.bottom),
    };
    let parts = [
        Window { bottom: inner.top, ..window },
        Window { top: inner.bottom, ..window },
        Window { right: inner.left, top: inner.top, bottom: inner.bottom, ..window },
        Window { left: inner.right, top: inner.top, bottom: inner.bottom, ..window },
    ];
    parts.into_iter().filter(|part| part.left < part.right && part.top < part.bottom)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::overlay::Place;
    use crate::palette::Rgb;

    const WHITE: Rgb = Rgb(255, 255, 255);
    const RED: Rgb = Rgb(200, 0, 0);
    const BLUE: Rgb = Rgb(0, 0, 200);

    fn place(left: f64, top: f64, width: f64) -> Place {
        Place { left, top, width, height: width }
    }

    fn composer() -> Composer {
        let mut composer = Composer::default();
        composer.take(Slot::Overview, &mut Pixels::new(10, 10, RED));
        composer.take(Slot::Front, &mut Pixels::new(20, 20, BLUE));
        composer
    }

    fn frame(images: &[(Slot, Place)]) -> Frame<'_> {
        Frame { width: 40, height: 40, surface: WHITE, images, sprites: &[] }
    }

    #[test]
    fn the_front_covers_and_the_rest_is_seen_beside_it() {
        let images =
            [(Slot::Overview, place(0.0, 0.0, 30.0)), (Slot::Front, place(5.0, 5.0, 20.0))];
        let mut composer = composer();
        let pixels = composer.compose(&frame(&images));
        assert_eq!([pixels.at(10, 10), pixels.at(24, 24)], [BLUE, BLUE]);
        assert_eq!([pixels.at(2, 10), pixels.at(10, 2), pixels.at(28, 28)], [RED, RED, RED]);
        assert_eq!([pixels.at(35, 10), pixels.at(10, 35)], [WHITE, WHITE]);
    }

    #[test]
    fn nothing_to_show_is_the_surface() {
        let pixels =
            Composer::default().compose(&frame(&[(Slot::Front, place(0.0, 0.0, 40.0))])).clone();
        assert_eq!(pixels, Pixels::new(40, 40, WHITE));
    }
}
