//! The header of a file: which column stands where.

use csv::StringRecord;

use crate::Reason;
use crate::nearest::nearest;
use crate::problem::{Problems, excerpt};
use crate::table::Table;

/// Where the columns of a table stand in a file.
pub(crate) struct Header {
    /// The column at each position; `None` for one that we do not know.
    columns: Vec<Option<&'static str>>,
}

impl Header {
    /// The header of a file as we write it.
    pub(crate) fn of(table: &Table) -> Self {
        Self { columns: table.columns().map(|column| Some(column.name)).collect() }
    }

    /// Reads the header; `None` when the rows below it make no sense.
    pub(crate) fn read(
        table: &Table,
        row: &StringRecord,
        line: u64,
        problems: &mut Problems,
    ) -> Option<Self> {
        let mut header = Self { columns: Vec::new() };
        for name in names(row) {
            let known = table.columns().map(|column| column.name).find(|known| *known == name);
            let reason = match known {
                None => Some(Reason::UnknownColumn {
                    nearest: problems.has_room().then(|| suggest(table, name)).flatten(),
                }),
                Some(known) => header.position(known).map(|_| Reason::DuplicateColumn),
            };
            header.columns.push(known);
            if let Some(reason) = reason {
                problems.push(table.file, Some(line), Some(&excerpt(name)), reason);
            }
        }
        let missing: Vec<_> = table
            .columns()
            .filter(|column| column.is_required && header.position(column.name).is_none())
            .collect();
        for column in &missing {
            problems.push(table.file, Some(line), Some(column.name), Reason::MissingColumn);
        }
        missing.is_empty().then_some(header)
    }

    pub(crate) fn n_columns(&self) -> usize {
        self.columns.len()
    }

    /// The field of this column; empty when the file does not have it.
    pub(crate) fn field<'r>(&self, row: &'r StringRecord, column: &str) -> &'r str {
        self.position(column).and_then(|position| row.get(position)).unwrap_or("")
    }

    /// The column at a position; `None` for one that we do not know.
    pub(crate) fn column_at(&self, position: usize) -> Option<&'static str> {
        self.columns.get(position).copied().flatten()
    }

    fn position(&self, column: &str) -> Option<usize> {
        self.columns.iter().position(|name| *name == Some(column))
    }
}

fn suggest(table: &Table, name: &str) -> Option<&'static str> {
    nearest(name, table.columns().map(|column| column.name))
}

/// The names in the header. Spreadsheets may write empty cells behind the last one.
fn names(row: &StringRecord) -> Vec<&str> {
    let mut names: Vec<&str> = row.iter().map(str::trim).collect();
    while names.last().is_some_and(|name| name.is_empty()) {
        names.pop();
    }
    names
}
