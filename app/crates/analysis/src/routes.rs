//! Verweisungswege: the best referral routes from a first contact to help.
//!
//! Start at [`find_routes`] (the k best by one criterion), [`pareto_routes`] (all that no other
//! beats), [`widest_route`] (most room; [`route_capacity`] says it of any route) and
//! [`without_each_actor`] (when somebody drops out).
//!
//! `graph` turns a query into arcs with costs, `search` finds the k best loopless paths, `pareto`
//! the undominated ones, `answer` dresses them with evidence, `near_misses` says what was in the
//! way.
//!
//! Measured on the example Kreise (120 to 140 actors, 600 to 730 relations; every Kommune with
//! every Handlungsfeld, one core): four criteria with k = 4, the Pareto set, the widest route and
//! the fallbacks by four criteria together 8 to 16 ms in the mean, 26 ms at worst. Nine tenths of
//! that is reading the evidence into the graph, once per question.

mod answer;
mod capacity;
mod cost;
mod fallbacks;
mod graph;
mod logarithm;
mod near_misses;
mod pareto;
mod query;
mod route;
mod rows;
mod search;
mod steps;
mod widest;

use model::NetworkIndex;

use crate::referrals::ActorOrder;
use graph::RouteGraph;

pub use capacity::{RouteCapacity, StepCapacity, route_capacity};
pub use fallbacks::{Fallback, without_each_actor};
pub use pareto::{MAX_LABELS, ParetoSet, pareto_routes};
pub use query::{RouteCriterion, RouteError, RouteGoal, RouteQuery, RouteStart};
pub use route::{EntryStep, Exclusion, ExclusionSubject, Leg, NoRoute, Route, RouteSet};
pub use widest::{WidestRoute, WidestSet, widest_route};

/// More routes than this are never computed: nobody reads them, and their number may explode.
pub const MAX_ROUTES: usize = 50;
/// At most this many near misses are reported.
pub const MAX_EXCLUSIONS: usize = 50;

/// Finds the k best loopless referral routes by the criterion of the query.
///
/// A hand-over is possible along a passable relation of the flow layer that accepts the residence
/// status and the target group, to an actor that covers the Kommune and is not to be avoided; the
/// service it names must be active, accept both as well and not state other languages than the
/// one asked for; and where the query says so, both sides must have confirmed it. A route from
/// anywhere begins at an active entry service. A route to a Handlungsfeld ends at a service of
/// that field: the one the last relation names, or where it names none, whichever of the
/// receiver's is best; a starting actor that offers the field itself is a route without
/// hand-over. The starting actor is where people are, so it need neither cover the Kommune nor be
/// left out when avoided.
///
/// Time is waits, plus processing where the route goes on. Success is that of the hand-overs, see
/// [`crate::HandoverSuccess`]; people come to an entry by themselves.
///
/// Method: k shortest loopless paths (Yen 1971) in the partition of Lawler (1972). The goal is a
/// property of the last (relation, service) pair and not of the actor, so the first partition is
/// by final actor: its goal arcs are the only arcs that enter it. Of parallel relations the best
/// stands for the pair (ties by id).
///
/// # Errors     [`RouteError`] for an unknown region, start or goal actor.
/// # Order      best first, see [`RouteCriterion`]; near misses towards the goal first, then by id.
/// # Complexity O((t + k l) m log m) time: t final actors that may be among the best, m relations
/// and l hand-overs per route.
pub fn find_routes(index: &NetworkIndex<'_>, query: &RouteQuery) -> Result<RouteSet, RouteError> {
    query.check(index)?;
    let order = ActorOrder::new(index);
    let graph = RouteGraph::new(index, &order, query);
    let arcs = graph.arcs_by(query.criterion);
    let paths = search::best_paths(&arcs, query.k.min(MAX_ROUTES), query.max_hops());
    let why_none = (paths.is_empty() && query.k > 0).then(|| near_misses::why_none(&graph));
    Ok(RouteSet {
        routes: paths.iter().map(|path| answer::route(&graph, path)).collect(),
        excluded: near_misses::exclusions(&graph),
        why_none,
    })
}
