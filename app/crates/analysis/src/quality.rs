//! How far one can trust what is recorded: what is out of date, without a source, contradictory,
//! confirmed by one side only, or missing.
//!
//! Unlike what else is computed here, this depends on the day: what was confirmed grows old.

use std::collections::BTreeMap;

use model::{
    Confidence, Date, EntityRef, Layer, Metric, NetworkIndex, Observation, Relation, RowKey,
    ServiceStatus, SourceKind, Statistic, TableName, day_span,
};
use serde::{Deserialize, Serialize};

use crate::loops::LEAST_RATING_GAP;

/// A confirmation holds for a year: rounds are yearly.
pub const CONFIRMED_FOR_DAYS: i64 = 365;
/// A number says little about today two years after its period.
pub const NUMBER_HOLDS_DAYS: i64 = 730;
/// Two numbers for the same thing contradict each other if one is this much of the other, in
/// percent.
const CONTRADICTS_PERCENT: i64 = 150;

/// What is wrong with a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Flaw {
    /// Sender and receiver rate a relation differently, or two numbers cannot both be true.
    Contradictory,
    /// Only the sender has confirmed a relation.
    OnlySender,
    /// Only the receiver has.
    OnlyReceiver,
    /// Confirmed, but not in the last year; or a number that is two years old.
    Stale,
    /// A referral that nobody has ever confirmed.
    NeverConfirmed,
    /// Stated by nobody who could know: made up, or general knowledge only.
    Unsourced,
    /// An active service of which nobody knows how much it can take.
    MissingCapacity,
}

impl Flaw {
    /// What can be decided by two telephone calls first.
    pub const ALL: [Self; 7] = [
        Self::Contradictory,
        Self::OnlySender,
        Self::OnlyReceiver,
        Self::Stale,
        Self::NeverConfirmed,
        Self::Unsourced,
        Self::MissingCapacity,
    ];
}

/// A row with a flaw.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FlawedRow {
    pub key: RowKey,
    pub flaw: Flaw,
    /// The last day on which it was confirmed, or that a number tells of.
    pub last: Option<Date>,
    /// The row it contradicts, where that is another one.
    pub beside: Option<RowKey>,
}

/// How one side's word stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConfirmationState {
    Fresh,
    Stale,
    Missing,
}

/// Whether a confirmation still counts.
pub fn confirmation_state(confirmed: Option<Date>, today: Date) -> ConfirmationState {
    match confirmed {
        None => ConfirmationState::Missing,
        Some(day) if is_older(day, CONFIRMED_FOR_DAYS, today) => ConfirmationState::Stale,
        Some(_) => ConfirmationState::Fresh,
    }
}

/// Whole years since either side last confirmed a relation that its sides are asked to confirm; 0
/// where none ever has, for then there is nothing that could age.
pub fn years_unconfirmed(relation: &Relation, today: Date) -> u8 {
    let last = relation.confirmed_by_sender.max(relation.confirmed_by_receiver);
    let Some(last) = last.filter(|_| is_confirmable(relation)) else { return 0 };
    let is_over = |n: &u8| is_older(last, CONFIRMED_FOR_DAYS * i64::from(*n), today);
    (1..=u8::MAX).take_while(is_over).last().unwrap_or(0)
}

/// Whether its two sides are asked to confirm a relation: actors know whom they refer to and with
/// whom they work, as long as it holds.
pub fn is_confirmable(relation: &Relation) -> bool {
    relation.status.is_passable()
        && matches!(relation.kind.layer(), Layer::Flow | Layer::Cooperation)
}

/// Every flaw of every row, in the order of [`Flaw::ALL`] and of the rows.
///
/// # Complexity O(r log r) time for r rows.
pub fn quality(index: &NetworkIndex<'_>, today: Date) -> Vec<FlawedRow> {
    let mut found = Vec::new();
    for relation in &index.network.relations {
        found.extend(relation_flaws(relation, today));
    }
    found.extend(services(index));
    found.extend(numbers(index, today));
    found.extend(unsourced(index));
    found.sort_by(|a, b| (a.flaw, &a.key).cmp(&(b.flaw, &b.key)));
    found
}

fn flawed(key: RowKey, flaw: Flaw) -> FlawedRow {
    FlawedRow { key, flaw, last: None, beside: None }
}

