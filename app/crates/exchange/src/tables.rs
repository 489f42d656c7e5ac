//! Our ten tables as files: one of them as CSV, all of them in an archive or a workbook.

use std::collections::BTreeSet;

use csv::StringRecord;
use model::{CodeBook, Lang, Network, Row, TableName};

use crate::archive::{Archive, pack};
use crate::cells::{cells, columns, table_of};
use crate::draft::{Collector, Draft, Note, ReadOptions};
use crate::encoding::decode_any;
use crate::escape::unshield;
use crate::file_problem::FileProblem;
use crate::nearest::{nearest, same_word};
use crate::problem::Place;
use crate::sheet::RowSource;
use crate::xlsx::{SheetContent, Workbook, write_sheets};
use crate::{CsvFiles, Reason, WriteProblem, write_network};

/// So many sheets of a workbook are looked at; each is unpacked for it.
pub(crate) const MAX_SHEETS: usize = 20;

/// Reads one table.
pub(crate) fn read_csv_table(
    name: &str,
    bytes: &[u8],
    table: TableName,
    codes: &CodeBook,
    options: &ReadOptions,
) -> Draft {
    let text = match decode_any(bytes) {
        Ok(text) => text,
        Err(reason) => return Draft::refused(name, reason),
    };
    let mut collector = Collector::new(codes);
    collector.reader.adds_zeros = options.adds_zeros;
    collector.read_text(&text, table);
    collector.finish(|_file| Place::of_file(name))
}

/// Reads the tables in an archive, in whatever folder they lie.
pub(crate) fn read_csv_zip(
    name: &str,
    bytes: &[u8],
    codes: &CodeBook,
    options: &ReadOptions,
) -> Draft {
    let mut archive = match Archive::open(bytes) {
        Ok(archive) => archive,
        Err(problem) => return Draft::refused(name, problem),
    };
    let mut collector = Collector::new(codes);
    collector.reader.adds_zeros = options.adds_zeros;
    let mut seen = BTreeSet::new();
    for (idx, path) in archive.names() {
        let file = file_name(&path);
        // What a Mac adds to an archive.
        if path.starts_with("__MACOSX/") || file.starts_with('.') {
            continue;
        }
        let Some(table) = TableName::ALL.iter().find(|table| table_of(**table).file == file) else {
            report_other_file(&mut collector, &path);
            continue;
        };
        if !seen.insert(*table) {
            let problem = FileProblem::DuplicateEntry(file.to_owned());
            collector.reader.problems.push(file, None, None, problem);
            continue;
        }
        let unpacked = match archive.unpack(idx) {
            Ok(unpacked) => unpacked,
            Err(problem) => return Draft::refused(name, problem),
        };
        match decode_any(&unpacked) {
            Ok(text) => collector.read_text(&text, *table),
            Err(reason) => {
                collector.reader.places.add_unread_table(table_of(*table));
                collector.reader.problems.push(file, None, None, reason);
            }
        }
        collector.set_complete(*table);
    }
    if seen.is_empty() {
        collector.reader.problems.push("", None, None, FileProblem::NeedsMapping);
    }
    collector.finish(Place::of_file)
}

/// Another table may be one of ours with a slip in its name; anything else is of no interest.
fn report_other_file(collector: &mut Collector<'_>, path: &str) {
    let file = file_name(path);
    let expected = || TableName::ALL.iter().map(|table| table_of(*table).file);
    let meant = nearest(file, expected()).filter(|_| extension(file) == "csv");
    match meant {
        Some(_) => {
            let reason = Reason::UnknownFile { expected: expected().collect(), nearest: meant };
            collector.reader.problems.push(file, None, None, reason);
        }
        None => collector.push_note(Note::NotRead { name: path.to_owned() }),
    }
}

/// Reads the sheets that are named like our tables or have their columns.
pub(crate) fn read_xlsx(
    name: &str,
    bytes: &[u8],
    codes: &CodeBook,
    options: &ReadOptions,
) -> Draft {
    let mut workbook = match Workbook::open(bytes) {
        Ok(workbook) => workbook,
        Err(problem) => return Draft::refused(name, problem),
    };
    let mut collector = Collector::new(codes);
    collector.reader.adds_zeros = options.adds_zeros;
    let mut sheet_of = Vec::new();
    for sheet in workbook.sheet_names().into_iter().take(MAX_SHEETS) {
        let table = table_of_sheet(&sheet).or_else(|| table_of_header(&mut workbook, &sheet));
        match table {
            Some(table) if sheet_of.iter().all(|(known, _)| *known != table) => {
                sheet_of.push((table, sheet));
            }
            _ => collector.push_note(Note::SheetNotRead { sheet }),
        }
    }
    if sheet_of.is_empty() {
        return Draft::refused(name, FileProblem::NeedsMapping);
    }
    for (table, sheet) in &sheet_of {
        collector.set_complete(*table);
        read_sheet(&mut collector, &mut workbook, *table, sheet);
    }
    let place = |file: &str| {
        let sheet = sheet_of.iter().find(|(table, _)| table_of(*table).file == file);
        sheet.map_or_else(|| Place::of_file(name), |(_, sheet)| Place::of_sheet(name, sheet))
    };
    collector.finish(place)
}

