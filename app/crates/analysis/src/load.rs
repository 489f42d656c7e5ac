//! Auslastung: how much arrives at a service and how much it can take.
//!
//! Start at [`service_loads`]. Observed volumes and times only; [`crate::queues()`] puts the
//! services into one network and computes waits.

use std::collections::BTreeMap;

use model::{
    ActorId, Capacity, CapacityUnit, Cases, EntityRef, Metric, NetworkIndex, Observation,
    ObservationId, Service, ServiceId, ServiceStatus,
};
use serde::{Deserialize, Serialize};

use crate::Wait;
use crate::evidence::{monthly_volume, processing_time, service_wait};
use crate::rates::{Rate, cases, missing_for_rate};
use crate::referrals::{ActorOrder, Referral, referrals};

/// From this utilisation on a service is tight: waits grow steeply above it.
pub(crate) const TIGHT_PERMILLE: u32 = 850;
const FULL_PERMILLE: u32 = 1000;

/// How full a service is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LoadLevel {
    /// Below 85 %.
    Free,
    /// 85 % and more.
    Tight,
    /// 100 % and more: the queue grows every month.
    Overloaded,
}

impl LoadLevel {
    fn of(utilisation_permille: u32) -> Self {
        match utilisation_permille {
            FULL_PERMILLE.. => Self::Overloaded,
            TIGHT_PERMILLE.. => Self::Tight,
            _ => Self::Free,
        }
    }
}

/// How the arrivals are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ArrivalBasis {
    /// Counted at the service.
    Observed,
    /// Added up over the referrals that name the service; a lower bound, because people come on
    /// other ways too and some relations are not counted.
    Referrals { n_counted: u32, n_uncounted: u32 },
}

/// What arrives at a service against what it can take.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceLoad {
    pub service: ServiceId,
    pub actor: ActorId,
    pub arrivals_per_month: Cases,
    pub basis: ArrivalBasis,
    pub capacity_per_month: Cases,
    /// Arrivals per capacity in thousandths, rounded down, so 1000 means "at least full".
    pub utilisation_permille: u32,
    pub level: LoadLevel,
    /// By how much the queue grows; set when overloaded.
    pub backlog_growth_per_month: Option<Cases>,
    /// What is observed, whatever the utilisation says.
    pub waiting: Option<Wait>,
    /// The observations behind arrivals and capacity.
    pub evidence: Vec<ObservationId>,
    pub uses_example_data: bool,
}

/// What one would have to know to compute a utilisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MissingInput {
    /// Neither arrivals at the service nor referrals to it are counted.
    Arrivals,
    /// The median processing time is not known (or zero), and places turn over with it.
    ProcessingTime,
    /// The stated capacity is not above zero.
    Capacity,
}

/// A service with a capacity whose utilisation cannot be told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnknownLoad {
    pub service: ServiceId,
    pub actor: ActorId,
    pub missing: Vec<MissingInput>,
}

/// The utilisation of every service with a capacity.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LoadReport {
    /// Fullest first, ties by service id.
    pub services: Vec<ServiceLoad>,
    /// By service id.
    pub unknown: Vec<UnknownLoad>,
}

/// Computes how full every active service with a capacity is.
///
/// Utilisation is arrivals / rate: places and cases turn over once per processing time (Little
/// 1961), appointments per week are a rate already.
/// Arrivals are the newest monthly mean (else median, else count) at the service, otherwise the
/// sum of the newest referrals sent along passable relations that name it.
///
/// # Order      fullest first, then service id.
/// # Complexity O(r log r) time for r rows.
pub fn service_loads(index: &NetworkIndex<'_>) -> LoadReport {
    let order = ActorOrder::new(index);
    let mut incoming: BTreeMap<&ServiceId, Vec<Referral<'_>>> = BTreeMap::new();
    for referral in referrals(index, &order) {
        if let (Some(service), true) = (referral.service, referral.relation.status.is_passable()) {
            incoming.entry(&service.id).or_default().push(referral);
        }
    }
    let mut report = LoadReport::default();
    for service in &index.network.services {
        let Some(capacity) = service.capacity else { continue };
        if service.status != ServiceStatus::Active || index.actor_idx(&service.actor).is_none() {
            continue;
        }
        let senders = incoming.get(&service.id).map_or(&[][..], Vec::as_slice);
        match Inputs::gather(index, service, capacity, senders).assess() {
            Ok(load) => report.services.push(load),
            Err(unknown) => report.unknown.push(unknown),
        }
    }
    report.services.sort_by(|a, b| {
        (b.utilisation_permille, &a.service).cmp(&(a.utilisation_permille, &b.service))
    });
    report.unknown.sort_by(|a, b| a.service.cmp(&b.service));
    report
}

/// Arrivals in thousandths of a case per month.
struct Arrivals<'a> {
    thousandths: i128,
    basis: ArrivalBasis,
    evidence: Vec<&'a Observation>,
}

struct Inputs<'a> {
    service: &'a Service,
    capacity: Capacity,
    arrivals: Option<Arrivals<'a>>,
    processing: Option<Wait>,
    waiting: Option<Wait>,
}