fn relation_flaws(relation: &Relation, today: Date) -> Vec<FlawedRow> {
    if !is_confirmable(relation) {
        return Vec::new();
    }
    let row = |flaw| flawed(RowKey::new(TableName::Relations, relation.id.as_str()), flaw);
    let (sender, receiver) = (relation.confirmed_by_sender, relation.confirmed_by_receiver);
    let mut found = Vec::new();
    if let (Some(a), Some(b)) = (relation.quality_by_sender, relation.quality_by_receiver)
        && u8::from(a).abs_diff(u8::from(b)) >= LEAST_RATING_GAP
    {
        found.push(row(Flaw::Contradictory));
    }
    match (sender, receiver) {
        (Some(last), None) => found.push(FlawedRow { last: Some(last), ..row(Flaw::OnlySender) }),
        (None, Some(last)) => found.push(FlawedRow { last: Some(last), ..row(Flaw::OnlyReceiver) }),
        (None, None) => found.push(row(Flaw::NeverConfirmed)),
        (Some(a), Some(b)) => {
            let last = a.min(b);
            if is_older(last, CONFIRMED_FOR_DAYS, today) {
                found.push(FlawedRow { last: Some(last), ..row(Flaw::Stale) });
            }
        }
    }
    found
}

fn services<'a>(index: &'a NetworkIndex<'_>) -> impl Iterator<Item = FlawedRow> + 'a {
    let active = index.network.services.iter().filter(|row| row.status == ServiceStatus::Active);
    let without = active.filter(|row| row.capacity.is_none());
    without
        .map(|row| flawed(RowKey::new(TableName::Services, row.id.as_str()), Flaw::MissingCapacity))
}

/// What is measured of whom, how, and between which events.
type Measure<'a> = (&'a EntityRef, Metric, Statistic, (Option<&'a str>, Option<&'a str>));

/// Numbers that are old, and pairs that cannot both be true.
fn numbers(index: &NetworkIndex<'_>, today: Date) -> Vec<FlawedRow> {
    let key = |row: &Observation| RowKey::new(TableName::Observations, row.id.as_str());
    let mut found = Vec::new();
    let mut alike: BTreeMap<Measure<'_>, Vec<&Observation>> = BTreeMap::new();
    for row in &index.network.observations {
        let clock = (row.clock_from.as_deref(), row.clock_to.as_deref());
        alike.entry((&row.entity, row.metric, row.statistic, clock)).or_default().push(row);
        if let Some(last) = row.period_to.filter(|last| is_older(*last, NUMBER_HOLDS_DAYS, today)) {
            found.push(FlawedRow { last: Some(last), ..flawed(key(row), Flaw::Stale) });
        }
    }
    for rows in alike.values_mut() {
        rows.sort_by(|a, b| a.id.cmp(&b.id));
        for (n, row) in rows.iter().enumerate() {
            let other = rows[..n].iter().find(|other| contradict(row, other));
            found.extend(other.map(|other| FlawedRow {
                beside: Some(key(other)),
                ..flawed(key(row), Flaw::Contradictory)
            }));
        }
    }
    found
}

/// Whether two numbers tell of the same time and differ by half or more.
fn contradict(a: &Observation, b: &Observation) -> bool {
    let overlap = |from: Option<Date>, to: Option<Date>| match (from, to) {
        (Some(from), Some(to)) => from <= to,
        _ => true,
    };
    let is_same_time = overlap(a.period_from, b.period_to) && overlap(b.period_from, a.period_to);
    let (a_value, b_value) = (a.value.thousandths(), b.value.thousandths());
    let (least, most) = (a_value.min(b_value), a_value.max(b_value));
    a.unit == b.unit
        && is_same_time
        && i128::from(most) * 100 >= i128::from(least) * i128::from(CONTRADICTS_PERCENT)
        && most > least
}

/// Rows that rest on nothing but examples or what is generally so.
fn unsourced(index: &NetworkIndex<'_>) -> Vec<FlawedRow> {
    let network = index.network;
    let is_weak = |envelope: &model::Envelope| {
        let kinds = envelope.sources.iter().filter_map(|id| index.source(id)).map(|row| row.kind);
        let mut kinds = kinds.peekable();
        envelope.confidence != Confidence::Confirmed
            || kinds.peek().is_none()
            || kinds.all(|kind| kind == SourceKind::Example)
    };
    let actors = network.actors.iter().filter(|row| is_weak(&row.envelope));
    let relations = network.relations.iter().filter(|row| is_weak(&row.envelope));
    let services = network.services.iter().filter(|row| is_weak(&row.envelope));
    let key = |table, id: &str| flawed(RowKey::new(table, id), Flaw::Unsourced);
    actors
        .map(|row| key(TableName::Actors, row.id.as_str()))
        .chain(services.map(|row| key(TableName::Services, row.id.as_str())))
        .chain(relations.map(|row| key(TableName::Relations, row.id.as_str())))
        .collect()
}

fn is_older(day: Date, n_days: i64, today: Date) -> bool {
    day.checked_add(day_span(n_days)).is_ok_and(|end| end < today)
}
