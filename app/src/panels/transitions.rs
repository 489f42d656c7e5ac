//! From one Rechtskreis to another: a heat map, and the same as a table.

use analysis::SLOW_TRANSITION_DAYS;
use leptos::prelude::*;

use crate::api::TransitionLine;
use crate::components::ExampleBadge;
use crate::format;
use crate::state::use_lang;
use crate::text::{Texts, sentences, use_texts};

/// Up to this many days a wait is short.
const SHORT_DAYS: u64 = 14;

/// How long a transition takes: a class and a sign, so that it needs no colour.
fn heat(line: &TransitionLine) -> (&'static str, &'static str) {
    match line.wait.map(|wait| wait.median.whole_days()) {
        None => ("heat heat-unknown", "?"),
        Some(0..=SHORT_DAYS) => ("heat heat-short", "○"),
        Some(days) if days <= SLOW_TRANSITION_DAYS => ("heat heat-medium", "◐"),
        Some(_) => ("heat heat-long", "●"),
    }
}

/// The Rechtskreise on one side, each once, in the order of their first row.
fn regimes(lines: &[TransitionLine], side: impl Fn(&TransitionLine) -> &String) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for line in lines {
        if !found.contains(side(line)) {
            found.push(side(line).clone());
        }
    }
    found
}

#[component]
pub(crate) fn Transitions(lines: Vec<TransitionLine>) -> impl IntoView {
    let texts = use_texts();
    let is_example = lines.iter().any(|line| line.is_example);
    let body = if lines.is_empty() {
        view! { <p class="notice">{texts.regimes_empty}</p> }.into_any()
    } else {
        view! {
            <HeatMap lines=lines.clone() />
            <details class="how">
                <summary>{texts.regimes_table}</summary>
                <TransitionTable lines=lines />
            </details>
        }
        .into_any()
    };
    view! {
        <section aria-labelledby="rechtskreise">
            <h2 id="rechtskreise">
                {texts.regimes_title} " " {is_example.then(|| view! { <ExampleBadge /> })}
            </h2>
            <p class="muted">{texts.regimes_text}</p>
            {body}
        </section>
    }
    .into_any()
}

#[component]
fn HeatMap(lines: Vec<TransitionLine>) -> impl IntoView {
    let texts = use_texts();
    let mut columns = regimes(&lines, |line| &line.to);
    columns.sort_unstable();
    let rows = regimes(&lines, |line| &line.from).into_iter().map(|from| {
        let cells = columns.iter().map(|to| {
            let line = lines.iter().find(|line| line.from == from && line.to == *to);
            line.map_or_else(
                || view! { <td class="heat-none"></td> }.into_any(),
                |line| view! { <HeatCell line=line.clone() /> }.into_any(),
            )
        });
        let cells = cells.collect_view();
        view! { <tr><th scope="row">{from.clone()}</th> {cells}</tr> }
    });
    let rows = rows.collect_view();
    let legend = [
        ("heat-short", "○", texts.regimes_short),
        ("heat-medium", "◐", texts.regimes_medium),
        ("heat-long", "●", texts.regimes_long),
        ("heat-unknown", "?", texts.unknown),
    ];
    let headings = columns.iter().map(|to| view! { <th scope="col">{to.clone()}</th> });
    view! {
        <ul class="heat-legend" aria-hidden="true">
            {legend
                .map(|(class, sign, name)| view! { <li><span class=format!("heat {class}")>{sign}</span> {name}</li> })
                .into_iter()
                .collect_view()}
        </ul>
        <div class="table-scroll" tabindex="0" role="group" aria-labelledby="rechtskreise">
            <table class="heat-map">
                <thead>
                    <tr><th scope="col">{texts.regimes_corner}</th> {headings.collect_view()}</tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

#[component]
fn HeatCell(line: TransitionLine) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let (class, sign) = heat(&line);
    let wait = wait_text(texts, lang, &line);
    let sent = line.sent_per_month.map(|cases| sentences::findings::cases_per_month(lang, cases));
    view! {
        <td class=class>
            <span class="heat-sign" aria-hidden="true">{sign}</span>
            <span class="number">{wait}</span>
            {sent.map(|sent| view! { <small>{sent}</small> })}
        </td>
    }
    .into_any()
}

fn wait_text(texts: &'static Texts, lang: model::Lang, line: &TransitionLine) -> String {
    line.wait.map_or_else(
        || texts.unknown.to_owned(),
        |wait| sentences::days(lang, wait.median.whole_days()),
    )
}

#[component]
fn TransitionTable(lines: Vec<TransitionLine>) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let headings = [
        texts.column_transition,
        texts.column_wait,
        texts.column_sent,
        texts.column_links,
        texts.column_agreement,
        texts.column_feedback,
    ];
    let share = move |n: u32, of: u32| format!("{n} / {of}");
    let rows = lines.into_iter().map(move |line| {
        let sent = line.sent_per_month.map(|cases| format::rounded(lang, cases.0));
        let longest = line.is_longest.then(|| {
            view! { " " <span class="badge badge-exception">{texts.regimes_longest}</span> }
        });
        let unknown = (line.n_feedback_unknown > 0)
            .then(|| format!(" ({} {})", line.n_feedback_unknown, texts.unknown));
        view! {
            <tr>
                <th scope="row">{format!("{} → {}", line.from, line.to)}</th>
                <td><span class="number">{wait_text(texts, lang, &line)}</span> {longest}</td>
                <td class="number">{sent.unwrap_or_else(|| texts.unknown.to_owned())}</td>
                <td class="number">{line.n_relations}</td>
                <td class="number">{share(line.n_with_agreement, line.n_passable)}</td>
                <td class="number">{share(line.n_feedback_agreed, line.n_passable)} {unknown}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    view! {
        <div class="table-scroll" tabindex="0" role="group" aria-label=texts.regimes_table>
            <table>
                <thead>
                    <tr>{headings.map(|name| view! { <th scope="col">{name}</th> }).into_iter().collect_view()}</tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}
