//! On which line each row stands, so that a problem between rows can be shown in its file.

use std::collections::{HashMap, HashSet};

use csv::StringRecord;

use crate::escape::unshield;
use crate::header::Header;
use crate::table::Table;

/// Where rows stand, and which rows could not be read.
#[derive(Default)]
pub(crate) struct Places {
    lines: HashMap<(&'static str, String), Vec<u64>>,
    unread_rows: HashSet<(&'static str, String)>,
    /// Tables of which nothing could be read.
    unread_tables: HashSet<&'static str>,
    /// Tables of which not everything could be read.
    incomplete_tables: HashSet<&'static str>,
}

impl Places {
    pub(crate) fn add_row(&mut self, table: &Table, key: String, line: u64) {
        self.lines.entry((table.name, key)).or_default().push(line);
    }

    pub(crate) fn add_unread_row(&mut self, table: &Table, key: String) {
        self.unread_rows.insert((table.name, key));
        self.incomplete_tables.insert(table.name);
    }

    pub(crate) fn add_unread_table(&mut self, table: &Table) {
        self.unread_tables.insert(table.name);
        self.incomplete_tables.insert(table.name);
    }

    /// Whether something of the table could not be read.
    pub(crate) fn has_unread(&self, table: &Table) -> bool {
        self.incomplete_tables.contains(table.name)
    }

    /// The line of the nth row with this key, from 0.
    pub(crate) fn line(&self, table: &'static str, key: &str, nth: usize) -> Option<u64> {
        self.lines.get(&(table, key.to_owned()))?.get(nth).copied()
    }

    /// Whether the row may be in the file though it could not be read.
    pub(crate) fn may_hold(&self, table: &'static str, key: &str) -> bool {
        self.unread_tables.contains(table) || self.unread_rows.contains(&(table, key.to_owned()))
    }
}

/// What names a row: its id, or `committee/actor`.
pub(crate) fn key_of(table: &Table, header: &Header, row: &StringRecord) -> String {
    let fields = table.key.iter().map(|column| unshield(header.field(row, column)));
    fields.collect::<Vec<_>>().join("/")
}
