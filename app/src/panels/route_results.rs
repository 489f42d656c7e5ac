//! The routes found: one beside the other, station by station, and why not another way.

use analysis::{ExclusionReason, MissingConfirmation, NoRoute};
use leptos::prelude::*;
use model::Lang;

use crate::api::{Evidence, NearMiss, RouteAnswer, RouteView, StepView};
use crate::components::{EvidenceText, ExampleBadge};
use crate::routes::paths;
use crate::state::{RoutesQuery, use_lang};
use crate::text::{Texts, sentences, use_texts};

#[component]
pub(crate) fn RouteResults(
    ags: Memo<String>,
    answer: RouteAnswer,
    query: Memo<RoutesQuery>,
) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let heading = sentences::routes_heading(lang, &answer.municipality, &answer.goal);
    let n_routes = answer.routes.len();
    let shown = Memo::new(move |_| query.with(|query| query.shown).min(n_routes.saturating_sub(1)));
    let summary = (n_routes > 1).then(|| view! { <Comparison routes=answer.routes.clone() /> });
    let routes = answer.routes.into_iter().enumerate().map(|(position, route)| {
        view! { <RouteCard ags=ags route=route position=position shown=shown query=query /> }
    });
    view! {
        <section class="results" aria-labelledby="gefunden">
            <h2 id="gefunden">{heading}</h2>
            {answer.why_none.map(|why| view! { <p class="notice" role="status">{why_none(texts, why)}</p> })}
            <ol class="routes-list">{routes.collect_view()}</ol>
            {summary}
            <NearMisses ags=ags misses=answer.near_misses municipality=answer.municipality />
        </section>
    }
}

fn why_none(texts: &'static Texts, why: NoRoute) -> &'static str {
    match why {
        NoRoute::NoEntry => texts.none_no_entry,
        NoRoute::NobodyOffers => texts.none_nobody,
        NoRoute::NotConnected => texts.none_not_connected,
        NoRoute::OnlyWithMoreHandovers => texts.none_handovers,
    }
}

fn title(texts: &'static Texts, lang: Lang, position: usize) -> String {
    match position {
        0 => texts.routes_fastest.to_owned(),
        _ => sentences::route_number(lang, position + 1),
    }
}

#[component]
fn RouteCard(
    ags: Memo<String>,
    route: RouteView,
    position: usize,
    shown: Memo<usize>,
    query: Memo<RoutesQuery>,
) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let time = sentences::route_time(lang, route.total_known.whole_days(), route.n_unknown);
    let facts = [
        sentences::handovers(lang, route.n_handovers.into()),
        sentences::regime_changes(lang, route.n_regime_changes.into()),
    ];
    let chain = chain(&route);
    let is_shown = move || shown.get() == position;
    let show_link = move || {
        let shown = RoutesQuery { shown: position, ..query.get() };
        format!("{}{}", paths::routes(&ags.get()), shown.write())
    };
    let steps = route.steps.into_iter().enumerate().map(|(number, step)| {
        view! { <Station ags=ags step=step number=number + 1 /> }
    });
    view! {
        <li class="route-card" class:shown=is_shown>
            <header>
                <h3>{title(texts, lang, position)}</h3>
                <p class="route-time">
                    <span class="number">{time}</span>
                    {route.uses_example_data.then(|| view! { " " <ExampleBadge /> })}
                </p>
                <p class="muted">{facts.join(" · ")}</p>
                <a class="show-route" href=show_link aria-current=move || is_shown().then_some("true")>
                    {move || if is_shown() { texts.routes_shown } else { texts.routes_show }}
                </a>
            </header>
            <details open=position == 0>
                <summary>{chain}</summary>
                <ol class="stations">{steps.collect_view()}</ol>
            </details>
        </li>
    }
}

/// The stations of a route in one line.
fn chain(route: &RouteView) -> String {
    let names: Vec<&str> = route.steps.iter().map(|step| step.actor.name.as_str()).collect();
    names.join(" → ")
}

