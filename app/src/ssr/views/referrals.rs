//! What one can ask about routes, and the answer.

use analysis::{
    Exclusion, ExclusionReason, ExclusionSubject, Route, RouteError, RouteGoal, RouteQuery,
    RouteStart, Wait, find_routes,
};
use model::{ActorGroup, CodeListKind, Lang};

use super::evidence::by_id;
use super::labels::Labels;
use crate::api::{
    ApiError, Choice, Evidence, NearMiss, ParameterName, RouteAnswer, RouteChoices, RouteQuestion,
    RouteView, StepView,
};
use crate::ssr::call::{invalid, not_found};
use crate::ssr::state::LoadedNetwork;
use crate::state::Goal;

/// The fastest and three alternatives.
const N_ROUTES: usize = 4;

pub(crate) fn route_choices(loaded: &LoadedNetwork, lang: Lang) -> RouteChoices {
    let network = loaded.network();
    let mut municipalities: Vec<Choice> = network
        .municipalities()
        .map(|region| choice(region.id.as_str(), &region.name, None))
        .collect();
    municipalities.sort_by(|a, b| a.label.cmp(&b.label));
    let codes = |list: CodeListKind| -> Vec<Choice> {
        loaded.codes.list(list).map(|entry| choice(&entry.code, entry.label(lang), None)).collect()
    };
    let mut actors = Vec::new();
    for group in ActorGroup::ALL {
        let mut of_group: Vec<Choice> = network
            .actors
            .iter()
            .filter(|actor| actor.kind.group() == *group)
            .map(|actor| choice(actor.id.as_str(), &actor.name, Some(group.label(lang))))
            .collect();
        of_group.sort_by(|a, b| a.label.cmp(&b.label));
        actors.extend(of_group);
    }
    RouteChoices {
        municipalities,
        statuses: codes(CodeListKind::ResidenceStatus),
        fields: codes(CodeListKind::FieldOfAction),
        actors,
    }
}

pub(super) fn choice(value: &str, label: &str, group: Option<&str>) -> Choice {
    Choice { value: value.to_owned(), label: label.to_owned(), group: group.map(str::to_owned) }
}

pub(crate) fn route_answer(
    loaded: &LoadedNetwork,
    question: &RouteQuestion,
    lang: Lang,
) -> Result<RouteAnswer, ApiError> {
    let labels = Labels::new(loaded, lang);
    let (query, goal) = read(loaded, &labels, question)?;
    let set = find_routes(&labels.index, &query).map_err(|error| match error {
        RouteError::UnknownRegion(id) => not_found(ParameterName::Municipality, id),
        RouteError::UnknownActor(id) => not_found(ParameterName::Actor, id),
    })?;
    let misses = set.excluded.iter().filter_map(|miss| near_miss(&labels, miss));
    Ok(RouteAnswer {
        municipality: labels.region(&query.region),
        goal,
        routes: set.routes.iter().map(|route| route_view(&labels, route)).collect(),
        near_misses: misses.collect(),
        why_none: set.why_none,
    })
}

/// The question in the terms of the analysis, and the name of its goal.
fn read(
    loaded: &LoadedNetwork,
    labels: &Labels<'_>,
    question: &RouteQuestion,
) -> Result<(RouteQuery, String), ApiError> {
    let municipality = &question.municipality;
    let region = municipality
        .parse()
        .map_err(|_invalid| not_found(ParameterName::Municipality, municipality))?;
    if !loaded.network().municipalities().any(|row| row.id == region) {
        return Err(not_found(ParameterName::Municipality, municipality));
    }
    let goal =
        Goal::read(&question.goal).ok_or_else(|| invalid(ParameterName::Goal, &question.goal))?;
    let (goal, name) = match goal {
        Goal::Field(code) => {
            if !loaded.codes.contains(CodeListKind::FieldOfAction, code.as_str()) {
                return Err(not_found(ParameterName::Goal, code));
            }
            let name = labels.code(CodeListKind::FieldOfAction, code.as_str());
            (RouteGoal::Field(code), name)
        }
        Goal::Actor(id) => {
            let name = labels.actor(&id).name;
            (RouteGoal::Actor(id), name)
        }
    };
    let mut query = RouteQuery::new(region, goal);
    query.k = N_ROUTES;
    if !question.start.is_empty() {
        query.start = RouteStart::Actor(loaded.actor_id(&question.start)?);
    }
    if !question.status.is_empty() {
        let known = loaded.codes.contains(CodeListKind::ResidenceStatus, &question.status);
        let status = question.status.parse().ok().filter(|_| known);
        query.status =
            Some(status.ok_or_else(|| not_found(ParameterName::Status, &question.status))?);
    }
    Ok((query, name))
}

