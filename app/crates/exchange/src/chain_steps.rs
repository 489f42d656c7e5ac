//! `chain_steps.csv`: the steps of the chains, and who could do each.

use model::{ChainStep, StepDone};

use crate::chains::LAST;
use crate::code_value::{code, listed_in};
use crate::number::whole;
use crate::record::Record;
use crate::row::Row;
use crate::table::{Column, Presence, Table, optional, required};
use crate::value::{flag, id};

const COLUMNS: &[Column] = &[
    required("chain"),
    required("id"),
    required("label_de"),
    required("label_en"),
    optional("service_kinds"),
    optional("fields"),
    optional("regimes"),
    optional("actor_kinds"),
    optional("access"),
    optional("residence_status"),
    optional("optional"),
    optional("goal"),
    optional("done"),
    optional("required_documents"),
    optional("legal_basis"),
    optional("position"),
];

pub(crate) const TABLE: Table = Table {
    name: "chain_steps",
    file: "chain_steps.csv",
    presence: Presence::Required,
    key: &["chain", "id"],
    columns: COLUMNS,
    shared: &[],
};

/// Reads a step; an empty `optional` or `goal` means no, an empty `done` means completion.
pub(crate) fn read(row: &mut Row<'_>) -> Option<ChainStep> {
    let chain = row.required("chain", id);
    let id_field = row.required("id", id);
    let label_de = row.required_text("label_de");
    let label_en = row.required_text("label_en");
    Some(ChainStep {
        service_kinds: row.list("service_kinds", code),
        fields: row.list("fields", listed_in(row.book)),
        regimes: row.list("regimes", listed_in(row.book)),
        actor_kinds: row.list("actor_kinds", code),
        access: row.list("access", code),
        residence_status: row.optional("residence_status", listed_in(row.book)),
        optional: row.optional("optional", flag).unwrap_or(false),
        goal: row.optional("goal", flag).unwrap_or(false),
        done: row.optional("done", code).unwrap_or(StepDone::Completion),
        required_documents: row.texts("required_documents"),
        legal_basis: row.text("legal_basis"),
        position: row.optional("position", whole).unwrap_or(LAST),
        chain: chain?,
        id: id_field?,
        label_de: label_de?,
        label_en: label_en?,
    })
}

pub(crate) fn write(step: &ChainStep, record: &mut Record) {
    record.put("chain", &step.chain);
    record.put("id", &step.id);
    record.put("label_de", &step.label_de);
    record.put("label_en", &step.label_en);
    record.put_list("service_kinds", &step.service_kinds);
    record.put_list("fields", &step.fields);
    record.put_list("regimes", &step.regimes);
    record.put_list("actor_kinds", &step.actor_kinds);
    record.put_list("access", &step.access);
    record.put_some("residence_status", step.residence_status.as_ref());
    record.put_flag("optional", Some(step.optional));
    record.put_flag("goal", Some(step.goal));
    record.put("done", step.done);
    record.put_list("required_documents", &step.required_documents);
    record.put_some("legal_basis", step.legal_basis.as_ref());
    record.put_number("position", (step.position != LAST).then_some(step.position));
}
