//! In the storage of the page's origin, where the browser has one: it may be forbidden, or full.

use leptos::prelude::window;
use serde::{Deserialize, Serialize};
use web_sys::Storage;

fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}

/// What was kept under a key; nothing where the browser keeps nothing, or where it cannot be read.
pub(crate) fn kept<T: for<'a> Deserialize<'a>>(key: &str) -> Option<T> {
    let text = storage()?.get_item(key).ok().flatten()?;
    serde_json::from_str(&text).ok()
}

/// Keeps a value; false where the browser keeps nothing, or no more.
pub(crate) fn keep<T: Serialize>(key: &str, value: &T) -> bool {
    let write = || {
        let text = serde_json::to_string(value).ok()?;
        storage()?.set_item(key, &text).ok()
    };
    write().is_some()
}

pub(crate) fn forget(key: &str) {
    if let Some(storage) = storage() {
        // What cannot be removed was not kept.
        let _removed = storage.remove_item(key);
    }
}

/// As [`kept`], for this window alone and as long as it is open.
pub(crate) fn kept_here(key: &str) -> Option<String> {
    window().session_storage().ok()??.get_item(key).ok().flatten()
}

/// Keeps a text for this window, or forgets it. Where the browser keeps nothing, nothing is kept: the
/// window is the same until it is loaded anew.
pub(crate) fn keep_here(key: &str, text: Option<&str>) {
    if let Ok(Some(storage)) = window().session_storage() {
        let _kept = match text {
            Some(text) => storage.set_item(key, text),
            None => storage.remove_item(key),
        };
    }
}
