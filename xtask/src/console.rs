//! One line per step: what it is, what became of it, how long it took.

use std::io::{self, Write};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

/// Column at which the outcome begins.
const NAME_WIDTH: usize = 24;

/// What became of a step.
pub(crate) enum Outcome {
    /// Nothing to do; the text says what was found.
    AlreadyThere(String),
    /// Work was done; the text says what came of it.
    Done(String),
}

/// Runs a step that prints nothing itself: its name shows while it works.
pub(crate) fn silent_step(name: &str, work: impl FnOnce() -> Result<Outcome>) -> Result<()> {
    print!("{name:NAME_WIDTH$} … ");
    io::stdout().flush()?;
    let started = Instant::now();
    let outcome = work().inspect_err(|_| println!("failed"))?;
    println!("{}", describe(&outcome, started.elapsed()));
    Ok(())
}

/// Runs a step during which another program prints: its line follows that output.
pub(crate) fn talking_step<T>(
    name: &str,
    work: impl FnOnce() -> Result<(T, Outcome)>,
) -> Result<T> {
    let started = Instant::now();
    let (result, outcome) = work().with_context(|| name.to_owned())?;
    println!("{name:NAME_WIDTH$} … {}", describe(&outcome, started.elapsed()));
    Ok(result)
}

/// A line in the form of the steps, without a time.
pub(crate) fn note(name: &str, text: &str) {
    println!("{name:NAME_WIDTH$} … {text}");
}

/// Seconds as they are shown everywhere: `12.3 s`.
pub(crate) fn seconds(duration: Duration) -> String {
    format!("{:.1} s", duration.as_secs_f64())
}

fn describe(outcome: &Outcome, took: Duration) -> String {
    let took = seconds(took);
    match outcome {
        Outcome::AlreadyThere(found) if found.is_empty() => format!("already there ({took})"),
        Outcome::AlreadyThere(found) => format!("already there: {found} ({took})"),
        Outcome::Done(result) => format!("{result} ({took})"),
    }
}
