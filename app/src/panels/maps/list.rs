//! The maps that were shared: link, picture to embed, and withdrawing.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{HtmlDetailsElement, HtmlElement};
use model::MapToken;

use super::embed::Embed;
use crate::api::ApiError;
use crate::api::maps::{MapLine, revoke_map};
use crate::components::{PageLink, Problem};
use crate::routes::paths;
use crate::state::use_lang;
use crate::text::{sentences, use_map_texts};

/// # On the server   the list with its links.
#[component]
pub(crate) fn MapList(maps: RwSignal<Vec<MapLine>>) -> impl IntoView {
    let texts = use_map_texts();
    let is_revoked = RwSignal::new(false);
    let problem = RwSignal::new(None::<ApiError>);
    let on_revoke = Callback::new(move |token: MapToken| {
        is_revoked.set(false);
        problem.set(None);
        spawn_local(async move {
            let revoked = revoke_map(token.clone()).await;
            // Another page may be open by now.
            match revoked {
                Ok(()) => {
                    let _gone = maps.try_update(|maps| maps.retain(|line| line.token != token));
                    let _gone = is_revoked.try_set(true);
                }
                Err(error) => {
                    let _gone = problem.try_set(Some(error));
                }
            }
        });
    });
    let is_empty = Memo::new(move |_| maps.with(Vec::is_empty));
    view! {
        <section aria-labelledby="karten">
            <h2 id="karten" tabindex="-1">{texts.list_title}</h2>
            <p role="status">{move || is_revoked.get().then_some(texts.revoked)}</p>
            {move || problem.get().map(|error| view! { <Problem error=error /> })}
            {move || is_empty.get().then(|| view! { <p class="notice">{texts.list_none}</p> })}
            <ul class="plain map-list">
                <For
                    each=move || maps.get()
                    key=|line| line.token.clone()
                    children=move |line| view! { <Line line=line on_revoke=on_revoke /> }
                />
            </ul>
            {move || (!is_empty.get()).then(|| view! { <p class="muted small">{texts.list_own}</p> })}
        </section>
    }
    .into_any()
}

#[component]
fn Line(line: MapLine, on_revoke: Callback<MapToken>) -> impl IntoView {
    let (texts, lang) = (use_map_texts(), use_lang());
    let link = paths::shared_map(&line.token);
    let over = line.is_over.then(|| view! { " " <span class="tag">{texts.over}</span> });
    let embeddable =
        line.is_embeddable.then(|| view! { " " <span class="tag">{texts.embeddable}</span> });
    // Outside the router: the server leads on, and the coordinator as well.
    let open = (!line.is_over).then(|| {
        let name = sentences::maps::named(texts.line_open, &line);
        view! { <a href=link.clone() rel="external" aria-label=name>{texts.line_open}</a> " · " }
    });
    let more = (!line.is_over).then(|| {
        let embed = line.is_embeddable.then(|| {
            let (token, label) = (line.token.clone(), line.label.clone());
            view! { <Embed token=token label=label /> }
        });
        view! { <LinkSheet link=link.clone() /> {embed} }
    });
    view! {
        <li>
            <h3>{line.label.clone()}{over}{embeddable}</h3>
            <p>{sentences::maps::about(lang, &line)}</p>
            <p class="small map-view">
                {open} {texts.line_view} ": " <a href=line.path.clone()><code>{line.path.clone()}</code></a>
            </p>
            <p class="muted small">{sentences::maps::shared_by(lang, &line)}</p>
            {more}
            <Revoke line=line on_revoke=on_revoke />
        </li>
    }
    .into_any()
}

/// # On the server   nothing: only the browser knows under which address it is.
#[component]
fn LinkSheet(link: String) -> impl IntoView {
    let texts = use_map_texts();
    let is_open = RwSignal::new(false);
    let link = StoredValue::new(link);
    let toggled = move |event: leptos::ev::Event| {
        let element = event_target::<HtmlDetailsElement>(&event);
        is_open.set(element.open());
    };
    view! {
        <details class="map-more" on:toggle=toggled>
            <summary>{texts.line_link}</summary>
            {move || is_open.get().then(|| view! {
                <PageLink path=Signal::derive(move || link.get_value()) note=texts.line_link_note />
                <p class="muted small">{texts.list_address}</p>
            })}
        </details>
    }
    .into_any()
}

/// The button that asks whether to withdraw keeps the focus and takes the question back; withdrawing
/// is one step further.
#[component]
fn Revoke(line: MapLine, on_revoke: Callback<MapToken>) -> impl IntoView {
    let texts = use_map_texts();
    let is_ready = RwSignal::new(false);
    Effect::new(move |_| is_ready.set(true));
    let is_asked = RwSignal::new(false);
    let (first, really) = if line.is_over {
        (texts.revoke_over, texts.revoke_over_really)
    } else {
        (texts.revoke, texts.revoke_really)
    };
    let line = StoredValue::new(line);
    let named = move |action| line.with_value(|line| sentences::maps::named(action, line));
    let asking = move || if is_asked.get() { texts.revoke_cancel } else { first };
    let revoke = move |_| {
        // What has the focus goes with the map.
        focus_list();
        on_revoke.run(line.with_value(|line| line.token.clone()));
    };
    view! {
        <p class="buttons" hidden=move || !is_ready.get()>
            <button
                type="button"
                class="button-small"
                aria-label=move || named(asking())
                on:click=move |_| is_asked.update(|asked| *asked = !*asked)
            >
                {asking}
            </button>
            {move || is_asked.get().then(|| view! {
                <button
                    type="button"
                    class="button-small button-danger"
                    aria-label=move || named(really)
                    on:click=revoke
                >
                    {really}
                </button>
            })}
        </p>
    }
    .into_any()
}

fn focus_list() {
    let heading = document().get_element_by_id("karten");
    if let Some(heading) = heading.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
        let _focused = heading.focus();
    }
}
