//! `/k/{ags}/abdeckung`: who is there for whom, what is on paper only, where two do the same.

use leptos::prelude::*;
use leptos_router::components::Form;
use leptos_router::hooks::use_query_map;
use model::{FieldCode, RegionId, ResidenceStatusCode, TargetGroupCode};

use super::use_ags;
use crate::api::{
    ApiError, CoverageDetail, CoverageView, ParameterName, RouteChoices, load_coverage,
    load_coverage_detail, load_route_choices,
};
use crate::components::{Ignored, Problem, Selection, Waiting};
use crate::panels::{Competences, CoverageMap, Detail, MapContent, Matrix, Overlaps};
use crate::routes::paths;
use crate::state::{CellShows, CoverageSelection, use_lang};
use crate::text::sentences::coverage as sentences;
use crate::text::use_texts;

/// The cell in the URL; `None` when none is chosen.
type DetailResource = Resource<Option<Result<CoverageDetail, ApiError>>>;

#[component]
pub(crate) fn CoveragePage() -> impl IntoView {
    let texts = use_texts();
    let ags = use_ags();
    let params = use_query_map();
    let selection = Memo::new(move |_| params.with(CoverageSelection::read));
    let people = Memo::new(move |_| selection.with(CoverageSelection::people));
    let cell = Memo::new(move |_| selection.with(CoverageSelection::cell));
    let choices = Resource::new(move || ags.get(), load_route_choices);
    let coverage = Resource::new(
        move || (ags.get(), people.get()),
        async |(ags, (group, status))| load_coverage(ags, group, status).await,
    );
    let detail: DetailResource = Resource::new(
        move || (ags.get(), people.get(), cell.get()),
        async |(ags, (group, status), cell)| {
            let (municipality, field) = cell?;
            Some(load_coverage_detail(ags, group, status, municipality, field).await)
        },
    );
    view! {
        <div class="page coverage-page">
            <h1>{texts.coverage_title}</h1>
            <p class="lead">{texts.coverage_lead}</p>
            <Ignored values=Signal::derive(move || selection.with(|selection| selection.ignored.clone())) />
            <Transition fallback=Waiting>
                {move || Suspend::new(async move {
                    match choices.await {
                        Ok(choices) => view! { <PeopleForm ags=ags choices=choices selection=selection /> }.into_any(),
                        Err(error) => view! { <Problem error=error /> }.into_any(),
                    }
                })}
            </Transition>
            <Transition fallback=Waiting>
                {move || Suspend::new(async move {
                    match coverage.await {
                        Ok(coverage) => {
                            view! { <Coverage ags=ags coverage=coverage selection=selection detail=detail /> }.into_any()
                        }
                        // The form above says it already.
                        Err(error) if error.is_about(ParameterName::Kreis) => ().into_any(),
                        Err(error) => view! { <Problem error=error /> }.into_any(),
                    }
                })}
            </Transition>
        </div>
    }
    .into_any()
}

/// For whom; without JavaScript it loads the page anew. Keeps the chosen cell.
#[component]
fn PeopleForm(
    ags: Memo<String>,
    choices: RouteChoices,
    selection: Memo<CoverageSelection>,
) -> impl IntoView {
    let texts = use_texts();
    let group = Signal::derive(move || {
        selection.with(|selection| selection.target_group.as_ref().map(TargetGroupCode::to_string))
    });
    let status = Signal::derive(move || {
        selection.with(|selection| selection.status.as_ref().map(ResidenceStatusCode::to_string))
    });
    let kept = move || {
        let selection = selection.get();
        [
            ("kommune", selection.municipality.as_ref().map(RegionId::to_string)),
            ("feld", selection.field.as_ref().map(FieldCode::to_string)),
            ("zeigt", (selection.shows == CellShows::Wait).then(|| "wartezeit".to_owned())),
        ]
        .into_iter()
        .filter_map(|(name, value)| Some(view! { <input type="hidden" name=name value=value? /> }))
        .collect_view()
    };
    view! {
        <Form method="GET" action=move || paths::coverage(&ags.get()) attr:class="question two">
            <Selection name="gruppe" label=texts.coverage_group empty=texts.coverage_any_group choices=choices.target_groups value=group />
            <Selection name="status" label=texts.routes_status empty=texts.coverage_any_status choices=choices.statuses value=status />
            {kept}
            <button type="submit" class="primary">{texts.coverage_submit}</button>
        </Form>
    }
    .into_any()
}

