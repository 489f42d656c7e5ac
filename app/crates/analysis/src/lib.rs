//! What a network tells when one computes: the best referral routes, how full the services are,
//! and on whom the reachability of help depends.
//!
//! Start at [`find_routes`], [`map_chain`], [`service_loads`], [`dependences`] and
//! [`bottlenecks`]. All take the [`model::NetworkIndex`] of what the viewer may see.
//!
//! Invariants:
//! - Pure: no IO, no clock, no randomness; the order of the tables does not matter.
//! - Costs, rates and ranks are integers, so ties are exact and native equals WASM.
//! - Unknown is unknown, not zero; every number names the observation it rests on.
//!
//! Not here: who may see what (`access`), drawing (`scene`), sentences for people (`app`).

mod articulation;
mod bottlenecks;
mod chains;
mod dependence;
mod evidence;
mod load;
mod referrals;
mod routes;

pub use bottlenecks::{Bottleneck, BottleneckCause, bottlenecks};
pub use chains::{
    ChainError, ChainMapping, ChainPeople, ChainQuery, HandoverCounts, LeadTime, MAX_CANDIDATES,
    MAX_NEAR_PROVIDERS, NearProvider, RegionChain, StepCandidate, StepMapping, StepOutcome,
    StepProvider, StepRegimeChange, StepTransition, StepTransitionState, UncoveredReason,
    UncoveredStep, map_chain, map_everywhere,
};
pub use dependence::{Dependence, dependences};
pub use evidence::{HandoverSuccess, Share, Wait};
pub use load::{
    ArrivalBasis, LoadLevel, LoadReport, MissingInput, ServiceLoad, UnknownLoad, service_loads,
};
pub use referrals::{ExclusionReason, MissingConfirmation};
pub use routes::{
    EntryStep, Exclusion, ExclusionSubject, Fallback, Leg, MAX_EXCLUSIONS, MAX_LABELS, MAX_ROUTES,
    NoRoute, ParetoSet, Route, RouteCapacity, RouteCriterion, RouteError, RouteGoal, RouteQuery,
    RouteSet, RouteStart, StepCapacity, WidestRoute, WidestSet, find_routes, pareto_routes,
    route_capacity, widest_route, without_each_actor,
};
