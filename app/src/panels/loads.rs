//! Bottlenecks as sentences and as tables.

use analysis::{ArrivalBasis, LoadLevel, MissingInput};
use leptos::prelude::*;

use crate::api::{DependenceLine, LoadLine, StrainEntry, UnknownLoadLine};
use crate::components::{EvidenceText, ExampleBadge};
use crate::format;
use crate::routes::paths;
use crate::state::use_lang;
use crate::text::{Texts, sentences, use_texts};

fn level_text(texts: &'static Texts, level: LoadLevel) -> &'static str {
    match level {
        LoadLevel::Free => texts.strain_free,
        LoadLevel::Tight => texts.strain_tight,
        LoadLevel::Overloaded => texts.strain_overloaded,
    }
}

fn level_class(level: LoadLevel) -> &'static str {
    match level {
        LoadLevel::Free => "level level-free",
        LoadLevel::Tight => "level level-tight",
        LoadLevel::Overloaded => "level level-overloaded",
    }
}

/// One bottleneck: what it is, a sentence, its numbers, the way into the picture.
#[component]
pub(crate) fn StrainItem(ags: String, position: usize, entry: StrainEntry) -> impl IntoView {
    let number = position + 1;
    match entry {
        StrainEntry::Load(line) => {
            view! { <LoadItem ags=ags number=number line=line /> }.into_any()
        }
        StrainEntry::Dependence(line) => {
            view! { <DependenceItem ags=ags number=number line=line /> }.into_any()
        }
    }
}

#[component]
fn LoadItem(ags: String, number: usize, line: LoadLine) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let arrivals = format::rounded(lang, line.arrivals_per_month.0);
    let capacity = format::rounded(lang, line.capacity_per_month.0);
    let growth = line.backlog_growth_per_month.map(|growth| format::rounded(lang, growth.0));
    let sentence = sentences::load(lang, &line.service, [&arrivals, &capacity], growth.as_deref());
    view! {
        <li class="strain-item">
            <span class="rank" aria-hidden="true">{number}</span>
            <div>
                <h3>{line.actor.name.clone()}</h3>
                <p>{sentence}</p>
                <p class="strain-facts">
                    <span class=level_class(line.level)>{level_text(texts, line.level)}</span>
                    <span class="number">{format::percent(line.utilisation_permille)}</span>
                    {line.is_example.then(|| view! { <ExampleBadge /> })}
                    <a class="more" href=paths::actor(&ags, line.actor.id.as_str())>{texts.strain_show}</a>
                </p>
            </div>
        </li>
    }
}

#[component]
fn DependenceItem(ags: String, number: usize, line: DependenceLine) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let sentence = sentences::dependence(
        lang,
        &line.fields,
        line.n_municipalities,
        line.n_municipalities_total,
    );
    view! {
        <li class="strain-item">
            <span class="rank" aria-hidden="true">{number}</span>
            <div>
                <h3>{line.actor.name.clone()}</h3>
                <p>{sentence}</p>
                <p class="strain-facts">
                    <span class="level level-dependence">{texts.strain_dependence}</span>
                    <span>{sentences::pairs_lost(lang, line.n_pairs_lost, line.n_pairs_total)}</span>
                    <span>{sentences::affected(lang, line.affected_population)}</span>
                    <a class="more" href=paths::actor(&ags, line.actor.id.as_str())>{texts.strain_show}</a>
                </p>
            </div>
        </li>
    }
}

/// Every service whose utilisation is known.
#[component]
pub(crate) fn LoadTable(ags: String, loads: Vec<LoadLine>) -> impl IntoView {
    let texts = use_texts();
    let headings = [
        texts.column_service,
        texts.column_actor,
        texts.column_arrivals,
        texts.column_capacity,
        texts.column_utilisation,
        texts.column_wait,
    ];
    let rows = loads.into_iter().map(|line| view! { <LoadRow ags=ags.clone() line=line /> });
    view! {
        <section aria-labelledby="auslastung">
            <h2 id="auslastung">{texts.strain_loads} " " <ExampleBadge /></h2>
            <p class="muted">{texts.strain_loads_text}</p>
            <div class="table-scroll" tabindex="0" role="region" aria-labelledby="auslastung">
                <table class="loads">
                    <thead>
                        <tr>{headings.map(|name| view! { <th scope="col">{name}</th> }).into_iter().collect_view()}</tr>
                    </thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
        </section>
    }
}

#[component]
fn LoadRow(ags: String, line: LoadLine) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let basis = match line.basis {
        ArrivalBasis::Observed => None,
        ArrivalBasis::Referrals { .. } => {
            Some(view! { <small class="muted">" " {texts.basis_referrals}</small> })
        }
    };
    let wait = line.wait.map(|evidence| view! { <EvidenceText evidence=evidence /> });
    view! {
        <tr>
            <th scope="row">{line.service}</th>
            <td><a href=paths::actor(&ags, line.actor.id.as_str())>{line.actor.name}</a></td>
            <td class="number">{format::rounded(lang, line.arrivals_per_month.0)} {basis}</td>
            <td class="number">{format::rounded(lang, line.capacity_per_month.0)}</td>
            <td><Utilisation permille=line.utilisation_permille level=line.level /></td>
            <td>{wait.map_or_else(|| texts.unknown.into_any(), IntoAny::into_any)}</td>
        </tr>
    }
}

/// A bar up to 150 % with a mark at 100 %, the number and the level in words.
#[component]
fn Utilisation(permille: u32, level: LoadLevel) -> impl IntoView {
    let texts = use_texts();
    let width = permille.min(1500) / 10;
    view! {
        <span class="utilisation">
            <svg class=format!("bar {}", level_class(level)) viewBox="0 0 150 10" preserveAspectRatio="none" aria-hidden="true">
                <rect class="bar-ground" width="150" height="10" />
                <rect class="bar-value" width=width height="10" />
                <rect class="bar-mark" x="99.5" width="1" height="10" />
            </svg>
            <span class="number">{format::percent(permille)}</span>
            <span class=level_class(level)>{level_text(texts, level)}</span>
        </span>
    }
}

/// Services whose utilisation nobody can tell, and what is missing for it.
#[component]
pub(crate) fn UnknownLoads(ags: String, unknown: Vec<UnknownLoadLine>) -> impl IntoView {
    let texts = use_texts();
    if unknown.is_empty() {
        return None;
    }
    let missing_text = |missing: &MissingInput| match missing {
        MissingInput::Arrivals => texts.missing_arrivals,
        MissingInput::ProcessingTime => texts.missing_processing,
        MissingInput::Capacity => texts.missing_capacity,
    };
    let n = unknown.len();
    let rows = unknown.into_iter().map(|line| {
        let missing: Vec<&str> = line.missing.iter().map(missing_text).collect();
        view! {
            <tr>
                <th scope="row">{line.service}</th>
                <td><a href=paths::actor(&ags, line.actor.id.as_str())>{line.actor.name}</a></td>
                <td>{missing.join(", ")}</td>
            </tr>
        }
    });
    let headings = [texts.column_service, texts.column_actor, texts.column_missing];
    Some(view! {
        <details class="unknown-loads">
            <summary><h2>{texts.strain_unknown}</h2> <span class="count">{n}</span></summary>
            <p class="muted">{texts.strain_unknown_text}</p>
            <div class="table-scroll" tabindex="0" role="region" aria-label=texts.strain_unknown>
                <table>
                    <thead>
                        <tr>{headings.map(|name| view! { <th scope="col">{name}</th> }).into_iter().collect_view()}</tr>
                    </thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
        </details>
    })
}
