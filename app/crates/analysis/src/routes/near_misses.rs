//! What was in the way: near misses, and why there is no route at all.

use std::collections::VecDeque;

use model::{RelationId, Service};

use super::answer::at_most_u8;
use super::graph::RouteGraph;
use super::rows::Rows;
use super::steps::{Arc, ArcKind, Step};
use super::{
    Exclusion, ExclusionSubject, MAX_EXCLUSIONS, NoRoute, RouteCriterion, RouteGoal, RouteStart,
    search,
};
use crate::ExclusionReason;
use crate::referrals::{Referral, is_entry_point};

/// Hand-overs whose sender can be reached and entries, both impossible for a stated reason, and
/// goals that are too many hand-overs away.
///
/// # Order those that would have led to the goal first, then by subject; [`MAX_EXCLUSIONS`].
pub(super) fn exclusions(graph: &RouteGraph<'_, '_>) -> Vec<Exclusion> {
    let onward = onward(graph);
    let hops = hops(&onward, graph.source(), None);
    let mut found: Vec<(bool, Exclusion)> = graph
        .referrals
        .iter()
        .filter(|referral| hops[referral.from].is_some())
        .filter_map(|referral| excluded_handover(graph, referral))
        .collect();
    if graph.query.start == RouteStart::Anywhere {
        found.extend((0..graph.order.len()).flat_map(|rank| excluded_entries(graph, rank)));
    }
    found.extend(too_far(graph, &onward).into_iter().map(|exclusion| (true, exclusion)));
    found.sort_by(|a, b| (!a.0, &a.1.subject).cmp(&(!b.0, &b.1.subject)));
    found.into_iter().take(MAX_EXCLUSIONS).map(|(_, exclusion)| exclusion).collect()
}

/// With whether it would have led to the goal.
fn excluded_handover(
    graph: &RouteGraph<'_, '_>,
    referral: &Referral<'_>,
) -> Option<(bool, Exclusion)> {
    let reason = graph.check_handover(referral).err()?;
    let leads_to_goal = match &graph.query.goal {
        RouteGoal::Actor(actor) => *actor == referral.relation.to,
        RouteGoal::Field(field) => match referral.service {
            Some(service) => service.fields.contains(field),
            None => !graph.offers(referral.to, field).is_empty(),
        },
    };
    let subject = ExclusionSubject::Relation(referral.relation.id.clone());
    let actor = referral.relation.to.clone();
    Some((leads_to_goal, Exclusion { subject, actor, reason }))
}

fn excluded_entries(graph: &RouteGraph<'_, '_>, rank: usize) -> Vec<(bool, Exclusion)> {
    let leads_to_goal = |service: &Service| match &graph.query.goal {
        RouteGoal::Actor(actor) => *actor == service.actor,
        RouteGoal::Field(field) => service.fields.contains(field),
    };
    let services = graph.order.services(graph.index, rank).into_iter();
    services
        .filter(|service| is_entry_point(service))
        .filter_map(|service| {
            let reason = graph.check_entry(rank, service).err()?;
            let subject = ExclusionSubject::Service(service.id.clone());
            let actor = service.actor.clone();
            Some((leads_to_goal(service), Exclusion { subject, actor, reason }))
        })
        .collect()
}

/// Goals that can be reached, but with more hand-overs than the query allows: each once, with the
/// last relation of a shortest way.
fn too_far(graph: &RouteGraph<'_, '_>, onward: &Rows<usize>) -> Vec<Exclusion> {
    let Some(max_hops) = graph.query.max_hops() else { return Vec::new() };
    let mut last: Vec<&Arc> = graph.arcs.iter().filter(|arc| arc.kind == ArcKind::Final).collect();
    last.sort_by_key(|arc| (arc.head, arc.step));
    let shortest = |arcs: &[&Arc]| {
        let end = arcs.first()?.head;
        let hops = hops(onward, graph.source(), Some(end));
        let ways = arcs.iter().filter_map(|arc| Some((hops[arc.tail]? + 1, arc.step)));
        ways.min().filter(|&(n_hops, _)| n_hops > max_hops)
    };
    let ends = last.chunk_by(|a, b| a.head == b.head);
    ends.filter_map(shortest)
        .filter_map(|(n_hops, step)| match &graph.steps[step] {
            Step::Handover { relation, .. } => Some(Exclusion {
                subject: ExclusionSubject::Relation(RelationId::clone(&relation.id)),
                actor: relation.to.clone(),
                reason: ExclusionReason::TooManyHandovers { needed: at_most_u8(n_hops) },
            }),
            Step::Start | Step::Entry { .. } => None,
        })
        .collect()
}

/// The heads of inner arcs, by tail.
fn onward(graph: &RouteGraph<'_, '_>) -> Rows<usize> {
    let inner = graph.arcs.iter().filter(|arc| arc.kind == ArcKind::Inner);
    let mut heads: Vec<(usize, usize)> = inner.map(|arc| (arc.tail, arc.head)).collect();
    heads.sort_unstable();
    heads.dedup();
    Rows::from_sorted(graph.source() + 1, heads)
}

/// The fewest hand-overs to every node, perhaps without passing one of them (breadth-first).
fn hops(onward: &Rows<usize>, source: usize, without: Option<usize>) -> Vec<Option<usize>> {
    let mut hops = vec![None; onward.len()];
    let mut queue = VecDeque::from([source]);
    hops[source] = Some(0);
    while let Some(node) = queue.pop_front() {
        let next = hops[node].map(|n_hops| n_hops + usize::from(node != source));
        for &head in onward.row(node) {
            if hops[head].is_none() && Some(head) != without {
                hops[head] = next;
                queue.push_back(head);
            }
        }
    }
    hops
}

/// Why a search that found nothing found nothing.
pub(super) fn why_none(graph: &RouteGraph<'_, '_>) -> NoRoute {
    let is_offered = match &graph.query.goal {
        RouteGoal::Actor(_) => true,
        RouteGoal::Field(field) => (0..graph.order.len())
            .any(|rank| graph.covers[rank] && !graph.offers(rank, field).is_empty()),
    };
    let begins = |arc: &Arc| arc.tail == graph.source() && arc.kind == ArcKind::Inner;
    let arcs = graph.arcs_by(RouteCriterion::FewestHandovers);
    if !is_offered {
        NoRoute::NobodyOffers
    } else if !graph.arcs.iter().any(begins) {
        NoRoute::NoEntry
    } else if !search::best_paths(&arcs, 1, None).is_empty() {
        NoRoute::OnlyWithMoreHandovers
    } else {
        NoRoute::NotConnected
    }
}
