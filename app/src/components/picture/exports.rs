//! The menu with which the picture is taken along.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::desk::Desk;
use super::stage::Stage;
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
    let buttons = ExportFormat::ALL.map(|format| {
        view! {
            <button type="button" disabled=move || progress.is_busy.get() on:click=move |_| make(format)>
                {format.name()}
            </button>
        }
    });
    view! {
        <details class="export-menu">
            <summary title=texts.export_title>{texts.export}</summary>
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
