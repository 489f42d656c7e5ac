//! Criteria, the Pareto set, the widest route and fallbacks, one rule per test.

use analysis::{
    ExclusionReason, MissingConfirmation, NoRoute, Route, RouteCriterion, RouteGoal, RouteQuery,
    find_routes, pareto_routes, route_capacity, service_loads, widest_route, without_each_actor,
};
use model::{Network, NetworkIndex};

use crate::fixture::{id, network};

fn to_work() -> RouteQuery {
    RouteQuery { k: 10, ..RouteQuery::new(id("g1"), RouteGoal::Field(id("arbeit"))) }
}

fn find(network: &Network, query: &RouteQuery) -> Vec<Route> {
    find_routes(&NetworkIndex::new(network), query).unwrap().routes
}

fn actors(route: &Route) -> String {
    let names: Vec<&str> = route.actors().iter().map(|actor| actor.as_str()).collect();
    names.join(" > ")
}

/// `b` is near but seldom takes people on, `c` is slow and sure, `d` needs two hand-overs.
const TRADE_OFFS: &str = "
    gemeinde g1
    service first @a; fields beratung; entry; wait 0
    service work-b @b; fields arbeit; capacity 1 appointments_per_week; arrivals 1
    service work-c @c; fields arbeit; capacity 3 appointments_per_week
    service help @d; fields beratung; processing 1; capacity 2 places
    service work-e @e; fields arbeit; capacity 9 appointments_per_week; arrivals 50
    a -> b: 3; via work-b; acceptance 0.5; start 0.5; regimes sgb2 asylblg
    a -> c: 90; via work-c; acceptance 0.9; start 0.9; regimes sgb2 asylblg
    a -> d: 20; via help; acceptance 0.8; start 0.9
    d -> e: 20; via work-e; acceptance 0.9; start 0.9
";

#[test]
fn each_criterion_has_its_own_best_route() {
    let network = network(TRADE_OFFS);
    let best = |criterion| actors(&find(&network, &RouteQuery { criterion, ..to_work() })[0]);
    assert_eq!(best(RouteCriterion::Fastest), "a > b");
    assert_eq!(best(RouteCriterion::Surest), "a > c");
    assert_eq!(best(RouteCriterion::FewestHandovers), "a > b");
    assert_eq!(best(RouteCriterion::FewestRegimeChanges), "a > d > e");
}

#[test]
fn success_is_the_product_of_what_is_observed() {
    let network = network(&TRADE_OFFS.replace("work-e; acc", "work-e; wrong 0.5; acc"));
    let query = RouteQuery { criterion: RouteCriterion::Surest, ..to_work() };
    let routes = find(&network, &query);
    let told: Vec<_> = routes
        .iter()
        .map(|route| (actors(route), route.success_permille, route.unknown_success))
        .collect();
    assert_eq!(told[0], ("a > c".to_owned(), Some(810), 0));
    assert_eq!(told[1], ("a > d > e".to_owned(), Some(292), 0));
    assert_eq!(told[2], ("a > b".to_owned(), Some(250), 0));
    let last = &routes[1].legs[1].success;
    let evidence: Vec<&str> = last.shares().map(|share| share.observation.as_str()).collect();
    assert_eq!(
        evidence,
        [
            "relation-d-e-acceptance-rate",
            "relation-d-e-start-rate",
            "relation-d-e-wrong-jurisdiction-rate"
        ]
    );
}

#[test]
fn half_known_success_counts_as_unknown_and_bounds_from_above() {
    let network =
        network(&TRADE_OFFS.replace("work-c; acceptance 0.9; start 0.9", "work-c; start 0.9"));
    let query = RouteQuery { criterion: RouteCriterion::Surest, ..to_work() };
    let routes = find(&network, &query);
    let last = &routes[2];
    assert_eq!((actors(last).as_str(), last.success_permille), ("a > c", Some(900)));
    assert_eq!(last.unknown_success, 1);
}

#[test]
fn without_any_share_success_is_unknown() {
    let network = network(
        "gemeinde g1
         service first @a; entry; wait 0
         service work @b; fields arbeit
         a -> b: 1; via work",
    );
    let route = &find(&network, &to_work())[0];
    assert_eq!((route.success_permille, route.unknown_success), (None, 1));
}

#[test]
fn share_of_the_service_stands_in_for_that_of_the_relation() {
    let text = "
        gemeinde g1
        service first @a; entry; wait 0
        service work @b; fields arbeit; acceptance 0.5; start 0.4
        a -> b: 1; via work; start 0.8
    ";
    let route = &find(&network(text), &to_work())[0];
    assert_eq!((route.success_permille, route.unknown_success), (Some(400), 0));
}

#[test]
fn share_outside_nought_and_one_is_not_used() {
    let text = "
        gemeinde g1
        service first @a; entry; wait 0
        service work @b; fields arbeit
        a -> b: 1; via work; acceptance 1.2; start 0.8
    ";
    let route = &find(&network(text), &to_work())[0];
    assert_eq!((route.success_permille, route.unknown_success), (Some(800), 1));
}

