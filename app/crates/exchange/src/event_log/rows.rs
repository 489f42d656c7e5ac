//! Counts of a log as rows of a network.

use std::collections::BTreeMap;

use model::{
    ActorId, Days, Decimal, EntityRef, Handover, InvalidId, Method, Metric, Observation,
    ObservationId, Relation, RelationId, RelationKind, RelationStatus, Row, Statistic, Unit,
};

use super::{HandoverCounts, Period, WaitQuantiles};
use crate::provenance::{Provenance, short_id};

/// What the counts say about two actors.
#[derive(Default)]
struct Flow {
    n_handovers: u64,
    n_cases: u32,
    n_pairs: u32,
    waits: Option<WaitQuantiles>,
}

impl HandoverCounts {
    /// Makes relations and observations of the hand-overs between organisations that are actors.
    ///
    /// For each pair of actors: a `refers_to`, unless the network has exactly one already, on which
    /// the numbers then hang; `referrals_sent` in cases per month; and the waiting time as median
    /// and 90 % quantile. The first row is the source. Hand-overs within one actor are left out.
    /// Where several organisations are one actor, hand-overs add up, but quantiles do not: there is
    /// no waiting time then.
    ///
    /// `actor_of` goes by the name of the organisation in the log; `known` says on which `refers_to` of
    /// the network the numbers of a pair of actors hang. The rows come by sender and receiver.
    ///
    /// # Errors
    /// None in practice: the ids that are made here are valid.
    pub fn to_rows(
        &self,
        actor_of: &BTreeMap<String, ActorId>,
        known: &BTreeMap<(ActorId, ActorId), RelationId>,
        file_name: &str,
    ) -> Result<Vec<Row>, InvalidId> {
        let provenance = Provenance::of_file(file_name)?;
        let mut rows = vec![Row::from(provenance.source())];
        for ((from, to), flow) in self.flows(actor_of) {
            let id = if let Some(known) = known.get(&(from.clone(), to.clone())) {
                known.clone()
            } else {
                let relation = relation(from, to, &provenance)?;
                let id = relation.id.clone();
                rows.push(relation.into());
                id
            };
            rows.extend(observations(&id, &flow, self.period, &provenance)?);
        }
        Ok(rows)
    }

    fn flows<'a>(
        &self,
        actor_of: &'a BTreeMap<String, ActorId>,
    ) -> BTreeMap<(&'a ActorId, &'a ActorId), Flow> {
        let mut flows: BTreeMap<_, Flow> = BTreeMap::new();
        for handover in &self.handovers {
            let actors = actor_of.get(&handover.from).zip(actor_of.get(&handover.to));
            let Some((from, to)) = actors.filter(|(from, to)| from != to) else { continue };
            let flow = flows.entry((from, to)).or_default();
            flow.n_pairs += 1;
            flow.n_handovers += handover.n_handovers;
            flow.n_cases = flow.n_cases.saturating_add(handover.n_cases);
            flow.waits = handover.waits.filter(|_| flow.n_pairs == 1);
        }
        flows
    }
}

/// The relation that is made for hand-overs between two actors: each time the same.
///
/// # Errors
/// None in practice: a slug with a prefix is an id.
pub fn handover_relation(from: &ActorId, to: &ActorId) -> Result<RelationId, InvalidId> {
    RelationId::new(short_id(&["uebergabe", from.as_str(), to.as_str()]))
}

fn relation(from: &ActorId, to: &ActorId, provenance: &Provenance) -> Result<Relation, InvalidId> {
    Ok(Relation {
        id: handover_relation(from, to)?,
        kind: RelationKind::RefersTo,
        from: from.clone(),
        to: to.clone(),
        service: None,
        fields: Vec::new(),
        target_groups: Vec::new(),
        residence_statuses: Vec::new(),
        regime_from: None,
        regime_to: None,
        handover: Handover::default(),
        status: RelationStatus::Active,
        quality_by_sender: None,
        quality_by_receiver: None,
        confirmed_by_sender: None,
        confirmed_by_receiver: None,
        standard: None,
        amount_eur: None,
        times_per_year: None,
        note: None,
        envelope: provenance.envelope(),
    })
}

fn observations(
    relation: &RelationId,
    flow: &Flow,
    period: Period,
    provenance: &Provenance,
) -> Result<Vec<Row>, InvalidId> {
    let observation = |name: &str, metric, value, unit, statistic, n| {
        let month = period.from.strftime("%Y%m").to_string();
        let id = short_id(&[relation.as_str(), name, &month, &period.n_months().to_string()]);
        let is_time = unit == Unit::Days;
        Ok(Row::from(Observation {
            id: ObservationId::new(id)?,
            entity: EntityRef::Relation(relation.clone()),
            metric,
            value,
            unit,
            statistic,
            n: Some(n),
            period_from: Some(period.from),
            period_to: Some(period.to),
            clock_from: is_time.then(|| "Abschluss bei der abgebenden Stelle".to_owned()),
            clock_to: is_time.then(|| "Beginn bei der annehmenden Stelle".to_owned()),
            method: Method::Register,
            envelope: provenance.envelope(),
        }))
    };
    let n_months = period.n_months();
    let sent = per_month(flow.n_handovers, n_months);
    let (metric, unit) = (Metric::ReferralsSent, Unit::CasesPerMonth);
    let mut rows = vec![observation("menge", metric, sent, unit, Statistic::Mean, n_months)];
    if let Some(waits) = flow.waits {
        let wait = |name, days, statistic| {
            let (metric, value) = (Metric::WaitingTime, days_decimal(days));
            observation(name, metric, value, Unit::Days, statistic, flow.n_cases)
        };
        rows.push(wait("wartezeit", waits.median, Statistic::Median));
        rows.push(wait("wartezeit-p90", waits.p90, Statistic::P90));
    }
    rows.into_iter().collect()
}

/// In thousandths, rounded half up.
fn per_month(n: u64, n_months: u32) -> Decimal {
    rounded(u128::from(n) * 1_000, u128::from(n_months.max(1)))
}

/// In thousandths, rounded half up.
fn days_decimal(days: Days) -> Decimal {
    const MINUTES_PER_DAY: u128 = 24 * 60;
    rounded(u128::from(days.minutes()) * 1_000, MINUTES_PER_DAY)
}

fn rounded(thousandths: u128, divisor: u128) -> Decimal {
    let rounded = (thousandths + divisor / 2) / divisor;
    Decimal::from_thousandths(i64::try_from(rounded).unwrap_or(i64::MAX))
}
