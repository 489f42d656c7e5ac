//! The network of queues as the simulation runs it: rates, servers, where people go next.

use model::{NetworkIndex, ServiceId};

use crate::queues::{Capacities, Flow, solve};

/// Milliseconds in a mean month: 365.2425 / 12 days * 86,400,000.
pub(super) const MONTH_MS: u64 = 2_629_746_000;

/// The servers of a station.
pub(super) struct Servers {
    pub(super) count: u32,
    /// Mean service time of one server, in milliseconds.
    pub(super) mean_ms: f64,
}

/// A station to simulate.
pub(super) struct PlannedStation {
    pub(super) service: ServiceId,
    /// Rank of the actor.
    pub(super) actor: usize,
    /// Mean time between arrivals from outside, in milliseconds; `None`: nobody comes.
    pub(super) mean_gap_ms: Option<f64>,
    /// `None`: no known capacity, people pass at once.
    pub(super) servers: Option<Servers>,
}

/// Where the people of one actor are sent on to.
#[derive(Default)]
pub(super) struct Onward {
    /// Referrals per case, running total, with the station. Ends before `per_case` when some are
    /// sent out of the network of queues.
    pub(super) cumulative: Vec<(f64, usize)>,
    /// Referrals per case in total.
    pub(super) per_case: f64,
}

/// Everything the simulation needs to know.
pub(super) struct Plan {
    /// By service id.
    pub(super) stations: Vec<PlannedStation>,
    /// By rank of the actor.
    pub(super) onward: Vec<Onward>,
}

impl Plan {
    pub(super) fn new(index: &NetworkIndex<'_>) -> Self {
        let flow = Flow::new(index);
        let solution = solve(&flow, &Capacities::known(&flow));
        let mut plan = Self {
            stations: Vec::new(),
            onward: flow
                .sent_per_case
                .iter()
                .map(|&per_case| Onward { cumulative: Vec::new(), per_case })
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
            let before = cumulative.last().map_or(0.0, |&(sum, _)| sum);
            if let Some(position) = position_of[pass.station] {
                cumulative.push((before + pass.share, position));
            }
        }
        plan
    }
}

/// Mean milliseconds between events of this rate; `None` when there are none worth simulating.
fn mean_ms(per_month: f64) -> Option<f64> {
    #[expect(clippy::cast_precision_loss, reason = "exact: below 2^53")]
    let month = MONTH_MS as f64;
    (per_month > 0.0).then(|| month / per_month)
}

fn servers(count: u32, capacity: f64) -> Option<Servers> {
    let mean_ms = mean_ms(capacity / f64::from(count)).filter(|_| capacity.is_finite())?;
    Some(Servers { count, mean_ms })
}
