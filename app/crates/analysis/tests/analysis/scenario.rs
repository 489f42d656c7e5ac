//! What-if: rows, text, and what spreads through the network.

use analysis::{
    Change, InvalidChange, QueueState, RouteGoal, RouteQuery, SCENARIO_PREFIX, ScenarioDifference,
    ScenarioError, Standing, WaitSubject, apply, compare, queues, unit_values,
};
use model::{
    Cases, Confidence, Decimal, Fte, Network, NetworkIndex, Pillar, Post, PostKind, Source,
    SourceKind,
};

use crate::fixture::{id, network, reversed};
use crate::queues::random_queues;

fn changes(texts: &[&str]) -> Vec<Change> {
    texts.iter().map(|text| text.parse().unwrap()).collect()
}

fn changed(network: &Network, texts: &[&str]) -> Network {
    apply(network, &changes(texts)).unwrap()
}

fn standing(network: &Network, queries: &[RouteQuery]) -> Standing {
    Standing::new(&NetworkIndex::new(network), queries).unwrap()
}

fn difference(before: &Network, texts: &[&str], queries: &[RouteQuery]) -> ScenarioDifference {
    let after = changed(before, texts);
    compare(&standing(before, queries), &standing(&after, queries))
}

fn refused(network: &Network, text: &str) -> ScenarioError {
    apply(network, &changes(&[text])).unwrap_err()
}

fn cases(text: &str) -> Cases {
    Cases(text.parse().unwrap())
}

/// 40 come to a, who sends 20 of them to b and 4 to c.
const CHAIN: &str = "
    gemeinde g1 1200
    service first @a; entry; fields f1; capacity 5 appointments_per_week; arrivals 40; wait 3
    service second @b; fields f2; capacity 10 appointments_per_week; arrivals 30; wait 8
    service other @b; fields f4
    service last @c; fields f3; capacity 40 places; processing 60
    a -> b: 1; via second; sent 20
    a -> c: 2; via last; sent 4
    b -> c: 2; via last; sent 6; as r3
";

#[test]
fn text_and_change_are_inverse() {
    for text in [
        "zu:abh-kreis",
        "angebot-zu:abh-kreis-besch",
        "platz:kurs-pb-ik:20",
        "platz:kurs-pb-ik:-2.5",
        "stelle:cm-delbrueck:0.5",
        "neu:cm-delbrueck>abh-kreis:abh-kreis-besch",
        "warten:abh-kreis-besch:14",
        "warten-weg:v-cm-delbrueck-abh:7.5",
        "zugang:kurs-pb-ik:30",
    ] {
        assert_eq!(text.parse::<Change>().unwrap().to_string(), text);
    }
}

#[test]
fn anything_else_says_what_is_wrong() {
    let problem = |text: &str| text.parse::<Change>().unwrap_err();
    assert_eq!(problem("auf:x"), InvalidChange::UnknownKind("auf:x".to_owned()));
    assert_eq!(problem(""), InvalidChange::UnknownKind(String::new()));
    for text in ["zu", "zu:a:b", "platz:a", "neu:a:b", "warten:a:1:2"] {
        assert_eq!(problem(text), InvalidChange::WrongParts(text.to_owned()));
    }
    assert!(matches!(problem("zu:A"), InvalidChange::Id(_)));
    assert!(matches!(problem("platz:a:1,5"), InvalidChange::Number(_)));
    assert!(matches!(problem("stelle:a:0.005"), InvalidChange::Fte(_)));
}

#[test]
fn without_changes_nothing_is_different() {
    for seed in 0..30 {
        let network = random_queues(seed, 10, 20);
        assert_eq!(apply(&network, &[]).unwrap(), network);
        let standing = standing(&network, &[]);
        let nothing = compare(&standing, &standing);
        assert_eq!((nothing.stations, nothing.findings), (Vec::new(), Vec::new()));
    }
    // A wait moves nobody: 24 leave at b and 10 at c, while a sends on more than it takes.
    let network = network(CHAIN);
    assert_eq!(difference(&network, &["warten:last:3"], &[]).leaving_after, cases("34"));
}

#[test]
fn more_capacity_lets_more_through_downstream() {
    let network = network(CHAIN);
    // a takes 21.740625 of 40 and sends 20 on; with 6 a week it takes 26.08875 and sends 24 on.
    let after = changed(&network, &["platz:first:1"]);
    let report = queues(&NetworkIndex::new(&after));
    let arrivals = |service: &str| {
        let station = report.stations.iter().find(|row| row.service.as_str() == service).unwrap();
        station.arrivals_per_month
    };
    assert_eq!([arrivals("first"), arrivals("second")], [cases("40"), cases("34")]);
    // b sends on 6 of 30, so 6.8 of 34; a 4.8.
    assert_eq!(arrivals("last"), cases("11.6"));
    assert_eq!(
        after.integrity_problems().iter().filter(|p| p.place().0 == "observations").count(),
        {
            network.integrity_problems().iter().filter(|p| p.place().0 == "observations").count()
                - 4
        }
    );
}

