//! The network of queues as the simulation runs it: rates, servers, where people go next.

use model::{NetworkIndex, ServiceId};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::queues::{Capacities, Flow, solve};

/// Milliseconds in a mean month: 365.2425 / 12 days * 86,400,000.
pub(super) const MONTH_MS: u64 = 2_629_746_000;

/// A number that is written as its bits, so that it reads back equal: a simulation on another
/// machine has the same events.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Exact(pub(super) f64);

impl Serialize for Exact {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.to_bits().serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Exact {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        u64::deserialize(deserializer).map(|bits| Self(f64::from_bits(bits)))
    }
}

/// The servers of a station.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Servers {
    pub(super) count: u32,
    /// Mean service time of one server, in milliseconds.
    pub(super) mean_ms: Exact,
}

/// A station to simulate.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct PlannedStation {
    pub(super) service: ServiceId,
    /// Rank of the actor.
    pub(super) actor: usize,
    /// Mean time between arrivals from outside, in milliseconds; `None`: nobody comes.
    pub(super) mean_gap_ms: Option<Exact>,
    /// `None`: no known capacity, people pass at once.
    pub(super) servers: Option<Servers>,
}

/// Where the people of one actor are sent on to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Onward {
    /// Referrals per case, running total, with the station. Ends before `per_case` when some are
    /// sent out of the network of queues.
    pub(super) cumulative: Vec<(Exact, usize)>,
    /// Referrals per case in total.
    pub(super) per_case: Exact,
}

/// The network of queues in numbers: all that a simulation needs to know, so that it can run
/// elsewhere than the network is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SimulationPlan {
    /// By service id.
    pub(super) stations: Vec<PlannedStation>,
    /// By rank of the actor.
    pub(super) onward: Vec<Onward>,
}

impl SimulationPlan {
    /// Reads the network.
    ///
    /// # Complexity as of [`crate::queues()`].
    pub fn new(index: &NetworkIndex<'_>) -> Self {
        let flow = Flow::new(index);
        let solution = solve(&flow, &Capacities::known(&flow));
        let mut plan = Self {
            stations: Vec::new(),
            onward: flow
                .sent_per_case
                .iter()
                .map(|&per_case| Onward { cumulative: Vec::new(), per_case: Exact(per_case) })
                .collect(),
        };
        let mut position_of = vec![None; flow.stations.len()];
        for (station, data) in flow.stations.iter().enumerate() {
            if solution.arrivals[station].is_some() && data.has_arrivals() {
                position_of[station] = Some(plan.stations.len());
                plan.stations.push(PlannedStation {
                    service: data.service.id.clone(),
                    actor: data.actor,
                    mean_gap_ms: mean_ms(data.external + data.fixed),
                    servers: servers(data.servers(), data.capacity()),
                });
            }
        }
        for pass in &flow.passes {
            let cumulative = &mut plan.onward[pass.from].cumulative;
            let before = cumulative.last().map_or(0.0, |&(sum, _)| sum.0);
            if let Some(position) = position_of[pass.station] {
                cumulative.push((Exact(before + pass.share), position));
            }
        }
        plan
    }

    /// The services that are simulated, in the order of [`super::SimulationResult::stations`].
    pub fn services(&self) -> impl Iterator<Item = &ServiceId> {
        self.stations.iter().map(|station| &station.service)
    }
}

/// Mean milliseconds between events of this rate; `None` when there are none worth simulating.
fn mean_ms(per_month: f64) -> Option<Exact> {
    #[expect(clippy::cast_precision_loss, reason = "exact: below 2^53")]
    let month = MONTH_MS as f64;
    (per_month > 0.0).then(|| Exact(month / per_month))
}

fn servers(count: u32, capacity: f64) -> Option<Servers> {
    let mean_ms = mean_ms(capacity / f64::from(count)).filter(|_| capacity.is_finite())?;
    Some(Servers { count, mean_ms })
}
