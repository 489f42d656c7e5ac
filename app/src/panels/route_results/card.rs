//! The list of routes: each as a swimlane, and station by station with its evidence.

use analysis::RouteCriterion;
use leptos::prelude::*;

use super::{BESIDE_LIST, FoundRoutes, chain, time};
use crate::api::{Evidence, RoomView, RouteView, StepView};
use crate::components::{EvidenceText, ExampleBadge, Swimlane, SwimlaneLegend};
use crate::routes::paths;
use crate::state::use_lang;
use crate::text::{Texts, sentences, use_texts};

/// The routes in the chosen order, and below them the chosen one if it is none of these.
#[component]
pub(crate) fn RouteList(found: FoundRoutes) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let card = move |position: usize| {
        let route = found.routes.with_value(|routes| routes.get(position).cloned())?;
        Some(view! { <RouteCard found=found route=route position=position /> })
    };
    let beside = move || {
        let position = found.shown.get();
        (position >= found.n_listed).then(|| {
            view! {
                <h3>{texts.routes_selected}</h3>
                <ol class="routes-list">{card(position)}</ol>
            }
        })
    };
    view! {
        <section class="results" aria-labelledby="wege">
            <h2 id="wege">{texts.routes_list}</h2>
            <Order found=found />
            <SwimlaneLegend />
            <ol class="routes-list">{(0..found.n_listed).map(card).collect_view()}</ol>
            <div id=BESIDE_LIST class="beside-list">{beside}</div>
            <p class="visually-hidden" role="status">
                {move || sentences::route_number(lang, found.shown.get() + 1)} ": " {texts.routes_shown}
            </p>
        </section>
    }
}

fn order_name(texts: &'static Texts, criterion: RouteCriterion) -> &'static str {
    match criterion {
        RouteCriterion::Fastest => texts.order_fast,
        RouteCriterion::Surest => texts.order_sure,
        RouteCriterion::FewestHandovers => texts.order_handovers,
        RouteCriterion::FewestRegimeChanges => texts.order_regimes,
    }
}

/// By what the list is ordered.
#[component]
fn Order(found: FoundRoutes) -> impl IntoView {
    let texts = use_texts();
    let links = RouteCriterion::ALL.map(|criterion| {
        let is_current = move || found.query.with(|query| query.criterion) == criterion;
        view! {
            <a href=move || found.ordered_by(criterion) aria-current=move || is_current().then_some("true")>
                {order_name(texts, criterion)}
            </a>
        }
    });
    view! {
        <nav class="order" aria-label=texts.routes_order>
            <span class="muted" aria-hidden="true">{texts.routes_order}</span>
            {links.into_iter().collect_view()}
        </nav>
    }
}

#[component]
fn RouteCard(found: FoundRoutes, route: RouteView, position: usize) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let facts = [
        sentences::handovers(lang, route.n_handovers.into()),
        sentences::regime_changes(lang, route.n_regime_changes.into()),
    ];
    let is_shown = move || found.is_shown(position);
    let steps = route.steps.clone();
    view! {
        <li class="route-card" id=(position < found.n_listed).then(|| found.anchor(position)) class:shown=is_shown>
            <header>
                <h3>{sentences::route_number(lang, position + 1)}</h3>
                <p class="route-time">
                    <span class="number">{time(lang, &route)}</span>
                    {route.uses_example_data.then(|| view! { " " <ExampleBadge /> })}
                </p>
                <p class="muted small">{facts.join(" · ")}</p>
                <p class="route-links">
                    <a class="show-route" href=move || found.show(position, "wegbild") aria-current=move || is_shown().then_some("true")>
                        {move || if is_shown() { texts.routes_shown } else { texts.routes_show }}
                    </a>
                    <a href=move || found.slip(position)>{texts.routes_slip}</a>
                </p>
            </header>
            <p class="visually-hidden">{chain(&route)}</p>
            <Swimlane steps=route.steps defines_pattern=position == 0 />
            <details open=position == 0>
                <summary>{texts.routes_stations}</summary>
                <Stations ags=found.ags steps=steps />
            </details>
        </li>
    }
}

