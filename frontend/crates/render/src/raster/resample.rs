//! Moving and scaling an image.

use scene::Bounds;

use super::Pixels;
use crate::number::{floor, idx, share_256};

/// Pixels from `left` to before `right`, and from `top` to before `bottom`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Window {
    pub(crate) left: i32,
    pub(crate) top: i32,
    pub(crate) right: i32,
    pub(crate) bottom: i32,
}

impl Window {
    fn is_empty(self) -> bool {
        self.left >= self.right || self.top >= self.bottom
    }
}

/// For each pixel of a row or column, the first of the two of the source it lies between, and the
/// share (of 256) of the second, which may lie one beyond the last.
struct Steps(Vec<(u32, u16)>);

impl Steps {
    /// `start` and `length` say where the source, `n_source` pixels long, lies; its edge goes on
    /// beyond it.
    fn new(window: std::ops::Range<i32>, start: f64, length: f64, n_source: i32) -> Self {
        let last = f64::from(n_source - 1);
        let per_px = f64::from(n_source) / length;
        let steps = window.map(|at| {
            let place = ((f64::from(at) + 0.5 - start) * per_px - 0.5).clamp(0.0, last);
            (floor(place).unsigned_abs(), share(place - place.floor()))
        });
        Self(steps.collect())
    }
}

impl Pixels {
    /// Puts `source` where `place` says, as far as the window goes; it reaches over the window.
    ///
    /// Unscaled images move by whole pixels, so that they stay sharp.
    ///
    /// # Complexity O(k) time for k pixels of the window.
    pub(crate) fn put(&mut self, source: &Self, place: Bounds, window: Window) {
        let window = Window {
            left: window.left.max(0),
            top: window.top.max(0),
            right: window.right.min(self.width),
            bottom: window.bottom.min(self.height),
        };
        if window.is_empty() || source.data.is_empty() {
            return;
        }
        let is_unscaled = (place.width() - f64::from(source.width)).abs() < 1e-3;
        if is_unscaled {
            self.shift(source, floor(place.min.x + 0.5), floor(place.min.y + 0.5), window);
        } else if place.width() > 0.0 && place.height() > 0.0 {
            self.scale(source, place, window);
        }
    }

    fn shift(&mut self, source: &Self, left: i32, top: i32, window: Window) {
        let right = window.right.min(left.saturating_add(source.width));
        let bottom = window.bottom.min(top.saturating_add(source.height));
        let (first_x, first_y) = (window.left.max(left), window.top.max(top));
        if first_x >= right {
            return;
        }
        for y in first_y..bottom {
            let to = idx(y) * idx(self.width);
            let from = idx(y - top) * idx(source.width);
            let taken = &source.data[from + idx(first_x - left)..from + idx(right - left)];
            self.data[to + idx(first_x)..to + idx(right)].copy_from_slice(taken);
        }
    }

    /// Between four pixels: first along the rows, each of which is then needed for several, as when
    /// the camera has come closer.
    fn scale(&mut self, source: &Self, place: Bounds, window: Window) {
        let columns =
            Steps::new(window.left..window.right, place.min.x, place.width(), source.width);
        let rows =
            Steps::new(window.top..window.bottom, place.min.y, place.height(), source.height);
        let columns = Columns::new(&columns, source.width);
        let last = source.height.unsigned_abs() - 1;
        let (mut above, mut below) = (Row::default(), Row::default());
        for (y, (upper, share)) in (window.top..).zip(&rows.0) {
            let lower = (*upper + 1).min(last);
            if below.number == Some(*upper) {
                std::mem::swap(&mut above, &mut below);
            }
            above.fill(*upper, source, &columns);
            below.fill(lower, source, &columns);
            let row = self.row_mut(y, window.left, columns.lefts.len());
            let (above, below) = (above.pixels.as_flattened(), below.pixels.as_flattened());
            mix_rows(row.as_flattened_mut(), above, below, *share);
        }
    }
}

/// [`Steps`] along a row, as one reads them fastest.
struct Columns {
    lefts: Vec<usize>,
    /// Four times each, as a pixel has four bytes.
    shares: Vec<u16>,
    n_source: usize,
}

impl Columns {
    fn new(steps: &Steps, n_source: i32) -> Self {
        Self {
            lefts: steps.0.iter().map(|(left, _)| as_idx(*left)).collect(),
            shares: steps.0.iter().flat_map(|(_, share)| [*share; 4]).collect(),
            n_source: idx(n_source),
        }
    }
}

/// A row of the source, as wide as the window.
#[derive(Default)]
struct Row {
    number: Option<u32>,
    pixels: Vec<[u8; 4]>,
    /// Memory: the row of the source, and what lies on the right of each pixel.
    source: Vec<[u8; 4]>,
    neighbours: Vec<[u8; 4]>,
}

