//! Rechtskreiswechsel: how people get from one body of law to another, and where that takes long.
//!
//! Start at [`transitions`].

use std::collections::BTreeMap;

use model::{Days, NetworkIndex, ObservationId, RegimeCode, RelationId, RelationKind};
use serde::{Deserialize, Serialize};

use crate::ReferralVolume;
use crate::evidence::{Grounds, handover_wait};
use crate::referrals::{ActorOrder, Referral, referrals};
use crate::volumes::sent;

/// How the typical wait of a transition was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MedianBasis {
    /// Half of the cases wait no longer; over the relations whose wait and volume are both known.
    WeightedByVolume,
    /// Half of the relations take no longer; no volume is known where a wait is.
    Plain,
}

/// The wait that half of the cases (or relations) do not exceed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TransitionWait {
    /// The lower of the two middle ones where the middle lies between two.
    pub median: Days,
    pub basis: MedianBasis,
    /// Relations behind it.
    pub n_relations: u32,
}

/// All referrals from one Rechtskreis to another. What is counted below `n_passable` is counted
/// over the relations people can be referred along today.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Transition {
    pub from: RegimeCode,
    pub to: RegimeCode,
    pub n_relations: u32,
    pub n_passable: u32,
    pub volume: ReferralVolume,
    /// From the hand-over to the first appointment; `None` where nobody observed it.
    pub wait: Option<TransitionWait>,
    /// Relations that rest on a Kooperationsvereinbarung.
    pub n_with_agreement: u32,
    pub n_feedback_agreed: u32,
    pub n_feedback_unknown: u32,
    /// How often data are typed anew, added up over the relations where that is known.
    pub media_breaks: u32,
    pub n_media_breaks_unknown: u32,
    /// All of them, by id.
    pub relations: Vec<RelationId>,
    pub evidence: Vec<ObservationId>,
    pub uses_example_data: bool,
}

impl Transition {
    /// The share that rests on an agreement; `None` where nothing is passable.
    pub fn agreement_permille(&self) -> Option<u32> {
        permille(self.n_with_agreement, self.n_passable)
    }

    /// The share with feedback agreed for certain; `None` where nothing is passable.
    pub fn feedback_permille(&self) -> Option<u32> {
        permille(self.n_feedback_agreed, self.n_passable)
    }
}

/// Rechtskreis by Rechtskreis.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TransitionTable {
    /// By `from`, then `to`.
    pub transitions: Vec<Transition>,
    /// The transition with the longest median wait; of equals the one with more volume, then the
    /// first.
    pub longest: Option<(RegimeCode, RegimeCode)>,
    /// Relations of the kind `legal_transition` that do not say from which law to which, by id.
    pub unplaced: Vec<RelationId>,
}

/// Adds up the referrals that lead from one Rechtskreis to another.
///
/// A relation belongs here when it names two different Rechtskreise. The wait of a relation is
/// what is observed on it, else at the service it names.
///
/// # Order      by the codes of the two Rechtskreise.
/// # Complexity O(m log m) for m relations.
pub fn transitions(index: &NetworkIndex<'_>) -> TransitionTable {
    let order = ActorOrder::new(index);
    let mut placed: BTreeMap<(&RegimeCode, &RegimeCode), Vec<Referral<'_>>> = BTreeMap::new();
    let mut table = TransitionTable::default();
    for referral in referrals(index, &order) {
        let relation = referral.relation;
        match (&relation.regime_from, &relation.regime_to) {
            (Some(from), Some(to)) if from != to => {
                placed.entry((from, to)).or_default().push(referral);
            }
            _ if relation.kind == RelationKind::LegalTransition => {
                table.unplaced.push(relation.id.clone());
            }
            _ => {}
        }
    }
    let rows = placed.into_iter();
    table.transitions = rows.map(|(regimes, of)| transition(index, regimes, &of)).collect();
    table.longest = longest(&table.transitions);
    table
}

