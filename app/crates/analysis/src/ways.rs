//! Who may come where: the entries and hand-overs that are open to some people.
//!
//! Start at [`OpenWays`]; reach, coverage and flow are computed on it.

use model::{NetworkIndex, RegionId, Service};

use crate::referrals::{ActorOrder, Circumstances, Referral, is_entry_point};

/// What is open to people of one Kommune, or of the Kreis, under some circumstances.
pub(crate) struct OpenWays<'a> {
    /// By rank: the active services that take these people here, in the order of their ids;
    /// nothing where the actor is not there for the Kommune.
    pub(crate) offers: Vec<Vec<&'a Service>>,
    /// Referrals that can be walked, to actors who are there for the Kommune, by id.
    pub(crate) handovers: Vec<Referral<'a>>,
}

impl<'a> OpenWays<'a> {
    /// Without a region every actor counts as there, wherever it works: what is then open is an
    /// upper bound of what is open in any one Kommune.
    pub(crate) fn new(
        index: &NetworkIndex<'a>,
        order: &ActorOrder<'a>,
        referrals: &[Referral<'a>],
        circumstances: Circumstances<'_>,
        region: Option<&RegionId>,
    ) -> Self {
        let covers = match region {
            Some(region) => order.coverage(index, region),
            None => vec![true; order.len()],
        };
        let offers = |(rank, &covers): (usize, &bool)| {
            let mut services = if covers { order.services(index, rank) } else { Vec::new() };
            services.retain(|service| circumstances.check_service(service).is_ok());
            services
        };
        let is_open = |referral: &&Referral<'a>| {
            covers[referral.to] && circumstances.check_referral(referral).is_ok()
        };
        Self {
            offers: covers.iter().enumerate().map(offers).collect(),
            handovers: referrals.iter().filter(is_open).copied().collect(),
        }
    }

    /// The services of an actor to which people may come first.
    pub(crate) fn entries(&self, rank: usize) -> impl Iterator<Item = &'a Service> + '_ {
        self.offers[rank].iter().copied().filter(|service| is_entry_point(service))
    }

    /// Whether anybody gets to each actor at all.
    ///
    /// # Complexity O(n + m).
    pub(crate) fn reached(&self) -> Vec<bool> {
        let mut onward = vec![Vec::new(); self.offers.len()];
        for handover in &self.handovers {
            onward[handover.from].push(handover.to);
        }
        let mut reached = vec![false; self.offers.len()];
        let mut open: Vec<usize> =
            (0..self.offers.len()).filter(|&rank| self.entries(rank).next().is_some()).collect();
        for &rank in &open {
            reached[rank] = true;
        }
        while let Some(rank) = open.pop() {
            for &next in &onward[rank] {
                if !reached[next] {
                    reached[next] = true;
                    open.push(next);
                }
            }
        }
        reached
    }
}
