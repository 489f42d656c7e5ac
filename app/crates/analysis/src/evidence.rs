//! Observed numbers together with what one needs to judge them.

use model::{
    Confidence, Days, EntityRef, Metric, NetworkIndex, Observation, ObservationId, RelationId,
    Service, ServiceId, Statistic, Unit,
};
use serde::{Deserialize, Serialize};

/// An observed span of time and the observation it comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wait {
    pub days: Days,
    pub observation: ObservationId,
    /// Number of cases behind the value, when stated.
    pub n: Option<u32>,
    pub confidence: Confidence,
}

impl Wait {
    fn of(observation: &Observation) -> Option<Self> {
        Some(Self {
            days: observation.as_days()?,
            observation: observation.id.clone(),
            n: observation.n,
            confidence: observation.envelope.confidence,
        })
    }

    pub fn is_example(&self) -> bool {
        self.confidence == Confidence::Example
    }
}

/// The newest observation that `is_usable`; ties by the smaller id.
fn newest_usable<'a>(
    index: &NetworkIndex<'a>,
    entity: &EntityRef,
    metric: Metric,
    is_usable: impl Fn(&Observation) -> bool,
) -> Option<&'a Observation> {
    index
        .observations_of(entity)
        .filter(|observation| observation.metric == metric && is_usable(observation))
        .max_by(|a, b| (a.period_to, &b.id).cmp(&(b.period_to, &a.id)))
}

fn median_time(index: &NetworkIndex<'_>, entity: &EntityRef, metric: Metric) -> Option<Wait> {
    let is_median = |observation: &Observation| {
        observation.statistic == Statistic::Median && observation.as_days().is_some()
    };
    newest_usable(index, entity, metric, is_median).and_then(Wait::of)
}

/// How long one waits at a service: from registration to start, else until the first contact.
pub(crate) fn service_wait(index: &NetworkIndex<'_>, service: &ServiceId) -> Option<Wait> {
    let entity = EntityRef::Service(service.clone());
    median_time(index, &entity, Metric::WaitingTime)
        .or_else(|| median_time(index, &entity, Metric::AccessTime))
}

/// How long the hand-over takes: as observed on the relation, else at the receiving service.
pub(crate) fn handover_wait(
    index: &NetworkIndex<'_>,
    relation: &RelationId,
    service: Option<&Service>,
) -> Option<Wait> {
    median_time(index, &EntityRef::Relation(relation.clone()), Metric::WaitingTime)
        .or_else(|| service.and_then(|service| service_wait(index, &service.id)))
}

/// From start to completion at a service.
pub(crate) fn processing_time(index: &NetworkIndex<'_>, service: &ServiceId) -> Option<Wait> {
    median_time(index, &EntityRef::Service(service.clone()), Metric::ProcessingTime)
}

/// A monthly volume: the newest mean, else the newest median, else the newest count.
pub(crate) fn monthly_volume<'a>(
    index: &NetworkIndex<'a>,
    entity: &EntityRef,
    metric: Metric,
) -> Option<&'a Observation> {
    [Statistic::Mean, Statistic::Median, Statistic::Count].into_iter().find_map(|statistic| {
        newest_usable(index, entity, metric, |observation| {
            observation.statistic == statistic
                && observation.unit == Unit::CasesPerMonth
                && !observation.value.is_negative()
        })
    })
}

/// How many wait at a service: the newest count, else the newest mean, else the newest median.
pub(crate) fn queue_length<'a>(
    index: &NetworkIndex<'a>,
    service: &ServiceId,
) -> Option<&'a Observation> {
    let entity = EntityRef::Service(service.clone());
    [Statistic::Count, Statistic::Mean, Statistic::Median].into_iter().find_map(|statistic| {
        newest_usable(index, &entity, Metric::QueueLength, |observation| {
            observation.statistic == statistic
                && observation.unit == Unit::Cases
                && !observation.value.is_negative()
        })
    })
}
