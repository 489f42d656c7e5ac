//! Befunde: one ranked list of what holds the network up.
//!
//! Start at [`findings`]. `kind` tells the kinds apart and ranks them, `gathered` adds up what
//! would flood the list row by row, `narrow` looks for the narrowest places, `found` makes the
//! entries.

mod found;
mod gathered;
mod kind;
mod narrow;

use model::{ActorId, NetworkIndex, ObservationId, RegionId, RelationId, ServiceId};
use serde::{Deserialize, Serialize};

use crate::{Circle, DeadEnd, Dependence, ServiceLoad, Transition, WrongOffice};

pub use gathered::{ActorWaits, DifferingWait, FieldGap, SenderDisagreement, SenderFeedback};
pub use kind::FindingKind;
pub use narrow::NarrowPlace;

/// A typical wait above this is slow, for a hand-over from one Rechtskreis to another.
pub const SLOW_TRANSITION_DAYS: u64 = 30;

/// What was found, with everything one needs to say it in a sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FindingCause {
    /// More arrive than the service can take: its queue grows.
    Overload(Box<ServiceLoad>),
    /// Referrals lead to an actor who can neither help nor send on.
    DeadEnd(DeadEnd),
    /// In some Kommunen nobody is there for a field that others are served in.
    NobodyOffers(FieldGap),
    /// In some Kommunen somebody is there, but rests, or no way leads there.
    OnPaperOnly(FieldGap),
    /// People in some Kommunen lose access when this actor drops out.
    Dependence(Dependence),
    /// People are sent to an office that is not there for them.
    WrongOffice(WrongOffice),
    /// Two actors send people to each other.
    PingPong(Circle),
    /// Three or four actors send people round.
    RevolvingDoor(Circle),
    /// From one Rechtskreis to another people wait longer than [`SLOW_TRANSITION_DAYS`].
    SlowTransition(Box<Transition>),
    /// People are sent from one Rechtskreis to another, and no agreement says how.
    Rupture(Box<Transition>),
    /// What lets people through to some fields is nearly full, so that no more get there.
    NarrowPlace(NarrowPlace),
    /// The service is at 85 % or more.
    Tight(Box<ServiceLoad>),
    /// At some services of an actor the wait that follows from arrivals and capacity is not the one
    /// observed.
    WaitDiffers(ActorWaits),
    /// An actor sends people on and does not hear what became of them.
    FeedbackGap(SenderFeedback),
    /// An actor and those to whom it refers say different things about their hand-overs.
    Disagreement(SenderDisagreement),
}

/// What a finding points at; each list by id, or in the order of the hand-overs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subjects {
    pub actors: Vec<ActorId>,
    pub services: Vec<ServiceId>,
    pub relations: Vec<RelationId>,
    pub regions: Vec<RegionId>,
}

/// One entry of the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// Higher is worse; see [`findings`]. Comparable within one network and revision.
    pub severity: u32,
    pub cause: FindingCause,
    pub subjects: Subjects,
    /// The observations behind it.
    pub evidence: Vec<ObservationId>,
    pub uses_example_data: bool,
}

impl Finding {
    pub fn kind(&self) -> FindingKind {
        self.cause.kind()
    }
}

/// Ranks everything that holds the network up.
///
/// The severity is a band for the kind plus a number within it, so that the order can be said in
/// one sentence: what fails today comes before what would fail if one actor dropped out, that
/// before what goes wrong on the way, that before what takes long or gets tight, and last comes
/// what those who count or take part see differently. Bands and numbers: [`FindingKind`].
///
/// # Order      by severity, then kind, then id; at most `limit` entries.
/// # Complexity that of the analyses it joins: [`crate::service_loads`], [`crate::queues`],
/// [`crate::dependences`], [`crate::coverage_matrix`], [`crate::transitions`], [`crate::circles`],
/// [`crate::flow_to_field`] for each field, and the other parts of `loops`.
pub fn findings(index: &NetworkIndex<'_>, limit: usize) -> Vec<Finding> {
    let mut found = found::all(index);
    found.sort_by_cached_key(|finding| (std::cmp::Reverse(finding.severity), finding.cause.key()));
    found.truncate(limit);
    found
}
