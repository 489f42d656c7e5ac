//! A log as CSV: one event per row, in any order.

use std::collections::HashMap;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

use super::columns::{LogColumns, Positions};
use super::counts::Counts;
use super::names::NameIdx;
use super::trace::{LogEvent, Transition};
use super::xes::MAX_TOKEN_BYTES;
use super::{EventLogProblem, Flaw, OrganisationAttribute};
use crate::Reason;
use crate::sheet::{QuoteState, separator};
use crate::windows_1252::utf8_or_windows_1252;

/// Most events: 5,000,000 × 16 bytes are 80 MB.
pub(super) const MAX_EVENTS: usize = 5_000_000;
pub(super) const MAX_COLUMNS: usize = 1_000;

/// Collects the events of all cases; what a case is called is not kept.
pub(super) struct CsvLog {
    columns: LogColumns,
    organisation: OrganisationAttribute,
    /// Lines before the first.
    n_lines_above: u64,
    /// The beginning, until the header is complete and tells the separator.
    head: Vec<u8>,
    parser: Option<Parser>,
    positions: Option<Positions>,
    cases: HashMap<u128, u32>,
    events: Vec<LogEvent>,
    counts: Counts,
}

struct Parser {
    reader: Reader,
    row: CsvRow,
    separator: u8,
    quotes: QuoteState,
    /// The line on which the last quote was opened.
    quote_line: u64,
}

/// The fields of a row, one behind the other.
#[derive(Default)]
struct CsvRow {
    bytes: Vec<u8>,
    ends: Vec<usize>,
    n_bytes: usize,
    n_fields: usize,
}

impl CsvRow {
    fn field(&self, idx: usize) -> &[u8] {
        if idx >= self.n_fields {
            return &[];
        }
        let start = if idx == 0 { 0 } else { self.ends[idx - 1] };
        self.bytes.get(start..self.ends[idx]).unwrap_or_default()
    }

    fn texts(&self) -> Vec<String> {
        (0..self.n_fields).map(|idx| utf8_or_windows_1252(self.field(idx)).into_owned()).collect()
    }

    fn grow(&mut self) {
        self.bytes.resize(self.bytes.len() * 2 + 1_024, 0);
        self.ends.resize(self.ends.len() * 2 + 16, 0);
    }

    fn is_blank(&self) -> bool {
        (0..self.n_fields).all(|idx| self.field(idx).trim_ascii().is_empty())
    }
}

/// The header of a CSV log that begins like this; nothing for XES, or where the first line is longer.
pub(super) fn header(head: &[u8]) -> Option<Vec<String>> {
    let n_blank = head.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    let head = &head[n_blank..];
    if head.first() == Some(&b'<') || !head.iter().any(|byte| matches!(byte, b'\r' | b'\n')) {
        return None;
    }
    let mut parser = Parser::of(head);
    let mut rest = head;
    loop {
        let (result, n_read) = parser.step(rest);
        rest = &rest[n_read..];
        match result {
            ReadRecordResult::Record => return Some(parser.row.texts()),
            _ if parser.row.ends.len() > MAX_COLUMNS => return None,
            ReadRecordResult::InputEmpty | ReadRecordResult::End => return None,
            ReadRecordResult::OutputFull | ReadRecordResult::OutputEndsFull => parser.row.grow(),
        }
    }
}

impl CsvLog {
    pub(super) fn new(
        columns: LogColumns,
        organisation: OrganisationAttribute,
        first_line: u64,
    ) -> Self {
        Self {
            columns,
            organisation,
            n_lines_above: first_line - 1,
            head: Vec::new(),
            parser: None,
            positions: None,
            cases: HashMap::new(),
            events: Vec::new(),
            counts: Counts::new(),
        }
    }

    pub(super) fn push(&mut self, bytes: &[u8]) -> Result<(), Flaw> {
        if self.parser.is_some() {
            return self.read(bytes);
        }
        self.head.extend_from_slice(bytes);
        if self.head.len() > MAX_TOKEN_BYTES {
            return Err(self.flaw(EventLogProblem::LongToken));
        }
        if self.head.iter().any(|byte| matches!(byte, b'\r' | b'\n')) {
            self.open()
        } else {
            Ok(())
        }
    }

    fn open(&mut self) -> Result<(), Flaw> {
        let head = std::mem::take(&mut self.head);
        self.parser = Some(Parser::of(&head));
        self.read(&head)
    }

    /// Counts the events, case by case.
    pub(super) fn finish(mut self) -> Result<Counts, Flaw> {
        if self.parser.is_none() {
            self.open()?;
        }
        self.read(&[])?;
        if let Some(parser) = self.parser.as_ref().filter(|parser| parser.quotes.is_open()) {
            return Err(Flaw::new(Some(parser.quote_line + self.n_lines_above), Reason::OpenQuote));
        }
        if self.positions.is_none() {
            return Err(self.flaw(Reason::MissingHeader));
        }
        drop(self.cases);
        self.events.sort_by_key(|event| event.case);
        for trace in self.events.chunk_by_mut(|a, b| a.case == b.case) {
            self.counts.add_trace(trace).map_err(|problem| Flaw::new(None, problem))?;
        }
        Ok(self.counts)
    }

