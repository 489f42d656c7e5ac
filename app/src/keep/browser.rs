//! In the storage of the page's origin.

use gloo::storage::{LocalStorage, Storage};
use serde::{Deserialize, Serialize};

/// What was kept under a key; nothing where the browser keeps nothing, or where it cannot be read.
pub(crate) fn kept<T: for<'a> Deserialize<'a>>(key: &str) -> Option<T> {
    LocalStorage::get(key).ok()
}

/// Keeps a value; false where the browser keeps nothing, or no more.
pub(crate) fn keep<T: Serialize>(key: &str, value: &T) -> bool {
    LocalStorage::set(key, value).is_ok()
}

pub(crate) fn forget(key: &str) {
    LocalStorage::delete(key);
}
