//! Random networks of queues with what we compute for them, as text for `tests/oracle/queues.py`.
//!
//! `queue_cases FIRST_SEED N_CASES` prints for each case
//! ```text
//! case 7
//! network service s0 @a0; capacity 3 places; processing 4; arrivals 20.5    (one line per row)
//! formula s0 ARRIVALS PROBABILITY_OF_WAITING WAIT_MINUTES QUEUE
//! simulated s0 WAIT_MINUTES HALF_WIDTH QUEUE HALF_WIDTH THROUGHPUT HALF_WIDTH
//! ```

#[expect(
    dead_code,
    clippy::unwrap_used,
    reason = "the text format of the tests, of which this needs a part"
)]
#[path = "../tests/analysis/fixture.rs"]
mod fixture;

use std::fmt::Write as _;
use std::io::{self, Write as _};

use analysis::{Estimate, QueueState, SimulationOptions, queues, simulate};
use model::NetworkIndex;

fn main() -> io::Result<()> {
    let mut numbers = std::env::args().skip(1).map(|text| text.parse::<u64>());
    let mut number = |default| numbers.next().and_then(Result::ok).unwrap_or(default);
    let (first_seed, n_cases) = (number(0), number(100));
    let mut out = io::stdout().lock();
    for seed in first_seed..first_seed.saturating_add(n_cases) {
        out.write_all(case(seed).unwrap_or_default().as_bytes())?;
    }
    Ok(())
}

fn case(seed: u64) -> Result<String, std::fmt::Error> {
    let text = random_network(seed)?;
    let network = fixture::network(&text);
    let index = NetworkIndex::new(&network);
    let mut out = format!("case {seed}\n");
    for line in text.lines() {
        writeln!(out, "network {line}")?;
    }
    for station in queues(&index).stations {
        if let QueueState::Steady { waiting_permille, mean_wait, mean_queue } = station.state {
            let (service, arrivals) = (station.service, station.arrivals_per_month);
            let waiting = f64::from(waiting_permille) / 1000.0;
            let minutes = mean_wait.minutes();
            writeln!(out, "formula {service} {arrivals} {waiting} {minutes} {mean_queue}")?;
        }
    }
    let options = SimulationOptions {
        seed,
        warm_up_months: 60,
        run_months: 1_200,
        ..SimulationOptions::default()
    };
    for station in simulate(&index, &options).stations {
        write!(out, "simulated {}", station.service)?;
        let estimates =
            [station.wait_minutes, Some(station.queue), Some(station.throughput_per_month)];
        for Estimate { mean, half_width } in estimates.into_iter().flatten() {
            write!(out, " {mean} {}", half_width.unwrap_or_default())?;
        }
        out.push('\n');
    }
    Ok(out)
}

/// `SplitMix64`: the examples know nothing of the crate's inside.
struct Random(u64);

impl Random {
    /// A number below `bound`.
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % bound
    }
}

/// One to four stations, each between 30 % and 90 % full, with referrals back and forth that leave
/// a tenth of the arrivals to come from outside.
fn random_network(seed: u64) -> Result<String, std::fmt::Error> {
    let mut random = Random(seed);
    let n_stations = usize::try_from(1 + random.below(4)).unwrap_or(1);
    let arrivals: Vec<u64> = (0..n_stations).map(|_| 5 + random.below(36)).collect();
    let mut text = String::new();
    for (station, &arrivals) in arrivals.iter().enumerate() {
        let full_percent = 30 + random.below(60);
        write!(text, "service s{station} @a{station}; arrivals {arrivals}; capacity ")?;
        if random.below(2) == 0 {
            // One a week is 4.348 a month.
            let per_week = arrivals * 100_000 / (4_348 * full_percent) + 1;
            writeln!(text, "{per_week} appointments_per_week")?;
        } else {
            // A place takes 30.437 / days a month.
            let days = 2 + random.below(20);
            let places = arrivals * days * 100_000 / (30_437 * full_percent) + 1;
            writeln!(text, "{places} places; processing {days}")?;
        }
    }
    let mut unsent: Vec<u64> = arrivals.iter().map(|arrivals| arrivals * 9 / 10).collect();
    let mut unexplained = unsent.clone();
    for (from, unsent) in unsent.iter_mut().enumerate() {
        for to in (0..n_stations).filter(|&to| to != from) {
            let sent = random.below((*unsent).min(unexplained[to]) + 1);
            if sent > 0 {
                *unsent -= sent;
                unexplained[to] -= sent;
                writeln!(text, "a{from} -> a{to}: 1; via s{to}; sent {sent}")?;
            }
        }
    }
    Ok(text)
}
