//! What the command palette of the network offers.
//!
//! Every question that has an answer on another page is one entry, so that whoever types gets there
//! without a form.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use model::ActorId;

use crate::api::{Arrangement, GraphView};
use crate::components::{CommandPalette, PaletteEntry, Rest};
use crate::pages::Url;
use crate::routes::paths;
use crate::state::{Goal, NetworkView, RoutesQuery, use_lang};
use crate::text::{sentences, use_texts};

/// Views, arrangements, surroundings, undo, pages, routes, and every actor.
#[component]
pub(crate) fn Commands(ags: Memo<String>, graph: Signal<GraphView>, url: Url) -> impl IntoView {
    let all = move || {
        let mut all = entries(url);
        let (pages, routes) = elsewhere(&ags.get_untracked(), graph);
        all.extend(pages);
        // Whoever types a place looks for who is there; routes are found by place and field.
        all.extend(actors(graph, url));
        all.extend(routes);
        all
    };
    // Callbacks cannot be compared; with each change of the network they are others.
    let entries = Memo::new_with_compare(move |_| all(), |_, _| true);
    view! { <CommandPalette entries=entries /> }.into_any()
}

fn entries(url: Url) -> Vec<PaletteEntry> {
    let texts = use_texts();
    let entry =
        |name: String, keys: &'static str, run: Callback<()>| PaletteEntry { name, keys, run };
    let mut entries = vec![
        entry(texts.undo.to_owned(), texts.undo_keys, Callback::new(move |()| url.undo())),
        entry(texts.redo.to_owned(), texts.redo_keys, Callback::new(move |()| url.redo())),
        entry(texts.filters_reset.to_owned(), "Z", Callback::new(move |()| url.reset_filters())),
        entry(
            texts.ego_rest.to_owned(),
            "F",
            Callback::new(move |()| url.change(|query| query.ego.rest = Rest::Hidden)),
        ),
        entry(
            texts.pins_clear.to_owned(),
            "",
            Callback::new(move |()| url.change(|query| query.pinned.clear())),
        ),
    ];
    let views = [
        (texts.view_picture, NetworkView::Picture),
        (texts.view_matrix, NetworkView::Matrix),
        (texts.view_stream, NetworkView::Stream),
        (texts.view_table, NetworkView::Table),
    ];
    entries.extend(views.map(|(name, view)| {
        let show = Callback::new(move |()| url.change(|query| query.view = view));
        entry(format!("{}: {name}", texts.network_view), "", show)
    }));
    entries.extend(Arrangement::ALL.map(|arrangement| {
        let name = arrangement.name(texts);
        let arrange = Callback::new(move |()| url.arrange(arrangement));
        entry(format!("{}: {name}", texts.arrangement), "", arrange)
    }));
    entries
}

/// The other pages of the Kreis, and a route from every Kommune to every Handlungsfeld.
fn elsewhere(ags: &str, graph: Signal<GraphView>) -> (Vec<PaletteEntry>, Vec<PaletteEntry>) {
    let (texts, lang) = (use_texts(), use_lang());
    let navigate = use_navigate();
    let leading = move |name: String, path: String| {
        let navigate = navigate.clone();
        let run = Callback::new(move |()| navigate(&path, NavigateOptions::default()));
        PaletteEntry { name, keys: "", run }
    };
    let pages = [
        (texts.nav_overview, paths::kreis(ags)),
        (texts.nav_routes, paths::routes(ags)),
        (texts.nav_chains, paths::chains(ags)),
        (texts.nav_bottlenecks, paths::bottlenecks(ags)),
        (texts.nav_coverage, paths::coverage(ags)),
        (texts.nav_structure, paths::structure(ags)),
        (texts.nav_data, paths::data(ags)),
        (texts.exchange_title, paths::exchange(ags)),
        (texts.nav_history, paths::history(ags)),
    ];
    let pages = pages
        .into_iter()
        .map(|(name, path)| leading(format!("{}: {name}", texts.palette_page), path))
        .collect();
    let mut routes = Vec::new();
    graph.with(|graph| {
        for municipality in &graph.municipalities {
            for field in &graph.fields {
                let query = RoutesQuery {
                    municipality: Some(municipality.id.clone()),
                    goal: Some(Goal::Field(field.id.clone())),
                    ..RoutesQuery::default()
                };
                let name = sentences::route_between(lang, &municipality.name, &field.name);
                routes.push(leading(name, format!("{}{}", paths::routes(ags), query.write())));
            }
        }
    });
    (pages, routes)
}

fn actors(graph: Signal<GraphView>, url: Url) -> Vec<PaletteEntry> {
    let entry = |id: ActorId, name: String| {
        let run = Callback::new(move |()| url.change(|query| query.choose(Some(id.clone()))));
        PaletteEntry { name, keys: "", run }
    };
    graph.with(|graph| {
        graph.nodes.iter().map(|node| entry(node.id.clone(), node.name.clone())).collect()
    })
}
