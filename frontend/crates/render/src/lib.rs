//! Draws a [`scene::picture::Picture`] on a canvas, fluently also where there is no GPU.
//!
//! Start at [`Renderer`]; [`draw_on`] draws a picture once, as for a file.
//!
//! How: `raster` draws lines and marks into memory, `paint` a whole picture with it, in slices of a
//! few milliseconds. `screen` shows what was painted last, shifted and scaled to where the camera
//! is now, with names and tokens (`overlay`) over it: WebGL2 where a GPU does it, `compose` and a
//! `Canvas2D` where it would be emulated. When the camera rests, the picture is painted for its place and shown pixel by pixel.
//!
//! Spaces: `_world` and `_screen` as in `scene`; everything behind `paint` is in device pixels.
//!
//! Invariants:
//! - No loop and no timer: nothing is drawn unless the page calls [`Renderer::draw`].
//! - What rests on the canvas is complete: no mark is left out, and none shows its earlier state.
//! - The GPU keeps nothing that is not here as well: a lost context costs a redraw.
//!
//! Not here: which marks there are (`scene`, `app`), pointers and keys (`app`).

mod atlas;
mod compose;
mod export;
mod letters;
mod number;
mod overlay;
mod paint;
mod palette;
mod raster;
mod renderer;
mod screen;

pub use export::draw_on;
pub use palette::{Palette, Rgb};
pub use renderer::{Detail, NoContext, Progress, Renderer, Wish};

/// What draws.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Backend {
    WebGl2,
    Canvas2d,
}
