//! The network of queues, worked out by hand.

use std::fmt::Write as _;

use analysis::{
    Agreement, Bound, Limits, MissingInput, QueueReport, QueueState, StationQueue, TrafficProblem,
    UnknownQueue, queues, service_loads, unit_values,
};
use model::{Cases, Decimal, Metric, Network, NetworkIndex};

use crate::fixture::{id, network, reversed};
use crate::random::Random;

fn report(text: &str) -> QueueReport {
    queues(&NetworkIndex::new(&network(text)))
}

fn station<'r>(report: &'r QueueReport, service: &str) -> &'r StationQueue {
    report.stations.iter().find(|station| station.service.as_str() == service).unwrap()
}

fn cases(text: &str) -> Cases {
    Cases(text.parse().unwrap())
}

fn steady(station: &StationQueue) -> (u32, u64, String) {
    match &station.state {
        QueueState::Steady { waiting_permille, mean_wait, mean_queue } => {
            (*waiting_permille, mean_wait.minutes(), mean_queue.to_string())
        }
        other => panic!("{} is {other:?}", station.service),
    }
}

#[test]
fn appointments_are_one_server() {
    // r = 12 * 52.1775 / 12 = 52.1775 a month, rho = 40 / 52.1775 = 0.766614; M/M/1 waits
    // rho / (r - 40) = 0.0629533 months = 2759.19 minutes, and 40 of them a month are 2.518 cases.
    let report = report("service s @a; capacity 12 appointments_per_week; arrivals 40; wait 2");
    let found = station(&report, "s");
    assert_eq!(steady(found), (767, 2759, "2.518".to_owned()));
    assert_eq!((found.bound, found.utilisation_permille), (Bound::Exact, Some(766)));
    assert_eq!(found.wait_agreement, Some(Agreement::Agrees));
}

#[test]
fn places_are_servers_for_one_processing_time() {
    // Two places, 10 days each: 2 * 3.0436875 a month (14,400 minutes exactly). At 3.0436875
    // arrivals (3.044 here) the load is 1.0001; C(2, a) = a² / (2 + a) = 0.33339.
    let report = report("service s @a; capacity 2 places; processing 10; arrivals 3.044; wait 30");
    let found = station(&report, "s");
    // 0.33344 / (6.087375 - 3.044) months = 0.109551 * 43829.1 = 4801.3 minutes.
    assert_eq!(steady(found), (333, 4801, "0.333".to_owned()));
    // Observed 43,200 minutes: nine times as long.
    assert_eq!(found.wait_agreement, Some(Agreement::ModelBelow));
}

#[test]
fn full_services_grow_and_say_how_long_the_waiting_list_is() {
    let report = report(
        "service s @a; capacity 10 places; processing 30.437; arrivals 12; queue 45; wait 90",
    );
    let found = station(&report, "s");
    assert_eq!(found.throughput_per_month, cases("10"));
    let QueueState::Growing { growth_per_month, backlog_months } = &found.state else {
        panic!("{found:?}");
    };
    assert_eq!((growth_per_month, backlog_months), (&cases("2"), &Some("4.5".parse().unwrap())));
    // 10 a month, each waiting 90 days, should be 29.569 cases; 45 are less than twice as many.
    let little = found.little.unwrap();
    assert_eq!(little.expected_queue.to_string(), "29.569");
    assert_eq!(little.agreement, Agreement::Agrees);
}

const TANDEM: &str = "
    service first @a; capacity 20 appointments_per_week; arrivals 40
    service second @b; capacity 10 appointments_per_week; arrivals 30
    service last @c
    a -> b: 1; via second; sent 20
    b -> c: 1; via last; sent 6
";

#[test]
fn what_is_observed_comes_out_again() {
    let report = report(TANDEM);
    let arrivals = |service| station(&report, service).arrivals_per_month;
    assert_eq!([arrivals("first"), arrivals("second")], [cases("40"), cases("30")]);
    assert_eq!(station(&report, "first").external_per_month, Some(cases("40")));
    assert_eq!(station(&report, "second").external_per_month, Some(cases("10")));
    // The last has neither a capacity nor counted arrivals of its own.
    let last = station(&report, "last");
    assert_eq!((last.bound, last.arrivals_per_month), (Bound::AtLeast, cases("6")));
    assert_eq!((&last.state, last.external_per_month), (&QueueState::NoCapacityStated, None));
    // 40 + 10 come, and everybody leaves: 20 at a, 24 at b, 6 at c.
    assert_eq!((report.leaving_per_month, report.problems.len()), (cases("50"), 0));
}

