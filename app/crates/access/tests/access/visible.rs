//! What is visible of a state, case by case; what must stay hidden comes first.

use access::{Viewer, is_large_enough, visible};
use model::{Decimal, EntityRef, Metric, Network, NetworkId, Statistic, Unit, Visibility};

use crate::fixtures::{actor, envelope, observation, relation, service, today};

fn network() -> Network {
    let mut network = Network::empty(NetworkId::new("05774").unwrap());
    network.actors = vec![actor("open", Visibility::Public), actor("secret", Visibility::Steering)];
    network.actors[0].parent = Some("secret".parse().unwrap());
    network
}

#[test]
fn hidden_actor_takes_its_services_relations_and_numbers_with_it() {
    let mut network = network();
    network.services = vec![service("help", "secret")];
    network.relations = vec![relation("r", "open", "secret", Visibility::Public)];
    let entities = [
        EntityRef::Actor("secret".parse().unwrap()),
        EntityRef::Service("help".parse().unwrap()),
        EntityRef::Relation("r".parse().unwrap()),
    ];
    network.observations = entities
        .into_iter()
        .enumerate()
        .map(|(idx, entity)| observation(&format!("o{idx}"), entity, "30", Statistic::Mean))
        .collect();
    let seen = visible(&network, Viewer::public(), today());
    let seen = seen.network();
    assert_eq!(seen.actors.len(), 1);
    assert_eq!(seen.actors[0].parent, None, "the parent's id would give the hidden actor away");
    assert!(seen.services.is_empty());
    assert!(seen.relations.is_empty());
    assert!(seen.observations.is_empty());
}

#[test]
fn hidden_relation_hides_its_numbers() {
    let mut network = network();
    network.actors[1].envelope.visibility = Visibility::Public;
    network.relations = vec![relation("r", "open", "secret", Visibility::Partners)];
    network.observations =
        vec![observation("o", EntityRef::Relation("r".parse().unwrap()), "30", Statistic::Mean)];
    let seen = visible(&network, Viewer::public(), today());
    assert!(seen.network().relations.is_empty() && seen.network().observations.is_empty());
}

#[test]
fn small_counts_are_left_out_and_zero_is_not() {
    let entity = || EntityRef::Actor("open".parse().unwrap());
    assert!(!is_large_enough(&observation("o", entity(), "4.9", Statistic::Mean)));
    assert!(!is_large_enough(&observation("o", entity(), "1", Statistic::Count)));
    assert!(is_large_enough(&observation("o", entity(), "5", Statistic::Count)));
    assert!(is_large_enough(&observation("o", entity(), "0", Statistic::Count)));
}

#[test]
fn quantiles_need_ten_cases() {
    let entity = EntityRef::Actor("open".parse().unwrap());
    let mut median = observation("o", entity, "30", Statistic::Median);
    median.metric = Metric::WaitingTime;
    median.unit = Unit::Days;
    median.n = None;
    assert!(!is_large_enough(&median), "nobody says how many");
    median.n = Some(9);
    assert!(!is_large_enough(&median));
    median.n = Some(10);
    assert!(is_large_enough(&median));
    median.value = Decimal::from_integer(3);
    assert!(is_large_enough(&median), "three days are not three cases");
}

#[test]
fn a_row_that_has_run_out_takes_its_dependants_with_it() {
    let mut network = network();
    network.actors[1].envelope = envelope(Visibility::Public);
    network.actors[1].envelope.validity.to = Some("2025-12-31".parse().unwrap());
    network.relations = vec![relation("r", "open", "secret", Visibility::Public)];
    let seen = visible(&network, Viewer::public(), today());
    assert_eq!(seen.network().actors.len(), 1);
    assert!(seen.network().relations.is_empty());
}

#[test]
fn public_rows_stay_as_they_are() {
    let mut network = network();
    network.actors[0].parent = None;
    network.actors.truncate(1);
    assert_eq!(visible(&network, Viewer::public(), today()).network(), &network);
}
