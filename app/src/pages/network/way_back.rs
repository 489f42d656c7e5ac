//! What was just done, with the way back.

use std::time::Duration;

use leptos::leptos_dom::helpers::{TimeoutHandle, set_timeout_with_handle};
use leptos::prelude::*;

use super::Url;
use crate::components::give_focus;
use crate::text::use_texts;

/// Long enough to read it and get there; the way back stays in the toolbar.
const SHOWN_FOR: Duration = Duration::from_secs(10);
/// Where one goes on when the message is gone.
const AFTERWARDS: [&str; 2] = [".undo button:enabled", ".workbench .picture-frame"];

/// When the message goes.
#[derive(Clone, Copy)]
struct Leaving {
    url: Url,
    pending: StoredValue<Option<TimeoutHandle>>,
    has_pointer: StoredValue<bool>,
    has_focus: StoredValue<bool>,
}

impl Leaving {
    fn of(url: Url) -> Self {
        Self {
            url,
            pending: StoredValue::new(None),
            has_pointer: StoredValue::new(false),
            has_focus: StoredValue::new(false),
        }
    }

    fn stop(self) {
        if let Some(pending) = self.pending.try_update_value(Option::take).flatten() {
            pending.clear();
        }
    }

    /// Begins to wait, unless somebody is at it.
    fn wait(self) {
        self.stop();
        if !self.has_pointer.get_value() && !self.has_focus.get_value() {
            let forget = move || self.url.forget_notice();
            self.pending.set_value(set_timeout_with_handle(forget, SHOWN_FOR).ok());
        }
    }
}

/// Says what was done that one may not have meant, until something else is done or ten seconds are
/// over; not while somebody is at it.
///
/// # Keyboard   Ctrl+Z does the same.
#[component]
pub(super) fn WayBack(url: Url) -> impl IntoView {
    let texts = use_texts();
    let leaving = Leaving::of(url);
    let notice = Memo::new(move |_| url.notice());
    Effect::new(move |_| {
        if notice.with(Option::is_some) {
            leaving.wait();
        } else {
            // What has gone cannot say that the pointer leaves it.
            leaving.has_pointer.set_value(false);
            leaving.has_focus.set_value(false);
            leaving.stop();
        }
    });
    on_cleanup(move || leaving.stop());
    let hold = move |which: StoredValue<bool>, is_held: bool| {
        which.set_value(is_held);
        if is_held { leaving.stop() } else { leaving.wait() }
    };
    let undo = move |_| {
        url.undo();
        give_focus(&AFTERWARDS);
    };
    let close = move |_| {
        url.forget_notice();
        give_focus(&AFTERWARDS);
    };
    // Only what is there before its text comes is read aloud.
    view! {
        <p class="visually-hidden" role="status">{notice}</p>
        <div
            class="way-back"
            hidden=move || notice.with(Option::is_none)
            on:pointerenter=move |_| hold(leaving.has_pointer, true)
            on:pointerleave=move |_| hold(leaving.has_pointer, false)
            on:focusin=move |_| hold(leaving.has_focus, true)
            on:focusout=move |_| hold(leaving.has_focus, false)
        >
            <span aria-hidden="true">{notice}</span>
            <button type="button" disabled=move || url.is_taking_back() on:click=undo>{texts.undo}</button>
            <button type="button" class="way-back-close" aria-label=texts.notice_close title=texts.notice_close on:click=close>"×"</button>
        </div>
    }
    .into_any()
}
