//! Who steps in when an actor on the best route fails.

use model::{ActorId, Days, NetworkIndex};
use serde::{Deserialize, Serialize};

use super::graph::RouteGraph;
use super::{Route, RouteError, RouteQuery, RouteStart, answer, search};
use crate::referrals::ActorOrder;

/// The best route without one actor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fallback {
    /// The actor that fails.
    pub actor: ActorId,
    /// `None`: nobody steps in.
    pub route: Option<Route>,
    /// How much longer the way becomes; zero when it does not (by other criteria than time).
    /// `None` without a route, and when a wait on either route is unknown.
    pub added: Option<Days>,
}

/// Takes every actor of the best route out in turn and finds the best route without it.
///
/// A named start is left in: people are there. `k` of the query does not matter. Empty when there
/// is no route at all.
///
/// # Errors     [`RouteError`] for an unknown region, start or goal actor.
/// # Order      along the best route.
/// # Complexity that of [`super::find_routes`] with k = 1, once more for each actor on the route.
pub fn without_each_actor(
    index: &NetworkIndex<'_>,
    query: &RouteQuery,
) -> Result<Vec<Fallback>, RouteError> {
    query.check(index)?;
    let order = ActorOrder::new(index);
    let graph = RouteGraph::new(index, &order, query);
    let Some(best) = best_without(&graph, None) else { return Ok(Vec::new()) };
    let is_start = |actor: &ActorId| query.start == RouteStart::Actor(actor.clone());
    let actors = best.actors().into_iter().filter(|actor| !is_start(actor));
    let fallback = |actor: &ActorId| {
        let route = best_without(&graph, order.rank(actor));
        let added = route.as_ref().and_then(|route| added(&best, route));
        Fallback { actor: actor.clone(), route, added }
    };
    Ok(actors.map(fallback).collect())
}

fn best_without(graph: &RouteGraph<'_, '_>, removed: Option<usize>) -> Option<Route> {
    let arcs = graph.arcs_where(|arc| {
        let is_there = Some(arc.tail) != removed && Some(arc.head) != removed;
        is_there.then(|| arc.cost.key(graph.query.criterion))
    });
    let paths = search::best_paths(&arcs, 1, graph.query.max_hops());
    paths.first().map(|path| answer::route(graph, path))
}

fn added(best: &Route, fallback: &Route) -> Option<Days> {
    let is_known = best.unknown_legs == 0 && fallback.unknown_legs == 0;
    let (now, then) = (best.total_known.minutes(), fallback.total_known.minutes());
    is_known.then(|| Days::from_minutes(then.saturating_sub(now)))
}
