//! What is missing in a chain: steps without anybody, hand-overs that do not hold.

use leptos::prelude::*;

use crate::api::{ChainStepView, ChainTransitionView, ChainView, StepStaffing, TransitionEnd};
use crate::components::ExampleBadge;
use crate::routes::paths;
use crate::state::use_lang;
use crate::text::sentences::chain::{self as sentences, TransitionProblem};
use crate::text::{Texts, use_texts};

/// Steps that nobody does, each with the reason; nothing when there are none.
#[component]
pub(crate) fn UncoveredFindings(ags: String, steps: Vec<ChainStepView>) -> impl IntoView {
    let texts = use_texts();
    let open: Vec<ChainStepView> =
        steps.into_iter().filter(|step| step.provider().is_none()).collect();
    if open.is_empty() {
        return ().into_any();
    }
    let items = open.into_iter().map(|step| view! { <UncoveredItem ags=ags.clone() step=step /> });
    view! {
        <section class="chain-gaps" aria-labelledby="unbesetzt">
            <h2 id="unbesetzt">{texts.chain_gaps}</h2>
            <ul class="plain spaced">{items.collect_view()}</ul>
        </section>
    }
    .into_any()
}

#[component]
fn UncoveredItem(ags: String, step: ChainStepView) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let StepStaffing::Uncovered { reason, near } = step.staffing else { return ().into_any() };
    let has_near = !near.is_empty();
    let near = near.into_iter().map(|near| {
        view! {
            <li>
                <a href=paths::actor(&ags, near.actor.id.as_str())>{near.actor.name}</a>
                <span class="muted">" · " {near.service}</span>
            </li>
        }
    });
    view! {
        <li>
            <p><strong>{step.label}</strong> ": " {sentences::uncovered(lang, reason)}</p>
            {has_near.then(|| view! {
                <div class="near small">
                    <p class="muted">{texts.chain_near}</p>
                    <ul class="plain">{near.collect_view()}</ul>
                </div>
            })}
        </li>
    }
    .into_any()
}

/// Hand-overs that are missing, on paper only or without agreement, worst first.
#[component]
pub(crate) fn TransitionFindings(ags: String, view: ChainView) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let counts = sentences::handovers(lang, view.handovers);
    let mut found: Vec<(TransitionProblem, ChainTransitionView)> = view
        .transitions
        .into_iter()
        .filter_map(|row| Some((TransitionProblem::of(&row)?, row)))
        .collect();
    found.sort_by_key(|(problem, _)| *problem);
    let is_empty = found.is_empty();
    let items = found.into_iter().map(|(problem, row)| {
        view! { <TransitionItem ags=ags.clone() problem=problem row=row /> }
    });
    view! {
        <section aria-labelledby="uebergaenge">
            <h2 id="uebergaenge">{texts.chain_transitions}</h2>
            <p class="muted">{counts}</p>
            {is_empty.then(|| view! { <p>{texts.chain_transitions_fine}</p> })}
            <ul class="plain strain-list compact">{items.collect_view()}</ul>
        </section>
    }
    .into_any()
}

fn tag(texts: &'static Texts, problem: TransitionProblem) -> (&'static str, &'static str) {
    match problem {
        TransitionProblem::Missing => ("level level-overloaded", texts.chain_missing),
        TransitionProblem::OnPaper => ("level level-tight", texts.chain_on_paper),
        TransitionProblem::RegimeChangeWithoutAgreement => {
            ("level level-dependence", texts.routes_regime_change)
        }
        TransitionProblem::WithoutAgreement => ("level", texts.chain_without_agreement),
    }
}

#[component]
fn TransitionItem(
    ags: String,
    problem: TransitionProblem,
    row: ChainTransitionView,
) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let (class, tag) = tag(texts, problem);
    let sentence = sentences::transition(lang, &row, problem);
    let end = |end: TransitionEnd| {
        end.actor.map(|actor| {
            view! { <a href=paths::actor(&ags, actor.id.as_str())>{actor.name}</a> }
        })
    };
    view! {
        <li class="strain-item">
            <div>
                <p>{sentence}</p>
                <p class="strain-facts">
                    <span class=class>{tag}</span>
                    <span>{end(row.from)} " → " {end(row.to)}</span>
                    {row.uses_example_data.then(|| view! { <ExampleBadge /> })}
                </p>
            </div>
        </li>
    }
    .into_any()
}
