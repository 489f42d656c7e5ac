//! What a table looks like: its name, its columns, what makes a row unique.

/// A column by name.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Column {
    pub(crate) name: &'static str,
    /// Whether the column must be there; `read` says that its fields must not be empty.
    pub(crate) is_required: bool,
}

pub(crate) const fn required(name: &'static str) -> Column {
    Column { name, is_required: true }
}

pub(crate) const fn optional(name: &'static str) -> Column {
    Column { name, is_required: false }
}

/// One of the CSV files.
#[derive(Debug)]
pub(crate) struct Table {
    /// As [`model::IntegrityProblem::place`] names it.
    pub(crate) name: &'static str,
    pub(crate) file: &'static str,
    pub(crate) presence: Presence,
    /// The columns whose values, joined by `/`, name a row.
    pub(crate) key: &'static [&'static str],
    pub(crate) columns: &'static [Column],
    /// Columns that several tables share; they follow the others.
    pub(crate) shared: &'static [Column],
}

/// Whether the file may be left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Presence {
    Required,
    /// A file that is not there is an empty table.
    Optional,
}

impl Table {
    /// All columns, in the order in which they are written.
    pub(crate) fn columns(&self) -> impl Iterator<Item = &'static Column> {
        self.columns.iter().chain(self.shared)
    }
}
