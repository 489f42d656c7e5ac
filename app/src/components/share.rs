//! The page as a link: to copy, to photograph, to keep.

use leptos::ev;
use leptos::html::{Button, Div};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_location;
use serde::{Deserialize, Serialize};

use super::popover::on_pointer_elsewhere;
use crate::keep::{keep, kept};
use crate::live::{Live, use_live};
use crate::routes::paths;
use crate::text::{use_map_texts, use_texts};

/// A state of a page under a name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct KeptView {
    name: String,
    /// From the root on, with everything that is chosen.
    path: String,
}

/// More are no help.
const MAX_VIEWS: usize = 50;
const MAX_NAME: u32 = 60;

/// The link to what is seen, with its QR code, and the views that the reader has kept.
///
/// # On the server   nothing: the address bar has the link, and only a browser keeps views.
#[component]
pub(crate) fn Share(ags: String) -> impl IntoView {
    let texts = use_texts();
    let here = use_location();
    let path = Memo::new(move |_| {
        let (path, query, hash) = (here.pathname.get(), here.search.get(), here.hash.get());
        let query = if query.is_empty() { query } else { format!("?{query}") };
        format!("{path}{query}{hash}")
    });
    let is_open = RwSignal::new(false);
    let (root, button) = (NodeRef::<Div>::new(), NodeRef::<Button>::new());
    let close_on_escape = move |event: ev::KeyboardEvent| {
        if event.key() == "Escape" && is_open.get_untracked() {
            is_open.set(false);
            if let Some(button) = button.get_untracked() {
                // Else the focus would be lost with what had it.
                let _focused = button.focus();
            }
        }
    };
    on_pointer_elsewhere(
        move |at| root.get_untracked().is_none_or(|root| root.contains(Some(at))),
        move || is_open.set(false),
    );
    let is_ready = RwSignal::new(false);
    Effect::new(move |_| is_ready.set(true));
    view! {
        <div class="share" node_ref=root hidden=move || !is_ready.get() on:keydown=close_on_escape>
            <button
                node_ref=button
                type="button"
                aria-expanded=move || is_open.get().to_string()
                aria-controls="teilen"
                on:click=move |_| is_open.update(|open| *open = !*open)
            >
                {texts.share}
            </button>
            <div id="teilen" class="share-sheet" hidden=move || !is_open.get()>
                {move || is_open.get().then(|| view! {
                    <h2>{texts.share_link}</h2>
                    <PageLink path=path note=texts.share_note />
                    <ShareFor ags=ags.clone() path=path />
                    <KeptViews ags=ags.clone() path=path />
                })}
            </div>
        </div>
    }
    .into_any()
}

/// A text that is copied as a whole.
#[component]
pub(crate) fn CopyField(
    #[prop(into)] text: Signal<String>,
    label: &'static str,
    /// What it is for.
    note: &'static str,
) -> impl IntoView {
    let texts = use_texts();
    let is_copied = RwSignal::new(None::<bool>);
    Effect::new(move |_| {
        text.track();
        is_copied.set(None);
    });
    let copy = move |_| {
        let text = text.get_untracked();
        spawn_local(async move {
            let is_done = copied(&text).await;
            let _gone = is_copied.try_set(Some(is_done));
        });
    };
    // So that one key copies it.
    let select = |event: web_sys::FocusEvent| {
        event_target::<web_sys::HtmlInputElement>(&event).select();
    };
    view! {
        <div class="share-link">
            <input type="text" readonly aria-label=label prop:value=move || text.get() on:focus=select />
            <button type="button" class="primary" on:click=copy>{texts.share_copy}</button>
        </div>
        <p class="small muted" role="status">
            {move || match is_copied.get() {
                Some(true) => texts.share_copied,
                Some(false) => texts.share_not_copied,
                None => note,
            }}
        </p>
    }
    .into_any()
}

/// A page of this server as a link to copy, and as a QR code.
#[component]
pub(crate) fn PageLink(
    #[prop(into)] path: Signal<String>,
    /// What whoever opens it gets.
    note: &'static str,
) -> impl IntoView {
    let texts = use_texts();
    let link = Memo::new(move |_| {
        let origin = location().origin().unwrap_or_default();
        format!("{origin}{}", path.get())
    });
    view! {
        <CopyField text=link label=texts.share_link note=note />
        {move || link.with(|link| qr_code(link)).map(|(side, path)| view! {
            <svg class="qr-code" role="img" aria-label=texts.share_qr viewBox=format!("0 0 {side} {side}")>
                <rect width=side height=side class="qr-ground"></rect>
                <path class="qr-modules" d=path></path>
            </svg>
        })}
    }
    .into_any()
}

