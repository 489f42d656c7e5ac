//! What is to be simulated, and what a simulation saw, with names.

use std::collections::BTreeMap;

use analysis::{QueueState, Simulation, SimulationOptions, SimulationPlan, apply, queues};
use model::{Days, Lang, NetworkIndex, ServiceId};

use super::flow::offered;
use super::labels::Labels;
use super::scenario::{read, refused};
use crate::api::simulation::StationLabel;
use crate::api::{ApiError, SimulationInput, SimulationView};
use crate::ssr::state::LoadedNetwork;

/// Ten years after one to settle; about half a second of computing for a Kreis, and no more.
const OPTIONS: SimulationOptions = SimulationOptions {
    seed: 1,
    warm_up_months: 12,
    run_months: 120,
    max_events: 2_000_000,
    max_trace: 0,
};

pub(crate) fn simulation(
    loaded: &LoadedNetwork,
    changes: &str,
    lang: Lang,
) -> Result<SimulationView, ApiError> {
    let input = simulation_input(loaded, changes, lang)?;
    let mut simulation = Simulation::new(input.plan.clone(), &input.options);
    simulation.advance(u64::MAX);
    Ok(input.view(&simulation.result()))
}

pub(crate) fn simulation_input(
    loaded: &LoadedNetwork,
    changes: &str,
    lang: Lang,
) -> Result<SimulationInput, ApiError> {
    let labels = Labels::new(loaded, lang);
    let network =
        apply(loaded.network(), &read(changes)?).map_err(|error| refused(&labels, error))?;
    let index = NetworkIndex::new(&network);
    let plan = SimulationPlan::new(&index);
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
    let label = |id: &ServiceId| {
        let service = network.services.iter().find(|service| service.id == *id)?;
        Some(StationLabel {
            actor: service.actor.clone(),
            name: offered(&labels, id),
            formula: formulas.get(id).copied(),
        })
    };
    let stations = plan.services().filter_map(|id| Some((id.clone(), label(id)?))).collect();
    Ok(SimulationInput { plan, options: OPTIONS, stations })
}
