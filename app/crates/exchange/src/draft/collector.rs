//! Gathers rows and problems of a file, and judges the rows together at the end.

use std::collections::BTreeSet;

use csv::StringRecord;
use model::{CodeBook, NetworkId, Row, RowKey, TableName};

use super::{Draft, Note, network_of, rows_of};
use crate::cells::{self, table_of};
use crate::file_problem::FileProblem;
use crate::guesses::{CellTexts, Guesses};
use crate::limits::MAX_ROWS;
use crate::network;
use crate::problem::{Place, Problems};
use crate::reader::Reader;
use crate::sheet::RowSource;

/// A draft in the making.
pub(crate) struct Collector<'a> {
    pub(crate) reader: Reader<'a>,
    rows: Vec<Row>,
    guesses: Guesses,
    /// Tables of which the file holds everything, as far as it tells.
    complete: BTreeSet<&'static str>,
    notes: BTreeSet<Note>,
}

impl<'a> Collector<'a> {
    pub(crate) fn new(codes: &'a CodeBook) -> Self {
        Self {
            reader: Reader::new(codes),
            rows: Vec::new(),
            guesses: Guesses::default(),
            complete: BTreeSet::new(),
            notes: BTreeSet::new(),
        }
    }

    pub(crate) fn push_note(&mut self, note: Note) {
        // As many as problems are kept.
        if self.notes.len() < Problems::MAX_KEPT {
            self.notes.insert(note);
        }
    }

    /// How many more rows are read.
    pub(crate) fn n_rows_left(&self) -> usize {
        MAX_ROWS.saturating_sub(self.rows.len())
    }

    /// From now on, a reference into this table that leads nowhere is a problem.
    pub(crate) fn set_complete(&mut self, table: TableName) {
        self.complete.insert(table.code());
    }

    /// Adds a row that stands on this line.
    pub(crate) fn push_row(&mut self, row: Row, line: Option<u64>) {
        if let Some(line) = line {
            let RowKey { table, id } = row.key();
            self.reader.places.add_row(table_of(table), id, line);
        }
        self.rows.push(row);
    }

    /// Adds a row that was read from these cells, some of which were filled for it.
    pub(crate) fn push_foreign(&mut self, row: Row, cells: &CellTexts, line: Option<u64>) {
        self.guesses.note(&row, cells);
        self.push_row(row, line);
    }

    /// Reads the header and the rows of a table; problems name the table's own file.
    pub(crate) fn read_rows(&mut self, source: &mut impl RowSource, table: TableName) {
        let mut limited = Limited { source, n_left: self.n_rows_left() + 1, is_exceeded: false };
        let columns = table_of(table);
        let rows = self.reader.rows(&mut limited, columns, |row| cells::read(table, row));
        if limited.is_exceeded {
            self.reader.problems.push(columns.file, None, None, FileProblem::TooManyRows);
        }
        self.rows.extend(rows);
    }

    /// Reads a table from a text.
    pub(crate) fn read_text(&mut self, text: &str, table: TableName) {
        match self.reader.sheet(text, table_of(table)) {
            Some(mut sheet) => self.read_rows(&mut sheet, table),
            None => self.reader.places.add_unread_table(table_of(table)),
        }
    }

    /// Judges the rows together. `place_of` says how the user knows a table's file.
    pub(crate) fn finish(mut self, place_of: impl Fn(&str) -> Place) -> Draft {
        let regions = self.rows.iter().filter_map(|row| match row {
            Row::Regions(region) => Some(&**region),
            _ => None,
        });
        let id = network::kreis_id(&mut self.reader, regions);
        let rows = match id.or_else(|| NetworkId::new("00000").ok()) {
            Some(id) => {
                let network = network_of(id, self.rows);
                let is_complete = |table: &str| self.complete.contains(table);
                self.reader.report_broken_rules_among(&network, is_complete);
                rows_of(network)
            }
            None => self.rows,
        };
        let mut seen = BTreeSet::new();
        let rows = rows.into_iter().filter(|row| seen.insert(row.key())).collect();
        let mut problems = self.reader.problems.preview(None::<()>, network::rank).problems;
        for problem in &mut problems {
            if !problem.file.is_empty() {
                Place { file: problem.file, part: problem.part } = place_of(&problem.file);
            }
        }
        let (guesses, notes) = (self.guesses, self.notes.into_iter().collect());
        Draft { rows, guesses, problems, notes }
    }
}

/// Ends after so many rows.
struct Limited<'s, S> {
    source: &'s mut S,
    n_left: usize,
    is_exceeded: bool,
}

impl<S: RowSource> RowSource for Limited<'_, S> {
    fn next_row(&mut self, row: &mut StringRecord) -> Option<u64> {
        let line = self.source.next_row(row)?;
        if self.n_left == 0 {
            self.is_exceeded = true;
            return None;
        }
        self.n_left -= 1;
        Some(line)
    }
}
