//! How a chain runs through a Kommune, one rule per test.

use std::fmt::Write as _;

use analysis::{
    ChainError, ChainMapping, ChainPeople, ChainQuery, HandoverCounts, MAX_CANDIDATES, StepOutcome,
    StepTransition, StepTransitionState, map_chain, map_everywhere,
};
use model::{Days, Network, NetworkId, NetworkIndex, RelationStatus};

use crate::chain_fixture::{mapped, providers, template};
use crate::fixture::{id, network};

#[track_caller]
fn check(network_text: &str, template_text: &str, expected: &[&str]) -> ChainMapping {
    let mapping = mapped(&network(network_text), &template(template_text));
    assert_eq!(providers(&mapping), expected);
    mapping
}

fn days(mapping: &ChainMapping) -> (u64, u64, u64, u16) {
    let time = &mapping.lead_time;
    (
        time.known.whole_days(),
        time.waiting.whole_days(),
        time.processing.whole_days(),
        time.unknown_steps,
    )
}

fn critical(mapping: &ChainMapping) -> Vec<&str> {
    mapping.lead_time.critical.iter().map(model::StepId::as_str).collect()
}

fn transition<'m>(mapping: &'m ChainMapping, from: &str, to: &str) -> &'m StepTransition {
    let mut all = mapping.transitions.iter();
    all.find(|row| row.from == id(from) && row.to == id(to)).unwrap()
}

const TWO_REGIMES: &str = "
    step a; regimes r1
    step b; regimes r2; goal
    b after a
";
const TWO_STEPS: &str = "
    step a
    step b; goal
    b after a
";

#[test]
fn who_is_referred_to_goes_before_who_is_faster() {
    let text = "
        gemeinde g1
        service first @x; fields a; wait 1; processing 2
        service slow @y; fields b; wait 90; processing 10
        service fast @z; fields b; wait 1; processing 1
        x -> y: ?; via slow
    ";
    check(text, TWO_STEPS, &["a: x/first", "b: y/slow"]);
    check(
        &text.replace("via slow", "via slow; status broken"),
        TWO_STEPS,
        &["a: x/first", "b: z/fast"],
    );
    let here_too = format!("{text} service own @x; fields b; wait 40; processing 1");
    check(&here_too, TWO_STEPS, &["a: x/first", "b: x/own"]);
}

#[test]
fn unknown_never_beats_known_and_ties_go_by_id() {
    let text = "
        gemeinde g1
        service s1 @x; fields a
        service s2 @y; fields a; wait 500; processing 500
        service s3 @z; fields a; wait 999; processing 1
    ";
    let mapping = check(text, "step a; goal", &["a: y/s2"]);
    let order: Vec<&str> = mapping.steps[0].candidates.iter().map(|c| c.service.as_str()).collect();
    assert_eq!(order, ["s2", "s3", "s1"]);
    assert_eq!(mapping.steps[0].candidates[2].n_unknown, 2);
}

#[test]
fn one_service_stands_for_an_actor_by_its_rechtskreise() {
    let text = "
        gemeinde g1
        service both @x; fields a; regimes r1 r2; wait 1; processing 1
        service only @x; fields a; regimes r1; wait 9; processing 9
    ";
    let mapping = check(text, "step a; regimes r1; goal", &["a: x/only"]);
    assert_eq!(mapping.steps[0].n_candidates, 1);
    check(text, "step a; regimes r2 r1; goal", &["a: x/both"]);
}

#[test]
fn a_step_without_anybody_says_why() {
    let base = "gemeinde g1
        gemeinde g2
        service other @z; fields other\n";
    let with = |service: &str| format!("{base} {service}");
    let step = "start duldung; groups refugees\n step a; goal";
    check(base, step, &["a: -NobodyOffers"]);
    check(&with("service s @x; fields a; status inactive"), step, &["a: -NotActive"]);
    check(&with("service s @x; fields a\n area x g2"), step, &["a: -OtherKommunen"]);
    check(&with("service s @x; fields a; statuses fiktion"), step, &["a: -OtherStatus"]);
    let mapping =
        check(&with("service s @x; fields a; groups families"), step, &["a: -OtherGroup"]);
    let StepOutcome::Uncovered(uncovered) = &mapping.steps[0].outcome else { panic!() };
    assert_eq!((uncovered.near.len(), &uncovered.near[0].actor), (1, &id("x")));
    assert_eq!(days(&mapping), (0, 0, 0, 1));
}

