//! Sackgassen: actors to whom people are sent, and where nothing follows.

use std::collections::BTreeMap;

use model::{ActorId, NetworkIndex, ObservationId, RelationId, Service, ServiceStatus};
use serde::{Deserialize, Serialize};

use super::passable;
use crate::ReferralVolume;
use crate::evidence::Grounds;
use crate::referrals::{ActorOrder, Referral, shares_any};
use crate::volumes::sent;

/// Why nothing follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeadEndCause {
    /// The actor has no active service.
    NoActiveService,
    /// It has some, but none takes those who are sent: another status, another target group, or
    /// the service that is named rests.
    AcceptsNobodySent,
}

/// An actor to whom referrals lead, who can neither help nor send on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeadEnd {
    pub actor: ActorId,
    pub cause: DeadEndCause,
    /// What is sent there.
    pub arriving: ReferralVolume,
    /// The referrals that lead there, by id.
    pub relations: Vec<RelationId>,
    pub evidence: Vec<ObservationId>,
    pub uses_example_data: bool,
}

/// Finds actors to whom a passable referral leads, from whom none leads on, and who have no
/// active service for anybody who is sent there.
///
/// # Order      most volume first, then by actor.
/// # Complexity O(m log m) for m relations.
pub fn dead_ends(index: &NetworkIndex<'_>) -> Vec<DeadEnd> {
    let order = ActorOrder::new(index);
    let passable = passable(index, &order);
    let mut incoming: BTreeMap<usize, Vec<Referral<'_>>> = BTreeMap::new();
    for referral in &passable {
        incoming.entry(referral.to).or_default().push(*referral);
    }
    for referral in &passable {
        incoming.remove(&referral.from);
    }
    let mut found: Vec<DeadEnd> = incoming
        .into_iter()
        .filter_map(|(rank, incoming)| {
            let mut services = order.services(index, rank);
            services.retain(|service| service.status == ServiceStatus::Active);
            let is_served = incoming.iter().any(|referral| is_served(referral, &services));
            (!is_served).then(|| dead_end(index, order.id(rank), &services, &incoming))
        })
        .collect();
    found.sort_by(|a, b| (b.arriving.per_month, &a.actor).cmp(&(a.arriving.per_month, &b.actor)));
    found
}

/// Whether somebody who is sent along this referral finds a service.
fn is_served(referral: &Referral<'_>, active: &[&Service]) -> bool {
    let relation = referral.relation;
    let takes = |service: &&Service| {
        shares_any(&relation.residence_statuses, &service.residence_statuses)
            && shares_any(&relation.target_groups, &service.target_groups)
    };
    let is_meant = |service: &&Service| referral.service.is_none_or(|named| named.id == service.id);
    active.iter().copied().filter(is_meant).any(|service| takes(&service))
}

fn dead_end(
    index: &NetworkIndex<'_>,
    actor: &ActorId,
    active: &[&Service],
    incoming: &[Referral<'_>],
) -> DeadEnd {
    let mut grounds = Grounds::default();
    let mut arriving = ReferralVolume::default();
    for referral in incoming {
        let sent = sent(index, referral.relation);
        arriving.add(sent);
        grounds.add_row(&referral.relation.envelope);
        if let Some(sent) = sent {
            grounds.add_observation(sent);
        }
    }
    DeadEnd {
        actor: actor.clone(),
        cause: if active.is_empty() {
            DeadEndCause::NoActiveService
        } else {
            DeadEndCause::AcceptsNobodySent
        },
        arriving,
        relations: incoming.iter().map(|referral| referral.relation.id.clone()).collect(),
        uses_example_data: grounds.uses_example_data(),
        evidence: grounds.evidence(),
    }
}
