//! How a network is built, and who holds which place in it.

use std::collections::BTreeMap;

use analysis::{
    Grouping, LayerMeasures, TeamBasis, brokerage, community_report, constraints,
    flow_concentration, layer_measures, main_regimes,
};
use model::{ActorId, KimStatus, Layer, Network, NetworkId, NetworkIndex};

use crate::fixture::{id, network, reversed};
use crate::random::random_network;

fn layer(network: &Network, layer: Layer) -> LayerMeasures {
    let found = layer_measures(&NetworkIndex::new(network));
    found.into_iter().find(|measures| measures.layer == layer).unwrap()
}

#[test]
fn a_star_is_fully_centralised() {
    let star = network("a -> b: 1\n a -> c: 1\n a -> d: 1\n a -> e: 1");
    let flow = layer(&star, Layer::Flow);
    let centralisation = flow.centralisation.unwrap();
    assert_eq!((flow.n_actors, flow.n_tied, flow.n_relations, flow.n_ties), (5, 5, 4, 4));
    assert_eq!(flow.density_millionths, Some(200_000));
    assert_eq!((centralisation.outgoing_permille, centralisation.all_permille), (1000, 1000));
    // One of five receives nothing: 1 / 16.
    assert_eq!(centralisation.incoming_permille, 63);
    assert_eq!((flow.main_core, flow.n_in_main_core, flow.reciprocity_permille), (1, 5, None));
}

#[test]
fn only_ties_that_work_count_and_parallel_ones_once() {
    let text = "a -> b: 1; as r1\n a -> b: 1; as r2; example\n a -> a: 1; as r3
                b -> c: 1; status broken\n a -> c: 1; as r4; kind expected_relation; status planned";
    let flow = layer(&network(text), Layer::Flow);
    assert_eq!((flow.n_actors, flow.n_tied, flow.n_relations, flow.n_ties), (3, 2, 2, 1));
    assert!(flow.uses_example_data);
    let expected = layer(&network(text), Layer::Expected);
    assert_eq!((expected.n_relations, expected.n_ties), (1, 1));
}

#[test]
fn reciprocity_is_of_directed_cooperation() {
    let network = network(
        "a -> b: 1; as r1; kind exchanges_information
         b -> a: 1; as r2; kind exchanges_data
         a -> c: 1; as r3; kind exchanges_data
         c -> b: 1; as r4; kind cooperates_with
         a -> b: 1; as r5\n b -> a: 1; as r6",
    );
    let cooperation = layer(&network, Layer::Cooperation);
    assert_eq!(cooperation.reciprocity_permille, Some(667));
    // The tie without a direction counts in both.
    assert_eq!((cooperation.n_relations, cooperation.n_ties), (4, 5));
    assert_eq!(layer(&network, Layer::Flow).reciprocity_permille, None);
}

#[test]
fn the_main_core_is_the_densest_part() {
    let network = network(
        "a -> b: 1\n b -> c: 1\n c -> a: 1\n a -> d: 1\n b -> d: 1\n d -> c: 1\n d -> e: 1",
    );
    let flow = layer(&network, Layer::Flow);
    assert_eq!((flow.main_core, flow.n_in_main_core), (3, 4));
    let cores: Vec<_> = flow.cores.iter().map(|m| (m.actor.as_str(), m.core)).collect();
    assert_eq!(cores, [("a", 3), ("b", 3), ("c", 3), ("d", 3), ("e", 1)]);
}

