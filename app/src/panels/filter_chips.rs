//! The filters in force, to be taken away one by one.

use leptos::prelude::*;
use model::Layer;

use super::legend::{filter_label, least_volume, visible_nodes};
use crate::api::{GraphView, WaitBand};
use crate::components::give_focus;
use crate::pages::Url;
use crate::state::{ActiveFilter, NetworkQuery, use_lang};
use crate::text::{sentences, use_texts};

/// Where one goes on when a chip is gone.
const AFTERWARDS: [&str; 3] =
    [".filter-chips:not([hidden]) .chip", ".undo button:enabled", ".workbench .picture-frame"];

/// # On the server   links, which work without scripts.
/// # Keyboard        Z takes all filters away.
#[component]
pub(crate) fn FilterChips(graph: Signal<GraphView>, url: Url) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let filters = Memo::new(move |_| url.query.with(NetworkQuery::active_filters));
    let n = move || filters.with(Vec::len);
    let reset = move || url.with(NetworkQuery::drop_filters);
    let reset_all = move |event| {
        url.step_by(&event, Url::reset_filters);
        give_focus(&AFTERWARDS);
    };
    view! {
        <div class="filter-chips" hidden=move || n() == 0>
            <h2 class="chips-title">{texts.filters_active} " " <span class="count">{n}</span></h2>
            <ul class="plain chips" aria-label=texts.filters_active>
                <For
                    each=move || filters.get()
                    key=|filter| format!("{filter:?}")
                    children=move |filter| view! { <li><Chip filter=filter graph=graph url=url /></li> }
                />
            </ul>
            <a href=reset on:click=reset_all>
                {move || sentences::reset_filters(lang, n())}
            </a>
        </div>
    }
    .into_any()
}

/// One filter with what it lets through; a click takes it away.
#[component]
fn Chip(filter: ActiveFilter, graph: Signal<GraphView>, url: Url) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let label = graph.with_untracked(|graph| filter_label(graph, &filter, texts, lang));
    let filter = StoredValue::new(filter);
    let n = Memo::new(move |_| {
        graph.with(|graph| filter.with_value(|filter| n_let_through(graph, filter)))
    });
    let href = move || url.with(|query| filter.with_value(|filter| query.drop_filter(filter)));
    let drop_it = move |event| {
        url.step_by(&event, |url| {
            url.change(|query| filter.with_value(|filter| query.drop_filter(filter)));
        });
        give_focus(&AFTERWARDS);
    };
    let title = format!("{}: {label}", texts.filter_drop);
    view! {
        <a class="chip" href=href title=title.clone() on:click=drop_it>
            <span class="visually-hidden">{texts.filter_drop} ": "</span>
            {label} " " <span class="count">{n}</span> " " <span aria-hidden="true">"×"</span>
        </a>
    }
    .into_any()
}

/// How many actors, or referrals, a filter lets through by itself.
///
/// # Complexity O(n + m log m) time.
fn n_let_through(graph: &GraphView, filter: &ActiveFilter) -> usize {
    let only = NetworkQuery::with_only(filter);
    let referrals = graph.edges.iter().filter(|edge| edge.kind.layer() == Layer::Flow);
    match filter {
        ActiveFilter::Wait(band) => {
            referrals.filter(|edge| WaitBand::of(edge.wait_days) == *band).count()
        }
        ActiveFilter::ReferralsPercent(_) => {
            let least = least_volume(graph, &only);
            referrals.filter(|edge| edge.is_strong(least)).count()
        }
        _ => visible_nodes(graph, &only).into_iter().filter(|visible| *visible).count(),
    }
}

#[cfg(test)]
mod tests {
    use model::{ActorGroup, Lang};

    use super::*;
    use crate::api::NodeView;
    use crate::text::DE;

    #[test]
    fn a_chip_says_what_its_filter_lets_through_alone() {
        let graph = GraphView {
            nodes: ["jobcenter", "abh"].map(NodeView::plain).to_vec(),
            ..GraphView::plain()
        };
        let group = ActiveFilter::Group(ActorGroup::Health);
        assert_eq!(n_let_through(&graph, &group), 0);
        let search = ActiveFilter::Search("abh".to_owned());
        assert_eq!(n_let_through(&graph, &search), 1);
        assert_eq!(filter_label(&graph, &search, &DE, Lang::De), "„abh“");
        assert_eq!(n_let_through(&graph, &ActiveFilter::ReferralsPercent(50)), 0);
    }
}
