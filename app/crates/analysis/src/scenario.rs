//! Was-wäre-wenn: a network with changes, and what they make different.
//!
//! Start at [`apply`], which gives the changed network, [`Standing`], which asks a network everything,
//! and [`compare`], which puts two of these side by side. `text` writes a change as it stands in a URL, `rows` changes the tables with what
//! `made` makes, `settle` lets the people flow through the changed network, `difference` compares.
//!
//! Invariants:
//! - Pure: the network given is not touched, and without changes nothing is different.
//! - What a scenario adds or alters has an id that begins with [`SCENARIO_PREFIX`] and is at best
//!   assumed; example data stay example data.

mod difference;
mod made;
mod rows;
mod settle;
mod text;

use model::{ActorId, Cases, Decimal, Fte, Network, RelationId, ServiceId};
use serde::{Deserialize, Serialize};

pub use difference::{
    FindingDifference, RouteDifference, RouteTime, ScenarioDifference, Standing, StationDifference,
    compare,
};
pub use text::InvalidChange;

/// How the ids of rows begin that a scenario made.
pub const SCENARIO_PREFIX: &str = "scenario-";

/// What a wait is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WaitSubject {
    Service(ServiceId),
    Relation(RelationId),
}

/// One thing that is to be different.
///
/// In a URL (see `text`): `zu:ACTOR`, `angebot-zu:SERVICE`, `platz:SERVICE:20`, `stelle:ACTOR:0.5`,
/// `neu:FROM>TO:SERVICE`, `warten:SERVICE:14`, `warten-weg:RELATION:14`, `zugang:SERVICE:30`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// All services of the actor end, and so do its relations.
    CloseActor {
        actor: ActorId,
    },
    CloseService {
        service: ServiceId,
    },
    /// More (or, below zero, less) capacity, in the unit in which it is stated.
    AddCapacity {
        service: ServiceId,
        units: Decimal,
    },
    /// One post more raises every stated capacity of the actor in proportion to the full-time
    /// equivalents that work there today (vacant ones do not).
    AddPost {
        actor: ActorId,
        fte: Fte,
    },
    /// A referral that nobody has counted yet: it makes ways, not volumes.
    AddRelation {
        from: ActorId,
        to: ActorId,
        service: ServiceId,
    },
    SetWait {
        subject: WaitSubject,
        days: Decimal,
    },
    /// Everything that comes to the service as things stand, referred or not.
    SetArrivals {
        service: ServiceId,
        per_month: Cases,
    },
}

/// Why a change cannot be made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ScenarioError {
    #[error("den Akteur „{0}“ gibt es nicht")]
    UnknownActor(ActorId),
    #[error("das Angebot „{0}“ gibt es nicht")]
    UnknownService(ServiceId),
    #[error("die Beziehung „{0}“ gibt es nicht")]
    UnknownRelation(RelationId),
    #[error("das Angebot „{service}“ gehört nicht zu „{actor}“")]
    ForeignService { service: ServiceId, actor: ActorId },
    #[error("„{0}“ kann nicht an sich selbst verweisen")]
    SelfReferral(ActorId),
    #[error("für das Angebot „{0}“ ist keine Kapazität angegeben")]
    NoCapacity(ServiceId),
    #[error("die Kapazität von „{0}“ wäre nicht mehr größer als null")]
    CapacityNotAboveZero(ServiceId),
    #[error("für „{0}“ sind keine besetzten Stellen angegeben, an denen sich messen ließe")]
    NoPosts(ActorId),
    #[error("für kein Angebot von „{0}“ ist eine Kapazität angegeben")]
    NothingToScale(ActorId),
    #[error("der Wert darf nicht negativ sein: {0}")]
    Negative(Decimal),
    #[error("die Zahl ist zu groß")]
    TooLarge,
}

/// Makes the changed network: first the rows, in the order of the changes, then the volumes.
///
/// People go on as they do today: what comes from outside stays, and each actor sends on in
/// proportion to the cases it takes on (see [`crate::queues()`]). So counted arrivals and counted
/// referrals move with the changes, and every analysis of the result sees the same network. What
/// would be sent to a service that is closed goes nowhere; nobody is sent elsewhere on their own.
///
/// # Errors     [`ScenarioError`] of the first change that cannot be made.
/// # Complexity O(rows × changes), and one solution of the traffic equations.
pub fn apply(network: &Network, changes: &[Change]) -> Result<Network, ScenarioError> {
    let mut result = network.clone();
    for change in changes {
        rows::change(&mut result, change)?;
    }
    if !changes.is_empty() {
        settle::settle(network, &mut result);
    }
    Ok(result)
}
