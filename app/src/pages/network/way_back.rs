//! What was just done, with the way back.

use std::time::Duration;

use leptos::leptos_dom::helpers::{TimeoutHandle, set_timeout_with_handle};
use leptos::prelude::*;

use super::Url;
use crate::text::use_texts;

/// Long enough to read it and get there; the way back stays in the toolbar.
const SHOWN_FOR: Duration = Duration::from_secs(10);

/// Says what was done that one may not have meant, until something else is done or ten seconds are
/// over; not while somebody is at it.
///
/// # Keyboard   Ctrl+Z does the same.
#[component]
pub(super) fn WayBack(url: Url) -> impl IntoView {
    let texts = use_texts();
    let pending = StoredValue::new(None::<TimeoutHandle>);
    let stop = move || {
        if let Some(pending) = pending.try_update_value(Option::take).flatten() {
            pending.clear();
        }
    };
    let wait = move || {
        stop();
        // The page may be gone by then, and its message with it.
        let handle = set_timeout_with_handle(move || url.forget_notice(), SHOWN_FOR).ok();
        pending.set_value(handle);
    };
    Effect::new(move |_| {
        if url.notice().is_some() {
            wait();
        } else {
            stop();
        }
    });
    on_cleanup(stop);
    view! {
        <div
            class="way-back"
            class:is-shown=move || url.notice().is_some()
            on:pointerenter=move |_| stop()
            on:pointerleave=move |_| wait()
            on:focusin=move |_| stop()
            on:focusout=move |_| wait()
        >
            <span role="status">{move || url.notice()}</span>
            {move || url.notice().map(|_| view! {
                <button type="button" on:click=move |_| url.undo()>{texts.undo}</button>
                <button type="button" class="way-back-close" aria-label=texts.notice_close title=texts.notice_close on:click=move |_| url.forget_notice()>"×"</button>
            })}
        </div>
    }
    .into_any()
}
