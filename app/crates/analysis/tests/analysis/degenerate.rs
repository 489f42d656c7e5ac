//! Nothing may hang or panic, whatever the tables hold.

use std::fmt::Write as _;

use analysis::{
    CoverageQuery, FlowQuery, Grouping, LoadReport, NoRoute, RouteCriterion, RouteGoal, RouteQuery,
    RouteStart, brokerage, circles, community_report, competence_problems, constraints,
    coverage_matrix, dead_ends, dependences, disagreements, dominances, feedback_gaps, find_routes,
    findings, flow_concentration, flow_to_field, layer_measures, overlaps, pareto_routes,
    service_loads, transitions, widest_route, without_each_actor, wrong_offices,
};
use model::{Decimal, Network, NetworkId, NetworkIndex};

use crate::fixture::{id, network};
use crate::random::Random;

fn run_all(network: &Network) -> usize {
    let index = NetworkIndex::new(network);
    let query =
        RouteQuery { k: usize::MAX, ..RouteQuery::new(id("g1"), RouteGoal::Field(id("f"))) };
    run_structure(&index);
    dependences(&index).len() + findings(&index, usize::MAX).len() + all_routes(&index, &query)
}

fn all_routes(index: &NetworkIndex<'_>, query: &RouteQuery) -> usize {
    let by = |criterion| {
        let set = find_routes(index, &RouteQuery { criterion, ..query.clone() });
        set.map_or(0, |set| set.routes.len())
    };
    RouteCriterion::ALL.into_iter().map(by).sum::<usize>()
        + pareto_routes(index, query).map_or(0, |set| set.routes.len())
        + widest_route(index, query).map_or(0, |set| usize::from(set.widest.is_some()))
        + without_each_actor(index, query).map_or(0, |fallbacks| fallbacks.len())
}

/// Everything that looks at the network as a whole.
fn run_structure(index: &NetworkIndex<'_>) {
    let fields = vec![id("f"), id("unknown"), id("f")];
    let cells = coverage_matrix(index, &CoverageQuery { fields, ..CoverageQuery::default() });
    assert_eq!(cells.len(), index.network.municipalities().count() * 3);
    for region in [None, Some(id("g1"))] {
        let known = region.as_ref().is_none_or(|region| index.region(region).is_some());
        let query = FlowQuery { field: id("f"), region, status: None, target_group: None };
        assert_eq!(flow_to_field(index, &query).is_ok(), known);
    }
    assert!(overlaps(index, usize::MAX).aborted_after_pairs.is_none());
    assert!(circles(index).aborted_after_steps.is_none());
    assert!(brokerage(index, &Grouping::Sector).aborted_after_steps.is_none());
    let n_relations = index.network.relations.len();
    assert!(dead_ends(index).len() <= index.network.actors.len());
    assert!(wrong_offices(index).len() <= n_relations);
    assert!(feedback_gaps(index).gaps.len() <= n_relations);
    assert!(disagreements(index).len() <= 2 * n_relations);
    assert!(transitions(index).transitions.len() <= n_relations);
    assert!(competence_problems(index).len() <= index.network.jurisdictions.len());
    assert!(constraints(index).len() <= index.network.actors.len());
    assert_eq!(layer_measures(index).len(), 5);
    let n_placed: usize = community_report(index, 7).communities.iter().map(Vec::len).sum();
    assert!(n_placed <= index.network.actors.len());
    assert!(dominances(index, None, None).actors.len() <= index.network.actors.len());
    assert!(flow_concentration(index).actors.len() <= index.network.actors.len());
}

#[test]
fn huge_and_negative_numbers_stay_numbers() {
    for thousandths in [i64::MAX, i64::MIN, -1, 0] {
        let mut network = network(
            "gemeinde g1 4000000000
             service s @a; entry; capacity 1 appointments_per_week
             service t @b; fields f; capacity 1 places; processing 1; wait 1
             a -> b: 1; as r1; sent 1; regimes x y; closure 0.1; wrong 0.1
             a -> b: 1; as r2; sent 1; regimes x y
             b -> a: 1; as r3; sent 1
             a -> c: 1; as r4; sent 1",
        );
        for observation in &mut network.observations {
            observation.value = Decimal::from_thousandths(thousandths);
        }
        for service in &mut network.services {
            service.capacity.as_mut().unwrap().value = Decimal::from_thousandths(thousandths);
        }
        run_all(&network);
    }
}

#[test]
fn empty_network_has_no_answers() {
    let network = Network::empty(NetworkId::new("05999").unwrap());
    assert_eq!(run_all(&network), 0);
    assert_eq!(service_loads(&NetworkIndex::new(&network)), LoadReport::default());
}

#[test]
fn kommune_without_actors_has_no_route() {
    let network = network("gemeinde g1");
    let query = RouteQuery::new(id("g1"), RouteGoal::Field(id("f")));
    let set = find_routes(&NetworkIndex::new(&network), &query).unwrap();
    assert_eq!(set.why_none, Some(NoRoute::NobodyOffers));
}

