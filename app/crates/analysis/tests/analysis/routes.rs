//! What a route may and may not do, one rule per test.

use analysis::{
    ExclusionReason, ExclusionSubject, MAX_EXCLUSIONS, NoRoute, RouteError, RouteGoal, RouteQuery,
    RouteSet, RouteStart, find_routes,
};
use model::{Network, NetworkIndex, Observation, RelationStatus, Statistic, Unit};

use crate::fixture::{id, network};

fn to_field(field: &str) -> RouteQuery {
    RouteQuery { k: 10, ..RouteQuery::new(id("g1"), RouteGoal::Field(id(field))) }
}

fn to_actor(actor: &str) -> RouteQuery {
    RouteQuery { k: 10, ..RouteQuery::new(id("g1"), RouteGoal::Actor(id(actor))) }
}

fn find(network: &Network, query: &RouteQuery) -> RouteSet {
    find_routes(&NetworkIndex::new(network), query).unwrap()
}

/// Every route as "a > b > c: 12+1?" (known days, unknown waits).
fn described(set: &RouteSet) -> Vec<String> {
    set.routes
        .iter()
        .map(|route| {
            let actors: Vec<&str> = route.actors().iter().map(|actor| actor.as_str()).collect();
            let unknown = match route.unknown_legs {
                0 => String::new(),
                n => format!("+{n}?"),
            };
            format!("{}: {}{unknown}", actors.join(" > "), route.total_known.whole_days())
        })
        .collect()
}

fn check(text: &str, query: &RouteQuery, expected: &[&str]) {
    assert_eq!(described(&find(&network(text), query)), expected);
}

/// `a` is open to everybody, `b` and `c` help with work.
const TWO_WAYS: &str = "
    gemeinde g1
    service first @a; fields beratung; entry; wait 1
    service work-b @b; fields arbeit; wait 20
    service work-c @c; fields arbeit; wait 4
    a -> b: 3; via work-b
    a -> c: 10; via work-c
";

#[test]
fn fastest_route_comes_first() {
    check(TWO_WAYS, &to_field("arbeit"), &["a > b: 4", "a > c: 11"]);
}

#[test]
fn wait_of_the_relation_counts_before_that_of_the_service() {
    let text = "
        gemeinde g1
        service first @a; entry; wait 0
        service work @b; fields arbeit; wait 20
        a -> b: ?; via work
    ";
    check(text, &to_field("arbeit"), &["a > b: 20"]);
    check(&text.replace("b: ?", "b: 3"), &to_field("arbeit"), &["a > b: 3"]);
}

#[test]
fn access_time_stands_in_for_a_missing_wait() {
    let text = "
        gemeinde g1
        service work @a; fields arbeit; entry; access_time 6
    ";
    check(text, &to_field("arbeit"), &["a: 6"]);
}

#[test]
fn unknown_wait_never_beats_known() {
    let text = "
        gemeinde g1
        service first @a; entry; wait 1
        service work-b @b; fields arbeit
        service work-c @c; fields arbeit
        a -> b: ?; via work-b
        a -> c: 900; via work-c
    ";
    check(text, &to_field("arbeit"), &["a > c: 901", "a > b: 1+1?"]);
}

#[test]
fn equal_routes_are_ordered_by_handovers_then_ids() {
    let text = "
        gemeinde g1
        service first @a; entry; wait 0
        service work @d; fields arbeit
        a -> d: 4; via work
        a -> c: 2
        c -> d: 2; via work; as c-d
        a -> b: 1
        b -> d: 3; via work
    ";
    check(text, &to_field("arbeit"), &["a > d: 4", "a > b > d: 4", "a > c > d: 4"]);
}

#[test]
fn processing_counts_only_where_the_route_goes_on() {
    let text = "
        gemeinde g1
        service first @a; entry; wait 1; processing 100
        service course @b; fields sprache; processing 30
        service work @c; fields arbeit; processing 50
        a -> b: 2; via course
        b -> c: 3; via work
    ";
    check(text, &to_field("sprache"), &["a > b: 3"]);
    check(text, &to_field("arbeit"), &["a > b > c: 36"]);
    let route = &find(&network(text), &to_field("arbeit")).routes[0];
    assert_eq!(route.legs[0].processing.as_ref().unwrap().days.whole_days(), 30);
    assert_eq!(route.legs[1].processing, None);
}

#[test]
fn cheapest_parallel_relation_stands_for_the_pair() {
    let text = "
        gemeinde g1
        service first @a; entry; wait 0
        service work @b; fields arbeit; processing 1
        a -> b: 7; as r1; via work
        a -> b: 5; as r3; via work
        a -> b: 5; as r2; via work
    ";
    let set = find(&network(text), &to_field("arbeit"));
    assert_eq!(described(&set), ["a > b: 5"]);
    assert_eq!(set.routes[0].legs[0].relation, id("r2"));
}

