//! What stands in the rows of a draft though the file does not say it.
//!
//! A row needs some columns that others' files do not have: an actor a level, a service a way of
//! access. Its reader puts in what is usual. For a new row that is better than nothing; a row that
//! is there already knows better.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::{Deref, DerefMut};

use model::{Row, RowKey};

use crate::cells::cells;

/// The columns of each row whose value its file does not state.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Guesses(BTreeMap<RowKey, Vec<&'static str>>);

impl Guesses {
    /// The columns of one row, in the order of its table.
    pub fn of(&self, key: &RowKey) -> &[&'static str] {
        self.0.get(key).map_or(&[], Vec::as_slice)
    }

    /// Notes what a row has that did not stand in its cells. Of rows with the same key only the
    /// first is read.
    pub(crate) fn note(&mut self, row: &Row, read: &CellTexts) {
        let is_guess = |column: &str, text: &str| !text.is_empty() && !read.states(column);
        let written = cells(row).into_iter();
        let guessed = written.filter(|cell| is_guess(cell.column, &cell.text));
        let columns = guessed.map(|cell| cell.column).collect();
        self.0.entry(row.key()).or_insert(columns);
    }
}

impl FromIterator<(RowKey, Vec<&'static str>)> for Guesses {
    fn from_iter<T: IntoIterator<Item = (RowKey, Vec<&'static str>)>>(columns: T) -> Self {
        Self(columns.into_iter().collect())
    }
}

/// The cells of a row in the making, of which some are not from the file.
#[derive(Clone, Debug, Default)]
pub(crate) struct CellTexts {
    texts: HashMap<&'static str, String>,
    guessed: HashSet<&'static str>,
}

impl CellTexts {
    /// Fills a column of which the file does not say anything that we know.
    pub(crate) fn guess(&mut self, column: &'static str, text: impl Into<String>) {
        self.texts.insert(column, text.into());
        self.guessed.insert(column);
    }

    /// Fills a column in which nothing stands, and says whether it did.
    pub(crate) fn guess_if_empty(&mut self, column: &'static str, text: &str) -> bool {
        let is_empty = self.texts.get(column).is_none_or(String::is_empty);
        if is_empty {
            self.guess(column, text);
        }
        is_empty
    }

    fn states(&self, column: &str) -> bool {
        let has_text = self.texts.get(column).is_some_and(|text| !text.trim().is_empty());
        has_text && !self.guessed.contains(column)
    }
}

impl Deref for CellTexts {
    type Target = HashMap<&'static str, String>;

    fn deref(&self) -> &Self::Target {
        &self.texts
    }
}

impl DerefMut for CellTexts {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.texts
    }
}

impl FromIterator<(&'static str, String)> for CellTexts {
    fn from_iter<T: IntoIterator<Item = (&'static str, String)>>(texts: T) -> Self {
        Self { texts: texts.into_iter().collect(), guessed: HashSet::new() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cells::read_cells;
    use model::{CodeBook, TableName};

    #[test]
    fn a_guess_is_what_no_cell_says() {
        let mut read: CellTexts = [("id", "a"), ("name", "A"), ("kind", ""), ("sector", "welfare")]
            .map(|(column, text)| (column, text.to_owned()))
            .into_iter()
            .collect();
        assert!(read.guess_if_empty("kind", "jobcenter"));
        assert!(!read.guess_if_empty("sector", "private"));
        read.guess("level", "kreis");
        read.extend([("sources", "s".to_owned()), ("confidence", "assumed".to_owned())]);
        let text_of = |column: &str| read.get(column).map_or("", String::as_str);
        let row = read_cells(TableName::Actors, text_of, &CodeBook::default()).unwrap();
        let mut guesses = Guesses::default();
        guesses.note(&row, &read);
        assert_eq!(guesses.of(&row.key()), ["kind", "level", "church_law", "visibility"]);
    }
}
