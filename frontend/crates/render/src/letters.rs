//! Letters as images.
//!
//! [`Letters`] is what a painter asks; the browser's own letters answer in `screen`.

use std::rc::Rc;

/// A line of text as an image; space: device pixels.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Mask {
    /// Tells it from others.
    pub(crate) id: u64,
    pub(crate) width: i32,
    pub(crate) height: i32,
    /// From the start of the baseline to the upper left corner.
    pub(crate) left: i32,
    pub(crate) top: i32,
    /// From the start of the baseline to its end.
    pub(crate) advance: f64,
    /// Row by row: how much of the seam covers the pixel, and how much of the letters.
    pub(crate) data: Vec<[u8; 2]>,
}

/// How a text is written; space: device pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Style {
    /// In quarters of a pixel, so that equal styles are found to be equal.
    pub(crate) quarters: u32,
    pub(crate) is_bold: bool,
    pub(crate) has_seam: bool,
}

impl Style {
    /// Of the usual weight, without a seam.
    pub(crate) fn new(size: f64) -> Self {
        let quarters = crate::number::floor(size.clamp(1.0, 400.0) * 4.0 + 0.5);
        Self { quarters: quarters.unsigned_abs(), is_bold: false, has_seam: false }
    }

    pub(crate) fn size(self) -> f64 {
        f64::from(self.quarters) / 4.0
    }
}

/// Somebody who can write.
pub(crate) trait Letters {
    /// The image of a text, or nothing where there are no letters.
    fn mask(&mut self, text: &str, style: Style) -> Option<Rc<Mask>>;
}

/// Cannot write.
#[cfg(test)]
pub(crate) struct NoLetters;

#[cfg(test)]
impl Letters for NoLetters {
    fn mask(&mut self, _text: &str, _style: Style) -> Option<Rc<Mask>> {
        None
    }
}
