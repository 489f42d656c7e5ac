//! Names of the languages that services commonly state.
//!
//! Here and not with the other texts: only the server looks them up, and sends the names.

use model::{Lang, LanguageTag};

/// By the first subtag of BCP 47: German, English.
const NAMES: &[(&str, &str, &str)] = &[
    ("am", "Amharisch", "Amharic"),
    ("ar", "Arabisch", "Arabic"),
    ("az", "Aserbaidschanisch", "Azerbaijani"),
    ("bg", "Bulgarisch", "Bulgarian"),
    ("bn", "Bengalisch", "Bengali"),
    ("bs", "Bosnisch", "Bosnian"),
    ("ckb", "Kurdisch (Sorani)", "Kurdish (Sorani)"),
    ("de", "Deutsch", "German"),
    ("el", "Griechisch", "Greek"),
    ("en", "Englisch", "English"),
    ("es", "Spanisch", "Spanish"),
    ("fa", "Persisch (Farsi, Dari)", "Persian (Farsi, Dari)"),
    ("fr", "Französisch", "French"),
    ("hi", "Hindi", "Hindi"),
    ("hr", "Kroatisch", "Croatian"),
    ("hu", "Ungarisch", "Hungarian"),
    ("hy", "Armenisch", "Armenian"),
    ("it", "Italienisch", "Italian"),
    ("ka", "Georgisch", "Georgian"),
    ("kmr", "Kurdisch (Kurmandschi)", "Kurdish (Kurmanji)"),
    ("ku", "Kurdisch", "Kurdish"),
    ("mk", "Mazedonisch", "Macedonian"),
    ("nl", "Niederländisch", "Dutch"),
    ("pl", "Polnisch", "Polish"),
    ("prs", "Dari", "Dari"),
    ("ps", "Paschtu", "Pashto"),
    ("pt", "Portugiesisch", "Portuguese"),
    ("ro", "Rumänisch", "Romanian"),
    ("rom", "Romanes", "Romani"),
    ("ru", "Russisch", "Russian"),
    ("so", "Somali", "Somali"),
    ("sq", "Albanisch", "Albanian"),
    ("sr", "Serbisch", "Serbian"),
    ("ta", "Tamil", "Tamil"),
    ("ti", "Tigrinya", "Tigrinya"),
    ("tr", "Türkisch", "Turkish"),
    ("uk", "Ukrainisch", "Ukrainian"),
    ("ur", "Urdu", "Urdu"),
    ("vi", "Vietnamesisch", "Vietnamese"),
    ("zh", "Chinesisch", "Chinese"),
];

/// The name of a language, or its tag where we have none; further subtags stay visible.
pub(crate) fn language_name(lang: Lang, tag: &LanguageTag) -> String {
    let text = tag.as_str();
    let (first, rest) = text.split_once('-').map_or((text, None), |(a, b)| (a, Some(b)));
    let Some((_, de, en)) = NAMES.iter().find(|(code, ..)| code.eq_ignore_ascii_case(first)) else {
        return text.to_owned();
    };
    let name = match lang {
        Lang::De => *de,
        Lang::En => *en,
    };
    rest.map_or_else(|| name.to_owned(), |rest| format!("{name} ({rest})"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_have_names_or_keep_their_tag() {
        let name = |tag: &str| language_name(Lang::De, &tag.parse().unwrap());
        assert_eq!(name("ar"), "Arabisch");
        assert_eq!(name("ar-SY"), "Arabisch (SY)");
        assert_eq!(name("xyz"), "xyz");
        assert_eq!(language_name(Lang::En, &"uk".parse().unwrap()), "Ukrainian");
    }

    #[test]
    fn languages_are_in_order_and_each_once() {
        assert!(NAMES.is_sorted_by(|a, b| a.0 < b.0));
    }
}