#[test]
fn status_of_a_step_comes_before_that_of_the_people_and_of_the_start() {
    let network = network(
        "gemeinde g1
         service at-start @x; fields a; statuses s1
         service asked @y; fields a; statuses s2
         service own @z; fields b; statuses s3",
    );
    let template = template("start s1\n step a\n step b; status s3; goal");
    assert_eq!(providers(&mapped(&network, &template)), ["a: x/at-start", "b: z/own"]);
    let people = ChainPeople { status: Some(id("s2")), target_groups: Vec::new() };
    let query = ChainQuery { people, ..ChainQuery::new(id("g1")) };
    let mapping = map_chain(&NetworkIndex::new(&network), &template, &query).unwrap();
    assert_eq!(providers(&mapping), ["a: y/asked", "b: z/own"]);
}

#[test]
fn people_belong_to_all_groups_that_are_named() {
    let network = network("gemeinde g1\n service s @x; fields a; groups women");
    let template = template("start s1; groups refugees\n step a; goal");
    assert_eq!(providers(&mapped(&network, &template)), ["a: -OtherGroup"]);
    let people = ChainPeople { status: None, target_groups: vec![id("women")] };
    let query = ChainQuery { people, ..ChainQuery::new(id("g1")) };
    let mapping = map_chain(&NetworkIndex::new(&network), &template, &query).unwrap();
    assert_eq!(providers(&mapping), ["a: x/s"]);
}

const SPLIT: &str = "
    gemeinde g1
    service first @x; fields a; wait 5; processing 10
    service course @y; fields b; wait 20; processing 100
    service paper @z; fields c; wait 30; processing 1
    service work @w; fields d; wait 3; processing 4
    x -> y: 2; via course
    x -> z: ?; via paper
    y -> w: 7; via work
    z -> w: ?; via work
";
const DIAMOND: &str = "
    step a
    step b
    step c
    step d; goal
    b after a
    c after a
    d after b
    d after c
";

#[test]
fn lead_time_is_the_longest_way_to_the_goal() {
    let mapping = mapped(&network(SPLIT), &template(DIAMOND));
    // 5 + 10, then 2 + 100, then 7 + 4.
    assert_eq!(days(&mapping), (128, 14, 114, 0));
    assert_eq!(critical(&mapping), ["a", "b", "d"]);
    let slack: Vec<_> = mapping.steps.iter().map(|step| step.slack.map(Days::whole_days)).collect();
    // c is through at 46 + 3; d begins at 124.
    assert_eq!(slack, [Some(0), Some(0), Some(75), Some(0)]);
    assert_eq!(
        (mapping.steps[3].begins.whole_days(), mapping.steps[3].ends.whole_days()),
        (124, 128)
    );
    assert_eq!(mapping.steps.iter().map(|step| step.stage).collect::<Vec<_>>(), [0, 1, 1, 2]);
    let StepOutcome::Provided(last) = &mapping.steps[3].outcome else { panic!() };
    assert_eq!(last.wait.as_ref().unwrap().observation, id("relation-y-w-waiting-time"));
}

#[test]
fn optional_steps_take_no_time() {
    let mapping =
        mapped(&network(SPLIT), &template(&DIAMOND.replace("step b", "step b; optional")));
    // a, then c: 30 + 1, then 3 + 4.
    assert_eq!(days(&mapping), (53, 38, 15, 0));
    assert_eq!(critical(&mapping), ["a", "c", "d"]);
    assert!(matches!(mapping.steps[1].outcome, StepOutcome::Provided(_)));
}

#[test]
fn a_step_may_be_done_when_it_begins() {
    let steps = DIAMOND.replace("step b", "step b; done start");
    let text = SPLIT.replace("; processing 100", "");
    let mapping = mapped(&network(&text), &template(&steps));
    // c is through at 49, b at 24: its processing neither counts nor is missing.
    assert_eq!(days(&mapping), (53, 38, 15, 0));
    assert_eq!(mapped(&network(SPLIT), &template(&steps)), mapping);
}

#[test]
fn what_only_prepares_is_not_waited_for() {
    let mapping = mapped(&network(SPLIT), &template(&DIAMOND.replace("d after b", "d prepared b")));
    assert_eq!(critical(&mapping), ["a", "c", "d"]);
    assert_eq!(mapping.steps[1].slack, None);
    assert_eq!(transition(&mapping, "b", "d").state, StepTransitionState::Passable);
}

#[test]
fn wait_of_a_referral_counts_for_its_own_service_only() {
    let text = "
        gemeinde g1
        service first @x; fields a; wait 0; processing 0
        service work @y; fields b; wait 20; processing 0
        service else @y; fields other
        x -> y: 3; as r
    ";
    let wait = |text: &str| days(&mapped(&network(text), &template(TWO_STEPS))).1;
    assert_eq!(wait(text), 3);
    assert_eq!(wait(&text.replace("as r", "as r; via work")), 3);
    assert_eq!(wait(&text.replace("as r", "as r; via else")), 20);
    assert_eq!(wait(&text.replace("as r", "as r; status planned")), 20);
    let mapping = mapped(
        &network(&text.replace("b; wait 20", "b")),
        &template(
            "
        step a
        step b; goal
        b prepared a",
        ),
    );
    assert_eq!(days(&mapping).1, 3, "the wait of the way in stands in for that of the service");
}

