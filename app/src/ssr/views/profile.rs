//! One actor with everything around it.

use std::collections::BTreeSet;

use model::{
    Actor, ActorId, CodeListKind, Confidence, EntityRef, Envelope, Lang, Membership, Post,
    Relation, Service, SourceId, SourceKind,
};

use super::evidence::numbers;
use super::labels::Labels;
use crate::api::{
    ActorProfile, ApiError, AreaLine, CommitteeLine, ParameterName, PostLine, RelationLine,
    ServiceLine, SourceLine,
};
use crate::ssr::call::not_found;
use crate::ssr::state::LoadedNetwork;

pub(crate) fn profile(
    loaded: &LoadedNetwork,
    id: &ActorId,
    lang: Lang,
) -> Result<ActorProfile, ApiError> {
    let labels = Labels::new(loaded, lang);
    let index = &labels.index;
    let idx = index.actor_idx(id).ok_or_else(|| not_found(ParameterName::Actor, id))?;
    let network = loaded.network();
    let actor = &network.actors[idx];
    let posts: Vec<&Post> = network.posts.iter().filter(|post| works_at(post, id)).collect();
    let seats: Vec<&Membership> =
        network.memberships.iter().filter(|seat| seat.actor == *id).collect();
    Ok(ActorProfile {
        parent: actor.parent.as_ref().map(|parent| labels.actor(parent)),
        children: network
            .actors
            .iter()
            .filter(|child| child.parent.as_ref() == Some(id))
            .map(|child| labels.actor(&child.id))
            .collect(),
        place: actor.region.as_ref().map(|region| labels.region(region)),
        services: index.services_of(idx).map(|row| service(loaded, &labels, row)).collect(),
        outgoing: relations(&labels, index.outgoing(idx), |row| &row.to),
        incoming: relations(&labels, index.incoming(idx), |row| &row.from),
        posts: posts.iter().map(|row| post(&labels, row, id)).collect(),
        committees: seats.iter().filter_map(|row| committee(&labels, row)).collect(),
        areas: index
            .jurisdictions_of(idx)
            .map(|row| AreaLine {
                id: row.id.to_string(),
                kind: row.kind,
                regions: row.regions.iter().map(|region| labels.region(region)).collect(),
                regime: row
                    .regime
                    .as_ref()
                    .map(|code| labels.code(CodeListKind::LegalRegime, code.as_str())),
                legal_basis: row.legal_basis.clone(),
                confidence: row.envelope.confidence,
            })
            .collect(),
        sources: sources(&labels, actor, &posts, &seats),
        actor: actor.clone(),
    })
}

fn works_at(post: &Post, actor: &ActorId) -> bool {
    post.employer == *actor || post.workplace.as_ref() == Some(actor)
}

fn service(loaded: &LoadedNetwork, labels: &Labels<'_>, row: &Service) -> ServiceLine {
    let load = loaded.loads().services.iter().find(|load| load.service == row.id);
    let list = |kind, codes: Vec<&str>| labels.codes(kind, codes);
    ServiceLine {
        id: row.id.to_string(),
        name: row.name.clone(),
        kind: row.kind,
        fields: list(
            CodeListKind::FieldOfAction,
            row.fields.iter().map(model::FieldCode::as_str).collect(),
        ),
        target_groups: list(
            CodeListKind::TargetGroup,
            row.target_groups.iter().map(model::TargetGroupCode::as_str).collect(),
        ),
        residence_statuses: list(
            CodeListKind::ResidenceStatus,
            row.residence_statuses.iter().map(model::ResidenceStatusCode::as_str).collect(),
        ),
        regimes: list(
            CodeListKind::LegalRegime,
            row.regimes.iter().map(model::RegimeCode::as_str).collect(),
        ),
        languages: row.languages.iter().map(ToString::to_string).collect(),
        childcare: row.childcare,
        cost: row.cost.clone(),
        access: row.access,
        is_entry_point: row.entry_point,
        eligibility: row.eligibility.clone(),
        required_documents: row.required_documents.clone(),
        capacity: row.capacity.map(|capacity| (capacity.value, capacity.unit)),
        status: row.status,
        numbers: numbers(labels, &EntityRef::Service(row.id.clone())),
        is_example_capacity: is_example_capacity(loaded, row),
        utilisation_permille: load.map(|load| load.utilisation_permille),
        is_example_utilisation: load.is_some_and(|load| load.uses_example_data),
        confidence: row.envelope.confidence,
    }
}

