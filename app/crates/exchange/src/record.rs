//! One row while it is written, and the file it goes to.

use std::fmt::Display;

use crate::escape::{join_list, push_line, shield};
use crate::table::Table;

/// The cells of one row, by column.
pub(crate) struct Record {
    columns: Vec<&'static str>,
    cells: Vec<String>,
}

impl Record {
    pub(crate) fn new(table: &Table) -> Self {
        let columns: Vec<_> = table.columns().map(|column| column.name).collect();
        let cells = vec![String::new(); columns.len()];
        Self { columns, cells }
    }

    /// Each column with its cell, in the order of the table.
    pub(crate) fn into_cells(self) -> impl Iterator<Item = (&'static str, String)> {
        self.columns.into_iter().zip(self.cells)
    }

    fn set(&mut self, column: &'static str, cell: String) {
        if let Some(position) = self.columns.iter().position(|name| *name == column) {
            self.cells[position] = cell;
        }
    }

    pub(crate) fn put(&mut self, column: &'static str, value: impl Display) {
        self.set(column, shield(&value.to_string()));
    }

    /// Writes nothing for `None`.
    pub(crate) fn put_some(&mut self, column: &'static str, value: Option<impl Display>) {
        if let Some(value) = value {
            self.put(column, value);
        }
    }

    pub(crate) fn put_list(
        &mut self,
        column: &'static str,
        items: impl IntoIterator<Item = impl Display>,
    ) {
        self.put(column, join_list(items));
    }

    /// A number stands as it is, also a negative one.
    pub(crate) fn put_number(&mut self, column: &'static str, number: Option<impl Display>) {
        if let Some(number) = number {
            self.set(column, number.to_string());
        }
    }

    pub(crate) fn put_flag(&mut self, column: &'static str, flag: Option<bool>) {
        self.put_some(column, flag.map(|flag| if flag { "yes" } else { "no" }));
    }
}

/// Writes a table: header and rows, in their order.
pub(crate) fn write_table<T>(
    table: &Table,
    items: &[T],
    write: impl Fn(&T, &mut Record),
) -> Vec<u8> {
    let mut file = String::new();
    push_line(&mut file, table.columns().map(|column| column.name));
    for item in items {
        let mut record = Record::new(table);
        write(item, &mut record);
        push_line(&mut file, record.cells.iter().map(String::as_str));
    }
    file.into_bytes()
}