fn longest(transitions: &[Transition]) -> Option<(RegimeCode, RegimeCode)> {
    let known = transitions.iter().filter_map(|of| Some((of.wait?.median, of)));
    // Of equals `max_by_key` takes the last.
    let longest = known.rev().max_by_key(|(median, of)| (*median, of.volume.per_month));
    longest.map(|(_, of)| (of.from.clone(), of.to.clone()))
}

fn transition(
    index: &NetworkIndex<'_>,
    (from, to): (&RegimeCode, &RegimeCode),
    referrals: &[Referral<'_>],
) -> Transition {
    let mut row = Transition {
        from: from.clone(),
        to: to.clone(),
        n_relations: count(referrals.len()),
        n_passable: 0,
        volume: ReferralVolume::default(),
        wait: None,
        n_with_agreement: 0,
        n_feedback_agreed: 0,
        n_feedback_unknown: 0,
        media_breaks: 0,
        n_media_breaks_unknown: 0,
        relations: referrals.iter().map(|referral| referral.relation.id.clone()).collect(),
        evidence: Vec::new(),
        uses_example_data: false,
    };
    let mut grounds = Grounds::default();
    let mut waits = Vec::new();
    for referral in referrals {
        grounds.add_row(&referral.relation.envelope);
        if referral.relation.status.is_passable() {
            row.add(referral);
            waits.push(row.measure(index, referral, &mut grounds));
        }
    }
    row.wait = typical_wait(waits.into_iter().flatten().collect());
    row.uses_example_data = grounds.uses_example_data();
    row.evidence = grounds.evidence();
    row
}

impl Transition {
    /// Counts what a passable relation says about itself.
    fn add(&mut self, referral: &Referral<'_>) {
        let handover = &referral.relation.handover;
        self.n_passable += 1;
        self.n_with_agreement += u32::from(handover.agreement.is_some());
        match handover.feedback_agreed {
            Some(agreed) => self.n_feedback_agreed += u32::from(agreed),
            None => self.n_feedback_unknown += 1,
        }
        match handover.media_breaks {
            Some(breaks) => self.media_breaks = self.media_breaks.saturating_add(breaks.into()),
            None => self.n_media_breaks_unknown += 1,
        }
    }

    /// Adds what is observed on a passable relation: its wait and volume (thousandths a month).
    fn measure(
        &mut self,
        index: &NetworkIndex<'_>,
        referral: &Referral<'_>,
        grounds: &mut Grounds,
    ) -> Option<(Days, Option<u64>)> {
        let sent = sent(index, referral.relation);
        self.volume.add(sent);
        if let Some(sent) = sent {
            grounds.add_observation(sent);
        }
        let wait = handover_wait(index, &referral.relation.id, referral.service)?;
        grounds.add_wait(&wait);
        Some((wait.days, sent.and_then(|sent| u64::try_from(sent.value.thousandths()).ok())))
    }
}

/// The weighted median where any volume is known, otherwise the plain one.
fn typical_wait(waits: Vec<(Days, Option<u64>)>) -> Option<TransitionWait> {
    let weighted = waits.iter().filter_map(|&(days, sent)| Some((days, sent?)));
    let weighted: Vec<(Days, u64)> = weighted.filter(|&(_, sent)| sent > 0).collect();
    let (basis, waits) = if weighted.is_empty() {
        (MedianBasis::Plain, waits.into_iter().map(|(days, _)| (days, 1)).collect())
    } else {
        (MedianBasis::WeightedByVolume, weighted)
    };
    let n_relations = count(waits.len());
    Some(TransitionWait { median: lower_median(waits)?, basis, n_relations })
}

/// The first value up to which half of the weight lies.
fn lower_median(mut weighted: Vec<(Days, u64)>) -> Option<Days> {
    weighted.sort_unstable();
    let total: u128 = weighted.iter().map(|&(_, weight)| u128::from(weight)).sum();
    let mut below = 0_u128;
    for (days, weight) in weighted {
        below += u128::from(weight);
        if below * 2 >= total {
            return Some(days);
        }
    }
    None
}

fn permille(part: u32, whole: u32) -> Option<u32> {
    part.saturating_mul(1000).checked_div(whole)
}

fn count(len: usize) -> u32 {
    u32::try_from(len).unwrap_or(u32::MAX)
}
