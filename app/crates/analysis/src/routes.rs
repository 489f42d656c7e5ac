//! Verweisungswege: the k best referral routes from a first contact to help.
//!
//! Start at [`find_routes`]. `graph` turns a query into arcs with costs, `search` finds the k
//! best loopless paths, `answer` dresses them with evidence, `near_misses` says what was in the
//! way. Later criteria (surest, fewest Rechtskreis changes, Pareto sets) are further costs in
//! `search`; the graph and the answer stay.

mod answer;
mod cost;
mod graph;
mod near_misses;
mod search;

use model::{
    ActorId, Days, FieldCode, NetworkIndex, RegimeCode, RegionId, RelationId, ResidenceStatusCode,
    ServiceId, TargetGroupCode,
};
use serde::{Deserialize, Serialize};

use crate::referrals::ActorOrder;
use crate::{ExclusionReason, Wait};

/// More routes than this are never computed: nobody reads them, and their number may explode.
pub const MAX_ROUTES: usize = 50;
/// At most this many near misses are reported.
pub const MAX_EXCLUSIONS: usize = 50;

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

/// A question for routes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RouteQuery {
    /// The Kommune where the people live.
    pub region: RegionId,
    pub start: RouteStart,
    pub goal: RouteGoal,
    /// `None`: not asked.
    pub status: Option<ResidenceStatusCode>,
    /// `None`: not asked.
    pub target_group: Option<TargetGroupCode>,
    /// Actors that no route may hand over to; unknown ids have no effect.
    pub avoid: Vec<ActorId>,
    pub max_handovers: Option<u8>,
    /// How many routes; more than [`MAX_ROUTES`] are cut.
    pub k: usize,
}

impl RouteQuery {
    /// From anywhere to the goal, for everybody, the three best.
    pub fn new(region: RegionId, goal: RouteGoal) -> Self {
        Self {
            region,
            start: RouteStart::Anywhere,
            goal,
            status: None,
            target_group: None,
            avoid: Vec::new(),
            max_handovers: None,
            k: 3,
        }
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
    pub handovers: u8,
    /// Legs that leave one Rechtskreis for another.
    pub regime_changes: u8,
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
    pub regime_from: Option<RegimeCode>,
    pub regime_to: Option<RegimeCode>,
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

/// Finds the k best loopless referral routes.
///
/// A hand-over is possible along a passable relation of the flow layer that accepts the residence
/// status and the target group, to an actor that covers the Kommune and is not to be avoided; the
/// service it names must be active and accept both as well. A route from anywhere begins at an
/// active entry service. A route to a Handlungsfeld ends at a service of that field: the one the
/// last relation names, or where it names none, the receiver's with the shortest wait; a starting
/// actor that offers the field itself is a route without hand-over. The starting actor is where
/// people are, so it need neither cover the Kommune nor be left out when avoided.
///
/// Method: k shortest loopless paths (Yen 1971) in the partition of Lawler (1972), with one
/// backward Dijkstra per part. The goal is a property of the last (relation, service) pair and
/// not of the actor, so the first partition is by final actor: its goal arcs are the only arcs
/// that enter it. Of parallel relations the cheapest stands for the pair (ties by id).
///
/// Routes are ordered by unknown waits (fewest first), then by known time (waits, plus processing
/// where the route goes on), then by hand-overs, then by actor ids. So a route with unknown waits
/// never beats a known one by pretending zero.
///
/// # Errors     [`RouteError`] for an unknown region, start or goal actor.
/// # Order      best first, as above; near misses on the way to the goal first, then by id.
/// # Complexity O((t + k l) m log m) time: t final actors, m relations, l hand-overs per route.
pub fn find_routes(index: &NetworkIndex<'_>, query: &RouteQuery) -> Result<RouteSet, RouteError> {
    check(index, query)?;
    let order = ActorOrder::new(index);
    let graph = graph::RouteGraph::new(index, &order, query);
    let paths = search::best_paths(
        &graph.arcs,
        query.k.min(MAX_ROUTES),
        query.max_handovers.map(usize::from),
    );
    let why_none = (paths.is_empty() && query.k > 0).then(|| near_misses::why_none(&graph));
    Ok(RouteSet {
        routes: paths.iter().map(|path| answer::route(&graph, path)).collect(),
        excluded: near_misses::exclusions(&graph),
        why_none,
    })
}

fn check(index: &NetworkIndex<'_>, query: &RouteQuery) -> Result<(), RouteError> {
    if index.region(&query.region).is_none() {
        return Err(RouteError::UnknownRegion(query.region.clone()));
    }
    let start = match &query.start {
        RouteStart::Anywhere => None,
        RouteStart::Actor(actor) => Some(actor),
    };
    let goal = match &query.goal {
        RouteGoal::Field(_) => None,
        RouteGoal::Actor(actor) => Some(actor),
    };
    match start.into_iter().chain(goal).find(|actor| index.actor_idx(actor).is_none()) {
        Some(actor) => Err(RouteError::UnknownActor(actor.clone())),
        None => Ok(()),
    }
}
