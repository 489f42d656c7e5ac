//! How a Kreis is called in a sentence.
//!
//! The head of its name decides: the last part of one word is "Kreis" (Kreis Höxter,
//! Rhein-Sieg-Kreis, Märkischer Kreis, Rhein-Kreis Neuss), and then it is masculine; anything else
//! is feminine (Städteregion Aachen, Stadt Bielefeld) and stays as it is.

use exchange::{GemeindeEntry, KreisEntry, KreisKind, NameTemplate, NameWord};

/// The name for this Kreis, or for this municipality of it.
pub(super) fn filled(
    template: &NameTemplate,
    kreis: &KreisEntry,
    municipality: Option<&GemeindeEntry>,
) -> String {
    let is_city = kreis.kind == KreisKind::KreisfreieStadt;
    let title = kreis.title();
    template.fill(|word| match word {
        NameWord::Kreis => title.clone(),
        NameWord::DesKreises => with_article(&title, "des", "es", "der"),
        NameWord::DenKreis => with_article(&title, "den", "", "die"),
        NameWord::ImKreis if is_city => format!("in {}", kreis.name),
        NameWord::ImKreis => with_article(&title, "im", "", "in der"),
        NameWord::Bezirk => kreis.bezirk.name.clone(),
        NameWord::Gemeinde => municipality.map_or_else(|| title.clone(), GemeindeEntry::title),
        NameWord::Ort => municipality.map_or_else(|| kreis.name.clone(), |one| one.name.clone()),
    })
}

/// The name in another case than the nominative, with what stands before it.
fn with_article(name: &str, masculine: &str, ending: &str, feminine: &str) -> String {
    let words: Vec<&str> = name.split(' ').collect();
    let is_head = |word: &&str| word.to_lowercase().ends_with("kreis");
    let Some(head) = words.iter().position(is_head) else {
        return format!("{feminine} {name}");
    };
    let declined = words.iter().enumerate().map(|(idx, word)| {
        let adjective = word.strip_suffix("er").filter(|_| idx < head);
        match adjective {
            Some(stem) => format!("{stem}en"),
            None if idx == head => format!("{word}{ending}"),
            None => (*word).to_owned(),
        }
    });
    let declined: Vec<_> = declined.collect();
    format!("{masculine} {}", declined.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kreis_is_declined() {
        let cases = [
            ("Kreis Höxter", "des Kreises Höxter", "im Kreis Höxter"),
            ("Rhein-Sieg-Kreis", "des Rhein-Sieg-Kreises", "im Rhein-Sieg-Kreis"),
            ("Rhein-Kreis Neuss", "des Rhein-Kreises Neuss", "im Rhein-Kreis Neuss"),
            ("Märkischer Kreis", "des Märkischen Kreises", "im Märkischen Kreis"),
            ("Hochsauerlandkreis", "des Hochsauerlandkreises", "im Hochsauerlandkreis"),
            ("Städteregion Aachen", "der Städteregion Aachen", "in der Städteregion Aachen"),
        ];
        for (name, of, within) in cases {
            assert_eq!(with_article(name, "des", "es", "der"), of);
            assert_eq!(with_article(name, "im", "", "in der"), within);
        }
    }
}
