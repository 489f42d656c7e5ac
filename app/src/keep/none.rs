//! Where there is no browser.

use serde::{Deserialize, Serialize};

pub(crate) fn kept<T: for<'a> Deserialize<'a>>(_key: &str) -> Option<T> {
    None
}

pub(crate) fn keep<T: Serialize>(_key: &str, _value: &T) -> bool {
    false
}

pub(crate) fn forget(_key: &str) {}

pub(crate) fn kept_here(_key: &str) -> Option<String> {
    None
}

pub(crate) fn keep_here(_key: &str, _text: Option<&str>) {}
