//! Warteschlangen: the services as one network of queues.
//!
//! Start at [`queues()`]; [`unit_values`] asks what one more unit of capacity would bring.
//! `traffic` collects observations, `flow` turns them into numbers, `steady` finds cycles that
//! feed themselves, `solve` computes what arrives where, `erlang` and `station` how long one waits
//! there, `problems` what does not fit together.
//!
//! How the observations are read:
//! - A station is an active service of a known actor.
//! - What comes from outside to a station is its counted arrivals less the counted referrals that
//!   name it, never below zero. Where arrivals are not counted nothing is added, and the station's
//!   figures are lower bounds ([`Bound::AtLeast`]).
//! - An actor sends on in proportion to the cases it takes on: its arrivals, at most the capacity,
//!   over those of its services where arrivals are known. A relation's share is its counted volume
//!   per such case, the same for all services of the actor. So what was observed is reproduced
//!   exactly, and a change spreads from there. Shares may add up to more than one (somebody is
//!   sent to three offices); nothing is scaled down, and a [`TrafficProblem`] says so.
//! - A sender whose own arrivals nobody knows goes on sending what was counted.
//! - A station that is full passes on only its capacity; one without a known capacity passes on
//!   everybody.

mod erlang;
mod flow;
mod problems;
mod solve;
mod station;
mod steady;
mod traffic;
mod unit_value;

use model::{ActorId, Cases, Days, Decimal, NetworkIndex, ObservationId, RelationId, ServiceId};
use serde::{Deserialize, Serialize};

use crate::{MissingInput, Wait};

pub(crate) use flow::{Calibration, Flow};
pub(crate) use solve::{Capacities, solve};
pub use unit_value::{UnitValue, UnitValues, unit_values};

/// Modelled and observed values that differ by more than this factor are flagged.
pub const DISAGREEMENT_FACTOR: u64 = 2;

/// What a number says about the truth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    /// Arrivals are counted at the service.
    Exact,
    /// Arrivals are known from referrals only: arrivals, utilisation, wait and growth are at
    /// least what is stated.
    AtLeast,
}

/// A modelled value beside the observed one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Agreement {
    /// Within [`DISAGREEMENT_FACTOR`], or both below one day (one case).
    Agrees,
    ModelBelow,
    ModelAbove,
}

/// What happens at a station in the long run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QueueState {
    /// No capacity is stated, so nothing can be said about waiting.
    NoCapacityStated,
    /// A capacity is stated, but not what it needs to become a rate.
    Unknown(Vec<MissingInput>),
    /// Less arrives than can be taken: the queue has a mean length.
    Steady {
        /// Of a thousand people who come, so many have to wait.
        waiting_permille: u32,
        mean_wait: Days,
        /// Cases that wait, on average.
        mean_queue: Decimal,
    },
    /// At least as much arrives as can be taken: the queue grows.
    Growing {
        growth_per_month: Cases,
        /// Months it would take to work off the observed waiting list if nobody else came.
        backlog_months: Option<Decimal>,
    },
}

/// Little's law: the queue is what enters it per month times the wait in months.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LittleCheck {
    /// Counted cases that wait.
    pub observed_queue: Decimal,
    /// Cases that should wait, from throughput and the observed wait.
    pub expected_queue: Decimal,
    pub agreement: Agreement,
}

/// One service in the network of queues.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StationQueue {
    pub service: ServiceId,
    pub actor: ActorId,
    pub bound: Bound,
    pub arrivals_per_month: Cases,
    /// Arrivals that no counted referral explains; `None` when arrivals are not counted.
    pub external_per_month: Option<Cases>,
    /// What would arrive if no service held anybody up; `None` when that would have no limit.
    pub unhindered_per_month: Option<Cases>,
    pub capacity_per_month: Option<Cases>,
    /// Arrivals, at most the capacity.
    pub throughput_per_month: Cases,
    /// Arrivals per capacity in thousandths, rounded down; as in [`crate::ServiceLoad`].
    pub utilisation_permille: Option<u32>,
    pub state: QueueState,
    pub observed_wait: Option<Wait>,
    /// Mean modelled against median observed wait; set when both exist and the queue is steady.
    pub wait_agreement: Option<Agreement>,
    /// Set when wait and waiting list are observed.
    pub little: Option<LittleCheck>,
    /// The observations behind the figures.
    pub evidence: Vec<ObservationId>,
    pub uses_example_data: bool,
}

