//! What has happened to a network: the entries of its log.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::code::codes;

codes! {
    /// How a change came about.
    Origin, "Herkunft einer Änderung", {
        Edit = "edit", "bearbeitet", "edited";
        Removal = "removal", "entfernt", "removed";
        Join = "join", "zusammengeführt", "merged";
        Confirmation = "confirmation", "bestätigt", "confirmed";
        Undo = "undo", "rückgängig gemacht", "undone";
        Import = "import", "eingelesen", "imported";
        Founding = "founding", "angelegt", "founded";
    }
}

/// One entry of a network's log, without the rows it changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// The revision to which it led; the log has no gaps.
    pub revision: u64,
    pub at: Timestamp,
    /// A role or a machine, never a person.
    pub by: String,
    pub origin: Origin,
    /// Why, if somebody said so.
    pub note: Option<String>,
    /// The revision that was taken back.
    pub undoes: Option<u64>,
    pub n_changes: u32,
}

/// Why an id of a command cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("die Kennung eines Auftrags hat 8 bis 64 Zeichen aus a–z, 0–9 und Bindestrich")]
pub struct InvalidCommandId;

/// What its sender calls a command, so that it is carried out once however often it arrives.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CommandId(String);

impl CommandId {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for CommandId {
    type Error = InvalidCommandId;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        let is_valid = (8..=64).contains(&text.len()) && text.bytes().all(allowed);
        if is_valid { Ok(Self(text)) } else { Err(InvalidCommandId) }
    }
}

impl From<CommandId> for String {
    fn from(id: CommandId) -> Self {
        id.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_id_of_a_command_is_checked() {
        assert!(CommandId::try_from("0b8a-44c1-9f".to_owned()).is_ok());
        for bad in ["kurz", "MIT-GROSSEN", "a b c d e f", &"a".repeat(65)] {
            assert_eq!(CommandId::try_from(bad.to_owned()), Err(InvalidCommandId));
        }
    }
}
