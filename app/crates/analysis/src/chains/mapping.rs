//! What comes out: a chain as it runs in one Kommune.

use model::{
    ActorId, ChainId, Days, DependencyKind, RegimeCode, RegionId, RelationId, RelationStatus,
    ServiceId, StepId,
};
use serde::{Deserialize, Serialize};

use crate::Wait;

/// A chain mapped on one Kommune.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChainMapping {
    pub chain: ChainId,
    pub region: RegionId,
    /// In the order of the template.
    pub steps: Vec<StepMapping>,
    /// One per dependency, in the order of the template.
    pub transitions: Vec<StepTransition>,
    pub lead_time: LeadTime,
    pub handovers: HandoverCounts,
    /// Pins without effect: the step does not exist, or the actor cannot do it here.
    pub ignored_pins: Vec<StepId>,
}

/// One step: who does it and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepMapping {
    pub step: StepId,
    /// How many steps come before at the least; steps of one stage may run side by side.
    pub stage: u16,
    pub outcome: StepOutcome,
    /// Who could do it, one entry per actor, best first; at most [`super::MAX_CANDIDATES`].
    pub candidates: Vec<StepCandidate>,
    pub n_candidates: u32,
    /// From the start of the chain until waiting is over; a lower bound like the lead time, and
    /// without the step's own times if it is optional.
    pub begins: Days,
    pub ends: Days,
    /// By how much it may end later without moving the last goal; `None` for a step that no goal
    /// waits for.
    pub slack: Option<Days>,
    /// Whether the lead time runs through it.
    pub is_critical: bool,
}

/// Whether a step has somebody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StepOutcome {
    Provided(StepProvider),
    Uncovered(UncoveredStep),
}

/// Who does a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepProvider {
    pub actor: ActorId,
    pub service: ServiceId,
    /// The wait that decides when the step begins; `None`: nobody has observed it.
    pub wait: Option<Wait>,
    /// `None`: nobody has observed it, or the step is done when it begins.
    pub processing: Option<Wait>,
    /// Whether the query asked for this actor.
    pub is_pinned: bool,
    pub uses_example_data: bool,
}

/// Somebody who could do a step, given who does the earlier ones.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepCandidate {
    pub actor: ActorId,
    pub service: ServiceId,
    /// Earlier actors from whom no passable referral leads there.
    pub n_unreached: u16,
    /// How many of waiting and processing time nobody has observed.
    pub n_unknown: u8,
    /// When the step would end; a lower bound if something is unknown.
    pub ends: Days,
}

/// A step that nobody can do here for these people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UncoveredStep {
    pub reason: UncoveredReason,
    /// Who would, but for this reason, by service id; at most [`super::MAX_NEAR_PROVIDERS`].
    pub near: Vec<NearProvider>,
}

/// Why a step has nobody. Applied in this order, the first that leaves nobody counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UncoveredReason {
    /// No service of this kind is known.
    NobodyOffers,
    /// Only services that rest, are closed or have ended.
    NotActive,
    /// Only for other Kommunen.
    OtherKommunen,
    /// Here, but not with this residence status.
    OtherStatus,
    /// Here, but for other target groups.
    OtherGroup,
}

/// A service that comes near to doing a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NearProvider {
    pub actor: ActorId,
    pub service: ServiceId,
}

/// How people come from one step to the next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepTransition {
    /// The earlier step.
    pub from: StepId,
    pub to: StepId,
    pub kind: DependencyKind,
    pub state: StepTransitionState,
    /// The referral, or the relation on paper, or the one that says that something is missing.
    pub relation: Option<RelationId>,
    pub status: Option<RelationStatus>,
    /// Name of the Kooperationsvereinbarung; `None`: none is known.
    pub agreement: Option<String>,
    pub feedback_agreed: Option<bool>,
    pub regime_change: Option<StepRegimeChange>,
    /// What people bring along: that of the template first, then that of the relation.
    pub documents: Vec<String>,
    /// How long one waits at the later step when coming this way.
    pub wait: Option<Wait>,
    pub uses_example_data: bool,
}

/// Whether people are handed over, and whether it works.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StepTransitionState {
    /// One actor does both.
    SameActor,
    /// A passable referral leads there.
    Passable,
    /// The referral is only planned, disturbed or ended.
    OnPaper,
    /// No referral is known.
    Missing,
    /// A condition in law: nobody is handed over.
    Condition,
    /// One of the two steps has nobody.
    Open,
}

impl StepTransitionState {
    /// Whether one actor is to hand over to another.
    pub fn is_handover(self) -> bool {
        matches!(self, Self::Passable | Self::OnPaper | Self::Missing)
    }
}

/// From one body of law to another, as far as stated.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepRegimeChange {
    pub from: Vec<RegimeCode>,
    pub to: Vec<RegimeCode>,
}

/// How long the chain takes until its last goal is reached.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeadTime {
    /// Sum of the known times on the critical path; a lower bound when `unknown_steps > 0`.
    pub known: Days,
    pub waiting: Days,
    pub processing: Days,
    /// The critical path, first step first, without optional steps.
    pub critical: Vec<StepId>,
    /// Steps that a goal waits for and that nobody does or of which a time is unknown.
    pub unknown_steps: u16,
    pub uses_example_data: bool,
}

impl LeadTime {
    pub fn is_lower_bound(&self) -> bool {
        self.unknown_steps > 0
    }
}

/// The hand-overs of a chain, counted, those from and to optional steps among them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandoverCounts {
    /// From one actor to another, working or not.
    pub total: u16,
    pub missing: u16,
    pub on_paper: u16,
    /// Working, but without a known agreement.
    pub without_agreement: u16,
    pub regime_changes: u16,
    /// Between two actors and without a known agreement.
    pub regime_changes_without_agreement: u16,
}

/// What one Kommune says about a chain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegionChain {
    pub region: RegionId,
    pub lead_time: LeadTime,
    /// Steps without anybody, optional ones among them.
    pub n_uncovered: u16,
    pub handovers: HandoverCounts,
}
