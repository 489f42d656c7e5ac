//! A route with names and evidence.

use analysis::{Leg, LoadReport, Route, StepCapacity, Wait, route_capacity};
use model::{ActorId, Cases, CodeListKind, RegimeCode, Relation, Service, ServiceId};

use crate::api::{Evidence, RoomView, RouteView, StepView};
use crate::ssr::views::evidence::by_id;
use crate::ssr::views::labels::Labels;

pub(super) fn view(labels: &Labels<'_>, loads: &LoadReport, route: &Route) -> RouteView {
    let room = route_capacity(&labels.index, loads, route);
    let first = match (&route.entry, route.legs.first()) {
        (Some(entry), _) => Some(StepView {
            wait: wait(labels, entry.wait.as_ref()),
            is_language_stated: entry.is_language_stated,
            ..station(labels, &entry.actor, Some(&entry.service))
        }),
        (None, Some(leg)) => Some(station(labels, &leg.from, None)),
        (None, None) => None,
    };
    let mut steps: Vec<StepView> = first.into_iter().collect();
    for leg in &route.legs {
        // People come from where the relation says, whatever the service before names.
        if let (Some(from), Some(step)) = (&leg.regime_from, steps.last_mut()) {
            step.regimes = vec![regime(labels, from)];
        }
        steps.push(arrival(labels, leg));
    }
    // A start that the question names is no step of which the room is asked.
    let n_starts = steps.len().saturating_sub(room.steps.len());
    for (step, known) in steps.iter_mut().skip(n_starts).zip(&room.steps) {
        step.room = room_view(labels, known, room.capacity_per_month);
    }
    RouteView {
        steps,
        total_known: route.total_known,
        n_unknown: route.unknown_legs,
        success_permille: route.success_permille,
        n_unknown_success: route.unknown_success,
        n_handovers: route.handovers,
        n_regime_changes: route.regime_changes,
        capacity_per_month: room.capacity_per_month,
        free_per_month: room.free_per_month,
        n_unknown_capacities: room.unknown_capacities,
        uses_example_data: route.uses_example_data || room.uses_example_data,
    }
}

/// A stay at an actor, without anything about how one gets there.
fn station(labels: &Labels<'_>, id: &ActorId, service: Option<&ServiceId>) -> StepView {
    let actor = labels.index.actor(id);
    let row = service.and_then(|id| labels.index.service(id));
    let named = labels.actor(id);
    let regimes = row.map(|row| row.regimes.as_slice()).unwrap_or_default();
    StepView {
        short_name: actor.map_or_else(|| named.name.clone(), |row| row.display_name().to_owned()),
        actor: named,
        contact: actor.and_then(|row| row.contact.clone()),
        service: row.map(|row| row.name.clone()),
        relation: None,
        wait: None,
        processing: None,
        shares: Vec::new(),
        room: None,
        regimes: regimes.iter().map(|code| regime(labels, code)).collect(),
        regime_change: None,
        is_language_stated: None,
        mode: None,
        consent_needed: None,
        agreement: None,
        required_documents: documents(None, row),
    }
}

fn arrival(labels: &Labels<'_>, leg: &Leg) -> StepView {
    let relation = labels.index.relation(&leg.relation);
    let handover = relation.map(|row| row.handover.clone()).unwrap_or_default();
    let station = station(labels, &leg.to, leg.service.as_ref());
    let change = leg.regime_from.as_ref().zip(leg.regime_to.as_ref());
    let service = leg.service.as_ref().and_then(|id| labels.index.service(id));
    StepView {
        relation: Some(leg.relation.clone()),
        wait: wait(labels, leg.wait.as_ref()),
        processing: wait(labels, leg.processing.as_ref()),
        shares: shares(labels, leg),
        regimes: match &leg.regime_to {
            Some(to) => vec![regime(labels, to)],
            None => station.regimes.clone(),
        },
        regime_change: change
            .filter(|(from, to)| from != to)
            .map(|(from, to)| (regime(labels, from), regime(labels, to))),
        is_language_stated: leg.is_language_stated,
        mode: handover.mode,
        consent_needed: handover.consent_needed,
        agreement: handover.agreement,
        required_documents: documents(relation, service),
        ..station
    }
}

fn shares(labels: &Labels<'_>, leg: &Leg) -> Vec<Evidence> {
    let success = &leg.success;
    let shares = [&success.acceptance, &success.start, &success.wrong_office];
    shares.into_iter().flatten().filter_map(|share| by_id(labels, &share.observation)).collect()
}

fn room_view(
    labels: &Labels<'_>,
    step: &StepCapacity,
    narrowest: Option<Cases>,
) -> Option<RoomView> {
    let capacity_per_month = step.capacity_per_month?;
    Some(RoomView {
        capacity_per_month,
        free_per_month: step.free_per_month,
        is_narrowest: Some(capacity_per_month) == narrowest,
        evidence: step.evidence.iter().filter_map(|id| by_id(labels, id)).collect(),
    })
}

/// What the hand-over and what the service asks for, each once.
fn documents(relation: Option<&Relation>, service: Option<&Service>) -> Vec<String> {
    let of_relation = relation.into_iter().flat_map(|row| &row.handover.required_documents);
    let of_service = service.into_iter().flat_map(|row| &row.required_documents);
    let mut documents: Vec<String> = Vec::new();
    for document in of_relation.chain(of_service) {
        if !documents.contains(document) {
            documents.push(document.clone());
        }
    }
    documents
}

fn wait(labels: &Labels<'_>, wait: Option<&Wait>) -> Option<Evidence> {
    by_id(labels, &wait?.observation)
}

fn regime(labels: &Labels<'_>, code: &RegimeCode) -> String {
    labels.code(CodeListKind::LegalRegime, code.as_str())
}
