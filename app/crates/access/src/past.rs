//! States of the past: what was seen then, without what has been hidden since (rule 5).

use std::collections::{HashMap, HashSet};

use model::{Date, Decimal, Network, Observation, Row, RowChange, RowKey, Statistic};

use crate::{Viewer, VisibleNetwork, counts_cases, is_large_enough, is_small, reduced, visible};

/// Reduces a past state to what the viewer could see on that day and may still see.
///
/// `since` is everything that the log says was changed after this state and until today, the oldest
/// first: whether a row was removed, or hidden before it was removed, stands nowhere else.
///
/// # Complexity O((r + c) log r) for r rows and c changes.
pub fn past(network: &Network, since: &[RowChange], viewer: Viewer, day: Date) -> VisibleNetwork {
    let mut present = network.clone();
    present.put(since.iter().map(|change| (change.key.clone(), change.after.clone())));
    let mut later = Later::until(&present, viewer);
    for row in since.iter().filter_map(|change| change.after.as_ref()) {
        later.add(row);
    }
    let seen = visible(network, viewer, day);
    let mut still = seen.0.clone();
    let closed = seen.0.rows().filter(|row| !later.leaves_open(row)).map(|row| (row.key(), None));
    still.put(closed);
    // What hung on them goes as well.
    visible(&still, viewer, day)
}

/// What became of rows after a state: which of them are not to be seen in it any more.
pub(crate) struct Later {
    viewer: Viewer,
    /// Rows that were hidden, or of too few cases, in a later state.
    closed: HashSet<RowKey>,
    /// Later values of numbers that count cases.
    counts: HashMap<RowKey, Vec<Observation>>,
}

impl Later {
    /// Of the present state: what is hidden in it, whatever day it is.
    pub(crate) fn until(present: &Network, viewer: Viewer) -> Self {
        let seen = reduced(present, |envelope| viewer.reaches(envelope));
        let seen: HashSet<RowKey> = seen.0.rows().map(|row| row.key()).collect();
        let closed = present.rows().map(|row| row.key()).filter(|key| !seen.contains(key));
        Self { viewer, closed: closed.collect(), counts: HashMap::new() }
    }

    /// Adds a row as it was in a later state.
    pub(crate) fn add(&mut self, row: &Row) {
        if !is_open(row, self.viewer) {
            self.closed.insert(row.key());
        }
        if let Row::Observations(observation) = row
            && is_count(observation)
        {
            self.counts.entry(row.key()).or_default().push((**observation).clone());
        }
    }

    /// Whether a row of the state may be seen in it, as far as its later states say.
    pub(crate) fn leaves_open(&self, row: &Row) -> bool {
        let key = row.key();
        let later = self.counts.get(&key).map_or(&[][..], Vec::as_slice);
        let is_close = match row {
            Row::Observations(row) => later.iter().any(|later| differ_by_few(row, later)),
            _ => false,
        };
        !is_close && !self.closed.contains(&key)
    }
}

/// Whether a row may be seen by itself, whatever it hangs on.
pub(crate) fn is_open(row: &Row, viewer: Viewer) -> bool {
    let is_large_enough = match row {
        Row::Observations(row) => is_large_enough(row),
        _ => true,
    };
    is_large_enough && row.envelope().is_none_or(|envelope| viewer.reaches(envelope))
}

fn is_count(observation: &Observation) -> bool {
    counts_cases(observation) && observation.statistic == Statistic::Count
}

/// Whether the difference of two values of a number is a small count itself: they count the same,
/// from the same day on.
fn differ_by_few(earlier: &Observation, later: &Observation) -> bool {
    let same = |of: &Observation| (of.entity.clone(), of.metric, of.unit, of.period_from);
    let [earlier_value, later_value] = [earlier, later].map(|of| of.value.thousandths());
    let difference = later_value.saturating_sub(earlier_value).saturating_abs();
    is_count(earlier)
        && is_count(later)
        && same(earlier) == same(later)
        && is_small(Decimal::from_thousandths(difference))
}
