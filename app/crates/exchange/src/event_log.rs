//! Process logs from case software, reduced to who hands over to whom, how often and how fast.
//!
//! Start at [`EventLogReader`]: it takes a log in chunks of any size, so that a file of any length
//! runs in little memory, on the server as in the browser. Formats: XES (IEEE 1849-2016) and CSV.
//!
//! **Nothing of a case leaves.** Traces are counted and forgotten: no case id, no single point in
//! time (the period is given in whole months), no name of a person. What fewer than
//! [`MIN_CASES`] cases stand behind is left out and only counted; quantiles need
//! [`MIN_QUANTILE_CASES`] cases. A total is given only where nothing was left out of it, for it
//! would give away the rest. These limits are those of `access`, applied at the source.
//!
//! How it is counted:
//! - A *step* is one execution of an activity: a `start` with the next `complete` of the same
//!   activity and organisation, or a single event where a log knows only one kind. Events like
//!   `schedule` or `suspend` are no steps.
//! - Steps are in the order of their beginnings, ties in the order of the file.
//! - Two consecutive steps in different organisations are a *hand-over*; its waiting time runs from
//!   the latest completion at the sender to the beginning at the receiver, and is 0 where the
//!   receiver begins before that.
//! - Two consecutive steps are a *directly-follows* of their activities.
//!
//! Not here: files and uploads (`server`), the export of our own process, names of cases.

mod clock;
mod columns;
mod counts;
mod csv_log;
mod names;
mod problem;
mod rows;
mod trace;
mod waits;
mod xes;

pub use columns::{LogColumn, LogColumns};
pub use counts::{
    FollowCount, HandoverCount, HandoverCounts, OrganisationCount, Period, Skipped, WaitQuantiles,
};
pub use problem::EventLogProblem;
pub use rows::handover_relation;

use crate::{Problem, Reason};
use csv_log::CsvLog;
use xes::XesLog;

/// Fewest cases behind a count that is given; as `access::MIN_CELL_COUNT`.
pub const MIN_CASES: u32 = 5;
/// Fewest cases behind a median or another quantile; as `access::MIN_QUANTILE_N`.
pub const MIN_QUANTILE_CASES: u32 = 10;
/// Longest log that is read.
pub const MAX_LOG_BYTES: u64 = 4_000_000_000;
/// Blanks at the beginning after which nothing is expected any more.
const MAX_LEADING_BLANKS: u64 = 1_000_000;

/// How a log is written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogFormat {
    Xes,
    Csv,
}

/// Which attribute of an event names its organisation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OrganisationAttribute {
    /// `org:group` alone.
    #[default]
    Group,
    /// `org:group`, and `org:role` where an event has no group.
    GroupOrRole,
    /// `org:group`, and `org:resource` where an event has no group. Only for logs whose resources
    /// are organisations: usually they are persons.
    GroupOrResource,
}

/// How to read a log.
#[derive(Clone, Debug, Default)]
pub struct EventLogOptions {
    /// As problems name it.
    pub file: String,
    /// `None`: the first character tells.
    pub format: Option<LogFormat>,
    pub organisation: OrganisationAttribute,
    /// The columns of a CSV file; those that are not named are recognised by their headers.
    pub columns: LogColumns,
}

/// Counts a log that arrives in chunks.
///
/// Memory: for XES about 1 MB, one trace and the counts, whatever the length of the file. In a CSV
/// file the rows of a case may be anywhere, so that events are kept until the end, 16 bytes each,
/// with 32 bytes for each case; at most [`EventLogReader::MAX_CSV_EVENTS`].
pub struct EventLogReader {
    options: EventLogOptions,
    n_bytes: u64,
    state: State,
    failed: Option<Problem>,
}

enum State {
    /// Nothing but blanks so far; how many of them, on how many lines, and the first bytes.
    Unknown {
        n_blanks: u64,
        n_lines: u64,
        head: Vec<u8>,
    },
    Xes(Box<XesLog>),
    Csv(Box<CsvLog>),
}

impl EventLogReader {
    /// Most events that are kept of a CSV file.
    pub const MAX_CSV_EVENTS: usize = csv_log::MAX_EVENTS;

    pub fn new(options: EventLogOptions) -> Self {
        let state = State::Unknown { n_blanks: 0, n_lines: 0, head: Vec::new() };
        Self { options, n_bytes: 0, state, failed: None }
    }

    pub fn bytes_read(&self) -> u64 {
        self.n_bytes
    }

