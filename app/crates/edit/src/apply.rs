//! From a command to what it does, or why it cannot be done.

use access::is_large_enough;
use exchange::{CellProblem, cells, read_cells};
use model::{CodeBook, Date, IntegrityProblem, Network, Row, RowChange, RowKey};

use crate::command::{Command, Intent};
use crate::confirm::confirmation;
use crate::dependants::dependants;
use crate::join::{JoinProblem, join};
use crate::merge::{Conflict, ConflictKind, Merged, merge};

/// What a command does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Applied {
    /// The network afterwards; its revision is still the old one.
    pub network: Network,
    /// In the order of the tables; empty when all is so already.
    pub changes: Vec<RowChange>,
}

/// Why a command cannot be carried out. Nothing is changed then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Somebody else was there first.
    Conflict(Vec<Conflict>),
    /// A cell that its table does not allow.
    Unreadable {
        key: RowKey,
        problems: Vec<CellProblem>,
    },
    /// Rows that would not fit together.
    Broken(Vec<IntegrityProblem>),
    /// A number of so few cases that it could tell of single people.
    TooFewCases(RowKey),
    Join(JoinProblem),
    /// No such row, relation or entry in the log.
    Unknown(String),
    /// More rows than one command may change.
    TooLarge,
}

/// A reason is a sentence or two, no file.
const MAX_NOTE_CHARS: usize = 500;
/// Rows that one command may name; what follows from them is not counted.
const MAX_ROWS: usize = 500;

/// Works out what a command does to a network.
///
/// `undone` are the changes of the revision that [`Intent::Undo`] names, empty otherwise; `today`
/// is the day of a confirmation.
///
/// # Errors
/// [`Refusal`] says why not; every conflict and every broken rule is named.
///
/// # Complexity O(rows) time and memory: the result is a network of its own.
pub fn apply(
    network: &Network,
    command: &Command,
    undone: &[RowChange],
    codes: &CodeBook,
    today: Date,
) -> Result<Applied, Refusal> {
    if command.note.as_ref().is_some_and(|note| note.chars().count() > MAX_NOTE_CHARS) {
        return Err(Refusal::TooLarge);
    }
    let wishes = wishes(network, &command.intent, undone, today)?;
    let (mut changes, mut conflicts) = (Vec::new(), Vec::new());
    for wish in wishes {
        check_row(&wish, matches!(command.intent, Intent::Save(_)), codes)?;
        match merge(&wish, network.row(&wish.key), codes) {
            Merged::Nothing => {}
            Merged::Change(change) => changes.push(change),
            Merged::Conflict(kind) => conflicts.push(Conflict { key: wish.key, kind }),
            Merged::Unreadable(problems) => {
                return Err(Refusal::Unreadable { key: wish.key, problems });
            }
        }
    }
    if !conflicts.is_empty() {
        return Err(Refusal::Conflict(conflicts));
    }
    apply_changes(network, changes)
}

/// Makes changes whose rows are known to fit what is there, as those of an import.
///
/// # Errors
/// [`Refusal::Broken`] with every rule between rows that they would break.
pub fn apply_changes(network: &Network, mut changes: Vec<RowChange>) -> Result<Applied, Refusal> {
    changes.sort_by(|a, b| a.key.cmp(&b.key));
    let mut after = network.clone();
    after.put(changes.iter().cloned().map(|change| (change.key, change.after)));
    check_whole(network, &after)?;
    Ok(Applied { network: after, changes })
}

fn wishes(
    network: &Network,
    intent: &Intent,
    undone: &[RowChange],
    today: Date,
) -> Result<Vec<RowChange>, Refusal> {
    match intent {
        Intent::Save(rows) if rows.len() > MAX_ROWS => Err(Refusal::TooLarge),
        Intent::Save(rows) => Ok(rows.clone()),
        Intent::Remove { seen, n_dependants } => removal(network, seen, *n_dependants),
        Intent::Join { kept, dropped } => join(network, kept, dropped).map_err(Refusal::Join),
        Intent::Confirm { relation, side } => confirmation(network, relation, *side, today)
            .map(|change| vec![change])
            .ok_or_else(|| Refusal::Unknown(relation.to_string())),
        Intent::Undo { revision } if undone.is_empty() => {
            Err(Refusal::Unknown(revision.to_string()))
        }
        Intent::Undo { .. } => Ok(undone.iter().cloned().map(RowChange::reversed).collect()),
    }
}

fn removal(network: &Network, seen: &Row, n_dependants: usize) -> Result<Vec<RowChange>, Refusal> {
    let key = seen.key();
    if network.row(&key).is_none() {
        return Ok(Vec::new());
    }
    let hanging = dependants(network, &key);
    if hanging.len() != n_dependants {
        let conflict = Conflict { key, kind: ConflictKind::ChangedSince };
        return Err(Refusal::Conflict(vec![conflict]));
    }
    // As it was seen: a row that has changed since is a conflict.
    Ok(hanging.into_iter().chain([RowChange::removed(seen.clone())]).collect())
}

/// A row from outside must be one that its table could hold.
fn check_row(wish: &RowChange, is_typed: bool, codes: &CodeBook) -> Result<(), Refusal> {
    let Some(row) = &wish.after else { return Ok(()) };
    let sides = [wish.before.as_ref(), wish.after.as_ref()];
    if sides.into_iter().flatten().any(|row| row.key() != wish.key) {
        return Err(Refusal::Unknown(wish.key.to_string()));
    }
    if !is_typed {
        return Ok(());
    }
    let cells = cells(row);
    let text_of = |column: &'static str| {
        cells.iter().find(|cell| cell.column == column).map_or("", |cell| cell.text.as_str())
    };
    read_cells(row.table(), text_of, codes)
        .map_err(|problems| Refusal::Unreadable { key: wish.key.clone(), problems })?;
    if let Row::Observations(observation) = row
        && !is_large_enough(observation)
    {
        return Err(Refusal::TooFewCases(wish.key.clone()));
    }
    Ok(())
}

/// Only what the change breaks: a flaw that was there before must not keep anybody from mending
/// another.
fn check_whole(before: &Network, after: &Network) -> Result<(), Refusal> {
    let mut problems = after.integrity_problems();
    if !problems.is_empty() {
        let known = before.integrity_problems();
        problems.retain(|problem| !known.contains(problem));
    }
    if problems.is_empty() { Ok(()) } else { Err(Refusal::Broken(problems)) }
}
