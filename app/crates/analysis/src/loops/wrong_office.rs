//! Fehlverweise: referrals to an office that is not competent for everybody the sender has.

use std::collections::{BTreeMap, BTreeSet};

use model::{
    ActorId, ActorKind, Cases, Coverage, Metric, NetworkIndex, ObservationId, RegionId, RelationId,
};
use serde::{Deserialize, Serialize};

use super::{most_first, passable};
use crate::Share;
use crate::dependence::municipalities;
use crate::evidence::{Grounds, relation_share};
use crate::referrals::{ActorOrder, Referral};
use crate::volumes::{cases_of, sent};

/// A referral along which people come to the wrong office, or are bound to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WrongOffice {
    pub relation: RelationId,
    pub from: ActorId,
    pub to: ActorId,
    /// Kommunen of the sender for which the receiver is not there and another actor of its kind
    /// is, to whom the sender refers nobody; by id.
    pub regions: Vec<RegionId>,
    /// Those other actors, by id.
    pub rightful: Vec<ActorId>,
    /// Whether one of them is responsible there by law.
    pub is_by_law: bool,
    /// The share that was counted as sent to the wrong office; set or `regions` is not empty.
    pub counted: Option<Share>,
    pub sent_per_month: Option<Cases>,
    pub evidence: Vec<ObservationId>,
    pub uses_example_data: bool,
}

/// Finds referrals to an office that is not there for a Kommune which the sender covers by law or
/// Einzugsgebiet, and referrals for which wrong ones were counted.
///
/// A sender who also refers to the rightful office of a Kommune chooses by Kommune, so that one
/// does not count; nor do receivers of the kind `other`, which is none.
///
/// # Order      counted first, then by law, then most volume, then by relation.
/// # Complexity O(k (n + m a)) time: k Kommunen, n actors, m referrals, a actors of one kind.
pub fn wrong_offices(index: &NetworkIndex<'_>) -> Vec<WrongOffice> {
    let order = ActorOrder::new(index);
    let referrals = passable(index, &order);
    let map = CompetenceMap::new(index, &order, &referrals);
    let mut found: Vec<WrongOffice> =
        referrals.iter().filter_map(|referral| wrong_office(index, &map, referral)).collect();
    found.sort_by(|a, b| {
        let rank =
            |of: &WrongOffice| (of.counted.is_none(), !of.is_by_law, most_first(of.sent_per_month));
        (rank(a), &a.relation).cmp(&(rank(b), &b.relation))
    });
    found
}

/// Who is there for which Kommune, and who refers to whom.
struct CompetenceMap<'a, 'o> {
    order: &'o ActorOrder<'a>,
    /// By Kommune, then by rank.
    competences: Vec<(&'a RegionId, Vec<Coverage>)>,
    kinds: Vec<ActorKind>,
    of_kind: BTreeMap<ActorKind, Vec<usize>>,
    referred: BTreeSet<(usize, usize)>,
}

impl<'a, 'o> CompetenceMap<'a, 'o> {
    fn new(
        index: &NetworkIndex<'a>,
        order: &'o ActorOrder<'a>,
        referrals: &[Referral<'_>],
    ) -> Self {
        let kind = |rank| index.actor(order.id(rank)).map_or(ActorKind::Other, |actor| actor.kind);
        let kinds: Vec<ActorKind> = (0..order.len()).map(kind).collect();
        let mut of_kind: BTreeMap<ActorKind, Vec<usize>> = BTreeMap::new();
        for (rank, &kind) in kinds.iter().enumerate() {
            of_kind.entry(kind).or_default().push(rank);
        }
        let regions = municipalities(index).into_iter();
        Self {
            order,
            competences: regions
                .map(|(region, _)| (region, order.competences(index, region)))
                .collect(),
            kinds,
            of_kind,
            referred: referrals.iter().map(|referral| (referral.from, referral.to)).collect(),
        }
    }

    /// Kommunen in which the receiver is the wrong one, with the rightful ones.
    fn misses(&self, referral: &Referral<'_>) -> Misses<'a> {
        let mut misses = Misses::default();
        let kind = self.kinds[referral.to];
        if kind == ActorKind::Other {
            return misses;
        }
        for (region, competences) in &self.competences {
            let is_senders =
                matches!(competences[referral.from], Coverage::Responsible | Coverage::Serves);
            if !is_senders || competences[referral.to].is_covered() {
                continue;
            }
            let of_kind = self.of_kind.get(&kind).into_iter().flatten().copied();
            let rightful: Vec<usize> =
                of_kind.filter(|&rank| competences[rank].is_covered()).collect();
            let is_chosen = |&rank: &usize| {
                rank == referral.from || self.referred.contains(&(referral.from, rank))
            };
            if !rightful.is_empty() && !rightful.iter().any(is_chosen) {
                misses.regions.push(region);
                misses.is_by_law |=
                    rightful.iter().any(|&rank| competences[rank] == Coverage::Responsible);
                misses.rightful.extend(rightful);
            }
        }
        misses
    }
}

#[derive(Default)]
struct Misses<'a> {
    regions: Vec<&'a RegionId>,
    rightful: BTreeSet<usize>,
    is_by_law: bool,
}

fn wrong_office(
    index: &NetworkIndex<'_>,
    map: &CompetenceMap<'_, '_>,
    referral: &Referral<'_>,
) -> Option<WrongOffice> {
    let relation = referral.relation;
    let counted = relation_share(index, &relation.id, Metric::WrongJurisdictionRate)
        .filter(|share| share.permille > 0);
    let misses = map.misses(referral);
    if counted.is_none() && misses.regions.is_empty() {
        return None;
    }
    let mut grounds = Grounds::default();
    grounds.add_row(&relation.envelope);
    if let Some(counted) = &counted {
        grounds.add_share(counted);
    }
    let sent = sent(index, relation);
    if let Some(sent) = sent {
        grounds.add_observation(sent);
    }
    Some(WrongOffice {
        relation: relation.id.clone(),
        from: relation.from.clone(),
        to: relation.to.clone(),
        regions: misses.regions.into_iter().cloned().collect(),
        rightful: misses.rightful.into_iter().map(|rank| map.order.id(rank).clone()).collect(),
        is_by_law: misses.is_by_law,
        counted,
        sent_per_month: sent.map(cases_of),
        uses_example_data: grounds.uses_example_data(),
        evidence: grounds.evidence(),
    })
}
