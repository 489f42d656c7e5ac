//! Three-way merge of a row: as its editor saw it, as they want it, as it is now.

use exchange::{CellProblem, cells, read_cells};
use model::{CodeBook, Row, RowChange, RowKey};
use serde::{Deserialize, Serialize};

/// Why a change does not fit what is there now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conflict {
    pub key: RowKey,
    pub kind: ConflictKind,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConflictKind {
    /// Somebody has made a row with this key.
    Exists,
    /// Somebody has removed the row.
    Gone,
    /// The row that is to be removed has changed, or more hangs on it than was shown.
    ChangedSince,
    /// Both have changed the same columns.
    Columns(Vec<ColumnConflict>),
}

/// One column with all three values, as its cell would show them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnConflict {
    pub column: String,
    pub seen: String,
    pub mine: String,
    pub theirs: String,
}

/// How a wish for a row ends.
pub(crate) enum Merged {
    /// It is so already.
    Nothing,
    Change(RowChange),
    Conflict(ConflictKind),
    /// Merged, the row breaks a rule of its table.
    Unreadable(Vec<CellProblem>),
}

/// Brings a wish up to what is there now.
///
/// A column that its editor left alone takes the value it has now; one that only they changed
/// takes theirs.
pub(crate) fn merge(wish: &RowChange, current: Option<Row>, codes: &CodeBook) -> Merged {
    let change = |before, after| Merged::Change(RowChange { key: wish.key.clone(), before, after });
    match (&wish.before, &wish.after, current) {
        (_, after, current) if *after == current => Merged::Nothing,
        (None, Some(_), Some(_)) => Merged::Conflict(ConflictKind::Exists),
        (None, after @ Some(_), None) => change(None, after.clone()),
        (Some(_), Some(_), None) => Merged::Conflict(ConflictKind::Gone),
        (before, None, current) if *before == current => change(current, None),
        (_, None, _) => Merged::Conflict(ConflictKind::ChangedSince),
        (Some(before), Some(after), Some(current)) if *before == current => {
            change(Some(current), Some(after.clone()))
        }
        (Some(before), Some(after), Some(current)) => {
            match by_column(before, after, &current, codes) {
                Ok(merged) if merged == current => Merged::Nothing,
                Ok(merged) => change(Some(current), Some(merged)),
                Err(obstacle) => obstacle,
            }
        }
    }
}

fn by_column(seen: &Row, mine: &Row, theirs: &Row, codes: &CodeBook) -> Result<Row, Merged> {
    let table = theirs.table();
    let (seen, mine, theirs) = (cells(seen), cells(mine), cells(theirs));
    let mut conflicts = Vec::new();
    let mut merged = Vec::new();
    for ((seen, mine), theirs) in seen.into_iter().zip(mine).zip(theirs) {
        let takes_mine = seen.text != mine.text;
        if takes_mine && seen.text != theirs.text && mine.text != theirs.text {
            conflicts.push(ColumnConflict {
                column: mine.column.to_owned(),
                seen: seen.text,
                mine: mine.text,
                theirs: theirs.text,
            });
        } else {
            merged.push(if takes_mine { mine } else { theirs });
        }
    }
    if !conflicts.is_empty() {
        return Err(Merged::Conflict(ConflictKind::Columns(conflicts)));
    }
    let text_of = |column: &'static str| {
        merged.iter().find(|cell| cell.column == column).map_or("", |cell| cell.text.as_str())
    };
    read_cells(table, text_of, codes).map_err(Merged::Unreadable)
}
