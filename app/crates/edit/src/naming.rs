//! Ids for new rows, made of what somebody calls them.

/// As long as an id may be, with room for a number behind it.
const MAX_CHARS: usize = 56;

/// A name as an id: small letters without umlauts, digits, hyphens. `x` when nothing is left.
pub fn slug(name: &str) -> String {
    let mut slug = String::new();
    for letter in folded(name).chars() {
        if letter.is_ascii_alphanumeric() {
            slug.push(letter);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
        if slug.len() >= MAX_CHARS {
            break;
        }
    }
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() { "x".to_owned() } else { slug.to_owned() }
}

/// The id for a name that no other row has: `jobcenter`, else `jobcenter-2` and so on.
pub fn free_id(name: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let first = slug(name);
    if !is_taken(&first) {
        return first;
    }
    let mut number: u32 = 2;
    loop {
        let id = format!("{first}-{number}");
        if !is_taken(&id) {
            return id;
        }
        number += 1;
    }
}

/// In small letters, umlauts and accents written out.
pub(crate) fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.chars().flat_map(char::to_lowercase) {
        match letter {
            'ä' | 'æ' => folded.push_str("ae"),
            'ö' | 'œ' => folded.push_str("oe"),
            'ü' => folded.push_str("ue"),
            'ß' => folded.push_str("ss"),
            'á' | 'à' | 'â' | 'ã' | 'å' => folded.push('a'),
            'ç' | 'ć' | 'č' => folded.push('c'),
            'é' | 'è' | 'ê' | 'ë' | 'ė' | 'ę' => folded.push('e'),
            'í' | 'ì' | 'î' | 'ï' | 'ı' => folded.push('i'),
            'ğ' => folded.push('g'),
            'ł' => folded.push('l'),
            'ñ' | 'ń' => folded.push('n'),
            'ó' | 'ò' | 'ô' | 'õ' | 'ø' => folded.push('o'),
            'ş' | 'ś' | 'š' => folded.push('s'),
            'ú' | 'ù' | 'û' => folded.push('u'),
            'ý' | 'ÿ' => folded.push('y'),
            'ż' | 'ź' | 'ž' => folded.push('z'),
            other => folded.push(other),
        }
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_becomes_an_id() {
        assert_eq!(slug("Ausländerbehörde Kreis Höxter"), "auslaenderbehoerde-kreis-hoexter");
        assert_eq!(slug("  AWO (Großstraße) e. V. "), "awo-grossstrasse-e-v");
        assert_eq!(slug("مرحبا"), "x");
        assert!(slug(&"ä".repeat(200)).len() <= MAX_CHARS + 2);
        assert!(model::ActorId::new(slug("Łódź & Co.")).is_ok());
    }

    #[test]
    fn a_taken_id_gets_a_number() {
        let taken = ["ki", "ki-2"];
        assert_eq!(free_id("KI", |id| taken.contains(&id)), "ki-3");
        assert_eq!(free_id("Caritas", |id| taken.contains(&id)), "caritas");
    }
}
