//! From bytes to text: UTF-8, with or without byte order mark.

use crate::{CsvFiles, Reason};

const UTF8_MARK: &[u8] = b"\xEF\xBB\xBF";
const UTF16_MARKS: [&[u8]; 2] = [b"\xFF\xFE", b"\xFE\xFF"];
/// Ä Ö Ü ä ö ü ß § and the German quotes and dashes, as Windows writes them.
const WINDOWS_1252_BYTES: &[u8] =
    b"\xC4\xD6\xDC\xE4\xF6\xFC\xDF\xA7\x80\x82\x84\x85\x91\x92\x93\x94\x96\x97";

/// Why a file is not text, and on which line.
pub(crate) struct NotText {
    pub(crate) line: Option<u64>,
    pub(crate) reason: Reason,
}

/// The text of a file without its byte order mark.
pub(crate) fn decode(bytes: &[u8]) -> Result<&str, NotText> {
    if bytes.len() > CsvFiles::MAX_BYTES {
        return Err(NotText { line: None, reason: Reason::FileTooLarge });
    }
    if UTF16_MARKS.iter().any(|mark| bytes.starts_with(mark)) {
        return Err(NotText { line: None, reason: Reason::Utf16 });
    }
    let bytes = bytes.strip_prefix(UTF8_MARK).unwrap_or(bytes);
    str::from_utf8(bytes).map_err(|error| {
        let (text, rest) = bytes.split_at(error.valid_up_to());
        let windows = rest.first().is_some_and(|byte| WINDOWS_1252_BYTES.contains(byte));
        let reason = if windows { Reason::Windows1252 } else { Reason::NotUtf8 };
        NotText { line: Some(LineCounter::new(text).line_at(text.len())), reason }
    })
}

/// Numbers lines as editors do: LF, CRLF and CR each end one.
pub(crate) struct LineCounter<'a> {
    bytes: &'a [u8],
    offset: usize,
    line: u64,
}

impl<'a> LineCounter<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, offset: 0, line: 1 }
    }

    /// The line of a byte, from 1. Offsets must not decrease from call to call.
    pub(crate) fn line_at(&mut self, offset: usize) -> u64 {
        let end = offset.clamp(self.offset, self.bytes.len());
        for idx in self.offset..end {
            let after_cr = idx > 0 && self.bytes[idx - 1] == b'\r';
            let ends_line = match self.bytes[idx] {
                b'\r' => true,
                b'\n' => !after_cr,
                _ => false,
            };
            self.line += u64::from(ends_line);
        }
        self.offset = end;
        self.line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reason(bytes: &[u8]) -> (Option<u64>, Reason) {
        let problem = decode(bytes).err().unwrap();
        (problem.line, problem.reason)
    }

    #[test]
    fn the_mark_is_no_text() {
        assert_eq!(decode(b"\xEF\xBB\xBFid").ok(), Some("id"));
        assert_eq!(decode("Höxter".as_bytes()).ok(), Some("Höxter"));
    }

    #[test]
    fn other_encodings_are_named() {
        assert_eq!(reason(b"id\r\nDelbr\xFCck"), (Some(2), Reason::Windows1252));
        assert_eq!(reason(b"id\n\n\xC0x"), (Some(3), Reason::NotUtf8));
        assert_eq!(reason(b"\xFF\xFEi\0d\0"), (None, Reason::Utf16));
        assert_eq!(reason(&vec![b'x'; CsvFiles::MAX_BYTES + 1]), (None, Reason::FileTooLarge));
    }

    #[test]
    fn lines_are_counted_as_in_an_editor() {
        let mut counter = LineCounter::new(b"a\r\nb\nc\rd");
        let lines: Vec<u64> = [0, 3, 5, 7, 99].map(|offset| counter.line_at(offset)).to_vec();
        assert_eq!(lines, [1, 2, 3, 4, 4]);
    }
}
