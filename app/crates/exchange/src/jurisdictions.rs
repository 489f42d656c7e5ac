//! `jurisdictions.csv`: which actor covers which area.

use model::Jurisdiction;

use crate::code_value::{code, listed_in};
use crate::envelope;
use crate::record::Record;
use crate::row::Row;
use crate::table::{Column, Presence, Table, optional, required};
use crate::value::{id, region_id};

const COLUMNS: &[Column] = &[
    required("id"),
    required("actor"),
    required("kind"),
    required("regions"),
    optional("regime"),
    optional("legal_basis"),
];

pub(crate) const TABLE: Table = Table {
    name: "jurisdictions",
    file: "jurisdictions.csv",
    presence: Presence::Optional,
    key: &["id"],
    columns: COLUMNS,
    shared: envelope::COLUMNS,
};

pub(crate) fn read(row: &mut Row<'_>) -> Option<Jurisdiction> {
    let id_field = row.required("id", id);
    let actor = row.required("actor", id);
    let kind = row.required("kind", code);
    let regions = row.required_set("regions", region_id);
    let envelope = envelope::read(row);
    Some(Jurisdiction {
        regime: row.optional("regime", listed_in(row.book)),
        legal_basis: row.text("legal_basis"),
        id: id_field?,
        actor: actor?,
        kind: kind?,
        regions: regions?,
        envelope: envelope?,
    })
}

pub(crate) fn write(jurisdiction: &Jurisdiction, record: &mut Record) {
    record.put("id", &jurisdiction.id);
    record.put("actor", &jurisdiction.actor);
    record.put("kind", jurisdiction.kind);
    record.put_list("regions", &jurisdiction.regions);
    record.put_some("regime", jurisdiction.regime.as_ref());
    record.put_some("legal_basis", jurisdiction.legal_basis.as_ref());
    envelope::write(&jurisdiction.envelope, record);
}
