//! What a simulation saw, with names.

use std::collections::BTreeMap;

use analysis::{Estimate, QueueState, SimulationOptions, StationResult, apply, queues, simulate};
use model::{Days, Decimal, Lang, NetworkIndex, ServiceId};

use super::findings::service;
use super::labels::Labels;
use super::scenario::{read, refused};
use crate::api::{ApiError, SimulatedStation, SimulationView};
use crate::ssr::state::LoadedNetwork;

/// Ten years after one to settle; about a second of computing for a Kreis, and no more.
const OPTIONS: SimulationOptions = SimulationOptions {
    seed: 1,
    warm_up_months: 12,
    run_months: 120,
    max_events: 2_000_000,
    max_trace: 0,
};
const MINUTES_PER_DAY: i64 = 24 * 60;

pub(crate) fn simulation(
    loaded: &LoadedNetwork,
    changes: &str,
    lang: Lang,
) -> Result<SimulationView, ApiError> {
    let labels = Labels::new(loaded, lang);
    let network =
        apply(loaded.network(), &read(changes)?).map_err(|error| refused(&labels, error))?;
    let index = NetworkIndex::new(&network);
    let result = simulate(&index, &OPTIONS);
    let report = queues(&index);
    let formulas: BTreeMap<&ServiceId, Days> = report
        .stations
        .iter()
        .filter_map(|station| match &station.state {
            QueueState::Steady { mean_wait, .. } => Some((&station.service, *mean_wait)),
            QueueState::Growing { .. } | QueueState::Unknown(_) | QueueState::NoCapacityStated => {
                None
            }
        })
        .collect();
    // Where no capacity is known nobody waits, and nothing is to be seen.
    let limited = result.stations.iter().filter(|station| station.utilisation.is_some());
    let formula = |row: &StationResult| formulas.get(&row.service).copied();
    let mut stations: Vec<SimulatedStation> =
        limited.map(|row| station(&labels, row, formula(row))).collect();
    stations.sort_by(|a, b| (b.wait, &a.service).cmp(&(a.wait, &b.service)));
    Ok(SimulationView {
        stations,
        months: OPTIONS.run_months,
        n_entered: result.n_entered,
        aborted_after: result.aborted_after,
    })
}

fn station(labels: &Labels<'_>, row: &StationResult, formula: Option<Days>) -> SimulatedStation {
    let days =
        |minutes: Decimal| Decimal::from_thousandths(minutes.thousandths() / MINUTES_PER_DAY);
    let wait = |estimate: Estimate| (days(estimate.mean), estimate.half_width.map(days));
    SimulatedStation {
        service: service(labels, &row.service),
        wait: row.wait_minutes.map(wait),
        formula,
        waiting_at_end: row.waiting_at_end,
    }
}
