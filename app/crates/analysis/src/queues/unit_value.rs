//! What one more unit of capacity would bring, network-wide.

use model::{ActorId, CapacityUnit, Cases, Decimal, NetworkIndex, ServiceId};
use serde::{Deserialize, Serialize};

use super::flow::Flow;
use super::solve::{Capacities, Solution, Sweeps, solve};
use super::station::{LongRun, long_run, waiting_cases};
use super::traffic::servers;
use crate::rates::{Rate, to_thousandths};

/// Steps over all services until the rest is given up.
const MAX_STEPS: u64 = 400_000_000;
/// A mean month in days, in units of 1/80,000: 365.2425 / 12 = 30.436875.
const MONTH_DAYS_E80000: i128 = 2_434_950;

/// What more capacity at one service would change in the whole network, in the long run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitValue {
    pub service: ServiceId,
    pub actor: ActorId,
    pub added: Decimal,
    pub unit: CapacityUnit,
    /// By how many cases per month queues grow less, over all services; below zero when the
    /// people let through overload others more.
    pub growth_avoided_per_month: Cases,
    /// Case-days of waiting per month saved at services whose queue is steady before and after.
    pub waiting_saved_per_month: Decimal,
    /// By how many cases per month more people get to an end of the network.
    pub leaving_gained_per_month: Cases,
    /// Services whose queue stops growing.
    pub n_relieved: u32,
    /// Services whose queue begins to grow.
    pub n_overloaded: u32,
}

/// The value of more capacity at each service.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitValues {
    /// Most valuable first.
    pub values: Vec<UnitValue>,
    /// Set when not every service could be computed.
    pub aborted_after: Option<u64>,
}

/// Computes for every service with a known rate what `added` units would bring there.
///
/// Each service is given the units in turn and the whole network is computed again: exact, no
/// gradient. A service that is not full lets nobody more through, so there only its own wait
/// changes.
///
/// # Order      most growth avoided, then most waiting saved, then service id.
/// # Complexity O(s k p) time for s full services, k sweeps and p counted relations; bounded by
/// a number of steps, see [`UnitValues::aborted_after`].
pub fn unit_values(index: &NetworkIndex<'_>, added: Decimal) -> UnitValues {
    let flow = Flow::new(index);
    let before = Before::new(&flow);
    let mut found = UnitValues::default();
    let mut steps = before.today.visits;
    for position in 0..flow.stations.len() {
        if steps > MAX_STEPS {
            found.aborted_after = Some(steps);
            break;
        }
        found.values.extend(before.with_more(position, added, &mut steps));
    }
    found.values.sort_by(|a, b| {
        let key =
            |value: &UnitValue| (value.growth_avoided_per_month, value.waiting_saved_per_month);
        key(b).cmp(&key(a)).then_with(|| a.service.cmp(&b.service))
    });
    found
}

/// The network as it is, to which every change is compared.
struct Before<'f, 'a> {
    flow: &'f Flow<'a>,
    capacities: Capacities,
    today: Solution,
    /// By station; `None` where nothing is known.
    long_runs: Vec<Option<LongRun>>,
}

/// More (or less) capacity at one station.
struct Upgrade {
    station: usize,
    rate: Rate,
    servers: u32,
}

/// Changes over the network.
#[derive(Default)]
struct Change {
    /// Thousandths of a case per month.
    growth: i128,
    /// Thousandths of a waiting case.
    waiting: i128,
    /// Cases per month.
    leaving: f64,
    n_relieved: u32,
    n_overloaded: u32,
    steps: u64,
}

impl<'f, 'a> Before<'f, 'a> {
    fn new(flow: &'f Flow<'a>) -> Self {
        let capacities = Capacities::known(flow);
        let today = solve(flow, &capacities);
        let long_runs = flow
            .stations
            .iter()
            .zip(&today.arrivals)
            .map(|(station, arrivals)| {
                let rate = station.rate().filter(|_| station.has_arrivals())?;
                Some(long_run(station.servers(), &rate, to_thousandths((*arrivals)?)))
            })
            .collect();
        Self { flow, capacities, today, long_runs }
    }

