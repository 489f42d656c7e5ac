//! Struktur: how a network is built, layer by layer, and who holds which place in it.
//!
//! Each part answers on its own: [`layer_measures`] (density, reciprocity, centralisation,
//! cores), [`community_report`] (communities against Regionalteams), [`brokerage`],
//! [`constraints`] and [`flow_concentration`].
//!
//! Invariant: counted are ties that work today. A missing answer is no missing tie, and none of
//! these numbers says that somebody does good or bad work.

mod brokerage;
mod communities;
mod concentration;
mod holes;
mod layers;
mod teams;

use std::collections::BTreeSet;

use model::{Layer, NetworkIndex, Relation};

use crate::graph::{Arc, Digraph};
use crate::referrals::ActorOrder;

pub use brokerage::{
    Brokerage, BrokerageReport, Grouping, MAX_BROKERAGE_STEPS, brokerage, main_regimes,
};
pub use communities::{CommunityReport, TeamComparison, TeamPlacement, community_report};
pub use concentration::{ActorFlow, FlowConcentration, flow_concentration};
pub use holes::{ActorConstraint, constraints};
pub use layers::{Centralisation, CoreMember, LayerMeasures, layer_measures};
pub use teams::TeamBasis;

/// Whether a relation counts: it works today, or is an expected one, which works nowhere.
fn is_tie(relation: &Relation) -> bool {
    relation.kind.layer() == Layer::Expected || relation.status.is_passable()
}

/// The ties of some layers by the ranks of their ends, once for each relation; one without
/// direction is there twice. Loops and unknown actors are left out.
fn ties(
    index: &NetworkIndex<'_>,
    order: &ActorOrder<'_>,
    layers: &[Layer],
    is_meant: impl Fn(&Relation) -> bool,
) -> Vec<(usize, usize)> {
    let relations = index.network.relations.iter();
    let meant = relations.filter(|relation| {
        layers.contains(&relation.kind.layer()) && is_tie(relation) && is_meant(relation)
    });
    let mut ties = Vec::new();
    for relation in meant {
        let ends = (order.rank(&relation.from), order.rank(&relation.to));
        if let (Some(from), Some(to)) = ends
            && from != to
        {
            ties.push((from, to));
            if !relation.kind.is_directed() {
                ties.push((to, from));
            }
        }
    }
    ties.sort_unstable();
    ties
}

/// The ties as a graph; the weight counts the relations between the same ends.
fn graph(n_actors: usize, ties: &[(usize, usize)]) -> Digraph {
    let arcs = ties.chunk_by(|a, b| a == b).map(|equal| {
        let (tail, head) = equal[0];
        Arc { tail: node(tail), head: node(head), weight: wide(equal.len()) }
    });
    // Too large to be numbered is the only error; then there is nothing to compute on.
    Digraph::new(n_actors, arcs.collect()).unwrap_or_default()
}

/// Ties between the same ends joined.
fn distinct(ties: &[(usize, usize)]) -> BTreeSet<(usize, usize)> {
    ties.iter().copied().collect()
}

fn node(rank: usize) -> u32 {
    u32::try_from(rank).unwrap_or(u32::MAX)
}

fn wide(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}

fn count(len: usize) -> u32 {
    u32::try_from(len).unwrap_or(u32::MAX)
}

/// `part / whole` in the given fractions, rounded half up; `None` of nothing.
fn share(part: u64, whole: u64, fractions: u64) -> Option<u32> {
    let scaled = u128::from(part) * u128::from(fractions) * 2 + u128::from(whole);
    let share = scaled.checked_div(u128::from(whole) * 2)?;
    Some(u32::try_from(share).unwrap_or(u32::MAX))
}

/// A number in thousandths, rounded half away from zero.
#[expect(clippy::cast_possible_truncation, reason = "saturates, and NaN is zero")]
fn thousandths(value: f64) -> i64 {
    let half = if value < 0.0 { -0.5 } else { 0.5 };
    (value * 1000.0 + half) as i64
}
