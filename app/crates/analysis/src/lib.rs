//! What a network tells when one computes: the best referral routes, how full the services are,
//! on whom the reachability of help depends, where referrals go wrong, and what would be different.
//!
//! Start at [`find_routes`], [`map_chain`], [`queues()`] and [`findings()`], which joins what was
//! found in one ranked list; [`apply`] and [`compare`] say what would be different, [`Simulation`]
//! replays people as tokens. All take the [`model::NetworkIndex`] of what the viewer may see.
//!
//! Invariants:
//! - Pure: no IO, no clock, no randomness but from a seed; the order of the tables does not matter.
//! - Costs, rates and ranks are integers, so ties are exact and native equals WASM.
//! - Unknown is unknown, not zero; every number names the observation it rests on.
//!
//! Not here: who may see what (`access`), drawing (`scene`), sentences for people (`app`).

mod bits;
mod chains;
mod coverage;
mod dependence;
mod evidence;
mod findings;
mod flow;
pub mod graph;
mod load;
mod loops;
mod quality;
mod queues;
mod rates;
mod referrals;
mod routes;
mod scenario;
mod simulation;
mod states;
mod structure;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
mod transitions;
mod volumes;
mod ways;

pub use chains::{
    ChainError, ChainMapping, ChainPeople, ChainQuery, HandoverCounts, LeadTime, MAX_CANDIDATES,
    MAX_NEAR_PROVIDERS, NearProvider, RegionChain, StepCandidate, StepMapping, StepOutcome,
    StepProvider, StepRegimeChange, StepTransition, StepTransitionState, UncoveredReason,
    UncoveredStep, map_chain, map_everywhere,
};
pub use coverage::{
    CompetenceGround, CompetenceProblem, CompetenceProblemKind, CompetentService, CoverageCell,
    CoverageQuery, CoverageState, MAX_PAIRS, Overlap, OverlapReport, competence_problems,
    coverage_matrix, overlaps,
};
pub use dependence::{Dependence, dependences};
pub use evidence::{HandoverSuccess, Share, Wait};
pub use findings::{
    ActorWaits, DifferingWait, FieldGap, Finding, FindingCause, FindingKind, NarrowPlace,
    SLOW_TRANSITION_DAYS, SenderDisagreement, SenderFeedback, Subjects, findings,
};
pub use flow::{
    Dominance, DominanceReport, DominanceRole, DominatedPair, FlowQuery, FlowReport, NarrowService,
    Throughput, Tie, UnknownRegion, WeakTie, dominances, flow_to_field,
};
pub use load::{
    ArrivalBasis, LoadLevel, LoadReport, MissingInput, ServiceLoad, UnknownLoad, service_loads,
};
pub use loops::{
    Circle, CircleReport, DeadEnd, DeadEndCause, Disagreement, DisagreementKind, FeedbackGap,
    FeedbackGapCause, FeedbackReport, LEAST_RATING_GAP, LONGEST_CIRCLE, MAX_CIRCLE_STEPS,
    MAX_CIRCLES, WrongOffice, circles, dead_ends, disagreements, feedback_gaps, wrong_offices,
};
pub use quality::{
    CONFIRMED_FOR_DAYS, ConfirmationState, Flaw, FlawedRow, NUMBER_HOLDS_DAYS, confirmation_state,
    is_confirmable, quality, years_unconfirmed,
};
pub use queues::{
    Agreement, Bound, DISAGREEMENT_FACTOR, Limits, LittleCheck, QueueReport, QueueState,
    StationQueue, TrafficProblem, UnitValue, UnitValues, UnknownQueue, queues, unit_values,
};
pub use referrals::{ExclusionReason, MissingConfirmation};
pub use routes::{
    EntryStep, Exclusion, ExclusionSubject, Fallback, Leg, MAX_EXCLUSIONS, MAX_LABELS, MAX_ROUTES,
    NoRoute, ParetoSet, Route, RouteCapacity, RouteCriterion, RouteError, RouteGoal, RouteQuery,
    RouteSet, RouteStart, StepCapacity, WidestRoute, WidestSet, find_routes, pareto_routes,
    route_capacity, widest_route, without_each_actor,
};
pub use scenario::{
    Change, FindingDifference, InvalidChange, RouteDifference, RouteTime, SCENARIO_PREFIX,
    ScenarioDifference, ScenarioError, Standing, StationDifference, WaitSubject, apply, compare,
};
pub use simulation::{
    Estimate, MAX_TOKENS, MAX_TRACE, N_BATCHES, Progress, Simulation, SimulationOptions,
    SimulationPlan, SimulationResult, SimulationState, StationResult, TraceEvent, TraceKind,
    simulate,
};
pub use states::{RowChange, StateDifference, states_differ};
pub use structure::{
    ActorConstraint, ActorFlow, Brokerage, BrokerageReport, Centralisation, CommunityReport,
    CoreMember, FlowConcentration, Grouping, LayerMeasures, MAX_BROKERAGE_STEPS, TeamBasis,
    TeamComparison, TeamPlacement, brokerage, community_report, constraints, flow_concentration,
    layer_measures, main_regimes,
};
pub use transitions::{MedianBasis, Transition, TransitionTable, TransitionWait, transitions};
pub use volumes::ReferralVolume;
