//! Routes against the enumeration of every sequence of actors.

use analysis::{
    Route, RouteCriterion, RouteGoal, RouteQuery, RouteStart, find_routes, pareto_routes,
    widest_route, without_each_actor,
};
use model::{ActorId, FieldCode, Network, NetworkIndex};

use crate::fixture::{id, reversed};
use crate::naive::{Figures, Naive, SURE};
use crate::random::{Random, random_network};

/// What an answer says about a route: everything but how it is judged.
type Told = (u8, u64, Option<u16>, u8, u8, u8, Vec<ActorId>);

fn told(route: &Route) -> Told {
    (
        route.unknown_legs,
        route.total_known.minutes(),
        route.success_permille,
        route.unknown_success,
        route.handovers,
        route.regime_changes,
        route.actors().into_iter().cloned().collect(),
    )
}

/// The same of a way that was enumerated; whether any share is known stands in the route.
fn expected(figures: &Figures, actors: &[ActorId], route: &Route) -> Told {
    let small = |number: u64| u8::try_from(number).unwrap();
    let success = if figures.nevers > 0 { 0 } else { SURE - figures.lost };
    let permille = u16::try_from((success * 1000 + SURE / 2) / SURE).unwrap();
    let is_observed = route.legs.iter().any(|leg| leg.success.shares().next().is_some());
    (
        small(figures.unknown_waits),
        figures.minutes,
        (is_observed || route.legs.is_empty()).then_some(permille),
        small(figures.unknown_success),
        small(figures.handovers),
        small(figures.regime_changes),
        actors.to_vec(),
    )
}

fn random_query(random: &mut Random, network: &Network) -> RouteQuery {
    let mut actor = || {
        let count = u64::try_from(network.actors.len()).unwrap();
        network.actors[usize::try_from(random.below(count)).unwrap()].id.clone()
    };
    let (start, goal, avoided) = (actor(), actor(), actor());
    let field: FieldCode = id(&format!("f{}", random.below(3)));
    RouteQuery {
        region: id(&format!("g{}", 1 + random.below(3))),
        start: if random.one_in(2) { RouteStart::Anywhere } else { RouteStart::Actor(start) },
        goal: if random.one_in(3) { RouteGoal::Actor(goal) } else { RouteGoal::Field(field) },
        criterion: RouteCriterion::Fastest,
        status: random.one_in(3).then(|| id("duldung")),
        target_group: None,
        language: random.one_in(4).then(|| id("ar")),
        only_confirmed: random.one_in(6),
        avoid: if random.one_in(4) { vec![avoided] } else { Vec::new() },
        max_handovers: random.one_in(3).then(|| u8::try_from(random.below(4)).unwrap()),
        k: 6,
    }
}

/// A start that is its own goal has no actors to name; that case has a test of its own.
fn starts_at_goal(query: &RouteQuery) -> bool {
    matches!((&query.start, &query.goal), (RouteStart::Actor(a), RouteGoal::Actor(b)) if a == b)
}

