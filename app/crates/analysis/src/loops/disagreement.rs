//! Uneinigkeit: hand-overs that the two sides see differently.

use model::{ActorId, NetworkIndex, Rating, Relation, RelationId};
use serde::{Deserialize, Serialize};

use super::passable;
use crate::referrals::ActorOrder;

/// Ratings that differ by less say the same.
pub const LEAST_RATING_GAP: u8 = 2;

/// How the two sides differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DisagreementKind {
    /// The sender says that it refers; the receiver has not confirmed it.
    OnlySenderConfirmed,
    /// The receiver says that it is referred to; the sender has not confirmed it.
    OnlyReceiverConfirmed,
    /// The two rate the hand-over differently, 1 (poor) to 5 (very good).
    RatedDifferently { by_sender: Rating, by_receiver: Rating },
}

/// A hand-over on which the two sides disagree. It rests on the relation alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Disagreement {
    pub relation: RelationId,
    pub from: ActorId,
    pub to: ActorId,
    pub kind: DisagreementKind,
    pub uses_example_data: bool,
}

/// Finds passable referrals that only one side has confirmed, or that the sides rate differently
/// by [`LEAST_RATING_GAP`] or more. A relation may be both.
///
/// # Order      by relation, confirmation before rating.
/// # Complexity O(m log m) for m relations.
pub fn disagreements(index: &NetworkIndex<'_>) -> Vec<Disagreement> {
    let order = ActorOrder::new(index);
    let mut found = Vec::new();
    for referral in passable(index, &order) {
        let relation = referral.relation;
        let kinds = [confirmation(relation), rating(relation)].into_iter().flatten();
        found.extend(kinds.map(|kind| Disagreement {
            relation: relation.id.clone(),
            from: relation.from.clone(),
            to: relation.to.clone(),
            kind,
            uses_example_data: relation.envelope.is_example(),
        }));
    }
    found
}

fn confirmation(relation: &Relation) -> Option<DisagreementKind> {
    match (&relation.confirmed_by_sender, &relation.confirmed_by_receiver) {
        (Some(_), None) => Some(DisagreementKind::OnlySenderConfirmed),
        (None, Some(_)) => Some(DisagreementKind::OnlyReceiverConfirmed),
        (Some(_), Some(_)) | (None, None) => None,
    }
}

fn rating(relation: &Relation) -> Option<DisagreementKind> {
    let (by_sender, by_receiver) = (relation.quality_by_sender?, relation.quality_by_receiver?);
    let gap = u8::from(by_sender).abs_diff(u8::from(by_receiver));
    (gap >= LEAST_RATING_GAP)
        .then_some(DisagreementKind::RatedDifferently { by_sender, by_receiver })
}
