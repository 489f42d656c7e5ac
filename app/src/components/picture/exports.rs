//! The menu with which the picture is taken along.

use leptos::ev;
use leptos::html::Details;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{HtmlDetailsElement, HtmlElement};

use super::desk::Desk;
use super::stage::Stage;
use crate::components::popover::on_pointer_elsewhere;
use crate::export::{ExportFormat, ExportState, Seen, export};
use crate::state::use_lang;
use crate::text::use_texts;

/// # On the server   nothing: the picture is made into a file in the browser.
#[component]
pub(super) fn Exports(stage: Stage, desk: Desk) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let progress = ExportState::new();
    let make = move |format: ExportFormat| {
        let (camera, viewport) = stage.subject.control.view_now();
        let picture = untrack(|| stage.subject.picture());
        let seen = Seen { picture, camera, viewport };
        let text = untrack(|| desk.sheet.run(()));
        progress.is_busy.set(true);
        progress.has_failed.set(false);
        spawn_local(async move {
            let is_done = export(seen, text, format, lang).await;
            // The page may be gone by then.
            let _gone = progress.is_busy.try_set(false);
            let _gone = progress.has_failed.try_set(!is_done);
        });
    };
    let menu = NodeRef::<Details>::new();
    on_pointer_elsewhere(
        move |at| menu.get_untracked().is_none_or(|menu| menu.contains(Some(at))),
        move || {
            if let Some(menu) = menu.get_untracked() {
                menu.set_open(false);
            }
        },
    );
    let close_on_escape = move |event: ev::KeyboardEvent| {
        if event.key() == "Escape"
            && let Some(menu) = menu.get_untracked().filter(HtmlDetailsElement::open)
        {
            // Else it would also let go of what is chosen in the picture.
            event.stop_propagation();
            menu.set_open(false);
            // What had the focus is not shown any more.
            let summary = menu.query_selector("summary").ok().flatten();
            if let Some(summary) = summary.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
                let _focused = summary.focus();
            }
        }
    };
    let buttons = ExportFormat::ALL.map(|format| {
        view! {
            <button type="button" disabled=move || progress.is_busy.get() on:click=move |_| make(format)>
                {format.name()}
            </button>
        }
    });
    view! {
        <details class="export-menu" node_ref=menu on:keydown=close_on_escape>
            <summary title=texts.export_title aria-label=texts.export>
                <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
                    <path d="M8,1V10M4,6L8,10L12,6M2,11V14H14V11" />
                </svg>
            </summary>
            <div class="export-list" role="group" aria-label=texts.export_title>
                {buttons.into_iter().collect_view()}
                <p class="small muted" role="status">
                    {move || if progress.has_failed.get() {
                        texts.export_failed
                    } else if progress.is_busy.get() {
                        texts.export_busy
                    } else {
                        texts.export_note
                    }}
                </p>
            </div>
        </details>
    }
    .into_any()
}