#[test]
fn unknown_times_make_a_lower_bound() {
    let text = SPLIT.replace("fields b; wait 20; processing 100", "fields b; processing 100");
    let text = text.replace("x -> y: 2", "x -> y: ?");
    let mapping = mapped(&network(&text), &template(DIAMOND));
    assert_eq!(days(&mapping), (126, 12, 114, 1));
    assert!(mapping.lead_time.is_lower_bound());
}

#[test]
fn transitions_say_what_they_rest_on() {
    let text = "
        gemeinde g1
        service first @x; fields a
        service work @y; fields b
        x -> y: 3; as good; via work; agreement Vertrag; feedback; documents a-paper Pass
        x -> y: 1; as other; status informal
    ";
    let mapping = mapped(&network(text), &template(TWO_REGIMES));
    let row = transition(&mapping, "a", "b");
    assert_eq!((row.state, &row.relation), (StepTransitionState::Passable, &Some(id("good"))));
    assert_eq!((row.agreement.as_deref(), row.feedback_agreed), (Some("Vertrag"), Some(true)));
    assert_eq!(row.documents, ["a-paper", "Pass"]);
    let change = row.regime_change.as_ref().unwrap();
    assert_eq!((&change.from[..], &change.to[..]), (&[id("r1")][..], &[id("r2")][..]));
    assert_eq!(
        mapping.handovers,
        HandoverCounts { total: 1, regime_changes: 1, ..Default::default() }
    );
    let stated = text.replace("as good", "as good; regimes r1 r1");
    let mapping = mapped(&network(&stated), &template(TWO_REGIMES));
    assert_eq!(transition(&mapping, "a", "b").regime_change, None);
}

#[test]
fn transitions_that_do_not_work_are_told_apart() {
    let text = "
        gemeinde g1
        service first @x; fields a
        service work @y; fields b
    ";
    let state = |row: &str| {
        let mapping = mapped(&network(&format!("{text}{row}")), &template(TWO_REGIMES));
        let row = transition(&mapping, "a", "b");
        (row.state, row.relation.clone(), row.status, mapping.handovers)
    };
    let gap = HandoverCounts {
        total: 1,
        missing: 1,
        regime_changes: 1,
        regime_changes_without_agreement: 1,
        ..Default::default()
    };
    assert_eq!(state(""), (StepTransitionState::Missing, None, None, gap));
    let expected = state("x -> y: ?; as e; kind expected_relation");
    assert_eq!(expected.0, StepTransitionState::Missing);
    assert_eq!(expected.1, Some(id("e")));
    let paper = HandoverCounts { missing: 0, on_paper: 1, ..gap };
    assert_eq!(
        state("x -> y: ?; as p; status planned"),
        (StepTransitionState::OnPaper, Some(id("p")), Some(RelationStatus::Planned), paper)
    );
    let cold = HandoverCounts { missing: 0, without_agreement: 1, ..gap };
    assert_eq!(state("x -> y: ?; as q").3, cold);
    let other_layer = state("x -> y: ?; as c; kind cooperates_with");
    assert_eq!(other_layer.0, StepTransitionState::Missing);
}

#[test]
fn nobody_is_handed_over_within_an_actor_by_a_condition_or_to_nobody() {
    let mapping = check(
        "gemeinde g1
         service first @x; fields a
         service next @x; fields b
         service law @y; fields c",
        "step a
         step b
         step c
         step d; goal
         b after a
         c blocked b
         d after c",
        &["a: x/first", "b: x/next", "c: y/law", "d: -NobodyOffers"],
    );
    let states: Vec<_> = mapping.transitions.iter().map(|row| row.state).collect();
    assert_eq!(
        states,
        [StepTransitionState::SameActor, StepTransitionState::Condition, StepTransitionState::Open]
    );
    assert_eq!(mapping.handovers, HandoverCounts::default());
}

#[test]
fn a_referral_may_take_the_status_of_either_step() {
    let text = "
        gemeinde g1
        service first @x; fields a
        service work @y; fields b
        x -> y: 3; as r; statuses later
    ";
    let steps = TWO_STEPS.replace("step b", "step b; status later");
    let state = |steps: &str| {
        let template = template(&format!("start first\n{steps}"));
        transition(&mapped(&network(text), &template), "a", "b").state
    };
    assert_eq!(state(&steps), StepTransitionState::Passable);
    assert_eq!(state(TWO_STEPS), StepTransitionState::Missing);
}

