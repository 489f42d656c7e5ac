//! Which line of the picture is chosen, as the URL says it.

use std::str::FromStr;

use model::ActorId;
use serde::{Deserialize, Serialize};

/// What ties one actor to another, seen from the first: all relations between the two.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ChosenLine {
    pub(crate) from: ActorId,
    pub(crate) to: ActorId,
}

/// `abh:jobcenter`
impl std::fmt::Display for ChosenLine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", self.from, self.to)
    }
}

/// It is no line that the URL names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NoLine;

impl FromStr for ChosenLine {
    type Err = NoLine;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (from, to) = text.split_once(':').ok_or(NoLine)?;
        let id = |text: &str| text.parse().map_err(|_no_id| NoLine);
        Ok(Self { from: id(from)?, to: id(to)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_in_the_url_is_read_as_it_was_written() {
        for text in ["abh:jobcenter", "ki:ki"] {
            assert_eq!(text.parse::<ChosenLine>().unwrap().to_string(), text);
        }
        for text in ["", "abh", "abh:", ":ki", "abh:ki:jc", "Ä:ki"] {
            assert_eq!(text.parse::<ChosenLine>(), Err(NoLine), "{text}");
        }
    }
}