#[test]
fn goal_is_the_named_service_and_not_the_actor() {
    let text = "
        gemeinde g1
        service first @a; entry; wait 0
        service work @b; fields arbeit
        service school @b; fields bildung
        a -> b: 1; via school
    ";
    let set = find(&network(text), &to_field("arbeit"));
    assert_eq!(set.why_none, Some(NoRoute::NotConnected));
    check(text, &to_field("bildung"), &["a > b: 1"]);
}

#[test]
fn without_a_named_service_the_shortest_wait_counts() {
    let text = "
        gemeinde g1
        service first @a; entry; wait 0
        service slow @b; fields arbeit; wait 30
        service quick @b; fields arbeit; wait 10
        service quiet @b; fields arbeit
        service other @b; fields bildung; wait 1
        a -> b: ?
    ";
    let set = find(&network(text), &to_field("arbeit"));
    assert_eq!(described(&set), ["a > b: 10"]);
    assert_eq!(set.routes[0].end_service, Some(id("quick")));
    assert_eq!(set.routes[0].legs[0].service, Some(id("quick")));
}

#[test]
fn entry_service_in_the_field_is_a_route_without_handover() {
    let text = "
        gemeinde g1
        service advice @a; fields beratung; entry; wait 1
        service work @a; fields arbeit; entry; wait 9
    ";
    let set = find(&network(text), &to_field("arbeit"));
    assert_eq!(described(&set), ["a: 9"]);
    assert_eq!((set.routes[0].handovers, set.routes[0].legs.len()), (0, 0));
    assert_eq!(set.routes[0].end_service, Some(id("work")));
}

#[test]
fn route_does_not_come_back_to_an_actor() {
    let text = "
        gemeinde g1
        service first @a; entry; wait 0
        service work @a; fields arbeit
        a -> b: 1
        b -> a: 1; via work
    ";
    let set = find(&network(text), &to_field("arbeit"));
    assert_eq!((set.routes.len(), set.why_none), (0, Some(NoRoute::NotConnected)));
}

#[test]
fn closed_service_is_not_on_any_route() {
    for status in ["inactive", "defunct", "temporarily_closed"] {
        let text = TWO_WAYS.replace("wait 20", &format!("wait 20; status {status}"));
        let set = find(&network(&text), &to_field("arbeit"));
        assert_eq!(described(&set), ["a > c: 11"]);
        assert_eq!(set.excluded.len(), 1);
        assert_eq!(set.excluded[0].subject, ExclusionSubject::Relation(id("a-b")));
        assert_eq!(set.excluded[0].reason, ExclusionReason::ServiceNotActive);
    }
}

#[test]
fn status_excludes_jobcenter_for_duldung() {
    let text = "
        gemeinde g1
        service first @mbe; entry; wait 1
        service benefits @jobcenter; fields existenzsicherung; statuses aufenthaltserlaubnis
        service asylblg @sozialamt; fields existenzsicherung; statuses duldung
        mbe -> jobcenter: 2; via benefits
        mbe -> sozialamt: 5; via asylblg
    ";
    let query = RouteQuery { status: Some(id("duldung")), ..to_field("existenzsicherung") };
    let set = find(&network(text), &query);
    assert_eq!(described(&set), ["mbe > sozialamt: 6"]);
    assert_eq!(set.excluded[0].actor, id("jobcenter"));
    let accepted = vec![id("aufenthaltserlaubnis")];
    assert_eq!(set.excluded[0].reason, ExclusionReason::StatusNotAccepted { accepted });
    check(text, &to_field("existenzsicherung"), &["mbe > jobcenter: 3", "mbe > sozialamt: 6"]);
}

#[test]
fn relation_may_take_fewer_people_than_its_service() {
    let text = TWO_WAYS.replace("b: 3;", "b: 3; groups familien;");
    let query = RouteQuery { target_group: Some(id("jugendliche")), ..to_field("arbeit") };
    let set = find(&network(&text), &query);
    assert_eq!(described(&set), ["a > c: 11"]);
    let accepted = vec![id("familien")];
    assert_eq!(set.excluded[0].reason, ExclusionReason::TargetGroupNotAccepted { accepted });
}

#[test]
fn receiver_must_cover_the_kommune() {
    let text = format!("{TWO_WAYS}\n gemeinde g2\n area b g2\n area c g2 g1");
    let set = find(&network(&text), &to_field("arbeit"));
    assert_eq!(described(&set), ["a > c: 11"]);
    let covered = vec![id("g2")];
    assert_eq!(set.excluded[0].reason, ExclusionReason::NotCovering { covered });
}

