//! Utilisation, worked out by hand.

use analysis::{ArrivalBasis, LoadLevel, LoadReport, MissingInput, service_loads};
use model::NetworkIndex;

use crate::fixture::{id, network, reversed};

fn loads(text: &str) -> LoadReport {
    service_loads(&NetworkIndex::new(&network(text)))
}

#[test]
fn places_turn_over_once_per_processing_time() {
    // 20 places / (60.87375 days / 30.436875 days per month) = 10 a month; 60.87375 days are
    // 87658.2 minutes, held as 87658, so the rate is 10.00002 and the utilisation just below 0.9.
    let report = loads("service s @a; capacity 20 places; processing 60.874; arrivals 9");
    let load = &report.services[0];
    assert_eq!(load.capacity_per_month.0.to_string(), "10");
    assert_eq!((load.utilisation_permille, load.level), (900, LoadLevel::Tight));
    assert_eq!(load.backlog_growth_per_month, None);
    assert_eq!(load.basis, ArrivalBasis::Observed);
    let evidence = ["service-s-arrivals", "service-s-processing-time"].map(id);
    assert_eq!(load.evidence, evidence);
}

#[test]
fn appointments_per_week_need_no_processing_time() {
    // 12 * 52.1775 / 12 = 52.1775 a month, held as 52.178; 60 / 52.1775 = 1.1499.
    let report = loads("service s @a; capacity 12 appointments_per_week; arrivals 60; wait 21");
    let load = &report.services[0];
    assert_eq!(load.capacity_per_month.0.to_string(), "52.178");
    assert_eq!((load.utilisation_permille, load.level), (1149, LoadLevel::Overloaded));
    assert_eq!(load.backlog_growth_per_month.unwrap().0.to_string(), "7.822");
    assert_eq!(load.waiting.as_ref().unwrap().days.whole_days(), 21);
}

#[test]
fn levels_begin_exactly_at_their_limit() {
    // One case at a time, 1 day each: 30.436875 a month.
    let level = |arrivals: &str| {
        let report =
            loads(&format!("service s @a; capacity 1 cases; processing 1; arrivals {arrivals}"));
        (report.services[0].utilisation_permille, report.services[0].level)
    };
    assert_eq!(level("25.871"), (849, LoadLevel::Free));
    assert_eq!(level("25.872"), (850, LoadLevel::Tight));
    assert_eq!(level("30.436"), (999, LoadLevel::Tight));
    assert_eq!(level("30.437"), (1000, LoadLevel::Overloaded));
    assert_eq!(level("0"), (0, LoadLevel::Free));
}

#[test]
fn referrals_stand_in_for_arrivals() {
    let report = loads(
        "service s @b; capacity 10 cases; processing 30.436
         a -> b: 1; via s; sent 4
         c -> b: 1; via s; sent 2.5
         d -> b: 1; via s
         e -> b: 1; via s; sent 90; status discontinued
         f -> b: 1; sent 90",
    );
    let load = &report.services[0];
    assert_eq!(load.arrivals_per_month.0.to_string(), "6.5");
    assert_eq!(load.basis, ArrivalBasis::Referrals { n_counted: 2, n_uncounted: 1 });
    assert_eq!(load.utilisation_permille, 649);
}

#[test]
fn missing_inputs_are_named_and_nothing_is_guessed() {
    let report = loads(
        "service s1 @a; capacity 5 places
         service s2 @a; capacity 5 appointments_per_week
         service s3 @a; capacity 0 cases; processing 3; arrivals 2
         service s4 @a; capacity 5 places; processing 0; arrivals 2
         service s5 @a; arrivals 2
         service s6 @a; capacity 5 places; status inactive",
    );
    assert_eq!(report.services, []);
    let missing: Vec<_> =
        report.unknown.iter().map(|row| (row.service.as_str(), row.missing.as_slice())).collect();
    let (arrivals, time) = (MissingInput::Arrivals, MissingInput::ProcessingTime);
    assert_eq!(
        missing,
        [
            ("s1", &[arrivals, time][..]),
            ("s2", &[arrivals]),
            ("s3", &[MissingInput::Capacity]),
            ("s4", &[time]),
        ]
    );
}

#[test]
fn fullest_service_comes_first() {
    let text = "
        service s1 @a; capacity 1 appointments_per_week; arrivals 1
        service s2 @a; capacity 1 appointments_per_week; arrivals 9
        service s3 @a; capacity 1 appointments_per_week; arrivals 9; example
    ";
    let report = loads(text);
    let order: Vec<_> = report.services.iter().map(|load| load.service.as_str()).collect();
    assert_eq!(order, ["s2", "s3", "s1"]);
    assert_eq!([false, true, false], [0, 1, 2].map(|i| report.services[i].uses_example_data));
    assert_eq!(report, service_loads(&NetworkIndex::new(&reversed(&network(text)))));
}

#[test]
fn absurd_numbers_stay_numbers() {
    let most = "9000000000000000";
    let report = loads(&format!(
        "service s1 @a; capacity 0.001 cases; processing 6000000000000; arrivals {most}
         service s2 @a; capacity {most} cases; processing 0.001; arrivals 1
         service s3 @b; capacity 1 cases; processing 1
         a -> b: 1; as r1; via s3; sent {most}
         a -> b: 1; as r2; via s3; sent {most}"
    ));
    assert_eq!(report.services[0].utilisation_permille, u32::MAX);
    assert_eq!(report.services.len(), 3);
    assert_eq!(report.services[2].utilisation_permille, 0);
}
