//! Counts a log and says how long it took and how much memory: `read_log FILE [resource|role]`.

#![expect(clippy::print_stdout, reason = "a program that is asked for text")]

use std::env;
use std::error::Error;
use std::fs::{self, File};
use std::io::Read;
use std::path::Path;
use std::time::Instant;

use exchange::event_log::{EventLogOptions, EventLogReader, HandoverCounts, OrganisationAttribute};

/// As a browser hands over a file.
const CHUNK_BYTES: usize = 64 * 1024;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let path = arguments.first().ok_or("read_log FILE [resource|role]")?;
    let organisation = match arguments.get(1).map(String::as_str) {
        Some("resource") => OrganisationAttribute::GroupOrResource,
        Some("role") => OrganisationAttribute::GroupOrRole,
        _ => OrganisationAttribute::Group,
    };
    let start = Instant::now();
    let counts = count(Path::new(path), organisation)?;
    let seconds = start.elapsed().as_secs_f64();
    for handover in &counts.handovers {
        let median = handover.waits.map(|waits| waits.median.whole_days());
        println!(
            "{} -> {}: {} Übergaben in {} Fällen, Median {median:?} Tage",
            handover.from, handover.to, handover.n_handovers, handover.n_cases
        );
    }
    for follow in &counts.follows {
        println!("{} > {}: {}", follow.from, follow.to, follow.n);
    }
    println!("{} Paare unterdrückt, {:?}", counts.n_suppressed_handovers, counts.skipped);
    println!("{} Fälle, {seconds:.2} s, {}", counts.n_traces, peak_memory());
    Ok(())
}

fn count(path: &Path, organisation: OrganisationAttribute) -> Result<HandoverCounts, String> {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut file = File::open(path).map_err(|error| error.to_string())?;
    let options = EventLogOptions { file: name, organisation, ..EventLogOptions::default() };
    let mut reader = EventLogReader::new(options);
    let mut chunk = vec![0; CHUNK_BYTES];
    loop {
        let n = file.read(&mut chunk).map_err(|error| error.to_string())?;
        if n == 0 {
            break;
        }
        reader.push(&chunk[..n]).map_err(|problem| problem.to_string())?;
    }
    reader.finish().map_err(|problems| {
        let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
        lines.join("\n")
    })
}

/// As Linux tells it; empty elsewhere.
fn peak_memory() -> String {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    status.lines().find(|line| line.starts_with("VmHWM")).unwrap_or_default().to_owned()
}
