//! Findings with names.

use std::collections::BTreeMap;

use analysis::{
    ActorWaits, ArrivalBasis, Circle, DeadEnd, DeadEndCause, Dependence, FieldGap, Finding,
    FindingCause, NarrowPlace, ServiceLoad, Transition, WrongOffice,
};
use model::{ActorId, CodeListKind, RegionId, ServiceId};

use super::evidence::by_id;
use super::labels::Labels;
use crate::api::{FindingText, FindingView};

/// How many links a finding shows.
const N_ACTORS: usize = 4;
/// How many observations a finding shows.
const N_EVIDENCE: usize = 4;

pub(super) fn finding(labels: &Labels<'_>, row: &Finding) -> FindingView {
    let (actors, evidence) = (&row.subjects.actors, &row.evidence);
    let shown = evidence.iter().take(N_EVIDENCE).filter_map(|id| by_id(labels, id));
    FindingView {
        kind: row.kind(),
        heading: heading(labels, row),
        text: text(labels, &row.cause),
        actors: actors.iter().take(N_ACTORS).map(|id| labels.actor(id)).collect(),
        n_more_actors: actors.len().saturating_sub(N_ACTORS),
        evidence: shown.collect(),
        n_more_evidence: evidence.len().saturating_sub(N_EVIDENCE),
        is_example: row.uses_example_data,
    }
}

pub(super) fn service(labels: &Labels<'_>, id: &ServiceId) -> String {
    labels.service(id).unwrap_or_else(|| id.to_string())
}

fn heading(labels: &Labels<'_>, row: &Finding) -> String {
    let names = |actors: &[ActorId]| -> String {
        let names: Vec<String> = actors.iter().map(|id| labels.actor(id).name).collect();
        names.join(" → ")
    };
    match &row.cause {
        FindingCause::NobodyOffers(gap) | FindingCause::OnPaperOnly(gap) => {
            labels.code(CodeListKind::FieldOfAction, gap.field.as_str())
        }
        FindingCause::PingPong(circle) | FindingCause::RevolvingDoor(circle) => {
            names(&circle.actors)
        }
        FindingCause::SlowTransition(row) | FindingCause::Rupture(row) => {
            let (from, to) = regimes(labels, row);
            format!("{from} → {to}")
        }
        FindingCause::NarrowPlace(place) => fields(labels, place).join(", "),
        FindingCause::WrongOffice(wrong) => names(&[wrong.from.clone(), wrong.to.clone()]),
        FindingCause::Overload(_)
        | FindingCause::Tight(_)
        | FindingCause::DeadEnd(_)
        | FindingCause::Dependence(_)
        | FindingCause::WaitDiffers(_)
        | FindingCause::FeedbackGap(_)
        | FindingCause::Disagreement(_) => {
            row.subjects.actors.first().map(|id| labels.actor(id).name).unwrap_or_default()
        }
    }
}

fn text(labels: &Labels<'_>, cause: &FindingCause) -> FindingText {
    match cause {
        FindingCause::Overload(row) | FindingCause::Tight(row) => load(labels, row),
        FindingCause::DeadEnd(row) => dead_end(row),
        FindingCause::NobodyOffers(row) | FindingCause::OnPaperOnly(row) => gap(labels, row),
        FindingCause::Dependence(row) => dependence(labels, row),
        FindingCause::WrongOffice(row) => wrong_office(labels, row),
        FindingCause::PingPong(row) | FindingCause::RevolvingDoor(row) => circle(labels, row),
        FindingCause::SlowTransition(row) => {
            let (from, to) = regimes(labels, row);
            let median = row.wait.map_or(model::Days::ZERO, |wait| wait.median);
            let n_relations = row.wait.map_or(0, |wait| wait.n_relations);
            FindingText::SlowTransition { from, to, median, n_relations }
        }
        FindingCause::Rupture(row) => {
            let (from, to) = regimes(labels, row);
            let sent_per_month = row.volume.per_month;
            FindingText::Rupture { from, to, sent_per_month, n_relations: row.n_passable }
        }
        FindingCause::NarrowPlace(place) => FindingText::NarrowPlace {
            fields: fields(labels, place),
            services: place.services.iter().map(|id| service(labels, id)).collect(),
            arrivals_per_month: place.arrivals_per_month,
            throughput_per_month: place.throughput_per_month,
            utilisation_permille: place.utilisation_permille,
        },
        FindingCause::WaitDiffers(row) => wait_differs(labels, row),
        FindingCause::FeedbackGap(row) => FindingText::Feedback {
            n_relations: row.relations.len(),
            n_uncounted: row.n_uncounted,
            sent_per_month: row.sent_per_month,
        },
        FindingCause::Disagreement(row) => FindingText::Disagreement {
            n_confirmed_once: row.n_confirmed_once,
            n_rated_differently: row.n_rated_differently,
        },
    }
}

