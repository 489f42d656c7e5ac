//! `/k/{ags}/wege/zettel`: one route on one page of paper, to hand over.
//!
//! It says what `wege` says for the same question; nothing on it is about a particular person.

use std::collections::BTreeSet;

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use model::{Date, Lang};

use super::routes::use_question;
use super::use_ags;
use crate::api::{ApiError, Evidence, RouteAnswer, RouteView, StepView, find_referral_routes};
use crate::components::{EvidenceText, Ignored, Problem, Waiting};
use crate::routes::paths;
use crate::state::{RoutesQuery, use_lang};
use crate::text::{Texts, sentences, use_texts};

/// `None` while the question is not complete.
type Answered = Resource<Option<Result<RouteAnswer, ApiError>>>;

#[component]
pub(crate) fn SlipPage() -> impl IntoView {
    let texts = use_texts();
    let ags = use_ags();
    let params = use_query_map();
    let query = Memo::new(move |_| params.with(RoutesQuery::read));
    let asked = use_question(ags, query);
    let answer: Answered =
        Resource::new(move || asked.get(), async |asked| Some(find_referral_routes(asked?).await));
    let back = move || format!("{}{}", paths::routes(&ags.get()), query.with(RoutesQuery::write));
    view! {
        <div class="page slip">
            <Ignored values=Signal::derive(move || query.with(|query| query.ignored.clone())) />
            <p class="slip-tools">
                <a class="button" href=back>{texts.slip_back}</a>
                <button type="button" class="primary with-script" on:click=|_| print()>{texts.slip_print}</button>
                <span class="muted small">{texts.slip_by_hand}</span>
            </p>
            <Transition fallback=Waiting>
                {move || Suspend::new(async move {
                    match answer.await {
                        Some(Ok(answer)) => view! { <Slip answer=answer query=query /> }.into_any(),
                        Some(Err(error)) => view! { <h1>{texts.slip_title}</h1> <Problem error=error /> }.into_any(),
                        None => view! { <h1>{texts.slip_title}</h1> <p class="notice">{texts.slip_ask}</p> }.into_any(),
                    }
                })}
            </Transition>
        </div>
    }
}

/// Opens the print dialogue of the browser.
fn print() {
    // Where the browser cannot print there is nothing to do about it.
    drop(window().print());
}

#[component]
fn Slip(answer: RouteAnswer, query: Memo<RoutesQuery>) -> impl IntoView {
    let lang = use_lang();
    let heading = sentences::routes::slip_heading(lang, &answer.municipality, &answer.goal);
    let asked = answer.circumstances.clone();
    let circumstances: Vec<String> =
        [asked.status, asked.target_group, asked.language].into_iter().flatten().collect();
    let routes = StoredValue::new(answer.routes);
    let day = answer.day;
    let body = move || {
        let position = query.with(|query| query.shown);
        let route = routes
            .with_value(|routes| routes.get(position.min(routes.len().saturating_sub(1))).cloned());
        route.map(|route| view! { <SlipRoute route=route day=day /> })
    };
    view! {
        <article class="slip-sheet">
            <h1>{heading}</h1>
            {(!circumstances.is_empty())
                .then(|| view! { <p class="muted">{circumstances.join(" · ")}</p> })}
            {body}
        </article>
    }
}

#[component]
fn SlipRoute(route: RouteView, day: Date) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let names: Vec<&str> = route.steps.iter().map(|step| step.actor.name.as_str()).collect();
    let days = route.total_known.whole_days();
    let sentence = sentences::routes::answer(lang, days, route.n_unknown, names.len()).with(&names);
    let sources = sources(&route);
    let example = route.uses_example_data.then_some(texts.slip_example);
    let steps = route
        .steps
        .into_iter()
        .enumerate()
        .map(|(number, step)| view! { <SlipStep step=step number=number + 1 /> });
    view! {
        <p class="answer-sentence">{sentence}</p>
        <ol class="slip-steps">{steps.collect_view()}</ol>
        <footer class="slip-foot">
            <p>{texts.slip_anonymous}</p>
            <p>
                {sentences::routes::as_of(lang, day)} ". " {example}
                {(!sources.is_empty())
                    .then(|| format!(" {}: {}.", texts.slip_sources, sources.join("; ")))}
            </p>
        </footer>
    }
}

/// Where the times of a route come from, each source once.
fn sources(route: &RouteView) -> Vec<String> {
    let times = route.steps.iter().flat_map(|step| step.wait.iter().chain(&step.processing));
    let titles: BTreeSet<&String> = times.flat_map(|evidence| &evidence.sources).collect();
    titles.into_iter().cloned().collect()
}

#[component]
fn SlipStep(step: StepView, number: usize) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let rows = facts(texts, lang, &step)
        .into_iter()
        .map(|(name, value)| view! { <div><dt>{name}</dt><dd>{value}</dd></div> });
    let documents = step.required_documents.clone();
    let wait = if step.is_start() {
        view! { {texts.routes_begin_here} }.into_any()
    } else {
        time(texts, step.wait).into_any()
    };
    let processing = step.processing.map(|evidence| {
        view! { <div><dt>{texts.slip_processing}</dt><dd><EvidenceText evidence=evidence /></dd></div> }
    });
    let bring = if documents.is_empty() {
        view! { {texts.slip_nothing_to_bring} }.into_any()
    } else {
        let items = documents.into_iter().map(|name| view! { <li>{name}</li> });
        view! { <ul class="to-bring">{items.collect_view()}</ul> }.into_any()
    };
    view! {
        <li class="slip-step">
            <h2><span class="rank" aria-hidden="true">{number}</span> {step.actor.name}</h2>
            <dl class="facts">
                <div><dt>{texts.slip_wait}</dt><dd>{wait}</dd></div>
                {rows.collect_view()}
                {processing}
                <div><dt>{texts.routes_documents}</dt><dd>{bring}</dd></div>
                <div class="by-hand"><dt>{texts.slip_appointment}</dt><dd></dd></div>
            </dl>
        </li>
    }
}

fn facts(texts: &'static Texts, lang: Lang, step: &StepView) -> Vec<(&'static str, String)> {
    let contact = step.contact.clone().unwrap_or_else(|| texts.slip_no_contact.to_owned());
    let consent = match step.consent_needed {
        Some(true) => Some(texts.slip_consent_needed.to_owned()),
        Some(false) => Some(texts.routes_no_consent.to_owned()),
        None => None,
    };
    let mode = step.mode.map(|mode| mode.label(lang).to_owned());
    let rows = [
        (texts.slip_service, step.service.clone()),
        (texts.slip_contact, Some(contact)),
        (texts.slip_handover, mode),
        (texts.slip_consent, consent),
    ];
    rows.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
}

fn time(texts: &'static Texts, evidence: Option<Evidence>) -> impl IntoView {
    match evidence {
        Some(evidence) => view! { <EvidenceText evidence=evidence /> }.into_any(),
        None => view! { {texts.unknown} }.into_any(),
    }
}
