//! Doppelstrukturen: two services of different actors that do the same for the same people.

use std::collections::{BTreeMap, BTreeSet};

use model::{
    ActorId, FieldCode, NetworkIndex, RegionId, Service, ServiceId, ServiceKind, ServiceStatus,
};
use serde::{Deserialize, Serialize};

use crate::bits::BitSet;
use crate::dependence::municipalities;
use crate::referrals::{ActorOrder, shares_any};

/// More pairs than this are never compared.
pub const MAX_PAIRS: u32 = 5_000_000;

/// Two services that overlap.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overlap {
    /// The one with the smaller id.
    pub service: ServiceId,
    pub actor: ActorId,
    pub other_service: ServiceId,
    pub other_actor: ActorId,
    /// Both are of the same kind (`other` is no kind).
    pub same_kind: bool,
    /// Both lie in exactly the same fields.
    pub same_fields: bool,
    /// Fields that both lie in, by code.
    pub fields: Vec<FieldCode>,
    /// Kommunen that both are there for, by id.
    pub regions: Vec<RegionId>,
    /// Common pairs of field and Kommune per pair that at least one has (Jaccard 1901).
    pub jaccard_permille: u32,
    /// Common Kommunen per Kommune that at least one is there for.
    pub common_regions_permille: u32,
    pub uses_example_data: bool,
}

/// The overlaps that were found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OverlapReport {
    /// How many there are, listed or not.
    pub n_found: u32,
    pub overlaps: Vec<Overlap>,
    /// Set when there were more than [`MAX_PAIRS`] pairs to compare.
    pub aborted_after_pairs: Option<u32>,
}

/// Finds pairs of active services of different actors that are of the same kind or lie in exactly
/// the same fields, and share a field, a Kommune, a target group and a residence status.
///
/// A service without a field says nothing about what it does, so it overlaps with none.
///
/// # Order      of one kind first (two hospitals are more alike than a hospital and an insurer),
/// then highest Jaccard share, then most common Kommunen, then ids; at most `limit`.
/// # Complexity O(p (f + k) / 64) time for the p pairs of one kind or one set of fields.
pub fn overlaps(index: &NetworkIndex<'_>, limit: usize) -> OverlapReport {
    let facts = Facts::gather(index);
    let (mut pairs, is_complete) = facts.pairs();
    pairs.sort_by(|a, b| {
        let rank = |pair: &Pair| {
            let is_same_kind = facts.is_same_kind(pair.first, pair.second);
            (is_same_kind, pair.jaccard_permille, pair.regions_permille)
        };
        (rank(b), a.first, a.second).cmp(&(rank(a), b.first, b.second))
    });
    OverlapReport {
        n_found: u32::try_from(pairs.len()).unwrap_or(u32::MAX),
        overlaps: pairs.iter().take(limit).map(|pair| facts.overlap(pair)).collect(),
        aborted_after_pairs: (!is_complete).then_some(MAX_PAIRS),
    }
}

/// Everything that is compared, in the order of service ids.
struct Facts<'a> {
    fields: Vec<&'a FieldCode>,
    regions: Vec<&'a RegionId>,
    services: Vec<Fact<'a>>,
}

struct Fact<'a> {
    service: &'a Service,
    fields: BitSet,
    n_fields: u32,
    area: BitSet,
    n_regions: u32,
}

/// Two services by their position in [`Facts::services`].
struct Pair {
    first: usize,
    second: usize,
    jaccard_permille: u32,
    regions_permille: u32,
}

impl<'a> Facts<'a> {
    fn gather(index: &NetworkIndex<'a>) -> Self {
        let order = ActorOrder::new(index);
        let regions: Vec<&RegionId> =
            municipalities(index).into_iter().map(|(region, _)| region).collect();
        let all = index.network.services.iter();
        let fields: BTreeSet<&FieldCode> = all.flat_map(|service| &service.fields).collect();
        let mut facts =
            Self { fields: fields.into_iter().collect(), regions, services: Vec::new() };
        let areas = facts.areas(index, &order);
        for (rank, area) in areas.into_iter().enumerate() {
            for service in order.services(index, rank) {
                if service.status == ServiceStatus::Active && !service.fields.is_empty() {
                    facts.add(service, area.clone());
                }
            }
        }
        facts.services.sort_by(|a, b| a.service.id.cmp(&b.service.id));
        facts
    }