/// Why nothing can be said about a station.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnknownQueue {
    /// Neither arrivals at the service nor referrals to it are counted.
    NoArrivals,
    /// A cycle of referrals that feeds itself leads here.
    NoSteadyState,
}

/// Under which assumption a cycle of referrals has no steady state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Limits {
    /// Full services hold people up, as they do.
    Known,
    /// If no service held anybody up.
    None,
}

/// What is wrong with the observations as a whole.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TrafficProblem {
    /// These actors send each other at least as many people as they take on: gain of one or more.
    NoSteadyState { actors: Vec<ActorId>, limits: Limits },
    /// The computation was given up after so many steps; its last state is reported.
    AbortedAfter { steps: u64, limits: Limits },
    /// More is sent on than arrives (where arrivals are known).
    SendsMoreThanArrives { actor: ActorId, arrivals: Cases, sent: Cases },
    /// Volumes of a sender whose own arrivals nobody knows: they are taken as they are.
    SenderWithoutArrivals { actor: ActorId, sent: Cases },
    /// More referrals are counted than arrivals.
    ReferredExceedsArrivals { service: ServiceId, arrivals: Cases, referred: Cases },
    /// A counted volume that does not say to which service, or to one that is not active.
    NoReceivingService { relation: RelationId, sent: Cases },
}

/// The network of queues, computed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueueReport {
    /// Fullest first, then those without a known capacity; ties by service id.
    pub stations: Vec<StationQueue>,
    /// Active services about whose arrivals nothing can be said; by service id.
    pub unknown: Vec<(ServiceId, UnknownQueue)>,
    /// By kind, then id.
    pub problems: Vec<TrafficProblem>,
    /// Cases per month that leave the network: taken on and not sent on.
    pub leaving_per_month: Cases,
}

/// Computes arrivals, utilisation and waits in the network of queues.
///
/// Places and concurrent cases are an M/M/c queue with one server each and the median processing
/// time as mean service time; appointments per week are one server that takes so many a week
/// (M/M/1). Waits are means under Poisson arrivals and exponential service times; courses, which
/// all begin and end at set times, wait differently. Arrivals are rounded to thousandths before
/// they are judged, so that [`crate::service_loads`] and this agree.
///
/// Method: traffic equations (Jackson 1957) with stations that pass on at most their capacity,
/// Erlang C (Erlang 1917), Little's law (Little 1961).
///
/// # Order      see [`QueueReport`].
/// # Complexity O(k p + s √c) time for p counted relations, k sweeps, s services, c places.
pub fn queues(index: &NetworkIndex<'_>) -> QueueReport {
    let flow = Flow::new(index);
    let limited = solve(&flow, &Capacities::known(&flow));
    let unhindered = solve(&flow, &Capacities::unlimited(&flow));
    let mut report = QueueReport {
        problems: problems::problems(index, &flow, &limited, &unhindered),
        leaving_per_month: station::leaving(&flow, &limited.arrivals),
        ..QueueReport::default()
    };
    for (position, data) in flow.stations.iter().enumerate() {
        let service = &data.service.id;
        match limited.arrivals[position] {
            None => report.unknown.push((service.clone(), UnknownQueue::NoSteadyState)),
            Some(_) if !data.has_arrivals() => {
                report.unknown.push((service.clone(), UnknownQueue::NoArrivals));
            }
            Some(arrivals) => {
                let free = unhindered.arrivals[position];
                report.stations.push(station::queue(index, data, arrivals, free));
            }
        }
    }
    report.stations.sort_by(|a, b| {
        (b.utilisation_permille, &a.service).cmp(&(a.utilisation_permille, &b.service))
    });
    report
}
