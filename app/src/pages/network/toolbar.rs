//! The line above the picture: search, way back, arrangement, view.

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use model::TableName;
use web_sys::HtmlElement;

use super::Url;
use super::url::rearrange;
use crate::api::{Arrangement, GraphView};
use crate::components::SearchBox;
use crate::live::{Live, use_live};
use crate::panels::FilterChips;
use crate::state::{EditTarget, NetworkView, use_lang};
use crate::text::{sentences, use_texts};

#[component]
pub(super) fn Toolbar(
    graph: Signal<GraphView>,
    visible: Memo<Vec<bool>>,
    url: Url,
) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let query = url.query;
    let n_nodes = move || graph.with(|graph| graph.nodes.len());
    let n_shown = move || visible.with(|v| v.iter().filter(|visible| **visible).count());
    let is_picture = Memo::new(move |_| query.with(|query| query.view == NetworkView::Picture));
    view! {
        <div class="toolbar">
            <form method="get" action=move || url.path() on:submit=move |event| search_again(&event, url)>
                <SearchBox
                    graph=graph
                    initial=Signal::derive(move || query.with(|query| query.search.clone()))
                    is_visible=move |idx: usize| visible.with(|visible| visible.get(idx) == Some(&true))
                    on_choose=move |idx: usize| {
                        let id = |graph: &GraphView| Some(graph.nodes.get(idx)?.id.clone());
                        if let Some(id) = graph.with_untracked(id) {
                            url.change(|query| query.choose(Some(id)));
                        }
                        focus_picture();
                    }
                />
                <button type="submit" class="no-script">{texts.search_submit}</button>
            </form>
            <p class="shown-count" role="status">{move || sentences::shown_of(lang, n_shown(), n_nodes())}</p>
            <Undo url=url />
            {move || is_picture.get().then(|| view! { <Arrangements url=url /> })}
            <Views url=url />
            <NewActor url=url />
        </div>
        <FilterChips graph=graph url=url />
    }
    .into_any()
}

/// What is typed chooses from the list; nothing typed ends the search that the URL holds. The page
/// stays: loaded anew it would forget everything else.
fn search_again(event: &leptos::ev::SubmitEvent, url: Url) {
    event.prevent_default();
    let form = event.target().and_then(|it| it.dyn_into::<HtmlElement>().ok());
    let field = form.and_then(|form| form.query_selector("input").ok().flatten());
    let field = field.and_then(|it| it.dyn_into::<web_sys::HtmlInputElement>().ok());
    if field.is_some_and(|field| field.value().trim().is_empty()) {
        url.change(|query| query.search.clear());
    }
}

/// Whoever has found an actor walks on from it: the arrow keys are the picture's from here on.
fn focus_picture() {
    let frame = document().query_selector(".workbench .picture-frame").ok().flatten();
    if let Some(frame) = frame.and_then(|frame| frame.dyn_into::<HtmlElement>().ok()) {
        // Fails only for what is not in the page.
        let _focused = frame.focus();
    }
}

/// # On the server   nothing: without scripts the browser's own way back does it.
#[component]
fn Undo(url: Url) -> impl IntoView {
    let texts = use_texts();
    let is_ready = RwSignal::new(false);
    Effect::new(move |_| is_ready.set(true));
    view! {
        <div class="undo" role="group" aria-label=texts.undo hidden=move || !is_ready.get()>
            <button type="button" title=texts.undo_key aria-label=texts.undo disabled=move || !url.can_undo() on:click=move |_| url.undo()>"↶"</button>
            <button type="button" title=texts.redo_key aria-label=texts.redo disabled=move || !url.can_redo() on:click=move |_| url.redo()>"↷"</button>
            <span class="undo-obstacle" role="status">{move || url.obstacle.get()}</span>
        </div>
    }
    .into_any()
}

/// # On the server   hidden: whether one may write is known once scripts run, which a form needs.
#[component]
fn NewActor(url: Url) -> impl IntoView {
    let texts = use_texts();
    let live = use_live();
    let may_write = move || live.is_some_and(Live::may_write);
    let href =
        move || url.with(|query| query.edit = Some(EditTarget::new_row(TableName::Actors, [])));
    view! { <a class="button button-small" hidden=move || !may_write() href=href>"+ " {texts.add_actor}</a> }
        .into_any()
}

/// Picture, table, matrix, volumes.
#[component]
fn Views(url: Url) -> impl IntoView {
    let texts = use_texts();
    let views = [
        (NetworkView::Picture, texts.view_picture),
        (NetworkView::Matrix, texts.view_matrix),
        (NetworkView::Stream, texts.view_stream),
        (NetworkView::Table, texts.view_table),
    ];
    let links = views.map(|(view, name)| {
        let (href, go) = url.link(move |query| query.view = view);
        let is_current = move || (url.query.with(|query| query.view) == view).then_some("true");
        view! { <a href=href on:click=go aria-current=is_current>{name}</a> }
    });
    view! {
        <nav class="switch" aria-label=texts.network_view>{links.into_iter().collect_view()}</nav>
    }
    .into_any()
}

/// The arrangements of the picture; another one begins with everything in sight.
#[component]
fn Arrangements(url: Url) -> impl IntoView {
    let texts = use_texts();
    let links = Arrangement::ALL.map(|arrangement| {
        let name = arrangement.name(texts);
        let href = move || url.with(|query| rearrange(query, arrangement));
        let is_current = move || url.query.with(|query| query.arrangement) == arrangement;
        let go = move |event| url.step_by(&event, |url| url.arrange(arrangement));
        view! { <a href=href on:click=go aria-current=move || is_current().then_some("true")>{name}</a> }
    });
    view! {
        <nav class="switch" aria-label=texts.arrangement>{links.into_iter().collect_view()}</nav>
    }
    .into_any()
}
