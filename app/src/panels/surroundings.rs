//! How far one looks around the selected actor, and what has been moved.

use leptos::prelude::*;

use crate::api::GraphView;
use crate::components::{Ego, Rest, Ties};
use crate::pages::Url;
use crate::text::use_texts;

/// Depth, direction and rest of the surroundings, and the pins.
///
/// # On the server   links; nothing while there is nothing to choose.
/// # Keyboard        in the picture 1 to 9 choose the depth, F hides the rest, P pins.
#[component]
pub(crate) fn Surroundings(graph: Signal<GraphView>, url: Url) -> impl IntoView {
    let texts = use_texts();
    let has_actor = Memo::new(move |_| {
        let actor = url.query.with(|query| query.actor.clone());
        graph.with(|graph| graph.nodes.iter().any(|node| Some(&node.id) == actor.as_ref()))
    });
    let has_pins = Memo::new(move |_| url.query.with(|query| !query.pinned.is_empty()));
    let let_go = url.link(|query| query.chosen.clear());
    let set_free = url.link(|query| query.pinned.clear());
    let has_chosen = Memo::new(move |_| url.query.with(|query| !query.chosen.is_empty()));
    view! {
        <div class="surroundings" hidden=move || !has_actor.get() && !has_pins.get() && !has_chosen.get()>
            {move || has_actor.get().then(|| view! {
                <strong>{texts.ego_title}</strong>
                <Depths url=url />
                <Directions url=url />
                <RestLink url=url />
            })}
            {move || has_chosen.get().then(|| view! {
                <span>
                    {texts.chosen_title} ": " {move || url.query.with(|query| query.chosen.len())} " "
                    <a href=let_go.0 on:click=let_go.1>{texts.chosen_clear}</a>
                </span>
                {(!has_actor.get()).then(|| view! { <RestLink url=url /> })}
            })}
            {move || has_pins.get().then(|| view! {
                <span>
                    {texts.pins_title} ": " {move || url.query.with(|query| query.pinned.len())} " "
                    <a href=set_free.0 on:click=set_free.1>{texts.pins_clear}</a>
                </span>
            })}
        </div>
    }
    .into_any()
}

#[component]
fn Depths(url: Url) -> impl IntoView {
    let texts = use_texts();
    let links = (1..=Ego::MAX_DEPTH).map(|depth| {
        let is_current = move || url.query.with(|query| query.ego.depth) == depth;
        let (href, go) = url.link(move |query| query.ego.depth = depth);
        view! { <a href=href on:click=go aria-current=move || is_current().then_some("true")>{depth}</a> }
    });
    view! {
        <nav class="switch" aria-label=texts.ego_depth>
            <span aria-hidden="true">{texts.ego_depth}</span>
            {links.collect_view()}
        </nav>
    }
    .into_any()
}

#[component]
fn Directions(url: Url) -> impl IntoView {
    let texts = use_texts();
    let links = Ties::ALL.map(|ties| {
        let name = match ties {
            Ties::Both => texts.ego_both,
            Ties::Incoming => texts.ego_incoming,
            Ties::Outgoing => texts.ego_outgoing,
        };
        let is_current = move || url.query.with(|query| query.ego.ties) == ties;
        let (href, go) = url.link(move |query| query.ego.ties = ties);
        view! { <a href=href on:click=go aria-current=move || is_current().then_some("true")>{name}</a> }
    });
    view! { <nav class="switch" aria-label=texts.ego_ties>{links.into_iter().collect_view()}</nav> }
        .into_any()
}

#[component]
fn RestLink(url: Url) -> impl IntoView {
    let texts = use_texts();
    let is_hidden = move || url.query.with(|query| query.ego.rest) == Rest::Hidden;
    let (href, go) = url.link(|query| {
        query.ego.rest = if query.ego.rest == Rest::Hidden { Rest::Dimmed } else { Rest::Hidden };
    });
    view! {
        <nav class="switch" aria-label=texts.ego_rest>
            <a href=href on:click=go aria-current=move || is_hidden().then_some("true")>{texts.ego_rest}</a>
        </nav>
    }
    .into_any()
}
