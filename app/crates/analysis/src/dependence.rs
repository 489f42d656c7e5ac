//! Abhängigkeit: what people in which Kommune can no longer reach when an actor drops out.
//!
//! Start at [`dependences`].

pub(crate) mod reach;

use std::collections::BTreeSet;

use model::{ActorId, FieldCode, NetworkIndex, RegionId, RegionKind};
use serde::{Deserialize, Serialize};

use crate::bits::BitSet;
use crate::graph::{Arc, Digraph, separators};
use crate::referrals::{ActorOrder, Circumstances, Referral, referrals};
use crate::ways::OpenWays;
use reach::{Reach, ReachFields};

/// What the loss of one actor would mean.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dependence {
    pub actor: ActorId,
    /// Kommunen and Handlungsfelder that are reachable today and would not be without the actor.
    pub lost: Vec<(RegionId, FieldCode)>,
    /// Lost pairs that nobody else offers.
    pub sole_provider: u32,
    /// Lost pairs that somebody else offers, but no way leads there.
    pub cut_off: u32,
    /// How many pairs of Kommune and Handlungsfeld are reachable today.
    pub n_pairs_total: u32,
    /// People in the Kommunen that lose something.
    pub affected_population: u64,
    /// Whether the referral network itself falls apart without the actor.
    pub is_articulation: bool,
}

/// Finds every actor whose loss would cut people off, or split the referral network.
///
/// A field is reachable from a Kommune when a chain of referrals leads from an entry service to a
/// service in that field, everybody on it covering the Kommune, for people of whom nothing else is
/// known. Each actor is taken out in turn and everything is computed again: exact, no estimate.
/// Unlike a route, such a chain may come back to an actor it has passed: the question is whether
/// help can be had at all.
///
/// Method: breadth-first search per Kommune and actor over bit sets of fields; articulation points
/// (Hopcroft and Tarjan 1973) of the undirected graph of passable referrals.
///
/// # Order      most lost pairs, then most people, then actor id.
/// # Complexity O(k n (n + m f / 64)) time for k Kommunen, n actors, m referrals and f fields.
pub fn dependences(index: &NetworkIndex<'_>) -> Vec<Dependence> {
    let order = ActorOrder::new(index);
    let referrals = referrals(index, &order);
    let fields = ReachFields::new(index);
    let mut found = nothing_lost(&order, &articulations(&order, &referrals));
    let mut n_pairs_total = 0_u32;
    for (region, population) in municipalities(index) {
        let anybody = Circumstances::default();
        let ways = OpenWays::new(index, &order, &referrals, anybody, Some(region));
        let reach = Reach::new(&ways, &fields);
        let today = reach.without(None);
        n_pairs_total = n_pairs_total.saturating_add(today.count());
        for (rank, dependence) in found.iter_mut().enumerate() {
            if reach.is_used(rank) {
                let lost = today.minus(&reach.without(Some(rank)));
                dependence.add(&reach, &fields, rank, &lost, (region, population));
            }
        }
    }
    found.retain(|dependence| dependence.is_articulation || !dependence.lost.is_empty());
    for dependence in &mut found {
        dependence.n_pairs_total = n_pairs_total;
    }
    found.sort_by(|a, b| {
        (b.lost.len(), b.affected_population, &a.actor).cmp(&(
            a.lost.len(),
            a.affected_population,
            &b.actor,
        ))
    });
    found
}

/// Which fields can be reached from which Kommunen, in the sense of [`dependences`].
///
/// # Complexity O(k (n + m f / 64)) time for k Kommunen, n actors, m referrals and f fields.
pub(crate) fn reachable(index: &NetworkIndex<'_>) -> BTreeSet<(RegionId, FieldCode)> {
    let order = ActorOrder::new(index);
    let referrals = referrals(index, &order);
    let fields = ReachFields::new(index);
    let mut found = BTreeSet::new();
    for (region, _) in municipalities(index) {
        let ways = OpenWays::new(index, &order, &referrals, Circumstances::default(), Some(region));
        let today = Reach::new(&ways, &fields).without(None);
        found.extend(today.iter().map(|field| (region.clone(), fields.code(field).clone())));
    }
    found
}

fn nothing_lost(order: &ActorOrder<'_>, is_articulation: &[bool]) -> Vec<Dependence> {
    let of = |(rank, &is_articulation): (usize, &bool)| Dependence {
        actor: order.id(rank).clone(),
        lost: Vec::new(),
        sole_provider: 0,
        cut_off: 0,
        n_pairs_total: 0,
        affected_population: 0,
        is_articulation,
    };
    is_articulation.iter().enumerate().map(of).collect()
}

impl Dependence {
    fn add(
        &mut self,
        reach: &Reach,
        fields: &ReachFields<'_>,
        rank: usize,
        lost: &BitSet,
        (region, population): (&RegionId, u64),
    ) {
        for field in lost.iter() {
            self.lost.push((region.clone(), fields.code(field).clone()));
            if reach.offers_without(rank, field) {
                self.cut_off += 1;
            } else {
                self.sole_provider += 1;
            }
        }
        if !lost.is_empty() {
            self.affected_population = self.affected_population.saturating_add(population);
        }
    }
}

/// The Kommunen with their population (unknown counts nobody), in the order of their ids.
pub(crate) fn municipalities<'a>(index: &NetworkIndex<'a>) -> Vec<(&'a RegionId, u64)> {
    let mut regions: Vec<(&RegionId, u64)> = index
        .network
        .regions
        .iter()
        .filter(|region| region.kind == RegionKind::Gemeinde)
        .map(|region| (&region.id, region.population.map_or(0, u64::from)))
        .collect();
    regions.sort_unstable();
    regions.dedup_by_key(|(id, _)| *id);
    regions
}

fn articulations(order: &ActorOrder<'_>, referrals: &[Referral<'_>]) -> Vec<bool> {
    let passable = referrals.iter().filter(|referral| referral.relation.status.is_passable());
    let ends = |rank: usize| u32::try_from(rank).unwrap_or(u32::MAX);
    let arcs = passable.map(|r| Arc { tail: ends(r.from), head: ends(r.to), weight: 1 });
    // Too large to be numbered is the only error; then nothing is known to split the network.
    let graph = Digraph::new(order.len(), arcs.collect());
    graph.map_or_else(|_too_large| vec![false; order.len()], |g| separators(&g).is_articulation)
}
