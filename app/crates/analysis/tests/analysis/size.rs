//! A network far larger than a Kreis: 2,000 actors and 20,000 relations.

use std::fmt::Write as _;

use analysis::{
    CoverageQuery, FlowQuery, Grouping, brokerage, circles, community_report, competence_problems,
    constraints, coverage_matrix, dead_ends, disagreements, dominances, feedback_gaps,
    flow_concentration, flow_to_field, layer_measures, overlaps, transitions, wrong_offices,
};
use model::{Network, NetworkIndex};

use crate::fixture::{id, network};
use crate::random::Random;

const N_ACTORS: u64 = 2000;
const N_RELATIONS: u64 = 20_000;
const N_KOMMUNEN: u64 = 20;
const N_FIELDS: u64 = 15;

fn large_network() -> Network {
    let mut random = Random::new(1);
    let mut text = String::new();
    for kommune in 0..N_KOMMUNEN {
        writeln!(text, "gemeinde g{kommune} 10000").unwrap();
    }
    for actor in 0..N_ACTORS {
        let (field, places) = (random.below(N_FIELDS), 1 + random.below(20));
        write!(text, "service s{actor} @a{actor}; kind clearing; fields f{field}").unwrap();
        write!(text, "; capacity {places} appointments_per_week").unwrap();
        text += if random.one_in(10) { "; entry\n" } else { "\n" };
        if random.one_in(2) {
            writeln!(text, "area a{actor} g{}; regime r", random.below(N_KOMMUNEN)).unwrap();
        }
    }
    for relation in 0..N_RELATIONS {
        let (from, to) = (random.below(N_ACTORS), random.below(N_ACTORS));
        let (sent, regimes) = (1 + random.below(30), (random.below(9), random.below(9)));
        write!(text, "a{from} -> a{to}: 3; as r{relation}; sent {sent}").unwrap();
        write!(text, "; regimes x{} x{}", regimes.0, regimes.1).unwrap();
        text += if random.one_in(5) { "; kind cooperates_with\n" } else { "\n" };
    }
    network(&text)
}

#[test]
fn two_thousand_actors_are_no_trouble() {
    let network = large_network();
    let index = NetworkIndex::new(&network);
    let fields: Vec<_> = (0..N_FIELDS).map(|field| id(&format!("f{field}"))).collect();
    let n_pairs = usize::try_from(N_KOMMUNEN * N_FIELDS).unwrap();
    let query = CoverageQuery { fields, ..CoverageQuery::default() };
    assert_eq!(coverage_matrix(&index, &query).len(), n_pairs);
    let overlaps = overlaps(&index, 50);
    assert_eq!((overlaps.overlaps.len(), overlaps.aborted_after_pairs), (50, None));
    assert!(!competence_problems(&index).is_empty());
    assert_eq!(transitions(&index).transitions.len(), 72);
    let circles = circles(&index);
    assert_eq!((circles.revolving_doors.len(), circles.aborted_after_steps), (200, None));
    assert!(circles.n_revolving_doors > 200);
    assert!(dead_ends(&index).len() < network.actors.len());
    assert!(feedback_gaps(&index).gaps.len() > 10_000);
    assert!(wrong_offices(&index).is_empty() && disagreements(&index).is_empty());
    for region in [None, Some(id("g3"))] {
        let query = FlowQuery { field: id("f0"), region, status: None, target_group: None };
        assert!(!flow_to_field(&index, &query).unwrap().narrowest.is_empty());
    }
    assert_eq!(dominances(&index, None, None).n_pairs as usize, n_pairs);
    assert_eq!(layer_measures(&index).len(), 5);
    assert!(!community_report(&index, 1).communities.is_empty());
    assert!(brokerage(&index, &Grouping::Sector).aborted_after_steps.is_none());
    assert_eq!(constraints(&index).len(), network.actors.len());
    assert!(flow_concentration(&index).herfindahl_permille < Some(10));
}