#[test]
fn full_services_pass_on_only_their_capacity() {
    // a takes 5 * 52.1775 / 12 = 21.740625 of 40 and sends 20 of them on. Unhindered it would send
    // 40 * 20 / 21.740625 = 36.797, so b would see 10 + 36.797.
    let report = report(&TANDEM.replace("capacity 20", "capacity 5"));
    let second = station(&report, "second");
    assert_eq!(second.arrivals_per_month, cases("30"));
    assert_eq!(second.unhindered_per_month, Some(cases("46.797")));
    assert_eq!(station(&report, "first").throughput_per_month, cases("21.741"));
    // 21.741 - 20 stay at a, 30 - 6 at b, 6 at c; 18.259 a month pile up at a.
    assert_eq!(report.leaving_per_month, cases("31.741"));
}

#[test]
fn cycles_below_one_settle() {
    // lambda_1 = 10 + lambda_2 / 2, lambda_2 = lambda_1 / 2: 13.333 and 6.667 (Jackson 1957).
    let report = report(
        "service s1 @a; arrivals 13.333
         service s2 @b; arrivals 6.667
         a -> b: 1; via s2; sent 6.667
         b -> a: 1; via s1; sent 3.333",
    );
    assert_eq!(station(&report, "s1").external_per_month, Some(cases("10")));
    assert_eq!(station(&report, "s2").unhindered_per_month, Some(cases("6.667")));
    assert_eq!(report.problems, []);
}

#[test]
fn cycles_that_feed_themselves_are_named_and_spoil_only_what_follows() {
    let report = report(
        "service s1 @a; arrivals 10
         service s2 @b; arrivals 12
         service s3 @c; arrivals 30
         service s4 @d; arrivals 4
         service s5 @e; arrivals 2
         a -> b: 1; via s2; sent 12
         b -> a: 1; via s1; sent 10
         b -> c: 1; via s3; sent 1
         d -> e: 1; via s5; sent 2",
    );
    let actors = vec![id("a"), id("b")];
    let problem = |limits| TrafficProblem::NoSteadyState { actors: actors.clone(), limits };
    assert!(report.problems.contains(&problem(Limits::Known)));
    assert!(report.problems.contains(&problem(Limits::None)));
    let unknown = ["s1", "s2", "s3"].map(|service| (id(service), UnknownQueue::NoSteadyState));
    assert_eq!(report.unknown, unknown);
    assert_eq!(station(&report, "s5").arrivals_per_month, cases("2"));
}

#[test]
fn capacities_tame_a_cycle() {
    let report = report(
        "service s1 @a; capacity 3 appointments_per_week; arrivals 20
         service s2 @b; arrivals 20
         a -> b: 1; via s2; sent 16
         b -> a: 1; via s1; sent 16",
    );
    let actors = vec![id("a"), id("b")];
    let expected = [
        TrafficProblem::NoSteadyState { actors, limits: Limits::None },
        TrafficProblem::SendsMoreThanArrives {
            actor: id("a"),
            arrivals: cases("20"),
            sent: cases("20"),
        },
    ];
    // a takes on 13.044 of 20 and sends 16: unhindered, 16/13.044 * 16/20 < 1, so all is well.
    assert_eq!(report.problems, []);
    let cut = self::report(
        "service s1 @a; capacity 3 appointments_per_week; arrivals 20
         service s2 @b; arrivals 20
         a -> b: 1; via s2; sent 16
         b -> a: 1; via s1; sent 18",
    );
    assert_eq!(cut.problems, expected[..1]);
    assert_eq!(station(&cut, "s1").arrivals_per_month, cases("20"));
    assert_eq!(station(&cut, "s1").unhindered_per_month, None);
}

#[test]
fn what_does_not_fit_together_is_said() {
    let report = report(
        "service s1 @a; arrivals 4
         service s2 @b; arrivals 5
         service s3 @c
         service s4 @d; arrivals 0
         service gone @b; status inactive
         a -> b: 1; as r1; via s2; sent 6
         c -> b: 1; as r2; via s2; sent 1
         b -> d: 1; as r3; sent 2
         a -> b: 1; as r4; via gone; sent 1
         d -> c: 1; as r5; via s3; sent 0",
    );
    assert_eq!(
        report.problems,
        [
            TrafficProblem::SendsMoreThanArrives {
                actor: id("a"),
                arrivals: cases("4"),
                sent: cases("7"),
            },
            TrafficProblem::SenderWithoutArrivals { actor: id("c"), sent: cases("1") },
            TrafficProblem::ReferredExceedsArrivals {
                service: id("s2"),
                arrivals: cases("5"),
                referred: cases("7"),
            },
            TrafficProblem::NoReceivingService { relation: id("r3"), sent: cases("2") },
            TrafficProblem::NoReceivingService { relation: id("r4"), sent: cases("1") },
        ]
    );
    assert_eq!(station(&report, "s2").arrivals_per_month, cases("7"));
}