#[test]
fn a_pin_counts_where_the_actor_can_do_the_step() {
    let network = network(SPLIT);
    let text = "gemeinde g1
        service s1 @x; fields a; wait 1; processing 1
        service s2 @y; fields a; wait 9; processing 9";
    let other = crate::fixture::network(text);
    let query = |pins: &[(&str, &str)]| ChainQuery {
        pins: pins.iter().map(|(step, actor)| (id(step), id(actor))).collect(),
        ..ChainQuery::new(id("g1"))
    };
    let template_a = template("step a; goal");
    let map = |network: &Network, pins: &[(&str, &str)]| {
        map_chain(&NetworkIndex::new(network), &template_a, &query(pins)).unwrap()
    };
    let pinned = map(&other, &[("a", "y")]);
    assert_eq!((providers(&pinned), days(&pinned).0), (vec!["a: y/s2".to_owned()], 18));
    assert!(pinned.ignored_pins.is_empty());
    assert_eq!(pinned.steps[0].candidates[0].actor, id("x"), "the list stays by rank");
    let ignored = map(&network, &[("a", "w"), ("nothing", "x")]);
    assert_eq!(ignored.ignored_pins, [id("a"), id("nothing")]);
    assert_eq!(providers(&ignored), ["a: x/first"]);
}

#[test]
fn everywhere_is_each_kommune() {
    let network = network(&format!("{SPLIT} gemeinde g2\n area y g1"));
    let index = NetworkIndex::new(&network);
    let template = template(DIAMOND);
    let all = map_everywhere(&index, &template, &ChainPeople::default());
    assert_eq!(all.iter().map(|row| row.region.as_str()).collect::<Vec<_>>(), ["g1", "g2"]);
    for row in &all {
        let one = map_chain(&index, &template, &ChainQuery::new(row.region.clone())).unwrap();
        assert_eq!((&row.lead_time, row.handovers), (&one.lead_time, one.handovers));
    }
    assert_eq!((all[0].n_uncovered, all[1].n_uncovered), (0, 1));
    assert!(all[1].lead_time.is_lower_bound());
}

#[test]
fn example_data_is_named() {
    let mapping = mapped(&network(SPLIT), &template(DIAMOND));
    assert!(!mapping.lead_time.uses_example_data);
    let example = SPLIT.replace("x -> z: ?; via paper", "x -> z: ?; via paper; example");
    assert!(mapped(&network(&example), &template(DIAMOND)).lead_time.uses_example_data);
}

#[test]
fn degenerate_networks_are_answered() {
    let empty = Network::empty(NetworkId::new("05999").unwrap());
    let index = NetworkIndex::new(&empty);
    let query = ChainQuery::new(id("g1"));
    let error = ChainError::UnknownRegion(id("g1"));
    assert_eq!(map_chain(&index, &template(DIAMOND), &query), Err(error));
    assert!(map_everywhere(&index, &template(DIAMOND), &ChainPeople::default()).is_empty());
    let alone = mapped(&network("gemeinde g1"), &template(DIAMOND));
    assert_eq!(days(&alone), (0, 0, 0, 4));
    let loops = network(&format!("{SPLIT} x -> x: 1; as self\n y -> lost: 1\n lost -> w: 1"));
    assert_eq!(days(&mapped(&loops, &template(DIAMOND))).0, 128);
}

#[test]
fn huge_times_and_long_chains_are_answered() {
    let mut text = "gemeinde g1\n".to_owned();
    let mut steps = String::new();
    for n in 0..400 {
        writeln!(
            text,
            "service s{n} @a{n}; fields f{n}; wait 6000000000000; processing 6000000000000"
        )
        .unwrap();
        writeln!(steps, "step f{n}; goal").unwrap();
        for earlier in n.max(3) - 3..n {
            writeln!(steps, "f{n} after f{earlier}").unwrap();
        }
    }
    let mapping = mapped(&network(&text), &template(&steps));
    assert_eq!(mapping.steps.len(), 400);
    assert_eq!(mapping.lead_time.critical.len(), 400);
    assert_eq!(mapping.handovers.missing, 1194);
}

#[test]
fn candidates_are_cut_and_counted() {
    let mut services = String::new();
    for n in 0..50 {
        writeln!(services, "service s{n} @a{n}; fields a").unwrap();
    }
    let mapping = mapped(&network(&format!("gemeinde g1\n{services}")), &template("step a; goal"));
    assert_eq!(mapping.steps[0].candidates.len(), MAX_CANDIDATES);
    assert_eq!(mapping.steps[0].n_candidates, 50);
}
