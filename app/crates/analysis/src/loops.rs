//! Where referrals go wrong: circles, dead ends, wrong offices, no feedback, disagreement.
//!
//! Each part answers on its own: [`circles`], [`dead_ends`], [`feedback_gaps`],
//! [`wrong_offices`] and [`disagreements`]. All look only at referrals that are passable today.

mod circles;
mod dead_ends;
mod disagreement;
mod feedback;
mod wrong_office;

pub use circles::{Circle, CircleReport, LONGEST_CIRCLE, MAX_CIRCLE_STEPS, MAX_CIRCLES, circles};
pub use dead_ends::{DeadEnd, DeadEndCause, dead_ends};
pub use disagreement::{Disagreement, DisagreementKind, LEAST_RATING_GAP, disagreements};
pub use feedback::{FeedbackGap, FeedbackGapCause, FeedbackReport, feedback_gaps};
pub use wrong_office::{WrongOffice, wrong_offices};

use model::{Cases, NetworkIndex};

use crate::referrals::{ActorOrder, Referral, referrals};

/// The referrals that can be walked today, by id.
fn passable<'a>(index: &NetworkIndex<'a>, order: &ActorOrder<'a>) -> Vec<Referral<'a>> {
    let mut found = referrals(index, order);
    found.retain(|referral| referral.relation.status.is_passable());
    found
}

/// Sorts what is known before what is not, and more before less.
fn most_first(volume: Option<Cases>) -> std::cmp::Reverse<Option<Cases>> {
    std::cmp::Reverse(volume)
}
