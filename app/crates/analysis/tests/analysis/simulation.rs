//! The simulation against the formulas, and its bounds.

use std::fmt::Write as _;

use analysis::{
    Estimate, QueueReport, QueueState, Simulation, SimulationOptions, SimulationPlan,
    SimulationResult, SimulationState, TraceKind, queues, simulate,
};
use model::{Network, NetworkIndex};

use crate::fixture::{network, reversed};
use crate::queues::random_queues;

fn options(seed: u64) -> SimulationOptions {
    SimulationOptions { seed, warm_up_months: 60, run_months: 1_200, ..Default::default() }
}

fn run(network: &Network, seed: u64) -> SimulationResult {
    simulate(&NetworkIndex::new(network), &options(seed))
}

fn covers(estimate: &Estimate, expected: f64, rounding: f64) -> bool {
    let half_width = estimate.half_width.unwrap().as_f64();
    (estimate.mean.as_f64() - expected).abs() <= half_width + rounding
}

/// How many of the intervals over all stations and seeds hold the formula, per thousand.
fn coverage(text: &str, n_seeds: u64) -> [u32; 4] {
    let network = network(text);
    let report = queues(&NetworkIndex::new(&network));
    let (mut hits, mut n) = ([0_u32; 4], 0);
    for seed in 0..n_seeds {
        let result = run(&network, seed);
        assert_eq!((result.n_batches, result.aborted_after), (20, None));
        for found in &result.stations {
            let held = station_covers(&report, found);
            n += 1;
            for (hit, holds) in hits.iter_mut().zip(held) {
                *hit += u32::from(holds);
            }
        }
    }
    hits.map(|hit| hit * 1000 / n)
}

/// Wait, queue, utilisation and throughput.
fn station_covers(report: &QueueReport, found: &analysis::StationResult) -> [bool; 4] {
    let formula = report.stations.iter().find(|row| row.service == found.service).unwrap();
    let QueueState::Steady { mean_wait, mean_queue, .. } = &formula.state else {
        panic!("{} is not steady", found.service)
    };
    #[expect(clippy::cast_precision_loss, reason = "minutes of a test")]
    let minutes = mean_wait.minutes() as f64;
    let utilisation = f64::from(formula.utilisation_permille.unwrap()) / 1000.0;
    [
        covers(found.wait_minutes.as_ref().unwrap(), minutes, 0.5),
        covers(&found.queue, mean_queue.as_f64(), 0.001),
        covers(found.utilisation.as_ref().unwrap(), utilisation, 0.001),
        covers(&found.throughput_per_month, formula.arrivals_per_month.0.as_f64(), 0.001),
    ]
}

/// Intervals of 95 % hold in 95 of 100 runs if batches are long; 90 leaves room for chance.
fn assert_agreement(text: &str) {
    let found = coverage(text, 50);
    assert!(found.iter().all(|&permille| permille >= 900), "{found:?}");
}

#[test]
fn one_server_agrees_with_its_formula() {
    assert_agreement("service s @a; capacity 10 appointments_per_week; arrivals 32");
}

#[test]
fn many_servers_agree_with_their_formula() {
    assert_agreement("service s @a; capacity 6 places; processing 10; arrivals 15");
}

#[test]
fn tandem_agrees_with_its_formula() {
    assert_agreement(
        "service s1 @a; capacity 10 appointments_per_week; arrivals 32
         service s2 @b; capacity 4 places; processing 3; arrivals 32
         a -> b: 1; via s2; sent 32",
    );
}

#[test]
fn network_with_feedback_agrees_with_its_formula() {
    // Jackson 1957: 20 from outside at a; half go on to b, a fifth to c; half of b come back.
    assert_agreement(
        "service s1 @a; capacity 9 appointments_per_week; arrivals 26.667
         service s2 @b; capacity 3 cases; processing 5; arrivals 13.333
         service s3 @c; capacity 2 appointments_per_week; arrivals 5.333
         a -> b: 1; via s2; sent 13.333
         a -> c: 1; via s3; sent 5.333
         b -> a: 1; via s1; sent 6.667",
    );
}

#[test]
fn full_services_pile_up_as_computed() {
    let network = network(
        "service s1 @a; capacity 5 appointments_per_week; arrivals 30
         service s2 @b; capacity 10 appointments_per_week; arrivals 20
         a -> b: 1; via s2; sent 20",
    );
    let result = run(&network, 5);
    let first = &result.stations[0];
    assert!(covers(&first.throughput_per_month, 21.741, 0.1), "{first:?}");
    // 8.259 a month, over 1,260 months.
    assert!((9_900..10_900).contains(&first.waiting_at_end), "{}", first.waiting_at_end);
    assert!(covers(&result.stations[1].throughput_per_month, 20.0, 0.1));
}

#[test]
fn nobody_is_lost() {
    let network = network(
        "service s1 @a; capacity 10 appointments_per_week; arrivals 30
         service s2 @b; arrivals 20
         service s3 @c; capacity 90 places; processing 10
         a -> b: 1; via s2; sent 12
         b -> c: 1; via s3; sent 6
         c -> a: 1; via s1; sent 3",
    );
    let result = run(&network, 8);
    let difference = result.n_entered.abs_diff(result.n_left);
    assert!(difference < 200, "{} came, {} left", result.n_entered, result.n_left);
    assert!(result.n_entered > 30_000);
}

#[test]
fn shares_above_one_multiply_tokens() {
    let network = network(
        "service s1 @a; capacity 10 appointments_per_week; arrivals 10
         service s2 @b; capacity 30 appointments_per_week; arrivals 24
         a -> b: 1; via s2; sent 24",
    );
    let result = run(&network, 2);
    assert!(covers(&result.stations[1].throughput_per_month, 24.0, 0.1));
}