    /// By rank: the Kommunen an actor is there for.
    fn areas(&self, index: &NetworkIndex<'a>, order: &ActorOrder<'a>) -> Vec<BitSet> {
        let mut areas = vec![BitSet::empty(self.regions.len()); order.len()];
        for (number, region) in self.regions.iter().enumerate() {
            let covers = order.coverage(index, region);
            for (rank, _) in covers.into_iter().enumerate().filter(|&(_, covers)| covers) {
                areas[rank].insert(number);
            }
        }
        areas
    }

    fn add(&mut self, service: &'a Service, area: BitSet) {
        let mut fields = BitSet::empty(self.fields.len());
        for code in &service.fields {
            if let Ok(number) = self.fields.binary_search(&code) {
                fields.insert(number);
            }
        }
        let (n_fields, n_regions) = (fields.count(), area.count());
        self.services.push(Fact { service, fields, n_fields, area, n_regions });
    }

    /// The pairs that overlap, and whether all were compared.
    fn pairs(&self) -> (Vec<Pair>, bool) {
        let mut found = Vec::new();
        let mut n_left = MAX_PAIRS;
        for (group, is_by_fields) in self.groups() {
            for (position, &first) in group.iter().enumerate() {
                for &second in &group[position + 1..] {
                    let Some(left) = n_left.checked_sub(1) else { return (found, false) };
                    n_left = left;
                    // A pair of one kind stands in its group by kind already.
                    if !(is_by_fields && self.is_same_kind(first, second)) {
                        found.extend(self.pair(first, second));
                    }
                }
            }
        }
        (found, true)
    }

    /// Services of one kind, then services with one set of fields.
    fn groups(&self) -> Vec<(Vec<usize>, bool)> {
        let mut by_kind: BTreeMap<ServiceKind, Vec<usize>> = BTreeMap::new();
        let mut by_fields: BTreeMap<&BitSet, Vec<usize>> = BTreeMap::new();
        for (position, fact) in self.services.iter().enumerate() {
            if fact.service.kind != ServiceKind::Other {
                by_kind.entry(fact.service.kind).or_default().push(position);
            }
            by_fields.entry(&fact.fields).or_default().push(position);
        }
        let by_kind = by_kind.into_values().map(|group| (group, false));
        by_kind.chain(by_fields.into_values().map(|group| (group, true))).collect()
    }

    fn is_same_kind(&self, first: usize, second: usize) -> bool {
        let (a, b) = (self.services[first].service.kind, self.services[second].service.kind);
        a == b && a != ServiceKind::Other
    }

    fn pair(&self, first: usize, second: usize) -> Option<Pair> {
        let (a, b) = (&self.services[first], &self.services[second]);
        let (one, other) = (a.service, b.service);
        let n_fields = a.fields.n_common(&b.fields);
        let n_regions = a.area.n_common(&b.area);
        let overlaps = one.actor != other.actor
            && n_fields > 0
            && n_regions > 0
            && shares_any(&one.target_groups, &other.target_groups)
            && shares_any(&one.residence_statuses, &other.residence_statuses);
        overlaps.then(|| Pair {
            first,
            second,
            jaccard_permille: jaccard_permille(
                product(n_fields, n_regions),
                product(a.n_fields, a.n_regions) + product(b.n_fields, b.n_regions),
            ),
            regions_permille: jaccard_permille(
                u64::from(n_regions),
                u64::from(a.n_regions) + u64::from(b.n_regions),
            ),
        })
    }

    fn overlap(&self, pair: &Pair) -> Overlap {
        let (a, b) = (&self.services[pair.first], &self.services[pair.second]);
        let fields = a.fields.common(&b.fields);
        let regions = a.area.common(&b.area);
        Overlap {
            service: a.service.id.clone(),
            actor: a.service.actor.clone(),
            other_service: b.service.id.clone(),
            other_actor: b.service.actor.clone(),
            same_kind: self.is_same_kind(pair.first, pair.second),
            same_fields: a.fields == b.fields,
            fields: fields.iter().map(|number| self.fields[number].clone()).collect(),
            regions: regions.iter().map(|number| self.regions[number].clone()).collect(),
            jaccard_permille: pair.jaccard_permille,
            common_regions_permille: pair.regions_permille,
            uses_example_data: a.service.envelope.is_example() || b.service.envelope.is_example(),
        }
    }
}

fn product(a: u32, b: u32) -> u64 {
    u64::from(a) * u64::from(b)
}

/// What is common per what at least one has, in thousandths, rounded down.
fn jaccard_permille(common: u64, sum: u64) -> u32 {
    let share = common.saturating_mul(1000).checked_div(sum.saturating_sub(common)).unwrap_or(0);
    u32::try_from(share).unwrap_or(1000)
}
