//! The ranked list.

use analysis::{Finding, FindingCause, FindingKind, findings};
use model::NetworkIndex;

use crate::fixture::{network, reversed};

const MIXED: &str = "
    gemeinde g1 1000
    gemeinde g2 3000
    service first @a; fields beratung; entry; capacity 1 appointments_per_week; arrivals 4
    service work @b; fields arbeit; capacity 1 appointments_per_week; arrivals 5
    service flat @c; fields wohnen; capacity 1 appointments_per_week; arrivals 9
    service room @d; fields wohnen; capacity 1 appointments_per_week; arrivals 1
    area b g1
    a -> b: 1; via work
    a -> c: 1; via flat
    a -> d: 1; via room
";

fn named(found: &[Finding]) -> Vec<String> {
    let name = |finding: &Finding| {
        let about = finding.subjects.services.first().map(ToString::to_string);
        let about = about.or_else(|| finding.subjects.actors.first().map(ToString::to_string));
        let about = about.or_else(|| finding.subjects.regions.first().map(ToString::to_string));
        format!("{:?} {}", finding.kind(), about.unwrap_or_default())
    };
    found.iter().map(name).collect()
}

fn of_kind(text: &str, kind: FindingKind) -> Vec<Finding> {
    let network = network(text);
    let mut found = findings(&NetworkIndex::new(&network), usize::MAX);
    assert_eq!(found, findings(&NetworkIndex::new(&reversed(&network)), usize::MAX));
    found.retain(|finding| finding.kind() == kind);
    found
}

#[test]
fn what_fails_comes_before_what_might() {
    let network = network(MIXED);
    let found = findings(&NetworkIndex::new(&network), 10);
    let expected = [
        "Overload flat",
        "Overload work",
        "NobodyOffers g2",
        "Dependence a",
        "Dependence b",
        "NarrowPlace first",
        "Tight first",
    ];
    assert_eq!(named(&found), expected);
    assert_eq!(found, findings(&NetworkIndex::new(&reversed(&network)), 10));
}

#[test]
fn severity_follows_its_definition() {
    let found = findings(&NetworkIndex::new(&network(MIXED)), 10);
    // 9 / 4.348125 = 2.0698: the queue grows by 1069 thousandths of the capacity.
    assert_eq!(found[0].severity, 140_001_069);
    // 3,000 of 4,000 people in 1 of 2 Kommunen.
    assert_eq!(found[2].severity, 120_000_000 + 1001 * 750 + 500);
    // All 5 of 5 pairs, all people.
    assert_eq!(found[3].severity, 100_000_000 + 1001 * 1000 + 1000);
    // 1 of 5 pairs, 1,000 of 4,000 people.
    assert_eq!(found[4].severity, 100_000_000 + 1001 * 200 + 250);
    assert_eq!(found[5].severity, 40_000_919);
    assert_eq!(found[6].severity, 30_000_919);
}

#[test]
fn list_is_cut_at_its_limit() {
    let network = network(MIXED);
    let index = NetworkIndex::new(&network);
    assert_eq!(findings(&index, 2)[..], findings(&index, 10)[..2]);
    assert_eq!(findings(&index, 0), []);
}

#[test]
fn a_field_nobody_offers_anywhere_is_not_found_missing() {
    let nowhere = "
        gemeinde g1 1000
        service work @b; fields arbeit
    ";
    assert_eq!(of_kind(nowhere, FindingKind::NobodyOffers), []);
    assert_eq!(of_kind(nowhere, FindingKind::OnPaperOnly), []);
}

#[test]
fn missing_feedback_is_one_entry_per_sender() {
    let found = of_kind(
        "
        service first @a; fields beratung; entry
        service work @b; fields arbeit
        service flat @c; fields wohnen
        a -> b: 1; sent 3; feedback no
        a -> c: 1; sent 4; feedback yes; closure 0.2
        b -> c: 1; sent 9
        ",
        FindingKind::FeedbackGap,
    );
    let [finding] = found.as_slice() else { panic!("{found:?}") };
    let FindingCause::FeedbackGap(sender) = &finding.cause else { panic!("{finding:?}") };
    assert_eq!((sender.n_seldom, sender.n_not_agreed, sender.n_uncounted), (1, 1, 0));
    assert_eq!(sender.sent_per_month.0.to_string(), "7");
    assert_eq!(finding.subjects.relations.len(), 2);
    assert_eq!(finding.severity, 10_007_000);
}

