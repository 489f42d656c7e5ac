//! Whom every way must pass, summed up over Kommunen and fields.

use std::collections::BTreeMap;

use model::{ActorId, FieldCode, NetworkIndex, RegionId, ResidenceStatusCode, TargetGroupCode};
use serde::{Deserialize, Serialize};

use crate::dependence::municipalities;
use crate::dependence::reach::{Reach, ReachFields};
use crate::referrals::{ActorOrder, Circumstances, referrals};
use crate::ways::OpenWays;

/// Where the actor lies on the ways.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DominanceRole {
    /// Every way passes it, and some way ends elsewhere.
    Passage,
    /// Every way ends there.
    Goal,
}

/// A Kommune and a field whose ways all pass one actor.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct DominatedPair {
    pub region: RegionId,
    pub field: FieldCode,
    pub role: DominanceRole,
}

/// An actor without which there is no way, for some Kommunen and fields.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dominance {
    pub actor: ActorId,
    /// By Kommune, then field.
    pub pairs: Vec<DominatedPair>,
}

/// Who dominates how much.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DominanceReport {
    /// Most pairs first, then by actor.
    pub actors: Vec<Dominance>,
    /// How many pairs of Kommune and field can be reached at all.
    pub n_pairs: u32,
}

/// Finds for every Kommune and field that can be reached the actors that every way passes.
///
/// The pairs of an actor are what would be lost without it, as in [`crate::dependences`], only
/// that here one may ask for a residence status and a target group.
///
/// # Order      most pairs first, then by actor.
/// # Complexity O(k f l (n + m)) time: k Kommunen, f fields, l actors on a shortest way, n actors,
/// m referrals.
pub fn dominances(
    index: &NetworkIndex<'_>,
    status: Option<&ResidenceStatusCode>,
    target_group: Option<&TargetGroupCode>,
) -> DominanceReport {
    let order = ActorOrder::new(index);
    let referrals = referrals(index, &order);
    let fields = ReachFields::new(index);
    let circumstances = Circumstances { status, group: target_group, language: None };
    let mut found: BTreeMap<usize, Vec<DominatedPair>> = BTreeMap::new();
    let mut report = DominanceReport::default();
    for (region, _) in municipalities(index) {
        let ways = OpenWays::new(index, &order, &referrals, circumstances, Some(region));
        let reach = Reach::new(&ways, &fields);
        let today = reach.without(None);
        report.n_pairs = report.n_pairs.saturating_add(today.count());
        for field in today.iter() {
            for rank in reach.must_pass(field) {
                let is_goal = reach.is_only_end(rank, field);
                found.entry(rank).or_default().push(DominatedPair {
                    region: region.clone(),
                    field: fields.code(field).clone(),
                    role: if is_goal { DominanceRole::Goal } else { DominanceRole::Passage },
                });
            }
        }
    }
    let dominances = found.into_iter();
    report.actors = dominances
        .map(|(rank, pairs)| Dominance { actor: order.id(rank).clone(), pairs })
        .collect();
    report.actors.sort_by(|a, b| (b.pairs.len(), &a.actor).cmp(&(a.pairs.len(), &b.actor)));
    report
}
