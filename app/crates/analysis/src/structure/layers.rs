//! Density, reciprocity, centralisation and cores of each layer.

use std::collections::BTreeSet;

use model::{ActorId, Layer, NetworkIndex};
use serde::{Deserialize, Serialize};

use super::{count, distinct, graph, is_tie, node, share, ties, wide};
use crate::graph::{Degree, Digraph, core_numbers};
use crate::referrals::ActorOrder;

/// How much the ties gather at one actor, in thousandths of a star (Freeman 1979).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Centralisation {
    /// By how many send to an actor.
    pub incoming_permille: u32,
    /// By to how many it sends.
    pub outgoing_permille: u32,
    /// By with how many it is tied, directions forgotten.
    pub all_permille: u32,
}

/// How deep in the dense middle an actor lies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CoreMember {
    pub actor: ActorId,
    /// It lies in a part in which everybody is tied with at least so many others of that part.
    pub core: u32,
}

/// The measures of one layer. The boundary is the network: all its actors count, tied or not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LayerMeasures {
    pub layer: Layer,
    pub n_actors: u32,
    /// Actors with at least one tie in the layer.
    pub n_tied: u32,
    /// Rows in the table that work today and tie two actors.
    pub n_relations: u32,
    /// Ordered pairs of actors that are tied; a tie without direction counts in both.
    pub n_ties: u32,
    /// Ties per ordered pair of actors, in millionths; `None` below two actors.
    pub density_millionths: Option<u32>,
    /// Cooperation only: of the ties with a direction, the share that is answered by one back.
    /// Referrals need no answer, so it says nothing there.
    pub reciprocity_permille: Option<u32>,
    /// `None` below three actors.
    pub centralisation: Option<Centralisation>,
    /// Actors with a tie, deepest first, then by id.
    pub cores: Vec<CoreMember>,
    /// The deepest core, and who lies in it; 0 and nobody without ties.
    pub main_core: u32,
    pub n_in_main_core: u32,
    pub uses_example_data: bool,
}

/// Computes the measures of every layer.
///
/// Method: degree centralisation (Freeman 1979), cores (Seidman 1983).
///
/// # Order      the layers as in [`Layer::ALL`].
/// # Complexity O(n + m log m) for n actors and m relations.
pub fn layer_measures(index: &NetworkIndex<'_>) -> Vec<LayerMeasures> {
    let order = ActorOrder::new(index);
    Layer::ALL.iter().map(|&layer| measures(index, &order, layer)).collect()
}

fn measures(index: &NetworkIndex<'_>, order: &ActorOrder<'_>, layer: Layer) -> LayerMeasures {
    let all = ties(index, order, &[layer], |_| true);
    let graph = graph(order.len(), &all);
    let n_ties = graph.arcs().len();
    let rows = || {
        index.network.relations.iter().filter(|relation| {
            let is_known = |id| order.rank(id).is_some();
            relation.kind.layer() == layer
                && is_tie(relation)
                && relation.from != relation.to
                && is_known(&relation.from)
                && is_known(&relation.to)
        })
    };
    let cores = cores(order, &graph);
    let main_core = cores.first().map_or(0, |member| member.core);
    let n = wide(order.len());
    LayerMeasures {
        layer,
        n_actors: count(order.len()),
        n_tied: count(cores.len()),
        n_relations: count(rows().count()),
        n_ties: count(n_ties),
        density_millionths: share(wide(n_ties), n.saturating_mul(n.saturating_sub(1)), 1_000_000),
        reciprocity_permille: (layer == Layer::Cooperation)
            .then(|| reciprocity(index, order))
            .flatten(),
        centralisation: centralisation(&graph),
        n_in_main_core: count(cores.iter().filter(|member| member.core == main_core).count()),
        main_core,
        cores,
        uses_example_data: rows().any(|relation| relation.envelope.is_example()),
    }
}

/// Of the cooperation ties with a direction the share with one back, of whatever kind.
fn reciprocity(index: &NetworkIndex<'_>, order: &ActorOrder<'_>) -> Option<u32> {
    let layers = [Layer::Cooperation];
    let directed = distinct(&ties(index, order, &layers, |relation| relation.kind.is_directed()));
    let answered = directed.iter().filter(|&&(from, to)| directed.contains(&(to, from)));
    share(wide(answered.count()), wide(directed.len()), 1000)
}

fn cores(order: &ActorOrder<'_>, graph: &Digraph) -> Vec<CoreMember> {
    let numbers = core_numbers(graph, Degree::All);
    let mut members: Vec<CoreMember> = numbers
        .into_iter()
        .enumerate()
        .filter(|&(_, core)| core > 0)
        .map(|(rank, core)| CoreMember { actor: order.id(rank).clone(), core })
        .collect();
    members.sort_by(|a, b| (b.core, &a.actor).cmp(&(a.core, &b.actor)));
    members
}

fn centralisation(graph: &Digraph) -> Option<Centralisation> {
    let n = wide(graph.n_nodes());
    if n < 3 {
        return None;
    }
    let of = |degree: &dyn Fn(u32) -> usize, of_star: u64| {
        let degrees: Vec<u64> = graph.nodes().map(|node| wide(degree(node))).collect();
        let most = degrees.iter().copied().max().unwrap_or(0);
        let gaps: u64 = degrees.iter().map(|degree| most - degree).sum();
        share(gaps, of_star, 1000).unwrap_or(0)
    };
    let all = neighbours(graph);
    Some(Centralisation {
        incoming_permille: of(&|node| graph.incoming(node).len(), (n - 1) * (n - 1)),
        outgoing_permille: of(&|node| graph.outgoing(node).len(), (n - 1) * (n - 1)),
        all_permille: of(&|node| all[node as usize], (n - 1) * (n - 2)),
    })
}

/// With how many each node is tied, directions forgotten.
fn neighbours(graph: &Digraph) -> Vec<usize> {
    let of = |rank: usize| {
        let steps = graph.outgoing(node(rank)).iter().chain(graph.incoming(node(rank)));
        steps.map(|step| step.node).collect::<BTreeSet<u32>>().len()
    };
    (0..graph.n_nodes()).map(of).collect()
}
