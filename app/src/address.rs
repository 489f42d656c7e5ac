//! The address of the page, and the browser's bar that shows it.

use std::time::Duration;

use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// This page, as a path with everything that is chosen in it.
pub(crate) fn use_here() -> Memo<String> {
    let location = use_location();
    Memo::new(move |_| {
        let (path, search) = (location.pathname.get(), location.search.get());
        if search.is_empty() { path } else { format!("{path}?{search}") }
    })
}

/// Writes an address into the bar that the router has left out.
///
/// The router (`leptos_router` 0.8.17, leptos-rs/leptos#4324) writes no address that it takes for
/// the last one, and after a way back it may be mistaken: it does not know which of its addresses
/// have replaced others. The page is then another than the bar says, and so is a link that is
/// copied from it.
pub(crate) fn keep_address_bar() {
    let here = use_here();
    Effect::new(move |_| {
        let here_now = here.get();
        let write = move || {
            // The application may be gone, or somewhere else.
            if here.try_get_untracked().is_some_and(|now| now == here_now)
                && bar().is_some_and(|bar| bar != here_now)
            {
                push(&here_now);
            }
        };
        // The router writes in the same turn of the browser in which the page changes.
        set_timeout(write, Duration::ZERO);
    });
}

fn bar() -> Option<String> {
    let location = window().location();
    Some(format!("{}{}", location.pathname().ok()?, location.search().ok()?))
}

fn push(path: &str) {
    // Refused only for an address of another server.
    let _pushed = window().history().and_then(|history| {
        history.push_state_with_url(&leptos::wasm_bindgen::JsValue::NULL, "", Some(path))
    });
}