#[test]
fn same_seed_same_events_whatever_the_order_of_tables() {
    for seed in 0..10 {
        let network = random_queues(seed, 8, 10);
        let options = SimulationOptions {
            seed,
            warm_up_months: 2,
            run_months: 12,
            max_trace: 500,
            max_events: 50_000,
        };
        let one = simulate(&NetworkIndex::new(&network), &options);
        let reversed = reversed(&network);
        let other = simulate(&NetworkIndex::new(&reversed), &options);
        assert_eq!(one, other);
        let mut by_steps =
            Simulation::new(SimulationPlan::new(&NetworkIndex::new(&network)), &options);
        while by_steps.advance(7).state == SimulationState::Running {}
        assert_eq!(by_steps.result(), one);
    }
}

#[test]
fn a_plan_reads_back_with_the_same_events() {
    // A third of those who come to a go on to b.
    let text = "service s @a; entry; capacity 10 appointments_per_week; arrivals 30
                service t @b; capacity 3 appointments_per_week
                a -> b: 1; sent 10; via t";
    let network = network(text);
    let plan = SimulationPlan::new(&NetworkIndex::new(&network));
    let json = serde_json::to_string(&plan).unwrap();
    let read: SimulationPlan = serde_json::from_str(&json).unwrap();
    assert_eq!(read, plan);
    let result = |plan| {
        let mut simulation = Simulation::new(plan, &options(3));
        simulation.advance(u64::MAX);
        simulation.result()
    };
    assert_eq!(result(read), result(plan));
}

#[test]
fn results_on_the_way_cover_complete_batches_only() {
    let network = network("service s @a; capacity 10 appointments_per_week; arrivals 32");
    let index = NetworkIndex::new(&network);
    let mut simulation = Simulation::new(SimulationPlan::new(&index), &options(1));
    let mut halfway = simulation.result();
    assert_eq!((halfway.n_batches, halfway.stations[0].wait_minutes), (0, None));
    while halfway.n_batches < 10 {
        simulation.advance(1_000);
        halfway = simulation.result();
    }
    assert_eq!(halfway.n_batches, 10);
    assert!(halfway.aborted_after.is_some());
    assert!(covers(&halfway.stations[0].throughput_per_month, 32.0, 0.5));
    assert!(covers(halfway.stations[0].utilisation.as_ref().unwrap(), 0.736, 0.02));
}

#[test]
fn trace_follows_each_token() {
    let network = network(
        "service s1 @a; capacity 3 appointments_per_week; arrivals 10
         service s2 @b; capacity 9 appointments_per_week; arrivals 10
         a -> b: 1; via s2; sent 10",
    );
    let options = SimulationOptions { max_trace: 5_000, run_months: 40, ..options(3) };
    let result = simulate(&NetworkIndex::new(&network), &options);
    assert!(result.is_trace_complete);
    assert!(result.trace.windows(2).all(|pair| pair[0].at <= pair[1].at));
    let moved = result.trace.iter().find(|event| event.from == Some(0)).unwrap();
    let steps: Vec<_> = result
        .trace
        .iter()
        .filter(|event| event.token == moved.token)
        .map(|event| (event.kind, event.station))
        .collect();
    let on = [(TraceKind::Arrives, 1), (TraceKind::Starts, 1), (TraceKind::Leaves, 1)];
    assert_eq!(steps[steps.len() - 4], (TraceKind::Leaves, 0));
    assert_eq!(steps[steps.len() - 3..], on);
    let short = SimulationOptions { max_trace: 10, ..options };
    let cut = simulate(&NetworkIndex::new(&network), &short);
    assert_eq!((cut.trace.len(), cut.is_trace_complete), (10, false));
    assert_eq!(cut.trace, result.trace[..10]);
}

#[test]
fn everything_is_bounded_and_says_so() {
    let most = "9000000000000000";
    let flood = network(&format!(
        "service s1 @a; capacity 1 places; processing 1; arrivals {most}
         service s2 @b; arrivals 1
         a -> b: 1; via s2; sent {most}"
    ));
    let options = SimulationOptions { max_events: 3_000_000, ..Default::default() };
    let result = simulate(&NetworkIndex::new(&flood), &options);
    assert!(result.aborted_after.is_some_and(|events| events <= 3_000_000));
    assert_eq!(result.n_batches, 0);
    assert_eq!(result.stations[0].queue.half_width, None);

    let nobody = network("service s1 @a; capacity 3 places; processing 2");
    let result = simulate(&NetworkIndex::new(&nobody), &SimulationOptions::default());
    assert_eq!((result.stations.len(), result.aborted_after), (0, None));
    let none = SimulationOptions { run_months: 0, warm_up_months: u32::MAX, ..options };
    assert_eq!(simulate(&NetworkIndex::new(&nobody), &none).n_batches, 20);

    let mut text = String::new();
    for actor in 0..2_000 {
        let to = (actor + 1) % 2_000;
        writeln!(text, "service s{actor} @a{actor}; capacity 9 places; processing 9; arrivals 5")
            .unwrap();
        writeln!(text, "a{actor} -> a{to}: 1; via s{to}; sent 2").unwrap();
    }
    let large = network(&text);
    let mut simulation = Simulation::new(SimulationPlan::new(&NetworkIndex::new(&large)), &options);
    let progress = simulation.advance(100_000);
    assert_eq!((progress.state, progress.events), (SimulationState::Running, 100_000));
    assert!(progress.permille < 1000);
}
