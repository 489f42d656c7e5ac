//! A CSV text as rows of fields, whatever its separator and line ends.

use csv::{ReaderBuilder, StringRecord};

use crate::Reason;
use crate::encoding::LineCounter;
use crate::file_problem::FileProblem;
use crate::limits::{MAX_CELLS, MAX_COLUMNS};

/// Rows of fields, whatever file they come from.
///
/// Texts are shielded as in a CSV file (see `escape.rs`).
pub(crate) trait RowSource {
    /// Reads the next row and tells its line; `None` at the end. Empty rows are left out.
    fn next_row(&mut self, row: &mut StringRecord) -> Option<u64>;
}

/// Rows of fields with the lines on which they begin. Rows without any content are left out.
pub(crate) struct Sheet<'a> {
    text: &'a str,
    reader: csv::Reader<&'a [u8]>,
    lines: LineCounter<'a>,
}

impl<'a> Sheet<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        let reader = ReaderBuilder::new()
            .delimiter(separator(text))
            .has_headers(false)
            .flexible(true)
            .from_reader(text.as_bytes());
        Self { text, reader, lines: LineCounter::new(text.as_bytes()) }
    }

    /// What keeps the text from being read as rows: a quote that is never closed, or so many
    /// columns that it is no table. To be asked before the first row.
    pub(crate) fn flaw(&self) -> Option<(u64, Reason)> {
        let (offset, reason) = flaw(self.text)?;
        Some((LineCounter::new(self.text.as_bytes()).line_at(offset), reason))
    }

    /// The reader stands before the line ends that come before the row.
    fn start_of_row(&self, before: usize) -> usize {
        let rest = self.text.as_bytes().iter().skip(before);
        before + rest.take_while(|byte| matches!(byte, b'\r' | b'\n')).count()
    }
}

impl RowSource for Sheet<'_> {
    // Reading valid UTF-8 from memory into rows of any width cannot fail.
    fn next_row(&mut self, row: &mut StringRecord) -> Option<u64> {
        loop {
            let before = usize::try_from(self.reader.position().byte()).ok()?;
            if !self.reader.read_record(row).is_ok_and(|found| found) {
                return None;
            }
            if row.iter().any(|field| !field.trim().is_empty()) {
                return Some(self.lines.line_at(self.start_of_row(before)));
            }
        }
    }
}

/// Where a quote begins that never ends (it swallows the rest of the file without a trace, and the
/// `csv` crate does not tell), or a row with too many columns.
fn flaw(text: &str) -> Option<(usize, Reason)> {
    let separator = separator(text);
    let mut state = QuoteState::default();
    let mut opened = 0;
    let mut column = 0;
    for (idx, byte) in text.bytes().enumerate() {
        if state.is_opened_by(byte) {
            opened = idx;
        }
        state = state.after(byte, separator);
        match byte {
            b'\r' | b'\n' if !state.is_open() => column = 0,
            byte if byte == separator && !state.is_open() => column += 1,
            _ => {}
        }
        let is_filled = state != QuoteState::FieldStart;
        if column >= MAX_CELLS || column >= MAX_COLUMNS && is_filled {
            return Some((idx, FileProblem::TooManyColumns.into()));
        }
    }
    state.is_open().then_some((opened, Reason::OpenQuote))
}

/// Whether the next byte of a CSV text stands in quotes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum QuoteState {
    #[default]
    FieldStart,
    InField,
    Quoted,
    /// A quote that ends the field, or the first half of one that belongs to it.
    QuoteInQuoted,
}

impl QuoteState {
    pub(crate) fn after(self, byte: u8, separator: u8) -> Self {
        match (self, byte) {
            (Self::Quoted, b'"') => Self::QuoteInQuoted,
            (Self::Quoted, _) | (Self::QuoteInQuoted | Self::FieldStart, b'"') => Self::Quoted,
            (_, b'\r' | b'\n') => Self::FieldStart,
            (_, byte) if byte == separator => Self::FieldStart,
            (Self::FieldStart | Self::InField | Self::QuoteInQuoted, _) => Self::InField,
        }
    }

    /// Whether a field in quotes begins with this byte.
    pub(crate) fn is_opened_by(self, byte: u8) -> bool {
        self == Self::FieldStart && byte == b'"'
    }

    pub(crate) fn is_open(self) -> bool {
        self == Self::Quoted
    }
}

/// Comma, semicolon or (in what Excel calls Unicode text) tab, whichever is most frequent in the
/// header.
pub(crate) fn separator(text: &str) -> u8 {
    let header = text.split(['\r', '\n']).find(|line| !line.trim().is_empty()).unwrap_or("");
    let count = |separator: char| header.matches(separator).count();
    let by_count = |&separator: &u8| (count(char::from(separator)), separator == b',');
    [b',', b';', b'\t'].into_iter().max_by_key(by_count).unwrap_or(b',')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<(u64, Vec<String>)> {
        let mut sheet = Sheet::new(text);
        let mut row = StringRecord::new();
        let mut rows = Vec::new();
        while let Some(line) = sheet.next_row(&mut row) {
            rows.push((line, row.iter().map(str::to_owned).collect()));
        }
        rows
    }

    fn lines(text: &str) -> Vec<u64> {
        rows(text).into_iter().map(|(line, _)| line).collect()
    }

    #[test]
    fn separators_and_line_ends_make_no_difference() {
        let expected = rows("id,name\na,b\n");
        for text in ["id;name\r\na;b\r\n", "id,name\r\na,b", "id;name\ra;b\r", "id\tname\na\tb"] {
            assert_eq!(rows(text), expected, "{text:?}");
        }
    }

    #[test]
    fn an_open_quote_is_found() {
        let found = |text| Sheet::new(text).flaw();
        assert_eq!(found("id,name\na,\"b\nc,d\n"), Some((2, Reason::OpenQuote)));
        assert_eq!(found("id,name\r\na,\"b\"\"\r\n"), Some((2, Reason::OpenQuote)));
        for closed in ["id,\"na\nme\"\n", "id\na\"b\n", "id;a\n\"b\"x\"\n", "id\n\"\"\n"] {
            assert_eq!(found(closed), None, "{closed:?}");
        }
    }

    #[test]
    fn too_many_columns_are_found() {
        let found = |n: usize, end: &str| {
            let text = format!("id\n{}{end}\n", ",".repeat(n));
            Sheet::new(&text).flaw().map(|(line, _)| line)
        };
        assert_eq!(found(MAX_COLUMNS - 1, "x"), None);
        assert_eq!(found(MAX_COLUMNS, "x"), Some(2));
        assert_eq!(found(MAX_CELLS - 1, ""), None);
        assert_eq!(found(MAX_CELLS, ""), Some(2));
    }

    #[test]
    fn lines_are_those_of_the_file() {
        assert_eq!(lines("\n\nid,name\n\n \t\n,\na,b\n"), [3, 7]);
        assert_eq!(lines("id\r\n\r\na\r\n\r\nb"), [1, 3, 5]);
        assert_eq!(lines("id,x\r\na,\"1\r\n2\n3\"\r\nb,4"), [1, 2, 5]);
    }
}
