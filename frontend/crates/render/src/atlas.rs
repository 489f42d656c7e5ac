//! Room for many small images in a large one.

/// Hands out places row by row; a row is as high as its first image, a little more at most.
#[derive(Debug)]
pub(crate) struct Shelves {
    width: i32,
    height: i32,
    /// Upper edge, height and the part in use of each row.
    rows: Vec<(i32, i32, i32)>,
}

/// Between two images, so that none shows at the edge of another.
const GAP: i32 = 1;

impl Shelves {
    pub(crate) fn new(width: i32, height: i32) -> Self {
        Self { width, height, rows: Vec::new() }
    }

    pub(crate) fn clear(&mut self) {
        self.rows.clear();
    }

    /// The upper left corner of a free place; `None` when there is no more room.
    pub(crate) fn place(&mut self, width: i32, height: i32) -> Option<(i32, i32)> {
        let (full_width, full_height) = (width + GAP, height + GAP);
        let whole_width = self.width;
        let fitting = self.rows.iter_mut().find(|(_, row_height, used)| {
            let is_high_enough = (full_height..=full_height * 3 / 2).contains(row_height);
            is_high_enough && used.saturating_add(full_width) <= whole_width
        });
        if let Some((top, _, used)) = fitting {
            let left = *used;
            *used += full_width;
            return Some((left, *top));
        }
        let top = self.rows.last().map_or(0, |(top, height, _)| top + height);
        if full_width > self.width || top + full_height > self.height {
            return None;
        }
        self.rows.push((top, full_height, full_width));
        Some((0, top))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_do_not_overlap_and_lie_inside() {
        let mut shelves = Shelves::new(200, 100);
        let mut places: Vec<(i32, i32, i32, i32)> = Vec::new();
        for n in 0..200 {
            let (width, height) = (10 + n * 7 % 40, 8 + n * 3 % 9);
            let Some((left, top)) = shelves.place(width, height) else { continue };
            let overlaps = |&(x, y, w, h): &(i32, i32, i32, i32)| {
                left < x + w && x < left + width && top < y + h && y < top + height
            };
            assert!(!places.iter().any(overlaps));
            assert!(left + width <= 200 && top + height <= 100);
            places.push((left, top, width, height));
        }
        assert!(places.len() > 15);
    }

    #[test]
    fn what_does_not_fit_gets_no_place() {
        let mut shelves = Shelves::new(20, 20);
        assert_eq!(shelves.place(30, 5), None);
        assert_eq!(shelves.place(15, 15), Some((0, 0)));
        assert_eq!(shelves.place(15, 15), None);
        shelves.clear();
        assert_eq!(shelves.place(15, 15), Some((0, 0)));
    }
}
