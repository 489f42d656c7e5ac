//! Where referrals go wrong.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use analysis::{
    Circle, DeadEndCause, DisagreementKind, FeedbackGapCause, MAX_CIRCLES, circles, dead_ends,
    disagreements, feedback_gaps, wrong_offices,
};
use model::{Layer, Network, NetworkIndex};

use crate::fixture::{network, reversed};
use crate::random::Random;

fn named(circles: &[Circle]) -> Vec<String> {
    let name = |circle: &Circle| {
        let actors: Vec<_> = circle.actors.iter().map(ToString::to_string).collect();
        format!("{} {}", actors.join("-"), circle.at_most_per_month)
    };
    circles.iter().map(name).collect()
}

#[test]
fn the_narrowest_hand_over_says_how_many_can_go_round() {
    let network = network(
        "service desk @b; fields wohnen
         b -> a: 1; as ba; sent 2; via desk; fields arbeit wohnen
         a -> b: 1; as ab1; sent 3; via desk
         a -> b: 1; as ab2; sent 4; fields wohnen; example
         b -> c: 1; as bc; sent 9
         c -> a: 1; as ca; sent 5
         c -> d: 1; as cd; sent 1
         d -> a: 1; as da; sent 8
         d -> b: 1; as db; sent 8; status broken",
    );
    // `ba` names a service of `b` and leads to `a`, so it resolves to nothing and is left out.
    let index = NetworkIndex::new(&network);
    assert_eq!(circles(&index).n_ping_pong, 0);
    let mut mended = network.clone();
    mended.relations.iter_mut().filter(|r| r.id.as_str() == "ba").for_each(|r| r.service = None);
    let found = circles(&NetworkIndex::new(&mended));
    assert_eq!(named(&found.ping_pong), ["a-b 2"]);
    assert_eq!(named(&found.revolving_doors), ["a-b-c 5", "a-b-c-d 1"]);
    let ping_pong = &found.ping_pong[0];
    let fields: Vec<_> = ping_pong.common_fields.iter().map(ToString::to_string).collect();
    assert_eq!(fields, ["wohnen"]);
    assert_eq!((ping_pong.relations.len(), ping_pong.evidence.len()), (3, 3));
    assert!(ping_pong.uses_example_data);
    assert_eq!((found.n_revolving_doors, found.aborted_after_steps), (2, None));
    assert_eq!(found, circles(&NetworkIndex::new(&reversed(&mended))));
}

#[test]
fn uncounted_and_empty_hand_overs_close_no_circle() {
    let network = network("a -> b: 1; sent 3\n b -> a: 1; as r1\n b -> a: 1; as r2; sent 0");
    let found = circles(&NetworkIndex::new(&network));
    assert_eq!((found.n_ping_pong, found.n_revolving_doors), (0, 0));
}

/// Every sequence of distinct actors is tried.
fn naive_circles(network: &Network) -> BTreeSet<Vec<String>> {
    let index = NetworkIndex::new(network);
    let sends = |from: &str, to: &str| {
        network.relations.iter().any(|relation| {
            relation.from.as_str() == from
                && relation.to.as_str() == to
                && relation.kind.layer() == Layer::Flow
                && relation.status.is_passable()
                && index
                    .observations_of(&model::EntityRef::Relation(relation.id.clone()))
                    .any(|seen| seen.metric == model::Metric::ReferralsSent)
        })
    };
    let actors: Vec<String> = network.actors.iter().map(|actor| actor.id.to_string()).collect();
    let mut found = BTreeSet::new();
    let mut paths: Vec<Vec<String>> = actors.iter().map(|actor| vec![actor.clone()]).collect();
    while let Some(path) = paths.pop() {
        if path.len() > 1 && sends(&path[path.len() - 1], &path[0]) {
            found.insert(path.clone());
        }
        for next in actors.iter().filter(|&next| *next > path[0] && !path.contains(next)) {
            if path.len() < 4 && sends(&path[path.len() - 1], next) {
                paths.push(path.iter().chain([next]).cloned().collect());
            }
        }
    }
    found
}

#[test]
fn circles_equal_the_enumeration_of_all() {
    for seed in 0..200 {
        let mut random = Random::new(seed);
        let n_actors = 2 + random.below(6);
        let mut text = String::new();
        for relation in 0..random.below(n_actors * 4) {
            let (from, to) = (random.below(n_actors), random.below(n_actors));
            write!(text, "a{from} -> a{to}: 1; as r{relation}").unwrap();
            text += if random.one_in(5) { "" } else { "; sent 2" };
            text += if random.one_in(6) { "; status planned\n" } else { "\n" };
        }
        let network = network(&text);
        let found = circles(&NetworkIndex::new(&network));
        assert!(found.n_revolving_doors as usize <= MAX_CIRCLES);
        let all: BTreeSet<Vec<String>> = found
            .ping_pong
            .iter()
            .chain(&found.revolving_doors)
            .map(|circle| circle.actors.iter().map(ToString::to_string).collect())
            .collect();
        assert_eq!(all, naive_circles(&network), "seed {seed}");
        assert_eq!(found, circles(&NetworkIndex::new(&reversed(&network))), "seed {seed}");
    }
}