#[test]
fn avoided_actor_is_on_no_route() {
    let query = RouteQuery { avoid: vec![id("b"), id("nobody")], ..to_field("arbeit") };
    let set = find(&network(TWO_WAYS), &query);
    assert_eq!(described(&set), ["a > c: 11"]);
    assert_eq!(set.excluded[0].reason, ExclusionReason::Avoided);
}

#[test]
fn avoided_actor_is_no_entry() {
    let query = RouteQuery { avoid: vec![id("a")], ..to_field("arbeit") };
    let set = find(&network(TWO_WAYS), &query);
    assert_eq!(set.why_none, Some(NoRoute::NoEntry));
    assert_eq!(set.excluded[0].subject, ExclusionSubject::Service(id("first")));
    assert_eq!(set.excluded[0].reason, ExclusionReason::Avoided);
}

#[test]
fn newest_median_in_days_counts() {
    let mut network = network(TWO_WAYS);
    let old = network.observations.iter().find(|o| o.entity.id() == "a-b").unwrap().clone();
    let changed = |name: &str, value: &str, period_to: &str| Observation {
        id: id(name),
        value: value.parse().unwrap(),
        period_to: Some(period_to.parse().unwrap()),
        ..old.clone()
    };
    network.observations.extend([
        changed("o1", "8", "2025-06-30"),
        changed("o2", "6", "2025-12-31"),
        changed("o3", "9", "2025-12-31"),
        Observation { statistic: Statistic::P90, ..changed("o4", "40", "2026-01-31") },
        Observation { unit: Unit::Cases, ..changed("o5", "50", "2026-01-31") },
    ]);
    let route = &find(&network, &to_field("arbeit")).routes[0];
    let wait = route.legs[0].wait.as_ref().unwrap();
    assert_eq!((wait.observation.as_str(), wait.days.whole_days()), ("o2", 6));
}

#[test]
fn only_active_and_informal_relations_are_passable() {
    for (status, is_passable) in [
        (RelationStatus::Active, true),
        (RelationStatus::Informal, true),
        (RelationStatus::Planned, false),
        (RelationStatus::Broken, false),
        (RelationStatus::Discontinued, false),
    ] {
        let text = TWO_WAYS.replace("b: 3;", &format!("b: 3; status {status};"));
        let set = find(&network(&text), &to_field("arbeit"));
        assert_eq!(set.routes.len() == 2, is_passable);
        if !is_passable {
            assert_eq!(set.excluded[0].reason, ExclusionReason::RelationNotPassable(status));
        }
    }
}

#[test]
fn cooperation_is_no_way_for_people() {
    let text = TWO_WAYS.replace("b: 3;", "b: 3; kind cooperates_with;");
    let set = find(&network(&text), &to_field("arbeit"));
    assert_eq!((described(&set), set.excluded), (vec!["a > c: 11".to_owned()], vec![]));
}

#[test]
fn entry_needs_open_access_and_an_active_service() {
    for (change, why) in [
        ("access referral_only", None),
        ("access entitlement_required", None),
        ("status inactive", Some(ExclusionReason::ServiceNotActive)),
    ] {
        let text = TWO_WAYS.replace("entry;", &format!("entry; {change};"));
        let set = find(&network(&text), &to_field("arbeit"));
        assert_eq!(set.why_none, Some(NoRoute::NoEntry));
        assert_eq!(set.excluded.first().map(|exclusion| exclusion.reason.clone()), why);
    }
    let text = TWO_WAYS.replace("entry;", "entry; access appointment;");
    assert_eq!(find(&network(&text), &to_field("arbeit")).routes.len(), 2);
}

#[test]
fn named_start_needs_no_entry_service() {
    let query = RouteQuery { start: RouteStart::Actor(id("a")), ..to_field("arbeit") };
    let set = find(&network(&TWO_WAYS.replace("entry; ", "")), &query);
    assert_eq!(described(&set), ["a > b: 3", "a > c: 10"]);
    assert!(set.routes.iter().all(|route| route.entry.is_none()));
}

#[test]
fn named_start_that_offers_the_field_is_the_first_answer() {
    let query = RouteQuery { start: RouteStart::Actor(id("b")), ..to_field("arbeit") };
    let set = find(&network(&format!("{TWO_WAYS}\n b -> c: 1; via work-c")), &query);
    assert_eq!(described(&set), ["b > c: 1", "b: 20"]);
    assert_eq!(set.routes[1].end_service, Some(id("work-b")));
}

