//! What one can ask about routes.

use model::{
    ActorId, FieldCode, LanguageTag, NetworkIndex, RegionId, ResidenceStatusCode, TargetGroupCode,
};
use serde::{Deserialize, Serialize};

/// Where a route begins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RouteStart {
    /// At any service to which people may come first.
    Anywhere,
    /// At this actor, where the person already is.
    Actor(ActorId),
}

/// Where a route is to lead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RouteGoal {
    /// To a service in this Handlungsfeld.
    Field(FieldCode),
    /// To this actor.
    Actor(ActorId),
}

/// What makes a route a good one; each orders all routes, the rest of the list breaking ties.
///
/// "Time" is first how many waits are unknown (fewest), then the known time; "success" is first
/// how many hand-overs are of unknown success (fewest), then how many shares are zero (fewest),
/// then the product of the known shares (greatest).
/// So what nobody has observed never beats what somebody has. Last come actor ids.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum RouteCriterion {
    /// Time, hand-overs, Rechtskreis changes, success.
    #[default]
    Fastest,
    /// Success, time, hand-overs, Rechtskreis changes.
    Surest,
    /// Hand-overs, time, Rechtskreis changes, success.
    FewestHandovers,
    /// Rechtskreis changes, time, hand-overs, success.
    FewestRegimeChanges,
}

impl RouteCriterion {
    pub const ALL: [Self; 4] =
        [Self::Fastest, Self::Surest, Self::FewestHandovers, Self::FewestRegimeChanges];
}

/// A question for routes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RouteQuery {
    /// The Kommune where the people live.
    pub region: RegionId,
    pub start: RouteStart,
    pub goal: RouteGoal,
    pub criterion: RouteCriterion,
    /// `None`: not asked.
    pub status: Option<ResidenceStatusCode>,
    /// `None`: not asked.
    pub target_group: Option<TargetGroupCode>,
    /// Every service on the way must be offered in this language; one that does not state its
    /// languages is let through and counted. `None`: not asked.
    pub language: Option<LanguageTag>,
    /// Only along relations that sender and receiver have both confirmed.
    pub only_confirmed: bool,
    /// Actors that no route may hand over to; unknown ids have no effect.
    pub avoid: Vec<ActorId>,
    pub max_handovers: Option<u8>,
    /// How many routes; more than [`crate::MAX_ROUTES`] are cut.
    pub k: usize,
}

impl RouteQuery {
    /// From anywhere to the goal, for everybody, the three fastest.
    pub fn new(region: RegionId, goal: RouteGoal) -> Self {
        Self {
            region,
            start: RouteStart::Anywhere,
            goal,
            criterion: RouteCriterion::default(),
            status: None,
            target_group: None,
            language: None,
            only_confirmed: false,
            avoid: Vec::new(),
            max_handovers: None,
            k: 3,
        }
    }

    /// Whether the network has what the query names.
    ///
    /// # Errors [`RouteError`] for an unknown region, start or goal actor.
    pub(super) fn check(&self, index: &NetworkIndex<'_>) -> Result<(), RouteError> {
        if index.region(&self.region).is_none() {
            return Err(RouteError::UnknownRegion(self.region.clone()));
        }
        let start = match &self.start {
            RouteStart::Anywhere => None,
            RouteStart::Actor(actor) => Some(actor),
        };
        let goal = match &self.goal {
            RouteGoal::Field(_) => None,
            RouteGoal::Actor(actor) => Some(actor),
        };
        match start.into_iter().chain(goal).find(|actor| index.actor_idx(actor).is_none()) {
            Some(actor) => Err(RouteError::UnknownActor(actor.clone())),
            None => Ok(()),
        }
    }

    pub(super) fn max_hops(&self) -> Option<usize> {
        self.max_handovers.map(usize::from)
    }
}

/// A query that names something the network does not have.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum RouteError {
    #[error("das Gebiet „{0}“ gibt es nicht")]
    UnknownRegion(RegionId),
    #[error("den Akteur „{0}“ gibt es nicht")]
    UnknownActor(ActorId),
}
