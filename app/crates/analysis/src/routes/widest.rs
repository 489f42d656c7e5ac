//! The widest route: where the narrowest step takes the most people.

use model::{Cases, NetworkIndex};
use serde::{Deserialize, Serialize};

use super::capacity::{StepCapacity, route_capacity};
use super::cost::{Key, Sum};
use super::graph::RouteGraph;
use super::search::{self, Path};
use super::steps::{Arc, Step};
use super::{NoRoute, Route, RouteError, RouteQuery, answer, near_misses};
use crate::load::{MonthlyCapacity, monthly_capacity};
use crate::referrals::ActorOrder;
use crate::{LoadReport, service_loads};

/// The answer to [`widest_route`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WidestSet {
    pub widest: Option<WidestRoute>,
    /// Set when there is no route at all.
    pub why_none: Option<NoRoute>,
}

/// A route with the room on its way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WidestRoute {
    pub route: Route,
    /// The smallest known capacity on the way: more cannot pass. `None` when none is known.
    pub capacity_per_month: Option<Cases>,
    /// The smallest known room on the way, see [`StepCapacity::free_per_month`].
    pub free_per_month: Option<Cases>,
    /// Steps whose capacity nobody knows.
    pub unknown_capacities: u8,
    /// The entry where the route has one, then one per leg.
    pub steps: Vec<StepCapacity>,
    pub uses_example_data: bool,
}

/// Finds the route whose narrowest step takes the most people a month.
///
/// First the number of steps of unknown capacity counts (fewest), then the smallest of the known
/// capacities (most; none known limits nothing), then time, hand-overs and success as in [`super::RouteCriterion`], then
/// actor ids. Capacities are those of the services on the way, as in [`service_loads`]. Which
/// steps are possible is said at [`super::find_routes`]; `criterion` and `k` do not matter.
///
/// Method: bisection over the capacities that occur; a threshold holds when the best route over
/// the steps that are at least as wide has no more unknown steps than the best of all.
///
/// # Errors     [`RouteError`] for an unknown region, start or goal actor.
/// # Complexity that of [`super::find_routes`] with k = 1, O(log m) times.
pub fn widest_route(index: &NetworkIndex<'_>, query: &RouteQuery) -> Result<WidestSet, RouteError> {
    query.check(index)?;
    let order = ActorOrder::new(index);
    let graph = RouteGraph::new(index, &order, query);
    let widths = Widths::new(&graph);
    let widest = widths.widest(&graph).map(|path| widths.dress(&graph, &path));
    let why_none = widest.is_none().then(|| near_misses::why_none(&graph));
    Ok(WidestSet { widest, why_none })
}

/// What each step of a graph can take.
struct Widths {
    /// By step; `None` when unknown.
    known: Vec<Option<MonthlyCapacity>>,
    loads: LoadReport,
}

impl Widths {
    fn new(graph: &RouteGraph<'_, '_>) -> Self {
        let capacity = |step: &Step<'_>| monthly_capacity(graph.index, step.service()?);
        let known = graph.steps.iter().map(capacity).collect();
        Self { known, loads: service_loads(graph.index) }
    }

    fn widest(&self, graph: &RouteGraph<'_, '_>) -> Option<Path> {
        let mut best = self.best_from(graph, i64::MIN)?;
        let n_unknown = self.unknown(graph, &best).count();
        let mut widths: Vec<i64> =
            self.known.iter().flatten().map(|capacity| capacity.thousandths).collect();
        widths.push(i64::MAX);
        widths.sort_unstable();
        widths.dedup();
        let (mut holds, mut fails) = (0, widths.len() + 1);
        while fails - holds > 1 {
            let middle = holds.midpoint(fails);
            let path = self.best_from(graph, widths[middle - 1]);
            match path.filter(|path| self.unknown(graph, path).count() == n_unknown) {
                Some(path) => (holds, best) = (middle, path),
                None => fails = middle,
            }
        }
        Some(best)
    }

    /// The path with the fewest unknown steps among those that are nowhere narrower.
    fn best_from(&self, graph: &RouteGraph<'_, '_>, threshold: i64) -> Option<Path> {
        let key = |arc: &Arc| {
            let width = self.known[arc.step].as_ref().map(|capacity| capacity.thousandths);
            let is_unknown = width.is_none() && !matches!(graph.steps[arc.step], Step::Start);
            let handovers = Sum::of_known(arc.cost.handovers.into());
            let unknown = Sum::of_known(is_unknown.into());
            let key = Key([unknown, arc.cost.time, handovers, arc.cost.success]);
            width.is_none_or(|width| width >= threshold).then_some(key)
        };
        search::best_paths(&graph.arcs_where(key), 1, graph.query.max_hops()).pop()
    }

    fn unknown<'p>(
        &'p self,
        graph: &'p RouteGraph<'_, '_>,
        path: &'p Path,
    ) -> impl Iterator<Item = usize> + 'p {
        let steps = path.steps.iter().copied();
        steps
            .filter(|&step| self.known[step].is_none() && !matches!(graph.steps[step], Step::Start))
    }

    fn dress(&self, graph: &RouteGraph<'_, '_>, path: &Path) -> WidestRoute {
        let route = answer::route(graph, path);
        let room = route_capacity(graph.index, &self.loads, &route);
        WidestRoute {
            capacity_per_month: room.capacity_per_month,
            free_per_month: room.free_per_month,
            unknown_capacities: room.unknown_capacities,
            uses_example_data: route.uses_example_data || room.uses_example_data,
            steps: room.steps,
            route,
        }
    }
}
