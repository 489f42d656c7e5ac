//! The simulation beside the formula.

use leptos::prelude::*;

use crate::api::{SimulatedStation, SimulationView};
use crate::components::{DataTable, ExampleBadge};
use crate::format;
use crate::replay::Replay;
use crate::state::{StrainQuery, use_lang};
use crate::text::{sentences, use_texts};

/// Offers to replay the network with its changes; says how far it is, and ends it on demand.
///
/// # On the server   the offer is a link, behind it the page with the result.
#[component]
pub(crate) fn ReplaySection(
    replay: Replay,
    query: Memo<StrainQuery>,
    children: Children,
) -> impl IntoView {
    let texts = use_texts();
    let is_asked = Memo::new(move |_| query.with(|query| query.is_simulated));
    let is_running = Memo::new(move |_| replay.permille().is_some());
    let offer = move || {
        let href = query.with(|query| query.with_replay(!is_asked.get()));
        let text = match (is_asked.get(), is_running.get()) {
            (false, _) => texts.replay_start,
            (true, true) => texts.replay_cancel,
            (true, false) => texts.replay_close,
        };
        view! { <p><a class="button" href=href>{text}</a></p> }
    };
    // Said twice, at the beginning and at the end; the bar itself would chatter.
    let state = move || match (is_asked.get(), is_running.get()) {
        (false, _) => "",
        (true, true) => texts.replay_running,
        (true, false) => texts.replay_finished,
    };
    view! {
        <section aria-labelledby="nachspielen">
            <h2 id="nachspielen">
                {texts.replay_title} " " <span class="badge">{texts.whatif_badge}</span> " " <ExampleBadge />
            </h2>
            <p class="muted">{texts.replay_text}</p>
            <p class="visually-hidden" role="status">{state}</p>
            {move || is_running.get().then(|| view! { <ReplayProgress replay=replay /> })}
            <div
                class="replay-result"
                class:stale=move || is_running.get()
                aria-busy=move || is_running.get().then_some("true")
            >
                {children()}
            </div>
            {offer}
        </section>
    }
    .into_any()
}

/// Indeterminate until the first report.
#[component]
fn ReplayProgress(replay: Replay) -> impl IntoView {
    let texts = use_texts();
    let reported = move || replay.permille().filter(|permille| *permille > 0);
    view! {
        <p class="replay-progress">
            <span aria-hidden="true">{texts.replay_running}</span>
            <progress max="1000" value=reported aria-label=texts.replay_running></progress>
            <span class="number" aria-hidden="true">{move || reported().map(format::percent)}</span>
        </p>
    }
    .into_any()
}

#[component]
pub(crate) fn ReplayTable(view: SimulationView) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    if view.stations.is_empty() {
        return view! { <p class="notice">{texts.replay_none}</p> }.into_any();
    }
    let summary = sentences::scenario::replayed(lang, &view);
    let headings =
        [texts.column_service, texts.replay_wait, texts.replay_formula, texts.replay_queue];
    let rows = view.stations.into_iter().map(|row| view! { <ReplayRow row=row /> }).collect_view();
    view! {
        <p>{summary}</p>
        <DataTable labelled_by="nachspielen" headings=headings>{rows}</DataTable>
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
