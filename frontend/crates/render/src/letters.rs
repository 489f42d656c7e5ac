//! Letters as images.
//!
//! [`Letters`] is what a painter asks; the browser's own letters answer in `screen`.

use std::rc::Rc;

use crate::number::{as_i32, idx};

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

impl Mask {
    /// Without the empty rows and columns around it.
    pub(crate) fn cropped(self) -> Self {
        let columns = idx(self.width.max(1));
        let is_used = |pixel: &[u8; 2]| *pixel != [0, 0];
        let rows: Vec<&[[u8; 2]]> = self.data.chunks_exact(columns).collect();
        let used_rows = rows.iter().enumerate().filter(|(_, row)| row.iter().any(is_used));
        let used_columns = (0..columns).filter(|x| rows.iter().any(|row| is_used(&row[*x])));
        let (Some((first_row, last_row)), Some((left, right))) =
            (ends(used_rows.map(|(y, _)| y)), ends(used_columns))
        else {
            return Self { width: 0, height: 0, data: Vec::new(), ..self };
        };
        let kept = rows[first_row..=last_row].iter().flat_map(|row| &row[left..=right]);
        Self {
            width: as_i32(right - left + 1),
            height: as_i32(last_row - first_row + 1),
            left: self.left.saturating_add(as_i32(left)),
            top: self.top.saturating_add(as_i32(first_row)),
            data: kept.copied().collect(),
            ..self
        }
    }
}

fn ends(mut numbers: impl Iterator<Item = usize>) -> Option<(usize, usize)> {
    let first = numbers.next()?;
    Some((first, numbers.last().unwrap_or(first)))
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

#[cfg(test)]
mod tests {
    use super::*;

    fn mask(data: &[[u8; 2]]) -> Mask {
        let data = data.to_vec();
        Mask { id: 1, width: 4, height: 3, left: -1, top: -2, advance: 2.0, data }
    }

    #[test]
    fn empty_rows_and_columns_are_cut_off() {
        let mut data = [[0, 0]; 12];
        data[5] = [9, 0];
        data[6] = [0, 7];
        let cropped = mask(&data).cropped();
        assert_eq!((cropped.width, cropped.height, cropped.left, cropped.top), (2, 1, 0, -1));
        assert_eq!(cropped.data, [[9, 0], [0, 7]]);
        let empty = mask(&[[0, 0]; 12]).cropped();
        assert_eq!((empty.width, empty.height, empty.data.len()), (0, 0, 0));
    }
}