    /// Takes the next bytes of the file.
    ///
    /// # Errors
    /// The first problem after which the rest makes no sense; later calls repeat it.
    pub fn push(&mut self, chunk: &[u8]) -> Result<(), Problem> {
        if let Some(problem) = &self.failed {
            return Err(problem.clone());
        }
        self.n_bytes += u64::try_from(chunk.len()).unwrap_or(u64::MAX);
        let result = if self.n_bytes > MAX_LOG_BYTES {
            Err(Flaw::new(None, EventLogProblem::TooLarge))
        } else {
            self.take(chunk)
        };
        result.map_err(|flaw| {
            let problem = flaw.in_file(&self.options.file);
            self.failed = Some(problem.clone());
            problem
        })
    }

    /// Counts what was read.
    ///
    /// # Errors
    /// What [`push`](Self::push) reported, a file that breaks off, or a log without anything that
    /// can be counted.
    pub fn finish(self) -> Result<HandoverCounts, Vec<Problem>> {
        if let Some(problem) = self.failed {
            return Err(vec![problem]);
        }
        let counted = match self.state {
            State::Unknown { .. } => Err(Flaw::new(None, EventLogProblem::Empty)),
            State::Xes(log) => log.finish(),
            State::Csv(log) => log.finish(),
        };
        let finished = counted.and_then(|counts| {
            counts.finish(self.options.organisation).map_err(|problem| Flaw::new(None, problem))
        });
        finished.map_err(|flaw| vec![flaw.in_file(&self.options.file)])
    }

    fn take(&mut self, chunk: &[u8]) -> Result<(), Flaw> {
        if let State::Unknown { n_blanks, n_lines, head } = &mut self.state {
            let rest = if head.is_empty() {
                let is_blank = |byte: &u8| byte.is_ascii_whitespace();
                let n = chunk.iter().take_while(|byte| is_blank(byte)).count();
                *n_blanks += u64::try_from(n).unwrap_or(u64::MAX);
                *n_lines += count_lines(&chunk[..n]);
                &chunk[n..]
            } else {
                chunk
            };
            head.extend_from_slice(rest);
            if *n_blanks > MAX_LEADING_BLANKS {
                return Err(Flaw::new(None, EventLogProblem::Empty));
            }
            // A byte order mark has three bytes, and something must follow it.
            if head.len() < 4 {
                return Ok(());
            }
            let (first_line, head) = (*n_lines + 1, std::mem::take(head));
            self.state = self.open(&head, first_line)?;
            return self.feed(strip_mark(&head));
        }
        self.feed(chunk)
    }

    fn feed(&mut self, bytes: &[u8]) -> Result<(), Flaw> {
        match &mut self.state {
            State::Unknown { .. } => Ok(()),
            State::Xes(log) => log.push(bytes),
            State::Csv(log) => log.push(bytes),
        }
    }

    fn open(&self, head: &[u8], first_line: u64) -> Result<State, Flaw> {
        let problem = match head {
            [0xff, 0xfe, ..] | [0xfe, 0xff, ..] | [b'<', 0, ..] => Some(EventLogProblem::Utf16),
            [0x1f, 0x8b, ..] | [b'P', b'K', 3, 4, ..] => Some(EventLogProblem::Packed),
            _ => None,
        };
        if let Some(problem) = problem {
            return Err(Flaw::new(None, problem));
        }
        let text = strip_mark(head);
        let looks_like_xml = text.trim_ascii_start().first() == Some(&b'<');
        let format = self.options.format.unwrap_or(if looks_like_xml {
            LogFormat::Xes
        } else {
            LogFormat::Csv
        });
        let organisation = self.options.organisation;
        Ok(match format {
            LogFormat::Xes => State::Xes(Box::new(XesLog::new(organisation, first_line))),
            LogFormat::Csv => {
                let columns = self.options.columns.clone();
                State::Csv(Box::new(CsvLog::new(columns, organisation, first_line)))
            }
        })
    }
}

/// The columns of a CSV log that begins with `head`; nothing for XES, or where the first line does not
/// end within it.
pub fn log_header(head: &[u8]) -> Option<Vec<String>> {
    csv_log::header(strip_mark(head))
}

fn strip_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)
}

/// A problem before it knows its file.
#[derive(Debug)]
struct Flaw {
    line: Option<u64>,
    reason: Box<Reason>,
}

impl Flaw {
    fn new(line: Option<u64>, reason: impl Into<Reason>) -> Self {
        Self { line, reason: Box::new(reason.into()) }
    }

    fn in_file(self, file: &str) -> Problem {
        Problem { line: self.line, ..Problem::of_file(file, *self.reason) }
    }
}

/// Sums in bytes, of which a vector register holds most, as many as cannot overflow.
fn count_lines(bytes: &[u8]) -> u64 {
    let count = |piece: &[u8]| piece.iter().map(|byte| u8::from(*byte == b'\n')).sum::<u8>();
    bytes.chunks(usize::from(u8::MAX)).map(|piece| u64::from(count(piece))).sum()
}
