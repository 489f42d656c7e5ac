//! Rows that a scenario makes, so that one can tell them from what was observed.
//!
//! Every id is [`SCENARIO_PREFIX`], the kind of row and a number that is free: always valid, so
//! that a row that is made is never lost.

use model::{
    ActorId, Confidence, Decimal, EntityRef, Envelope, Fte, Handover, Method, Metric, Network,
    Observation, ObservationId, Pillar, Post, PostKind, Relation, RelationKind, RelationStatus,
    ServiceId, Source, SourceId, SourceKind, Statistic, Unit, Validity, Visibility,
};

use super::SCENARIO_PREFIX;

pub(super) fn post(network: &mut Network, actor: &ActorId, fte: Fte) -> Option<Post> {
    let free = FreeNumber::after(network.posts.iter().map(|post| post.id.as_str()));
    Some(Post {
        id: free.id("post").parse().ok()?,
        pillar: Pillar::Other,
        kind: PostKind::Other,
        label: "Szenario".to_owned(),
        employer: actor.clone(),
        workplace: Some(actor.clone()),
        fte: Some(fte),
        funded_fte: None,
        vacant_fte: None,
        serves: Vec::new(),
        supervised_by: None,
        envelope: envelope(network),
    })
}

pub(super) fn relation(
    network: &mut Network,
    (from, to): (&ActorId, &ActorId),
    service: &ServiceId,
) -> Option<Relation> {
    let free = FreeNumber::after(network.relations.iter().map(|relation| relation.id.as_str()));
    Some(Relation {
        id: free.id("relation").parse().ok()?,
        kind: RelationKind::RefersTo,
        from: from.clone(),
        to: to.clone(),
        service: Some(service.clone()),
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
        envelope: envelope(network),
    })
}

/// Puts one value in the place of everything that was observed of this metric.
///
/// Example data stay example data: the new row is as unsure as the least sure one it replaces.
pub(super) fn set_observation(
    network: &mut Network,
    entity: &EntityRef,
    metric: Metric,
    (value, unit, statistic): (Decimal, Unit, Statistic),
) {
    let mut envelope = envelope(network);
    let is_replaced =
        |row: &Observation| row.entity == *entity && row.metric == metric && row.unit == unit;
    for replaced in network.observations.iter().filter(|row| is_replaced(row)) {
        envelope.confidence = envelope.confidence.max(replaced.envelope.confidence);
        envelope.visibility = envelope.visibility.max(replaced.envelope.visibility);
    }
    network.observations.retain(|row| !is_replaced(row));
    let free = FreeNumber::after(network.observations.iter().map(|row| row.id.as_str()));
    let (clock_from, clock_to) = clock(entity, metric).unzip();
    network.observations.extend(free.id("observation").parse().ok().map(|id| Observation {
        id,
        entity: entity.clone(),
        metric,
        value,
        unit,
        statistic,
        n: None,
        period_from: None,
        period_to: None,
        clock_from,
        clock_to,
        method: Method::Estimate,
        envelope,
    }));
}

/// What a waiting time measures, as the tables define it.
fn clock(entity: &EntityRef, metric: Metric) -> Option<(String, String)> {
    let (from, to) = match entity {
        EntityRef::Relation(_) => ("Übergabe", "erster Termin"),
        EntityRef::Service(_) | EntityRef::Actor(_) | EntityRef::Region(_) => {
            ("Anmeldung", "Beginn")
        }
    };
    metric.is_time().then(|| (from.to_owned(), to.to_owned()))
}

/// Gives observations values that follow from a scenario, and says so.
pub(super) fn revise(network: &mut Network, values: &[(ObservationId, Decimal)]) {
    if values.is_empty() {
        return;
    }
    let source = source(network);
    let mut free = FreeNumber::after(network.observations.iter().map(|row| row.id.as_str()));
    for row in &mut network.observations {
        let Ok(position) = values.binary_search_by(|(id, _)| id.cmp(&row.id)) else { continue };
        let Ok(id) = free.id("observation").parse() else { continue };
        free.0 += 1;
        row.id = id;
        row.value = values[position].1;
        row.n = None;
        row.method = Method::Estimate;
        row.envelope.confidence = row.envelope.confidence.max(Confidence::Assumed);
        row.envelope.sources.extend(source.clone());
    }
}

fn envelope(network: &mut Network) -> Envelope {
    Envelope {
        validity: Validity::default(),
        sources: source(network).into_iter().collect(),
        confidence: Confidence::Assumed,
        visibility: Visibility::Public,
    }
}

/// The source of everything that is made here, added when it is not there yet.
fn source(network: &mut Network) -> Option<SourceId> {
    let id = SourceId::new(format!("{SCENARIO_PREFIX}source")).ok()?;
    if !network.sources.iter().any(|source| source.id == id) {
        network.sources.push(Source {
            id: id.clone(),
            kind: SourceKind::Knowledge,
            title: "Szenario".to_owned(),
            publisher: None,
            url: None,
            date: None,
            quote: None,
        });
    }
    Some(id)
}

/// A number that no id of a table with our prefix has yet, nor any above it.
struct FreeNumber(u64);

impl FreeNumber {
    fn after<'n>(ids: impl Iterator<Item = &'n str>) -> Self {
        let ours = ids.filter(|id| id.starts_with(SCENARIO_PREFIX));
        let numbers = ours.filter_map(|id| id.rsplit('-').next()?.parse::<u32>().ok());
        Self(numbers.max().map_or(1, |last| u64::from(last) + 1))
    }

    fn id(&self, kind: &str) -> String {
        format!("{SCENARIO_PREFIX}{kind}-{}", self.0)
    }
}