#[test]
fn a_transition_can_be_slow_and_without_agreement() {
    let text = "
        service first @a; fields beratung; entry
        service work @b; fields arbeit
        a -> b: 31; sent 2; regimes asylblg sgb-ii
    ";
    assert_eq!(of_kind(text, FindingKind::SlowTransition)[0].severity, 60_000_031);
    assert_eq!(of_kind(text, FindingKind::Rupture)[0].severity, 50_002_000);
    let agreed = text.replace("31;", "30; agreement;");
    assert_eq!(of_kind(&agreed, FindingKind::SlowTransition), []);
    assert_eq!(of_kind(&agreed, FindingKind::Rupture), []);
}

#[test]
fn a_lower_bound_below_the_observed_wait_contradicts_nothing() {
    let service = "service s @a; entry; wait 60; capacity 5 appointments_per_week";
    let counted = format!("{service}; arrivals 10");
    assert_eq!(of_kind(&counted, FindingKind::WaitDiffers).len(), 1);
    let referred = format!("{service}\nb -> a: 1; sent 10; via s");
    assert_eq!(of_kind(&referred, FindingKind::WaitDiffers), []);
}

#[test]
fn waits_that_do_not_fit_are_one_entry_per_actor() {
    let text = "
        service s @a; entry; wait 60; capacity 5 appointments_per_week; arrivals 10
        service t @a; entry; wait 90; capacity 5 appointments_per_week; arrivals 10
        service u @b; entry; wait 60; capacity 5 appointments_per_week; arrivals 10
    ";
    let found = of_kind(text, FindingKind::WaitDiffers);
    let services = |finding: &Finding| -> Vec<String> {
        finding.subjects.services.iter().map(ToString::to_string).collect()
    };
    // The widest gap first, among the actors and within one.
    assert_eq!(found.iter().map(services).collect::<Vec<_>>(), [vec!["t", "s"], vec!["u"]]);
    let FindingCause::WaitDiffers(waits) = &found[0].cause else { panic!("{:?}", found[0]) };
    assert_eq!(found[0].evidence[..2], waits.services[0].evidence[..2]);
}

#[test]
fn people_sent_to_and_fro_are_ping_pong() {
    let found = of_kind(
        "
        service first @a; fields beratung; entry
        service work @b; fields arbeit
        a -> b: 1; sent 3
        b -> a: 1; sent 2
        ",
        FindingKind::PingPong,
    );
    assert_eq!(found[0].severity, 80_002_000);
    assert_eq!(found[0].subjects.actors.len(), 2);
}

const NARROW: &str = "
    service first @a; fields beratung; entry; arrivals 100; capacity 25 appointments_per_week
    service work @b; fields arbeit sprache; arrivals 40; capacity 50 appointments_per_week
    a -> b: 1; sent 40; via work
";

#[test]
fn the_narrowest_place_is_found_once_for_all_fields_behind_it() {
    let found = of_kind(NARROW, FindingKind::NarrowPlace);
    let [finding] = found.as_slice() else { panic!("{found:?}") };
    let FindingCause::NarrowPlace(place) = &finding.cause else { panic!("{finding:?}") };
    let fields: Vec<&str> = place.fields.iter().map(model::FieldCode::as_str).collect();
    assert_eq!(fields, ["arbeit", "beratung", "sprache"]);
    let services: Vec<&str> = place.services.iter().map(model::ServiceId::as_str).collect();
    assert_eq!(services, ["first"]);
    assert_eq!(place.utilisation_permille, 919);
    assert_eq!(finding.severity, 40_000_919);
}

#[test]
fn a_narrow_place_with_room_or_of_unknown_arrivals_is_no_finding() {
    assert_eq!(
        of_kind(&NARROW.replace("arrivals 100", "arrivals 90"), FindingKind::NarrowPlace),
        []
    );
    assert_eq!(of_kind(&NARROW.replace("arrivals 100; ", ""), FindingKind::NarrowPlace), []);
}
