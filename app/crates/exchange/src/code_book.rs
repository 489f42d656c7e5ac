//! `codes.csv`: the code lists that are data.

use model::{CodeBook, CodeEntry, CodeListKind, FieldCode};

use crate::Preview;
use crate::code_value::code;
use crate::number::whole;
use crate::reader::Reader;
use crate::record::{Record, write_table};
use crate::row::Row;
use crate::table::{Column, Presence, Table, optional, required};
use crate::value::{date, id};

const COLUMNS: &[Column] = &[
    required("list"),
    required("code"),
    required("label_de"),
    required("label_en"),
    optional("position"),
    optional("valid_from"),
    optional("valid_to"),
    optional("note"),
];

const TABLE: Table = Table {
    name: "codes",
    file: "codes.csv",
    presence: Presence::Required,
    key: &["list", "code"],
    columns: COLUMNS,
    shared: &[],
};

/// An empty `position` means at the end of the list.
const LAST: u16 = u16::MAX;

/// Reads `codes.csv`.
pub fn read_code_book(bytes: &[u8]) -> Preview<CodeBook> {
    let no_codes = CodeBook::default();
    let mut reader = Reader::new(&no_codes);
    let entries = reader.table(bytes, &TABLE, read);
    reader.report_duplicates(&TABLE, entries.iter().map(key));
    reader.problems.preview(Some(CodeBook::new(entries)), |_| 0)
}

/// Writes `codes.csv` in the order of the lists.
pub fn write_code_book(codes: &CodeBook) -> Vec<u8> {
    write_table(&TABLE, codes.entries(), write)
}

fn key(entry: &CodeEntry) -> String {
    format!("{}/{}", entry.list, entry.code)
}

fn read(row: &mut Row<'_>) -> Option<CodeEntry> {
    let list = row.required("list", code::<CodeListKind>);
    // The ids of all four lists follow the same rule.
    let code_field = row.required("code", id::<FieldCode>);
    let label_de = row.required_text("label_de");
    let label_en = row.required_text("label_en");
    Some(CodeEntry {
        position: row.optional("position", whole).unwrap_or(LAST),
        valid_from: row.optional("valid_from", date),
        valid_to: row.optional("valid_to", date),
        note: row.text("note"),
        list: list?,
        code: code_field?.into(),
        label_de: label_de?,
        label_en: label_en?,
    })
}

fn write(entry: &CodeEntry, record: &mut Record) {
    record.put("list", entry.list);
    record.put("code", &entry.code);
    record.put("label_de", &entry.label_de);
    record.put("label_en", &entry.label_en);
    record.put_number("position", (entry.position != LAST).then_some(entry.position));
    record.put_some("valid_from", entry.valid_from);
    record.put_some("valid_to", entry.valid_to);
    record.put_some("note", entry.note.as_ref());
}