fn load(labels: &Labels<'_>, row: &ServiceLoad) -> FindingText {
    FindingText::Load {
        service: service(labels, &row.service),
        arrivals_per_month: row.arrivals_per_month,
        capacity_per_month: row.capacity_per_month,
        growth_per_month: row.backlog_growth_per_month,
        utilisation_permille: row.utilisation_permille,
        is_lower_bound: row.basis != ArrivalBasis::Observed,
    }
}

fn dead_end(row: &DeadEnd) -> FindingText {
    FindingText::DeadEnd {
        has_services: row.cause == DeadEndCause::AcceptsNobodySent,
        arriving_per_month: (row.arriving.n_counted > 0).then_some(row.arriving.per_month),
    }
}

fn gap(labels: &Labels<'_>, row: &FieldGap) -> FindingText {
    FindingText::FieldGap {
        field: labels.code(CodeListKind::FieldOfAction, row.field.as_str()),
        regions: regions(labels, &row.regions),
        n_regions_total: row.n_regions_total,
        population: row.population,
    }
}

fn dependence(labels: &Labels<'_>, row: &Dependence) -> FindingText {
    let mut n_kommunen: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, field) in &row.lost {
        *n_kommunen.entry(field.as_str()).or_default() += 1;
    }
    let mut fields: Vec<(String, usize)> = n_kommunen
        .into_iter()
        .map(|(field, n)| (labels.code(CodeListKind::FieldOfAction, field), n))
        .collect();
    fields.sort_by(|a, b| (b.1, &a.0).cmp(&(a.1, &b.0)));
    let mut places: Vec<&RegionId> = row.lost.iter().map(|(region, _)| region).collect();
    places.sort_unstable();
    places.dedup();
    FindingText::Dependence {
        fields,
        n_pairs_lost: row.lost.len(),
        n_pairs_total: row.n_pairs_total,
        n_municipalities: places.len(),
        n_municipalities_total: labels.index.network.municipalities().count(),
        affected_population: row.affected_population,
    }
}

fn wrong_office(labels: &Labels<'_>, row: &WrongOffice) -> FindingText {
    FindingText::WrongOffice {
        from: labels.actor(&row.from).name,
        to: labels.actor(&row.to).name,
        rightful: row.rightful.iter().map(|id| labels.actor(id).name).collect(),
        regions: regions(labels, &row.regions),
        counted_permille: row.counted.as_ref().map(|share| share.permille),
        sent_per_month: row.sent_per_month,
    }
}

fn circle(labels: &Labels<'_>, row: &Circle) -> FindingText {
    FindingText::Circle {
        actors: row.actors.iter().map(|id| labels.actor(id).name).collect(),
        at_most_per_month: row.at_most_per_month,
    }
}

fn fields(labels: &Labels<'_>, place: &NarrowPlace) -> Vec<String> {
    let codes = place.fields.iter();
    codes.map(|code| labels.code(CodeListKind::FieldOfAction, code.as_str())).collect()
}

fn wait_differs(labels: &Labels<'_>, row: &ActorWaits) -> FindingText {
    let first = row.services.first();
    FindingText::WaitDiffers {
        service: first.map(|row| service(labels, &row.service)).unwrap_or_default(),
        modelled: first.map_or(model::Days::ZERO, |row| row.modelled),
        observed: first.map_or(model::Days::ZERO, |row| row.observed),
        n_more: row.services.len().saturating_sub(1),
    }
}

fn regimes(labels: &Labels<'_>, row: &Transition) -> (String, String) {
    let label = |code: &model::RegimeCode| labels.code(CodeListKind::LegalRegime, code.as_str());
    (label(&row.from), label(&row.to))
}

fn regions(labels: &Labels<'_>, ids: &[RegionId]) -> Vec<String> {
    let mut names: Vec<String> = ids.iter().map(|id| labels.region(id)).collect();
    names.sort_unstable();
    names
}
