//! What would help most, and what does not fit in the numbers.

use leptos::prelude::*;

use crate::api::{HelpLine, ProblemLine};
use crate::components::{DataTable, ExampleBadge};
use crate::format;
use crate::routes::paths;
use crate::state::{StrainQuery, use_lang};
use crate::text::{sentences, use_texts};

/// Services by what one more unit there would bring.
#[component]
pub(crate) fn Help(
    ags: Memo<String>,
    lines: Vec<HelpLine>,
    query: Memo<StrainQuery>,
) -> impl IntoView {
    let texts = use_texts();
    let headings = [
        texts.column_service,
        texts.help_added,
        texts.help_growth,
        texts.help_waiting,
        texts.whatif_title,
    ];
    let is_empty = lines.is_empty();
    let rows = lines.into_iter().map(|line| view! { <HelpRow ags=ags line=line query=query /> });
    let rows = rows.collect_view();
    view! {
        <section aria-labelledby="hilfe">
            <h2 id="hilfe">
                {texts.help_title} " " <span class="badge">{texts.whatif_badge}</span> " " <ExampleBadge />
            </h2>
            <p class="muted">{texts.help_text}</p>
            {is_empty.then(|| view! { <p class="notice">{texts.help_none}</p> })}
            {(!is_empty).then(|| view! {
                <DataTable labelled_by="hilfe" headings=headings>{rows}</DataTable>
            })}
        </section>
    }
    .into_any()
}

#[component]
fn HelpRow(ags: Memo<String>, line: HelpLine, query: Memo<StrainQuery>) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let growth = line.growth_avoided_per_month;
    let growth =
        (growth.0.thousandths() > 0).then(|| sentences::findings::cases_per_month(lang, growth));
    let saved = line.waiting_saved_per_month;
    let saved = (saved.thousandths() > 0).then(|| format::rounded(lang, saved));
    let none = || "–".to_owned();
    let change = format!("platz:{}:{}", line.service.id, line.added);
    let href = move || query.with(|query| query.with_change(change.clone()));
    let actor = paths::actor(&ags.get_untracked(), line.actor.id.as_str());
    view! {
        <tr>
            <th scope="row">
                {line.service.name} <br /> <a class="small" href=actor>{line.actor.name}</a>
            </th>
            <td>{format!("+{} ({})", format::decimal(lang, line.added), line.unit.label(lang))}</td>
            <td class="number">{growth.unwrap_or_else(none)}</td>
            <td class="number">{saved.unwrap_or_else(none)}</td>
            <td><a class="more" href=href>{texts.help_try}</a></td>
        </tr>
    }
    .into_any()
}

/// What is wrong with the observations, in plain words.
#[component]
pub(crate) fn Problems(lines: Vec<ProblemLine>) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    if lines.is_empty() {
        return ().into_any();
    }
    let n = lines.len();
    let rows = lines.into_iter().map(|line| {
        let text = sentences::observations::traffic_problem(lang, &line.problem, &line.names);
        view! { <li>{text}</li> }
    });
    view! {
        <details class="unknown-loads">
            <summary><h2>{texts.problems_title}</h2> " " <span class="count">{n}</span></summary>
            <p class="muted">{texts.problems_text}</p>
            <ul class="plain spaced">{rows.collect_view()}</ul>
        </details>
    }
    .into_any()
}
