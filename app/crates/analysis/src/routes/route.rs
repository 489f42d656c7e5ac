//! Routes and near misses: what the searches answer.

use model::{ActorId, Days, RegimeCode, RelationId, ServiceId};
use serde::{Deserialize, Serialize};

use crate::{ExclusionReason, HandoverSuccess, Wait};

/// The answer: best route first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RouteSet {
    pub routes: Vec<Route>,
    /// What could have been a step and is not, goal first, then by id.
    pub excluded: Vec<Exclusion>,
    /// Set when no route was found although one was asked for.
    pub why_none: Option<NoRoute>,
}

/// One way from the first contact to the goal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Route {
    /// The service where people come first. `None` when the query names the starting actor and
    /// the route leaves it (or ends there because it is the goal).
    pub entry: Option<EntryStep>,
    /// Empty when the first contact is the goal.
    pub legs: Vec<Leg>,
    /// Sum of every known wait and processing time; a lower bound when `unknown_legs > 0`.
    pub total_known: Days,
    /// Steps (the entry among them) whose wait nobody has observed.
    pub unknown_legs: u8,
    /// Of a thousand who set out, how many arrive, rounded: the product of every known share; an
    /// upper bound when `unknown_success > 0`. `None` when no share is known on any leg.
    pub success_permille: Option<u16>,
    /// Legs whose success is not wholly observed, see [`HandoverSuccess`].
    pub unknown_success: u8,
    pub handovers: u8,
    /// Legs that leave one Rechtskreis for another.
    pub regime_changes: u8,
    /// Steps (the entry among them) that do not state their languages; 0 when none is asked.
    pub unstated_languages: u8,
    pub uses_example_data: bool,
    /// The service that reaches the goal, where one is named.
    pub end_service: Option<ServiceId>,
}

impl Route {
    /// The actors from first to last; empty only when start and goal are the same actor.
    pub fn actors(&self) -> Vec<&ActorId> {
        let first = match (&self.entry, self.legs.first()) {
            (Some(entry), _) => Some(&entry.actor),
            (None, Some(leg)) => Some(&leg.from),
            (None, None) => None,
        };
        first.into_iter().chain(self.legs.iter().map(|leg| &leg.to)).collect()
    }
}

/// Where people come first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryStep {
    pub actor: ActorId,
    pub service: ServiceId,
    pub wait: Option<Wait>,
    /// `None`: no language is asked. `Some(true)`: it is offered in the one that is.
    /// `Some(false)`: the service does not state its languages.
    pub is_language_stated: Option<bool>,
}

/// One hand-over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Leg {
    pub relation: RelationId,
    pub from: ActorId,
    pub to: ActorId,
    /// The service the relation names, or on the last leg the one that reaches the goal.
    pub service: Option<ServiceId>,
    /// `None`: nobody has observed it.
    pub wait: Option<Wait>,
    /// Set when the route goes on from here and the processing time is known.
    pub processing: Option<Wait>,
    pub success: HandoverSuccess,
    pub regime_from: Option<RegimeCode>,
    pub regime_to: Option<RegimeCode>,
    /// As in [`EntryStep`]; a relation that names no service states nothing.
    pub is_language_stated: Option<bool>,
}

/// What an exclusion is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExclusionSubject {
    /// A hand-over that is not possible.
    Relation(RelationId),
    /// An entry that is not possible.
    Service(ServiceId),
}

/// A near miss: its sender can be reached (or people could come there first), and yet no.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exclusion {
    pub subject: ExclusionSubject,
    /// The actor one would have come to.
    pub actor: ActorId,
    pub reason: ExclusionReason,
}

/// Why there is no route at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoRoute {
    /// Nobody covers this Kommune and takes these people as their first contact.
    NoEntry,
    /// No active service in this Handlungsfeld covers the Kommune and takes these people.
    NobodyOffers,
    /// Somebody offers it, but no way leads there.
    NotConnected,
    /// A way leads there, but only with more hand-overs than the query allows.
    OnlyWithMoreHandovers,
}