#[test]
fn brokers_are_told_apart_by_groups() {
    let network = network(
        "s -> b: 1\n b -> r: 1\n s -> q: 1\n b -> q: 1\n b -> s: 1\n r -> b: 1; status broken",
    );
    let index = NetworkIndex::new(&network);
    let roles = |groups: &[(&str, &str)]| {
        let of = groups.iter().map(|(actor, group)| (id(actor), (*group).to_owned()));
        let report = brokerage(&index, &Grouping::Given(of.collect()));
        let [only] = report.actors.as_slice() else { return (report.n_ungrouped, [0; 5]) };
        assert_eq!(only.actor.as_str(), "b");
        let counts =
            [only.coordinator, only.itinerant, only.gatekeeper, only.representative, only.liaison];
        (report.n_ungrouped, counts)
    };
    // Only s - b - r: s refers to q itself, and nobody brokers back to the sender.
    assert_eq!(roles(&[("s", "x"), ("b", "x"), ("r", "x")]), (1, [1, 0, 0, 0, 0]));
    assert_eq!(roles(&[("s", "x"), ("b", "y"), ("r", "x")]), (1, [0, 1, 0, 0, 0]));
    assert_eq!(roles(&[("s", "x"), ("b", "y"), ("r", "y")]), (1, [0, 0, 1, 0, 0]));
    assert_eq!(roles(&[("s", "x"), ("b", "x"), ("r", "y")]), (1, [0, 0, 0, 1, 0]));
    assert_eq!(roles(&[("s", "x"), ("b", "y"), ("r", "z")]), (1, [0, 0, 0, 0, 1]));
    assert_eq!(roles(&[("s", "x"), ("b", "y")]), (2, [0; 5]));
    assert_eq!(brokerage(&index, &Grouping::Sector).actors[0].coordinator, 1);
}

/// Every triple is tried.
#[test]
fn brokerage_equals_the_count_of_triples() {
    for seed in 0..100 {
        let network = random_network(seed);
        let index = NetworkIndex::new(&network);
        let actors: Vec<&ActorId> = network.actors.iter().map(|actor| &actor.id).collect();
        let refers = |from: &ActorId, to: &ActorId| {
            let mut relations = network.relations.iter();
            relations.any(|r| r.from == *from && r.to == *to && r.status.is_passable())
        };
        let mut expected: BTreeMap<&ActorId, u32> = BTreeMap::new();
        for &sender in &actors {
            for &broker in &actors {
                for &receiver in &actors {
                    let are_three = sender != broker && broker != receiver && sender != receiver;
                    if are_three
                        && refers(sender, broker)
                        && refers(broker, receiver)
                        && !refers(sender, receiver)
                    {
                        *expected.entry(broker).or_default() += 1;
                    }
                }
            }
        }
        let report = brokerage(&index, &Grouping::Sector);
        let found: BTreeMap<&ActorId, u32> =
            report.actors.iter().map(|of| (&of.actor, of.total())).collect();
        assert_eq!(found, expected, "seed {seed}");
        assert_eq!(report, brokerage(&NetworkIndex::new(&reversed(&network)), &Grouping::Sector));
    }
}

#[test]
fn the_main_regime_is_the_most_frequent() {
    let mut network = network("service s @a\n service t @a\n service u @a; status inactive");
    network.services[0].regimes = vec![id("sgb-ii"), id("asylblg")];
    network.services[2].regimes = vec![id("sgb-iii"), id("sgb-ii")];
    let main = main_regimes(&NetworkIndex::new(&network));
    assert_eq!(main[&id::<ActorId>("a")], "asylblg");
}

#[test]
fn who_connects_strangers_is_least_constrained() {
    let network = network(
        "m -> a: 1\n m -> b: 1\n m -> c: 1; kind cooperates_with\n a -> x: 1\n x -> a: 1; as back",
    );
    let found = constraints(&NetworkIndex::new(&network));
    assert_eq!((found[0].actor.as_str(), found[0].n_contacts), ("m", 3));
    let of = |actor: &str| found.iter().find(|of| of.actor.as_str() == actor).unwrap().permille;
    // One contact alone.
    assert_eq!((of("x"), of("b"), of("c")), (1000, 1000, 1000));
    assert_eq!(found, constraints(&NetworkIndex::new(&reversed(&network))));
}

const TEAMS: &str = "
    gemeinde g1
    gemeinde g2
    gemeinde g3
    team t1
    team t2
    area cm1 g1 g3; serves
    area cm1 t1; team
    area cm2 g2; serves
    area cm2 t2; team
    area hall1 g1
    area hall3 g3
    area hall2 g2
    area both g1 g2
    actor club; in g2
    cm1 -> hall1: 1\n hall1 -> hall3: 1\n hall3 -> cm1: 1
    cm2 -> hall2: 1\n hall2 -> club: 1\n club -> cm2: 1
    hall1 -> both: 1\n both -> cm1: 1
";

