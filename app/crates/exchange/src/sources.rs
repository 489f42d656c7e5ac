//! `sources.csv`: where the statements come from.

use model::Source;

use crate::code_value::code;
use crate::record::Record;
use crate::row::Row;
use crate::table::{Column, Presence, Table, optional, required};
use crate::value::{date, id};

const COLUMNS: &[Column] = &[
    required("id"),
    required("kind"),
    required("title"),
    optional("publisher"),
    optional("url"),
    optional("date"),
    optional("quote"),
];

pub(crate) const TABLE: Table = Table {
    name: "sources",
    file: "sources.csv",
    presence: Presence::Optional,
    key: &["id"],
    columns: COLUMNS,
    shared: &[],
};

pub(crate) fn read(row: &mut Row<'_>) -> Option<Source> {
    let id_field = row.required("id", id);
    let kind = row.required("kind", code);
    let title = row.required_text("title");
    Some(Source {
        publisher: row.text("publisher"),
        url: row.text("url"),
        date: row.optional("date", date),
        quote: row.text("quote"),
        id: id_field?,
        kind: kind?,
        title: title?,
    })
}

pub(crate) fn write(source: &Source, record: &mut Record) {
    record.put("id", &source.id);
    record.put("kind", source.kind);
    record.put("title", &source.title);
    record.put_some("publisher", source.publisher.as_ref());
    record.put_some("url", source.url.as_ref());
    record.put_some("date", source.date);
    record.put_some("quote", source.quote.as_ref());
}