#[test]
fn start_at_the_goal_is_no_handover() {
    let query = RouteQuery { start: RouteStart::Actor(id("b")), ..to_actor("b") };
    let set = find(&network(TWO_WAYS), &query);
    assert_eq!((set.routes.len(), set.why_none), (1, None));
    assert_eq!((&set.routes[0].entry, set.routes[0].legs.len()), (&None, 0));
}

#[test]
fn goal_actor_is_reached_by_any_relation() {
    check(TWO_WAYS, &to_actor("c"), &["a > c: 11"]);
    check(TWO_WAYS, &to_actor("a"), &["a: 1"]);
}

#[test]
fn handover_limit_prefers_a_dearer_short_route() {
    let text = "
        gemeinde g1
        service first @a; entry; wait 0
        service work @c; fields arbeit
        a -> b: 1
        b -> c: 1; via work
        a -> c: 50; via work
    ";
    let with_limit = |limit| RouteQuery { max_handovers: Some(limit), ..to_field("arbeit") };
    check(text, &with_limit(2), &["a > b > c: 2", "a > c: 50"]);
    check(text, &with_limit(1), &["a > c: 50"]);
    let none = find(&network(text), &with_limit(0));
    assert_eq!(none.why_none, Some(NoRoute::OnlyWithMoreHandovers));
}

#[test]
fn reason_for_no_route_is_told_apart() {
    let nobody = find(&network(TWO_WAYS), &to_field("wohnen"));
    assert_eq!(nobody.why_none, Some(NoRoute::NobodyOffers));
    let lonely = format!("{TWO_WAYS}\n service flat @d; fields wohnen");
    let set = find(&network(&lonely), &to_field("wohnen"));
    assert_eq!(set.why_none, Some(NoRoute::NotConnected));
    let elsewhere = format!("{lonely}\n gemeinde g2\n area d g2");
    let set = find(&network(&elsewhere), &to_field("wohnen"));
    assert_eq!(set.why_none, Some(NoRoute::NobodyOffers));
}

#[test]
fn exclusions_on_the_way_to_the_goal_come_first_and_are_bounded() {
    let many = (0..70).map(|idx| format!("\n a -> b: 1; as r{idx}; status planned; via other"));
    let text = format!(
        "{TWO_WAYS}
         service other @b; fields bildung
         service work-z @z; fields arbeit
         a -> z: 1; as zz; via work-z; status broken
         {}",
        many.collect::<String>()
    );
    let set = find(&network(&text), &to_field("arbeit"));
    assert_eq!(set.excluded.len(), MAX_EXCLUSIONS);
    assert_eq!(set.excluded[0].subject, ExclusionSubject::Relation(id("zz")));
}

#[test]
fn exclusions_that_nobody_gets_near_are_not_told() {
    let text = format!("{TWO_WAYS}\n x -> b: 1; status broken");
    assert_eq!(find(&network(&text), &to_field("arbeit")).excluded, []);
}

#[test]
fn changes_of_rechtskreis_are_counted() {
    let text = "
        gemeinde g1
        service first @a; entry; wait 0
        service work @d; fields arbeit
        a -> b: 1; regimes sgb2 sgb2
        b -> c: 1; regimes sgb2 sgb3
        c -> d: 1; via work; kind legal_transition
    ";
    assert_eq!(find(&network(text), &to_field("arbeit")).routes[0].regime_changes, 2);
}

#[test]
fn example_data_anywhere_on_the_route_is_said() {
    assert!(!find(&network(TWO_WAYS), &to_field("arbeit")).routes[0].uses_example_data);
    for change in ["entry; example", "b: 3; example"] {
        let text = TWO_WAYS.replace(change.trim_end_matches("; example"), change);
        assert!(find(&network(&text), &to_field("arbeit")).routes[0].uses_example_data);
    }
}

#[test]
fn unknown_ids_are_errors() {
    let network = network(TWO_WAYS);
    let index = NetworkIndex::new(&network);
    let region = RouteQuery { region: id("g9"), ..to_field("arbeit") };
    assert_eq!(find_routes(&index, &region), Err(RouteError::UnknownRegion(id("g9"))));
    let start = RouteQuery { start: RouteStart::Actor(id("q")), ..to_field("arbeit") };
    assert_eq!(find_routes(&index, &start), Err(RouteError::UnknownActor(id("q"))));
    assert_eq!(find_routes(&index, &to_actor("q")), Err(RouteError::UnknownActor(id("q"))));
}

#[test]
fn asking_for_nothing_gives_nothing() {
    let set = find(&network(TWO_WAYS), &RouteQuery { k: 0, ..to_field("arbeit") });
    assert_eq!((set.routes.len(), set.why_none), (0, None));
}
