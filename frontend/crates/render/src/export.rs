//! A picture drawn once, as for a file.

use scene::lettering::Lettering;
use scene::picture::Picture;
use scene::{Camera, Viewport};
use wasm_bindgen::{Clamped, JsValue};
use web_sys::{CanvasRenderingContext2d, ImageData};

use crate::paint::{Extent, Job, Painter, Tools, View};
use crate::palette::Palette;
use crate::raster::Pixels;
use crate::screen::Writer;

/// Draws all of a picture with its names onto a canvas, from its upper left corner on.
///
/// The canvas is as large as the viewport times the pixel ratio; what transforms its context has
/// is ignored.
///
/// # Errors   when the browser has no memory for so many pixels.
pub fn draw_on(
    context: &CanvasRenderingContext2d,
    picture: &Picture,
    camera: Camera,
    viewport: Viewport,
    pixel_ratio: f64,
    palette: &Palette,
) -> Result<(), JsValue> {
    let view = View { camera, viewport, pixel_ratio };
    let mut writer = Writer::new(&palette.font_family).ok_or("no canvas can be made")?;
    let (mut pixels, mut tools) = (Pixels::default(), Tools::default());
    let mut painter = Painter {
        picture,
        palette,
        view,
        pixels: &mut pixels,
        tools: &mut tools,
        letters: &mut writer,
    };
    Job::new(view, Extent::All).advance(&mut painter, &mut || false);
    painter.names(&Lettering::of(picture, camera, viewport));
    let (width, height) = (pixels.width().unsigned_abs(), pixels.height().unsigned_abs());
    let image =
        ImageData::new_with_u8_clamped_array_and_sh(Clamped(pixels.bytes()), width, height)?;
    context.put_image_data(&image, 0.0, 0.0)
}
