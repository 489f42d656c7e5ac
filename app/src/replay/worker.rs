//! A worker that simulates: the same module once more, off the page's thread.

use analysis::SimulationResult;
use async_channel::{Receiver, Sender};
use wasm_bindgen::JsCast as _;
use wasm_bindgen::prelude::{Closure, JsValue, wasm_bindgen};
use web_sys::{Event, MessageEvent, Worker, WorkerOptions, WorkerType};

use super::Replay;
use crate::api::simulation::load_simulation_input;
use crate::api::{ApiError, SimulationInput, SimulationView, simulate_network};

/// Loads the module it is named after and computes what it is sent.
const SCRIPT: &str = "/worker.js";

#[wasm_bindgen]
extern "C" {
    type ImportMeta;

    /// Where the module that runs this was loaded from.
    #[wasm_bindgen(method, getter)]
    fn url(this: &ImportMeta) -> String;

    #[wasm_bindgen(thread_local_v2, js_namespace = import, js_name = meta)]
    static IMPORT_META: ImportMeta;
}

/// How a simulation ended.
enum Outcome {
    Finished(Box<SimulationResult>),
    Stopped,
    /// The browser could not run it.
    Failed,
}

enum Report {
    /// Thousandths.
    Progress(u32),
    /// The result as JSON.
    Finished(String),
    Stopped,
    Failed,
}

impl Report {
    fn read(data: &JsValue) -> Self {
        if let Some(result) = data.as_string() {
            return Self::Finished(result);
        }
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "saturates")]
        data.as_f64().map_or(Self::Failed, |permille| Self::Progress(permille as u32))
    }
}

/// Ends a simulation from outside.
pub(super) struct Running(Sender<Report>);

impl Running {
    pub(super) fn stop(self) {
        // Nobody listens to one that has ended.
        let _sent = self.0.try_send(Report::Stopped);
    }
}

/// The worker with what it calls; ended when dropped, whatever it is doing.
struct Task {
    worker: Worker,
    reports: Receiver<Report>,
    _on_message: Closure<dyn FnMut(MessageEvent)>,
    _on_error: Closure<dyn FnMut(Event)>,
}

impl Task {
    fn start(order: &str) -> Result<(Self, Running), JsValue> {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let module = IMPORT_META.with(ImportMeta::url);
        options.set_name(&module);
        // The script belongs to the module: with another one it is asked for anew.
        let script = format!("{SCRIPT}?{}", module.rsplit('/').next().unwrap_or_default());
        let worker = Worker::new_with_options(&script, &options)?;
        let (sender, reports) = async_channel::unbounded();
        let send = |sender: &Sender<Report>, report| {
            // The receiver is there as long as the worker.
            let _sent = sender.try_send(report);
        };
        let for_messages = sender.clone();
        let on_message = Closure::new(move |event: MessageEvent| {
            send(&for_messages, Report::read(&event.data()));
        });
        let for_errors = sender.clone();
        let on_error = Closure::new(move |_: Event| send(&for_errors, Report::Failed));
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        let task = Self { worker, reports, _on_message: on_message, _on_error: on_error };
        task.worker.post_message(&JsValue::from_str(order))?;
        Ok((task, Running(sender)))
    }
}

impl Drop for Task {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}

/// Replays a network in a worker of its own; `None` when it was stopped.
///
/// # Errors   as [`load_simulation_input`].
pub(super) async fn replay(
    replay: Replay,
    ags: String,
    changes: String,
    is_wanted: impl Fn() -> bool,
) -> Option<Result<SimulationView, ApiError>> {
    replay.show(Some(0));
    let outcome = match load_simulation_input(ags.clone(), changes.clone()).await {
        // Cancelled while the numbers were on their way.
        Ok(_) if !is_wanted() => None,
        Ok(input) => match simulate(&input, replay).await {
            Outcome::Finished(result) => Some(Ok(input.view(&result))),
            Outcome::Stopped => None,
            Outcome::Failed if !is_wanted() => None,
            // Where no worker can run, the server computes.
            Outcome::Failed => Some(simulate_network(ags, changes).await),
        },
        Err(error) => Some(Err(error)),
    };
    if is_wanted() {
        replay.show(None);
    }
    outcome
}

async fn simulate(input: &SimulationInput, replay: Replay) -> Outcome {
    let Ok(order) = serde_json::to_string(&(&input.plan, &input.options)) else {
        return Outcome::Failed;
    };
    let Ok((task, running)) = Task::start(&order) else { return Outcome::Failed };
    replay.keep(running);
    while let Ok(report) = task.reports.recv().await {
        match report {
            Report::Progress(permille) => replay.show(Some(permille)),
            Report::Finished(result) => {
                return serde_json::from_str(&result).map_or(Outcome::Failed, Outcome::Finished);
            }
            Report::Stopped => return Outcome::Stopped,
            Report::Failed => break,
        }
    }
    Outcome::Failed
}
