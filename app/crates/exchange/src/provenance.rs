//! Where rows come from that were read from somebody else's file.
//!
//! Nobody has confirmed them for this Kreis: they are assumed, and stay within the Kreis until
//! somebody has looked at them.

use model::{
    Confidence, Envelope, InvalidId, Source, SourceId, SourceKind, Validity, Visibility,
    spelled_out,
};
use uuid::Uuid;

use crate::escape::join_list;
use crate::problem::excerpt;
use crate::tables::{file_name, stem};

/// Ids have at most 64 characters.
const MAX_ID_CHARS: usize = 64;

/// The source of all rows from one file.
pub(crate) struct Provenance(Source);

impl Provenance {
    /// Named after the file, wherever it lay and whichever extension it has.
    ///
    /// # Errors
    /// None in practice: a slug with a prefix is an id.
    pub(crate) fn of_file(path: &str) -> Result<Self, InvalidId> {
        Ok(Self(Source {
            id: SourceId::new(short_id(&["import", stem(path)]))?,
            kind: SourceKind::Knowledge,
            title: format!("Eingelesen aus {}", excerpt(file_name(path)).trim()).trim().to_owned(),
            publisher: None,
            url: None,
            date: None,
            quote: None,
        }))
    }

    pub(crate) fn source(&self) -> Source {
        self.0.clone()
    }

    pub(crate) fn envelope(&self) -> Envelope {
        Envelope {
            validity: Validity::default(),
            sources: vec![self.0.id.clone()],
            confidence: Confidence::Assumed,
            visibility: Visibility::Kreis,
        }
    }

    /// What the envelope says in the cells of a row.
    pub(crate) fn cells(&self) -> [(&'static str, String); 3] {
        let Envelope { sources, confidence, visibility, .. } = self.envelope();
        [
            ("sources", join_list(sources)),
            ("confidence", confidence.to_string()),
            ("visibility", visibility.to_string()),
        ]
    }
}

/// A text of any length as an id writes it: `Büro für Übergänge` as `buero-fuer-uebergaenge`.
fn slug(text: &str) -> String {
    let text = spelled_out(text);
    let words = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}

/// An id made of parts; what does not fit, or has no letter, is told apart by its hash.
pub(crate) fn short_id(parts: &[&str]) -> String {
    const HASH_CHARS: usize = 12;
    let slugs: Vec<String> = parts.iter().map(|part| slug(part)).collect();
    let mut id = slugs.join("-");
    if id.len() <= MAX_ID_CHARS && slugs.iter().all(|slug| !slug.is_empty()) {
        return id;
    }
    let hash = Uuid::new_v5(&Uuid::NAMESPACE_OID, parts.join("\n").as_bytes()).simple().to_string();
    // Slugs are ASCII.
    id.truncate(MAX_ID_CHARS - HASH_CHARS - 1);
    format!("{}-{}", id.trim_matches('-'), &hash[..HASH_CHARS]).trim_start_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::ActorId;

    #[test]
    fn slugs_are_readable() {
        assert_eq!(slug(" Büro für Übergänge (Nord). "), "buero-fuer-uebergaenge-nord");
        assert_eq!(slug("日本"), "");
    }

    #[test]
    fn a_file_is_a_source_by_its_name() {
        let source = |path| Provenance::of_file(path).unwrap().source();
        let found = source("C:\\Listen\\Löhne 2025.xlsx");
        assert_eq!(found.id.as_str(), "import-loehne-2025");
        assert_eq!(found.title, "Eingelesen aus Löhne 2025.xlsx");
        assert_eq!(source("").title, "Eingelesen aus");
        assert!(source("日本.csv").id.as_str().starts_with("import-"));
    }

    #[test]
    fn any_parts_make_an_id() {
        assert_eq!(short_id(&["import", "Log 2025.xes"]), "import-log-2025-xes");
        let long = "a".repeat(100);
        for parts in [&["", ""][..], &["日本"], &[&long, "b"], &[&long, "c"], &["-"]] {
            assert!(ActorId::new(short_id(parts)).is_ok(), "{parts:?}");
        }
        assert_ne!(short_id(&[&long, "b"]), short_id(&[&long, "c"]));
    }
}