#[test]
fn communities_are_compared_with_the_regionalteams() {
    let network = network(TEAMS);
    let report = community_report(&NetworkIndex::new(&network), 1);
    let sizes: Vec<_> = report.communities.iter().map(Vec::len).collect();
    assert_eq!(sizes, [4, 3]);
    assert!(report.modularity_permille > 300);
    let comparison = report.comparison.clone().unwrap();
    assert_eq!(comparison.basis, TeamBasis::RegionalTeams);
    assert_eq!(comparison.adjusted_rand_permille, 1000);
    let placed: Vec<_> =
        comparison.placements.iter().map(|p| format!("{} {}", p.actor, p.team)).collect();
    let expected = ["club t2", "cm1 t1", "cm2 t2", "hall1 t1", "hall2 t2", "hall3 t1"];
    assert_eq!(placed, expected);
    assert_eq!(report, community_report(&NetworkIndex::new(&reversed(&network)), 1));
}

#[test]
fn kim_kommunen_stand_in_for_missing_teams() {
    let lines: Vec<&str> = TEAMS.lines().filter(|line| !line.contains("team")).collect();
    let text = lines.join("\n");
    let mut without = network(&text);
    assert_eq!(community_report(&NetworkIndex::new(&without), 1).comparison, None);
    for region in &mut without.regions {
        region.kim_status = (region.id.as_str() != "g3").then_some(KimStatus::Participating);
    }
    let comparison = community_report(&NetworkIndex::new(&without), 1).comparison.unwrap();
    assert_eq!(comparison.basis, TeamBasis::KimMunicipalities);
    let placed: Vec<_> =
        comparison.placements.iter().map(|p| format!("{} {}", p.actor, p.team)).collect();
    assert_eq!(placed, ["club g2", "cm2 g2", "hall1 g1", "hall2 g2"]);
}

#[test]
fn referrals_gather_at_few_actors() {
    let mut network = network(
        "actor part
         seat c1 head\n seat c1 a\n seat c2 a
         a -> m: 1; sent 6
         part -> m: 1; sent 2
         m -> y: 1; sent 4; example
         m -> z: 1; sent 4
         y -> z: 1
         z -> m: 1; sent 9; status broken",
    );
    let part = network.actors.iter_mut().find(|actor| actor.id.as_str() == "part").unwrap();
    part.parent = Some(id("head"));
    let found = flow_concentration(&NetworkIndex::new(&network));
    let parts: Vec<_> =
        found.actors.iter().map(|of| (of.actor.as_str(), of.share_permille)).collect();
    assert_eq!(parts, [("m", 500), ("a", 188), ("y", 125), ("z", 125), ("part", 63)]);
    // 16, 6 and 4 of 32.
    assert_eq!(found.top_three_permille, Some(813));
    // (256 + 36 + 16 + 16 + 4) / 1024.
    assert_eq!(found.herfindahl_permille, Some(320));
    let passing: Vec<_> = found.actors.iter().map(|of| of.passing_permille).collect();
    assert_eq!(passing, [1000, 0, 0, 0, 0]);
    let seats: Vec<_> = found.actors.iter().map(|of| (of.n_seats, of.n_seats_above)).collect();
    assert_eq!(seats, [(0, 0), (2, 0), (0, 0), (0, 0), (0, 1)]);
    let without: Vec<_> = found.without_seat.iter().map(ActorId::as_str).collect();
    assert_eq!(without, ["m"]);
    assert_eq!((found.volume.n_counted, found.volume.n_uncounted), (4, 1));
    assert_eq!((found.evidence.len(), found.uses_example_data), (4, true));
    assert_eq!(found, flow_concentration(&NetworkIndex::new(&reversed(&network))));
}

#[test]
fn an_empty_network_has_no_structure() {
    let empty = Network::empty(NetworkId::new("05999").unwrap());
    let index = NetworkIndex::new(&empty);
    for measures in layer_measures(&index) {
        assert_eq!((measures.density_millionths, measures.centralisation), (None, None));
        assert_eq!((measures.reciprocity_permille, measures.main_core), (None, 0));
    }
    let communities = community_report(&index, 1);
    assert_eq!((communities.communities.len(), communities.comparison), (0, None));
    assert_eq!(constraints(&index), []);
    assert_eq!(brokerage(&index, &Grouping::Sector), analysis::BrokerageReport::default());
    assert_eq!(flow_concentration(&index), analysis::FlowConcentration::default());
    let alone = network("actor a");
    assert_eq!(layer(&alone, Layer::Flow).density_millionths, None);
}
