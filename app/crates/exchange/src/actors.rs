//! `actors.csv`: offices, authorities, associations and groups.

use model::{Actor, ChurchLaw};

use crate::code_value::code;
use crate::envelope;
use crate::record::Record;
use crate::row::Row;
use crate::table::{Column, Presence, Table, optional, required};
use crate::value::{id, region_id};

const COLUMNS: &[Column] = &[
    required("id"),
    required("kind"),
    required("name"),
    optional("short_name"),
    optional("aliases"),
    optional("parent"),
    required("sector"),
    required("level"),
    optional("region"),
    optional("contact"),
    optional("church_law"),
    optional("model"),
    optional("note"),
];

pub(crate) const TABLE: Table = Table {
    name: "actors",
    file: "actors.csv",
    presence: Presence::Required,
    key: &["id"],
    columns: COLUMNS,
    shared: envelope::COLUMNS,
};

/// Reads an actor; an empty `church_law` means none.
pub(crate) fn read(row: &mut Row<'_>) -> Option<Actor> {
    let id_field = row.required("id", id);
    let kind = row.required("kind", code);
    let name = row.required_text("name");
    let sector = row.required("sector", code);
    let level = row.required("level", code);
    let envelope = envelope::read(row);
    Some(Actor {
        short_name: row.text("short_name"),
        aliases: row.texts("aliases"),
        parent: row.optional("parent", id),
        region: row.optional("region", region_id),
        contact: row.text("contact"),
        church_law: row.optional("church_law", code).unwrap_or(ChurchLaw::None),
        model: row.optional("model", code),
        note: row.text("note"),
        id: id_field?,
        kind: kind?,
        name: name?,
        sector: sector?,
        level: level?,
        envelope: envelope?,
    })
}

pub(crate) fn write(actor: &Actor, record: &mut Record) {
    record.put("id", &actor.id);
    record.put("kind", actor.kind);
    record.put("name", &actor.name);
    record.put_some("short_name", actor.short_name.as_ref());
    record.put_list("aliases", &actor.aliases);
    record.put_some("parent", actor.parent.as_ref());
    record.put("sector", actor.sector);
    record.put("level", actor.level);
    record.put_some("region", actor.region.as_ref());
    record.put_some("contact", actor.contact.as_ref());
    record.put("church_law", actor.church_law);
    record.put_some("model", actor.model);
    record.put_some("note", actor.note.as_ref());
    envelope::write(&actor.envelope, record);
}