#[component]
fn Coverage(
    ags: Memo<String>,
    coverage: CoverageView,
    selection: Memo<CoverageSelection>,
    detail: DetailResource,
) -> impl IntoView {
    let kreis = ags.get_untracked();
    let (overlaps, problems) = (coverage.overlaps.clone(), coverage.problems.clone());
    let n_municipalities = coverage.municipalities.len();
    let widest_gap = widest_gap(&coverage);
    let view = StoredValue::new(coverage);
    let shown = Memo::new(move |_| {
        let field = selection.with(|selection| selection.field.clone());
        let idx = view
            .with_value(|view| view.fields.iter().position(|row| Some(&row.id) == field.as_ref()));
        idx.map_or((widest_gap, false), |idx| (idx, true))
    });
    let map_ags = kreis.clone();
    let map = move || {
        let (field_idx, _) = shown.get();
        let (map, content) = view.with_value(|view| (view.map.clone(), content(view, field_idx)));
        map.zip(content).map(|(map, content)| {
            view! { <CoverageMap ags=map_ags.clone() map=map content=content selection=selection /> }
        })
    };
    view! {
        <Summary view=view shown=shown />
        <div class="coverage-columns">
            <Matrix ags=kreis.clone() view=view selection=selection />
            {map}
        </div>
        <Transition fallback=Waiting>
            {move || Suspend::new(async move {
                detail.await.map(|detail| match detail {
                    Ok(detail) => {
                        view! { <Detail ags=ags.get_untracked() detail=detail selection=selection.get_untracked() /> }.into_any()
                    }
                    Err(error) => view! { <Problem error=error /> }.into_any(),
                })
            })}
        </Transition>
        <div class="columns">
            <Overlaps ags=kreis.clone() overlaps=overlaps />
            <Competences ags=kreis problems=problems n_municipalities=n_municipalities />
        </div>
    }
    .into_any()
}

/// The Handlungsfeld in which most Kommunen have nobody, then most have it on paper only.
fn widest_gap(view: &CoverageView) -> usize {
    let gaps = (0..view.fields.len()).map(|idx| {
        let counts = sentences::StateCounts::of(view.row(idx));
        (counts.nobody, counts.on_paper, std::cmp::Reverse(idx))
    });
    gaps.max().map_or(0, |(_, _, std::cmp::Reverse(idx))| idx)
}

fn content(view: &CoverageView, field_idx: usize) -> Option<MapContent> {
    Some(MapContent {
        field: view.fields.get(field_idx)?.clone(),
        municipalities: view.municipalities.clone(),
        cells: view.row(field_idx).to_vec(),
    })
}

/// The answer first: the chosen Handlungsfeld, or the one with the widest gap.
#[component]
fn Summary(view: StoredValue<CoverageView>, shown: Memo<(usize, bool)>) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let people = view.with_value(|view| {
        let people = [view.target_group.clone(), view.status.clone()];
        people.into_iter().flatten().collect::<Vec<_>>()
    });
    let people = (!people.is_empty()).then(|| people.join(" · "));
    let eyebrow = move || match shown.get() {
        (_, true) => texts.coverage_chosen_field,
        (_, false) => texts.coverage_widest_gap,
    };
    let sentence = move || {
        let (idx, _) = shown.get();
        view.with_value(|view| {
            let field = view.fields.get(idx)?;
            Some(sentences::gap(lang, &field.name, sentences::StateCounts::of(view.row(idx))))
        })
    };
    let reachable = view.with_value(|view| {
        let is_complete = |idx: &usize| {
            let counts = sentences::StateCounts::of(view.row(*idx));
            counts.nobody + counts.on_paper == 0
        };
        let n_complete = (0..view.fields.len()).filter(is_complete).count();
        sentences::fields_reachable(lang, n_complete, view.fields.len())
    });
    view! {
        <div class="answer-first">
            <p class="eyebrow">{eyebrow} {people.map(|people| format!(" · {people}"))}</p>
            <p class="answer-sentence">{sentence}</p>
            <p class="muted">{reachable}</p>
        </div>
    }
    .into_any()
}
