//! From what each analysis says to entries of the list.

use std::collections::BTreeSet;

use model::{ActorId, Cases, NetworkIndex, ObservationId, RelationId};

use super::gathered::{
    ActorWaits, DifferingWait, differing_waits, disagreements_by_sender, feedback_by_sender,
    field_gaps,
};
use super::narrow::narrow_places;
use super::{Finding, FindingCause, SLOW_TRANSITION_DAYS, Subjects};
use crate::dependence::municipalities;
use crate::{
    Circle, CoverageState, DeadEnd, Dependence, FieldGap, LoadLevel, NarrowPlace,
    SenderDisagreement, SenderFeedback, ServiceLoad, Transition, WrongOffice, circles, dead_ends,
    dependences, queues, service_loads, transitions, wrong_offices,
};

/// Everything that was found, in no order.
pub(super) fn all(index: &NetworkIndex<'_>) -> Vec<Finding> {
    let population = municipalities(index)
        .iter()
        .fold(0_u64, |total, (_, people)| total.saturating_add(*people));
    let mut found = Vec::new();
    let loads = service_loads(index).services;
    found.extend(narrow_places(index, &loads).into_iter().map(of_narrow_place));
    found.extend(loads.into_iter().filter_map(of_load));
    found.extend(differing_waits(queues(index).stations).into_iter().map(of_waits));
    let lost = dependences(index).into_iter().filter(|row| !row.lost.is_empty());
    found.extend(lost.map(|row| of_dependence(index, row, population)));
    found.extend(field_gaps(index).into_iter().filter_map(|(state, gap)| of_gap(state, gap)));
    found.extend(dead_ends(index).into_iter().map(of_dead_end));
    found.extend(wrong_offices(index).into_iter().map(of_wrong_office));
    let circles = circles(index);
    found.extend(circles.ping_pong.into_iter().map(|row| of_circle(row, FindingCause::PingPong)));
    let doors = circles.revolving_doors.into_iter();
    found.extend(doors.map(|row| of_circle(row, FindingCause::RevolvingDoor)));
    for transition in transitions(index).transitions {
        found.extend(of_transition(index, &transition));
    }
    found.extend(feedback_by_sender(index).into_iter().map(|row| of_feedback(index, row)));
    found.extend(disagreements_by_sender(index).into_iter().map(|row| of_disagreement(index, row)));
    found
}

/// An entry that rests on no observation yet.
fn finding(cause: FindingCause, within: u64, subjects: Subjects, is_example: bool) -> Finding {
    Finding {
        severity: cause.kind().severity(within),
        cause,
        subjects,
        evidence: Vec::new(),
        uses_example_data: is_example,
    }
}

fn of_load(load: ServiceLoad) -> Option<Finding> {
    let permille = u64::from(load.utilisation_permille);
    let is_example = load.uses_example_data;
    let evidence = load.evidence.clone();
    let subjects = Subjects {
        actors: vec![load.actor.clone()],
        services: vec![load.service.clone()],
        ..Subjects::default()
    };
    let (cause, within) = match load.level {
        LoadLevel::Overloaded => {
            (FindingCause::Overload(load.into()), permille.saturating_sub(1000))
        }
        LoadLevel::Tight => (FindingCause::Tight(load.into()), permille),
        LoadLevel::Free => return None,
    };
    Some(Finding { evidence, ..finding(cause, within, subjects, is_example) })
}

fn of_narrow_place(place: NarrowPlace) -> Finding {
    let subjects = Subjects {
        actors: place.actors.clone(),
        services: place.services.clone(),
        ..Subjects::default()
    };
    let (evidence, is_example) = (place.evidence.clone(), place.uses_example_data);
    let within = u64::from(place.utilisation_permille);
    Finding { evidence, ..finding(FindingCause::NarrowPlace(place), within, subjects, is_example) }
}

/// The evidence begins with that of the widest gap, which the sentence names.
fn of_waits(waits: ActorWaits) -> Finding {
    let rows = || waits.services.iter();
    let hours = |row: &DifferingWait| row.modelled.minutes().abs_diff(row.observed.minutes()) / 60;
    let most = rows().map(hours).max().unwrap_or(0);
    let mut evidence: Vec<ObservationId> = Vec::new();
    for id in rows().flat_map(|row| &row.evidence) {
        if !evidence.contains(id) {
            evidence.push(id.clone());
        }
    }
    let subjects = Subjects {
        actors: vec![waits.actor.clone()],
        services: rows().map(|row| row.service.clone()).collect(),
        ..Subjects::default()
    };
    let is_example = waits.uses_example_data;
    Finding { evidence, ..finding(FindingCause::WaitDiffers(waits), most, subjects, is_example) }
}

fn of_dependence(index: &NetworkIndex<'_>, row: Dependence, population: u64) -> Finding {
    let n_lost = u64::try_from(row.lost.len()).unwrap_or(u64::MAX);
    let pairs = permille(n_lost, u64::from(row.n_pairs_total));
    let within = 1001 * pairs + permille(row.affected_population, population);
    let regions: BTreeSet<_> = row.lost.iter().map(|(region, _)| region.clone()).collect();
    let subjects = Subjects {
        actors: vec![row.actor.clone()],
        regions: regions.into_iter().collect(),
        ..Subjects::default()
    };
    let mut services =
        index.actor_idx(&row.actor).into_iter().flat_map(|idx| index.services_of(idx));
    let is_example = services.any(|service| service.envelope.is_example());
    finding(FindingCause::Dependence(row), within, subjects, is_example)
}

