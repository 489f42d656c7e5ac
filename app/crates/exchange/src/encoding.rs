//! From bytes to text.
//!
//! Strict ([`decode`]): UTF-8, with or without byte order mark; anything else is named. Kind
//! ([`decode_any`]): also what spreadsheets write on Windows, Windows-1252 and UTF-16.

use std::borrow::Cow;

use crate::file_problem::FileProblem;
use crate::windows_1252::utf8_or_windows_1252;
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

/// The text of an upload: UTF-8, UTF-16 with its mark, else Windows-1252.
///
/// Every byte means something in Windows-1252, so a file that is no text at all is recognised by
/// control characters that no text has.
///
/// # Errors
/// [`FileProblem::NotText`]; [`Reason::FileTooLarge`] above [`CsvFiles::MAX_BYTES`].
pub(crate) fn decode_any(bytes: &[u8]) -> Result<Cow<'_, str>, Reason> {
    if bytes.len() > CsvFiles::MAX_BYTES {
        return Err(Reason::FileTooLarge);
    }
    let units = |order: fn([u8; 2]) -> u16| {
        let pairs = bytes[2..].chunks_exact(2);
        pairs.map(|pair| order([pair[0], pair[1]])).collect::<Vec<u16>>()
    };
    let utf16 = match bytes.get(..2) {
        Some(b"\xFF\xFE") => Some(units(u16::from_le_bytes)),
        Some(b"\xFE\xFF") => Some(units(u16::from_be_bytes)),
        _ => None,
    };
    if let Some(units) = utf16 {
        let text = String::from_utf16(&units).map_err(|_not_text| FileProblem::NotText)?;
        return Ok(Cow::Owned(text));
    }
    let text = utf8_or_windows_1252(bytes.strip_prefix(UTF8_MARK).unwrap_or(bytes));
    // UTF-8 is taken as it is; only where any byte means something, a text has to look like one.
    let is_guess = matches!(text, Cow::Owned(_));
    let is_text = |c: char| !matches!(c, '\0'..='\u{8}' | '\u{e}'..='\u{1f}' | '\u{80}'..='\u{9f}');
    if is_guess && !text.chars().all(is_text) {
        return Err(FileProblem::NotText.into());
    }
    Ok(text)
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
    fn what_windows_writes_is_read() {
        let text = |bytes| decode_any(bytes).unwrap().into_owned();
        assert_eq!(text(b"Delbr\xFCck \x84\x80\x93"), "Delbrück „€“");
        assert_eq!(text(b"\xFF\xFEi\0d\0\xFC\0"), "idü");
        assert_eq!(text(b"\xFE\xFF\0i\0d"), "id");
        assert_eq!(text("\u{feff}Höxter".as_bytes()), "Höxter");
        assert_eq!(text(b"\x8a\x9f"), "ŠŸ");
    }

    #[test]
    fn what_is_no_text_is_refused() {
        let not_text = Err(Reason::from(FileProblem::NotText));
        for bytes in [b"\xFF\xD8\xFF\xE0\0\x10JFIF".as_slice(), b"\xFC\x81", b"\xFF\xFE\0\xD8"] {
            assert_eq!(decode_any(bytes), not_text);
        }
        let large = vec![b'x'; CsvFiles::MAX_BYTES + 1];
        assert_eq!(decode_any(&large), Err(Reason::FileTooLarge));
    }

    #[test]
    fn lines_are_counted_as_in_an_editor() {
        let mut counter = LineCounter::new(b"a\r\nb\nc\rd");
        let lines: Vec<u64> = [0, 3, 5, 7, 99].map(|offset| counter.line_at(offset)).to_vec();
        assert_eq!(lines, [1, 2, 3, 4, 4]);
    }
}
