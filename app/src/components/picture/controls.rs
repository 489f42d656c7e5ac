//! The buttons in the corner of the picture.

use leptos::prelude::*;

use super::exports::Exports;
use super::stage::Stage;
use crate::text::use_texts;

const ZOOM: f64 = 1.4;

#[component]
pub(super) fn Controls(stage: Stage) -> impl IntoView {
    let texts = use_texts();
    let control = stage.subject.control;
    view! {
        <div class="picture-controls" role="group" aria-label=texts.picture_controls>
            {stage.desk().map(|desk| view! { <Exports stage=stage desk=desk /> })}
            <button type="button" title=texts.picture_zoom_in aria-label=texts.picture_zoom_in on:click=move |_| control.zoom(ZOOM)>"+"</button>
            <button type="button" title=texts.picture_zoom_out aria-label=texts.picture_zoom_out on:click=move |_| control.zoom(1.0 / ZOOM)>"−"</button>
            <button type="button" title=texts.picture_fit aria-label=texts.picture_fit on:click=move |_| control.fit()>"⤢"</button>
            {stage.desk().map(|_| view! { <FullScreen stage=stage /> })}
        </div>
    }
    .into_any()
}

/// The whole workbench on the whole screen.
#[component]
fn FullScreen(stage: Stage) -> impl IntoView {
    let texts = use_texts();
    let toggle = move |_| {
        let document = document();
        if document.fullscreen_element().is_some() {
            document.exit_fullscreen();
        } else if let Some(bench) = document.query_selector(".workbench").ok().flatten() {
            // Refused where the page is embedded without the right to it: then nothing changes.
            let _refused = bench.request_fullscreen();
        }
    };
    view! {
        <button
            type="button"
            title=texts.picture_lasso
            aria-label=texts.picture_lasso
            aria-pressed=move || if stage.is_lasso.get() { "true" } else { "false" }
            on:click=move |_| stage.is_lasso.update(|is| *is = !*is)
        >
            "⬚"
        </button>
        <button type="button" title=texts.picture_full_screen aria-label=texts.picture_full_screen on:click=toggle>
            <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
                <path d="M2,6V2H6M10,2H14V6M14,10V14H10M6,14H2V10" />
            </svg>
        </button>
        <button
            type="button"
            class="minimap-toggle"
            title=texts.picture_minimap
            aria-label=texts.picture_minimap
            aria-pressed=move || if stage.has_minimap.get() { "true" } else { "false" }
            on:click=move |_| stage.has_minimap.update(|has| *has = !*has)
        >
            "◱"
        </button>
    }
    .into_any()
}
