//! What is counted while traces pass by, and what of it may be told.

use std::collections::HashMap;

use model::{Date, Days};

use super::clock::Clock;
use super::names::{NameIdx, Names};
use super::trace::{LogEvent, MAX_EVENTS, Steps, Transition};
use super::waits::Waits;
use super::{EventLogProblem, MIN_CASES, MIN_QUANTILE_CASES, OrganisationAttribute};

/// Most pairs of organisations, and most pairs of activities. A pair takes at most 2 KB once there
/// are [`MAX_EXACT_WAITS`], so that the pairs take at most 40,000 × 2 KB = 80 MB.
pub(super) const MAX_PAIRS: usize = 40_000;
/// Waiting times that are kept one by one, over all pairs: 4 MB × 4 bytes.
const MAX_EXACT_WAITS: usize = 4_000_000;

/// What a log tells about its organisations, without anything about a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandoverCounts {
    /// By name; those with fewer than [`MIN_CASES`] cases are left out.
    pub organisations: Vec<OrganisationCount>,
    /// By sender and receiver; those with fewer than [`MIN_CASES`] cases are left out.
    pub handovers: Vec<HandoverCount>,
    /// By activity and successor; those with fewer than [`MIN_CASES`] cases are left out.
    pub follows: Vec<FollowCount>,
    /// `None` where pairs are left out.
    pub n_handovers: Option<u64>,
    pub n_suppressed_organisations: usize,
    pub n_suppressed_handovers: usize,
    pub n_suppressed_follows: usize,
    pub n_traces: u32,
    pub period: Period,
    pub skipped: Skipped,
}

/// An organisation of a log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrganisationCount {
    pub name: String,
    pub n_events: u64,
    pub n_cases: u32,
    /// Hand-overs to others; `None` where one of its pairs is left out, which the total gave away.
    pub n_sent: Option<u64>,
    /// Hand-overs from others; `None` as above.
    pub n_received: Option<u64>,
}

/// Hand-overs from one organisation to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandoverCount {
    pub from: String,
    pub to: String,
    pub n_handovers: u64,
    pub n_cases: u32,
    /// `None` with fewer than [`MIN_QUANTILE_CASES`] cases.
    pub waits: Option<WaitQuantiles>,
}

/// Waiting times of the hand-overs of a pair (nearest rank), to the minute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WaitQuantiles {
    pub p25: Days,
    pub median: Days,
    pub p75: Days,
    pub p90: Days,
    /// Whether to the minute; otherwise they came from so many waits that they were kept in bins,
    /// and are up to 1/32 off.
    pub is_exact: bool,
}

/// How often one activity directly follows another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FollowCount {
    pub from: String,
    pub to: String,
    pub n: u64,
    pub n_cases: u32,
}

/// From the first day of the month of the first event to the last day of that of the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    pub from: Date,
    pub to: Date,
}

impl Period {
    /// Whole months, at least one.
    pub fn n_months(self) -> u32 {
        let month = |date: Date| i32::from(date.year()) * 12 + i32::from(date.month());
        u32::try_from(month(self.to) - month(self.from) + 1).unwrap_or(1).max(1)
    }
}

/// What was not counted, and why.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Skipped {
    /// Without a point in time that can be read.
    pub n_events_without_time: u64,
    /// They count for activities, not for hand-overs.
    pub n_events_without_organisation: u64,
    /// They count for hand-overs, not for activities.
    pub n_events_without_activity: u64,
    /// In XES beside the traces, in CSV without a case id.
    pub n_events_without_case: u64,
    /// Planned, assigned, suspended and so on.
    pub n_events_without_work: u64,
    /// Events stood in another order than that of time; they were sorted.
    pub n_traces_out_of_order: u64,
}

/// A count and the cases behind it.
#[derive(Default)]
struct Tally {
    n: u64,
    n_cases: u32,
    /// The number of the last trace that was counted, from 1.
    last_trace: u32,
}

impl Tally {
    fn add(&mut self, trace: u32) {
        self.n += 1;
        if self.last_trace != trace {
            self.last_trace = trace;
            self.n_cases += 1;
        }
    }

    fn is_small(&self) -> bool {
        self.n_cases < MIN_CASES
    }
}

struct Handover {
    tally: Tally,
    waits: Waits,
}