fn of_gap(state: CoverageState, gap: FieldGap) -> Option<Finding> {
    let people = permille(gap.population, gap.population_total);
    let n_regions = u64::try_from(gap.regions.len()).unwrap_or(u64::MAX);
    let within = 1001 * people + permille(n_regions, u64::from(gap.n_regions_total));
    let subjects = Subjects { regions: gap.regions.clone(), ..Subjects::default() };
    let is_example = gap.uses_example_data;
    let cause = match state {
        CoverageState::Nobody => FindingCause::NobodyOffers(gap),
        CoverageState::OnPaperOnly => FindingCause::OnPaperOnly(gap),
        CoverageState::Offered => return None,
    };
    Some(finding(cause, within, subjects, is_example))
}

fn of_dead_end(row: DeadEnd) -> Finding {
    let subjects = Subjects {
        actors: vec![row.actor.clone()],
        relations: row.relations.clone(),
        ..Subjects::default()
    };
    let (evidence, is_example) = (row.evidence.clone(), row.uses_example_data);
    let within = thousandths(row.arriving.per_month);
    Finding { evidence, ..finding(FindingCause::DeadEnd(row), within, subjects, is_example) }
}

fn of_wrong_office(row: WrongOffice) -> Finding {
    let share = row.counted.as_ref().map_or(0, |share| u64::from(share.permille));
    let within = row.sent_per_month.map_or(0, thousandths).saturating_mul(share) / 1000;
    let subjects = Subjects {
        actors: [&row.from, &row.to].into_iter().chain(&row.rightful).cloned().collect(),
        relations: vec![row.relation.clone()],
        regions: row.regions.clone(),
        ..Subjects::default()
    };
    let (evidence, is_example) = (row.evidence.clone(), row.uses_example_data);
    Finding { evidence, ..finding(FindingCause::WrongOffice(row), within, subjects, is_example) }
}

fn of_circle(row: Circle, cause: impl Fn(Circle) -> FindingCause) -> Finding {
    let subjects = Subjects {
        actors: row.actors.clone(),
        relations: row.relations.clone(),
        ..Subjects::default()
    };
    let (evidence, is_example) = (row.evidence.clone(), row.uses_example_data);
    let within = thousandths(row.at_most_per_month);
    Finding { evidence, ..finding(cause(row), within, subjects, is_example) }
}

/// Slow, without an agreement, both or neither.
fn of_transition(index: &NetworkIndex<'_>, row: &Transition) -> Vec<Finding> {
    let subjects = Subjects {
        actors: ends(index, &row.relations),
        relations: row.relations.clone(),
        ..Subjects::default()
    };
    let entry = |cause: FindingCause, within: u64| Finding {
        evidence: row.evidence.clone(),
        ..finding(cause, within, subjects.clone(), row.uses_example_data)
    };
    let days = row.wait.map_or(0, |wait| wait.median.whole_days());
    let volume = thousandths(row.volume.per_month);
    let slow = (days > SLOW_TRANSITION_DAYS)
        .then(|| entry(FindingCause::SlowTransition(row.clone().into()), days));
    let is_rupture = row.n_passable > 0 && row.n_with_agreement == 0 && volume > 0;
    let rupture = is_rupture.then(|| entry(FindingCause::Rupture(row.clone().into()), volume));
    slow.into_iter().chain(rupture).collect()
}

fn of_feedback(index: &NetworkIndex<'_>, row: SenderFeedback) -> Finding {
    let subjects = Subjects {
        actors: sender_first(index, &row.from, &row.relations),
        relations: row.relations.clone(),
        ..Subjects::default()
    };
    let (evidence, is_example) = (row.evidence.clone(), row.uses_example_data);
    let within = thousandths(row.sent_per_month);
    Finding { evidence, ..finding(FindingCause::FeedbackGap(row), within, subjects, is_example) }
}

fn of_disagreement(index: &NetworkIndex<'_>, row: SenderDisagreement) -> Finding {
    let subjects = Subjects {
        actors: sender_first(index, &row.from, &row.relations),
        relations: row.relations.clone(),
        ..Subjects::default()
    };
    let within = u64::try_from(row.relations.len()).unwrap_or(u64::MAX);
    let is_example = row.uses_example_data;
    finding(FindingCause::Disagreement(row), within, subjects, is_example)
}

/// Who sends and receives along these relations, by id.
fn ends(index: &NetworkIndex<'_>, relations: &[RelationId]) -> Vec<ActorId> {
    let rows = relations.iter().filter_map(|id| index.relation(id));
    let ends: BTreeSet<&ActorId> = rows.flat_map(|row| [&row.from, &row.to]).collect();
    ends.into_iter().cloned().collect()
}

fn sender_first(
    index: &NetworkIndex<'_>,
    sender: &ActorId,
    relations: &[RelationId],
) -> Vec<ActorId> {
    let others = ends(index, relations).into_iter().filter(|id| id != sender);
    std::iter::once(sender.clone()).chain(others).collect()
}

fn thousandths(cases: Cases) -> u64 {
    u64::try_from(cases.0.thousandths()).unwrap_or(0)
}

/// The share in thousandths, 0 to 1000, rounded down; nothing of nothing is 0.
fn permille(part: u64, whole: u64) -> u64 {
    let share = (u128::from(part) * 1000).checked_div(u128::from(whole)).unwrap_or(0);
    u64::try_from(share).unwrap_or(1000).min(1000)
}