/// A capacity has no source of its own. In networks with made-up numbers it is one of these,
/// unless somebody has confirmed the service.
fn is_example_capacity(loaded: &LoadedNetwork, row: &Service) -> bool {
    let has_examples = || {
        let sources = &loaded.network().sources;
        sources.iter().any(|source| source.kind == SourceKind::Example)
    };
    match row.envelope.confidence {
        Confidence::Example => true,
        Confidence::Assumed => has_examples(),
        Confidence::Confirmed => false,
    }
}

/// Relations by kind, then by the name of the far end.
fn relations<'a>(
    labels: &Labels<'a>,
    rows: impl Iterator<Item = &'a Relation>,
    other: impl Fn(&Relation) -> &ActorId,
) -> Vec<RelationLine> {
    let mut lines: Vec<RelationLine> = rows.map(|row| relation(labels, row, other(row))).collect();
    lines.sort_by(|a, b| (a.kind, &a.other.name, &a.id).cmp(&(b.kind, &b.other.name, &b.id)));
    lines
}

fn relation(labels: &Labels<'_>, row: &Relation, other: &ActorId) -> RelationLine {
    let regime = |code: &Option<model::RegimeCode>| {
        code.as_ref().map(|code| labels.code(CodeListKind::LegalRegime, code.as_str()))
    };
    let statuses = row.residence_statuses.iter().map(model::ResidenceStatusCode::as_str);
    RelationLine {
        id: row.id.clone(),
        kind: row.kind,
        other: labels.actor(other),
        service: row.service.as_ref().and_then(|service| labels.service(service)),
        residence_statuses: labels.codes(CodeListKind::ResidenceStatus, statuses),
        regimes: regime(&row.regime_from).zip(regime(&row.regime_to)),
        mode: row.handover.mode,
        channel: row.handover.channel,
        agreement: row.handover.agreement.clone(),
        agreed_days: row.handover.agreed_days,
        consent_needed: row.handover.consent_needed,
        feedback_agreed: row.handover.feedback_agreed,
        status: row.status,
        confirmed_by_sender: row.confirmed_by_sender,
        confirmed_by_receiver: row.confirmed_by_receiver,
        numbers: numbers(labels, &EntityRef::Relation(row.id.clone())),
        note: row.note.clone(),
        confidence: row.envelope.confidence,
    }
}

fn post(labels: &Labels<'_>, row: &Post, actor: &ActorId) -> PostLine {
    PostLine {
        id: row.id.to_string(),
        label: row.label.clone(),
        pillar: row.pillar,
        fte: row.fte.map(model::Fte::to_decimal),
        vacant_fte: row.vacant_fte.map(model::Fte::to_decimal),
        employer: (row.employer != *actor).then(|| labels.actor(&row.employer)),
        serves: row.serves.iter().map(|region| labels.region(region)).collect(),
        confidence: row.envelope.confidence,
    }
}

fn committee(labels: &Labels<'_>, row: &Membership) -> Option<CommitteeLine> {
    let committees = &labels.index.network.committees;
    let committee = committees.iter().find(|committee| committee.id == row.committee)?;
    Some(CommitteeLine {
        id: format!("{}/{}", row.committee, row.actor),
        label: committee.label.clone(),
        kind: committee.kind,
        role: row.role,
        is_voting: row.voting,
        confidence: row.envelope.confidence,
    })
}

/// Where the statements about this actor come from, each source once.
fn sources(
    labels: &Labels<'_>,
    actor: &Actor,
    posts: &[&Post],
    seats: &[&Membership],
) -> Vec<SourceLine> {
    let Some(idx) = labels.index.actor_idx(&actor.id) else { return Vec::new() };
    let envelopes: Vec<&Envelope> = std::iter::once(&actor.envelope)
        .chain(labels.index.services_of(idx).map(|row| &row.envelope))
        .chain(labels.index.outgoing(idx).map(|row| &row.envelope))
        .chain(labels.index.incoming(idx).map(|row| &row.envelope))
        .chain(labels.index.jurisdictions_of(idx).map(|row| &row.envelope))
        .chain(posts.iter().map(|row| &row.envelope))
        .chain(seats.iter().map(|row| &row.envelope))
        .collect();
    let ids: BTreeSet<&SourceId> = envelopes.iter().flat_map(|e| &e.sources).collect();
    let mut found: Vec<_> = ids.into_iter().filter_map(|id| labels.index.source(id)).collect();
    found.sort_by(|a, b| (a.kind, &a.title, &a.id).cmp(&(b.kind, &b.title, &b.id)));
    found
        .into_iter()
        .map(|source| SourceLine {
            id: source.id.to_string(),
            kind: source.kind,
            title: source.title.clone(),
            publisher: source.publisher.clone(),
            date: source.date,
            quote: source.quote.clone(),
        })
        .collect()
}
