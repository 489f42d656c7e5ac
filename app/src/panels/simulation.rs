//! The simulation beside the formula.

use leptos::prelude::*;

use crate::api::{ApiError, SimulatedStation, SimulationView};
use crate::components::{ExampleBadge, Problem};
use crate::format;
use crate::state::{StrainQuery, use_lang};
use crate::text::{sentences, use_texts};

/// Offers to replay the network with its changes, and shows what was seen.
#[component]
pub(crate) fn Replay(
    result: Option<Result<SimulationView, ApiError>>,
    query: Memo<StrainQuery>,
) -> impl IntoView {
    let texts = use_texts();
    let body = match result {
        None => {
            let href = move || query.with(StrainQuery::simulated);
            view! { <p><a class="button" href=href>{texts.replay_start}</a></p> }.into_any()
        }
        Some(Err(error)) => view! { <Problem error=error /> }.into_any(),
        Some(Ok(view)) => view! { <ReplayTable view=view /> }.into_any(),
    };
    view! {
        <section aria-labelledby="nachspielen">
            <h2 id="nachspielen">
                {texts.replay_title} " " <span class="badge">{texts.whatif_badge}</span> " " <ExampleBadge />
            </h2>
            <p class="muted">{texts.replay_text}</p>
            {body}
        </section>
    }
    .into_any()
}

#[component]
fn ReplayTable(view: SimulationView) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let summary = sentences::scenario::replayed(lang, &view);
    let headings =
        [texts.column_service, texts.replay_wait, texts.replay_formula, texts.replay_queue];
    let rows = view.stations.into_iter().map(|row| view! { <ReplayRow row=row /> }).collect_view();
    view! {
        <p>{summary}</p>
        <div class="table-scroll" tabindex="0" role="group" aria-labelledby="nachspielen">
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

#[component]
fn ReplayRow(row: SimulatedStation) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let days = |value| format::rounded(lang, value);
    let wait = match row.wait {
        None => texts.unknown.to_owned(),
        Some((mean, None)) => days(mean),
        Some((mean, Some(half))) => format!("{} ± {}", days(mean), days(half)),
    };
    let formula = row.formula.map_or_else(
        || texts.modelled_growing.to_owned(),
        |wait| sentences::scenario::wait_in_tenths(lang, wait),
    );
    view! {
        <tr>
            <th scope="row">{row.service}</th>
            <td class="number">{wait}</td>
            <td class="number">{formula}</td>
            <td class="number">{format::integer(lang, row.waiting_at_end)}</td>
        </tr>
    }
    .into_any()
}