    fn with_more(&self, position: usize, added: Decimal, steps: &mut u64) -> Option<UnitValue> {
        let station = &self.flow.stations[position];
        let before = self.long_runs[position]?;
        let mut capacity = station.service.capacity?;
        let more = capacity.value.thousandths().saturating_add(added.thousandths());
        capacity.value = Decimal::from_thousandths(more);
        let rate = Rate::of(capacity, station.processing.as_ref())?;
        let upgrade = Upgrade { station: position, rate, servers: servers(Some(capacity)) };
        let is_full = matches!(before, LongRun::Growing { .. });
        let is_less = rate.per_month() < self.capacities.of(position);
        let change = if is_full || is_less {
            self.solved_again(&upgrade, MAX_STEPS.saturating_sub(*steps))
        } else {
            let mut change = Change::default();
            self.add(&mut change, position, self.today.arrivals[position]?, &upgrade);
            change
        };
        *steps = steps.saturating_add(change.steps);
        Some(UnitValue {
            service: station.service.id.clone(),
            actor: station.service.actor.clone(),
            added,
            unit: capacity.unit,
            growth_avoided_per_month: Cases(decimal(-change.growth)),
            waiting_saved_per_month: decimal(case_days(-change.waiting)),
            leaving_gained_per_month: Cases(signed(change.leaving)),
            n_relieved: change.n_relieved,
            n_overloaded: change.n_overloaded,
        })
    }

    fn solved_again(&self, upgrade: &Upgrade, max_steps: u64) -> Change {
        let capacities = self.capacities.with(upgrade.station, upgrade.rate.per_month());
        let is_unsteady = self.today.arrivals.iter().map(Option::is_none).collect();
        let start = self.today.arrivals.iter().map(|arrivals| arrivals.unwrap_or(0.0)).collect();
        let mut sweeps = Sweeps::new(self.flow, &capacities, is_unsteady, start);
        sweeps.run(max_steps);
        let mut change = Change { steps: sweeps.visits, ..Change::default() };
        for (position, &arrivals) in sweeps.arrivals.iter().enumerate() {
            self.add(&mut change, position, arrivals, upgrade);
        }
        change
    }

    fn add(&self, change: &mut Change, position: usize, arrivals: f64, upgrade: &Upgrade) {
        let Some(today) = self.today.arrivals[position] else { return };
        let station = &self.flow.stations[position];
        let is_upgraded = position == upgrade.station;
        let rate = if is_upgraded { Some(upgrade.rate) } else { station.rate() };
        let capacity = rate.map_or(f64::INFINITY, |rate| rate.per_month());
        let taken = arrivals.min(capacity) - today.min(self.capacities.of(position));
        change.leaving += taken * (1.0 - self.flow.sent_per_case[station.actor]).max(0.0);
        let (was, is) = (to_thousandths(today), to_thousandths(arrivals));
        let (Some(rate), Some(before)) = (rate, self.long_runs[position]) else { return };
        if was != is || is_upgraded {
            let servers = if is_upgraded { upgrade.servers } else { station.servers() };
            change.steps = change.steps.saturating_add(u64::from(servers.isqrt()));
            change.compare((before, was), (long_run(servers, &rate, is), is));
        }
    }
}

impl Change {
    fn compare(&mut self, (before, was): (LongRun, i128), (now, is): (LongRun, i128)) {
        match (before, now) {
            (
                LongRun::Steady { wait_minutes: wait_before, .. },
                LongRun::Steady { wait_minutes: wait_now, .. },
            ) => self.waiting += waiting_cases(is, wait_now) - waiting_cases(was, wait_before),
            (LongRun::Growing { growth }, LongRun::Steady { .. }) => {
                self.growth -= growth;
                self.n_relieved += 1;
            }
            (LongRun::Steady { .. }, LongRun::Growing { growth }) => {
                self.growth += growth;
                self.n_overloaded += 1;
            }
            (LongRun::Growing { growth: before }, LongRun::Growing { growth: now }) => {
                self.growth += now - before;
            }
        }
    }
}

/// As many cases wait for a whole month.
fn case_days(waiting: i128) -> i128 {
    waiting.saturating_mul(MONTH_DAYS_E80000) / 80_000
}

fn decimal(thousandths: i128) -> Decimal {
    let limit = i128::from(i64::MAX);
    Decimal::from_thousandths(i64::try_from(thousandths.clamp(-limit, limit)).unwrap_or(0))
}

fn signed(per_month: f64) -> Decimal {
    let magnitude = to_thousandths(per_month.abs());
    decimal(if per_month < 0.0 { -magnitude } else { magnitude })
}