/// Counts traces.
pub(super) struct Counts {
    pub(super) organisation_names: Names,
    pub(super) activity_names: Names,
    pub(super) clock: Clock,
    pub(super) skipped: Skipped,
    /// Whether an event names a resource that does not count as its organisation.
    pub(super) has_resources: bool,
    steps: Steps,
    organisations: Vec<Tally>,
    handovers: HashMap<(NameIdx, NameIdx), Handover>,
    follows: HashMap<(NameIdx, NameIdx), Tally>,
    n_traces: u32,
    n_exact_waits: usize,
    /// Of the first and the last event, in seconds since 1970.
    span: Option<(i64, i64)>,
}

impl Counts {
    pub(super) fn new() -> Self {
        Self {
            organisation_names: Names::organisations(),
            activity_names: Names::activities(),
            clock: Clock::new(),
            skipped: Skipped::default(),
            has_resources: false,
            steps: Steps::default(),
            organisations: Vec::new(),
            handovers: HashMap::new(),
            follows: HashMap::new(),
            n_traces: 0,
            n_exact_waits: 0,
            span: None,
        }
    }

    /// Counts one trace, whose events may be in any order.
    ///
    /// # Errors
    /// When the trace has too many events or the log too many pairs.
    pub(super) fn add_trace(&mut self, events: &mut [LogEvent]) -> Result<(), EventLogProblem> {
        if events.len() > MAX_EVENTS {
            return Err(EventLogProblem::LongTrace);
        }
        self.n_traces = self.n_traces.saturating_add(1);
        if !events.is_sorted_by_key(|event| event.seconds()) {
            self.skipped.n_traces_out_of_order += 1;
            events.sort_by_key(|event| event.seconds());
        }
        if let (Some(first), Some(last)) = (events.first(), events.last()) {
            let (from, to) = self.span.unwrap_or((i64::MAX, i64::MIN));
            self.span = Some((from.min(first.seconds()), to.max(last.seconds())));
        }
        for event in &*events {
            self.add_event(*event);
        }
        self.add_steps(events)
    }

    fn add_event(&mut self, event: LogEvent) {
        let skipped = &mut self.skipped;
        skipped.n_events_without_work += u64::from(event.transition() == Transition::Other);
        skipped.n_events_without_activity += u64::from(!event.activity.is_some());
        skipped.n_events_without_organisation += u64::from(!event.organisation.is_some());
        if event.organisation.is_some() {
            let idx = event.organisation.idx();
            if idx >= self.organisations.len() {
                self.organisations.resize_with(idx + 1, Tally::default);
            }
            self.organisations[idx].add(self.n_traces);
        }
    }

    fn add_steps(&mut self, events: &[LogEvent]) -> Result<(), EventLogProblem> {
        let mut activity = NameIdx::NONE;
        let mut sender = NameIdx::NONE;
        let mut completed = i64::MIN;
        for step in self.steps.of(events) {
            if step.activity.is_some() {
                if activity.is_some() {
                    self.follows.entry((activity, step.activity)).or_default().add(self.n_traces);
                }
                activity = step.activity;
            }
            if !step.organisation.is_some() {
                continue;
            }
            if sender != step.organisation {
                if sender.is_some() {
                    let pair = self.handovers.entry((sender, step.organisation));
                    let handover = pair.or_insert_with(|| Handover {
                        tally: Tally::default(),
                        waits: Waits::new(),
                    });
                    handover.tally.add(self.n_traces);
                    let has_room = self.n_exact_waits < MAX_EXACT_WAITS;
                    let grown = handover.waits.add(minutes(step.start - completed), has_room);
                    self.n_exact_waits = self.n_exact_waits.saturating_add_signed(grown);
                }
                sender = step.organisation;
                completed = i64::MIN;
            }
            completed = completed.max(step.end);
        }
        if self.handovers.len().max(self.follows.len()) > MAX_PAIRS {
            return Err(EventLogProblem::TooManyPairs);
        }
        Ok(())
    }

    /// Leaves out what is small.
    ///
    /// # Errors
    /// When there is nothing to count.
    pub(super) fn finish(
        mut self,
        organisation: OrganisationAttribute,
    ) -> Result<HandoverCounts, EventLogProblem> {
        if self.n_traces == 0 {
            return Err(EventLogProblem::NoTraces);
        }
        let period = self.period().ok_or(EventLogProblem::NoTimes)?;
        if self.organisations.is_empty() {
            return Err(match organisation {
                OrganisationAttribute::Group if self.has_resources => {
                    EventLogProblem::OnlyResources
                }
                OrganisationAttribute::Group => expected("org:group"),
                OrganisationAttribute::GroupOrRole => expected("org:group, org:role"),
                OrganisationAttribute::GroupOrResource => expected("org:group, org:resource"),
            });
        }
        let totals = Totals::of(&self.handovers);
        let organisations = self.organisation_counts(&totals);
        let handovers = self.handover_counts();
        let follows = self.follow_counts();
        Ok(HandoverCounts {
            n_handovers: totals.all,
            n_suppressed_organisations: self.organisations.len() - organisations.len(),
            n_suppressed_handovers: self.handovers.len() - handovers.len(),
            n_suppressed_follows: self.follows.len() - follows.len(),
            organisations,
            handovers,
            follows,
            n_traces: self.n_traces,
            period,
            skipped: self.skipped,
        })
    }