fn wait(labels: &Labels<'_>, wait: Option<&Wait>) -> Option<Evidence> {
    by_id(labels, &wait?.observation)
}

fn route_view(labels: &Labels<'_>, route: &Route) -> RouteView {
    let first = match (&route.entry, route.legs.first()) {
        (Some(entry), _) => Some(StepView {
            actor: labels.actor(&entry.actor),
            service: labels.service(&entry.service),
            relation: None,
            wait: wait(labels, entry.wait.as_ref()),
            processing: None,
            regime_change: None,
            agreement: None,
            required_documents: Vec::new(),
        }),
        (None, Some(leg)) => Some(StepView {
            actor: labels.actor(&leg.from),
            service: None,
            relation: None,
            wait: None,
            processing: None,
            regime_change: None,
            agreement: None,
            required_documents: Vec::new(),
        }),
        (None, None) => None,
    };
    let legs = route.legs.iter().map(|leg| step(labels, leg));
    RouteView {
        steps: first.into_iter().chain(legs).collect(),
        total_known: route.total_known,
        n_unknown: route.unknown_legs,
        n_handovers: route.handovers,
        n_regime_changes: route.regime_changes,
        uses_example_data: route.uses_example_data,
    }
}

fn step(labels: &Labels<'_>, leg: &analysis::Leg) -> StepView {
    let relation = labels.index.relation(&leg.relation);
    let regime = |code: &Option<model::RegimeCode>| {
        code.as_ref().map(|code| labels.code(CodeListKind::LegalRegime, code.as_str()))
    };
    let changes = leg.regime_from != leg.regime_to;
    StepView {
        actor: labels.actor(&leg.to),
        service: leg.service.as_ref().and_then(|service| labels.service(service)),
        relation: Some(leg.relation.clone()),
        wait: wait(labels, leg.wait.as_ref()),
        processing: wait(labels, leg.processing.as_ref()),
        regime_change: regime(&leg.regime_from).zip(regime(&leg.regime_to)).filter(|_| changes),
        agreement: relation.and_then(|row| row.handover.agreement.clone()),
        required_documents: relation
            .map(|row| row.handover.required_documents.clone())
            .unwrap_or_default(),
    }
}

fn near_miss(labels: &Labels<'_>, miss: &Exclusion) -> Option<NearMiss> {
    let service = match &miss.subject {
        ExclusionSubject::Relation(id) => labels.index.relation(id)?.service.clone(),
        ExclusionSubject::Service(id) => Some(id.clone()),
    };
    Some(NearMiss {
        actor: labels.actor(&miss.actor),
        service: service.as_ref().and_then(|id| labels.service(id)),
        reason: miss.reason.clone(),
        accepted: accepted(labels, &miss.reason),
    })
}

/// For whom or in which languages there is a way here, when that is the reason.
fn accepted(labels: &Labels<'_>, reason: &ExclusionReason) -> Vec<String> {
    match reason {
        ExclusionReason::StatusNotAccepted { accepted } => {
            let codes = accepted.iter().map(model::ResidenceStatusCode::as_str);
            labels.codes(CodeListKind::ResidenceStatus, codes)
        }
        ExclusionReason::TargetGroupNotAccepted { accepted } => {
            let codes = accepted.iter().map(model::TargetGroupCode::as_str);
            labels.codes(CodeListKind::TargetGroup, codes)
        }
        ExclusionReason::LanguageNotOffered { offered } => {
            offered.iter().map(ToString::to_string).collect()
        }
        ExclusionReason::NotCovering { .. }
        | ExclusionReason::ServiceNotActive
        | ExclusionReason::RelationNotPassable(_)
        | ExclusionReason::NotConfirmed(_)
        | ExclusionReason::Avoided
        | ExclusionReason::TooManyHandovers { .. } => Vec::new(),
    }
}
