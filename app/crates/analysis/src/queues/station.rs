//! How long one waits at a station, and how that compares with what was observed.

use model::{Cases, Days, Decimal, NetworkIndex, ObservationId};

use super::erlang::probability_of_waiting;
use super::flow::Flow;
use super::traffic::{Limit, Station};
use super::{Agreement, Bound, DISAGREEMENT_FACTOR, LittleCheck, QueueState, StationQueue};
use crate::Wait;
use crate::evidence::{queue_length, service_wait};
use crate::rates::{MONTH_DECIMINUTES, Rate, cases, to_thousandths};

const MINUTES_PER_DAY: u64 = 24 * 60;

impl Station<'_> {
    pub(super) fn bound(&self) -> Bound {
        if self.counted.is_some() { Bound::Exact } else { Bound::AtLeast }
    }

    pub(super) fn rate(&self) -> Option<Rate> {
        match self.limit {
            Limit::Known(rate) => Some(rate),
            Limit::NotStated | Limit::Unknown(_) => None,
        }
    }
}

/// The long run of one queue; arrivals and growth in thousandths of a case per month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LongRun {
    Steady { waiting_permille: u32, wait_minutes: u64 },
    Growing { growth: i128 },
}

/// M/M/c with the given rate over all servers.
pub(super) fn long_run(servers: u32, rate: &Rate, arriving: i128) -> LongRun {
    match rate.spare_per_month(arriving) {
        None => LongRun::Growing { growth: (arriving - rate.thousandths()).max(0) },
        Some(spare) => {
            let per_server = rate.per_month() / f64::from(servers);
            let load = Decimal::from_thousandths(saturate(arriving)).as_f64() / per_server;
            let waiting = probability_of_waiting(servers, load);
            LongRun::Steady {
                waiting_permille: rounded(waiting * 1000.0).try_into().unwrap_or(1000),
                wait_minutes: rounded(waiting / spare * month_minutes()),
            }
        }
    }
}

/// Cases that wait on average, in thousandths, by Little's law.
pub(super) fn waiting_cases(arriving: i128, wait_minutes: u64) -> i128 {
    let case_deciminutes = arriving.saturating_mul(i128::from(wait_minutes)).saturating_mul(10);
    case_deciminutes.saturating_add(MONTH_DECIMINUTES / 2) / MONTH_DECIMINUTES
}

/// Cases per month that are taken on and not sent on.
pub(super) fn leaving(flow: &Flow<'_>, arrivals: &[Option<f64>]) -> Cases {
    let total: f64 = flow
        .stations
        .iter()
        .zip(arrivals)
        .map(|(station, arrivals)| {
            let kept = (1.0 - flow.sent_per_case[station.actor]).max(0.0);
            arrivals.map_or(0.0, |arrivals| arrivals.min(station.capacity()) * kept)
        })
        .sum();
    cases(to_thousandths(total))
}

pub(super) fn queue(
    index: &NetworkIndex<'_>,
    station: &Station<'_>,
    arrivals: f64,
    unhindered: Option<f64>,
) -> StationQueue {
    let arriving = to_thousandths(arrivals);
    let rate = station.rate();
    let throughput = rate.map_or(arriving, |rate| arriving.min(rate.thousandths()));
    let observed_wait = service_wait(index, &station.service.id);
    let waiting_list = queue_length(index, &station.service.id);
    let observed_queue = waiting_list.map(|observation| observation.value);
    let state = state(station, arriving, throughput, observed_queue);
    let (evidence, uses_example_data) = evidence(station, waiting_list);
    StationQueue {
        service: station.service.id.clone(),
        actor: station.service.actor.clone(),
        bound: station.bound(),
        arrivals_per_month: cases(arriving),
        external_per_month: station.counted.map(|_| cases(to_thousandths(station.external))),
        unhindered_per_month: unhindered.map(|unhindered| cases(to_thousandths(unhindered))),
        capacity_per_month: rate.map(|rate| cases(rate.thousandths())),
        throughput_per_month: cases(throughput),
        utilisation_permille: rate.map(|rate| rate.utilisation_permille(arriving)),
        wait_agreement: match (&state, &observed_wait) {
            (QueueState::Steady { mean_wait, .. }, Some(observed)) => {
                Some(agreement(mean_wait.minutes(), observed.days.minutes(), MINUTES_PER_DAY))
            }
            _ => None,
        },
        little: observed_wait
            .as_ref()
            .zip(observed_queue)
            .map(|(wait, observed)| little(throughput, wait, observed)),
        state,
        observed_wait,
        evidence,
        uses_example_data,
    }
}

fn state(
    station: &Station<'_>,
    arriving: i128,
    throughput: i128,
    observed_queue: Option<Decimal>,
) -> QueueState {
    let rate = match &station.limit {
        Limit::NotStated => return QueueState::NoCapacityStated,
        Limit::Unknown(missing) => return QueueState::Unknown(missing.clone()),
        Limit::Known(rate) => rate,
    };
    match long_run(station.servers(), rate, arriving) {
        LongRun::Steady { waiting_permille, wait_minutes } => QueueState::Steady {
            waiting_permille,
            mean_wait: Days::from_minutes(wait_minutes),
            mean_queue: decimal(waiting_cases(arriving, wait_minutes)),
        },
        LongRun::Growing { growth } => QueueState::Growing {
            growth_per_month: cases(growth),
            backlog_months: observed_queue
                .filter(|_| throughput > 0)
                .map(|queue| decimal(i128::from(queue.thousandths()) * 1000 / throughput)),
        },
    }
}

fn little(throughput: i128, wait: &Wait, observed_queue: Decimal) -> LittleCheck {
    let expected_queue = decimal(waiting_cases(throughput, wait.days.minutes()));
    let magnitude = |queue: Decimal| queue.thousandths().max(0).unsigned_abs();
    LittleCheck {
        observed_queue,
        expected_queue,
        agreement: agreement(magnitude(expected_queue), magnitude(observed_queue), 1000),
    }
}

/// Compares within [`DISAGREEMENT_FACTOR`]; below `negligible` everything is the same.
fn agreement(modelled: u64, observed: u64, negligible: u64) -> Agreement {
    if modelled.max(observed) < negligible {
        Agreement::Agrees
    } else if modelled > observed.saturating_mul(DISAGREEMENT_FACTOR) {
        Agreement::ModelAbove
    } else if observed > modelled.saturating_mul(DISAGREEMENT_FACTOR) {
        Agreement::ModelBelow
    } else {
        Agreement::Agrees
    }
}

fn evidence(
    station: &Station<'_>,
    waiting_list: Option<&model::Observation>,
) -> (Vec<ObservationId>, bool) {
    let observations =
        || station.counted.iter().chain(&station.referred).copied().chain(waiting_list);
    let is_example = station.service.envelope.is_example()
        || station.processing.as_ref().is_some_and(Wait::is_example)
        || observations().any(|observation| observation.envelope.is_example());
    let processing = station.processing.iter().map(|time| time.observation.clone());
    let ids = observations().map(|observation| observation.id.clone()).chain(processing);
    (ids.collect(), is_example)
}

#[expect(clippy::cast_precision_loss, reason = "exact: far below 2^53")]
fn month_minutes() -> f64 {
    MONTH_DECIMINUTES as f64 / 10.0
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "saturates at both ends, and NaN is zero"
)]
fn rounded(value: f64) -> u64 {
    (value + 0.5) as u64
}

fn saturate(value: i128) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}

fn decimal(thousandths: i128) -> Decimal {
    Decimal::from_thousandths(saturate(thousandths))
}
