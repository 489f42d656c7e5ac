//! What the command palette of the network offers.

use leptos::prelude::*;

use crate::api::{Arrangement, GraphView};
use crate::components::{CommandPalette, PaletteEntry, Rest};
use crate::pages::Url;
use crate::state::NetworkView;
use crate::text::use_texts;

/// Views, arrangements, surroundings, undo, and every actor.
#[component]
pub(crate) fn Commands(graph: StoredValue<GraphView>, url: Url) -> impl IntoView {
    let entries = StoredValue::new(entries(graph, url));
    view! { <CommandPalette entries=Signal::derive(move || entries.get_value()) /> }.into_any()
}

fn entries(graph: StoredValue<GraphView>, url: Url) -> Vec<PaletteEntry> {
    let texts = use_texts();
    let entry =
        |name: String, keys: &'static str, run: Callback<()>| PaletteEntry { name, keys, run };
    let mut entries = vec![
        entry(texts.undo.to_owned(), "Strg+Z", Callback::new(move |()| url.undo())),
        entry(texts.redo.to_owned(), "Strg+Y", Callback::new(move |()| url.redo())),
        entry(
            texts.filters_reset.to_owned(),
            "Z",
            Callback::new(move |()| url.change(|query| *query = query.without_filters())),
        ),
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
    let arrangements = [
        (texts.arrangement_overview, Arrangement::Overview),
        (texts.arrangement_groups, Arrangement::Groups),
        (texts.arrangement_levels, Arrangement::Levels),
        (texts.arrangement_places, Arrangement::Places),
        (texts.arrangement_flow, Arrangement::Flow),
    ];
    entries.extend(arrangements.map(|(name, arrangement)| {
        let arrange = Callback::new(move |()| url.arrange(arrangement));
        entry(format!("{}: {name}", texts.arrangement), "", arrange)
    }));
    let actors = graph.with_value(|graph| {
        graph.nodes.iter().map(|node| (node.id.clone(), node.name.clone())).collect::<Vec<_>>()
    });
    entries.extend(actors.into_iter().map(|(id, name)| {
        let select = Callback::new(move |()| url.change(|query| query.actor = Some(id.clone())));
        entry(name, "", select)
    }));
    entries
}
