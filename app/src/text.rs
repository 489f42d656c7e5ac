//! Every text of the interface, German and English side by side.
//!
//! A key without one of the two languages does not compile, nor does a key nobody defined.
//! Texts with numbers are functions in [`sentences`]. Labels of the domain (kinds, statuses) are
//! with their types in `model`; code lists are data.

/// Defines a struct of texts with its two values, `DE` and `EN`.
macro_rules! catalogue {
    ($(#[$meta:meta])* $name:ident: $($key:ident: $de:literal, $en:literal;)+) => {
        $(#[$meta])*
        pub(crate) struct $name {
            $(pub(crate) $key: &'static str,)+
        }

        pub(crate) static DE: $name = $name { $($key: $de,)+ };
        pub(crate) static EN: $name = $name { $($key: $en,)+ };

        #[cfg(test)]
        mod tests {
            const PAIRS: &[(&str, &str, &str)] = &[$((stringify!($key), $de, $en),)+];

            #[test]
            fn no_text_is_empty() {
                for (key, de, en) in PAIRS {
                    assert!(!de.trim().is_empty() && !en.trim().is_empty(), "{key}");
                }
            }
        }
    };
}

mod catalogue;
mod columns;
mod comment_texts;
mod map_texts;
mod room_texts;
pub(crate) mod sentences;

use model::Lang;

pub(crate) use catalogue::{DE, EN, Texts};
pub(crate) use columns::column_label;
pub(crate) use comment_texts::CommentTexts;
pub(crate) use map_texts::MapTexts;
pub(crate) use room_texts::RoomTexts;

use crate::state::use_lang;

/// The texts in a language.
pub(crate) fn texts(lang: Lang) -> &'static Texts {
    match lang {
        Lang::De => &DE,
        Lang::En => &EN,
    }
}

/// The texts of comments in a language.
pub(crate) fn comment_texts(lang: Lang) -> &'static CommentTexts {
    match lang {
        Lang::De => &comment_texts::DE,
        Lang::En => &comment_texts::EN,
    }
}

/// The texts of shared maps in a language.
pub(crate) fn map_texts(lang: Lang) -> &'static MapTexts {
    match lang {
        Lang::De => &map_texts::DE,
        Lang::En => &map_texts::EN,
    }
}

/// The texts of shared maps in the reader's language.
pub(crate) fn use_map_texts() -> &'static MapTexts {
    map_texts(use_lang())
}

/// The texts of live sessions in the reader's language.
pub(crate) fn use_room_texts() -> &'static RoomTexts {
    match use_lang() {
        Lang::De => &room_texts::DE,
        Lang::En => &room_texts::EN,
    }
}

/// The texts in the reader's language.
pub(crate) fn use_texts() -> &'static Texts {
    texts(use_lang())
}