/// The table whose columns are in the first row.
fn table_of_header(workbook: &mut Workbook<'_>, sheet: &str) -> Option<TableName> {
    let mut rows = workbook.rows(sheet).ok()?;
    let mut header = StringRecord::new();
    rows.next_row(&mut header)?;
    table_with_columns(&header.iter().map(unshield).collect::<Vec<_>>())
}

fn read_sheet(
    collector: &mut Collector<'_>,
    workbook: &mut Workbook<'_>,
    table: TableName,
    sheet: &str,
) {
    let file = table_of(table).file;
    match workbook.rows(sheet) {
        Ok(mut rows) => {
            collector.read_rows(&mut rows, table);
            for (line, problem) in rows.into_problems() {
                collector.reader.problems.push(file, line, None, problem);
            }
        }
        Err(problem) => {
            collector.reader.places.add_unread_table(table_of(table));
            collector.reader.problems.push(file, None, None, problem);
        }
    }
}

/// The table with this code or label.
pub(crate) fn table_of_sheet(sheet: &str) -> Option<TableName> {
    let is_named = |table: &&TableName| {
        same_word(sheet, table.code())
            || Lang::ALL.iter().any(|&lang| same_word(sheet, table.label(lang)))
    };
    TableName::ALL.iter().find(is_named).copied()
}

/// The table that has all of these columns, if they are all that it needs.
pub(crate) fn table_with_columns(names: &[&str]) -> Option<TableName> {
    let names = || names.iter().map(|name| name.trim()).filter(|name| !name.is_empty());
    let fits = |table: &&TableName| {
        let has = |column: &str| names().any(|name| name == column);
        names().all(|name| columns(**table).any(|column| column == name))
            && table_of(**table).columns().all(|column| !column.is_required || has(column.name))
    };
    TableName::ALL.iter().find(fits).copied()
}

/// Writes all ten tables into an archive, as [`write_network`] does into a folder.
///
/// # Errors
/// [`WriteProblem::Failed`] when the archive would have more than 4 GB.
pub fn write_csv_zip(network: &Network) -> Result<Vec<u8>, WriteProblem> {
    zip_files(&write_network(network))
}

/// Packs files into an archive; equal files give equal bytes.
///
/// # Errors
/// [`WriteProblem::Failed`] when the archive would have more than 4 GB.
pub fn zip_files(files: &CsvFiles) -> Result<Vec<u8>, WriteProblem> {
    pack(files.iter()).map_err(|_too_large| WriteProblem::Failed)
}

/// Writes a workbook with a sheet for each of the ten tables.
///
/// # Errors
/// [`WriteProblem::LongText`], [`WriteProblem::ManyRows`].
pub fn write_xlsx(network: &Network) -> Result<Vec<u8>, WriteProblem> {
    let mut network = network.clone();
    network.sort();
    let mut sheets: Vec<SheetContent> = TableName::ALL
        .iter()
        .map(|table| SheetContent {
            name: table.code(),
            columns: columns(*table).collect(),
            rows: Vec::new(),
        })
        .collect();
    for row in network.rows() {
        let table = row.table().code();
        if let Some(sheet) = sheets.iter_mut().find(|sheet| sheet.name == table) {
            sheet.rows.push(texts(&row));
        }
    }
    write_sheets(&sheets)
}

fn texts(row: &Row) -> Vec<String> {
    cells(row).into_iter().map(|cell| cell.text).collect()
}

/// The last part of a path, whether it comes from Windows or not.
pub(crate) fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

/// The name of a file without its folder and its extension.
pub(crate) fn stem(path: &str) -> &str {
    let file = file_name(path);
    file.rsplit_once('.').map_or(file, |(stem, _)| stem)
}

/// The extension in small letters; empty when there is none.
pub(crate) fn extension(path: &str) -> String {
    file_name(path).rsplit_once('.').map_or("", |(_, extension)| extension).to_lowercase()
}
