//! `posts.csv`: funded positions, by function.

use model::Post;

use crate::Reason;
use crate::code_value::code;
use crate::envelope;
use crate::number::fte;
use crate::record::Record;
use crate::row::Row;
use crate::table::{Column, Presence, Table, optional, required};
use crate::value::{id, region_id};

const COLUMNS: &[Column] = &[
    required("id"),
    required("pillar"),
    required("kind"),
    required("label"),
    required("employer"),
    optional("workplace"),
    optional("fte"),
    optional("funded_fte"),
    optional("vacant_fte"),
    optional("serves"),
    optional("supervised_by"),
];

pub(crate) const TABLE: Table = Table {
    name: "posts",
    file: "posts.csv",
    presence: Presence::Optional,
    key: &["id"],
    columns: COLUMNS,
    shared: envelope::COLUMNS,
};

pub(crate) fn read(row: &mut Row<'_>) -> Option<Post> {
    let id_field = row.required("id", id);
    let pillar = row.required("pillar", code);
    let kind = row.required("kind", code);
    let label = row.required_text("label");
    let employer = row.required("employer", id);
    let envelope = envelope::read(row);
    let (all, vacant) = (row.optional("fte", fte), row.optional("vacant_fte", fte));
    if let (Some(all), Some(vacant)) = (all, vacant)
        && vacant.to_decimal() > all.to_decimal()
    {
        row.report("vacant_fte", Reason::MoreThan { other: "fte" });
    }
    Some(Post {
        workplace: row.optional("workplace", id),
        fte: all,
        funded_fte: row.optional("funded_fte", fte),
        vacant_fte: vacant,
        serves: row.list("serves", region_id),
        supervised_by: row.optional("supervised_by", id),
        id: id_field?,
        pillar: pillar?,
        kind: kind?,
        label: label?,
        employer: employer?,
        envelope: envelope?,
    })
}

pub(crate) fn write(post: &Post, record: &mut Record) {
    record.put("id", &post.id);
    record.put("pillar", post.pillar);
    record.put("kind", post.kind);
    record.put("label", &post.label);
    record.put("employer", &post.employer);
    record.put_some("workplace", post.workplace.as_ref());
    record.put_number("fte", post.fte.map(model::Fte::to_decimal));
    record.put_number("funded_fte", post.funded_fte.map(model::Fte::to_decimal));
    record.put_number("vacant_fte", post.vacant_fte.map(model::Fte::to_decimal));
    record.put_list("serves", &post.serves);
    record.put_some("supervised_by", post.supervised_by.as_ref());
    envelope::write(&post.envelope, record);
}
