//! Which fields people of one Kommune can reach, with or without one actor.

use std::collections::{BTreeMap, BTreeSet};

use model::{FieldCode, NetworkIndex, Service};

use crate::bits::BitSet;
use crate::ways::OpenWays;

/// The fields that occur in the services of a network, numbered in the order of their codes.
pub(crate) struct ReachFields<'a> {
    codes: Vec<&'a FieldCode>,
}

impl<'a> ReachFields<'a> {
    pub(crate) fn new(index: &NetworkIndex<'a>) -> Self {
        let services = index.network.services.iter();
        let codes: BTreeSet<&FieldCode> = services.flat_map(|service| &service.fields).collect();
        Self { codes: codes.into_iter().collect() }
    }

    pub(crate) fn code(&self, field: usize) -> &'a FieldCode {
        self.codes[field]
    }

    /// The number of a field; `None` when no service lies in it.
    pub(crate) fn number(&self, code: &FieldCode) -> Option<usize> {
        self.codes.binary_search(&code).ok()
    }

    fn empty_set(&self) -> BitSet {
        BitSet::empty(self.codes.len())
    }

    fn of<'s>(&self, services: impl IntoIterator<Item = &'s Service>) -> BitSet {
        let mut set = self.empty_set();
        for code in services.into_iter().flat_map(|service| &service.fields) {
            if let Ok(field) = self.codes.binary_search(&code) {
                set.insert(field);
            }
        }
        set
    }
}

/// The referrals that are open to the people of one Kommune.
pub(crate) struct Reach {
    /// By sender: receiver and what one reaches there on this way.
    onward: Vec<Vec<(usize, BitSet)>>,
    /// Actors to whom people may come first, and what they find there.
    entries: Vec<(usize, BitSet)>,
    /// By actor: what it offers here.
    offers: Vec<BitSet>,
    is_used: Vec<bool>,
    nothing: BitSet,
}

impl Reach {
    pub(crate) fn new(ways: &OpenWays<'_>, fields: &ReachFields<'_>) -> Self {
        let nothing = fields.empty_set();
        let offers: Vec<BitSet> =
            ways.offers.iter().map(|services| fields.of(services.iter().copied())).collect();
        let entries = (0..offers.len())
            .filter(|&rank| ways.entries(rank).next().is_some())
            .map(|rank| (rank, fields.of(ways.entries(rank))))
            .collect();
        let mut pairs: BTreeMap<(usize, usize), BitSet> = BTreeMap::new();
        for referral in &ways.handovers {
            let found = referral.service.map(|service| fields.of([service]));
            pairs
                .entry((referral.from, referral.to))
                .or_insert_with(|| nothing.clone())
                .add(found.as_ref().unwrap_or(&offers[referral.to]));
        }
        let mut onward = vec![Vec::new(); offers.len()];
        for ((from, to), found) in pairs {
            onward[from].push((to, found));
        }
        let mut reach = Self { onward, entries, offers, is_used: Vec::new(), nothing };
        reach.is_used = reach.search(None).1;
        reach
    }

    /// Whether anybody gets to this actor at all.
    pub(crate) fn is_used(&self, rank: usize) -> bool {
        self.is_used[rank]
    }

    /// What can be reached when one actor is missing.
    pub(crate) fn without(&self, removed: Option<usize>) -> BitSet {
        self.search(removed).0
    }

    /// Whether somebody else offers the field here.
    pub(crate) fn offers_without(&self, removed: usize, field: usize) -> bool {
        let mut others = self.offers.iter().enumerate().filter(|&(rank, _)| rank != removed);
        others.any(|(_, offer)| offer.contains(field))
    }

    /// The actors that every way to a field passes, in the order in which the ways pass them.
    ///
    /// Such an actor lies on each way, so on the shortest; those few are taken out in turn. A
    /// dominator tree would not do: what a way finds at an actor depends on how it came there, so
    /// an actor is more than one node.
    pub(crate) fn must_pass(&self, field: usize) -> Vec<usize> {
        let mut passed: Vec<usize> = Vec::new();
        for rank in self.way_to(field, None).unwrap_or_default() {
            // A way may come back to an actor and only then find the field there.
            if !passed.contains(&rank) && self.way_to(field, Some(rank)).is_none() {
                passed.push(rank);
            }
        }
        passed
    }

    /// Whether every way to a field ends at this actor.
    pub(crate) fn is_only_end(&self, rank: usize, field: usize) -> bool {
        let used = self.onward.iter().zip(&self.is_used).filter(|&(_, &is_used)| is_used);
        let steps = self.entries.iter().chain(used.flat_map(|(steps, _)| steps));
        steps.filter(|(_, found)| found.contains(field)).all(|&(end, _)| end == rank)
    }

    /// The actors on a way to a field with the fewest hand-overs, when one actor is missing.
    fn way_to(&self, field: usize, removed: Option<usize>) -> Option<Vec<usize>> {
        let outside = self.onward.len();
        let mut came_from = vec![None; outside];
        let mut queue = vec![outside];
        let mut next = 0;
        loop {
            let &rank = queue.get(next)?;
            next += 1;
            let steps = self.onward.get(rank).unwrap_or(&self.entries);
            for &(to, ref found) in steps.iter().filter(|(to, _)| Some(*to) != removed) {
                if found.contains(field) {
                    return Some(way_back(&came_from, rank, to));
                }
                if came_from[to].is_none() {
                    came_from[to] = Some(rank);
                    queue.push(to);
                }
            }
        }
    }

    /// Breadth-first from all entries at once: the fields reached, and the actors.
    fn search(&self, removed: Option<usize>) -> (BitSet, Vec<bool>) {
        let mut reached = self.nothing.clone();
        let mut seen = vec![false; self.onward.len()];
        let mut queue = Vec::new();
        let mut visit = |(rank, found): &(usize, BitSet), queue: &mut Vec<usize>| {
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

/// From the first actor to the end; one comes from a rank beyond the list into the first.
fn way_back(came_from: &[Option<usize>], last: usize, end: usize) -> Vec<usize> {
    let mut way = vec![end];
    let mut before = last;
    while let Some(&Some(from)) = came_from.get(before) {
        way.push(before);
        before = from;
    }
    way.reverse();
    way
}
