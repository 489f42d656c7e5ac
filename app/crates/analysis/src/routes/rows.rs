//! Adjacency in two arrays instead of one list per node.

/// Items in rows, each row a slice of one array (compressed sparse rows).
pub(super) struct Rows<T> {
    /// Where each row begins; one more at the end.
    starts: Vec<usize>,
    items: Vec<T>,
}

impl<T> Rows<T> {
    /// From items with their rows in ascending order; rows without items are empty.
    pub(super) fn from_sorted(n_rows: usize, items: impl IntoIterator<Item = (usize, T)>) -> Self {
        let mut rows = Self { starts: Vec::with_capacity(n_rows + 1), items: Vec::new() };
        for (row, item) in items {
            while rows.starts.len() <= row {
                rows.starts.push(rows.items.len());
            }
            rows.items.push(item);
        }
        rows.starts.resize(n_rows + 1, rows.items.len());
        rows
    }

    pub(super) fn row(&self, row: usize) -> &[T] {
        &self.items[self.starts[row]..self.starts[row + 1]]
    }

    pub(super) fn len(&self) -> usize {
        self.starts.len() - 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_without_items_are_empty() {
        let rows = Rows::from_sorted(4, [(1, 'a'), (1, 'b'), (3, 'c')]);
        let all: Vec<&[char]> = (0..rows.len()).map(|row| rows.row(row)).collect();
        assert_eq!(all, [&[][..], &['a', 'b'], &[], &['c']]);
        assert_eq!(Rows::<char>::from_sorted(2, []).row(1), &[]);
    }
}
