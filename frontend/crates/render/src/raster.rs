//! Drawing into memory: lines, discs, polygons and letters with soft edges.
//!
//! Why not on the GPU: where there is none, its emulation takes some 70 microseconds for a thin
//! line of 200 pixels, and this takes about one. Where there is one, it has the rest of the page
//! to draw, and shifts and scales what is drawn here.
//!
//! Space: device pixels, the origin at the upper left corner of the first one.

mod disc;
mod line;
mod polygon;
mod resample;

use crate::letters::Mask;
use crate::number::{as_i32, idx, share_256};
use crate::palette::Rgb;
pub(crate) use disc::disc;
pub(crate) use line::line;
pub(crate) use polygon::Coverage;
pub(crate) use resample::Window;

/// An image without transparency, row by row, as a canvas takes it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Pixels {
    width: i32,
    height: i32,
    /// Red, green, blue and 255.
    data: Vec<[u8; 4]>,
}

/// A colour with its opacity.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ink {
    /// As in [`Pixels`], the first byte lowest.
    packed: u32,
    opacity: f64,
}

impl Ink {
    pub(crate) fn new(color: Rgb, opacity: f64) -> Self {
        let Rgb(red, green, blue) = color;
        Self { packed: u32::from_le_bytes([red, green, blue, 255]), opacity }
    }

    /// Only a share as strong.
    pub(crate) fn fainter(self, share: f64) -> Self {
        Self { opacity: self.opacity * share, ..self }
    }
}

/// Every second byte.
const EVEN: u32 = 0x00ff_00ff;
/// Half of a step in every second byte: rounds, so that many faint layers drift to no side.
const HALF: u32 = 0x0080_0080;

/// `under` with a share (of 256) of `over` on it; all four bytes in two multiplications.
///
/// `under * (256 - share) + over * share` is the same as `under * 256 + (over - under) * share`; in
/// between, a byte may borrow from the next one, which gets it back.
#[inline]
fn mixed(under: u32, over: u32, share: u32) -> u32 {
    let bytes = |under: u32, over: u32| {
        let change = over.wrapping_sub(under).wrapping_mul(share);
        (under << 8).wrapping_add(change).wrapping_add(HALF)
    };
    let low = bytes(under & EVEN, over & EVEN) >> 8;
    let high = bytes((under >> 8) & EVEN, (over >> 8) & EVEN);
    (low & EVEN) | (high & !EVEN)
}

/// From 255 to 256.
fn share_of_byte(byte: u8) -> u32 {
    u32::from(byte) + u32::from(byte >> 7)
}

/// A row of a mask: the seam, and the letters over it. Compiled for vectors in WebAssembly.
#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn write_row(pixels: &mut [[u8; 4]], row: &[[u8; 2]], ink: u32, seam: u32) {
    for (pixel, [around, within]) in pixels.iter_mut().zip(row) {
        blend(pixel, seam, share_of_byte(*around));
        blend(pixel, ink, share_of_byte(*within));
    }
}

/// Puts a share (of 256) of a colour on a pixel.
#[inline]
fn blend(pixel: &mut [u8; 4], packed: u32, share: u32) {
    *pixel = mixed(u32::from_le_bytes(*pixel), packed, share).to_le_bytes();
}

impl Pixels {
    /// Makes it that large and of one colour; keeps its memory.
    pub(crate) fn clear(&mut self, width: usize, height: usize, color: Rgb) {
        let Rgb(red, green, blue) = color;
        self.width = as_i32(width);
        self.height = as_i32(height);
        self.data.clear();
        self.data.resize(width * height, [red, green, blue, 255]);
    }

    /// Writes: the seam first, the letters over it. `corner` is the upper left one.
    pub(crate) fn put_mask(&mut self, mask: &Mask, corner: (i32, i32), ink: Ink, seam: Ink) {
        let (left, top) = corner;
        let skipped = idx(left.saturating_neg().max(0));
        for (y, row) in (top..).zip(mask.data.chunks_exact(idx(mask.width.max(1)))) {
            let row = row.get(skipped..).unwrap_or(&[]);
            let pixels = self.row_mut(y, left.max(0), row.len());
            write_row(pixels, row, ink.packed, seam.packed);
        }
    }

    /// Becomes the same as another; keeps its memory.
    pub(crate) fn copy_from(&mut self, other: &Self) {
        self.width = other.width;
        self.height = other.height;
        self.data.clear();
        self.data.extend_from_slice(&other.data);
    }

    pub(crate) fn is_as_large(&self, width: usize, height: usize) -> bool {
        (self.width, self.height) == (as_i32(width), as_i32(height))
    }

    pub(crate) fn width(&self) -> i32 {
        self.width
    }

    pub(crate) fn height(&self) -> i32 {
        self.height
    }

    /// Four bytes per pixel.
    pub(crate) fn bytes(&self) -> &[u8] {
        self.data.as_flattened()
    }

    /// Puts a share (of 256) of a colour on the pixel at `position`.
    #[inline]
    fn mix_at(&mut self, position: usize, packed: u32, share: u32) {
        if let Some(pixel) = self.data.get_mut(position) {
            blend(pixel, packed, share);
        }
    }

    /// The pixels of a row from `left` on, `length` at most; none outside.
    fn row_mut(&mut self, y: i32, left: i32, length: usize) -> &mut [[u8; 4]] {
        if !(0..self.height).contains(&y) || left < 0 || left >= self.width {
            return &mut [];
        }
        let start = idx(y) * idx(self.width);
        let end = start + idx(self.width).min(idx(left) + length);
        &mut self.data[start + idx(left)..end]
    }

    /// Puts a share of a colour on a pixel; outside, nothing happens.
    #[inline]
    pub(crate) fn blend(&mut self, x: i32, y: i32, ink: Ink, coverage: f64) {
        if (0..self.width).contains(&x) && (0..self.height).contains(&y) {
            let share = share_256(coverage * ink.opacity);
            self.mix_at(idx(y) * idx(self.width) + idx(x), ink.packed, share);
        }
    }
}

#[cfg(test)]
impl Pixels {
    pub(crate) fn new(width: usize, height: usize, color: Rgb) -> Self {
        let mut pixels = Self::default();
        pixels.clear(width, height, color);
        pixels
    }

    pub(crate) fn at(&self, x: i32, y: i32) -> Rgb {
        let [red, green, blue, _] = self.data[idx(y) * idx(self.width) + idx(x)];
        Rgb(red, green, blue)
    }

    /// How much black lies on white, in pixels.
    pub(crate) fn ink_px(&self) -> f64 {
        self.data.iter().map(|pixel| 1.0 - f64::from(pixel[0]) / 255.0).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mixing_goes_from_one_colour_to_the_other() {
        let (under, over) = (0xff_10_20_f0, 0xff_f0_20_10);
        assert_eq!(mixed(under, over, 0), under);
        assert_eq!(mixed(under, over, 256), over);
        assert_eq!(mixed(under, over, 128), 0xff_80_20_80);
    }

    #[test]
    fn nothing_is_drawn_outside() {
        let mut pixels = Pixels::new(2, 2, Rgb(255, 255, 255));
        let before = pixels.clone();
        for (x, y) in [(-1, 0), (2, 0), (0, -1), (0, 2)] {
            pixels.blend(x, y, Ink::new(Rgb(0, 0, 0), 1.0), 1.0);
        }
        assert_eq!(pixels, before);
    }
}
