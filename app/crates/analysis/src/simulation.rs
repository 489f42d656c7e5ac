//! Simulation: people as tokens who arrive, wait, are served and are sent on.
//!
//! Start at [`SimulationPlan::new`], which reads the network of queues, and [`Simulation::new`];
//! call [`Simulation::advance`] until nothing is left, and take [`Simulation::result`]. `engine`
//! runs the events, `random` draws numbers, `tally` counts, `estimate` turns batches into means
//! with confidence half-widths.
//!
//! The model is that of [`crate::queues()`]: Poisson arrivals from outside, first come first
//! served, exponential service times, referrals in proportion to the counted volumes. Somebody who
//! is sent to several offices at once (shares above one) goes on as several tokens: the volumes still
//! agree with the formulas, the waits then need not.
//!
//! Invariants:
//! - Same network, options and seed, same events, native and WASM: integer time, own generator,
//!   and a logarithm made of + - * /.
//! - Time, tokens, steps and trace are bounded, and the result says what was cut.

mod engine;
mod estimate;
mod plan;
mod random;
mod tally;

use model::{Days, Decimal, NetworkIndex, ServiceId};
use serde::{Deserialize, Serialize};

use engine::{Engine, Stop};
use tally::Timeline;

pub use plan::SimulationPlan;

/// More tokens than this are never in the network at the same time.
pub const MAX_TOKENS: usize = 1_000_000;
/// More events than this are never recorded.
pub const MAX_TRACE: usize = 1_000_000;
/// Batches into which a run is divided, for the confidence.
pub const N_BATCHES: u32 = 20;
/// Months that are never exceeded: a thousand years, so that no counter overflows.
const MAX_MONTHS: u32 = 12_000;

/// How long to simulate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SimulationOptions {
    pub seed: u64,
    /// Months before anything is counted, so that the empty start does not show.
    pub warm_up_months: u32,
    /// Months that are counted; at least one.
    pub run_months: u32,
    /// Events after which the simulation is given up.
    pub max_events: u64,
    /// How many events to record from the end of the warm-up on; at most [`MAX_TRACE`].
    pub max_trace: usize,
}

impl Default for SimulationOptions {
    fn default() -> Self {
        Self { seed: 1, warm_up_months: 24, run_months: 240, max_events: 20_000_000, max_trace: 0 }
    }
}

/// How far a simulation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    pub events: u64,
    /// Simulated time in thousandths of the whole.
    pub permille: u32,
    pub state: SimulationState,
}

/// Whether there is more to simulate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SimulationState {
    Running,
    Finished,
    /// Given up: too many events, or more than [`MAX_TOKENS`] tokens.
    Aborted,
}

/// A mean over the batches of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Estimate {
    pub mean: Decimal,
    /// Half of the 95 % confidence interval; `None` with fewer than two batches.
    pub half_width: Option<Decimal>,
}

/// What was seen at one station.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StationResult {
    pub service: ServiceId,
    /// Minutes from arrival to the beginning of service; `None` when nobody was served.
    pub wait_minutes: Option<Estimate>,
    /// Tokens that wait.
    pub queue: Estimate,
    /// Busy servers per server, 0 to 1; `None` without a known capacity.
    pub utilisation: Option<Estimate>,
    /// Tokens per month that were served.
    pub throughput_per_month: Estimate,
    /// Tokens in the queue at the end: what piled up.
    pub waiting_at_end: u64,
}

/// What happens to a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TraceKind {
    /// Comes to a station: from outside when `from` is `None`.
    Arrives,
    /// Begins to be served.
    Starts,
    /// Has been served. What follows are its arrivals elsewhere, or nothing.
    Leaves,
}

/// One recorded event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TraceEvent {
    /// Since the end of the warm-up.
    pub at: Days,
    pub token: u64,
    pub kind: TraceKind,
    /// Positions in [`SimulationResult::stations`].
    pub from: Option<u32>,
    pub station: u32,
}

/// What a simulation saw.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SimulationResult {
    /// By service id: every station with known arrivals and a steady state of its inflow.
    pub stations: Vec<StationResult>,
    /// Tokens that came from outside, and that left for good, while counting.
    pub n_entered: u64,
    pub n_left: u64,
    pub trace: Vec<TraceEvent>,
    pub is_trace_complete: bool,
    /// Complete batches behind the estimates; fewer than [`N_BATCHES`] when aborted.
    pub n_batches: u32,
    /// Set when the simulation was given up after so many events.
    pub aborted_after: Option<u64>,
}

/// A simulation that can be advanced bit by bit.
pub struct Simulation {
    plan: SimulationPlan,
    engine: Engine,
    max_events: u64,
}

impl Simulation {
    /// Prepares a simulation; nothing has happened yet.
    ///
    /// # Complexity O(s) time, O(s × batches) memory for s stations.
    pub fn new(plan: SimulationPlan, options: &SimulationOptions) -> Self {
        let months = |months: u32| u64::from(months.min(MAX_MONTHS)) * plan::MONTH_MS;
        let warm_up = months(options.warm_up_months);
        let end = warm_up + months(options.run_months.max(1));
        let engine = Engine::new(&plan, options, Timeline { warm_up, end });
        Self { plan, engine, max_events: options.max_events }
    }

    /// Simulates at most so many further events; calls in small steps change nothing.
    ///
    /// # Complexity O(n log t + s) time for n events, t tokens and s stations.
    pub fn advance(&mut self, n_events: u64) -> Progress {
        let limit = self.engine.events.saturating_add(n_events).min(self.max_events);
        let stop = self.engine.run(&self.plan, limit);
        let state = match stop {
            Stop::End => SimulationState::Finished,
            Stop::TooManyTokens => SimulationState::Aborted,
            Stop::Limit if self.engine.events >= self.max_events => SimulationState::Aborted,
            Stop::Limit => SimulationState::Running,
        };
        let end = self.engine.timeline.end;
        let permille = u128::from(self.engine.now.min(end)) * 1000 / u128::from(end);
        Progress {
            events: self.engine.events,
            permille: u32::try_from(permille).unwrap_or(1000),
            state,
        }
    }

    /// What has been seen so far, over complete batches.
    pub fn result(&self) -> SimulationResult {
        let is_finished = self.engine.is_finished;
        SimulationResult {
            stations: estimate::stations(&self.plan, &self.engine),
            n_entered: self.engine.n_entered,
            n_left: self.engine.n_left,
            trace: self.engine.trace.clone(),
            is_trace_complete: self.engine.is_trace_complete,
            n_batches: self.engine.timeline.n_complete(self.engine.now),
            aborted_after: (!is_finished).then_some(self.engine.events),
        }
    }
}

/// Simulates to the end, or until the options say stop.
pub fn simulate(index: &NetworkIndex<'_>, options: &SimulationOptions) -> SimulationResult {
    let mut simulation = Simulation::new(SimulationPlan::new(index), options);
    simulation.advance(u64::MAX);
    simulation.result()
}
