//! The log of changes, reduced like the states that it leads through (rule 5).

use std::collections::HashMap;

use model::{Date, Network, Row, RowChange, RowKey};

use crate::Viewer;
use crate::past::{Later, is_open};
use crate::rows::{hangs_on, hide_names};

/// Reduces the log to what the viewer may see: a row before or after a change is there when
/// [`crate::past`] shows it in the state before or after it.
///
/// A side that is not to be seen is `None`, a change without sides, or of which nothing is left
/// that differs, is not there. So changes of a row that is hidden today are left out, however
/// visible it was. Days play no part, except that a row that does not hold yet is hidden.
///
/// The log is the changes of each entry, the oldest first, without a gap and up to `present`; there
/// are as many lists in the answer. Why an entry was made and how many rows it changed is not
/// reduced here, and may tell of what is; an entry whose list is empty is best left out.
///
/// # Complexity
/// O(r + c) rows looked at for r rows and c changes; a number that had k values takes k².
pub fn visible_log(
    log: Vec<Vec<RowChange>>,
    present: &Network,
    viewer: Viewer,
    today: Date,
) -> Vec<Vec<RowChange>> {
    let mut state = State {
        rows: present.rows().map(|row| (row.key(), row)).collect(),
        later: Later::until(present, viewer),
        viewer,
        today,
    };
    let mut seen: Vec<Vec<RowChange>> =
        log.into_iter().rev().map(|changes| state.take_back(changes)).collect();
    seen.reverse();
    seen
}

/// A state of the network on the way back from the present.
struct State {
    rows: HashMap<RowKey, Row>,
    later: Later,
    viewer: Viewer,
    today: Date,
}

impl State {
    /// Goes back to before these changes, and says what is to be seen of them.
    fn take_back(&mut self, changes: Vec<RowChange>) -> Vec<RowChange> {
        let side = |state: &Self, row: &Option<Row>| row.as_ref().and_then(|row| state.seen(row));
        let after: Vec<_> = changes.iter().map(|change| side(self, &change.after)).collect();
        for RowChange { key, before, after } in &changes {
            if let Some(after) = after {
                self.later.add(after);
            }
            match before {
                Some(before) => self.rows.insert(key.clone(), before.clone()),
                None => self.rows.remove(key),
            };
        }
        let reduced = changes.into_iter().zip(after).map(|(change, after)| {
            let before = side(self, &change.before);
            RowChange { key: change.key, before, after }
        });
        reduced.filter(|change| change.before != change.after).collect()
    }

    /// A row of this state as the viewer sees it.
    fn seen(&self, row: &Row) -> Option<Row> {
        let mut seen = self.is_seen(row).then(|| row.clone())?;
        hide_names(&mut seen, |key| self.is_key_seen(key));
        Some(seen)
    }

    fn is_seen(&self, row: &Row) -> bool {
        let from = row.envelope().and_then(|envelope| envelope.validity.from);
        from.is_none_or(|from| from <= self.today)
            && is_open(row, self.viewer)
            && self.later.leaves_open(row)
            && hangs_on(row).iter().all(|key| self.is_key_seen(key))
    }

    fn is_key_seen(&self, key: &RowKey) -> bool {
        self.rows.get(key).is_some_and(|row| self.is_seen(row))
    }
}