#[component]
fn Stations(ags: Memo<String>, steps: Vec<StepView>) -> impl IntoView {
    let steps = steps
        .into_iter()
        .enumerate()
        .map(|(number, step)| view! { <Station ags=ags step=step number=number + 1 /> });
    view! { <ol class="stations">{steps.collect_view()}</ol> }
}

#[component]
fn Station(ags: Memo<String>, step: StepView, number: usize) -> impl IntoView {
    let texts = use_texts();
    let is_start = step.is_start();
    let facts = facts(texts, use_lang(), &step);
    let regimes = step.regime_change.map(|(from, to)| {
        view! { <p class="regime-change">{texts.routes_regime_change} ": " {from} " → " {to}</p> }
    });
    let processing = step.processing.map(|evidence| {
        view! { <div class="span-line"><span class="muted">{texts.routes_processing}</span> <EvidenceText evidence=evidence /></div> }
    });
    let shares = step.shares.into_iter().map(|evidence| {
        view! { <div class="span-line"><EvidenceText evidence=evidence named=true /></div> }
    });
    let shares = shares.collect_view();
    let room = step.room.map(|room| view! { <Room room=room /> });
    view! {
        <li class="station">
            <span class="rank" aria-hidden="true">{number}</span>
            <div>
                {regimes}
                {if is_start {
                    view! { <p class="muted">{texts.routes_begin_here}</p> }.into_any()
                } else {
                    view! { <WaitLine wait=step.wait /> }.into_any()
                }}
                <p>
                    <a href=move || paths::actor(&ags.get(), step.actor.id.as_str())>{step.actor.name.clone()}</a>
                    {step.service.map(|service| view! { <span class="muted">" · " {service}</span> })}
                </p>
                {processing}
                {shares}
                {room}
                {(!facts.is_empty()).then(|| view! { <p class="muted small">{facts.join(" · ")}</p> })}
            </div>
        </li>
    }
}

/// How many the station takes, and on what that rests.
#[component]
fn Room(room: RoomView) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let sentence = sentences::routes::room(lang, &room);
    let narrowest = room
        .is_narrowest
        .then(|| view! { " " <span class="tag tag-gap">{texts.routes_narrowest_here}</span> });
    let evidence = room
        .evidence
        .into_iter()
        .map(|evidence| view! { <EvidenceText evidence=evidence named=true /> });
    view! {
        <div class="span-line">
            <span class="muted">{sentence}</span>
            {narrowest}
            {evidence.collect_view()}
        </div>
    }
    .into_any()
}

/// How one is handed over, and what for.
fn facts(texts: &'static Texts, lang: model::Lang, step: &StepView) -> Vec<String> {
    let mode = step.mode.map(|mode| mode.label(lang).to_owned());
    let agreement =
        step.agreement.as_ref().map(|name| format!("{}: {name}", texts.relation_agreement));
    let documents = (!step.required_documents.is_empty())
        .then(|| format!("{}: {}", texts.routes_documents, step.required_documents.join(", ")));
    let consent = (step.consent_needed == Some(true)).then(|| texts.routes_consent.to_owned());
    let language =
        (step.is_language_stated == Some(false)).then(|| texts.routes_language_unstated.to_owned());
    [mode, agreement, documents, consent, language].into_iter().flatten().collect()
}

#[component]
fn WaitLine(wait: Option<Evidence>) -> impl IntoView {
    let texts = use_texts();
    match wait {
        Some(evidence) => view! {
            <div class="span-line span-wait">
                <span class="muted">{texts.routes_wait}</span>
                <EvidenceText evidence=evidence />
            </div>
        }
        .into_any(),
        None => {
            view! { <p class="span-line span-unknown">{texts.routes_unknown_wait}</p> }.into_any()
        }
    }
}