#[test]
fn unknown_is_not_zero() {
    let report = report(
        "service s1 @a; capacity 3 places; processing 3
         service s2 @b; capacity 3 places; arrivals 2
         service s3 @b; capacity 0 cases; processing 1; arrivals 2",
    );
    assert_eq!(report.unknown, [(id("s1"), UnknownQueue::NoArrivals)]);
    let missing = |service| station(&report, service).state.clone();
    assert_eq!(missing("s2"), QueueState::Unknown(vec![MissingInput::ProcessingTime]));
    assert_eq!(missing("s3"), QueueState::Unknown(vec![MissingInput::Capacity]));
}

#[test]
fn one_more_unit_is_worth_most_where_people_pile_up() {
    let network = network(
        "service full @a; capacity 5 appointments_per_week; arrivals 40
         service tight @b; capacity 10 appointments_per_week; arrivals 42
         service free @c; capacity 20 appointments_per_week; arrivals 20
         a -> b: 1; via tight; sent 2",
    );
    let values = unit_values(&NetworkIndex::new(&network), Decimal::from_integer(1)).values;
    let order: Vec<_> = values.iter().map(|value| value.service.as_str()).collect();
    assert_eq!(order, ["full", "tight", "free"]);
    // One appointment a week more: 4.348 a month fewer pile up, and 0.4 of them go on to b,
    // which is close to its limit of 43.481: 42 -> 42.4, so more wait there.
    assert_eq!(values[0].growth_avoided_per_month, cases("4.348"));
    assert!(values[0].waiting_saved_per_month.is_negative());
    assert_eq!(values[0].leaving_gained_per_month, cases("4.348"));
    assert_eq!(values[1].growth_avoided_per_month, cases("0"));
    // M/M/1: 42 / (43.48125 - 42) * rho = 27.389 waiting before, at 47.829375 6.326 after;
    // a month of 30.437 days of 21.06 cases fewer.
    let saved = values[1].waiting_saved_per_month.as_f64();
    assert!((saved - (27.389 - 6.326) * 30.436_875).abs() < 1.0, "{saved}");
}

#[test]
fn relief_upstream_can_overload_what_follows() {
    let network = network(
        "service s1 @a; capacity 10 appointments_per_week; arrivals 60
         service s2 @b; capacity 10 appointments_per_week; arrivals 43
         a -> b: 1; via s2; sent 43",
    );
    let values = unit_values(&NetworkIndex::new(&network), Decimal::from_integer(1)).values;
    let first = values.iter().find(|value| value.service == id("s1")).unwrap();
    assert_eq!((first.n_relieved, first.n_overloaded), (0, 1));
    // 4.348 fewer at s1, but 43 + 4.3 > 43.481 at s2.
    assert_eq!(first.growth_avoided_per_month, cases("0.529"));
}

/// Services with random capacities and volumes, cycles and contradictions included.
pub(crate) fn random_queues(seed: u64, n_actors: u64, n_relations: u64) -> Network {
    let mut random = Random::new(seed);
    let mut text = String::new();
    for actor in 0..n_actors {
        write!(text, "service s{actor} @a{actor}").unwrap();
        match random.below(4) {
            0 => {}
            1 => write!(text, "; capacity {} places; processing 20", 1 + random.below(30)).unwrap(),
            _ => {
                write!(text, "; capacity {} appointments_per_week", 1 + random.below(12)).unwrap();
            }
        }
        if !random.one_in(5) {
            write!(text, "; arrivals {}.{}", random.below(50), random.below(10)).unwrap();
        }
        text.push('\n');
    }
    for relation in 0..n_relations {
        let (from, to) = (random.below(n_actors), random.below(n_actors));
        let most = if random.one_in(20) { 40 } else { 4 };
        let sent = random.below(most);
        writeln!(text, "a{from} -> a{to}: 1; as r{relation}; via s{to}; sent {sent}").unwrap();
    }
    network(&text)
}

