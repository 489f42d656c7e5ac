//! `relations.csv`: typed, directed ties between actors.

use model::{Days, Handover, Relation};

use crate::code_value::{code, listed_in};
use crate::envelope;
use crate::number::{rating, whole};
use crate::record::Record;
use crate::row::Row;
use crate::table::{Column, Presence, Table, optional, required};
use crate::value::{date, flag, id};

const COLUMNS: &[Column] = &[
    required("id"),
    required("kind"),
    required("from"),
    required("to"),
    optional("service"),
    optional("fields"),
    optional("target_groups"),
    optional("residence_statuses"),
    optional("regime_from"),
    optional("regime_to"),
    optional("handover_mode"),
    optional("channel"),
    optional("media_breaks"),
    optional("required_documents"),
    optional("consent_needed"),
    optional("legal_basis"),
    optional("agreement"),
    optional("agreed_days"),
    required("status"),
    optional("quality_by_sender"),
    optional("quality_by_receiver"),
    optional("confirmed_by_sender"),
    optional("confirmed_by_receiver"),
    optional("feedback_agreed"),
    optional("standard"),
    optional("amount_eur"),
    optional("times_per_year"),
    optional("note"),
];

pub(crate) const TABLE: Table = Table {
    name: "relations",
    file: "relations.csv",
    presence: Presence::Optional,
    key: &["id"],
    columns: COLUMNS,
    shared: envelope::COLUMNS,
};

pub(crate) fn read(row: &mut Row<'_>) -> Option<Relation> {
    let id_field = row.required("id", id);
    let kind = row.required("kind", code);
    let from = row.required("from", id);
    let to = row.required("to", id);
    let status = row.required("status", code);
    let envelope = envelope::read(row);
    Some(Relation {
        service: row.optional("service", id),
        fields: row.list("fields", listed_in(row.book)),
        target_groups: row.list("target_groups", listed_in(row.book)),
        residence_statuses: row.list("residence_statuses", listed_in(row.book)),
        regime_from: row.optional("regime_from", listed_in(row.book)),
        regime_to: row.optional("regime_to", listed_in(row.book)),
        handover: read_handover(row),
        quality_by_sender: row.optional("quality_by_sender", rating),
        quality_by_receiver: row.optional("quality_by_receiver", rating),
        confirmed_by_sender: row.optional("confirmed_by_sender", date),
        confirmed_by_receiver: row.optional("confirmed_by_receiver", date),
        standard: row.text("standard"),
        amount_eur: row.optional("amount_eur", whole),
        times_per_year: row.optional("times_per_year", whole),
        note: row.text("note"),
        id: id_field?,
        kind: kind?,
        from: from?,
        to: to?,
        status: status?,
        envelope: envelope?,
    })
}

fn read_handover(row: &mut Row<'_>) -> Handover {
    Handover {
        mode: row.optional("handover_mode", code),
        channel: row.optional("channel", code),
        media_breaks: row.optional("media_breaks", whole),
        required_documents: row.texts("required_documents"),
        consent_needed: row.optional("consent_needed", flag),
        legal_basis: row.text("legal_basis"),
        agreement: row.text("agreement"),
        agreed_days: row.optional("agreed_days", whole).map(Days::from_days),
        feedback_agreed: row.optional("feedback_agreed", flag),
    }
}

pub(crate) fn write(relation: &Relation, record: &mut Record) {
    record.put("id", &relation.id);
    record.put("kind", relation.kind);
    record.put("from", &relation.from);
    record.put("to", &relation.to);
    record.put_some("service", relation.service.as_ref());
    record.put_list("fields", &relation.fields);
    record.put_list("target_groups", &relation.target_groups);
    record.put_list("residence_statuses", &relation.residence_statuses);
    record.put_some("regime_from", relation.regime_from.as_ref());
    record.put_some("regime_to", relation.regime_to.as_ref());
    write_handover(&relation.handover, record);
    record.put("status", relation.status);
    record.put_number("quality_by_sender", relation.quality_by_sender.map(u8::from));
    record.put_number("quality_by_receiver", relation.quality_by_receiver.map(u8::from));
    record.put_some("confirmed_by_sender", relation.confirmed_by_sender);
    record.put_some("confirmed_by_receiver", relation.confirmed_by_receiver);
    record.put_some("standard", relation.standard.as_ref());
    record.put_number("amount_eur", relation.amount_eur);
    record.put_number("times_per_year", relation.times_per_year);
    record.put_some("note", relation.note.as_ref());
    envelope::write(&relation.envelope, record);
}

fn write_handover(handover: &Handover, record: &mut Record) {
    record.put_some("handover_mode", handover.mode);
    record.put_some("channel", handover.channel);
    record.put_number("media_breaks", handover.media_breaks);
    record.put_list("required_documents", &handover.required_documents);
    record.put_flag("consent_needed", handover.consent_needed);
    record.put_some("legal_basis", handover.legal_basis.as_ref());
    record.put_some("agreement", handover.agreement.as_ref());
    record.put_number("agreed_days", handover.agreed_days.map(Days::whole_days));
    record.put_flag("feedback_agreed", handover.feedback_agreed);
}
