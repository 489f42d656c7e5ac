//! Which columns a file has, and what they probably are.

use csv::StringRecord;
use model::TableName;

use super::{ColumnMapping, SheetHeader, column_with_label};
use crate::archive::is_archive;
use crate::cells::{columns, table_of};
use crate::encoding::decode_any;
use crate::escape::unshield;
use crate::file_problem::FileProblem;
use crate::limits::MAX_COLUMNS;
use crate::nearest::nearest;
use crate::sheet::{RowSource, Sheet};
use crate::tables::{MAX_SHEETS, stem, table_of_sheet};
use crate::xlsx::Workbook;
use crate::{Preview, Problem, Reason};

/// Lists the sheets of a workbook, or the one of a CSV file, with their header rows.
///
/// A column is proposed where it is called like one of ours, or by a German word for it, or nearly
/// so. The table is the one that the sheet or file is named after, or else the one that most
/// columns fit.
///
/// # Errors
/// In [`Preview::problems`], why the file cannot be opened.
pub fn headers(name: &str, bytes: &[u8]) -> Preview<Vec<SheetHeader>> {
    let found = if is_archive(bytes) { of_workbook(bytes) } else { of_csv(name, bytes) };
    match found {
        Ok(headers) => Preview { item: Some(headers), problems: Vec::new() },
        Err(reason) => Preview { item: None, problems: vec![Problem::of_file(name, reason)] },
    }
}

fn of_csv(name: &str, bytes: &[u8]) -> Result<Vec<SheetHeader>, Reason> {
    let text = decode_any(bytes)?;
    let mut sheet = Sheet::new(&text);
    if let Some((_, reason)) = sheet.flaw() {
        return Err(reason);
    }
    let header = header("", stem(name), &mut sheet);
    header.map(|header| vec![header]).ok_or(Reason::MissingHeader)
}

fn of_workbook(bytes: &[u8]) -> Result<Vec<SheetHeader>, Reason> {
    let mut workbook = Workbook::open(bytes)?;
    let mut found = Vec::new();
    for sheet in workbook.sheet_names().into_iter().take(MAX_SHEETS) {
        if let Ok(mut rows) = workbook.rows(&sheet) {
            found.extend(header(&sheet, &sheet, &mut rows));
        }
    }
    if found.is_empty() { Err(FileProblem::BrokenWorkbook.into()) } else { Ok(found) }
}

/// The header of a sheet; `None` when it is empty.
fn header(sheet: &str, title: &str, rows: &mut impl RowSource) -> Option<SheetHeader> {
    let mut record = StringRecord::new();
    rows.next_row(&mut record)?;
    let columns: Vec<String> = record
        .iter()
        .take(MAX_COLUMNS)
        .map(|name| unshield(name).to_owned())
        .filter(|name| !name.is_empty())
        .collect();
    let table = table_of_sheet(title).unwrap_or_else(|| best_table(&columns));
    let proposal =
        ColumnMapping { sheet: sheet.to_owned(), table, columns: proposed(table, &columns) };
    Some(SheetHeader { sheet: sheet.to_owned(), columns, proposal })
}

/// The table that most columns fit; of two, the one that lacks fewer of its required columns.
fn best_table(names: &[String]) -> TableName {
    let fit = |table: &TableName| {
        let mapped = proposed(*table, names);
        let is_missing = |column: &str| mapped.iter().all(|(_, ours)| ours != column);
        let required = table_of(*table).columns().filter(|column| column.is_required);
        (mapped.len(), -required.filter(|column| is_missing(column.name)).map(|_| 1).sum::<i32>())
    };
    // Of equals the last would win; actors are what most lists are about.
    let mut best = TableName::Actors;
    for table in TableName::ALL {
        if fit(table) > fit(&best) {
            best = *table;
        }
    }
    best
}

/// Each of our columns at most once, the surest first.
fn proposed(table: TableName, names: &[String]) -> Vec<(String, String)> {
    let mut found: Vec<Option<&'static str>> = vec![None; names.len()];
    let guesses: [fn(TableName, &str) -> Option<&'static str>; 3] = [
        |table, name| columns(table).find(|column| *column == name),
        column_with_label,
        |table, name| nearest(name, columns(table)),
    ];
    for guess in guesses {
        for (at, name) in names.iter().enumerate() {
            let column = guess(table, name).filter(|column| !found.contains(&Some(column)));
            found[at] = found[at].or(column);
        }
    }
    let pairs = names.iter().zip(found);
    pairs.filter_map(|(name, column)| Some((name.clone(), column?.to_owned()))).collect()
}
