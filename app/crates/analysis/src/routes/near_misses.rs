//! What was in the way: near misses, and why there is no route at all.

use super::graph::RouteGraph;
use super::{Exclusion, ExclusionSubject, MAX_EXCLUSIONS, NoRoute, RouteGoal, RouteStart, search};
use crate::referrals::{Referral, is_entry_point};
use model::Service;

/// Hand-overs whose sender can be reached and entries, both impossible for a stated reason.
///
/// # Order those that would have led to the goal first, then by subject; [`MAX_EXCLUSIONS`].
pub(super) fn exclusions(graph: &RouteGraph<'_, '_>) -> Vec<Exclusion> {
    let reachable = graph.arcs.reachable();
    let mut found: Vec<(bool, Exclusion)> = graph
        .referrals
        .iter()
        .filter(|referral| reachable[referral.from])
        .filter_map(|referral| excluded_handover(graph, referral))
        .collect();
    if graph.query.start == RouteStart::Anywhere {
        found.extend((0..graph.order.len()).flat_map(|rank| excluded_entries(graph, rank)));
    }
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

/// Why a search that found nothing found nothing.
pub(super) fn why_none(graph: &RouteGraph<'_, '_>) -> NoRoute {
    let is_offered = match &graph.query.goal {
        RouteGoal::Actor(_) => true,
        RouteGoal::Field(field) => (0..graph.order.len())
            .any(|rank| graph.covers[rank] && !graph.offers(rank, field).is_empty()),
    };
    if !is_offered {
        NoRoute::NobodyOffers
    } else if !graph.arcs.reachable()[..graph.order.len()].contains(&true) {
        NoRoute::NoEntry
    } else if !search::best_paths(&graph.arcs, 1, None).is_empty() {
        NoRoute::OnlyWithMoreHandovers
    } else {
        NoRoute::NotConnected
    }
}
