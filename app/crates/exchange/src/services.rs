//! `services.csv`: what the actors offer.

use model::{Capacity, Service};

use crate::code_value::{code, listed_in};
use crate::envelope;
use crate::number::amount;
use crate::record::Record;
use crate::row::Row;
use crate::table::{Column, Presence, Table, optional, required};
use crate::value::{flag, id};

const COLUMNS: &[Column] = &[
    required("id"),
    required("actor"),
    required("name"),
    required("kind"),
    required("fields"),
    optional("target_groups"),
    optional("residence_statuses"),
    optional("regimes"),
    optional("languages"),
    optional("childcare"),
    optional("cost"),
    required("access"),
    optional("entry_point"),
    optional("eligibility"),
    optional("required_documents"),
    optional("capacity"),
    optional("capacity_unit"),
    optional("leika_key"),
    required("status"),
];

pub(crate) const TABLE: Table = Table {
    name: "services",
    file: "services.csv",
    presence: Presence::Optional,
    key: &["id"],
    columns: COLUMNS,
    shared: envelope::COLUMNS,
};

/// Reads a service; an empty `entry_point` means no.
pub(crate) fn read(row: &mut Row<'_>) -> Option<Service> {
    let id_field = row.required("id", id);
    let actor = row.required("actor", id);
    let name = row.required_text("name");
    let kind = row.required("kind", code);
    let fields = row.required_list("fields", listed_in(row.book));
    let access = row.required("access", code);
    let status = row.required("status", code);
    let envelope = envelope::read(row);
    Some(Service {
        target_groups: row.list("target_groups", listed_in(row.book)),
        residence_statuses: row.list("residence_statuses", listed_in(row.book)),
        regimes: row.list("regimes", listed_in(row.book)),
        languages: row.list("languages", id),
        childcare: row.optional("childcare", flag),
        cost: row.text("cost"),
        entry_point: row.optional("entry_point", flag).unwrap_or(false),
        eligibility: row.text("eligibility"),
        required_documents: row.texts("required_documents"),
        capacity: capacity(row),
        leika_key: row.text("leika_key"),
        id: id_field?,
        actor: actor?,
        name: name?,
        kind: kind?,
        fields: fields?,
        access: access?,
        status: status?,
        envelope: envelope?,
    })
}

fn capacity(row: &mut Row<'_>) -> Option<Capacity> {
    let value = row.optional("capacity", amount);
    let unit = row.optional("capacity_unit", code);
    row.require_together("capacity", "capacity_unit");
    Some(Capacity { value: value?, unit: unit? })
}

pub(crate) fn write(service: &Service, record: &mut Record) {
    record.put("id", &service.id);
    record.put("actor", &service.actor);
    record.put("name", &service.name);
    record.put("kind", service.kind);
    record.put_list("fields", &service.fields);
    record.put_list("target_groups", &service.target_groups);
    record.put_list("residence_statuses", &service.residence_statuses);
    record.put_list("regimes", &service.regimes);
    record.put_list("languages", &service.languages);
    record.put_flag("childcare", service.childcare);
    record.put_some("cost", service.cost.as_ref());
    record.put("access", service.access);
    record.put_flag("entry_point", Some(service.entry_point));
    record.put_some("eligibility", service.eligibility.as_ref());
    record.put_list("required_documents", &service.required_documents);
    record.put_number("capacity", service.capacity.map(|capacity| capacity.value));
    record.put_some("capacity_unit", service.capacity.map(|capacity| capacity.unit));
    record.put_some("leika_key", service.leika_key.as_ref());
    record.put("status", service.status);
    envelope::write(&service.envelope, record);
}