#[test]
fn no_handover_cannot_fail() {
    let text = "
        gemeinde g1
        service work @a; fields arbeit; entry; wait 0
    ";
    let route = &find(&network(text), &to_work())[0];
    assert_eq!((route.success_permille, route.unknown_success), (Some(1000), 0));
}

#[test]
fn unnamed_service_is_the_best_by_the_criterion() {
    let text = "
        gemeinde g1
        service first @a; entry; wait 0
        service quick @b; fields arbeit; wait 1; acceptance 0.5; start 0.5
        service sure @b; fields arbeit; wait 9; acceptance 0.9; start 0.9
        a -> b: ?
    ";
    let network = network(text);
    let end =
        |criterion| find(&network, &RouteQuery { criterion, ..to_work() })[0].end_service.clone();
    assert_eq!(end(RouteCriterion::Fastest), Some(id("quick")));
    assert_eq!(end(RouteCriterion::Surest), Some(id("sure")));
}

#[test]
fn pareto_set_holds_every_trade_off_and_parallel_relation() {
    let text = format!(
        "{TRADE_OFFS}
         a -> b: 9; as a-b-sure; via work-b; acceptance 0.7; start 0.7; regimes sgb2 asylblg
         a -> b: 10; as a-b-beaten; via work-b; acceptance 0.7; start 0.7; regimes sgb2 asylblg
         a -> c: 91; as a-c-beaten; via work-c; acceptance 0.9; start 0.9; regimes sgb2 asylblg"
    );
    let network = network(&text);
    let set = pareto_routes(&NetworkIndex::new(&network), &to_work()).unwrap();
    let told: Vec<_> = set
        .routes
        .iter()
        .map(|route| (route.legs[0].relation.as_str().to_owned(), route.total_known.whole_days()))
        .collect();
    let expected = [("a-b", 3), ("a-b-sure", 9), ("a-d", 41), ("a-c", 90)];
    assert_eq!(told, expected.map(|(relation, days)| (relation.to_owned(), days)));
    assert_eq!((set.aborted_after, set.why_none), (None, None));
}

/// The short way to `x` leads over `b`, which offers work itself, but to nobody whom `x` does not
/// send: a walk back to `b` would be fast, yet only the long way is a route.
#[test]
fn way_back_to_its_own_end_hides_no_route() {
    let text = "
        gemeinde g1
        service first @a; entry; wait 0
        service advice @b; fields beratung; processing 0
        service work @b; fields arbeit
        a -> b: 1; via advice
        b -> x: 1
        a -> y: 25
        y -> x: 25
        x -> b: 1; via work
    ";
    let network = network(text);
    let set = pareto_routes(&NetworkIndex::new(&network), &to_work()).unwrap();
    assert_eq!(set.routes.iter().map(actors).collect::<Vec<_>>(), ["a > y > x > b"]);
    assert_eq!(set.routes, find(&network, &to_work()));
}

#[test]
fn room_is_told_of_any_route() {
    let network = network(TRADE_OFFS);
    let index = NetworkIndex::new(&network);
    let loads = service_loads(&index);
    let widest = widest_route(&index, &to_work()).unwrap().widest.unwrap();
    let room = route_capacity(&index, &loads, &widest.route);
    assert_eq!(room.capacity_per_month, widest.capacity_per_month);
    assert_eq!(room.steps, widest.steps);
    let fastest = &find(&network, &to_work())[0];
    let room = route_capacity(&index, &loads, fastest);
    assert_eq!((actors(fastest).as_str(), room.unknown_capacities), ("a > b", 1));
    assert_eq!(room.capacity_per_month.unwrap().to_string(), "4.348");
    assert_eq!(room.free_per_month.unwrap().to_string(), "3.348");
}

#[test]
fn widest_route_tells_its_narrowest_step() {
    let network = network(TRADE_OFFS);
    let index = NetworkIndex::new(&network);
    let none_at_first = widest_route(&index, &to_work()).unwrap().widest.unwrap();
    assert_eq!(none_at_first.unknown_capacities, 1);
    assert_eq!(actors(&none_at_first.route), "a > e".replace("> e", "> d > e"));
    assert_eq!(none_at_first.capacity_per_month.unwrap().to_string(), "39.133");
    assert_eq!(none_at_first.free_per_month.unwrap().to_string(), "0");
    let capacities: Vec<_> = none_at_first
        .steps
        .iter()
        .map(|step| (step.actor.as_str(), step.capacity_per_month.is_some()))
        .collect();
    assert_eq!(capacities, [("a", false), ("d", true), ("e", true)]);
    assert_eq!(none_at_first.steps[2].evidence, [id("service-work-e-arrivals")]);
}

#[test]
fn unknown_capacity_is_not_wide() {
    let text = TRADE_OFFS.replace("capacity 2 places", "wait 0");
    let network = network(&text);
    let widest = widest_route(&NetworkIndex::new(&network), &to_work()).unwrap().widest.unwrap();
    assert_eq!((actors(&widest.route).as_str(), widest.unknown_capacities), ("a > c", 1));
    assert_eq!(widest.free_per_month, None);
}

