//! The canvas of a page: shows painted images and small ones over them.

mod canvas2d;
mod webgl;
mod writer;

use wasm_bindgen::JsValue;
use web_sys::HtmlCanvasElement;

use crate::overlay::{Place, Sprite};
use crate::palette::Rgb;
use crate::raster::Pixels;
use crate::{Backend, Wish};
use canvas2d::Canvas2d;
use webgl::{Speed, WebGl};
pub(crate) use writer::Writer;

/// The images a screen keeps, from back to front.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Slot {
    /// All of the picture, coarse.
    Overview,
    /// What the camera saw when it was painted.
    Front,
}

/// One state of the canvas; space: device pixels.
pub(crate) struct Frame<'a> {
    pub(crate) width: usize,
    pub(crate) height: usize,
    pub(crate) surface: Rgb,
    /// From back to front.
    pub(crate) images: &'a [(Slot, Place)],
    pub(crate) sprites: &'a [Sprite],
}

pub(crate) enum Screen {
    WebGl(WebGl),
    Canvas2d(Canvas2d),
}

impl Screen {
    pub(crate) fn new(canvas: &HtmlCanvasElement, wish: Wish) -> Option<Self> {
        let canvas2d = || Canvas2d::new(canvas).map(Self::Canvas2d);
        match wish {
            Wish::Best if webgl::has_gpu() => {
                WebGl::new(canvas, Speed::OfAGpu).map(Self::WebGl).or_else(canvas2d)
            }
            Wish::Best | Wish::Canvas2d => canvas2d(),
            Wish::WebGl2 => WebGl::new(canvas, Speed::Any).map(Self::WebGl),
        }
    }

    pub(crate) fn backend(&self) -> Backend {
        match self {
            Self::WebGl(_) => Backend::WebGl2,
            Self::Canvas2d(_) => Backend::Canvas2d,
        }
    }

    /// Keeps an image; what is in the memory afterwards is of no use.
    pub(crate) fn take(&mut self, slot: Slot, pixels: &mut Pixels) -> Result<(), JsValue> {
        match self {
            Self::WebGl(webgl) => webgl.upload(slot, pixels),
            Self::Canvas2d(canvas2d) => {
                canvas2d.take(slot, pixels);
                Ok(())
            }
        }
    }

    pub(crate) fn show(&mut self, frame: &Frame) -> Result<(), JsValue> {
        match self {
            Self::WebGl(webgl) => webgl.show(frame),
            Self::Canvas2d(canvas2d) => canvas2d.show(frame),
        }
    }
}
