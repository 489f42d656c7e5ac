//! The routes that no other beats in everything: a small chart and the same as a table.

use leptos::prelude::*;

use super::{FoundRoutes, chain, time};
use crate::api::RouteView;
use crate::components::{ExampleBadge, Scatter, ScatterPoint};
use crate::state::use_lang;
use crate::text::{sentences, use_texts};

#[component]
pub(crate) fn Comparison(
    found: FoundRoutes,
    /// Positions, fastest first.
    undominated: Vec<usize>,
    aborted_after: Option<u32>,
) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let rows: Vec<(usize, RouteView)> = found.routes.with_value(|routes| {
        let row = |position: usize| Some((position, routes.get(position)?.clone()));
        undominated.into_iter().filter_map(row).collect()
    });
    if rows.is_empty() {
        return None;
    }
    let is_example = rows.iter().any(|(_, route)| route.uses_example_data);
    let lead = if rows.len() == 1 { texts.pareto_one } else { texts.pareto_text };
    let (chart, has_chart) = (chart(found, &rows), rows.len() > 1);
    Some(view! {
        <section class="comparison" aria-labelledby="vergleich">
            <h2 id="vergleich">{texts.pareto_title}</h2>
            <p class="muted">{lead} {is_example.then(|| view! { " " <ExampleBadge /> })}</p>
            {aborted_after
                .map(|n| view! { <p class="notice">{sentences::routes::aborted(lang, n)}</p> })}
            <div class="comparison-parts" class:single=!has_chart>
                {chart}
                <ComparisonTable found=found rows=rows />
            </div>
        </section>
    })
}

/// Days against success; against hand-overs where the success of a route is not observed.
fn chart(found: FoundRoutes, rows: &[(usize, RouteView)]) -> Option<impl IntoView + use<>> {
    let texts = use_texts();
    let is_known = rows.iter().all(|(_, route)| route.success_permille.is_some());
    let point = |(position, route): &(usize, RouteView)| {
        let success = route.success_permille.map_or(0, |permille| u32::from(permille + 5) / 10);
        ScatterPoint {
            number: position + 1,
            x: u32::try_from(route.total_known.whole_days()).unwrap_or(u32::MAX),
            y: if is_known { success } else { route.n_handovers.into() },
        }
    };
    let points: Vec<ScatterPoint> = rows.iter().map(point).collect();
    let y_label = if is_known { texts.pareto_success } else { texts.pareto_handovers };
    (points.len() > 1).then(|| {
        view! {
            <Scatter
                points=points
                x_label=texts.pareto_days
                y_label=y_label
                link=move |number: usize| found.show_card(number.saturating_sub(1))
                chosen=Signal::derive(move || found.shown.get() + 1)
            />
        }
    })
}

#[component]
fn ComparisonTable(found: FoundRoutes, rows: Vec<(usize, RouteView)>) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let headings = [
        texts.routes_column_number,
        texts.routes_column_days,
        texts.routes_column_success,
        texts.routes_column_handovers,
        texts.routes_column_regimes,
        texts.routes_column_over,
    ];
    let rows = rows.into_iter().map(|(position, route)| {
        let success =
            sentences::routes::success(lang, route.success_permille, route.n_unknown_success);
        view! {
            <tr class:selected=move || found.is_shown(position)>
                <th scope="row">
                    <a href=move || found.show_card(position) aria-current=move || found.is_shown(position).then_some("true")>
                        {sentences::route_number(lang, position + 1)}
                    </a>
                </th>
                <td class="number">{time(lang, &route)}</td>
                <td class="number">{success}</td>
                <td class="number">{route.n_handovers}</td>
                <td class="number">{route.n_regime_changes}</td>
                <td>{chain(&route)}</td>
            </tr>
        }
    });
    view! {
        <div class="table-scroll" tabindex="0" role="group" aria-labelledby="vergleich">
            <table>
                <thead><tr>{headings.map(|name| view! { <th scope="col">{name}</th> }).into_iter().collect_view()}</tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
}
