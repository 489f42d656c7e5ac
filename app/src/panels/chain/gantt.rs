//! The course of a chain on a day axis: a row per step, waiting outlined, processing filled.

use leptos::prelude::*;
use model::Lang;

use super::StepTags;
use super::axis::DayAxis;
use crate::api::{ChainStepView, ChainView};
use crate::state::use_lang;
use crate::text::sentences::chain as sentences;
use crate::text::use_texts;

/// Top and height of a bar in pixels; bars that decide are higher.
const BAR: (u32, u32) = (9, 10);
const CRITICAL_BAR: (u32, u32) = (5, 18);

/// The chart; the table of the steps says the same, so it is hidden from those who cannot see it.
#[component]
pub(crate) fn Gantt(view: ChainView) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let axis = DayAxis::to(view.steps.iter().map(|step| step.span.ends));
    let steps = view.steps.into_iter().map(|step| view! { <Row step=step axis=axis /> });
    let ticks = axis.ticks().into_iter().map(|day| {
        let x = axis.x(model::Days::from_days(u32::try_from(day).unwrap_or(u32::MAX)));
        view! { <text x=x y="14" class="tick">{tick(lang, day)}</text> }
    });
    view! {
        <div class="gantt" aria-hidden="true">
            <div class="gantt-row gantt-axis">
                <p class="muted small">{texts.chain_axis}</p>
                <svg class="gantt-bar" height="20">{ticks.collect_view()}</svg>
            </div>
            {steps.collect_view()}
            <GanttLegend />
        </div>
    }
    .into_any()
}

/// The first names the unit.
fn tick(lang: Lang, day: u64) -> String {
    match (lang, day) {
        (Lang::De, 0) => "Tag 0".to_owned(),
        (Lang::En, 0) => "day 0".to_owned(),
        _ => day.to_string(),
    }
}

#[component]
fn Row(step: ChainStepView, axis: DayAxis) -> impl IntoView {
    let lang = use_lang();
    let by = step.provider().map(|provider| {
        let others = sentences::others(lang, provider.n_others);
        let others = others.map(|others| format!(" · {others}")).unwrap_or_default();
        format!("{}{others}", provider.actor.name)
    });
    let regimes = (!step.regimes.is_empty()).then(|| step.regimes.join(", "));
    let lines = axis.ticks().into_iter().map(|day| {
        let x = axis.x(model::Days::from_days(u32::try_from(day).unwrap_or(u32::MAX)));
        view! { <line x1=x.clone() x2=x y1="0" y2="100%" class="tick-line" /> }
    });
    view! {
        <div class="gantt-row">
            <div class="gantt-label">
                <p><strong>{step.label.clone()}</strong> " " <StepTags step=step.clone() /></p>
                <p class="muted small">
                    {by} {regimes.map(|regimes| view! { " " <span class="tag tag-regime">{regimes}</span> })}
                </p>
            </div>
            <svg class="gantt-bar" height="28">
                {lines.collect_view()}
                <Bar step=step axis=axis />
            </svg>
        </div>
    }
    .into_any()
}

/// Waiting outlined, processing filled, a question mark where a time is unknown, a cross where
/// nobody does the step.
#[component]
fn Bar(step: ChainStepView, axis: DayAxis) -> impl IntoView {
    let (y, height) = if step.is_critical { CRITICAL_BAR } else { BAR };
    let span = step.span;
    let mut class = "step-bar".to_owned();
    for (is_so, name) in [(step.is_critical, " critical"), (step.is_optional, " optional")] {
        if is_so {
            class.push_str(name);
        }
    }
    let is_open = step.provider().is_none();
    let sign = if is_open { "×" } else { "?" };
    let has_sign = is_open || step.has_unknown_time();
    view! {
        <g class=class class:open=is_open>
            {(span.waits_from < span.begins).then(|| view! {
                <rect class="waiting-part" x=axis.x(span.waits_from) width=axis.width(span.waits_from, span.begins) y=y height=height />
            })}
            {(span.begins < span.ends).then(|| view! {
                <rect class="processing-part" x=axis.x(span.begins) width=axis.width(span.begins, span.ends) y=y height=height />
            })}
            {(span.begins == span.ends && !is_open).then(|| view! {
                <circle class="done-mark" cx=axis.x(span.ends) cy="14" r="5" />
            })}
            {has_sign.then(|| view! { <text class="unknown-sign" x=axis.x(span.ends) dx="8" y="20">{sign}</text> })}
        </g>
    }
    .into_any()
}

#[component]
fn GanttLegend() -> impl IntoView {
    let texts = use_texts();
    view! {
        <ul class="plain gantt-legend">
            <li><svg width="28" height="12" class="step-bar"><rect class="waiting-part" x="1" y="1" width="26" height="10" /></svg> " " {texts.chain_legend_waiting}</li>
            <li><svg width="28" height="12" class="step-bar"><rect class="processing-part" width="28" height="12" /></svg> " " {texts.chain_legend_processing}</li>
            <li><svg width="28" height="18" class="step-bar critical"><rect class="processing-part" width="28" height="18" /></svg> " " {texts.chain_legend_critical}</li>
            <li><svg width="12" height="12" class="step-bar"><circle class="done-mark" cx="6" cy="6" r="5" /></svg> " " {texts.chain_legend_done}</li>
            <li><span class="unknown-sample">"?"</span> " " {texts.chain_legend_unknown}</li>
            <li><span class="unknown-sample">"×"</span> " " {texts.chain_legend_nobody}</li>
        </ul>
    }
    .into_any()
}
