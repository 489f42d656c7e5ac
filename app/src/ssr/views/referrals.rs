//! The answer to a question for routes.

pub(super) mod choices;
mod near_misses;
mod question;
mod route;

use analysis::{
    Fallback, Route, RouteCriterion, RouteError, RouteQuery, WidestSet, find_routes, pareto_routes,
    widest_route, without_each_actor,
};
use model::Lang;

use super::labels::Labels;
use crate::api::{
    ApiError, BestRoute, FallbackView, Merit, ParameterName, RouteAnswer, RouteQuestion,
};
use crate::ssr::call::not_found;
use crate::ssr::state::LoadedNetwork;

pub(crate) use choices::route_choices;

pub(crate) fn route_answer(
    loaded: &LoadedNetwork,
    question: &RouteQuestion,
    lang: Lang,
) -> Result<RouteAnswer, ApiError> {
    let labels = Labels::new(loaded, lang);
    let asked = question::read(loaded, &labels, question)?;
    search(loaded, &labels, asked).map_err(|error| match error {
        RouteError::UnknownRegion(id) => not_found(ParameterName::Municipality, id),
        RouteError::UnknownActor(id) => not_found(ParameterName::Actor, id),
    })
}

fn search(
    loaded: &LoadedNetwork,
    labels: &Labels<'_>,
    asked: question::Asked,
) -> Result<RouteAnswer, RouteError> {
    let query = &asked.query;
    let set = find_routes(&labels.index, query)?;
    let undominated = pareto_routes(&labels.index, query)?;
    let fallbacks = without_each_actor(&labels.index, query)?;
    let mut pool = Pool { routes: set.routes };
    let n_listed = pool.routes.len();
    let best = best(labels, query, &mut pool)?;
    let positions = undominated.routes.iter().map(|route| pool.position(route)).collect();
    let fallbacks = fallbacks.iter().map(|row| fallback(labels, row, &mut pool)).collect();
    let views = pool.routes.iter().map(|route| route::view(labels, loaded.loads(), route));
    Ok(RouteAnswer {
        municipality: labels.region(&query.region),
        goal: asked.goal,
        circumstances: asked.circumstances,
        criterion: query.criterion,
        routes: views.collect(),
        n_listed,
        best,
        undominated: positions,
        aborted_after: undominated.aborted_after,
        fallbacks,
        near_misses: near_misses::views(labels, &set.excluded),
        why_none: set.why_none,
        ignored: asked.ignored,
        day: loaded.day,
    })
}

/// Every route of the answer, each once.
struct Pool {
    routes: Vec<Route>,
}

impl Pool {
    fn position(&mut self, route: &Route) -> usize {
        let known = self.routes.iter().position(|known| known == route);
        known.unwrap_or_else(|| {
            self.routes.push(route.clone());
            self.routes.len() - 1
        })
    }
}

/// The best route by each criterion and the widest one; the same route is named once.
fn best(
    labels: &Labels<'_>,
    query: &RouteQuery,
    pool: &mut Pool,
) -> Result<Vec<BestRoute>, RouteError> {
    let mut winners: Vec<(Merit, Route)> = Vec::new();
    for criterion in RouteCriterion::ALL {
        let query = RouteQuery { criterion, k: 1, ..query.clone() };
        let first = find_routes(&labels.index, &query)?.routes.into_iter().next();
        winners.extend(first.map(|route| (Merit::By(criterion), route)));
    }
    let WidestSet { widest, .. } = widest_route(&labels.index, query)?;
    // Where no step states a capacity, nothing is the widest.
    let widest = widest.filter(|widest| widest.capacity_per_month.is_some());
    winners.extend(widest.map(|widest| (Merit::Widest, widest.route)));
    let mut best: Vec<BestRoute> = Vec::new();
    for (merit, route) in winners {
        let position = pool.position(&route);
        match best.iter_mut().find(|known| known.position == position) {
            Some(known) => known.merits.push(merit),
            None => best.push(BestRoute { merits: vec![merit], position }),
        }
    }
    Ok(best)
}

fn fallback(labels: &Labels<'_>, row: &Fallback, pool: &mut Pool) -> FallbackView {
    FallbackView {
        actor: labels.actor(&row.actor),
        position: row.route.as_ref().map(|route| pool.position(route)),
        added: row.added,
    }
}
