//! Letters of the browser as images.

use std::collections::BTreeMap;
use std::rc::Rc;

use scene::figure::halo_px;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use crate::letters::{Letters, Mask, Style};
use crate::number::{as_i32, ceil, floor};

/// When more texts are kept, all are forgotten: those in use come back at once.
const MAX_KEPT: usize = 4_000;
/// Height of a line of text, and of its letters above the baseline, in sizes.
const LINE: (f64, f64) = (1.5, 1.1);

/// Writes with a canvas that nobody sees.
pub(crate) struct Writer {
    canvas: HtmlCanvasElement,
    context: CanvasRenderingContext2d,
    font_family: String,
    kept: BTreeMap<(String, Style), Rc<Mask>>,
    n_written: u64,
}

impl Writer {
    pub(crate) fn new(font_family: &str) -> Option<Self> {
        let document = web_sys::window()?.document()?;
        let canvas: HtmlCanvasElement = document.create_element("canvas").ok()?.dyn_into().ok()?;
        let wish = js_sys::Object::new();
        js_sys::Reflect::set(&wish, &"willReadFrequently".into(), &JsValue::TRUE).ok()?;
        let context = canvas.get_context_with_context_options("2d", &wish).ok()??;
        Some(Self {
            canvas,
            context: context.dyn_into().ok()?,
            font_family: font_family.to_owned(),
            kept: BTreeMap::new(),
            n_written: 0,
        })
    }

    /// Takes other letters, and forgets what was written with the old ones.
    pub(crate) fn set_font_family(&mut self, font_family: &str) {
        if self.font_family != font_family {
            font_family.clone_into(&mut self.font_family);
            self.forget();
        }
    }

    /// Forgets all images, as when a font has come after all.
    pub(crate) fn forget(&mut self) {
        self.kept.clear();
    }

    fn write(&mut self, text: &str, style: Style) -> Result<Mask, JsValue> {
        let size = style.size();
        let weight = if style.is_bold { 700 } else { 400 };
        let font = format!("{weight} {size}px {}", self.font_family);
        self.context.set_font(&font);
        let advance = self.context.measure_text(text)?.width();
        let seam = if style.has_seam { halo_px(size) } else { 0.0 };
        let pad = ceil(seam).saturating_add(2);
        let width = ceil(advance).saturating_add(2 * pad).clamp(1, 4_096);
        let height = ceil(size * LINE.0).saturating_add(2 * pad).clamp(1, 1_024);
        let baseline = pad.saturating_add(floor(size * LINE.1));
        let (whole_width, whole_height) = (f64::from(width), f64::from(height));
        self.make_room(width, height);
        // A larger canvas has forgotten the font.
        self.context.set_font(&font);
        self.context.set_global_composite_operation("source-over")?;
        self.context.set_fill_style_str("#000");
        self.context.fill_rect(0.0, 0.0, whole_width, whole_height);
        let (x, y) = (f64::from(pad), f64::from(baseline));
        if style.has_seam {
            self.context.set_stroke_style_str("#f00");
            self.context.set_line_join("round");
            self.context.set_line_width(seam);
            self.context.stroke_text(text, x, y)?;
        }
        self.context.set_global_composite_operation("lighter")?;
        self.context.set_fill_style_str("#0f0");
        self.context.fill_text(text, x, y)?;
        let image = self.context.get_image_data(0.0, 0.0, whole_width, whole_height)?;
        let data = image.data().0.chunks_exact(4).map(|pixel| [pixel[0], pixel[1]]).collect();
        self.n_written += 1;
        let (left, top) = (-pad, -baseline);
        Ok(Mask { id: self.n_written, width, height, left, top, advance, data }.cropped())
    }

    fn make_room(&self, width: i32, height: i32) {
        let (width, height) = (width.unsigned_abs(), height.unsigned_abs());
        if self.canvas.width() < width {
            self.canvas.set_width(width);
        }
        if self.canvas.height() < height {
            self.canvas.set_height(height);
        }
    }
}

impl Letters for Writer {
    fn mask(&mut self, text: &str, style: Style) -> Option<Rc<Mask>> {
        let key = (text.to_owned(), style);
        if let Some(mask) = self.kept.get(&key) {
            return Some(Rc::clone(mask));
        }
        let mask = Rc::new(self.write(text, style).ok()?);
        if self.kept.len() >= MAX_KEPT {
            self.kept.clear();
        }
        debug_assert_eq!(as_i32(mask.data.len()), mask.width * mask.height);
        self.kept.insert(key, Rc::clone(&mask));
        Some(mask)
    }
}