impl<'a> Inputs<'a> {
    fn gather(
        index: &NetworkIndex<'a>,
        service: &'a Service,
        capacity: Capacity,
        senders: &[Referral<'a>],
    ) -> Self {
        let arrivals =
            observed_arrivals(index, service).or_else(|| referred_arrivals(index, senders));
        let processing = turnover_time(index, service, capacity);
        let waiting = service_wait(index, &service.id);
        Self { service, capacity, arrivals, processing, waiting }
    }

    fn assess(self) -> Result<ServiceLoad, UnknownLoad> {
        let missing = self.missing();
        match (self.arrivals, Rate::of(self.capacity, self.processing.as_ref())) {
            (Some(arrivals), Some(rate)) if missing.is_empty() => {
                Ok(load(self.service, &arrivals, &rate, self.processing, self.waiting))
            }
            _ => Err(UnknownLoad {
                service: self.service.id.clone(),
                actor: self.service.actor.clone(),
                missing,
            }),
        }
    }

    fn missing(&self) -> Vec<MissingInput> {
        let arrivals = self.arrivals.is_none().then_some(MissingInput::Arrivals);
        let for_rate = missing_for_rate(self.capacity, self.processing.as_ref());
        arrivals.into_iter().chain(for_rate).collect()
    }
}

fn observed_arrivals<'a>(index: &NetworkIndex<'a>, service: &Service) -> Option<Arrivals<'a>> {
    let entity = EntityRef::Service(service.id.clone());
    let observation = monthly_volume(index, &entity, Metric::Arrivals)?;
    Some(Arrivals {
        thousandths: i128::from(observation.value.thousandths()),
        basis: ArrivalBasis::Observed,
        evidence: vec![observation],
    })
}

fn referred_arrivals<'a>(
    index: &NetworkIndex<'a>,
    senders: &[Referral<'a>],
) -> Option<Arrivals<'a>> {
    let evidence: Vec<&Observation> = senders
        .iter()
        .filter_map(|referral| {
            let entity = EntityRef::Relation(referral.relation.id.clone());
            monthly_volume(index, &entity, Metric::ReferralsSent)
        })
        .collect();
    if evidence.is_empty() {
        return None;
    }
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let basis = ArrivalBasis::Referrals {
        n_counted: count(evidence.len()),
        n_uncounted: count(senders.len() - evidence.len()),
    };
    let thousandths = evidence.iter().map(|sent| i128::from(sent.value.thousandths())).sum();
    Some(Arrivals { thousandths, basis, evidence })
}

/// What a service can take, whatever arrives.
pub(crate) struct MonthlyCapacity {
    /// Of a case.
    pub(crate) thousandths: i64,
    /// The processing time behind it, where the capacity turns over with one.
    pub(crate) observation: Option<ObservationId>,
    pub(crate) uses_example_data: bool,
}

/// The capacity of a service per month, by the rule of [`service_loads`]; a stated capacity of
/// zero or less is none. `None` when no capacity is stated, or its turnover is not known.
pub(crate) fn monthly_capacity(
    index: &NetworkIndex<'_>,
    service: &Service,
) -> Option<MonthlyCapacity> {
    let capacity = service.capacity?;
    let processing = turnover_time(index, service, capacity);
    let thousandths = if capacity.value.thousandths() <= 0 {
        0
    } else {
        i64::try_from(Rate::of(capacity, processing.as_ref())?.thousandths()).unwrap_or(i64::MAX)
    };
    Some(MonthlyCapacity {
        thousandths,
        uses_example_data: service.envelope.is_example()
            || processing.as_ref().is_some_and(Wait::is_example),
        observation: processing.map(|time| time.observation),
    })
}

/// How long a place or a case is taken; appointments per week are a rate already.
fn turnover_time(index: &NetworkIndex<'_>, service: &Service, capacity: Capacity) -> Option<Wait> {
    match capacity.unit {
        CapacityUnit::Places | CapacityUnit::Cases => processing_time(index, &service.id),
        CapacityUnit::AppointmentsPerWeek => None,
    }
}

fn load(
    service: &Service,
    arrivals: &Arrivals<'_>,
    rate: &Rate,
    processing: Option<Wait>,
    waiting: Option<Wait>,
) -> ServiceLoad {
    let arriving = arrivals.thousandths.clamp(0, i128::from(i64::MAX));
    let utilisation_permille = rate.utilisation_permille(arriving);
    let capacity = rate.thousandths();
    let level = LoadLevel::of(utilisation_permille);
    let is_example = |observation: &&Observation| observation.envelope.is_example();
    ServiceLoad {
        service: service.id.clone(),
        actor: service.actor.clone(),
        arrivals_per_month: cases(arriving),
        basis: arrivals.basis,
        capacity_per_month: cases(capacity),
        utilisation_permille,
        level,
        backlog_growth_per_month: (level == LoadLevel::Overloaded)
            .then(|| cases((arriving - capacity).max(0))),
        uses_example_data: service.envelope.is_example()
            || processing.as_ref().is_some_and(Wait::is_example)
            || arrivals.evidence.iter().any(is_example),
        evidence: arrivals
            .evidence
            .iter()
            .map(|observation| observation.id.clone())
            .chain(processing.map(|time| time.observation))
            .collect(),
        waiting,
    }
}
