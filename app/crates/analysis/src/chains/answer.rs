//! Dresses a choice with its times: steps, lead time, counts.

use model::{Days, StepId};

use super::at_most_u16;
use super::choice::{Attempt, ChosenStep};
use super::ground::Plan;
use super::mapping::{
    HandoverCounts, LeadTime, StepMapping, StepOutcome, StepProvider, StepTransition,
    StepTransitionState,
};
use super::schedule::Times;

/// The decisions about the steps with their times, in the order of the template.
pub(super) fn steps(
    plan: &Plan<'_, '_>,
    chosen: Vec<ChosenStep<'_>>,
    times: &Times,
) -> Vec<StepMapping> {
    let stages = plan.template.stages();
    let rows = plan.template.steps().iter().enumerate();
    rows.zip(chosen)
        .map(|((idx, row), chosen)| StepMapping {
            step: row.id.clone(),
            stage: at_most_u16(stages[idx]),
            outcome: match chosen.provider {
                Ok(attempt) => StepOutcome::Provided(provider(attempt, chosen.is_pinned)),
                Err(uncovered) => StepOutcome::Uncovered(uncovered),
            },
            candidates: chosen.candidates,
            n_candidates: u32::try_from(chosen.n_candidates).unwrap_or(u32::MAX),
            begins: Days::from_minutes(times.begins[idx]),
            ends: Days::from_minutes(times.ends[idx]),
            slack: times.slack[idx].map(Days::from_minutes),
            is_critical: !row.optional && times.path.contains(&idx),
        })
        .collect()
}

fn provider(attempt: Attempt<'_>, is_pinned: bool) -> StepProvider {
    StepProvider {
        actor: attempt.place.service.actor.clone(),
        service: attempt.place.service.id.clone(),
        uses_example_data: attempt.uses_example_data(),
        wait: attempt.wait,
        processing: attempt.processing,
        is_pinned,
    }
}

/// The lead time of a finished schedule, and how much of it is not known.
pub(super) fn lead_time(
    plan: &Plan<'_, '_>,
    chosen: &[ChosenStep<'_>],
    times: &Times,
    transitions: &[StepTransition],
) -> LeadTime {
    let rows = plan.template.steps();
    let counts = |idx: &usize| times.slack[*idx].is_some() && !rows[*idx].optional;
    let counted: Vec<usize> = (0..rows.len()).filter(counts).collect();
    let attempts = || counted.iter().filter_map(|&idx| chosen[idx].provider.as_ref().ok());
    let n_known = attempts().filter(|attempt| attempt.n_unknown == 0).count();
    let leads_there = |id: &StepId| counted.iter().any(|&idx| rows[idx].id == *id);
    let critical = times.path.iter().filter(|&&idx| !rows[idx].optional);
    LeadTime {
        known: Days::from_minutes(times.total),
        waiting: Days::from_minutes(times.waiting),
        processing: Days::from_minutes(times.processing),
        critical: critical.map(|&idx| rows[idx].id.clone()).collect(),
        unknown_steps: at_most_u16(counted.len() - n_known),
        uses_example_data: attempts().any(Attempt::uses_example_data)
            || transitions.iter().any(|row| row.uses_example_data && leads_there(&row.to)),
    }
}

/// Counts what the transitions say.
pub(super) fn handovers(transitions: &[StepTransition]) -> HandoverCounts {
    let count = |is_meant: &dyn Fn(&StepTransition) -> bool| {
        at_most_u16(transitions.iter().filter(|transition| is_meant(transition)).count())
    };
    let is = |state| move |transition: &StepTransition| transition.state == state;
    HandoverCounts {
        total: count(&|transition| transition.state.is_handover()),
        missing: count(&is(StepTransitionState::Missing)),
        on_paper: count(&is(StepTransitionState::OnPaper)),
        without_agreement: count(&|transition| {
            transition.state == StepTransitionState::Passable && transition.agreement.is_none()
        }),
        regime_changes: count(&|transition| transition.regime_change.is_some()),
        regime_changes_without_agreement: count(&|transition| {
            transition.regime_change.is_some()
                && transition.state.is_handover()
                && transition.agreement.is_none()
        }),
    }
}
