//! Every text of the interface, German and English side by side.
//!
//! A key without one of the two languages does not compile, nor does a key nobody defined.
//! Texts with numbers are functions in [`sentences`]. Labels of the domain (kinds, statuses) are
//! with their types in `model`; code lists are data.

mod catalogue;
mod columns;
pub(crate) mod sentences;

use model::Lang;

pub(crate) use catalogue::{DE, EN, Texts};
pub(crate) use columns::column_label;

use crate::state::use_lang;

/// The texts in a language.
pub(crate) fn texts(lang: Lang) -> &'static Texts {
    match lang {
        Lang::De => &DE,
        Lang::En => &EN,
    }
}

/// The texts in the reader's language.
pub(crate) fn use_texts() -> &'static Texts {
    texts(use_lang())
}
