//! A chain in all Kommunen: a dot per Kommune on a day axis, and the table that says the same.

use leptos::prelude::*;
use model::Days;

use super::axis::DayAxis;
use crate::api::{ChainComparison, ComparedKommune};
use crate::components::{DataTable, ExampleBadge};
use crate::routes::paths;
use crate::state::{ChainSelection, use_lang};
use crate::text::sentences::{self, chain as chain_sentences};
use crate::text::use_texts;

#[component]
pub(crate) fn Comparison(
    ags: String,
    comparison: ChainComparison,
    selection: Memo<ChainSelection>,
) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let axis = DayAxis::to(comparison.rows.iter().map(|row| whole(row.lead_time.days)));
    let range = comparison.rows.first().zip(comparison.rows.last()).map(|(first, last)| {
        let end = |row: &ComparedKommune| (row.municipality.name.clone(), row.lead_time);
        let (fastest, slowest) = (end(first), end(last));
        chain_sentences::comparison(
            lang,
            &comparison.chain,
            (&fastest.0, fastest.1),
            (&slowest.0, slowest.1),
        )
    });
    let headings = [
        texts.column_municipality,
        texts.chain_column_lead_time,
        texts.chain_column_chart,
        texts.routes_wait,
        texts.routes_processing,
        texts.chain_column_unknown,
        texts.chain_column_uncovered,
        texts.chain_column_broken,
    ];
    let uses_example_data = comparison.uses_example_data;
    let rows = comparison.rows.into_iter().map(|row| {
        view! { <Row ags=ags.clone() row=row axis=axis selection=selection /> }
    });
    let rows = rows.collect_view();
    view! {
        <section class="chain-comparison" aria-labelledby="vergleich">
            <h2 id="vergleich">{texts.chain_comparison} " " {uses_example_data.then(|| view! { <ExampleBadge /> })}</h2>
            <p>{range}</p>
            <p class="muted">{texts.chain_comparison_text}</p>
            <DataTable labelled_by="vergleich" headings=headings>{rows}</DataTable>
        </section>
    }
    .into_any()
}

fn whole(days: u64) -> Days {
    Days::from_days(u32::try_from(days).unwrap_or(u32::MAX))
}

#[component]
fn Row(
    ags: String,
    row: ComparedKommune,
    axis: DayAxis,
    selection: Memo<ChainSelection>,
) -> impl IntoView {
    let lang = use_lang();
    let id = StoredValue::new(row.municipality.id);
    let href = move || {
        let selection = ChainSelection { municipality: Some(id.get_value()), ..selection.get() };
        format!("{}{}", paths::chains(&ags), selection.write())
    };
    let is_chosen = move || {
        selection.with(|selection| id.with_value(|id| selection.municipality.as_ref() == Some(id)))
    };
    let time = row.lead_time;
    let lines = axis.ticks().into_iter().map(|day| {
        let x = axis.x(whole(day));
        view! { <line x1=x.clone() x2=x y1="0" y2="100%" class="tick-line" /> }
    });
    let x = axis.x(whole(time.days));
    view! {
        <tr class:chosen=is_chosen>
            <th scope="row"><a href=href aria-current=move || is_chosen().then_some("true")>{row.municipality.name}</a></th>
            <td class="number">{chain_sentences::lead_time(lang, time)}</td>
            <td class="dot-cell">
                <svg class="dot-row" height="20" aria-hidden="true">
                    {lines.collect_view()}
                    <line class="dot-stem" x1="0" x2=x.clone() y1="10" y2="10" />
                    <circle class="dot" class:hollow={time.n_unknown_steps > 0} cx=x cy="10" r="5" />
                </svg>
            </td>
            <td class="number">{sentences::days(lang, time.waiting_days)}</td>
            <td class="number">{sentences::days(lang, time.processing_days)}</td>
            <td class="number">{time.n_unknown_steps}</td>
            <td class="number">{row.n_uncovered}</td>
            <td class="number">{row.handovers.missing.saturating_add(row.handovers.on_paper)}</td>
        </tr>
    }
    .into_any()
}
