//! JSON of which each part is looked at by itself, so that one wrong row does not hide the others.

use serde::Deserialize;
use serde_json::value::RawValue;

use crate::encoding::LineCounter;
use crate::file_problem::FileProblem;
use crate::limits::{MAX_JSON_BYTES, MAX_JSON_ITEMS};

/// Reads a text as far as its outline goes; [`RawValue`]s in it are read later.
///
/// # Errors
/// The line and the problem: [`FileProblem::BrokenJson`] where it is no JSON,
/// [`FileProblem::WrongJson`] where it is another, [`FileProblem::TooComplex`].
pub(crate) fn outline<'t, T: Deserialize<'t>>(
    text: &'t str,
) -> Result<T, (Option<u64>, FileProblem)> {
    if text.bytes().filter(|byte| *byte == b',').count() > MAX_JSON_ITEMS {
        return Err((None, FileProblem::TooComplex));
    }
    serde_json::from_str(text).map_err(|error| {
        let problem = match error.classify() {
            serde_json::error::Category::Data => FileProblem::WrongJson,
            _ => FileProblem::BrokenJson,
        };
        (u64::try_from(error.line()).ok(), problem)
    })
}

/// Reads a part of the outline.
///
/// # Errors
/// [`FileProblem::WrongJson`] when it is something else.
pub(crate) fn part<T: for<'d> Deserialize<'d>>(raw: &RawValue) -> Result<T, FileProblem> {
    serde_json::from_str(raw.get()).map_err(|_other| FileProblem::WrongJson)
}

/// Reads a part that may be anything.
///
/// # Errors
/// [`FileProblem::TooComplex`] when it would take too much memory, [`FileProblem::WrongJson`] when
/// it is nested too deeply or is something else.
pub(crate) fn free_part<T: for<'d> Deserialize<'d>>(raw: &RawValue) -> Result<T, FileProblem> {
    if n_bytes_in_memory(raw.get()) > MAX_JSON_BYTES {
        return Err(FileProblem::TooComplex);
    }
    part(raw)
}

/// What the values take at most: a value has 32 bytes and may stand in a list that is as large
/// again, an object begins with a tree node for eleven entries.
fn n_bytes_in_memory(text: &str) -> usize {
    const VALUE: usize = 3 * 32;
    const OBJECT: usize = 11 * (24 + 32) + 48;
    let bytes_of = |byte| match byte {
        b'{' => OBJECT,
        b'[' | b',' => VALUE,
        _ => 1,
    };
    text.bytes().map(bytes_of).sum()
}

/// On which lines the parts of an outline stand. They must be asked for in the order of the text.
pub(crate) struct PartLines<'t> {
    text: &'t str,
    lines: LineCounter<'t>,
}

impl<'t> PartLines<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        Self { text, lines: LineCounter::new(text.as_bytes()) }
    }

    pub(crate) fn line(&mut self, part: &RawValue) -> u64 {
        let offset = (part.get().as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        self.lines.line_at(offset)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    #[test]
    fn parts_have_lines() {
        let text = "[1,\n {},\n\n \"a\"]";
        let parts: Vec<&RawValue> = outline(text).unwrap();
        let mut lines = PartLines::new(text);
        let lines: Vec<u64> = parts.iter().map(|part| lines.line(part)).collect();
        assert_eq!(lines, [1, 2, 4]);
    }

    #[test]
    fn what_would_fill_the_memory_is_refused() {
        let objects = format!("[{}{{}}]", "{},".repeat(200_000));
        let raw: &RawValue = outline(&objects).unwrap();
        assert_eq!(free_part::<Value>(raw), Err(FileProblem::TooComplex));
        let items = "1,".repeat(3_000_000);
        let refused = outline::<Value>(&items).unwrap_err();
        assert_eq!(refused, (None, FileProblem::TooComplex));
    }

    #[test]
    fn deep_nesting_is_refused() {
        let nested = format!("{}{}", "[".repeat(5_000_000), "]".repeat(5_000_000));
        let raw: &RawValue = outline(&nested).unwrap();
        assert!(free_part::<Value>(raw).is_err());
        let nested = format!("{}{}", "[".repeat(1_000), "]".repeat(1_000));
        let raw: &RawValue = outline(&nested).unwrap();
        assert_eq!(free_part::<Value>(raw), Err(FileProblem::WrongJson));
    }
}
