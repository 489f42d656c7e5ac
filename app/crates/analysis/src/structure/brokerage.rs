//! Vermittlerrollen: who stands between others that are not tied directly, and between which groups.

use std::collections::BTreeMap;

use model::{ActorId, Layer, NetworkIndex, RegimeCode, Service, ServiceStatus};
use serde::{Deserialize, Serialize};

use super::{count, graph, ties};
use crate::graph::Digraph;
use crate::referrals::ActorOrder;

/// The search gives up after looking at this many pairs of sender and receiver.
pub const MAX_BROKERAGE_STEPS: u32 = 50_000_000;

/// Which actors belong together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Grouping {
    /// By sector.
    Sector,
    /// As given; who is not named belongs to no group.
    Given(BTreeMap<ActorId, String>),
}

/// How often an actor stands between a sender and a receiver, by the groups of the three.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Brokerage {
    pub actor: ActorId,
    /// All three in one group.
    pub coordinator: u32,
    /// Sender and receiver in one group, the actor outside.
    pub itinerant: u32,
    /// Lets in: the sender outside, actor and receiver in one group.
    pub gatekeeper: u32,
    /// Leads out: sender and actor in one group, the receiver outside.
    pub representative: u32,
    /// Three different groups.
    pub liaison: u32,
}

impl Brokerage {
    pub fn total(&self) -> u32 {
        [self.coordinator, self.itinerant, self.gatekeeper, self.representative, self.liaison]
            .into_iter()
            .fold(0, u32::saturating_add)
    }
}

/// The roles of all actors.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BrokerageReport {
    /// Most first, then by id; without those who broker nothing.
    pub actors: Vec<Brokerage>,
    /// Actors without a group: they neither broker nor are brokered between.
    pub n_ungrouped: u32,
    /// Set when the search gave up; the last actors are then missing.
    pub aborted_after_steps: Option<u32>,
}

/// Counts for each actor the pairs of others between whom it refers: one refers to it, it refers
/// to the other, and no referral leads directly from the one to the other.
///
/// Method: Gould and Fernandez (1989).
///
/// # Order      most first, then by id.
/// # Complexity O(Σ in · out · log m), at most [`MAX_BROKERAGE_STEPS`] pairs.
pub fn brokerage(index: &NetworkIndex<'_>, grouping: &Grouping) -> BrokerageReport {
    let order = ActorOrder::new(index);
    let graph = graph(order.len(), &ties(index, &order, &[Layer::Flow], |_| true));
    let groups: Vec<Option<&str>> =
        (0..order.len()).map(|rank| group(index, grouping, order.id(rank))).collect();
    let mut report = BrokerageReport {
        n_ungrouped: count(groups.iter().filter(|group| group.is_none()).count()),
        ..BrokerageReport::default()
    };
    let mut steps_left = MAX_BROKERAGE_STEPS;
    for node in graph.nodes() {
        let roles = roles(&graph, &groups, node, &mut steps_left);
        let Some(roles) = roles else {
            report.aborted_after_steps = Some(MAX_BROKERAGE_STEPS);
            break;
        };
        report.actors.extend(roles.named(order.id(node as usize)));
    }
    report.actors.sort_by(|a, b| (b.total(), &a.actor).cmp(&(a.total(), &b.actor)));
    report
}

fn group<'g>(index: &NetworkIndex<'_>, grouping: &'g Grouping, actor: &ActorId) -> Option<&'g str> {
    match grouping {
        Grouping::Sector => index.actor(actor).map(|actor| actor.sector.code()),
        Grouping::Given(groups) => groups.get(actor).map(String::as_str),
    }
}

/// By role, in the order of the fields of [`Brokerage`].
struct Roles([u32; 5]);

impl Roles {
    fn named(self, actor: &ActorId) -> Option<Brokerage> {
        let [coordinator, itinerant, gatekeeper, representative, liaison] = self.0;
        let roles = Brokerage {
            actor: actor.clone(),
            coordinator,
            itinerant,
            gatekeeper,
            representative,
            liaison,
        };
        (roles.total() > 0).then_some(roles)
    }
}

/// What one node brokers; `None` when the steps are used up.
fn roles(
    graph: &Digraph,
    groups: &[Option<&str>],
    broker: u32,
    steps_left: &mut u32,
) -> Option<Roles> {
    let mut roles = Roles([0; 5]);
    let Some(of_broker) = groups[broker as usize] else { return Some(roles) };
    for sender in graph.incoming(broker) {
        let Some(of_sender) = groups[sender.node as usize] else { continue };
        let direct = graph.outgoing(sender.node);
        for receiver in graph.outgoing(broker) {
            *steps_left = steps_left.checked_sub(1)?;
            let Some(of_receiver) = groups[receiver.node as usize] else { continue };
            // The arcs are sorted by tail, then head.
            let is_direct = direct.binary_search_by_key(&receiver.node, |step| step.node).is_ok();
            if receiver.node != sender.node && !is_direct {
                let role = role(of_sender, of_broker, of_receiver);
                roles.0[role] = roles.0[role].saturating_add(1);
            }
        }
    }
    Some(roles)
}

fn role(sender: &str, broker: &str, receiver: &str) -> usize {
    match (sender == broker, broker == receiver, sender == receiver) {
        (true, true, _) => 0,
        (false, false, true) => 1,
        (false, true, _) => 2,
        (true, false, _) => 3,
        (false, false, false) => 4,
    }
}

/// The Rechtskreis most of an actor's active services belong to (of equals the first by code),
/// for [`Grouping::Given`]; without actors whose services name none.
///
/// # Complexity O(s log s) for s services.
pub fn main_regimes(index: &NetworkIndex<'_>) -> BTreeMap<ActorId, String> {
    let mut counts: BTreeMap<&ActorId, BTreeMap<&RegimeCode, u32>> = BTreeMap::new();
    let is_active = |service: &&Service| service.status == ServiceStatus::Active;
    for service in index.network.services.iter().filter(is_active) {
        for regime in &service.regimes {
            *counts.entry(&service.actor).or_default().entry(regime).or_default() += 1;
        }
    }
    let main = |regimes: BTreeMap<&RegimeCode, u32>| {
        // Of equals `max_by_key` takes the last.
        let most = regimes.into_iter().rev().max_by_key(|&(_, count)| count);
        most.map(|(regime, _)| regime.to_string())
    };
    let named = counts.into_iter().filter_map(|(actor, regimes)| Some((actor, main(regimes)?)));
    named.map(|(actor, regime)| (actor.clone(), regime)).collect()
}
