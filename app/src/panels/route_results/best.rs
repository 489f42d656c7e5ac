//! What matters: the best route by each measure, side by side.

use analysis::RouteCriterion;
use leptos::prelude::*;

use super::{FoundRoutes, time};
use crate::api::{BestRoute, Merit, RouteView};
use crate::components::ExampleBadge;
use crate::format;
use crate::state::use_lang;
use crate::text::{Texts, sentences, use_texts};

fn title(texts: &'static Texts, merit: Merit) -> &'static str {
    match merit {
        Merit::By(RouteCriterion::Fastest) => texts.merit_fast,
        Merit::By(RouteCriterion::Surest) => texts.merit_sure,
        Merit::By(RouteCriterion::FewestHandovers) => texts.merit_handovers,
        Merit::By(RouteCriterion::FewestRegimeChanges) => texts.merit_regimes,
        Merit::Widest => texts.merit_wide,
    }
}

fn also(texts: &'static Texts, merit: Merit) -> &'static str {
    match merit {
        Merit::By(RouteCriterion::Fastest) => texts.also_fast,
        Merit::By(RouteCriterion::Surest) => texts.also_sure,
        Merit::By(RouteCriterion::FewestHandovers) => texts.also_handovers,
        Merit::By(RouteCriterion::FewestRegimeChanges) => texts.also_regimes,
        Merit::Widest => texts.also_wide,
    }
}

#[component]
pub(crate) fn BestRoutes(found: FoundRoutes, best: Vec<BestRoute>) -> impl IntoView {
    let items = best.into_iter().filter_map(|best| {
        let route = found.routes.with_value(|routes| routes.get(best.position).cloned())?;
        Some(view! { <BestItem found=found best=best route=route /> })
    });
    view! { <ul class="best-routes">{items.collect_view()}</ul> }
}

#[component]
fn BestItem(found: FoundRoutes, best: BestRoute, route: RouteView) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let position = best.position;
    let (first, others) = best.merits.split_first().unzip();
    let heading = first.map(|merit| title(texts, *merit));
    let others: Vec<&str> = others.into_iter().flatten().map(|merit| also(texts, *merit)).collect();
    let figures = figures(texts, lang, &route).map(|(name, value)| {
        view! { <div><dt>{name}</dt><dd class="number">{value}</dd></div> }
    });
    view! {
        <li class="best-route" class:shown=move || found.is_shown(position)>
            <h3>{heading}</h3>
            {(!others.is_empty())
                .then(|| view! { <p class="muted small">{sentences::routes::also(lang, &others)}</p> })}
            <dl>{figures.into_iter().collect_view()}</dl>
            <p class="best-foot">
                <a href=move || found.show_card(position) aria-current=move || found.is_shown(position).then_some("true")>
                    {sentences::route_number(lang, position + 1)}
                </a>
                {route.uses_example_data.then(|| view! { <ExampleBadge /> })}
            </p>
        </li>
    }
}

fn figures(
    texts: &'static Texts,
    lang: model::Lang,
    route: &RouteView,
) -> [(&'static str, String); 5] {
    let rate = |cases: model::Cases| format::rounded(lang, cases.0);
    let (capacity, free) = (route.capacity_per_month.map(rate), route.free_per_month.map(rate));
    let narrowest = sentences::routes::narrowest(
        lang,
        capacity.as_deref(),
        free.as_deref(),
        route.n_unknown_capacities,
    );
    [
        (texts.routes_column_days, time(lang, route)),
        (
            texts.routes_column_success,
            sentences::routes::success(lang, route.success_permille, route.n_unknown_success),
        ),
        (texts.routes_column_handovers, route.n_handovers.to_string()),
        (texts.routes_column_regimes, route.n_regime_changes.to_string()),
        (texts.routes_column_capacity, narrowest),
    ]
}
