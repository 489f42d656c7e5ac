//! What a network tells when one computes: the best referral routes, how full the services are,
//! and on whom the reachability of help depends.
//!
//! Start at [`find_routes`], [`service_loads`], [`dependences`] and [`bottlenecks`]. All take the
//! [`model::NetworkIndex`] of what the viewer may see.
//!
//! Invariants:
//! - Pure: no IO, no clock, no randomness; the order of the tables does not matter.
//! - Costs, rates and ranks are integers, so ties are exact and native equals WASM.
//! - Unknown is unknown, not zero; every number names the observation it rests on.
//!
//! Not here: who may see what (`access`), drawing (`scene`), sentences for people (`app`).

mod bits;
mod bottlenecks;
mod coverage;
mod dependence;
mod evidence;
mod flow;
pub mod graph;
mod load;
mod loops;
mod referrals;
mod routes;
mod structure;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
mod transitions;
mod volumes;
mod ways;

pub use bottlenecks::{Bottleneck, BottleneckCause, bottlenecks};
pub use coverage::{
    CompetenceGround, CompetenceProblem, CompetenceProblemKind, CompetentService, CoverageCell,
    CoverageQuery, CoverageState, MAX_PAIRS, Overlap, OverlapReport, competence_problems,
    coverage_matrix, overlaps,
};
pub use dependence::{Dependence, dependences};
pub use evidence::{Share, Wait};
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
pub use referrals::ExclusionReason;
pub use routes::{
    EntryStep, Exclusion, ExclusionSubject, Leg, MAX_EXCLUSIONS, MAX_ROUTES, NoRoute, Route,
    RouteError, RouteGoal, RouteQuery, RouteSet, RouteStart, find_routes,
};
pub use structure::{
    ActorConstraint, ActorFlow, Brokerage, BrokerageReport, Centralisation, CommunityReport,
    CoreMember, FlowConcentration, Grouping, LayerMeasures, MAX_BROKERAGE_STEPS, TeamBasis,
    TeamComparison, TeamPlacement, brokerage, community_report, constraints, flow_concentration,
    layer_measures, main_regimes,
};
pub use transitions::{MedianBasis, Transition, TransitionTable, TransitionWait, transitions};
pub use volumes::ReferralVolume;
