//! One row as its cells and back, for forms: what a form shows and checks is what a table holds.
//!
//! Cells are plain text here; the apostrophe before what looks like a formula is a matter of files.

use csv::StringRecord;
use model::{CodeBook, Lang, RowKey, TableName};

use crate::Reason;
use crate::escape::{shield, unshield};
use crate::header::Header;
use crate::problem::Problems;
use crate::record::Record;
use crate::row::Row;
use crate::table::Table;
use crate::{
    actors, committees, jurisdictions, memberships, observations, posts, regions, relations,
    services, sources,
};

/// What stands in one column of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    pub column: &'static str,
    pub text: String,
}

/// What is wrong with a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellProblem {
    pub column: String,
    pub reason: Reason,
}

impl CellProblem {
    /// What is wrong, to stand beside the field.
    pub fn text(&self, lang: Lang) -> String {
        self.reason.text(lang)
    }
}

/// The columns of a table, in the order in which they are written.
pub fn columns(table: TableName) -> impl Iterator<Item = &'static str> {
    table_of(table).columns().map(|column| column.name)
}

/// Whether a row of a table must have something in this column.
pub fn is_required(table: TableName, column: &str) -> bool {
    table_of(table).columns().any(|known| known.name == column && known.is_required)
}

/// The columns whose values name a row, joined by `/`.
pub fn key_columns(table: TableName) -> &'static [&'static str] {
    table_of(table).key
}

/// The cells of a row, one for each column.
pub fn cells(row: &model::Row) -> Vec<Cell> {
    let mut record = Record::new(table_of(row.table()));
    match row {
        model::Row::Regions(row) => regions::write(row, &mut record),
        model::Row::Actors(row) => actors::write(row, &mut record),
        model::Row::Services(row) => services::write(row, &mut record),
        model::Row::Posts(row) => posts::write(row, &mut record),
        model::Row::Committees(row) => committees::write(row, &mut record),
        model::Row::Memberships(row) => memberships::write(row, &mut record),
        model::Row::Jurisdictions(row) => jurisdictions::write(row, &mut record),
        model::Row::Relations(row) => relations::write(row, &mut record),
        model::Row::Observations(row) => observations::write(row, &mut record),
        model::Row::Sources(row) => sources::write(row, &mut record),
    }
    let plain =
        |(column, cell): (&'static str, String)| Cell { column, text: unshield(&cell).to_owned() };
    record.into_cells().map(plain).collect()
}

/// Reads a row from its cells; what `text_of` does not know is empty.
///
/// # Errors
/// Every cell that cannot be read, in the order in which they are read.
pub fn read_cells<'a>(
    table: TableName,
    text_of: impl Fn(&'static str) -> &'a str,
    codes: &CodeBook,
) -> Result<model::Row, Vec<CellProblem>> {
    let columns = table_of(table);
    let header = Header::of(columns);
    let mut record = StringRecord::new();
    for column in columns.columns() {
        // Most cells of a relation are empty.
        match text_of(column.name) {
            "" => record.push_field(""),
            text => record.push_field(&shield(text)),
        }
    }
    let mut problems = Problems::default();
    let mut row = Row {
        table: columns,
        header: &header,
        record: &record,
        line: 0,
        book: codes,
        problems: &mut problems,
        is_sound: true,
    };
    let item = read(table, &mut row).filter(|_| row.is_sound);
    let found = problems.preview(None::<()>, |_file| 0).problems;
    let cell_problem = |problem: crate::Problem| CellProblem {
        column: problem.column.unwrap_or_default(),
        reason: problem.reason,
    };
    item.ok_or_else(|| found.into_iter().map(cell_problem).collect())
}

/// The key that a row with these cells has.
pub fn key_from_cells<'a>(table: TableName, text_of: impl Fn(&'static str) -> &'a str) -> RowKey {
    let parts = key_columns(table).iter().map(|column| text_of(column).trim());
    RowKey::new(table, parts.collect::<Vec<_>>().join("/"))
}

/// Reads a row of any table.
pub(crate) fn read(table: TableName, row: &mut Row<'_>) -> Option<model::Row> {
    match table {
        TableName::Regions => regions::read(row).map(model::Row::from),
        TableName::Actors => actors::read(row).map(model::Row::from),
        TableName::Services => services::read(row).map(model::Row::from),
        TableName::Posts => posts::read(row).map(model::Row::from),
        TableName::Committees => committees::read(row).map(model::Row::from),
        TableName::Memberships => memberships::read(row).map(model::Row::from),
        TableName::Jurisdictions => jurisdictions::read(row).map(model::Row::from),
        TableName::Relations => relations::read(row).map(model::Row::from),
        TableName::Observations => observations::read(row).map(model::Row::from),
        TableName::Sources => sources::read(row).map(model::Row::from),
    }
}

pub(crate) fn table_of(table: TableName) -> &'static Table {
    match table {
        TableName::Regions => &regions::TABLE,
        TableName::Actors => &actors::TABLE,
        TableName::Services => &services::TABLE,
        TableName::Posts => &posts::TABLE,
        TableName::Committees => &committees::TABLE,
        TableName::Memberships => &memberships::TABLE,
        TableName::Jurisdictions => &jurisdictions::TABLE,
        TableName::Relations => &relations::TABLE,
        TableName::Observations => &observations::TABLE,
        TableName::Sources => &sources::TABLE,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text_in<'a>(cells: &'a [Cell]) -> impl Fn(&'static str) -> &'a str {
        |column| cells.iter().find(|cell| cell.column == column).map_or("", |cell| &cell.text)
    }

    fn source() -> Vec<Cell> {
        let filled = [("id", "s-1"), ("kind", "law"), ("title", "=SUMME(A1)"), ("quote", "'x")];
        filled.map(|(column, text)| Cell { column, text: text.to_owned() }).into()
    }

    #[test]
    fn tables_are_named_alike() {
        for table in TableName::ALL {
            assert_eq!(table_of(*table).name, table.code());
        }
    }

    #[test]
    fn cells_are_read_again() {
        let codes = CodeBook::default();
        let row = read_cells(TableName::Sources, text_in(&source()), &codes).unwrap();
        let written = cells(&row);
        assert_eq!(text_in(&written)("title"), "=SUMME(A1)");
        assert_eq!(text_in(&written)("quote"), "'x");
        assert_eq!(read_cells(TableName::Sources, text_in(&written), &codes), Ok(row));
    }

    #[test]
    fn each_cell_is_judged() {
        let mut typed = source();
        typed[0].text = "Nicht gut".to_owned();
        typed[1].text = String::new();
        let problems =
            read_cells(TableName::Sources, text_in(&typed), &CodeBook::default()).unwrap_err();
        let columns: Vec<_> = problems.iter().map(|problem| problem.column.as_str()).collect();
        assert_eq!(columns, ["id", "kind"]);
        assert_eq!(problems[1].reason, Reason::EmptyField);
    }

    #[test]
    fn a_seat_is_named_by_both() {
        let typed = [("committee", "lg"), ("actor", "ki")]
            .map(|(column, text)| Cell { column, text: text.to_owned() });
        let key = key_from_cells(TableName::Memberships, text_in(&typed));
        assert_eq!(key, RowKey::new(TableName::Memberships, "lg/ki"));
    }
}
