//! Reads tables one after the other and collects their problems.

use csv::StringRecord;
use model::CodeBook;

use crate::encoding::decode;
use crate::header::Header;
use crate::leading_zeros::add_zeros;
use crate::places::{Places, key_of};
use crate::problem::Problems;
use crate::row::Row;
use crate::sheet::{RowSource, Sheet};
use crate::table::{Presence, Table};
use crate::{CsvFiles, Reason};

/// What has been found out while reading.
pub(crate) struct Reader<'a> {
    pub(crate) book: &'a CodeBook,
    pub(crate) problems: Problems,
    pub(crate) places: Places,
    /// Whether keys of areas get the zero back that a spreadsheet has taken.
    pub(crate) adds_zeros: bool,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(book: &'a CodeBook) -> Self {
        Self { book, problems: Problems::default(), places: Places::default(), adds_zeros: false }
    }

    /// Reads one of the files.
    pub(crate) fn file<T>(
        &mut self,
        files: &CsvFiles,
        table: &'static Table,
        read: impl Fn(&mut Row<'_>) -> Option<T>,
    ) -> Vec<T> {
        if let Some(bytes) = files.get(table.file) {
            return self.table(bytes, table, read);
        }
        if table.presence == Presence::Required {
            self.places.add_unread_table(table);
            self.problems.push(table.file, None, None, Reason::MissingFile);
        }
        Vec::new()
    }

    /// Reads a table; rows with a problem are left out.
    pub(crate) fn table<T>(
        &mut self,
        bytes: &[u8],
        table: &'static Table,
        read: impl Fn(&mut Row<'_>) -> Option<T>,
    ) -> Vec<T> {
        let sheet = decode(bytes)
            .map_err(|flaw| self.problems.push(table.file, flaw.line, None, flaw.reason))
            .ok()
            .and_then(|text| self.sheet(text, table));
        let Some(mut sheet) = sheet else {
            self.places.add_unread_table(table);
            return Vec::new();
        };
        self.rows(&mut sheet, table, read)
    }

    /// The rows of a text; `None` when it is no table.
    pub(crate) fn sheet<'t>(&mut self, text: &'t str, table: &Table) -> Option<Sheet<'t>> {
        let sheet = Sheet::new(text);
        if let Some((line, reason)) = sheet.flaw() {
            self.problems.push(table.file, Some(line), None, reason);
            return None;
        }
        Some(sheet)
    }

    /// Reads the header and the rows below it.
    pub(crate) fn rows<T>(
        &mut self,
        source: &mut impl RowSource,
        table: &'static Table,
        read: impl Fn(&mut Row<'_>) -> Option<T>,
    ) -> Vec<T> {
        let Some(header) = self.header(source, table) else {
            self.places.add_unread_table(table);
            return Vec::new();
        };
        let mut items = Vec::new();
        let mut record = StringRecord::new();
        while let Some(line) = source.next_row(&mut record) {
            if self.adds_zeros {
                add_zeros(table, &header, &mut record);
            }
            let key = key_of(table, &header, &record);
            match self.row(table, &header, &record, line, &read) {
                Some(item) => {
                    items.push(item);
                    self.places.add_row(table, key, line);
                }
                None => self.places.add_unread_row(table, key),
            }
        }
        items
    }

    fn header(&mut self, source: &mut impl RowSource, table: &Table) -> Option<Header> {
        let mut record = StringRecord::new();
        let Some(line) = source.next_row(&mut record) else {
            self.problems.push(table.file, None, None, Reason::MissingHeader);
            return None;
        };
        Header::read(table, &record, line, &mut self.problems)
    }

    fn row<T>(
        &mut self,
        table: &'static Table,
        header: &Header,
        record: &StringRecord,
        line: u64,
        read: impl Fn(&mut Row<'_>) -> Option<T>,
    ) -> Option<T> {
        let (expected, found) = (header.n_columns(), record.len());
        // Spreadsheets may write empty cells behind the last column.
        let surplus_is_empty = record.iter().skip(expected).all(|field| field.trim().is_empty());
        if found < expected || !surplus_is_empty {
            let reason = Reason::FieldCount { expected, found };
            self.problems.push(table.file, Some(line), None, reason);
            return None;
        }
        let problems = &mut self.problems;
        let mut row =
            Row { table, header, record, line, book: self.book, problems, is_sound: true };
        let item = read(&mut row);
        item.filter(|_| row.is_sound)
    }
}
