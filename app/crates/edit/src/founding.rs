//! A network out of nothing: a Kreis, its municipalities and the actors one finds everywhere.
//!
//! Start at [`proposals`]: whom one would expect here, each with an id that stays the same. Whoever
//! knows the Kreis ticks some of them, and [`found`] makes a whole network of these.
//!
//! All of it is general knowledge and says so: assumed, with one source for all actors. What only
//! holds for some Kreise or some municipalities is in the data (`app/data/typical_actors.csv`).

mod areas;
mod candidates;
mod names;
mod rows;

use std::collections::BTreeSet;
use std::fmt;

use exchange::{FoundingBook, KreisEntry, Reason};
use model::{ActorId, ActorKind, Ags, IntegrityProblem, Lang, Network, RegimeCode};
use serde::{Deserialize, Serialize};

use self::candidates::{Candidate, candidates};

/// An actor that one would expect here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// Of the actor in the network to be.
    pub id: ActorId,
    pub kind: ActorKind,
    pub name: String,
    pub short_name: Option<String>,
    /// For whom it is there.
    pub place: Place,
    /// Whether it is ticked before anybody has looked at it.
    pub preselected: bool,
    pub regimes: Vec<RegimeCode>,
    /// Those of the Rechtskreise, each once.
    pub legal_bases: Vec<String>,
    /// Goes into the network.
    pub note: Option<String>,
    /// For whoever chooses.
    pub hint_de: Option<String>,
    pub hint_en: Option<String>,
}

/// The Kreis or one of its municipalities.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    pub ags: Ags,
    /// With what it is: "Kreis Höxter", "Gemeinde Borchen".
    pub name: String,
}

impl Proposal {
    pub fn hint(&self, lang: Lang) -> Option<&str> {
        match lang {
            Lang::De => self.hint_de.as_deref(),
            Lang::En => self.hint_en.as_deref(),
        }
    }
}

/// What comes out of a choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Founded {
    /// Sound, in canonical order, with revision 0.
    pub network: Network,
    /// Chosen, but without a municipality left: all of them have an authority of their own. An
    /// actor without an area would count as covering the whole Kreis, so it is not in the network.
    pub left_out: Vec<Proposal>,
}

/// Why there is no network.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FoundingProblem {
    /// Chosen, but not proposed for this Kreis.
    Unknown(Vec<ActorId>),
    /// The data does not fit together, e.g. two proposals have the same id.
    Unsound(Vec<IntegrityProblem>),
}

impl FoundingProblem {
    pub fn text(&self, lang: Lang) -> String {
        match (self, lang) {
            (Self::Unknown(ids), Lang::De) => {
                format!("Diese Vorschläge gibt es in diesem Kreis nicht: {}.", joined(ids))
            }
            (Self::Unknown(ids), Lang::En) => {
                format!("These proposals do not exist in this Kreis: {}.", joined(ids))
            }
            (Self::Unsound(problems), lang) => {
                let reasons = problems.iter().map(|problem| Reason::from(problem.clone()));
                let reasons: Vec<_> = reasons.map(|reason| reason.text(lang)).collect();
                let reasons = reasons.join("; ");
                match lang {
                    Lang::De => format!("Die Vorschläge passen nicht zusammen: {reasons}."),
                    Lang::En => format!("The proposals do not fit together: {reasons}."),
                }
            }
        }
    }
}

fn joined(ids: &[ActorId]) -> String {
    ids.iter().map(ActorId::as_str).collect::<Vec<_>>().join(", ")
}

impl fmt::Display for FoundingProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text(Lang::De))
    }
}

impl std::error::Error for FoundingProblem {}

/// Whom one would expect in this Kreis.
///
/// An authority that would have no municipality left if all that is preselected were chosen is not
/// preselected itself.
///
/// # Order as in the book; what exists per municipality in the order of the AGS
pub fn proposals(book: &FoundingBook, kreis: &KreisEntry) -> Vec<Proposal> {
    let candidates = candidates(book, kreis);
    let preselected: Vec<_> = candidates.iter().filter(|one| one.is_preselected()).collect();
    let proposal = |candidate: &Candidate<'_>| {
        let is_needed = || areas::of(candidate, &preselected, kreis).is_some();
        let preselected = candidate.is_preselected() && is_needed();
        Proposal { preselected, ..candidate.proposal(kreis) }
    };
    candidates.iter().map(proposal).collect()
}

/// Makes a network of the chosen proposals; the order of the choice does not matter.
///
/// The Kreis with its municipalities is always there. An authority of the Kreis is responsible for
/// all of them but those that have one of their own among the chosen. What an actor is part of is
/// the nearest chosen one of those it belongs to.
///
/// # Errors
/// [`FoundingProblem::Unknown`] names every chosen id that is not proposed here.
pub fn found(
    kreis: &KreisEntry,
    chosen: &[ActorId],
    book: &FoundingBook,
) -> Result<Founded, FoundingProblem> {
    let candidates = candidates(book, kreis);
    let known: BTreeSet<_> = candidates.iter().map(|candidate| &candidate.id).collect();
    let wanted: BTreeSet<_> = chosen.iter().collect();
    let unknown: Vec<_> = wanted.difference(&known).map(|id| (*id).clone()).collect();
    if !unknown.is_empty() {
        return Err(FoundingProblem::Unknown(unknown));
    }
    let chosen: Vec<_> = candidates.iter().filter(|one| wanted.contains(&one.id)).collect();
    let mut network = rows::ground(kreis);
    let (mut kept, mut left_out) = (Vec::new(), Vec::new());
    for &candidate in &chosen {
        match areas::of(candidate, &chosen, kreis) {
            Some(areas) => {
                let areas = areas.into_iter();
                network
                    .jurisdictions
                    .extend(areas.filter_map(|area| rows::jurisdiction(candidate, area)));
                kept.push(candidate);
            }
            None => left_out.push(candidate.proposal(kreis)),
        }
    }
    network.actors.extend(kept.iter().map(|one| rows::actor(one, &kept, book, kreis)));
    network.sort();
    let problems = network.integrity_problems();
    if problems.is_empty() {
        Ok(Founded { network, left_out })
    } else {
        Err(FoundingProblem::Unsound(problems))
    }
}