#[component]
fn Station(ags: Memo<String>, step: StepView, number: usize) -> impl IntoView {
    let texts = use_texts();
    let is_start = step.relation.is_none() && step.service.is_none();
    let regimes = step.regime_change.map(|(from, to)| {
        view! { <p class="regime-change">{texts.routes_regime_change} ": " {from} " → " {to}</p> }
    });
    let facts: Vec<String> =
        step.agreement
            .into_iter()
            .map(|name| format!("{}: {name}", texts.relation_agreement))
            .chain((!step.required_documents.is_empty()).then(|| {
                format!("{}: {}", texts.routes_documents, step.required_documents.join(", "))
            }))
            .collect();
    let processing = step.processing.map(|evidence| {
        view! { <div class="span-line"><span class="muted">{texts.routes_processing}</span> <EvidenceText evidence=evidence /></div> }
    });
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
                {(!facts.is_empty()).then(|| view! { <p class="muted small">{facts.join(" · ")}</p> })}
            </div>
        </li>
    }
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

/// The routes side by side.
#[component]
fn Comparison(routes: Vec<RouteView>) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let headings = [
        texts.routes_column_route,
        texts.routes_column_days,
        texts.routes_column_handovers,
        texts.routes_column_regimes,
        texts.routes_column_over,
    ];
    let rows = routes.into_iter().enumerate().map(|(position, route)| {
        let time = sentences::route_time(lang, route.total_known.whole_days(), route.n_unknown);
        view! {
            <tr>
                <th scope="row">{position + 1}</th>
                <td>{time}</td>
                <td class="number">{route.n_handovers}</td>
                <td class="number">{route.n_regime_changes}</td>
                <td>{chain(&route)}</td>
            </tr>
        }
    });
    view! {
        <h3 id="vergleich">{texts.routes_table}</h3>
        <div class="table-scroll" tabindex="0" role="region" aria-labelledby="vergleich">
            <table>
                <thead><tr>{headings.map(|name| view! { <th scope="col">{name}</th> }).into_iter().collect_view()}</tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
}

fn reason_text(texts: &'static Texts, lang: Lang, miss: &NearMiss, municipality: &str) -> String {
    let only = |lead: &str| format!("{lead} {}", miss.accepted.join(", "));
    match miss.reason {
        ExclusionReason::NotCovering { .. } => {
            format!("{} {municipality}", texts.reason_not_covering)
        }
        ExclusionReason::StatusNotAccepted { .. } => only(texts.reason_status_only),
        ExclusionReason::TargetGroupNotAccepted { .. } => only(texts.reason_group_only),
        ExclusionReason::LanguageNotOffered { .. } => only(texts.reason_language_only),
        ExclusionReason::ServiceNotActive => texts.reason_inactive.to_owned(),
        ExclusionReason::RelationNotPassable(status) => {
            format!("{} {}", texts.reason_relation, status.label(lang))
        }
        ExclusionReason::NotConfirmed(missing) => unconfirmed(texts, missing).to_owned(),
        ExclusionReason::Avoided => texts.reason_avoided.to_owned(),
        ExclusionReason::TooManyHandovers { needed } => {
            format!("{} {}", texts.reason_too_far, sentences::handovers(lang, needed.into()))
        }
    }
}

fn unconfirmed(texts: &'static Texts, missing: MissingConfirmation) -> &'static str {
    match missing {
        MissingConfirmation::Sender => texts.reason_unconfirmed_sender,
        MissingConfirmation::Receiver => texts.reason_unconfirmed_receiver,
        MissingConfirmation::Both => texts.reason_unconfirmed_both,
    }
}

/// How many near misses are shown before the rest would only be noise.
const MAX_MISSES: usize = 12;

#[component]
fn NearMisses(ags: Memo<String>, misses: Vec<NearMiss>, municipality: String) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    if misses.is_empty() {
        return None;
    }
    let items = misses.into_iter().take(MAX_MISSES).map(|miss| {
        let reason = reason_text(texts, lang, &miss, &municipality);
        let id = miss.actor.id.clone();
        view! {
            <li>
                <a href=move || paths::actor(&ags.get(), id.as_str())>{miss.actor.name}</a>
                {miss.service.map(|service| view! { <span class="muted">" · " {service}</span> })}
                ": " {reason}
            </li>
        }
    });
    Some(view! {
        <details class="near-misses">
            <summary>{texts.routes_misses}</summary>
            <p class="muted">{texts.routes_misses_text}</p>
            <ul>{items.collect_view()}</ul>
        </details>
    })
}
