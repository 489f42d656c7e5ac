//! Konzentration: on how few actors the referrals rest, and who carries much without a seat.

use std::collections::{BTreeMap, BTreeSet};

use model::{ActorId, Cases, Decimal, Layer, NetworkIndex, ObservationId};
use serde::{Deserialize, Serialize};

use super::{graph, share, thousandths, ties, wide};
use crate::ReferralVolume;
use crate::evidence::Grounds;
use crate::graph::{Demand, demand_betweenness};
use crate::referrals::{ActorOrder, referrals};
use crate::volumes::sent;

/// What passes one actor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActorFlow {
    pub actor: ActorId,
    pub sent_per_month: Cases,
    pub received_per_month: Cases,
    /// Its part of all that is sent and received.
    pub share_permille: u32,
    /// Modelled: the part of all ways from start to end that goes through it to others, see
    /// [`flow_concentration`]. A place in the network, not a number of cases.
    pub passing_permille: u32,
    /// Seats in committees, its own.
    pub n_seats: u32,
    /// Seats of the actors it is part of.
    pub n_seats_above: u32,
}

/// How the referrals are spread over the actors.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FlowConcentration {
    /// With counted referrals: the largest part first, then by id.
    pub actors: Vec<ActorFlow>,
    pub volume: ReferralVolume,
    /// The part of the three largest; `None` where nothing is counted.
    pub top_three_permille: Option<u32>,
    /// Sum of the squared parts: 1000 all at one actor, 1000 / n evenly at n. As each referral has
    /// two ends it is at most 500.
    pub herfindahl_permille: Option<u32>,
    /// Actors with more than an even part and no seat, neither of their own nor above them; the
    /// largest part first.
    pub without_seat: Vec<ActorId>,
    /// The counted volumes, by id.
    pub evidence: Vec<ObservationId>,
    pub uses_example_data: bool,
}

/// Computes on whom the counted referrals rest.
///
/// Each counted referral is a part of its sender and of its receiver. What passes through an actor
/// is modelled: people start where more is sent than received, end where more is received than
/// sent, each start spreads over the ends in proportion to what they keep, and goes along passable
/// referrals with the fewest hand-overs.
///
/// Method: flow-weighted betweenness (Brandes 2001); Herfindahl (1950).
///
/// # Order      largest part first, then by id.
/// # Complexity O(n m) for n actors and m relations.
pub fn flow_concentration(index: &NetworkIndex<'_>) -> FlowConcentration {
    let order = ActorOrder::new(index);
    let mut report = FlowConcentration::default();
    let mut grounds = Grounds::default();
    let mut carried = vec![Carried::default(); order.len()];
    for referral in referrals(index, &order) {
        if !referral.relation.status.is_passable() {
            continue;
        }
        let sent = sent(index, referral.relation);
        report.volume.add(sent);
        if let Some(sent) = sent {
            grounds.add_row(&referral.relation.envelope);
            grounds.add_observation(sent);
            let volume = u64::try_from(sent.value.thousandths()).unwrap_or(0);
            carried[referral.from].sent = carried[referral.from].sent.saturating_add(volume);
            carried[referral.to].received = carried[referral.to].received.saturating_add(volume);
        }
    }
    let passing = passing(index, &order, &carried);
    report.add_actors(index, &order, &carried, &passing);
    report.uses_example_data = grounds.uses_example_data();
    report.evidence = grounds.evidence();
    report
}

/// Thousandths of a case per month.
#[derive(Clone, Copy, Default)]
struct Carried {
    sent: u64,
    received: u64,
}

impl Carried {
    fn sum(self) -> u64 {
        self.sent.saturating_add(self.received)
    }
}

