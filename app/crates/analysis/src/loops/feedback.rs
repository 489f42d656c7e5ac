//! Fehlende Rückmeldung: hand-overs after which the sender does not learn what became of it.

use model::{ActorId, Cases, Metric, NetworkIndex, ObservationId, RelationId};
use serde::{Deserialize, Serialize};

use super::{most_first, passable};
use crate::evidence::{Grounds, relation_share};
use crate::referrals::{ActorOrder, Referral};
use crate::volumes::{cases_of, plus, sent};
use crate::{ReferralVolume, Share};

/// Below this share of feedback the loop counts as open.
const HALF_PERMILLE: u16 = 500;

/// Why the loop counts as open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FeedbackGapCause {
    /// Feedback was counted, and comes for less than half.
    SeldomGiven,
    /// The two have not agreed on any.
    NotAgreed,
    /// Nobody has said whether they have.
    NotKnown,
}

/// A hand-over without feedback.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedbackGap {
    pub relation: RelationId,
    pub from: ActorId,
    pub to: ActorId,
    pub cause: FeedbackGapCause,
    pub sent_per_month: Option<Cases>,
    /// The share of feedback that was counted.
    pub closure: Option<Share>,
    pub evidence: Vec<ObservationId>,
    pub uses_example_data: bool,
}

/// The hand-overs without feedback.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedbackReport {
    pub gaps: Vec<FeedbackGap>,
    /// Sent along all passable referrals.
    pub volume: ReferralVolume,
    /// Sent along the listed ones.
    pub without_feedback_per_month: Cases,
}

/// Finds passable referrals without agreed feedback, or with feedback counted below one half.
///
/// # Order      most volume first, uncounted ones last, then by relation.
/// # Complexity O(m log m) for m relations.
pub fn feedback_gaps(index: &NetworkIndex<'_>) -> FeedbackReport {
    let order = ActorOrder::new(index);
    let mut report = FeedbackReport::default();
    for referral in passable(index, &order) {
        report.volume.add(sent(index, referral.relation));
        if let Some(gap) = gap(index, &referral) {
            let sent = gap.sent_per_month.unwrap_or_default();
            report.without_feedback_per_month = plus(report.without_feedback_per_month, sent);
            report.gaps.push(gap);
        }
    }
    report.gaps.sort_by(|a, b| {
        (most_first(a.sent_per_month), &a.relation)
            .cmp(&(most_first(b.sent_per_month), &b.relation))
    });
    report
}

fn gap(index: &NetworkIndex<'_>, referral: &Referral<'_>) -> Option<FeedbackGap> {
    let relation = referral.relation;
    let closure = relation_share(index, &relation.id, Metric::LoopClosureRate);
    let is_seldom = closure.as_ref().is_some_and(|share| share.permille < HALF_PERMILLE);
    let cause = match relation.handover.feedback_agreed {
        _ if is_seldom => FeedbackGapCause::SeldomGiven,
        Some(false) => FeedbackGapCause::NotAgreed,
        None => FeedbackGapCause::NotKnown,
        Some(true) => return None,
    };
    let mut grounds = Grounds::default();
    grounds.add_row(&relation.envelope);
    if let Some(closure) = &closure {
        grounds.add_share(closure);
    }
    let sent = sent(index, relation);
    if let Some(sent) = sent {
        grounds.add_observation(sent);
    }
    Some(FeedbackGap {
        relation: relation.id.clone(),
        from: relation.from.clone(),
        to: relation.to.clone(),
        cause,
        sent_per_month: sent.map(cases_of),
        closure,
        uses_example_data: grounds.uses_example_data(),
        evidence: grounds.evidence(),
    })
}
