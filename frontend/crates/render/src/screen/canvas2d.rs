//! A canvas without a GPU's help: frames are put together in memory, and handed over whole.
//!
//! Where WebGL is emulated, this is the faster way by far: the emulation takes some 10 to 30
//! milliseconds to scale an image as large as a screen, and handing one over takes about 1.

use wasm_bindgen::{Clamped, JsCast, JsValue};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, ImageData};

use super::{Frame, Slot};
use crate::compose::Composer;
use crate::raster::Pixels;

pub(crate) struct Canvas2d {
    context: CanvasRenderingContext2d,
    composer: Composer,
}

impl Canvas2d {
    pub(crate) fn new(canvas: &HtmlCanvasElement) -> Option<Self> {
        let wish = js_sys::Object::new();
        js_sys::Reflect::set(&wish, &"alpha".into(), &JsValue::FALSE).ok()?;
        // Chromium then shows what is handed over without copying it through the emulated GPU:
        // 60 frames a second instead of 23. Frames come whole, so there is little to tear.
        js_sys::Reflect::set(&wish, &"desynchronized".into(), &JsValue::TRUE).ok()?;
        let context = canvas.get_context_with_context_options("2d", &wish).ok()??;
        Some(Self { context: context.dyn_into().ok()?, composer: Composer::default() })
    }

    pub(crate) fn take(&mut self, slot: Slot, pixels: &mut Pixels) {
        self.composer.take(slot, pixels);
    }

    pub(crate) fn show(&mut self, frame: &Frame) -> Result<(), JsValue> {
        let pixels = self.composer.compose(frame);
        let (width, height) = (pixels.width().unsigned_abs(), pixels.height().unsigned_abs());
        let bytes = Clamped(pixels.bytes());
        let image = ImageData::new_with_u8_clamped_array_and_sh(bytes, width, height)?;
        self.context.put_image_data(&image, 0.0, 0.0)
    }
}
