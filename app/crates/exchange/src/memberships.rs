//! `memberships.csv`: who sits in which committee. A row is named by both.
//!
//! The table has no `valid_from` and `valid_to`: a membership read from it is always valid.

use model::Membership;

use crate::code_value::code;
use crate::envelope;
use crate::record::Record;
use crate::row::Row;
use crate::table::{Column, Presence, Table, optional, required};
use crate::value::{date, flag, id};

const COLUMNS: &[Column] = &[
    required("committee"),
    required("actor"),
    required("role"),
    optional("voting"),
    optional("since"),
];

pub(crate) const TABLE: Table = Table {
    name: "memberships",
    file: "memberships.csv",
    presence: Presence::Optional,
    key: &["committee", "actor"],
    columns: COLUMNS,
    shared: envelope::UNDATED_COLUMNS,
};

pub(crate) fn read(row: &mut Row<'_>) -> Option<Membership> {
    let committee = row.required("committee", id);
    let actor = row.required("actor", id);
    let role = row.required("role", code);
    let envelope = envelope::read(row);
    Some(Membership {
        voting: row.optional("voting", flag),
        since: row.optional("since", date),
        committee: committee?,
        actor: actor?,
        role: role?,
        envelope: envelope?,
    })
}

pub(crate) fn write(membership: &Membership, record: &mut Record) {
    record.put("committee", &membership.committee);
    record.put("actor", &membership.actor);
    record.put("role", membership.role);
    record.put_flag("voting", membership.voting);
    record.put_some("since", membership.since);
    envelope::write(&membership.envelope, record);
}