impl FlowConcentration {
    fn add_actors(
        &mut self,
        index: &NetworkIndex<'_>,
        order: &ActorOrder<'_>,
        carried: &[Carried],
        passing: &[u32],
    ) {
        let total = carried.iter().fold(0_u64, |total, of| total.saturating_add(of.sum()));
        let mut ranks: Vec<usize> =
            (0..carried.len()).filter(|&rank| carried[rank].sum() > 0).collect();
        ranks.sort_by_key(|&rank| (std::cmp::Reverse(carried[rank].sum()), rank));
        let seats = Seats::new(index);
        for &rank in &ranks {
            let (actor, of) = (order.id(rank), carried[rank]);
            let (n_seats, n_seats_above) = seats.of(index, actor);
            let is_above_even =
                u128::from(of.sum()) * u128::from(wide(ranks.len())) > u128::from(total);
            if is_above_even && n_seats == 0 && n_seats_above == 0 {
                self.without_seat.push(actor.clone());
            }
            self.actors.push(ActorFlow {
                actor: actor.clone(),
                sent_per_month: cases(of.sent),
                received_per_month: cases(of.received),
                share_permille: share(of.sum(), total, 1000).unwrap_or(0),
                passing_permille: passing[rank],
                n_seats,
                n_seats_above,
            });
        }
        let sums = || ranks.iter().map(|&rank| carried[rank].sum());
        let top_three = sums().take(3).fold(0_u64, u64::saturating_add);
        self.top_three_permille = share(top_three, total, 1000);
        self.herfindahl_permille = (total > 0).then(|| herfindahl_permille(sums(), total));
    }
}

fn herfindahl_permille(parts: impl Iterator<Item = u64>, total: u64) -> u32 {
    let of = |part: u64| ratio(part, total);
    u32::try_from(thousandths(parts.map(|part| of(part) * of(part)).sum())).unwrap_or(0)
}

#[expect(clippy::cast_precision_loss, reason = "rounds to nearest, the same on every machine")]
fn ratio(part: u64, whole: u64) -> f64 {
    part as f64 / whole as f64
}

/// By rank: the part of the modelled demand that passes through, in thousandths.
fn passing(index: &NetworkIndex<'_>, order: &ActorOrder<'_>, carried: &[Carried]) -> Vec<u32> {
    let mut flow_ties = ties(index, order, &[Layer::Flow], |_| true);
    flow_ties.dedup();
    let graph = graph(order.len(), &flow_ties);
    let demands = demands(carried);
    let total = demands.iter().fold(0_u64, |sum, demand| sum.saturating_add(demand.volume));
    let mut passing = vec![0; order.len()];
    for (part, through) in passing.iter_mut().zip(demand_betweenness(&graph, &demands)) {
        if total > 0 {
            *part = u32::try_from(thousandths(through / ratio(total, 1))).unwrap_or(0);
        }
    }
    passing
}

/// From where more is sent than received to where more is received than sent.
fn demands(carried: &[Carried]) -> Vec<Demand> {
    let kept = |of: &Carried| of.received.saturating_sub(of.sent);
    let total_kept: u128 = carried.iter().map(|of| u128::from(kept(of))).sum();
    let ranked = || (0..).zip(carried);
    let ends: Vec<(u32, u64)> =
        ranked().map(|(rank, of)| (rank, kept(of))).filter(|&(_, kept)| kept > 0).collect();
    let mut demands = Vec::new();
    for (source, of) in ranked() {
        let begun = u128::from(of.sent.saturating_sub(of.received));
        for &(target, kept) in ends.iter().filter(|_| begun > 0) {
            let volume = begun * u128::from(kept) / total_kept;
            demands.push(Demand { source, target, volume: u64::try_from(volume).unwrap_or(0) });
        }
    }
    demands
}

/// How many committees each actor sits in.
struct Seats<'a>(BTreeMap<&'a ActorId, u32>);

impl<'a> Seats<'a> {
    fn new(index: &NetworkIndex<'a>) -> Self {
        let rows = index.network.memberships.iter();
        let seats: BTreeSet<_> = rows.map(|row| (&row.actor, &row.committee)).collect();
        let mut of_actor = BTreeMap::new();
        for (actor, _) in seats {
            *of_actor.entry(actor).or_insert(0) += 1;
        }
        Self(of_actor)
    }

    /// Its own, and those of everybody it is part of; stops at a circle.
    fn of(&self, index: &NetworkIndex<'_>, actor: &ActorId) -> (u32, u32) {
        let seats = |id: &ActorId| self.0.get(id).copied().unwrap_or(0);
        let mut above = BTreeSet::new();
        let mut next = index.actor(actor).and_then(|actor| actor.parent.as_ref());
        while let Some(parent) = next.filter(|parent| *parent != actor) {
            if !above.insert(parent) {
                break;
            }
            next = index.actor(parent).and_then(|actor| actor.parent.as_ref());
        }
        (seats(actor), above.into_iter().map(seats).fold(0, u32::saturating_add))
    }
}

fn cases(thousandths: u64) -> Cases {
    Cases(Decimal::from_thousandths(i64::try_from(thousandths).unwrap_or(i64::MAX)))
}
