//! `/k/{ags}/ketten`: a chain of steps as it runs in one Kommune, and in all of them compared.

use leptos::prelude::*;
use leptos_router::components::Form;
use leptos_router::hooks::use_query_map;

use super::use_ags;
use crate::api::{
    ApiError, ChainCard, ChainChoices, ChainComparison, ChainView, Choice, ParameterName,
    compare_chain, load_chain, load_chain_choices,
};
use crate::components::{ExampleBadge, Ignored, Problem, Selection, Waiting};
use crate::panels::{Comparison, Gantt, StepTable, TransitionFindings, UncoveredFindings};
use crate::routes::paths;
use crate::state::{ChainSelection, use_lang};
use crate::text::sentences::chain as sentences;
use crate::text::use_texts;

/// What the URL asks for; `None` when it does not say enough.
type Asked<T> = Resource<Option<Result<T, ApiError>>>;

#[component]
pub(crate) fn ChainsPage() -> impl IntoView {
    let texts = use_texts();
    let ags = use_ags();
    let params = use_query_map();
    let selection = Memo::new(move |_| params.with(ChainSelection::read));
    let question = Memo::new(move |_| selection.with(ChainSelection::question));
    let place = Memo::new(move |_| selection.with(ChainSelection::place));
    let choices = Resource::new(move || ags.get(), load_chain_choices);
    let chain: Asked<ChainView> = Resource::new(
        move || (ags.get(), question.get(), place.get()),
        async |(ags, question, place)| {
            let ((chain, status), municipality) = question.zip(place)?;
            Some(load_chain(ags, chain, municipality, status).await)
        },
    );
    let comparison: Asked<ChainComparison> = Resource::new(
        move || (ags.get(), question.get()),
        async |(ags, question)| {
            let (chain, status) = question?;
            Some(compare_chain(ags, chain, status).await)
        },
    );
    view! {
        <div class="page chains-page">
            <h1>{texts.chains_title}</h1>
            <p class="lead">{texts.chains_lead}</p>
            <Ignored values=Signal::derive(move || selection.with(|selection| selection.ignored.clone())) />
            <Transition fallback=Waiting>
                {move || Suspend::new(async move {
                    match choices.await {
                        Ok(choices) => view! { <Question ags=ags choices=choices selection=selection /> }.into_any(),
                        Err(error) => view! { <Problem error=error /> }.into_any(),
                    }
                })}
            </Transition>
            <Transition fallback=Waiting>
                {move || Suspend::new(async move {
                    chain.await.map(|chain| match chain {
                        Ok(chain) => view! { <Course ags=ags.get_untracked() chain=chain /> }.into_any(),
                        Err(error) => view! { <Unanswered error=error /> }.into_any(),
                    })
                })}
            </Transition>
            <Transition fallback=Waiting>
                {move || Suspend::new(async move {
                    comparison.await.map(|comparison| match comparison {
                        Ok(comparison) => {
                            view! { <Comparison ags=ags.get_untracked() comparison=comparison selection=selection /> }.into_any()
                        }
                        // With a Kommune the course above says it already.
                        Err(_) if place.get_untracked().is_some() => ().into_any(),
                        Err(error) => view! { <Unanswered error=error /> }.into_any(),
                    })
                })}
            </Transition>
        </div>
    }
    .into_any()
}

/// An error that the form above does not say already.
#[component]
fn Unanswered(error: ApiError) -> impl IntoView {
    if error.is_about(ParameterName::Kreis) {
        return ().into_any();
    }
    view! { <Problem error=error /> }.into_any()
}

/// The form, and until a chain is chosen the list of them.
#[component]
fn Question(
    ags: Memo<String>,
    choices: ChainChoices,
    selection: Memo<ChainSelection>,
) -> impl IntoView {
    let texts = use_texts();
    let value = move |read: fn(&ChainSelection) -> Option<String>| {
        Signal::derive(move || selection.with(read))
    };
    let chain = value(|selection| selection.chain.as_ref().map(ToString::to_string));
    let municipality = value(|selection| selection.municipality.as_ref().map(ToString::to_string));
    let status = value(|selection| selection.status.as_ref().map(ToString::to_string));
    let option = |card: &ChainCard| Choice {
        value: card.id.to_string(),
        label: card.label.clone(),
        group: None,
    };
    let chains: Vec<Choice> = choices.chains.iter().map(option).collect();
    let cards = StoredValue::new(choices.chains);
    view! {
        <Form method="GET" action=move || paths::chains(&ags.get()) attr:class="question three">
            <Selection name="kette" label=texts.chains_chain empty=texts.routes_choose is_required=true choices=chains value=chain />
            <Selection name="kommune" label=texts.routes_municipality empty=texts.chains_all_municipalities choices=choices.municipalities value=municipality />
            <Selection name="status" label=texts.routes_status empty=texts.chains_usual_status choices=choices.statuses value=status />
            <button type="submit" class="primary">{texts.coverage_submit}</button>
        </Form>
        {move || selection.with(|selection| selection.chain.is_none()).then(|| view! {
            <Templates ags=ags cards=cards.get_value() selection=selection />
        })}
    }
    .into_any()
}

/// The templates to choose from.
#[component]
fn Templates(
    ags: Memo<String>,
    cards: Vec<ChainCard>,
    selection: Memo<ChainSelection>,
) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    if cards.is_empty() {
        return view! { <p class="notice">{texts.chains_empty}</p> }.into_any();
    }
    let items = cards.into_iter().map(move |card| {
        let id = card.id;
        let href = move || {
            let selection = ChainSelection { chain: Some(id.clone()), ..selection.get() };
            format!("{}{}", paths::chains(&ags.get()), selection.write())
        };
        view! {
            <li>
                <a href=href>
                    <strong>{card.label}</strong>
                    <span>{card.description}</span>
                    <small>{sentences::n_steps(lang, card.n_steps)}</small>
                </a>
            </li>
        }
    });
    view! {
        <section aria-labelledby="vorlagen">
            <h2 id="vorlagen">{texts.chains_templates}</h2>
            <ul class="tasks">{items.collect_view()}</ul>
        </section>
    }
    .into_any()
}

/// The answer first, then what is missing, then the course.
#[component]
fn Course(ags: String, chain: ChainView) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let n_critical = chain.steps.iter().filter(|step| step.is_critical).count();
    let n_uncovered = chain.steps.iter().filter(|step| step.provider().is_none()).count();
    let facts =
        sentences::chain_facts(lang, n_critical, n_uncovered, chain.lead_time.n_unknown_steps);
    view! {
        <div class="answer-first">
            <p class="answer-sentence">{sentences::chain(lang, &chain)} " " {chain.uses_example_data.then(|| view! { <ExampleBadge /> })}</p>
            <p>{facts}</p>
            {chain.description.clone().map(|text| view! { <p class="muted small">{text}</p> })}
        </div>
        <UncoveredFindings ags=ags.clone() steps=chain.steps.clone() />
        <section class="chain-course" aria-labelledby="ablauf">
            <h2 id="ablauf">{texts.chain_course}</h2>
            <Gantt view=chain.clone() />
            <StepTable ags=ags.clone() steps=chain.steps.clone() />
        </section>
        <TransitionFindings ags=ags view=chain />
    }
    .into_any()
}
