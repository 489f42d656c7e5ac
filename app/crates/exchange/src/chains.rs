//! `chains.csv`: what each chain is about and for whom.

use model::Chain;

use crate::code_value::{code, listed_in};
use crate::number::whole;
use crate::record::Record;
use crate::row::Row;
use crate::table::{Column, Presence, Table, optional, required};
use crate::value::id;

const COLUMNS: &[Column] = &[
    required("id"),
    required("label_de"),
    required("label_en"),
    optional("description_de"),
    optional("description_en"),
    optional("target_groups"),
    optional("residence_status"),
    optional("position"),
    required("source_note"),
    required("confidence"),
];

pub(crate) const TABLE: Table = Table {
    name: "chains",
    file: "chains.csv",
    presence: Presence::Required,
    key: &["id"],
    columns: COLUMNS,
    shared: &[],
};

/// An empty `position` means at the end.
pub(crate) const LAST: u16 = u16::MAX;

pub(crate) fn read(row: &mut Row<'_>) -> Option<Chain> {
    let id_field = row.required("id", id);
    let label_de = row.required_text("label_de");
    let label_en = row.required_text("label_en");
    let source_note = row.required_text("source_note");
    let confidence = row.required("confidence", code);
    Some(Chain {
        description_de: row.text("description_de"),
        description_en: row.text("description_en"),
        target_groups: row.list("target_groups", listed_in(row.book)),
        residence_status: row.optional("residence_status", listed_in(row.book)),
        position: row.optional("position", whole).unwrap_or(LAST),
        id: id_field?,
        label_de: label_de?,
        label_en: label_en?,
        source_note: source_note?,
        confidence: confidence?,
    })
}

pub(crate) fn write(chain: &Chain, record: &mut Record) {
    record.put("id", &chain.id);
    record.put("label_de", &chain.label_de);
    record.put("label_en", &chain.label_en);
    record.put_some("description_de", chain.description_de.as_ref());
    record.put_some("description_en", chain.description_en.as_ref());
    record.put_list("target_groups", &chain.target_groups);
    record.put_some("residence_status", chain.residence_status.as_ref());
    record.put_number("position", (chain.position != LAST).then_some(chain.position));
    record.put("source_note", &chain.source_note);
    record.put("confidence", chain.confidence);
}
