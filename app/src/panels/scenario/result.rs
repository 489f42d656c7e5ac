//! Before and after.

use leptos::prelude::*;

use super::picture::DifferencePicture;
use crate::api::{GraphView, RouteChange, ScenarioView, StationChange, StationFigures};
use crate::components::{DataTable, ExampleBadge};
use crate::format;
use crate::panels::findings::FindingLines;
use crate::routes::paths;
use crate::state::{StrainQuery, use_lang};
use crate::text::{sentences, use_texts};

/// What the changes make different: the sentence first, then the numbers.
#[component]
pub(crate) fn ScenarioResult(
    ags: Memo<String>,
    result: ScenarioView,
    /// The network before, if there is a picture of it.
    graph: Option<GraphView>,
    query: Memo<StrainQuery>,
) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let summary = sentences::scenario::summary(lang, &result);
    let changes: Vec<String> =
        result.changes.iter().map(|line| sentences::scenario::change(lang, line)).collect();
    let ScenarioView {
        stations,
        lost,
        gained,
        findings_gone,
        findings_new,
        routes,
        difference,
        ..
    } = result;
    let listed = [(texts.whatif_gone, findings_gone), (texts.whatif_new, findings_new)];
    let listed = listed
        .into_iter()
        .filter(|(_, findings)| !findings.is_empty())
        .map(|(title, findings)| view! { <h3>{title}</h3> <FindingLines findings=findings /> });
    view! {
        <Changes texts_of_changes=changes query=query />
        <div class="scenario-result">
            <p class="summary" role="status">
                {summary} " " <span class="badge">{texts.whatif_badge}</span> " " <ExampleBadge />
            </p>
            <DifferencePicture ags=ags graph=graph difference=difference />
            <Stations ags=ags stations=stations />
            <Pairs title=texts.whatif_lost pairs=lost />
            <Pairs title=texts.whatif_gained pairs=gained />
            {listed.collect_view()}
            <Routes routes=routes />
        </div>
    }
    .into_any()
}

/// The changes in the URL, each with a link that takes it out.
#[component]
pub(crate) fn Changes(texts_of_changes: Vec<String>, query: Memo<StrainQuery>) -> impl IntoView {
    let texts = use_texts();
    let rows = texts_of_changes.into_iter().enumerate().map(|(position, text)| {
        let label = format!("{text}: {}", texts.whatif_remove);
        let href = move || query.with(|query| query.without_change(position));
        view! {
            <li>
                <span>{text}</span>
                " "
                <a href=href aria-label=label>{texts.whatif_remove}</a>
            </li>
        }
    });
    let rows = rows.collect_view();
    let reset = move || query.with(StrainQuery::without_changes);
    view! {
        <div class="changes">
            <h3>{texts.whatif_changes}</h3>
            <ul class="plain">{rows}</ul>
            <p><a class="button" href=reset>{texts.whatif_reset}</a></p>
        </div>
    }
    .into_any()
}

#[component]
fn Stations(ags: Memo<String>, stations: Vec<StationChange>) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    if stations.is_empty() {
        return ().into_any();
    }
    let side = |name: &'static str, when: &'static str| format!("{name} {when}");
    let headings = [
        texts.column_service.to_owned(),
        side(texts.column_arrivals, texts.whatif_before),
        texts.whatif_after.to_owned(),
        side(texts.column_utilisation, texts.whatif_before),
        texts.whatif_after.to_owned(),
        side(texts.column_wait, texts.whatif_before),
        texts.whatif_after.to_owned(),
    ];
    let cell = move |figures: &Option<StationFigures>,
                     of: fn(model::Lang, &StationFigures) -> Option<String>| {
        let text = match figures {
            Some(figures) => of(lang, figures).unwrap_or_else(|| texts.unknown.to_owned()),
            None => texts.whatif_closed.to_owned(),
        };
        view! { <td class="number">{text}</td> }
    };
    let rows = stations.into_iter().map(move |row| {
        let href = paths::actor(&ags.get_untracked(), row.actor.id.as_str());
        view! {
            <tr>
                <th scope="row">{row.service} <br /> <a class="small" href=href>{row.actor.name}</a></th>
                {cell(&row.before, |lang, figures| Some(arrivals(lang, figures)))}
                {cell(&row.after, |lang, figures| Some(arrivals(lang, figures)))}
                {cell(&row.before, utilisation)}
                {cell(&row.after, utilisation)}
                {cell(&row.before, wait)}
                {cell(&row.after, wait)}
            </tr>
        }
    });
    let rows = rows.collect_view();
    view! {
        <h3 id="angebote-danach">{texts.whatif_services}</h3>
        <DataTable labelled_by="angebote-danach" headings=headings>{rows}</DataTable>
    }
    .into_any()
}

fn arrivals(lang: model::Lang, figures: &StationFigures) -> String {
    format::rounded(lang, figures.arrivals_per_month.0)
}

fn utilisation(_: model::Lang, figures: &StationFigures) -> Option<String> {
    figures.utilisation_permille.map(format::percent)
}

fn wait(lang: model::Lang, figures: &StationFigures) -> Option<String> {
    let growing = figures.growth_per_month.map(|growth| {
        let growing = crate::text::texts(lang).whatif_growing;
        format!("{growing}: +{}", format::rounded(lang, growth.0))
    });
    growing.or_else(|| figures.wait.map(|wait| sentences::scenario::wait(lang, wait)))
}

#[component]
fn Pairs(title: &'static str, pairs: Vec<(String, String)>) -> impl IntoView {
    if pairs.is_empty() {
        return ().into_any();
    }
    let mut by_place: Vec<(String, Vec<String>)> = Vec::new();
    for (place, field) in pairs {
        match by_place.last_mut() {
            Some((last, fields)) if *last == place => fields.push(field),
            _ => by_place.push((place, vec![field])),
        }
    }
    let rows = by_place.into_iter().map(|(place, fields)| {
        view! { <li><strong>{place}</strong> ": " {fields.join(", ")}</li> }
    });
    view! { <h3>{title}</h3> <ul class="plain">{rows.collect_view()}</ul> }.into_any()
}

#[component]
fn Routes(routes: Vec<RouteChange>) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    if routes.is_empty() {
        return ().into_any();
    }
    let rows = routes.into_iter().map(|row| {
        let [before, after] =
            [row.before, row.after].map(|days| sentences::scenario::route_days(lang, days));
        view! {
            <tr>
                <th scope="row">{format!("{} → {}", row.municipality, row.goal)}</th>
                <td>{before}</td>
                <td>{after}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    view! {
        <h3 id="wege-danach">{texts.whatif_routes}</h3>
        <div class="table-scroll" tabindex="0" role="group" aria-labelledby="wege-danach">
            <table>
                <thead>
                    <tr>
                        <th scope="col">{texts.routes_column_number}</th>
                        <th scope="col">{texts.whatif_before}</th>
                        <th scope="col">{texts.whatif_after}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}