/// Only pages from a safe origin may write there.
async fn copied(link: &str) -> bool {
    let clipboard = window().navigator().clipboard();
    if clipboard.is_undefined() {
        return false;
    }
    wasm_bindgen_futures::JsFuture::from(clipboard.write_text(link)).await.is_ok()
}

/// Modules of white around the code, as its standard has it.
#[cfg(feature = "hydrate")]
const QUIET_ZONE: i32 = 4;

/// The side of a QR code (ISO/IEC 18004) with its quiet zone, and its dark modules as a path; nothing
/// for what does not fit.
#[cfg(feature = "hydrate")]
fn qr_code(text: &str) -> Option<(i32, String)> {
    use std::fmt::Write;

    let code = qrcodegen::QrCode::encode_text(text, qrcodegen::QrCodeEcc::Low).ok()?;
    let mut path = String::new();
    for y in 0..code.size() {
        for x in (0..code.size()).filter(|x| code.get_module(*x, y)) {
            let (left, top) = (x + QUIET_ZONE, y + QUIET_ZONE);
            let _never_fails = write!(path, "M{left} {top}h1v1h-1z");
        }
    }
    Some((code.size() + 2 * QUIET_ZONE, path))
}

#[cfg(not(feature = "hydrate"))]
fn qr_code(_text: &str) -> Option<(i32, String)> {
    None
}

/// Leads whoever may share this view with certain people to where that is done. Nobody shares the
/// list of what is shared.
#[component]
fn ShareFor(ags: String, path: Memo<String>) -> impl IntoView {
    let (texts, live) = (use_map_texts(), use_live());
    let maps = paths::maps(&ags);
    let is_shown = Memo::new(move |_| {
        let is_list = path.with(|path| path.starts_with(&maps));
        live.is_some_and(Live::may_write) && !is_list
    });
    let href = Memo::new(move |_| path.with(|path| paths::share_page(&ags, path)));
    move || {
        is_shown.get().then(|| view! { <p><a href=move || href.get()>{texts.share_for}</a></p> })
    }
}

#[component]
fn KeptViews(ags: String, path: Memo<String>) -> impl IntoView {
    let texts = use_texts();
    let key = StoredValue::new(format!("netzlotse.ansichten.{ags}"));
    let views = RwSignal::new(key.with_value(|key| kept::<Vec<KeptView>>(key)).unwrap_or_default());
    let name = RwSignal::new(String::new());
    let has_failed = RwSignal::new(false);
    let change = move |change: &dyn Fn(&mut Vec<KeptView>)| {
        views.update(change);
        has_failed.set(!key.with_value(|key| views.with_untracked(|views| keep(key, views))));
    };
    let add = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let view =
            KeptView { name: name.get_untracked().trim().to_owned(), path: path.get_untracked() };
        if view.name.is_empty() {
            return;
        }
        change(&|views| {
            views.retain(|known| known.name != view.name);
            views.insert(0, view.clone());
            views.truncate(MAX_VIEWS);
        });
        name.set(String::new());
    };
    let rows = move || {
        let row = move |view: KeptView| {
            let label = format!("{}: {}", view.name, texts.share_forget);
            let gone = view.name.clone();
            let remove = move |_| change(&|views| views.retain(|known| known.name != gone));
            view! {
                <li>
                    <a href=view.path>{view.name}</a>
                    " "
                    <button type="button" class="link" aria-label=label on:click=remove>{texts.share_forget}</button>
                </li>
            }
        };
        views.get().into_iter().map(row).collect_view()
    };
    view! {
        <h2>{texts.share_views}</h2>
        <form class="share-link" on:submit=add>
            <input
                type="text"
                maxlength=MAX_NAME
                aria-label=texts.share_name
                placeholder=texts.share_name
                prop:value=move || name.get()
                on:input=move |event| name.set(event_target_value(&event))
            />
            <button type="submit">{texts.share_keep}</button>
        </form>
        <ul class="plain share-views">{rows}</ul>
        <p class="small muted" role="status">
            {move || if has_failed.get() {
                texts.share_not_kept
            } else if views.with(Vec::is_empty) {
                texts.share_no_views
            } else {
                texts.share_views_note
            }}
        </p>
    }
    .into_any()
}
