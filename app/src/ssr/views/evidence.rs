//! Observations as the pages show them.

use model::{EntityRef, Observation, ObservationId};

use super::labels::Labels;
use crate::api::Evidence;

pub(super) fn evidence(labels: &Labels<'_>, observation: &Observation) -> Evidence {
    let clock = observation.clock_from.clone().zip(observation.clock_to.clone());
    let title = |id| labels.index.source(id).map(|source| source.title.clone());
    Evidence {
        id: observation.id.to_string(),
        metric: observation.metric,
        value: observation.value,
        unit: observation.unit,
        statistic: observation.statistic,
        n: observation.n,
        period: (observation.period_from, observation.period_to),
        clock,
        method: observation.method,
        confidence: observation.envelope.confidence,
        sources: observation.envelope.sources.iter().filter_map(title).collect(),
    }
}

/// Every number about an entity, in the order of the metrics.
pub(super) fn numbers(labels: &Labels<'_>, entity: &EntityRef) -> Vec<Evidence> {
    let mut found: Vec<&Observation> = labels.index.observations_of(entity).collect();
    found.sort_by(|a, b| (a.metric, a.statistic, &a.id).cmp(&(b.metric, b.statistic, &b.id)));
    found.into_iter().map(|observation| evidence(labels, observation)).collect()
}

/// The observation behind a computed number.
pub(super) fn by_id(labels: &Labels<'_>, id: &ObservationId) -> Option<Evidence> {
    let all = &labels.index.network.observations;
    all.iter().find(|row| row.id == *id).map(|row| evidence(labels, row))
}