#[test]
fn zero_capacity_is_known_and_the_last_choice() {
    let text = TRADE_OFFS.replace("capacity 3 app", "capacity 0 app");
    let avoid = vec![id("d")];
    let network = network(&text);
    let index = NetworkIndex::new(&network);
    let around = RouteQuery { avoid, ..to_work() };
    let widest = widest_route(&index, &around).unwrap().widest.unwrap();
    assert_eq!(actors(&widest.route), "a > b");
    let avoid = vec![id("b"), id("d")];
    let widest = widest_route(&index, &RouteQuery { avoid, ..to_work() }).unwrap().widest.unwrap();
    assert_eq!(widest.capacity_per_month.unwrap().to_string(), "0");
}

#[test]
fn fallback_says_what_the_loss_costs() {
    let network = network(TRADE_OFFS);
    let fallbacks = without_each_actor(&NetworkIndex::new(&network), &to_work()).unwrap();
    let told: Vec<_> = fallbacks
        .iter()
        .map(|fallback| {
            let route = fallback.route.as_ref().map(actors);
            (fallback.actor.as_str(), route, fallback.added.map(model::Days::whole_days))
        })
        .collect();
    assert_eq!(told, [("a", None, None), ("b", Some("a > d > e".to_owned()), Some(38))]);
}

#[test]
fn fallback_with_an_unknown_wait_adds_nobody_knows_what() {
    let text = TRADE_OFFS.replace("d -> e: 20", "d -> e: ?");
    let avoid = vec![id("c")];
    let network = network(&text);
    let query = RouteQuery { avoid, ..to_work() };
    let fallbacks = without_each_actor(&NetworkIndex::new(&network), &query).unwrap();
    assert_eq!((fallbacks[1].route.is_some(), fallbacks[1].added), (true, None));
}

#[test]
fn language_excludes_only_where_another_is_stated() {
    let text = "
        gemeinde g1
        service first @a; entry; wait 0; languages de ar-SY
        service german @b; fields arbeit; languages de en
        service silent @c; fields arbeit
        a -> b: 1; via german
        a -> c: 2; via silent
    ";
    let network = network(text);
    let index = NetworkIndex::new(&network);
    let query = RouteQuery { language: Some(id("AR")), ..to_work() };
    let set = find_routes(&index, &query).unwrap();
    assert_eq!(set.routes.iter().map(actors).collect::<Vec<_>>(), ["a > c"]);
    let route = &set.routes[0];
    assert_eq!(route.unstated_languages, 1);
    assert_eq!(route.entry.as_ref().unwrap().is_language_stated, Some(true));
    assert_eq!(route.legs[0].is_language_stated, Some(false));
    let offered = vec![id("de"), id("en")];
    assert_eq!(set.excluded[0].reason, ExclusionReason::LanguageNotOffered { offered });
    let not_asked = &find(&network, &to_work())[0];
    assert_eq!((not_asked.unstated_languages, not_asked.legs[0].is_language_stated), (0, None));
    let other_script = RouteQuery { language: Some(id("ar-EG")), ..to_work() };
    assert_eq!(find_routes(&index, &other_script).unwrap().why_none, Some(NoRoute::NoEntry));
}

#[test]
fn only_confirmed_leaves_out_what_one_side_does_not_know() {
    for (confirmed, missing) in [
        ("", Some(MissingConfirmation::Both)),
        ("; confirmed sender", Some(MissingConfirmation::Receiver)),
        ("; confirmed receiver", Some(MissingConfirmation::Sender)),
        ("; confirmed both", None),
    ] {
        let text = format!(
            "gemeinde g1
             service first @a; entry; wait 0
             service work @b; fields arbeit
             a -> b: 1; via work{confirmed}"
        );
        let network = network(&text);
        let query = RouteQuery { only_confirmed: true, ..to_work() };
        let set = find_routes(&NetworkIndex::new(&network), &query).unwrap();
        assert_eq!(set.routes.is_empty(), missing.is_some());
        let reasons = set.excluded.into_iter().map(|exclusion| exclusion.reason);
        assert!(reasons.eq(missing.map(ExclusionReason::NotConfirmed)));
        assert_eq!(find(&network, &to_work()).len(), 1);
    }
}

#[test]
fn goal_beyond_the_limit_says_how_many_handovers_it_takes() {
    let text = "
        gemeinde g1
        service first @a; entry; wait 0
        service work @c; fields arbeit
        service more @d; fields arbeit
        a -> b: 1
        b -> c: 1; via work
        c -> d: 1; via more
        a -> d: 9; via more; as direct
    ";
    let network = network(text);
    let query = RouteQuery { max_handovers: Some(1), ..to_work() };
    let set = find_routes(&NetworkIndex::new(&network), &query).unwrap();
    assert_eq!(set.routes.iter().map(actors).collect::<Vec<_>>(), ["a > d"]);
    let told: Vec<_> = set.excluded.iter().map(|e| (e.actor.as_str(), e.reason.clone())).collect();
    assert_eq!(told, [("c", ExclusionReason::TooManyHandovers { needed: 2 })]);
}
