//! People replayed as tokens, beside the formula.

use std::collections::BTreeMap;

use analysis::{Estimate, SimulationOptions, SimulationPlan, SimulationResult, StationResult};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use model::{ActorId, Days, Decimal, ServiceId};
use serde::{Deserialize, Serialize};

use super::ApiError;

const MINUTES_PER_DAY: i64 = 24 * 60;

/// A service to be replayed, as the page shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct StationLabel {
    /// Whose service it is.
    pub(crate) actor: ActorId,
    pub(crate) name: String,
    /// By the formula; `None` where the queue grows or nothing is known.
    pub(crate) formula: Option<Days>,
}

/// Everything that is needed to replay a network and to show what was seen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct SimulationInput {
    pub(crate) plan: SimulationPlan,
    pub(crate) options: SimulationOptions,
    pub(crate) stations: BTreeMap<ServiceId, StationLabel>,
}

/// One service over all simulated months.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct SimulatedStation {
    pub(crate) service: String,
    /// Mean wait in days with half of its 95 % interval; `None` when nobody was served.
    pub(crate) wait: Option<(Decimal, Option<Decimal>)>,
    pub(crate) formula: Option<Days>,
    /// Cases in the queue at the end.
    pub(crate) waiting_at_end: u64,
}

/// What a simulation saw.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct SimulationView {
    /// Longest wait first.
    pub(crate) stations: Vec<SimulatedStation>,
    pub(crate) months: u32,
    pub(crate) n_entered: u64,
    /// Set when it was given up after so many events.
    pub(crate) aborted_after: Option<u64>,
}

impl SimulationInput {
    /// What was seen, with names.
    pub(crate) fn view(&self, result: &SimulationResult) -> SimulationView {
        // Where no capacity is known nobody waits, and nothing is to be seen.
        let limited = result.stations.iter().filter(|station| station.utilisation.is_some());
        let mut stations: Vec<SimulatedStation> =
            limited.filter_map(|row| self.station(row)).collect();
        stations.sort_by(|a, b| (b.wait, &a.service).cmp(&(a.wait, &b.service)));
        SimulationView {
            stations,
            months: self.options.run_months,
            n_entered: result.n_entered,
            aborted_after: result.aborted_after,
        }
    }

    fn station(&self, row: &StationResult) -> Option<SimulatedStation> {
        let label = self.stations.get(&row.service)?;
        let days =
            |minutes: Decimal| Decimal::from_thousandths(minutes.thousandths() / MINUTES_PER_DAY);
        let wait = |estimate: Estimate| (days(estimate.mean), estimate.half_width.map(days));
        Some(SimulatedStation {
            service: label.name.clone(),
            wait: row.wait_minutes.map(wait),
            formula: label.formula,
            waiting_at_end: row.waiting_at_end,
        })
    }
}

/// Replays the network with these changes on the server; the same every time.
///
/// # Who may call   everybody.
/// # Sees           what is visible to the caller: nothing else is computed with.
/// # Errors         as [`super::compute_scenario`].
#[server(prefix = "/api", endpoint = "simulation", input = GetUrl)]
pub(crate) async fn simulate_network(
    ags: String,
    #[server(default)] changes: String,
) -> Result<SimulationView, ApiError> {
    crate::ssr::answer(async |call| {
        let network = call.network(&ags).await?;
        let lang = call.lang();
        let view = move || crate::ssr::views::simulation(&network, &changes, lang);
        crate::ssr::off_thread(view).await
    })
    .await
}

/// What the browser needs to replay the network with these changes itself.
///
/// # Who may call   everybody.
/// # Sees           what is visible to the caller.
/// # Errors         as [`super::compute_scenario`].
#[server(prefix = "/api", endpoint = "simulation-input", input = GetUrl)]
pub(crate) async fn load_simulation_input(
    ags: String,
    #[server(default)] changes: String,
) -> Result<SimulationInput, ApiError> {
    crate::ssr::answer(async |call| {
        let network = call.network(&ags).await?;
        let lang = call.lang();
        let input = move || crate::ssr::views::simulation_input(&network, &changes, lang);
        crate::ssr::off_thread(input).await
    })
    .await
}
