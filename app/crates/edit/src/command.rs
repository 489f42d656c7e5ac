//! What somebody wants to change.

use model::{ActorId, CommandId, Origin, RelationId, Row, RowChange};
use serde::{Deserialize, Serialize};

/// A wish to change a network. Sent twice, it is carried out once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Command {
    pub id: CommandId,
    /// The revision its sender looked at.
    pub base_revision: u64,
    pub intent: Intent,
    /// Why; kept in the log.
    pub note: Option<String>,
}

/// What is to be done.
///
/// Only what its sender has typed travels as rows; whatever follows from the network is worked out
/// where the network is, so that a command stays small.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Intent {
    /// Rows as they were seen, and as they should be.
    Save(Vec<RowChange>),
    /// A row as it was seen, with everything that hangs on it; `n_dependants` is what its sender was
    /// shown.
    Remove { seen: Box<Row>, n_dependants: usize },
    /// Two actors that are one: what hangs on `dropped` goes over to `kept`.
    Join { kept: ActorId, dropped: ActorId },
    /// One side says that a relation is as described.
    Confirm { relation: RelationId, side: Side },
    /// Takes back what led to a revision; to take that back again is to undo its own revision.
    Undo { revision: u64 },
}

/// An end of a relation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    Sender,
    Receiver,
}

impl Intent {
    /// As the log names it.
    pub fn origin(&self) -> Origin {
        match self {
            Self::Save(_) => Origin::Edit,
            Self::Remove { .. } => Origin::Removal,
            Self::Join { .. } => Origin::Join,
            Self::Confirm { .. } => Origin::Confirmation,
            Self::Undo { .. } => Origin::Undo,
        }
    }
}
