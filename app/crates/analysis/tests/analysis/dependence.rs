//! Dependences, against removing each actor from the network itself.

use std::collections::BTreeSet;

use analysis::{Dependence, dependences};
use model::{
    ActorId, FieldCode, Layer, Network, NetworkIndex, RegionId, Relation, Service, ServiceStatus,
};

use crate::fixture::{id, network, reversed};
use crate::random::random_network;

type Pair = (RegionId, FieldCode);

fn find(network: &Network) -> Vec<Dependence> {
    dependences(&NetworkIndex::new(network))
}

fn of<'a>(found: &'a [Dependence], actor: &str) -> &'a Dependence {
    found.iter().find(|dependence| dependence.actor == id(actor)).unwrap()
}

#[test]
fn sole_provider_and_gateway_are_told_apart() {
    let found = find(&network(
        "gemeinde g1 1000
         gemeinde g2 500
         service first @door; fields beratung; entry
         service work @job; fields arbeit
         service flat @home; fields wohnen
         service room @host; fields wohnen
         door -> mid: 1
         mid -> job: 1; via work
         mid -> home: 1; via flat
         mid -> host: 1; via room",
    ));
    let mid = of(&found, "mid");
    assert_eq!((mid.sole_provider, mid.cut_off, mid.n_pairs_total), (0, 4, 6));
    assert_eq!((mid.affected_population, mid.is_articulation), (1500, true));
    let job = of(&found, "job");
    assert_eq!((job.sole_provider, job.cut_off, job.is_articulation), (2, 0, false));
    assert!(found.iter().all(|dependence| dependence.actor != id("home")));
    let door = of(&found, "door");
    assert_eq!((door.lost.len(), door.sole_provider, door.cut_off), (6, 2, 4));
    assert_eq!(found[0].actor, id("door"));
}

#[test]
fn only_the_kommunen_concerned_are_counted() {
    let found = find(&network(
        "gemeinde g1 1000
         gemeinde g2 500
         service east @a; fields arbeit; entry
         service west @b; fields arbeit; entry
         area a g1
         area b g1 g2",
    ));
    assert_eq!(found.len(), 1);
    assert_eq!(of(&found, "b").lost, [(id("g2"), id("arbeit"))]);
    assert_eq!(of(&found, "b").affected_population, 500);
}

/// Reachable pairs by the plainest means: repeat until nothing can have been missed.
fn reachable(network: &Network) -> BTreeSet<Pair> {
    let index = NetworkIndex::new(network);
    let pairs = network.municipalities().flat_map(|region| {
        let reached = reachable_services(&index, &region.id).into_iter();
        reached.flat_map(|service| service.fields.iter().map(|f| (region.id.clone(), f.clone())))
    });
    pairs.collect()
}

fn reachable_services<'a>(index: &NetworkIndex<'a>, region: &RegionId) -> Vec<&'a Service> {
    let network = index.network;
    let covers = |actor: &ActorId| {
        index.actor_idx(actor).is_some_and(|idx| index.coverage(idx, region).is_covered())
    };
    let is_open = |service: &Service| service.status == ServiceStatus::Active;
    let is_entry =
        |service: &&Service| service.entry_point && is_open(service) && covers(&service.actor);
    let mut services: Vec<&Service> = network.services.iter().filter(is_entry).collect();
    let mut actors: BTreeSet<&ActorId> = services.iter().map(|service| &service.actor).collect();
    let is_passable = |relation: &&Relation| {
        let named = relation.service.as_ref().and_then(|service| index.service(service));
        relation.kind.layer() == Layer::Flow
            && relation.status.is_passable()
            && relation.from != relation.to
            && covers(&relation.to)
            && named.is_none_or(is_open)
    };
    for _ in &network.actors {
        for relation in network.relations.iter().filter(is_passable) {
            if actors.contains(&relation.from) {
                actors.insert(&relation.to);
                let is_reached = |service: &&Service| match &relation.service {
                    Some(named) => service.id == *named,
                    None => service.actor == relation.to && is_open(service),
                };
                services.extend(network.services.iter().filter(is_reached));
            }
        }
    }
    services
}

fn without(network: &Network, actor: &ActorId) -> Network {
    let mut rest = network.clone();
    rest.actors.retain(|other| other.id != *actor);
    rest.services.retain(|service| service.actor != *actor);
    rest.relations.retain(|relation| relation.from != *actor && relation.to != *actor);
    rest
}

fn is_offered(network: &Network, (region, field): &Pair) -> bool {
    let index = NetworkIndex::new(network);
    network.services.iter().any(|service| {
        service.status == ServiceStatus::Active
            && service.fields.contains(field)
            && index
                .actor_idx(&service.actor)
                .is_some_and(|idx| index.coverage(idx, region).is_covered())
    })
}

/// Components of the undirected referral graph among actors that have referrals.
fn n_components(network: &Network, actors: &BTreeSet<&ActorId>) -> usize {
    let mut group: Vec<(&ActorId, usize)> =
        actors.iter().enumerate().map(|(idx, actor)| (*actor, idx)).collect();
    for _ in 0..actors.len() {
        for relation in network.relations.iter().filter(|r| r.status.is_passable()) {
            let of = |id: &ActorId| group.iter().find(|(actor, _)| *actor == id).map(|(_, g)| *g);
            if let (Some(a), Some(b)) = (of(&relation.from), of(&relation.to)) {
                group.iter_mut().filter(|(_, g)| *g == a.max(b)).for_each(|(_, g)| *g = a.min(b));
            }
        }
    }
    group.iter().map(|(_, g)| g).collect::<BTreeSet<_>>().len()
}

#[test]
fn dependences_equal_removing_each_actor() {
    let mut n_cut_off = 0;
    for seed in 0..300 {
        let network = random_network(seed);
        let today = reachable(&network);
        let found = find(&network);
        let everybody: BTreeSet<&ActorId> = network.actors.iter().map(|actor| &actor.id).collect();
        for actor in &network.actors {
            let rest = without(&network, &actor.id);
            let lost: BTreeSet<Pair> = today.difference(&reachable(&rest)).cloned().collect();
            let others: BTreeSet<&ActorId> =
                everybody.iter().copied().filter(|other| **other != actor.id).collect();
            let splits = n_components(&network, &others) > n_components(&network, &everybody);
            let Some(dependence) = found.iter().find(|found| found.actor == actor.id) else {
                assert!(lost.is_empty() && !splits, "seed {seed}, {}", actor.id);
                continue;
            };
            assert_eq!(dependence.is_articulation, splits, "seed {seed}, {}", actor.id);
            assert!(dependence.lost.iter().eq(&lost), "seed {seed}, {}", actor.id);
            let cut_off = lost.iter().filter(|pair| is_offered(&rest, pair)).count();
            assert_eq!(usize::try_from(dependence.cut_off).unwrap(), cut_off, "seed {seed}");
            assert_eq!(usize::try_from(dependence.sole_provider).unwrap(), lost.len() - cut_off);
            assert_eq!(usize::try_from(dependence.n_pairs_total).unwrap(), today.len());
            n_cut_off += cut_off;
        }
    }
    assert!(n_cut_off > 50, "the random networks are too thin to test anything");
}

#[test]
fn order_of_the_tables_does_not_matter() {
    for seed in 0..100 {
        let network = random_network(seed);
        assert_eq!(find(&network), find(&reversed(&network)), "seed {seed}");
    }
}
