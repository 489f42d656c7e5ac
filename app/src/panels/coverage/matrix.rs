//! The matrix: a row per Handlungsfeld, a column per Kommune.

use analysis::CoverageState;
use leptos::prelude::*;
use model::{FieldCode, RegionId};

use super::{StateMark, cell_link, link, state_class};
use crate::api::{CoverageCellView, CoverageView, Named};
use crate::components::ExampleBadge;
use crate::state::{CellShows, CoverageSelection, use_lang};
use crate::text::sentences::coverage as sentences;
use crate::text::use_texts;

/// What every cell needs to know besides itself.
#[derive(Clone, Copy)]
struct Shared {
    ags: StoredValue<String>,
    selection: Memo<CoverageSelection>,
}

/// # Keyboard   the table scrolls as a region of its own; Handlungsfelder and cells are links.
#[component]
pub(crate) fn Matrix(
    ags: String,
    view: StoredValue<CoverageView>,
    selection: Memo<CoverageSelection>,
) -> impl IntoView {
    let texts = use_texts();
    let shared = Shared { ags: StoredValue::new(ags), selection };
    let columns = view.with_value(|view| view.municipalities.clone());
    let uses_example_data = view.with_value(|view| view.uses_example_data);
    let rows = view.with_value(|view| {
        let fields = view.fields.iter().enumerate();
        let rows = fields.map(|(idx, field)| {
            let (field, cells) = (field.clone(), view.row(idx).to_vec());
            view! { <Row shared=shared field=field columns=columns.clone() cells=cells /> }
        });
        rows.collect_view()
    });
    let headings = columns.iter().map(
        |column| view! { <th scope="col" class="place"><span>{column.name.clone()}</span></th> },
    );
    view! {
        <section class="matrix" aria-labelledby="matrix">
            <div class="matrix-head">
                <h2 id="matrix">{texts.coverage_matrix} " " {uses_example_data.then(|| view! { <ExampleBadge /> })}</h2>
                <ShowsSwitch shared=shared />
            </div>
            <p class="muted">{texts.coverage_matrix_text}</p>
            <div class="table-scroll" tabindex="0" role="group" aria-labelledby="matrix">
                <table class="coverage">
                    <thead>
                        <tr>
                            <th scope="col" class="corner">{texts.coverage_column_field}</th>
                            <th scope="col" class="place total"><span>{texts.coverage_column_offered}</span></th>
                            {headings.collect_view()}
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <Legend selection=selection />
        </section>
    }
    .into_any()
}

/// Switches between number and wait; both are links, so that the choice is in the URL.
#[component]
fn ShowsSwitch(shared: Shared) -> impl IntoView {
    let texts = use_texts();
    let entry = move |shows: CellShows, name: &'static str| {
        let href = move || {
            let selection = CoverageSelection { shows, ..shared.selection.get() };
            shared.ags.with_value(|ags| link(ags, &selection))
        };
        let is_current =
            move || shared.selection.with(|selection| selection.shows == shows).then_some("true");
        view! { <a href=href aria-current=is_current>{name}</a> }
    };
    view! {
        <nav class="switch" aria-label=texts.coverage_shows>
            {entry(CellShows::Services, texts.coverage_shows_services)}
            {entry(CellShows::Wait, texts.coverage_shows_wait)}
        </nav>
    }
    .into_any()
}

#[component]
fn Row(
    shared: Shared,
    field: Named<FieldCode>,
    columns: Vec<Named<RegionId>>,
    cells: Vec<CoverageCellView>,
) -> impl IntoView {
    let lang = use_lang();
    let counts = sentences::StateCounts::of(&cells);
    let code = StoredValue::new(field.id.clone());
    let is_chosen = move || {
        shared
            .selection
            .with(|selection| code.with_value(|code| selection.field.as_ref() == Some(code)))
    };
    let href = move || {
        let selection = CoverageSelection {
            field: Some(code.get_value()),
            municipality: None,
            ..shared.selection.get()
        };
        shared.ags.with_value(|ags| link(ags, &selection))
    };
    let cells = columns.into_iter().zip(cells).map(|(column, cell)| {
        let label = sentences::cell(lang, &column.name, &field.name, &cell);
        view! { <Cell shared=shared field=code region=column.id cell=cell label=label /> }
    });
    view! {
        <tr class:chosen=is_chosen>
            <th scope="row">
                <a href=href aria-current=move || is_chosen().then_some("true")>{field.name.clone()}</a>
            </th>
            <td class="number total" class:complete=counts.on_paper + counts.nobody == 0>
                {sentences::offered_of(lang, counts)}
            </td>
            {cells.collect_view()}
        </tr>
    }
    .into_any()
}

#[component]
fn Cell(
    shared: Shared,
    field: StoredValue<FieldCode>,
    region: RegionId,
    cell: CoverageCellView,
    label: String,
) -> impl IntoView {
    let texts = use_texts();
    let region = StoredValue::new(region);
    let href = move || {
        let selection = CoverageSelection {
            field: Some(field.get_value()),
            municipality: Some(region.get_value()),
            ..shared.selection.get()
        };
        shared.ags.with_value(|ags| cell_link(ags, &selection))
    };
    let is_chosen = move || {
        shared.selection.with(|selection| {
            let has_field = field.with_value(|field| selection.field.as_ref() == Some(field));
            has_field && region.with_value(|region| selection.municipality.as_ref() == Some(region))
        })
    };
    let text = move || match (shared.selection.with(|selection| selection.shows), cell.state) {
        (_, CoverageState::Nobody) | (CellShows::Services, CoverageState::OnPaperOnly) => {
            String::new()
        }
        (CellShows::Services, CoverageState::Offered) => cell.n_reachable.to_string(),
        (CellShows::Wait, _) => cell
            .shortest_wait_days
            .map_or_else(|| texts.coverage_wait_unknown.to_owned(), |days| days.to_string()),
    };
    view! {
        <td class=format!("cell {}", state_class(cell.state))>
            <a href=href aria-label=label.clone() title=label aria-current=move || is_chosen().then_some("true")>
                <StateMark state=cell.state />
                <span class="number">{text}</span>
            </a>
        </td>
    }
    .into_any()
}

#[component]
fn Legend(selection: Memo<CoverageSelection>) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let states = [CoverageState::Offered, CoverageState::OnPaperOnly, CoverageState::Nobody];
    let shows_wait = move || selection.with(|selection| selection.shows == CellShows::Wait);
    view! {
        <ul class="plain coverage-legend" aria-label=texts.coverage_legend>
            {states
                .map(|state| view! { <li><StateMark state=state /> " " {sentences::state(lang, state)}</li> })
                .into_iter()
                .collect_view()}
            {move || shows_wait().then(|| view! { <li>{texts.coverage_wait_unknown_text}</li> })}
        </ul>
    }
    .into_any()
}