#[test]
fn order_of_tables_does_not_show() {
    for seed in 0..60 {
        let network = random_queues(seed, 12, 24);
        let other = reversed(&network);
        let (index, other) = (NetworkIndex::new(&network), NetworkIndex::new(&other));
        assert_eq!(queues(&index), queues(&other), "seed {seed}");
        let one = Decimal::from_integer(1);
        assert_eq!(unit_values(&index, one), unit_values(&other, one), "seed {seed}");
    }
}

#[test]
fn utilisation_is_that_of_the_loads_where_referrals_fit() {
    for seed in 0..60 {
        let network = random_queues(seed, 12, 10);
        let index = NetworkIndex::new(&network);
        let report = queues(&index);
        let contradicted = |service: &model::ServiceId| {
            report.problems.iter().any(|problem| {
                matches!(problem, TrafficProblem::ReferredExceedsArrivals { service: of, .. }
                    if of == service)
            })
        };
        for load in service_loads(&index).services {
            let found = report.stations.iter().find(|station| station.service == load.service);
            if let (Some(found), false) = (found, contradicted(&load.service)) {
                assert_eq!(found.utilisation_permille, Some(load.utilisation_permille));
                assert_eq!(found.arrivals_per_month, load.arrivals_per_month, "seed {seed}");
            }
        }
    }
}

/// Whether each service passes on at most what it takes on (here every actor has one).
fn nobody_is_copied(network: &Network, report: &QueueReport) -> bool {
    let sent = |station: &StationQueue| -> i64 {
        let relations = network.relations.iter();
        let own = relations.filter(|row| row.from == station.actor && row.from != row.to);
        own.flat_map(|row| {
            let counted = network.observations.iter();
            counted.filter(|seen| {
                seen.entity.id() == row.id.as_str() && seen.metric == Metric::ReferralsSent
            })
        })
        .map(|seen| seen.value.thousandths())
        .sum()
    };
    report.stations.iter().all(|row| sent(row) <= row.throughput_per_month.0.thousandths())
}

/// Who comes from outside leaves or piles up, where nobody sends on more than they take on.
#[test]
fn nobody_is_lost() {
    let mut n_checked = 0;
    for seed in 0..200 {
        let network = random_queues(seed, 8, 8);
        let report = queues(&NetworkIndex::new(&network));
        let sum = |of: &dyn Fn(&StationQueue) -> Option<Cases>| -> i64 {
            report.stations.iter().filter_map(of).map(|cases| cases.0.thousandths()).sum()
        };
        let growth = |station: &StationQueue| match &station.state {
            QueueState::Growing { growth_per_month, .. } => Some(*growth_per_month),
            _ => None,
        };
        if report.problems.is_empty() && nobody_is_copied(&network, &report) {
            let leaving = report.leaving_per_month.0.thousandths();
            let difference = sum(&|row| row.external_per_month) - leaving - sum(&growth);
            assert!(difference.abs() <= 8, "seed {seed}: {difference}");
            n_checked += 1;
        }
    }
    assert!(n_checked > 5, "{n_checked}");
}

#[test]
fn large_networks_are_bounded() {
    let network = random_queues(7, 2_000, 20_000);
    let index = NetworkIndex::new(&network);
    let report = queues(&index);
    assert_eq!(report.stations.len() + report.unknown.len(), 2_000);
    let values = unit_values(&index, Decimal::from_integer(1));
    assert!(values.aborted_after.is_some() || values.values.len() > 1_000);
}

#[test]
fn absurd_numbers_stay_numbers() {
    let most = "9000000000000000";
    let text = format!(
        "service s1 @a; capacity 0.001 cases; processing 6000000000000; arrivals {most}; queue {most}
         service s2 @b; capacity {most} cases; processing 0.001; arrivals {most}; wait 6000000000000
         service s3 @c; capacity {most} appointments_per_week; arrivals {most}; queue 1
         a -> b: 1; as r1; via s2; sent {most}
         b -> c: 1; as r2; via s3; sent 0.001
         c -> a: 1; as r3; via s1; sent {most}"
    );
    let network = network(&text);
    let index = NetworkIndex::new(&network);
    assert_eq!(queues(&index).stations.len() + queues(&index).unknown.len(), 3);
    for added in [i32::MIN, -1, 0, 1, i32::MAX] {
        unit_values(&index, Decimal::from_integer(added));
    }
    unit_values(&index, Decimal::from_thousandths(i64::MAX));
    unit_values(&index, Decimal::from_thousandths(i64::MIN));
}
