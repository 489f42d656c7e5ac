//! `committees.csv`: groups that meet.

use model::Committee;

use crate::code_value::code;
use crate::envelope;
use crate::record::Record;
use crate::row::Row;
use crate::table::{Column, Presence, Table, optional, required};
use crate::value::id;

const COLUMNS: &[Column] = &[
    required("id"),
    required("kind"),
    required("label"),
    optional("chair"),
    optional("rhythm"),
    optional("mandate"),
];

pub(crate) const TABLE: Table = Table {
    name: "committees",
    file: "committees.csv",
    presence: Presence::Optional,
    key: &["id"],
    columns: COLUMNS,
    shared: envelope::COLUMNS,
};

pub(crate) fn read(row: &mut Row<'_>) -> Option<Committee> {
    let id_field = row.required("id", id);
    let kind = row.required("kind", code);
    let label = row.required_text("label");
    let envelope = envelope::read(row);
    Some(Committee {
        chair: row.optional("chair", id),
        rhythm: row.text("rhythm"),
        mandate: row.text("mandate"),
        id: id_field?,
        kind: kind?,
        label: label?,
        envelope: envelope?,
    })
}

pub(crate) fn write(committee: &Committee, record: &mut Record) {
    record.put("id", &committee.id);
    record.put("kind", committee.kind);
    record.put("label", &committee.label);
    record.put_some("chair", committee.chair.as_ref());
    record.put_some("rhythm", committee.rhythm.as_ref());
    record.put_some("mandate", committee.mandate.as_ref());
    envelope::write(&committee.envelope, record);
}
