//! Language and theme of the reader: kept in two cookies, known to the server at render time.

use leptos::prelude::*;
use model::Lang;
use serde::{Deserialize, Serialize};

/// Light, dark, or as the device says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    #[default]
    Auto,
    Light,
    Dark,
}

impl Theme {
    pub(crate) const ALL: [Self; 3] = [Self::Auto, Self::Light, Self::Dark];

    /// The value in the cookie and in `<html data-theme>`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.code() == code)
    }
}

/// What the reader has chosen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    pub lang: Lang,
    pub theme: Theme,
}

/// Provides the settings: on the server those of the request, in the browser those that the
/// server rendered with, so that both render the same page.
pub(crate) fn provide_settings() {
    let settings = SharedValue::new(|| use_context::<Settings>().unwrap_or_default());
    provide_context(settings.into_inner());
}

pub(crate) fn use_settings() -> Settings {
    use_context::<Settings>().unwrap_or_default()
}

pub(crate) fn use_lang() -> Lang {
    use_settings().lang
}