impl Row {
    fn fill(&mut self, number: u32, source: &Pixels, columns: &Columns) {
        if self.number == Some(number) {
            return;
        }
        self.number = Some(number);
        let start = as_idx(number) * columns.n_source;
        self.source.clear();
        self.source.extend_from_slice(&source.data[start..start + columns.n_source]);
        // The edge goes on.
        self.source.extend(self.source.last().copied());
        self.pixels.resize(columns.lefts.len(), [0; 4]);
        self.neighbours.resize(columns.lefts.len(), [0; 4]);
        let places = self.pixels.iter_mut().zip(&mut self.neighbours).zip(&columns.lefts);
        for ((pixel, neighbour), left) in places {
            if let Some([here, there]) = self.source.get(*left..*left + 2) {
                (*pixel, *neighbour) = (*here, *there);
            }
        }
        let pixels = self.pixels.as_flattened_mut();
        mix_neighbours(pixels, self.neighbours.as_flattened(), &columns.shares);
    }
}

// These two are what a frame consists of while the camera comes closer. By themselves, so that they
// are compiled for vectors in WebAssembly, whatever the rest is compiled for; byte by byte, since
// eight products of 16 bits take a vector less time than four of 32.

/// Moves each byte its share (of 256) of the way to that of the neighbour.
#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn mix_neighbours(pixels: &mut [u8], neighbours: &[u8], shares: &[u16]) {
    for ((byte, neighbour), share) in pixels.iter_mut().zip(neighbours).zip(shares) {
        *byte = mixed_byte(*byte, *neighbour, *share);
    }
}

/// Each byte between one above and one below, a share (of 256) of the way.
#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn mix_rows(between: &mut [u8], above: &[u8], below: &[u8], share: u16) {
    for ((byte, above), below) in between.iter_mut().zip(above).zip(below) {
        *byte = mixed_byte(*above, *below, share);
    }
}

/// As [`super::mixed`], of one byte.
#[inline]
fn mixed_byte(under: u8, over: u8, share: u16) -> u8 {
    let (under, over) = (u16::from(under), u16::from(over));
    let change = over.wrapping_sub(under).wrapping_mul(share);
    ((under << 8).wrapping_add(change).wrapping_add(HALF) >> 8) as u8
}

/// Half of a step: rounds.
const HALF: u16 = 128;

fn share(between: f64) -> u16 {
    u16::try_from(share_256(between)).unwrap_or(256)
}

fn as_idx(at: u32) -> usize {
    usize::try_from(at).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use scene::Point;

    use super::super::Ink;
    use super::*;
    use crate::palette::Rgb;

    const ALL: Window = Window { left: 0, top: 0, right: 40, bottom: 40 };
    const WHITE: Rgb = Rgb(255, 255, 255);

    fn dotted() -> Pixels {
        let mut pixels = Pixels::new(20, 20, WHITE);
        for (x, y) in [(5, 5), (6, 5), (5, 6), (6, 6)] {
            pixels.blend(x, y, Ink::new(Rgb(0, 0, 0), 1.0), 1.0);
        }
        pixels
    }

    fn put(left: f64, top: f64, side: f64, window: Window) -> Pixels {
        let mut pixels = Pixels::new(40, 40, WHITE);
        let min = Point::new(left, top);
        pixels.put(&dotted(), Bounds { min, max: min + Point::new(side, side) }, window);
        pixels
    }

    #[test]
    fn an_unscaled_image_moves_by_whole_pixels() {
        let pixels = put(3.4, 7.6, 20.0, ALL);
        assert_eq!(pixels.at(8, 13), Rgb(0, 0, 0));
        assert!((pixels.ink_px() - 4.0).abs() < 1e-9);
        assert!(put(-50.0, 0.0, 20.0, ALL).ink_px().abs() < 1e-9);
        assert!((put(-6.0, 0.0, 20.0, ALL).ink_px() - 2.0).abs() < 1e-9);
    }

    #[test]
    fn a_scaled_image_keeps_its_places() {
        let pixels = put(0.0, 0.0, 40.0, ALL);
        assert_eq!(pixels.at(11, 11), Rgb(0, 0, 0));
        assert!((pixels.ink_px() - 16.0).abs() < 1.0, "{}", pixels.ink_px());
        let larger = put(-40.0, -40.0, 120.0, ALL);
        assert!(larger.ink_px() > 1.0);
    }

    #[test]
    fn nothing_is_put_outside_the_window() {
        let window = Window { left: 12, top: 0, right: 40, bottom: 12 };
        assert!(put(0.0, 0.0, 40.0, window).ink_px() < 5.0);
        assert!(put(0.0, 0.0, 40.0, Window { right: 12, ..window }).ink_px().abs() < 1e-9);
        assert!(put(f64::NAN, 0.0, 40.0, ALL).ink_px().abs() < 400.0);
    }
}