fn for_each_case(n_seeds: u64, mut check: impl FnMut(u64, &NetworkIndex<'_>, &RouteQuery)) {
    for seed in 0..n_seeds {
        let network = random_network(seed);
        let query = random_query(&mut Random::new(seed + 1_000_000), &network);
        if !starts_at_goal(&query) {
            check(seed, &NetworkIndex::new(&network), &query);
        }
    }
}

/// Every sequence of actors at its best by one measure, best first.
fn ranked<K: Ord>(
    all: &[(Vec<ActorId>, Vec<Figures>)],
    key: impl Fn(&Figures) -> K,
) -> Vec<(Figures, Vec<ActorId>)> {
    let best = |(actors, figures): &(Vec<ActorId>, Vec<Figures>)| {
        let best = figures.iter().min_by_key(|one| key(one))?;
        Some((key(best), actors.clone(), *best))
    };
    let mut found: Vec<_> = all.iter().filter_map(best).collect();
    found.sort_by(|a, b| (&a.0, &a.1).cmp(&(&b.0, &b.1)));
    found.into_iter().map(|(_, actors, figures)| (figures, actors)).collect()
}

#[test]
fn k_best_routes_of_each_criterion_equal_the_enumeration_of_all() {
    let mut n_with_many = 0;
    for_each_case(2000, |seed, index, query| {
        let all = Naive { index, query }.all();
        for criterion in RouteCriterion::ALL {
            let best = ranked(&all, |figures| figures.key(criterion));
            for k in [1, 2, 6] {
                let query = RouteQuery { criterion, k, ..query.clone() };
                let set = find_routes(index, &query).unwrap();
                let pairs = set.routes.iter().zip(&best);
                for (route, (figures, actors)) in pairs {
                    let expected = expected(figures, actors, route);
                    assert_eq!(told(route), expected, "seed {seed}, {query:?}");
                }
                assert_eq!(set.routes.len(), best.len().min(k), "seed {seed}, {query:?}");
                assert_eq!(set.why_none.is_some(), best.is_empty());
            }
        }
        n_with_many += usize::from(all.len() > 6);
    });
    assert!(n_with_many > 100, "only {n_with_many} networks have enough routes to test anything");
}

#[test]
fn pareto_set_equals_what_no_way_beats() {
    let mut n_with_many = 0;
    for_each_case(6000, |seed, index, query| {
        let all = Naive { index, query }.all();
        let mut ways: Vec<(Figures, &Vec<ActorId>)> = all
            .iter()
            .flat_map(|(actors, figures)| figures.iter().map(move |one| (*one, actors)))
            .collect();
        ways.sort_by_key(|(figures, actors)| (figures.key(RouteCriterion::Fastest), *actors));
        let mut best: Vec<(Figures, &Vec<ActorId>)> = Vec::new();
        for (figures, actors) in &ways {
            let is_beaten =
                ways.iter().any(|(other, _)| other.covers(figures) && !figures.covers(other));
            if !is_beaten && !best.iter().any(|(other, _)| other.covers(figures)) {
                best.push((*figures, actors));
            }
        }
        best.sort_by_key(|(figures, _)| {
            (figures.time(), figures.success(), figures.handovers, figures.regime_changes)
        });
        let set = pareto_routes(index, query).unwrap();
        for (route, (figures, actors)) in set.routes.iter().zip(&best) {
            assert_eq!(told(route), expected(figures, actors, route), "seed {seed}, {query:?}");
        }
        assert_eq!(set.routes.len(), best.len(), "seed {seed}, {query:?}");
        assert_eq!((set.why_none.is_some(), set.aborted_after), (best.is_empty(), None));
        n_with_many += usize::from(best.len() > 2);
    });
    assert!(n_with_many > 200, "only {n_with_many} networks have a set worth the name");
}

#[test]
fn widest_route_equals_the_enumeration_of_all() {
    let mut n_with_choice = 0;
    for_each_case(3000, |seed, index, query| {
        let best = ranked(&Naive { index, query }.all(), Figures::width_key);
        let set = widest_route(index, query).unwrap();
        assert_eq!(set.why_none.is_some(), best.is_empty());
        assert_eq!(set.widest.is_some(), !best.is_empty(), "seed {seed}, {query:?}");
        let (Some(widest), Some((figures, actors))) = (set.widest, best.first()) else { return };
        let capacity = (figures.width < i64::MAX).then_some(figures.width);
        assert_eq!(widest.capacity_per_month.map(|cases| cases.0.thousandths()), capacity);
        assert_eq!(u64::from(widest.unknown_capacities), figures.unknown_widths);
        let route = &widest.route;
        let actors: Vec<&ActorId> = actors.iter().collect();
        assert_eq!(route.actors(), actors, "seed {seed}, {query:?}");
        assert_eq!(route.total_known.minutes(), figures.minutes, "seed {seed}, {query:?}");
        n_with_choice += usize::from(best.len() > 1);
    });
    assert!(n_with_choice > 500, "only {n_with_choice} networks leave a choice");
}

#[test]
fn fallback_is_the_best_route_around_the_actor() {
    for_each_case(1000, |seed, index, query| {
        let query = RouteQuery { k: 1, ..query.clone() };
        let best = find_routes(index, &query).unwrap().routes;
        let fallbacks = without_each_actor(index, &query).unwrap();
        let on_the_way: Vec<&ActorId> = best.iter().flat_map(Route::actors).collect();
        let is_start = |actor: &ActorId| query.start == RouteStart::Actor(actor.clone());
        let failing = on_the_way.into_iter().filter(|actor| !is_start(actor));
        assert!(failing.eq(fallbacks.iter().map(|fallback| &fallback.actor)), "seed {seed}");
        for fallback in fallbacks {
            let avoid = [&query.avoid[..], std::slice::from_ref(&fallback.actor)].concat();
            let around = find_routes(index, &RouteQuery { avoid, ..query.clone() }).unwrap();
            assert_eq!(fallback.route.as_ref(), around.routes.first(), "seed {seed}");
        }
    });
}

#[test]
fn order_of_the_tables_does_not_matter() {
    for seed in 0..200 {
        let network = random_network(seed);
        let other = reversed(&network);
        let (index, other) = (NetworkIndex::new(&network), NetworkIndex::new(&other));
        let query = random_query(&mut Random::new(seed), &network);
        assert_eq!(find_routes(&index, &query), find_routes(&other, &query), "seed {seed}");
        assert_eq!(pareto_routes(&index, &query), pareto_routes(&other, &query), "seed {seed}");
        assert_eq!(widest_route(&index, &query), widest_route(&other, &query), "seed {seed}");
    }
}
