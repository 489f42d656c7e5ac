//! What a step costs, as a vector of integers, and the orders in which criteria compare them.
//!
//! Every field is a sum that only grows along a way, so a shortest-path search may use any order
//! of them; and all are integers, so ties are exact and native equals WASM.

use model::Relation;

use super::RouteCriterion;
use super::logarithm::neg_log;
use crate::Wait;
use crate::evidence::HandoverSuccess;

/// A sum of which a part may be unknown: compared by how much is unknown, then by the known part,
/// so one unknown outweighs any known value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Sum {
    pub(super) unknown: u32,
    pub(super) known: u64,
}

impl Sum {
    pub(super) fn of_known(known: u64) -> Self {
        Self { unknown: 0, known }
    }

    pub(super) fn plus(self, other: Self) -> Self {
        Self {
            unknown: self.unknown.saturating_add(other.unknown),
            known: self.known.saturating_add(other.known),
        }
    }
}

/// What a step or a whole way costs. Criteria compare by [`Cost::key`]; the derived order, field
/// by field, serves the Pareto search.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Cost {
    /// Unknown waits; minutes of the known waits and of processing.
    pub(super) time: Sum,
    /// Hand-overs of unknown success; negative logarithm of what is known of it ([`neg_log`]).
    pub(super) success: Sum,
    pub(super) handovers: u32,
    pub(super) regime_changes: u32,
}

impl Cost {
    /// Of an entry: nobody hands over yet, so nothing but time is spent.
    pub(super) fn of_wait(wait: Option<&Wait>) -> Self {
        let known = Sum::of_known(wait.map_or(0, |wait| wait.days.minutes()));
        Self { time: Sum { unknown: u32::from(wait.is_none()), ..known }, ..Self::default() }
    }

    /// Of a hand-over, with the processing at the receiver where the route goes on.
    pub(super) fn of_handover(
        relation: &Relation,
        wait: Option<&Wait>,
        processing: Option<&Wait>,
        success: &HandoverSuccess,
    ) -> Self {
        let processing = Sum::of_known(processing.map_or(0, |time| time.days.minutes()));
        let factors = success.factors().map(|permille| Sum::of_known(neg_log(permille)));
        let known = factors.fold(Sum::default(), Sum::plus);
        Self {
            time: Self::of_wait(wait).time.plus(processing),
            success: Sum { unknown: u32::from(!success.is_known()), ..known },
            handovers: 1,
            regime_changes: u32::from(changes_regime(relation)),
        }
    }

    pub(super) fn plus(self, other: Self) -> Self {
        Self {
            time: self.time.plus(other.time),
            success: self.success.plus(other.success),
            handovers: self.handovers.saturating_add(other.handovers),
            regime_changes: self.regime_changes.saturating_add(other.regime_changes),
        }
    }

    /// Whether it is as good in all four.
    pub(super) fn covers(&self, other: &Self) -> bool {
        self.time <= other.time
            && self.success <= other.success
            && self.handovers <= other.handovers
            && self.regime_changes <= other.regime_changes
    }

    /// As [`RouteCriterion`] says.
    pub(super) fn key(&self, criterion: RouteCriterion) -> Key {
        let handovers = Sum::of_known(self.handovers.into());
        let regimes = Sum::of_known(self.regime_changes.into());
        Key(match criterion {
            RouteCriterion::Fastest => [self.time, handovers, regimes, self.success],
            RouteCriterion::Surest => [self.success, self.time, handovers, regimes],
            RouteCriterion::FewestHandovers => [handovers, self.time, regimes, self.success],
            RouteCriterion::FewestRegimeChanges => [regimes, self.time, handovers, self.success],
        })
    }
}

/// A cost in the order of one criterion: compared field by field.
///
/// The hand-overs are always among the fields, so a key grows with every hand-over, and of two
/// equal keys neither belongs to the longer way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key(pub(super) [Sum; 4]);

impl Key {
    pub(super) fn plus(self, other: Self) -> Self {
        let mut sums = self.0;
        for (sum, more) in sums.iter_mut().zip(other.0) {
            *sum = sum.plus(more);
        }
        Self(sums)
    }
}

/// A legal transition by its kind; otherwise only what is stated counts: two known and different
/// Rechtskreise.
pub(super) fn changes_regime(relation: &Relation) -> bool {
    let stated = relation.regime_from.as_ref().zip(relation.regime_to.as_ref());
    relation.kind == model::RelationKind::LegalTransition
        || stated.is_some_and(|(from, to)| from != to)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_unknown_outweighs_any_known_value() {
        let unknown = Sum { unknown: 1, known: 0 };
        assert!(Sum::of_known(u64::MAX) < unknown);
        assert_eq!(Sum::of_known(u64::MAX).plus(Sum::of_known(1)), Sum::of_known(u64::MAX));
    }
}
