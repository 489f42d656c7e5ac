//! Where things lie in a picture: layouts, camera, labels and curves.
//!
//! Start at [`layout::overview`] for positions ([`layout`] lists the other views),
//! [`Camera`] for the way to the screen, [`picture::Picture`] for what is drawn there,
//! [`figure::Figure`] for the same as SVG or PDF, [`lettering`] for which names are written, [`pick`]
//! for what lies under a pointer, [`curve`] for the arrows and [`mosaic`] for the areas of a schematic map.
//!
//! Spaces: `_world` is the plane of the layout (unit: the usual distance between neighbours),
//! `_screen` is the viewport in CSS pixels with the origin at its top left. In both, x grows to
//! the right and y downwards.
//!
//! Invariants:
//! - Pure and deterministic: a seed goes in, no clock and no randomness. Floating point uses only
//!   `+ - * /` and square root, which IEEE 754 defines to the last bit: native equals WASM.
//! - No panic on any input, and finite numbers in give finite numbers out.
//! - No domain words: flat arrays in, positions out.
//!
//! Not here: drawing on a GPU or canvas (`frontend/crates/render`), what nodes and edges mean
//! (`app`).

pub mod camera;
pub mod curve;
pub mod figure;
mod geometry;
pub mod labels;
pub mod layout;
pub mod lettering;
pub mod mosaic;
pub mod pick;
pub mod picture;
mod rng;
#[cfg(any(test, feature = "testing"))]
pub mod testing;

pub use camera::{Camera, Viewport};
pub use geometry::{Bounds, Point};
