//! Which fields people of one Kommune can reach, with or without one actor.

use std::collections::{BTreeMap, BTreeSet};

use model::{FieldCode, NetworkIndex, RegionId, Service};

use crate::referrals::{ActorOrder, Circumstances, Referral, is_entry_point};

/// The fields that occur in the services of a network, numbered in the order of their codes.
pub(super) struct ReachFields<'a> {
    codes: Vec<&'a FieldCode>,
}

impl<'a> ReachFields<'a> {
    pub(super) fn new(index: &NetworkIndex<'a>) -> Self {
        let services = index.network.services.iter();
        let codes: BTreeSet<&FieldCode> = services.flat_map(|service| &service.fields).collect();
        Self { codes: codes.into_iter().collect() }
    }

    pub(super) fn code(&self, field: usize) -> &'a FieldCode {
        self.codes[field]
    }

    fn empty_set(&self) -> FieldSet {
        FieldSet(vec![0; self.codes.len().div_ceil(64)])
    }

    fn of<'s>(&self, services: impl IntoIterator<Item = &'s Service>) -> FieldSet {
        let mut set = self.empty_set();
        for code in services.into_iter().flat_map(|service| &service.fields) {
            if let Ok(field) = self.codes.binary_search(&code) {
                set.0[field / 64] |= 1 << (field % 64);
            }
        }
        set
    }
}

/// A set of fields as bits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FieldSet(Vec<u64>);

impl FieldSet {
    fn add(&mut self, other: &Self) {
        for (word, more) in self.0.iter_mut().zip(&other.0) {
            *word |= more;
        }
    }

    fn contains(&self, field: usize) -> bool {
        self.0[field / 64] >> (field % 64) & 1 == 1
    }

    pub(super) fn minus(&self, other: &Self) -> Self {
        Self(self.0.iter().zip(&other.0).map(|(word, gone)| word & !gone).collect())
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.iter().all(|&word| word == 0)
    }

    pub(super) fn count(&self) -> u32 {
        self.0.iter().map(|word| word.count_ones()).sum()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.0.len() * 64).filter(|&field| self.contains(field))
    }
}

/// The referrals that are open to the people of one Kommune.
pub(super) struct Reach {
    /// By sender: receiver and what one reaches there on this way.
    onward: Vec<Vec<(usize, FieldSet)>>,
    /// Actors to whom people may come first, and what they find there.
    entries: Vec<(usize, FieldSet)>,
    /// By actor: what it offers here.
    offers: Vec<FieldSet>,
    is_used: Vec<bool>,
    nothing: FieldSet,
}

impl Reach {
    pub(super) fn new<'a>(
        index: &NetworkIndex<'a>,
        order: &ActorOrder<'a>,
        referrals: &[Referral<'a>],
        fields: &ReachFields<'a>,
        region: &RegionId,
    ) -> Self {
        let covers = order.coverage(index, region);
        let anybody = Circumstances::default();
        let nothing = fields.empty_set();
        let mut offers = vec![nothing.clone(); order.len()];
        let mut entries = Vec::new();
        for rank in (0..order.len()).filter(|&rank| covers[rank]) {
            let mut services = order.services(index, rank);
            services.retain(|service| anybody.check_service(service).is_ok());
            offers[rank] = fields.of(services.iter().copied());
            services.retain(|service| is_entry_point(service));
            if !services.is_empty() {
                entries.push((rank, fields.of(services)));
            }
        }
        let mut pairs: BTreeMap<(usize, usize), FieldSet> = BTreeMap::new();
        let open = |referral: &&Referral<'_>| {
            covers[referral.to] && anybody.check_referral(referral).is_ok()
        };
        for referral in referrals.iter().filter(open) {
            let found = referral.service.map(|service| fields.of([service]));
            pairs
                .entry((referral.from, referral.to))
                .or_insert_with(|| nothing.clone())
                .add(found.as_ref().unwrap_or(&offers[referral.to]));
        }
        let mut onward = vec![Vec::new(); order.len()];
        for ((from, to), found) in pairs {
            onward[from].push((to, found));
        }
        let mut reach = Self { onward, entries, offers, is_used: Vec::new(), nothing };
        reach.is_used = reach.search(None).1;
        reach
    }

    /// Whether anybody gets to this actor at all.
    pub(super) fn is_used(&self, rank: usize) -> bool {
        self.is_used[rank]
    }

    /// What can be reached when one actor is missing.
    pub(super) fn without(&self, removed: Option<usize>) -> FieldSet {
        self.search(removed).0
    }

    /// Whether somebody else offers the field here.
    pub(super) fn offers_without(&self, removed: usize, field: usize) -> bool {
        let mut others = self.offers.iter().enumerate().filter(|&(rank, _)| rank != removed);
        others.any(|(_, offer)| offer.contains(field))
    }

    /// Breadth-first from all entries at once: the fields reached, and the actors.
    fn search(&self, removed: Option<usize>) -> (FieldSet, Vec<bool>) {
        let mut reached = self.nothing.clone();
        let mut seen = vec![false; self.onward.len()];
        let mut queue = Vec::new();
        let mut visit = |(rank, found): &(usize, FieldSet), queue: &mut Vec<usize>| {
            if Some(*rank) == removed {
                return;
            }
            reached.add(found);
            if !seen[*rank] {
                seen[*rank] = true;
                queue.push(*rank);
            }
        };
        for entry in &self.entries {
            visit(entry, &mut queue);
        }
        let mut next = 0;
        while let Some(&rank) = queue.get(next) {
            next += 1;
            for step in &self.onward[rank] {
                visit(step, &mut queue);
            }
        }
        (reached, seen)
    }
}
