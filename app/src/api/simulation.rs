//! People replayed as tokens, beside the formula.

use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use model::{Days, Decimal};
use serde::{Deserialize, Serialize};

use super::ApiError;

/// One service over all simulated months.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct SimulatedStation {
    pub(crate) service: String,
    /// Mean wait in days with half of its 95 % interval; `None` when nobody was served.
    pub(crate) wait: Option<(Decimal, Option<Decimal>)>,
    /// By the formula; `None` where the queue grows or nothing is known.
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

/// Replays the network with these changes; the same every time.
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
