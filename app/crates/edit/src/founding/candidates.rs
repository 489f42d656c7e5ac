//! Each typical actor where it would be: in the Kreis, or in each of its municipalities.

use exchange::{
    FoundingBook, GemeindeEntry, KreisEntry, KreisKind, Preselection, Scope, TypicalActor,
};
use model::{ActorId, Ags, RegimeCode, RegionId, slug};

use super::names::filled;
use super::{Place, Proposal};

/// A typical actor at a place.
#[derive(Debug)]
pub(super) struct Candidate<'a> {
    pub(super) id: ActorId,
    pub(super) typical: &'a TypicalActor,
    pub(super) ags: Ags,
    /// The one it is for; otherwise it is for the whole Kreis.
    pub(super) municipality: Option<&'a GemeindeEntry>,
}

/// In the order of the book; per municipality in the order of the AGS.
pub(super) fn candidates<'a>(book: &'a FoundingBook, kreis: &'a KreisEntry) -> Vec<Candidate<'a>> {
    let mut candidates = Vec::new();
    for typical in book.actors() {
        let is_here = match typical.scope {
            Scope::Everywhere => true,
            Scope::Kreis | Scope::Gemeinde => kreis.kind == KreisKind::Kreis,
            Scope::Kreisfrei => kreis.kind == KreisKind::KreisfreieStadt,
        };
        if !is_here {
            continue;
        }
        if typical.scope == Scope::Gemeinde {
            let municipalities = kreis.municipalities.iter();
            candidates
                .extend(municipalities.filter_map(|one| in_municipality(typical, one, kreis)));
        } else {
            candidates.extend(in_kreis(typical, kreis));
        }
    }
    candidates
}

fn in_kreis<'a>(typical: &'a TypicalActor, kreis: &KreisEntry) -> Option<Candidate<'a>> {
    let ags = Ags::new(kreis.id.as_str()).ok()?;
    let id = typical.id.clone();
    exists_in(typical, &ags).then_some(Candidate { id, typical, ags, municipality: None })
}

fn in_municipality<'a>(
    typical: &'a TypicalActor,
    municipality: &'a GemeindeEntry,
    kreis: &KreisEntry,
) -> Option<Candidate<'a>> {
    let ags = municipality.ags.clone();
    let is_large_enough = typical.min_population.is_none_or(|min| municipality.population >= min);
    if !is_large_enough || !exists_in(typical, &ags) {
        return None;
    }
    let name = slug(&municipality.name);
    let is_shared = kreis.municipalities.iter().filter(|one| slug(&one.name) == name).count() > 1;
    let suffix = if is_shared { ags.as_str() } else { name.as_str() };
    let id = ActorId::new(id_of(typical.id.as_str(), suffix)).ok()?;
    Some(Candidate { id, typical, ags, municipality: Some(municipality) })
}

/// Two ids as one, not longer than an id may be.
pub(super) fn id_of(first: &str, second: &str) -> String {
    const MAX_CHARS: usize = 64;
    let id: String = format!("{first}-{second}").chars().take(MAX_CHARS).collect();
    id.trim_end_matches('-').to_owned()
}

fn exists_in(typical: &TypicalActor, ags: &Ags) -> bool {
    let is_allowed = typical.only_in.is_empty() || lies_in(ags, &typical.only_in);
    is_allowed && !lies_in(ags, &typical.except_in)
}

/// An area is named by the first digits of the AGS of what lies in it.
fn lies_in(ags: &Ags, areas: &[RegionId]) -> bool {
    areas.iter().any(|area| ags.as_str().starts_with(area.as_str()))
}

impl Candidate<'_> {
    pub(super) fn is_preselected(&self) -> bool {
        match &self.typical.preselection {
            Preselection::Never => false,
            Preselection::Always => true,
            Preselection::From(min) => self.municipality.is_some_and(|one| one.population >= *min),
            Preselection::In(areas) => lies_in(&self.ags, areas),
        }
    }

    /// Whether it is responsible for this Rechtskreis; `None` asks whether it has none at all.
    pub(super) fn has_subject(&self, subject: Option<&RegimeCode>) -> bool {
        let regimes = &self.typical.regimes;
        subject.map_or(regimes.is_empty(), |subject| regimes.iter().any(|(own, _)| own == subject))
    }

    pub(super) fn proposal(&self, kreis: &KreisEntry) -> Proposal {
        let typical = self.typical;
        let mut legal_bases: Vec<String> = Vec::new();
        for basis in typical.regimes.iter().filter_map(|(_, basis)| basis.as_ref()) {
            if !legal_bases.contains(basis) {
                legal_bases.push(basis.clone());
            }
        }
        let fill = |name| filled(name, kreis, self.municipality);
        let name = self.municipality.map_or_else(|| kreis.title(), GemeindeEntry::title);
        Proposal {
            id: self.id.clone(),
            kind: typical.kind,
            name: fill(&typical.name),
            short_name: typical.short_name.as_ref().map(fill),
            place: Place { ags: self.ags.clone(), name },
            preselected: self.is_preselected(),
            regimes: typical.regimes.iter().map(|(regime, _)| regime.clone()).collect(),
            legal_bases,
            note: typical.note.clone(),
            hint_de: typical.hint_de.clone(),
            hint_en: typical.hint_en.clone(),
        }
    }
}
