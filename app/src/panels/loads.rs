//! How full the services are, as tables.

use analysis::{Agreement, ArrivalBasis, LittleCheck, LoadLevel, MissingInput};
use leptos::prelude::*;
use model::Lang;

use crate::api::{LoadLine, ModelledWait, UnknownLoadLine};
use crate::components::{DataTable, EvidenceText, ExampleBadge};
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
        texts.column_modelled,
    ];
    let rows = loads.into_iter().map(|line| view! { <LoadRow ags=ags.clone() line=line /> });
    let rows = rows.collect_view();
    view! {
        <section aria-labelledby="auslastung">
            <h2 id="auslastung">{texts.strain_loads} " " <ExampleBadge /></h2>
            <p class="muted">{texts.strain_loads_text}</p>
            <DataTable labelled_by="auslastung" headings=headings class="loads">{rows}</DataTable>
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
    let warning = |text: String| view! { <small class="fit-warning">{text}</small> };
    let disagreement = disagreement(texts, &line).map(|text| warning(text.to_owned()));
    let little = line.little.map(|check| warning(little(texts, lang, check)));
    let wait = line.wait.map(|evidence| view! { <EvidenceText evidence=evidence /> });
    view! {
        <tr>
            <th scope="row">{line.service}</th>
            <td><a href=paths::actor(&ags, line.actor.id.as_str())>{line.actor.name}</a></td>
            <td class="number">{format::rounded(lang, line.arrivals_per_month.0)} {basis}</td>
            <td class="number">{format::rounded(lang, line.capacity_per_month.0)}</td>
            <td><Utilisation permille=line.utilisation_permille level=line.level /></td>
            <td>{wait.map_or_else(|| texts.unknown.into_any(), IntoAny::into_any)} {little}</td>
            <td>{modelled(texts, lang, line.modelled)} {disagreement}</td>
        </tr>
    }
    .into_any()
}

fn modelled(texts: &'static Texts, lang: Lang, wait: ModelledWait) -> String {
    match wait {
        ModelledWait::Steady(wait) => sentences::scenario::wait(lang, wait),
        ModelledWait::Growing => texts.modelled_growing.to_owned(),
        ModelledWait::Unknown => texts.unknown.to_owned(),
    }
}

/// That the computed wait is not the observed one; a lower bound below it says nothing.
fn disagreement(texts: &'static Texts, line: &LoadLine) -> Option<&'static str> {
    match (line.agreement?, line.basis) {
        (Agreement::ModelAbove, _) => Some(texts.modelled_above),
        (Agreement::ModelBelow, ArrivalBasis::Observed) => Some(texts.modelled_below),
        (Agreement::ModelBelow, ArrivalBasis::Referrals { .. }) | (Agreement::Agrees, _) => None,
    }
}

/// "… gezählt 40, zu erwarten 12".
fn little(texts: &'static Texts, lang: Lang, check: LittleCheck) -> String {
    let [counted, expected] =
        [check.observed_queue, check.expected_queue].map(|queue| format::rounded(lang, queue));
    format!("{} {counted}, {} {expected}", texts.little_text, texts.little_expected)
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
            <div class="table-scroll" tabindex="0" role="group" aria-label=texts.strain_unknown>
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
