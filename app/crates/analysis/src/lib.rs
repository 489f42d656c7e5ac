//! What a network tells when one computes: the best referral routes, how full the services are,
//! and on whom the reachability of help depends.
//!
//! Start at [`find_routes`], [`service_loads`], [`queues()`], [`dependences`] and [`bottlenecks`];
//! [`apply`] and [`compare`] say what would be different, [`Simulation`] replays people as tokens.
//! All take the [`model::NetworkIndex`] of what the viewer may see.
//!
//! Invariants:
//! - Pure: no IO, no clock, no randomness but from a seed; the order of the tables does not matter.
//! - Costs, rates and ranks are integers, so ties are exact and native equals WASM.
//! - Unknown is unknown, not zero; every number names the observation it rests on.
//!
//! Not here: who may see what (`access`), drawing (`scene`), sentences for people (`app`).

mod articulation;
mod bottlenecks;
mod dependence;
mod evidence;
mod load;
mod queues;
mod rates;
mod referrals;
mod routes;
mod scenario;
mod simulation;

pub use bottlenecks::{Bottleneck, BottleneckCause, bottlenecks};
pub use dependence::{Dependence, dependences};
pub use evidence::Wait;
pub use load::{
    ArrivalBasis, LoadLevel, LoadReport, MissingInput, ServiceLoad, UnknownLoad, service_loads,
};
pub use queues::{
    Agreement, Bound, DISAGREEMENT_FACTOR, Limits, LittleCheck, QueueReport, QueueState,
    StationQueue, TrafficProblem, UnitValue, UnitValues, UnknownQueue, queues, unit_values,
};
pub use referrals::ExclusionReason;
pub use routes::{
    EntryStep, Exclusion, ExclusionSubject, Leg, MAX_EXCLUSIONS, MAX_ROUTES, NoRoute, Route,
    RouteError, RouteGoal, RouteQuery, RouteSet, RouteStart, find_routes,
};
pub use scenario::{
    BottleneckDifference, Change, InvalidChange, RouteDifference, RouteTime, SCENARIO_PREFIX,
    ScenarioDifference, ScenarioError, StationDifference, WaitSubject, apply, compare,
};
pub use simulation::{
    Estimate, MAX_TOKENS, MAX_TRACE, N_BATCHES, Progress, Simulation, SimulationOptions,
    SimulationResult, SimulationState, StationResult, TraceEvent, TraceKind, simulate,
};
