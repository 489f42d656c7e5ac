//! From step to step: who hands over to whom, and on what it rests.

use model::{RegimeCode, Relation, RelationKind, StepDependency};

use super::choice::{Attempt, ChosenStep};
use super::ground::{Ground, Plan};
use super::links::{Link, wait_on};
use super::mapping::{StepRegimeChange, StepTransition, StepTransitionState};

/// One transition per dependency, in the order of the template.
pub(super) fn transitions(
    ground: &Ground<'_, '_>,
    plan: &Plan<'_, '_>,
    steps: &[ChosenStep<'_>],
) -> Vec<StepTransition> {
    let mut found = Vec::new();
    let rows = plan.template.steps();
    for (later, chosen) in steps.iter().enumerate() {
        for (position, (earlier, dependency)) in plan.template.incoming(later).enumerate() {
            let mut transition = plain(dependency);
            if let Ok(attempt) = &chosen.provider
                && let Some(link) = attempt.links[position]
            {
                fill(&mut transition, ground, link, attempt);
                let regimes = [&rows[earlier].regimes[..], &rows[later].regimes[..]];
                transition.regime_change = regime_change(regimes, relation_of(link));
            }
            found.push(transition);
        }
    }
    found
}

fn plain(dependency: &StepDependency) -> StepTransition {
    let hands_over = dependency.kind.hands_over();
    StepTransition {
        from: dependency.requires.clone(),
        to: dependency.step.clone(),
        kind: dependency.kind,
        state: if hands_over { StepTransitionState::Open } else { StepTransitionState::Condition },
        relation: None,
        status: None,
        agreement: None,
        feedback_agreed: None,
        regime_change: None,
        documents: dependency.document.iter().cloned().collect(),
        wait: None,
        uses_example_data: false,
    }
}

fn fill(
    transition: &mut StepTransition,
    ground: &Ground<'_, '_>,
    link: Link<'_>,
    to: &Attempt<'_>,
) {
    transition.state = match link {
        Link::SameActor => StepTransitionState::SameActor,
        Link::Passable(_) => StepTransitionState::Passable,
        Link::OnPaper(_) => StepTransitionState::OnPaper,
        Link::Missing(_) => StepTransitionState::Missing,
    };
    transition.wait = wait_on(ground, Some(link), to.place.service);
    let Some(relation) = relation_of(link) else { return };
    let handover = &relation.handover;
    transition.relation = Some(relation.id.clone());
    transition.status = Some(relation.status);
    transition.agreement.clone_from(&handover.agreement);
    transition.feedback_agreed = handover.feedback_agreed;
    transition.uses_example_data = relation.envelope.is_example();
    for document in &handover.required_documents {
        if !transition.documents.contains(document) {
            transition.documents.push(document.clone());
        }
    }
}

fn relation_of(link: Link<'_>) -> Option<&Relation> {
    match link {
        Link::SameActor => None,
        Link::Passable(relation) | Link::OnPaper(relation) => Some(relation),
        Link::Missing(expected) => expected,
    }
}

/// Only what is stated counts: by the relation, else by steps that have none in common.
fn regime_change(
    [from, to]: [&[RegimeCode]; 2],
    relation: Option<&Relation>,
) -> Option<StepRegimeChange> {
    let stated = relation.and_then(|row| Some((row.regime_from.clone()?, row.regime_to.clone()?)));
    if let Some((from, to)) = stated {
        return (from != to).then(|| StepRegimeChange { from: vec![from], to: vec![to] });
    }
    let is_transition = relation.is_some_and(|row| row.kind == RelationKind::LegalTransition);
    let is_disjoint = !from.is_empty() && !to.is_empty() && !from.iter().any(|c| to.contains(c));
    let change = || StepRegimeChange { from: from.to_vec(), to: to.to_vec() };
    (is_transition || is_disjoint).then(change)
}