#[test]
fn results_of_a_scenario_are_marked() {
    let mut network = network(CHAIN);
    for observation in &mut network.observations {
        if observation.entity.id() == "a-b" {
            observation.envelope.confidence = Confidence::Example;
        }
    }
    let after = changed(&network, &["platz:first:1", "neu:b>a:first"]);
    let made: Vec<_> = after
        .observations
        .iter()
        .filter(|row| row.id.as_str().starts_with(SCENARIO_PREFIX))
        .map(|row| (row.entity.id(), row.envelope.confidence))
        .collect();
    let (assumed, example) = (Confidence::Assumed, Confidence::Example);
    let expected = [("a-b", example), ("a-c", assumed), ("r3", assumed), ("second", assumed)];
    assert_eq!(
        made.iter().copied().collect::<std::collections::BTreeSet<_>>(),
        expected.into_iter().collect()
    );
    let relation = after.relations.iter().find(|row| row.id == id("scenario-relation-1")).unwrap();
    assert_eq!(relation.envelope.confidence, Confidence::Assumed);
    let sources: Vec<&Source> = after.sources.iter().collect();
    assert_eq!((sources.len(), sources[0].kind), (1, SourceKind::Knowledge));
    // Once more on top: new numbers, no id twice.
    let twice = changed(&after, &["neu:b>a:first", "zugang:first:10", "warten:last:4"]);
    let duplicate = |problem: &model::IntegrityProblem| {
        matches!(problem, model::IntegrityProblem::DuplicateId { .. })
    };
    assert!(!twice.integrity_problems().iter().any(duplicate));
}

#[test]
fn closing_an_actor_stops_its_flow_and_its_ways() {
    let network = network(CHAIN);
    let to = |field: &str| RouteQuery::new(id("g1"), RouteGoal::Field(id(field)));
    let found = difference(&network, &["zu:b"], &[to("f2"), to("f3")]);
    assert_eq!(found.lost, [(id("g1"), id("f2"))]);
    assert_eq!(found.gained, []);
    let services: Vec<_> = found.stations.iter().map(|row| row.service.as_str()).collect();
    assert_eq!(services, ["last", "second"]);
    assert!(found.stations[1].after.is_none());
    let last = found.stations[0].after.as_ref().unwrap();
    assert_eq!(last.arrivals_per_month, cases("4"));
    assert_eq!(found.routes[0].after, None);
    let days = |time: &Option<analysis::RouteTime>| time.as_ref().unwrap().total_known.whole_days();
    assert_eq!(days(&found.routes[1].before), days(&found.routes[1].after));
    let closed_too = difference(&network, &["angebot-zu:second"], &[]);
    assert_eq!(closed_too.lost, [(id("g1"), id("f2"))]);
}

#[test]
fn a_wait_changes_routes_and_nothing_else() {
    let network = network(CHAIN);
    let query = RouteQuery::new(id("g1"), RouteGoal::Field(id("f2")));
    let found = difference(&network, &["warten-weg:a-b:20"], std::slice::from_ref(&query));
    let days = |time: &Option<analysis::RouteTime>| time.as_ref().unwrap().total_known.whole_days();
    assert_eq!([days(&found.routes[0].before), days(&found.routes[0].after)], [4, 23]);
    assert_eq!((found.stations.len(), found.findings.len()), (0, 0));
    let at_entry = difference(&network, &["warten:first:10"], &[query]);
    assert_eq!(days(&at_entry.routes[0].after), 11);
}

#[test]
fn arrivals_spread_and_can_end_a_finding() {
    let network = network(CHAIN);
    let found = difference(&network, &["zugang:first:10"], &[]);
    let first = found.stations.iter().find(|row| row.service == id("first")).unwrap();
    let state = |row: &Option<analysis::StationQueue>| row.as_ref().unwrap().state.clone();
    assert!(matches!(state(&first.before), QueueState::Growing { .. }));
    assert!(matches!(state(&first.after), QueueState::Steady { .. }));
    // 20 of 21.740625 cases are sent to b, so 9.199 of 10.
    let second = found.stations.iter().find(|row| row.service == id("second")).unwrap();
    assert_eq!(second.after.as_ref().unwrap().arrivals_per_month, cases("19.199"));
    assert!(found.findings.iter().any(|row| row.after.is_none()));
}

