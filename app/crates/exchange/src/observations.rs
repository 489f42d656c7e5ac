//! `observations.csv`: every number that was counted, measured or estimated.

use model::{EntityKind, EntityRef, Metric, Observation, Unit};

use crate::Reason;
use crate::code_value::code;
use crate::envelope;
use crate::number::{amount, whole};
use crate::record::Record;
use crate::row::Row;
use crate::table::{Column, Presence, Table, optional, required};
use crate::value::{id, region_id};

const COLUMNS: &[Column] = &[
    required("id"),
    required("entity_kind"),
    required("entity"),
    required("metric"),
    required("value"),
    required("unit"),
    required("statistic"),
    optional("n"),
    optional("period_from"),
    optional("period_to"),
    optional("clock_from"),
    optional("clock_to"),
    required("method"),
];

pub(crate) const TABLE: Table = Table {
    name: "observations",
    file: "observations.csv",
    presence: Presence::Optional,
    key: &["id"],
    columns: COLUMNS,
    shared: envelope::COLUMNS,
};

/// Reads an observation. No metric can be negative.
pub(crate) fn read(row: &mut Row<'_>) -> Option<Observation> {
    let id_field = row.required("id", id);
    let entity = entity(row);
    let metric = row.required("metric", code);
    let value = row.required("value", amount);
    let unit = row.required("unit", code);
    let statistic = row.required("statistic", code);
    let method = row.required("method", code);
    let envelope = envelope::read(row);
    if let (Some(metric), Some(unit)) = (metric, unit)
        && Metric::is_time(metric) != (unit == Unit::Days)
    {
        row.report("unit", Reason::UnitOfMetric { is_time: metric.is_time() });
    }
    let (period_from, period_to) = row.span(["period_from", "period_to"]);
    Some(Observation {
        n: row.optional("n", whole),
        period_from,
        period_to,
        clock_from: row.text("clock_from"),
        clock_to: row.text("clock_to"),
        id: id_field?,
        entity: entity?,
        metric: metric?,
        value: value?,
        unit: unit?,
        statistic: statistic?,
        method: method?,
        envelope: envelope?,
    })
}

fn entity(row: &mut Row<'_>) -> Option<EntityRef> {
    let kind = row.required("entity_kind", code);
    let parse = |field: &str| -> Result<Option<EntityRef>, Reason> {
        Ok(Some(match kind {
            Some(EntityKind::Actor) => EntityRef::Actor(id(field)?),
            Some(EntityKind::Service) => EntityRef::Service(id(field)?),
            Some(EntityKind::Relation) => EntityRef::Relation(id(field)?),
            Some(EntityKind::Region) => EntityRef::Region(region_id(field)?),
            None => return Ok(None),
        }))
    };
    row.required("entity", parse).flatten()
}

pub(crate) fn write(observation: &Observation, record: &mut Record) {
    record.put("id", &observation.id);
    record.put("entity_kind", observation.entity.kind());
    record.put("entity", observation.entity.id());
    record.put("metric", observation.metric);
    record.put_number("value", Some(observation.value));
    record.put("unit", observation.unit);
    record.put("statistic", observation.statistic);
    record.put_number("n", observation.n);
    record.put_some("period_from", observation.period_from);
    record.put_some("period_to", observation.period_to);
    record.put_some("clock_from", observation.clock_from.as_ref());
    record.put_some("clock_to", observation.clock_to.as_ref());
    record.put("method", observation.method);
    envelope::write(&observation.envelope, record);
}