    fn period(&self) -> Option<Period> {
        let (first, last) = self.span?;
        let (from, to) = (self.clock.date(first)?, self.clock.date(last)?);
        Some(Period { from: from.first_of_month(), to: to.last_of_month() })
    }

    fn organisation_counts(&self, totals: &Totals) -> Vec<OrganisationCount> {
        let named = self.organisation_names.iter().zip(&self.organisations);
        let large = named.filter(|(_, tally)| !tally.is_small());
        let mut counts: Vec<_> = large
            .map(|((number, name), tally)| OrganisationCount {
                name: name.to_owned(),
                n_events: tally.n,
                n_cases: tally.n_cases,
                n_sent: totals.sent.get(&number).copied().unwrap_or(Some(0)),
                n_received: totals.received.get(&number).copied().unwrap_or(Some(0)),
            })
            .collect();
        counts.sort_by(|a, b| a.name.cmp(&b.name));
        counts
    }

    fn handover_counts(&mut self) -> Vec<HandoverCount> {
        let names = &self.organisation_names;
        let large = self.handovers.iter_mut().filter(|(_, handover)| !handover.tally.is_small());
        let mut counts: Vec<_> = large
            .map(|((from, to), handover)| HandoverCount {
                from: names.name(*from).to_owned(),
                to: names.name(*to).to_owned(),
                n_handovers: handover.tally.n,
                n_cases: handover.tally.n_cases,
                waits: wait_quantiles(handover),
            })
            .collect();
        counts.sort_by(|a, b| (&a.from, &a.to).cmp(&(&b.from, &b.to)));
        counts
    }

    fn follow_counts(&self) -> Vec<FollowCount> {
        let names = &self.activity_names;
        let large = self.follows.iter().filter(|(_, tally)| !tally.is_small());
        let mut counts: Vec<_> = large
            .map(|((from, to), tally)| FollowCount {
                from: names.name(*from).to_owned(),
                to: names.name(*to).to_owned(),
                n: tally.n,
                n_cases: tally.n_cases,
            })
            .collect();
        counts.sort_by(|a, b| (&a.from, &a.to).cmp(&(&b.from, &b.to)));
        counts
    }
}

/// Sums over pairs; `None` where one of them is left out.
struct Totals {
    sent: HashMap<NameIdx, Option<u64>>,
    received: HashMap<NameIdx, Option<u64>>,
    all: Option<u64>,
}

impl Totals {
    fn of(handovers: &HashMap<(NameIdx, NameIdx), Handover>) -> Self {
        let mut totals = Self { sent: HashMap::new(), received: HashMap::new(), all: Some(0) };
        let add = |total: &mut Option<u64>, n: Option<u64>| {
            *total = total.zip(n).map(|(total, n)| total + n);
        };
        #[expect(clippy::iter_over_hash_type, reason = "sums do not depend on the order")]
        for ((from, to), handover) in handovers {
            let n = (!handover.tally.is_small()).then_some(handover.tally.n);
            add(totals.sent.entry(*from).or_insert(Some(0)), n);
            add(totals.received.entry(*to).or_insert(Some(0)), n);
            add(&mut totals.all, n);
        }
        totals
    }
}

fn expected(expected: &'static str) -> EventLogProblem {
    EventLogProblem::NoOrganisations { expected }
}

/// Minutes, rounded half up; 0 for what lies before.
fn minutes(seconds: i64) -> u32 {
    u32::try_from((seconds.max(0) + 30) / 60).unwrap_or(u32::MAX)
}

fn wait_quantiles(handover: &mut Handover) -> Option<WaitQuantiles> {
    if handover.tally.n_cases < MIN_QUANTILE_CASES {
        return None;
    }
    let quantiles = handover.waits.quantiles([25, 50, 75, 90])?;
    let [p25, median, p75, p90] = quantiles.map(|minutes| Days::from_minutes(minutes.into()));
    Some(WaitQuantiles { p25, median, p75, p90, is_exact: handover.waits.is_exact() })
}
