//! An observed number with everything one needs to judge it.

use leptos::prelude::*;
use model::{Lang, Statistic, Unit};

use super::ConfidenceBadge;
use crate::api::Evidence;
use crate::format;
use crate::state::use_lang;
use crate::text::{sentences, use_texts};

/// "34 Tage", "12,5 Fälle pro Monat", "40 %".
fn value_text(lang: Lang, evidence: &Evidence) -> String {
    match evidence.unit {
        Unit::Days => {
            let whole = model::Days::from_decimal(evidence.value).map(model::Days::whole_days);
            sentences::days(lang, whole.unwrap_or_default())
        }
        Unit::Ratio => {
            let permille = u32::try_from(evidence.value.thousandths()).unwrap_or_default();
            format::percent(permille)
        }
        Unit::Cases | Unit::CasesPerMonth => {
            let value = format::rounded(lang, evidence.value);
            format!("{value} {}", evidence.unit.label(lang))
        }
    }
}

/// Statistic, n, clock, period, method and source, in one line.
fn details(lang: Lang, evidence: &Evidence) -> String {
    let mut parts = Vec::new();
    if evidence.statistic != Statistic::Share {
        parts.push(evidence.statistic.label(lang).to_owned());
    }
    parts.extend(evidence.n.map(|n| format!("n = {n}")));
    parts.extend(evidence.clock.as_ref().map(|(from, to)| format!("{from} → {to}")));
    if let (Some(from), Some(to)) = evidence.period {
        parts.push(format!("{}–{}", format::date(lang, from), format::date(lang, to)));
    }
    parts.push(evidence.method.label(lang).to_owned());
    parts.extend(evidence.sources.iter().cloned());
    parts.join(" · ")
}

/// The number; what it rests on opens on demand.
#[component]
pub(crate) fn EvidenceText(
    evidence: Evidence,
    /// Says the metric before the number.
    #[prop(optional)]
    named: bool,
) -> impl IntoView {
    let lang = use_lang();
    let name = named.then(|| format!("{}: ", evidence.metric.label(lang)));
    let statistic = (evidence.statistic == Statistic::P90).then_some(" (P90)");
    view! {
        <details class="evidence">
            <summary>
                {name} <span class="number">{value_text(lang, &evidence)}</span> {statistic}
            </summary>
            <p>{details(lang, &evidence)} " " <ConfidenceBadge confidence=evidence.confidence /></p>
        </details>
    }
}

/// The first few of the numbers something rests on; opens on demand, nothing where there are none.
#[component]
pub(crate) fn EvidenceList(evidence: Vec<Evidence>, n_more: usize) -> impl IntoView {
    let texts = use_texts();
    if evidence.is_empty() {
        return None;
    }
    let n = evidence.len() + n_more;
    let rows =
        evidence.into_iter().map(|row| view! { <li><EvidenceText evidence=row named=true /></li> });
    let more = (n_more > 0).then(|| view! { <li class="muted">{format!("+{n_more}")}</li> });
    Some(
        view! {
            <details class="finding-evidence">
                <summary>{texts.findings_evidence} " " <span class="count">{n}</span></summary>
                <ul class="plain">{rows.collect_view()} {more}</ul>
            </details>
        }
        .into_any(),
    )
}
