//! Names as ids, for rows that come without one.

/// As long as an id may be (64), with room for a number behind it.
const MAX_CHARS: usize = 56;

/// A name as an id: small letters without umlauts, digits, hyphens. `x` when nothing is left.
pub fn slug(name: &str) -> String {
    let mut slug = String::new();
    for letter in spelled_out(name).chars() {
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

/// In small letters, umlauts and accents written out.
pub fn spelled_out(text: &str) -> String {
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
        for name in ["ä".repeat(200), "Łódź & Co.".to_owned(), "x y".repeat(99)] {
            assert!(crate::ActorId::new(slug(&name)).is_ok(), "{name}");
        }
    }
}
