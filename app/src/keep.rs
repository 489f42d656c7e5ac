//! What the browser keeps for its reader from one visit to the next. Nothing of it is sent.
//!
//! # On the server   nothing is kept, nothing found.

#[cfg(feature = "hydrate")]
use gloo::storage::{LocalStorage, Storage};

/// What was kept under a key; nothing where the browser keeps nothing, or where it cannot be read.
pub(crate) fn kept<T: for<'a> serde::Deserialize<'a>>(key: &str) -> Option<T> {
    #[cfg(feature = "hydrate")]
    return LocalStorage::get(key).ok();
    #[cfg(not(feature = "hydrate"))]
    {
        let _nothing = key;
        None
    }
}

/// Keeps a value; false where the browser keeps nothing, or no more.
pub(crate) fn keep<T: serde::Serialize>(key: &str, value: &T) -> bool {
    #[cfg(feature = "hydrate")]
    return LocalStorage::set(key, value).is_ok();
    #[cfg(not(feature = "hydrate"))]
    {
        let _nowhere = (key, value);
        false
    }
}

pub(crate) fn forget(key: &str) {
    #[cfg(feature = "hydrate")]
    LocalStorage::delete(key);
    #[cfg(not(feature = "hydrate"))]
    let _nothing = key;
}
