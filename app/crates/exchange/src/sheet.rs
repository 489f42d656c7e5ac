//! A CSV text as rows of fields, whatever its separator and line ends.

use csv::{ReaderBuilder, StringRecord};

use crate::encoding::LineCounter;

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

    /// The line of a quote that is never closed.
    pub(crate) fn open_quote(&self) -> Option<u64> {
        let offset = open_quote(self.text)?;
        Some(LineCounter::new(self.text.as_bytes()).line_at(offset))
    }

    /// Reads the next row and tells its line; `None` at the end.
    ///
    /// Reading valid UTF-8 from memory into rows of any width cannot fail.
    pub(crate) fn next_row(&mut self, row: &mut StringRecord) -> Option<u64> {
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

    /// The reader stands before the line ends that come before the row.
    fn start_of_row(&self, before: usize) -> usize {
        let rest = self.text.as_bytes().iter().skip(before);
        before + rest.take_while(|byte| matches!(byte, b'\r' | b'\n')).count()
    }
}

/// Where a quote begins that never ends. It swallows the rest of the file without a trace, and
/// the `csv` crate does not tell.
fn open_quote(text: &str) -> Option<usize> {
    enum State {
        FieldStart,
        InField,
        Quoted,
        QuoteInQuoted,
    }
    let separator = separator(text);
    let mut state = State::FieldStart;
    let mut opened = 0;
    for (idx, byte) in text.bytes().enumerate() {
        state = match (state, byte) {
            (State::Quoted, b'"') => State::QuoteInQuoted,
            (State::Quoted, _) | (State::QuoteInQuoted, b'"') => State::Quoted,
            (State::FieldStart, b'"') => {
                opened = idx;
                State::Quoted
            }
            (_, b'\r' | b'\n') => State::FieldStart,
            (_, byte) if byte == separator => State::FieldStart,
            (State::FieldStart | State::InField | State::QuoteInQuoted, _) => State::InField,
        };
    }
    matches!(state, State::Quoted).then_some(opened)
}

/// Comma or semicolon, whichever is more frequent in the header.
fn separator(text: &str) -> u8 {
    let header = text.split(['\r', '\n']).find(|line| !line.trim().is_empty()).unwrap_or("");
    let count = |separator: char| header.matches(separator).count();
    if count(';') > count(',') { b';' } else { b',' }
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
        for text in ["id;name\r\na;b\r\n", "id,name\r\na,b", "id;name\ra;b\r"] {
            assert_eq!(rows(text), expected, "{text:?}");
        }
    }

    #[test]
    fn an_open_quote_is_found() {
        let found = |text| Sheet::new(text).open_quote();
        assert_eq!(found("id,name\na,\"b\nc,d\n"), Some(2));
        assert_eq!(found("id,name\r\na,\"b\"\"\r\n"), Some(2));
        for closed in ["id,\"na\nme\"\n", "id\na\"b\n", "id;a\n\"b\"x\"\n", "id\n\"\"\n"] {
            assert_eq!(found(closed), None, "{closed:?}");
        }
    }

    #[test]
    fn lines_are_those_of_the_file() {
        assert_eq!(lines("\n\nid,name\n\n \t\n,\na,b\n"), [3, 7]);
        assert_eq!(lines("id\r\n\r\na\r\n\r\nb"), [1, 3, 5]);
        assert_eq!(lines("id,x\r\na,\"1\r\n2\n3\"\r\nb,4"), [1, 2, 5]);
    }
}
