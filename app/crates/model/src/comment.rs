//! Comments (Kommentare): what coordinators say to each other about a row.
//!
//! A comment is no row of the network: it has no revision, stands in no export and in no entry of
//! the log, and a state of the past has none.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{CommandId, NetworkId, RowKey};

/// Why a text cannot be a comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidCommentText {
    #[error("der Kommentar ist leer")]
    Empty,
    #[error(
        "der Kommentar hat {n_chars} Zeichen, höchstens {} sind möglich",
        CommentText::MAX_CHARS
    )]
    TooLong { n_chars: usize },
    #[error("der Kommentar enthält Steuerzeichen")]
    ControlCharacter,
}

/// What a comment says: some sentences, in as many lines as its writer made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CommentText(String);

impl CommentText {
    /// As long as one reads in a panel; more belongs into a document.
    pub const MAX_CHARS: usize = 1_000;

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for CommentText {
    type Error = InvalidCommentText;

    /// Without space around it, lines ended by `\n`, tabs as spaces.
    fn try_from(text: String) -> Result<Self, Self::Error> {
        let text = text.replace("\r\n", "\n").replace('\t', " ").trim().to_owned();
        let n_chars = text.chars().count();
        if n_chars == 0 {
            Err(InvalidCommentText::Empty)
        } else if n_chars > Self::MAX_CHARS {
            Err(InvalidCommentText::TooLong { n_chars })
        } else if text.chars().any(|letter| letter.is_control() && letter != '\n') {
            Err(InvalidCommentText::ControlCharacter)
        } else {
            Ok(Self(text))
        }
    }
}

impl From<CommentText> for String {
    fn from(text: CommentText) -> Self {
        text.0
    }
}

/// What names a comment: its network, and the id that its sender chose, so that it is kept once
/// however often it arrives.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CommentKey {
    pub network: NetworkId,
    pub id: CommandId,
}

/// Something said about one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    pub key: CommentKey,
    pub about: RowKey,
    pub text: CommentText,
    /// A role or a machine, never a person.
    pub by: String,
    pub at: Timestamp,
    /// `None` while it is open.
    pub settled: Option<Settled>,
}

impl Comment {
    /// So many comments are about one row; nobody reads more.
    pub const MAX_PER_ROW: usize = 500;
}

/// Who said, and when, that there is nothing left to do about a comment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settled {
    pub by: String,
    pub at: Timestamp,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Result<String, InvalidCommentText> {
        CommentText::try_from(text.to_owned()).map(String::from)
    }

    #[test]
    fn lines_are_kept_and_space_around_them_is_not() {
        let read = text("  Telefon prüfen.\r\n\r\n\tDann bestätigen.\n ");
        assert_eq!(read.as_deref(), Ok("Telefon prüfen.\n\n Dann bestätigen."));
    }

    #[test]
    fn what_is_no_text_is_told_apart() {
        for empty in ["", " \n\t\r\n"] {
            assert_eq!(text(empty), Err(InvalidCommentText::Empty));
        }
        for control in ["a\rb", "a\u{0}b", "a\u{1b}[1mb", "a\u{85}b"] {
            assert_eq!(text(control), Err(InvalidCommentText::ControlCharacter), "{control:?}");
        }
    }

    #[test]
    fn letters_are_counted_not_bytes() {
        let longest = "ü".repeat(CommentText::MAX_CHARS);
        assert_eq!(text(&format!(" {longest}\n")), Ok(longest.clone()));
        let n_chars = CommentText::MAX_CHARS + 1;
        assert_eq!(text(&format!("{longest}ü")), Err(InvalidCommentText::TooLong { n_chars }));
    }
}
