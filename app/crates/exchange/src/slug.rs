//! Ids for rows that come without one, made of what they are called.

use std::collections::{HashMap, HashSet};

/// As long as an id may be (64), with room for a number behind it.
const MAX_CHARS: usize = 56;

/// A name as an id: small letters without umlauts, digits, hyphens. `x` when nothing is left.
pub(crate) fn slug(name: &str) -> String {
    let mut slug = String::new();
    for letter in name.chars().flat_map(char::to_lowercase) {
        let mut ascii = [0; 4];
        let spelled = match letter {
            'ä' | 'æ' => "ae",
            'ö' | 'œ' => "oe",
            'ü' => "ue",
            'ß' => "ss",
            'á' | 'à' | 'â' | 'ã' | 'å' => "a",
            'ç' | 'ć' | 'č' => "c",
            'é' | 'è' | 'ê' | 'ë' | 'ė' | 'ę' => "e",
            'í' | 'ì' | 'î' | 'ï' | 'ı' => "i",
            'ğ' => "g",
            'ł' => "l",
            'ñ' | 'ń' => "n",
            'ó' | 'ò' | 'ô' | 'õ' | 'ø' => "o",
            'ş' | 'ś' | 'š' => "s",
            'ú' | 'ù' | 'û' => "u",
            'ý' | 'ÿ' => "y",
            'ż' | 'ź' | 'ž' => "z",
            _ if letter.is_ascii_alphanumeric() => &*letter.encode_utf8(&mut ascii),
            _ if slug.is_empty() || slug.ends_with('-') => "",
            _ => "-",
        };
        slug.push_str(spelled);
        if slug.len() >= MAX_CHARS {
            break;
        }
    }
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() { "x".to_owned() } else { slug.to_owned() }
}

/// Gives out ids, each once.
#[derive(Default)]
pub(crate) struct Ids {
    taken: HashSet<String>,
    /// The last number that was put behind a name. Without it, a thousand rows of the same name
    /// would try a thousand numbers each.
    numbers: HashMap<String, u32>,
}

impl Ids {
    /// Takes an id that somebody has given already.
    pub(crate) fn reserve(&mut self, id: &str) {
        self.taken.insert(id.to_owned());
    }

    /// The id for a name: `jobcenter`, then `jobcenter-2` and so on.
    pub(crate) fn free(&mut self, name: &str) -> String {
        let first = slug(name);
        let mut id = first.clone();
        while !self.taken.insert(id.clone()) {
            let number = self.numbers.entry(first.clone()).or_insert(1);
            *number += 1;
            id = format!("{first}-{number}");
        }
        id
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_becomes_an_id() {
        assert_eq!(slug("Ausländerbehörde Kreis Höxter"), "auslaenderbehoerde-kreis-hoexter");
        assert_eq!(slug("  AWO (Großstraße) e. V. "), "awo-grossstrasse-e-v");
        assert_eq!(slug("مرحبا"), "x");
        for name in ["ä".repeat(200), "Łódź & Co.".to_owned(), "x y".repeat(99)] {
            assert!(model::ActorId::new(slug(&name)).is_ok(), "{name}");
        }
    }

    #[test]
    fn each_id_is_given_once() {
        let mut ids = Ids::default();
        ids.reserve("ki-2");
        let given = ["KI", "Ki", "ki!", "Ki 2"].map(|name| ids.free(name));
        assert_eq!(given, ["ki", "ki-3", "ki-4", "ki-2-2"]);
    }
}
