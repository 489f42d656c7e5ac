//! Strukturelle Löcher: how much an actor's contacts are tied among themselves.

use model::{ActorId, Layer, NetworkIndex};
use serde::{Deserialize, Serialize};

use super::{graph, thousandths, ties};
use crate::graph::{Undirected, constraint};
use crate::referrals::ActorOrder;

/// How tied up an actor is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActorConstraint {
    pub actor: ActorId,
    /// Burt's constraint; about 1000 or more: all contacts are one group or one actor. Low: it
    /// connects groups that know nothing of each other.
    pub permille: u32,
    /// With how many it is tied.
    pub n_contacts: u32,
}

/// Computes Burt's constraint on referrals and cooperation together; a pair counts by the number
/// of its relations.
///
/// Method: Burt (1992).
///
/// # Order      least constrained first, then by id; without those who have no tie.
/// # Complexity O(Σ degree²).
pub fn constraints(index: &NetworkIndex<'_>) -> Vec<ActorConstraint> {
    let order = ActorOrder::new(index);
    let ties = ties(index, &order, &[Layer::Flow, Layer::Cooperation], |_| true);
    let undirected = Undirected::new(&graph(order.len(), &ties));
    let values = constraint(&undirected).into_iter();
    let mut found: Vec<ActorConstraint> = undirected
        .nodes()
        .zip(values)
        .filter_map(|(node, value)| {
            Some(ActorConstraint {
                actor: order.id(node as usize).clone(),
                permille: u32::try_from(thousandths(value?)).unwrap_or(0),
                n_contacts: super::count(undirected.neighbours(node).len()),
            })
        })
        .collect();
    found.sort_by(|a, b| (a.permille, &a.actor).cmp(&(b.permille, &b.actor)));
    found
}