    /// Reads rows; no bytes mean the end of the file.
    fn read(&mut self, bytes: &[u8]) -> Result<(), Flaw> {
        let Some(mut parser) = self.parser.take() else { return Ok(()) };
        parser.follow_quotes(bytes);
        let mut rest = bytes;
        loop {
            let (result, n_read) = parser.step(rest);
            rest = &rest[n_read..];
            let line = parser.reader.line();
            match result {
                ReadRecordResult::InputEmpty | ReadRecordResult::End => break,
                ReadRecordResult::OutputFull if parser.row.bytes.len() >= MAX_TOKEN_BYTES => {
                    return Err(self.flaw_at(line, EventLogProblem::LongToken));
                }
                ReadRecordResult::OutputEndsFull if parser.row.ends.len() >= MAX_COLUMNS => {
                    return Err(self.flaw_at(line, EventLogProblem::TooManyColumns));
                }
                ReadRecordResult::OutputFull | ReadRecordResult::OutputEndsFull => {
                    parser.row.grow();
                }
                ReadRecordResult::Record => {
                    let read = self.row(&parser.row);
                    // The reader stands behind the row.
                    read.map_err(|reason| self.flaw_at(line.saturating_sub(1).max(1), reason))?;
                    (parser.row.n_bytes, parser.row.n_fields) = (0, 0);
                }
            }
        }
        self.parser = Some(parser);
        Ok(())
    }

    fn row(&mut self, row: &CsvRow) -> Result<(), EventLogProblem> {
        if row.is_blank() {
            return Ok(());
        }
        let Some(positions) = self.positions else {
            let positions = Positions::find(&row.texts(), &self.columns, self.organisation)?;
            self.positions = Some(positions);
            return Ok(());
        };
        let case = row.field(positions.case).trim_ascii();
        if case.is_empty() {
            self.counts.skipped.n_events_without_case += 1;
            return Ok(());
        }
        let time = |column| self.counts.clock.seconds(&utf8_or_windows_1252(row.field(column)));
        let (start, end) = (positions.start.and_then(time), time(positions.time));
        let case = self.number_of_case(case);
        let organisation = self.organisation(row, positions)?;
        let activity = match positions.activity {
            Some(column) => {
                self.counts.activity_names.number(&utf8_or_windows_1252(row.field(column)))?
            }
            None => NameIdx::NONE,
        };
        let transition = positions.lifecycle.map_or(Transition::Complete, |column| {
            Transition::parse(utf8_or_windows_1252(row.field(column)).trim())
        });
        if start.is_none() && end.is_none() {
            self.counts.skipped.n_events_without_time += 1;
        }
        let event =
            |seconds, transition| LogEvent::new(seconds, transition, case, organisation, activity);
        self.events.extend(start.map(|seconds| event(seconds, Transition::Start)));
        self.events.extend(end.map(|seconds| event(seconds, transition)));
        if self.events.len() > MAX_EVENTS {
            return Err(EventLogProblem::TooManyEvents);
        }
        Ok(())
    }

    fn organisation(
        &mut self,
        row: &CsvRow,
        positions: Positions,
    ) -> Result<NameIdx, EventLogProblem> {
        for column in [Some(positions.organisation), positions.fallback].into_iter().flatten() {
            let name = utf8_or_windows_1252(row.field(column));
            let number = self.counts.organisation_names.number(&name)?;
            if number.is_some() {
                return Ok(number);
            }
        }
        Ok(NameIdx::NONE)
    }

    /// Cases are told apart by 128 bits of their hash, so that their ids are nowhere in memory.
    fn number_of_case(&mut self, id: &[u8]) -> u32 {
        let hash = |salt: u8| {
            let mut hasher = DefaultHasher::new();
            (salt, id).hash(&mut hasher);
            u128::from(hasher.finish())
        };
        let next = u32::try_from(self.cases.len()).unwrap_or(u32::MAX);
        *self.cases.entry((hash(0) << 64) | hash(1)).or_insert(next)
    }

    fn flaw(&self, reason: impl Into<Reason>) -> Flaw {
        self.flaw_at(1, reason)
    }

    fn flaw_at(&self, line: u64, reason: impl Into<Reason>) -> Flaw {
        Flaw::new(Some(line + self.n_lines_above), reason)
    }
}

impl Parser {
    /// `head` tells the separator.
    fn of(head: &[u8]) -> Self {
        let separator = separator(&utf8_or_windows_1252(head));
        Self {
            reader: ReaderBuilder::new().delimiter(separator).build(),
            row: CsvRow::default(),
            separator,
            quotes: QuoteState::default(),
            quote_line: 0,
        }
    }

    fn step(&mut self, input: &[u8]) -> (ReadRecordResult, usize) {
        let row = &mut self.row;
        let (bytes, ends) = (&mut row.bytes[row.n_bytes..], &mut row.ends[row.n_fields..]);
        let (result, n_read, n_bytes, n_ends) = self.reader.read_record(input, bytes, ends);
        row.n_bytes += n_bytes;
        row.n_fields += n_ends;
        (result, n_read)
    }

    /// The `csv` crates do not tell of a quote that is never closed.
    fn follow_quotes(&mut self, bytes: &[u8]) {
        let mut line = self.reader.line();
        for byte in bytes {
            if self.quotes.is_opened_by(*byte) {
                self.quote_line = line;
            }
            self.quotes = self.quotes.after(*byte, self.separator);
            line += u64::from(*byte == b'\n');
        }
    }
}
