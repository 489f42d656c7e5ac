//! Nothing may hang or panic, whatever the tables hold.

use analysis::{
    LoadReport, NoRoute, RouteGoal, RouteQuery, RouteStart, bottlenecks, dependences, find_routes,
    service_loads,
};
use model::{Network, NetworkId, NetworkIndex};

use crate::fixture::{id, network};

fn run_all(network: &Network) -> usize {
    let index = NetworkIndex::new(network);
    let query =
        RouteQuery { k: usize::MAX, ..RouteQuery::new(id("g1"), RouteGoal::Field(id("f"))) };
    dependences(&index).len()
        + bottlenecks(&index, usize::MAX).len()
        + find_routes(&index, &query).map_or(0, |set| set.routes.len())
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