#[test]
fn a_post_raises_capacity_in_proportion() {
    let mut network = network(CHAIN);
    assert_eq!(refused(&network, "stelle:c:1"), ScenarioError::NoPosts(id("c")));
    let envelope = network.actors[0].envelope.clone();
    let post = |name: &str, fte, vacant_fte| Post {
        id: id(name),
        pillar: Pillar::Other,
        kind: PostKind::Other,
        label: name.to_owned(),
        employer: id("a"),
        workplace: Some(id("c")),
        fte,
        funded_fte: None,
        vacant_fte,
        serves: Vec::new(),
        supervised_by: None,
        envelope: envelope.clone(),
    };
    let (two, half) = (Some(Fte::from_hundredths(200)), Some(Fte::from_hundredths(50)));
    network.posts = vec![post("p1", two, half), post("p2", half, None), post("p3", None, None)];
    let capacity = |network: &Network| {
        let service = network.services.iter().find(|service| service.id == id("last")).unwrap();
        service.capacity.unwrap().value.to_string()
    };
    // 40 places for 2 full-time equivalents: 10 for half of one, twice over.
    assert_eq!(capacity(&changed(&network, &["stelle:c:0.5"])), "50");
    let twice = changed(&network, &["stelle:c:0.5", "stelle:c:0.5"]);
    assert_eq!((capacity(&twice), twice.posts.len()), ("60".to_owned(), 5));
    network.posts[0].workplace = Some(id("b"));
    network.services.retain(|service| service.actor != id("b"));
    assert_eq!(refused(&network, "stelle:b:1"), ScenarioError::NothingToScale(id("b")));
}

#[test]
fn impossible_changes_are_refused() {
    let network = network(CHAIN);
    let cases = [
        ("zu:x", ScenarioError::UnknownActor(id("x"))),
        ("angebot-zu:x", ScenarioError::UnknownService(id("x"))),
        ("warten-weg:x:1", ScenarioError::UnknownRelation(id("x"))),
        ("warten:last:-1", ScenarioError::Negative(Decimal::from_integer(-1))),
        ("warten:last:9000000000000000", ScenarioError::TooLarge),
        ("zugang:last:-0.5", ScenarioError::Negative(Decimal::from_thousandths(-500))),
        ("platz:other:1", ScenarioError::NoCapacity(id("other"))),
        ("platz:last:-40", ScenarioError::CapacityNotAboveZero(id("last"))),
        ("platz:last:9223372036854775", ScenarioError::TooLarge),
        ("neu:a>a:first", ScenarioError::SelfReferral(id("a"))),
        ("neu:a>b:last", ScenarioError::ForeignService { service: id("last"), actor: id("b") }),
    ];
    for (text, expected) in cases {
        assert_eq!(refused(&network, text), expected, "{text}");
    }
    let service = id("last");
    let wait = Change::SetWait { subject: WaitSubject::Service(service), days: Decimal::ZERO };
    assert!(apply(&network, &[wait]).is_ok());
}

/// The two ways to compute it agree: in one solution started from today, and by really changing
/// the network and computing everything again.
#[test]
fn value_of_one_more_unit_is_that_of_the_changed_network() {
    let mut n_checked = 0;
    for seed in 0..60 {
        let network = random_queues(seed, 10, 14);
        let index = NetworkIndex::new(&network);
        let growth = |report: &analysis::QueueReport| -> i64 {
            let growing = report.stations.iter().filter_map(|row| match &row.state {
                QueueState::Growing { growth_per_month, .. } => {
                    Some(growth_per_month.0.thousandths())
                }
                _ => None,
            });
            growing.sum()
        };
        let before = queues(&index);
        for value in unit_values(&index, Decimal::from_integer(2)).values {
            let after = changed(&network, &[&format!("platz:{}:2", value.service)]);
            let after = queues(&NetworkIndex::new(&after));
            let avoided = growth(&before) - growth(&after);
            let difference = avoided - value.growth_avoided_per_month.0.thousandths();
            assert!(difference.abs() <= 40, "seed {seed} {}: {difference}", value.service);
            n_checked += 1;
        }
    }
    assert!(n_checked > 200, "{n_checked}");
}

#[test]
fn order_of_tables_does_not_show() {
    for seed in 0..30 {
        let network = random_queues(seed, 10, 16);
        let texts = ["zu:a1", "platz:s2:3", "zugang:s3:20"];
        let changes: Vec<Change> = texts.iter().filter_map(|text| text.parse().ok()).collect();
        let (Ok(one), Ok(other)) =
            (apply(&network, &changes), apply(&reversed(&network), &changes))
        else {
            continue;
        };
        let before = standing(&network, &[]);
        let difference = |after: &Network| compare(&before, &standing(after, &[]));
        let numbers = |found: ScenarioDifference| {
            let stations = found.stations.into_iter().map(|row| {
                (row.service, row.after.map(|after| (after.arrivals_per_month, after.state)))
            });
            (stations.collect::<Vec<_>>(), found.lost, found.leaving_after)
        };
        assert_eq!(numbers(difference(&one)), numbers(difference(&other)), "seed {seed}");
    }
}
