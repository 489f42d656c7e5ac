//! A canvas without a GPU's help.

use std::collections::BTreeMap;

use wasm_bindgen::{Clamped, JsCast, JsValue};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, ImageData};

use super::{Frame, Slot};
use crate::overlay::Sprite;
use crate::palette::Rgb;
use crate::raster::Pixels;

/// When more small images are kept, all are forgotten: those in use come back at once.
const MAX_KEPT: usize = 1_000;

pub(crate) struct Canvas2d {
    context: CanvasRenderingContext2d,
    images: BTreeMap<Slot, Image>,
    /// Small images by their mask and colours.
    sprites: BTreeMap<(u64, [u8; 6]), Image>,
}

/// A canvas that nobody sees.
struct Image {
    canvas: HtmlCanvasElement,
    context: CanvasRenderingContext2d,
}

impl Image {
    fn new() -> Option<Self> {
        let document = web_sys::window()?.document()?;
        let canvas: HtmlCanvasElement = document.create_element("canvas").ok()?.dyn_into().ok()?;
        let context = context_of(&canvas, true)?;
        Some(Self { canvas, context })
    }

    fn put(&self, bytes: &[u8], width: i32, height: i32) -> Result<(), JsValue> {
        let (width, height) = (width.unsigned_abs(), height.unsigned_abs());
        if (self.canvas.width(), self.canvas.height()) != (width, height) {
            self.canvas.set_width(width);
            self.canvas.set_height(height);
        }
        let data = ImageData::new_with_u8_clamped_array_and_sh(Clamped(bytes), width, height)?;
        self.context.put_image_data(&data, 0.0, 0.0)
    }
}

fn context_of(canvas: &HtmlCanvasElement, has_alpha: bool) -> Option<CanvasRenderingContext2d> {
    let wish = js_sys::Object::new();
    js_sys::Reflect::set(&wish, &"alpha".into(), &JsValue::from_bool(has_alpha)).ok()?;
    canvas.get_context_with_context_options("2d", &wish).ok()??.dyn_into().ok()
}

fn no_canvas() -> JsValue {
    JsValue::from_str("no canvas can be made")
}

impl Canvas2d {
    pub(crate) fn new(canvas: &HtmlCanvasElement) -> Option<Self> {
        let context = context_of(canvas, false)?;
        Some(Self { context, images: BTreeMap::new(), sprites: BTreeMap::new() })
    }

    pub(crate) fn upload(&mut self, slot: Slot, pixels: &Pixels) -> Result<(), JsValue> {
        if let std::collections::btree_map::Entry::Vacant(entry) = self.images.entry(slot) {
            entry.insert(Image::new().ok_or_else(no_canvas)?);
        }
        let image = self.images.get(&slot).ok_or_else(no_canvas)?;
        image.put(pixels.bytes(), pixels.width(), pixels.height())
    }

    pub(crate) fn show(&mut self, frame: &Frame) -> Result<(), JsValue> {
        let (width, height) =
            (crate::number::as_f64(frame.width), crate::number::as_f64(frame.height));
        let covers = frame.images.iter().any(|(_, place)| place.covers(width, height));
        if !covers {
            self.context.set_fill_style_str(&frame.surface.css());
            self.context.fill_rect(0.0, 0.0, width, height);
        }
        for (slot, place) in frame.images {
            let Some(image) = self.images.get(slot) else { continue };
            let is_same_size = (f64::from(image.canvas.width()) - place.width).abs() < 1e-3;
            self.context.set_image_smoothing_enabled(!is_same_size);
            self.context.draw_image_with_html_canvas_element_and_dw_and_dh(
                &image.canvas,
                place.left,
                place.top,
                place.width,
                place.height,
            )?;
        }
        for sprite in frame.sprites {
            self.draw(sprite)?;
        }
        Ok(())
    }

    fn draw(&mut self, sprite: &Sprite) -> Result<(), JsValue> {
        let (Rgb(red, green, blue), Rgb(seam_red, seam_green, seam_blue)) =
            (sprite.ink, sprite.seam);
        let key = (sprite.mask.id, [red, green, blue, seam_red, seam_green, seam_blue]);
        if !self.sprites.contains_key(&key) {
            if self.sprites.len() >= MAX_KEPT {
                self.sprites.clear();
            }
            let image = Image::new().ok_or_else(no_canvas)?;
            image.put(&colored(sprite), sprite.mask.width, sprite.mask.height)?;
            self.sprites.insert(key, image);
        }
        let image = self.sprites.get(&key).ok_or_else(no_canvas)?;
        let (left, top) = (f64::from(sprite.left), f64::from(sprite.top));
        self.context.draw_image_with_html_canvas_element(&image.canvas, left, top)
    }
}

/// The ink over its seam, with transparency.
fn colored(sprite: &Sprite) -> Vec<u8> {
    let (Rgb(red, green, blue), Rgb(seam_red, seam_green, seam_blue)) = (sprite.ink, sprite.seam);
    let mix = |ink: u8, seam: u8, share: u8| {
        let (ink, seam, share) = (u32::from(ink), u32::from(seam), u32::from(share));
        u8::try_from((ink * share + seam * (255 - share) + 127) / 255).unwrap_or(u8::MAX)
    };
    let pixels = sprite.mask.data.iter().flat_map(|[around, within]| {
        let alpha = (*around).max(*within);
        [
            mix(red, seam_red, *within),
            mix(green, seam_green, *within),
            mix(blue, seam_blue, *within),
            alpha,
        ]
    });
    pixels.collect()
}
