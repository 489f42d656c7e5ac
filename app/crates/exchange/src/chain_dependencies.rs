//! `chain_dependencies.csv`: which step hangs on which.

use model::StepDependency;

use crate::code_value::code;
use crate::record::Record;
use crate::row::Row;
use crate::table::{Column, Presence, Table, optional, required};
use crate::value::id;

const COLUMNS: &[Column] = &[
    required("chain"),
    required("step"),
    required("requires"),
    required("kind"),
    optional("document"),
];

pub(crate) const TABLE: Table = Table {
    name: "chain_dependencies",
    file: "chain_dependencies.csv",
    presence: Presence::Optional,
    key: &["chain", "step", "requires"],
    columns: COLUMNS,
    shared: &[],
};

pub(crate) fn read(row: &mut Row<'_>) -> Option<StepDependency> {
    let chain = row.required("chain", id);
    let step = row.required("step", id);
    let requires = row.required("requires", id);
    let kind = row.required("kind", code);
    Some(StepDependency {
        document: row.text("document"),
        chain: chain?,
        step: step?,
        requires: requires?,
        kind: kind?,
    })
}

pub(crate) fn write(dependency: &StepDependency, record: &mut Record) {
    record.put("chain", &dependency.chain);
    record.put("step", &dependency.step);
    record.put("requires", &dependency.requires);
    record.put("kind", dependency.kind);
    record.put_some("document", dependency.document.as_ref());
}
