//! Where rows come from that were read from somebody else's file.
//!
//! Nobody has confirmed them for this Kreis: they are assumed, and stay within the Kreis until
//! somebody has looked at them.

use model::{Confidence, Envelope, InvalidId, Source, SourceId, SourceKind, Validity, Visibility};
use uuid::Uuid;

/// Ids have at most 64 characters.
const MAX_ID_CHARS: usize = 64;

/// The source of all rows from one file.
pub(crate) struct Provenance(Source);

impl Provenance {
    /// # Errors
    /// None in practice: a slug with a prefix is an id.
    pub(crate) fn of_file(file_name: &str) -> Result<Self, InvalidId> {
        Ok(Self(Source {
            id: SourceId::new(short_id(&["import", file_name]))?,
            kind: SourceKind::Knowledge,
            title: format!("Eingelesen aus {}", crate::problem::excerpt(file_name)),
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
}

/// A text as an id writes it: `Büro für Übergänge` as `buero-fuer-uebergaenge`.
pub(crate) fn slug(text: &str) -> String {
    let mut slug = String::new();
    for c in text.chars().flat_map(char::to_lowercase) {
        match c {
            'a'..='z' | '0'..='9' => slug.push(c),
            'ä' => slug.push_str("ae"),
            'ö' => slug.push_str("oe"),
            'ü' => slug.push_str("ue"),
            'ß' => slug.push_str("ss"),
            _ if slug.is_empty() || slug.ends_with('-') => {}
            _ => slug.push('-'),
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
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
    fn any_parts_make_an_id() {
        assert_eq!(short_id(&["import", "Log 2025.xes"]), "import-log-2025-xes");
        let long = "a".repeat(100);
        for parts in [&["", ""][..], &["日本"], &[&long, "b"], &[&long, "c"], &["-"]] {
            assert!(ActorId::new(short_id(parts)).is_ok(), "{parts:?}");
        }
        assert_ne!(short_id(&[&long, "b"]), short_id(&[&long, "c"]));
    }
}
