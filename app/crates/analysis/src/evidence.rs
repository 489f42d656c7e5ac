//! Observed numbers together with what one needs to judge them.

use std::collections::BTreeSet;

use model::{
    Confidence, Days, EntityRef, Envelope, Metric, NetworkIndex, Observation, ObservationId,
    RelationId, Service, ServiceId, Statistic, Unit,
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

/// An observed share and the observation it comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    /// 0 to 1000.
    pub permille: u16,
    pub observation: ObservationId,
    /// Number of cases behind the value, when stated.
    pub n: Option<u32>,
    pub confidence: Confidence,
}

impl Share {
    fn of(observation: &Observation) -> Option<Self> {
        Some(Self {
            permille: as_permille(observation)?,
            observation: observation.id.clone(),
            n: observation.n,
            confidence: observation.envelope.confidence,
        })
    }

    pub fn is_example(&self) -> bool {
        self.confidence == Confidence::Example
    }
}

/// A share is a ratio between nothing and everything; anything else is a mistake and not used.
fn as_permille(observation: &Observation) -> Option<u16> {
    let is_share = observation.unit == Unit::Ratio && observation.statistic == Statistic::Share;
    let permille = u16::try_from(observation.value.thousandths()).ok()?;
    (is_share && permille <= 1000).then_some(permille)
}

/// What is observed of how surely a hand-over succeeds.
///
/// It succeeds when the receiver is the right office, takes the person on (acceptance), and the
/// person begins (start, of those taken on). So the product of the three is its success. Nobody
/// being sent to the wrong office is the normal case, so that factor counts only where observed;
/// without acceptance or start the success is unknown, and the product of the rest an upper bound.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandoverSuccess {
    /// On the relation, else at the receiving service.
    pub acceptance: Option<Share>,
    /// On the relation, else at the receiving service.
    pub start: Option<Share>,
    /// On the relation.
    pub wrong_office: Option<Share>,
}

impl HandoverSuccess {
    pub fn is_known(&self) -> bool {
        self.acceptance.is_some() && self.start.is_some()
    }

    /// The observed factors of the product, in thousandths.
    pub(crate) fn factors(&self) -> impl Iterator<Item = u16> {
        let sure = [&self.acceptance, &self.start].into_iter().flatten().map(|rate| rate.permille);
        sure.chain(self.wrong_office.iter().map(|rate| 1000 - rate.permille))
    }

    /// Every observed share.
    pub fn shares(&self) -> impl Iterator<Item = &Share> {
        [&self.acceptance, &self.start, &self.wrong_office].into_iter().flatten()
    }
}

/// Collects what a result rests on.
#[derive(Default)]
pub(crate) struct Grounds {
    observations: BTreeSet<ObservationId>,
    is_example: bool,
}

impl Grounds {
    /// A row that is not a number: a relation, a service, a jurisdiction.
    pub(crate) fn add_row(&mut self, envelope: &Envelope) {
        self.is_example |= envelope.is_example();
    }

    pub(crate) fn add_observation(&mut self, observation: &Observation) {
        self.observations.insert(observation.id.clone());
        self.is_example |= observation.envelope.is_example();
    }

    pub(crate) fn add_wait(&mut self, wait: &Wait) {
        self.observations.insert(wait.observation.clone());
        self.is_example |= wait.is_example();
    }

    pub(crate) fn add_share(&mut self, share: &Share) {
        self.observations.insert(share.observation.clone());
        self.is_example |= share.is_example();
    }

    pub(crate) fn uses_example_data(&self) -> bool {
        self.is_example
    }

    /// The observations, by id.
    pub(crate) fn evidence(self) -> Vec<ObservationId> {
        self.observations.into_iter().collect()
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

/// How surely the hand-over succeeds, as far as it is observed.
pub(crate) fn handover_success(
    index: &NetworkIndex<'_>,
    relation: &RelationId,
    service: Option<&Service>,
) -> HandoverSuccess {
    let relation = EntityRef::Relation(relation.clone());
    let service = service.map(|service| EntityRef::Service(service.id.clone()));
    let share = |entity: &EntityRef, metric: Metric| {
        newest_usable(index, entity, metric, |row| as_permille(row).is_some()).and_then(Share::of)
    };
    let nearest =
        |metric: Metric| share(&relation, metric).or_else(|| share(service.as_ref()?, metric));
    HandoverSuccess {
        acceptance: nearest(Metric::AcceptanceRate),
        start: nearest(Metric::StartRate),
        wrong_office: share(&relation, Metric::WrongJurisdictionRate),
    }
}

/// An observed share of what is sent along a relation.
pub(crate) fn relation_share(
    index: &NetworkIndex<'_>,
    relation: &RelationId,
    metric: Metric,
) -> Option<Share> {
    let entity = EntityRef::Relation(relation.clone());
    newest_usable(index, &entity, metric, |row| as_permille(row).is_some()).and_then(Share::of)
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
