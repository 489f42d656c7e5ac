//! What the terms of a file mean to us: our own, and foreign ones that are called like our codes.

use std::collections::HashMap;

use model::{ActorKind, CodeBook, Lang, ServiceKind};

use super::schema::Entity;
use super::tables::{Record, Tables};
use super::terms::Vocabulary;

/// What a term means to us.
pub(super) struct Meaning {
    pub(super) vocabulary: Vocabulary,
    pub(super) code: String,
    /// Whether it stands for one of our codes only because it is called like it.
    pub(super) is_guessed: bool,
}

/// The meanings of all terms, by their ids.
pub(super) fn meanings<'a>(tables: &'a Tables, codes: &CodeBook) -> HashMap<&'a str, Vec<Meaning>> {
    let ours: HashMap<String, Vocabulary> =
        Vocabulary::ALL.into_iter().map(|vocabulary| (vocabulary.id(), vocabulary)).collect();
    let labels = Labels::new(codes);
    let meaning = |term: &'a Record| {
        let meaning = |vocabulary, code: &str, is_guessed| Meaning {
            vocabulary,
            code: code.to_owned(),
            is_guessed,
        };
        let meanings = if let Some(vocabulary) = ours.get(term.get("taxonomy_id")) {
            vec![meaning(*vocabulary, term.get("code"), false)]
        } else {
            let called = labels.called(term.get("name")).iter();
            called.map(|(vocabulary, code)| meaning(*vocabulary, code, true)).collect()
        };
        (term.id(), meanings)
    };
    tables.of(Entity::TaxonomyTerm).iter().map(meaning).collect()
}

/// Finds codes by what foreign taxonomies call them, in German or English.
struct Labels(HashMap<String, Vec<(Vocabulary, String)>>);

impl Labels {
    fn new(codes: &CodeBook) -> Self {
        let mut labels = Self(HashMap::new());
        for entry in codes.entries() {
            for label in [&entry.label_de, &entry.label_en, &entry.code] {
                labels.add(label, Vocabulary::List(entry.list), &entry.code);
            }
        }
        for kind in ActorKind::ALL {
            labels.add(kind.label(Lang::De), Vocabulary::ActorKind, kind.code());
            labels.add(kind.label(Lang::En), Vocabulary::ActorKind, kind.code());
        }
        for kind in ServiceKind::ALL {
            labels.add(kind.label(Lang::De), Vocabulary::ServiceKind, kind.code());
            labels.add(kind.label(Lang::En), Vocabulary::ServiceKind, kind.code());
        }
        labels
    }

    fn add(&mut self, label: &str, vocabulary: Vocabulary, code: &str) {
        let meanings = self.0.entry(label.to_lowercase()).or_default();
        if !meanings.iter().any(|(known, _)| *known == vocabulary) {
            meanings.push((vocabulary, code.to_owned()));
        }
    }

    /// Every code that is called so.
    fn called(&self, name: &str) -> &[(Vocabulary, String)] {
        self.0.get(&name.trim().to_lowercase()).map_or(&[], Vec::as_slice)
    }
}
