//! What a worker computes beside the page; `public/worker.js` calls it.

use analysis::{Simulation, SimulationOptions, SimulationPlan, SimulationState};
use js_sys::Function;
use wasm_bindgen::prelude::{JsError, JsValue, wasm_bindgen};

/// Events between two reports: some ten milliseconds.
const EVENTS_PER_REPORT: u64 = 20_000;

/// Runs the simulation of an order, which is plan and options as JSON, and returns its result as
/// JSON; meanwhile tells `report` how far it is, in thousandths.
///
/// # Errors   for an order that cannot be read.
#[wasm_bindgen]
pub fn simulate(order: &str, report: &Function) -> Result<String, JsError> {
    let (plan, options): (SimulationPlan, SimulationOptions) = serde_json::from_str(order)?;
    let mut simulation = Simulation::new(plan, &options);
    loop {
        let progress = simulation.advance(EVENTS_PER_REPORT);
        if progress.state != SimulationState::Running {
            break;
        }
        // A page that is gone is no reason to stop: it has ended this worker then.
        let _told = report.call1(&JsValue::NULL, &progress.permille.into());
    }
    Ok(serde_json::to_string(&simulation.result())?)
}