#[test]
fn a_dead_end_neither_helps_nor_sends_on() {
    let network = network(
        "service rests @b; status inactive
         service women @c; groups frauen
         service open @d
         service other @e
         a -> b: 1; sent 2
         a -> c: 1; as ac1; groups kinder; sent 5
         a -> c: 1; as ac2; groups senioren; example
         a -> d: 1; groups kinder
         a -> f: 1
         f -> d: 1
         a -> g: 1; status planned
         a -> e: 1",
    );
    let found = dead_ends(&NetworkIndex::new(&network));
    let told: Vec<_> = found.iter().map(|end| (end.actor.as_str(), end.cause)).collect();
    let expected = [("c", DeadEndCause::AcceptsNobodySent), ("b", DeadEndCause::NoActiveService)];
    assert_eq!(told, expected);
    let first = &found[0];
    assert_eq!(first.arriving.per_month.to_string(), "5");
    assert_eq!((first.arriving.n_counted, first.arriving.n_uncounted), (1, 1));
    assert_eq!((first.relations.len(), first.evidence.len()), (2, 1));
    assert!(first.uses_example_data);
    assert_eq!(found, dead_ends(&NetworkIndex::new(&reversed(&network))));
}

#[test]
fn a_named_service_must_take_who_is_sent() {
    let text = |status: &str| {
        format!(
            "service men @b; groups maenner; status {status}
             service all @b
             a -> b: 1; via men; groups maenner"
        )
    };
    assert_eq!(dead_ends(&NetworkIndex::new(&network(&text("active")))), []);
    let closed = network(&text("temporarily_closed"));
    let found = dead_ends(&NetworkIndex::new(&closed));
    assert_eq!(found[0].cause, DeadEndCause::AcceptsNobodySent);
}

#[test]
fn feedback_is_missing_when_not_agreed_not_known_or_seldom_given() {
    let network = network(
        "a -> b: 1; as r1; feedback yes; sent 1
         a -> b: 1; as r2; feedback yes; closure 0.499; sent 2
         a -> b: 1; as r3; feedback yes; closure 0.5; sent 4
         a -> b: 1; as r4; feedback no; sent 8
         a -> b: 1; as r5; closure 0.9; example
         a -> b: 1; as r6; status broken; sent 99",
    );
    let report = feedback_gaps(&NetworkIndex::new(&network));
    let told: Vec<_> = report.gaps.iter().map(|gap| (gap.relation.as_str(), gap.cause)).collect();
    assert_eq!(
        told,
        [
            ("r4", FeedbackGapCause::NotAgreed),
            ("r2", FeedbackGapCause::SeldomGiven),
            ("r5", FeedbackGapCause::NotKnown),
        ]
    );
    assert_eq!(report.volume.per_month.to_string(), "15");
    assert_eq!(report.without_feedback_per_month.to_string(), "10");
    assert_eq!(report.volume.n_uncounted, 1);
    assert_eq!(report.gaps[1].evidence.len(), 2);
    assert!(report.gaps[2].uses_example_data);
    assert_eq!(report, feedback_gaps(&NetworkIndex::new(&reversed(&network))));
}

const OFFICES: &str = "
    gemeinde g1
    gemeinde g2
    gemeinde g3
    actor kreis; kind foreigners_authority
    actor stadt; kind foreigners_authority
    actor ki; kind integration_centre
    actor rathaus; kind municipality
    area kreis g1 g3; regime aufenthg
    area stadt g2; regime aufenthg
    area ki g1 g2
    area rathaus g2; serves
";

#[test]
fn an_office_that_is_not_competent_is_the_wrong_one() {
    let network = network(&format!(
        "{OFFICES}
         rathaus -> kreis: 1; as r1; sent 3
         ki -> kreis: 1; as r2
         anybody -> stadt: 1; as r3
         rathaus -> stadt: 1; as r4; status planned"
    ));
    let found = wrong_offices(&NetworkIndex::new(&network));
    let told: Vec<_> = found
        .iter()
        .map(|wrong| (wrong.relation.as_str(), wrong.regions[0].as_str(), wrong.is_by_law))
        .collect();
    assert_eq!(told, [("r1", "g2", true), ("r2", "g2", true)]);
    assert_eq!(found[0].rightful[0].as_str(), "stadt");
    assert_eq!((found[0].counted.clone(), found[0].evidence.len()), (None, 1));
    assert_eq!(found, wrong_offices(&NetworkIndex::new(&reversed(&network))));
}

#[test]
fn who_also_refers_to_the_rightful_office_chooses() {
    let network = network(&format!("{OFFICES}\n ki -> kreis: 1\n ki -> stadt: 1"));
    assert_eq!(wrong_offices(&NetworkIndex::new(&network)), []);
}

#[test]
fn counted_wrong_referrals_come_first() {
    let network = network(&format!(
        "{OFFICES}
         rathaus -> kreis: 1; as r1; sent 30
         ki -> anybody: 1; as r2; wrong 0.2
         ki -> anybody: 1; as r3; wrong 0"
    ));
    let found = wrong_offices(&NetworkIndex::new(&network));
    let told: Vec<_> = found.iter().map(|wrong| wrong.relation.as_str()).collect();
    assert_eq!(told, ["r2", "r1"]);
    assert_eq!(found[0].counted.as_ref().unwrap().permille, 200);
}

#[test]
fn sides_disagree_on_existence_or_quality() {
    let network = network(
        "a -> b: 1; as r1; confirmed sender; quality 5 3
         a -> b: 1; as r2; confirmed receiver; quality 3 4
         a -> b: 1; as r3; confirmed both; quality 1 5; example
         a -> b: 1; as r4
         a -> b: 1; as r5; confirmed sender; status discontinued",
    );
    let found = disagreements(&NetworkIndex::new(&network));
    let relations: Vec<_> = found.iter().map(|found| found.relation.as_str()).collect();
    assert_eq!(relations, ["r1", "r1", "r2", "r3"]);
    assert_eq!(found[0].kind, DisagreementKind::OnlySenderConfirmed);
    assert!(matches!(found[1].kind, DisagreementKind::RatedDifferently { .. }));
    assert_eq!(found[2].kind, DisagreementKind::OnlyReceiverConfirmed);
    assert!(found[3].uses_example_data && !found[0].uses_example_data);
}