#[test]
fn self_loops_lead_nowhere() {
    let network = network(
        "gemeinde g1
         service first @a; entry
         service more @a; fields f
         a -> a: 1; via more",
    );
    let query = RouteQuery::new(id("g1"), RouteGoal::Field(id("f")));
    let set = find_routes(&NetworkIndex::new(&network), &query).unwrap();
    assert_eq!((set.routes.len(), set.excluded.len()), (0, 0));
    run_all(&network);
}

#[test]
fn cyclic_regions_do_not_hang() {
    let mut network = network(
        "gemeinde g1
         gemeinde g2
         area a g3
         service s @a; fields f; entry",
    );
    network.regions[0].parent = Some(id("g2"));
    network.regions[1].parent = Some(id("g1"));
    assert_eq!(run_all(&network), 0);
}

#[test]
fn dangling_references_are_passed_over() {
    let mut network = network(
        "gemeinde g1
         service first @a; entry
         service help @b; fields f
         a -> b: 1; as gone; via nothing
         a -> b: 1; as foreign; via first
         a -> c: 1; as lost
         c -> b: 1; as back; via help",
    );
    network.actors.retain(|actor| actor.id != id("c"));
    let query = RouteQuery::new(id("g1"), RouteGoal::Field(id("f")));
    let set = find_routes(&NetworkIndex::new(&network), &query).unwrap();
    assert_eq!((set.why_none, set.excluded.len()), (Some(NoRoute::NotConnected), 0));
    run_all(&network);
}

#[test]
fn complete_graph_with_ties_gives_the_limit_of_routes() {
    let rows = |from: u32| {
        let relations = (0..12).filter(move |&to| to != from);
        let relations = relations.map(move |to| format!("a{from} -> a{to}: 0\n"));
        relations.chain([format!("service s{from} @a{from}; fields f\n")])
    };
    let text: String =
        ["gemeinde g1\n".to_owned()].into_iter().chain((0..12).flat_map(rows)).collect();
    let network = network(&text);
    let index = NetworkIndex::new(&network);
    let query = RouteQuery {
        start: RouteStart::Actor(id("a0")),
        k: usize::MAX,
        max_handovers: Some(u8::MAX),
        ..RouteQuery::new(id("g1"), RouteGoal::Actor(id("a11")))
    };
    let set = find_routes(&index, &query).unwrap();
    assert_eq!(set.routes.len(), analysis::MAX_ROUTES);
    let unlimited = RouteQuery { max_handovers: None, ..query };
    assert_eq!(find_routes(&index, &unlimited).unwrap(), set);
}

#[test]
fn huge_values_saturate() {
    let text = "
        gemeinde g1
        service first @a; entry; wait 6000000000000; capacity 9000000000000000 places
        service help @b; fields f; wait 6000000000000; processing 0.001; capacity 0 places
        service more @c; fields f; capacity 9000000000000000 appointments_per_week; start 0
        a -> b: 6000000000000; via help; acceptance 0; start 0; wrong 1
        b -> c: 6000000000000; via more; acceptance 0.001; start 0
    ";
    assert!(run_all(&network(text)) > 0);
}

/// 2,000 actors and 20,000 relations of every sort.
fn large_network() -> Network {
    let mut random = Random::new(7);
    let mut text = "gemeinde g1 1000\n".to_owned();
    for actor in 0..2000 {
        let field = random.below(20);
        write!(
            text,
            "service s{actor} @a{actor}; fields f{field}; processing {}",
            random.below(90)
        )
        .unwrap();
        text.push_str(if random.one_in(10) { "; entry; wait 3" } else { "; wait 9" });
        writeln!(text, "; capacity {} appointments_per_week", random.below(40)).unwrap();
    }
    for relation in 0..20_000 {
        let (from, to) = (random.below(2000), random.below(2000));
        write!(text, "a{from} -> a{to}: {}; as r{relation}", random.below(200)).unwrap();
        if random.one_in(2) {
            write!(text, "; via s{to}").unwrap();
        }
        let (acceptance, start) = (random.below(900) + 100, random.below(900) + 100);
        write!(text, "; acceptance 0.{acceptance}; start 0.{start}").unwrap();
        text.push_str(if random.one_in(3) { "; regimes sgb2 sgb3\n" } else { "\n" });
    }
    network(&text)
}

#[test]
fn large_network_is_answered() {
    let network = large_network();
    let index = NetworkIndex::new(&network);
    let far = RouteQuery {
        start: RouteStart::Actor(id("a0")),
        ..RouteQuery::new(id("g1"), RouteGoal::Actor(id("a1999")))
    };
    let near = RouteQuery::new(id("g1"), RouteGoal::Field(id("f3")));
    for query in [far, near] {
        assert!(all_routes(&index, &query) >= 4 * query.k);
        assert_eq!(pareto_routes(&index, &query).unwrap().aborted_after, None);
    }
}
