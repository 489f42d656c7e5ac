//! What a network can be founded with: the typical actors, checked against each other.

use std::collections::{HashMap, HashSet};

use model::{ActorId, CodeBook};

use crate::land_problem::FoundingBookProblem;
use crate::reader::Reader;
use crate::typical_actors::{TABLE, TypicalActor, read};
use crate::{Preview, Reason};

/// The typical actors; every reference in it leads to one of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FoundingBook {
    actors: Vec<TypicalActor>,
}

impl FoundingBook {
    /// In the order of the file, which is that of the proposals.
    pub fn actors(&self) -> &[TypicalActor] {
        &self.actors
    }

    pub fn actor(&self, id: &ActorId) -> Option<&TypicalActor> {
        self.actors.iter().find(|actor| actor.id == *id)
    }

    /// What it is part of, from the nearest on; never longer than the book.
    pub fn ancestors(&self, actor: &TypicalActor) -> impl Iterator<Item = &TypicalActor> {
        let parent = |actor: &TypicalActor| actor.parent.as_ref().and_then(|id| self.actor(id));
        std::iter::successors(parent(actor), move |actor| parent(actor)).take(self.actors.len())
    }
}

/// Reads the typical actors.
///
/// What an actor is part of or stands in for exists wherever it exists itself, and it stands in
/// only for somebody with whom it shares a Rechtskreis (or who has none either).
pub fn read_founding_book(bytes: &[u8], codes: &CodeBook) -> Preview<FoundingBook> {
    let mut reader = Reader::new(codes);
    let actors = reader.table(bytes, &TABLE, read);
    reader.report_duplicates(&TABLE, actors.iter().map(|actor| actor.id.to_string()));
    let book = FoundingBook { actors };
    reader.check_references(&book);
    reader.problems.preview(Some(book), |_| 0)
}

impl Reader<'_> {
    fn check_references(&mut self, book: &FoundingBook) {
        let by_id: HashMap<_, _> = book.actors.iter().map(|actor| (&actor.id, actor)).collect();
        for actor in &book.actors {
            let references = [("parent", &actor.parent), ("instead_of", &actor.instead_of)];
            for (column, reference) in references {
                let Some(reference) = reference else { continue };
                let other = by_id.get(reference).copied();
                if let Some(problem) = reference_problem(actor, column, reference, other)
                    && !(other.is_none() && self.places.may_hold(TABLE.name, reference.as_str()))
                {
                    self.report_actor(&actor.id, column, problem);
                }
            }
            if leads_back(actor, &by_id) {
                let problem = FoundingBookProblem::Circular(actor.id.to_string());
                self.report_actor(&actor.id, "parent", problem);
            }
        }
    }

    fn report_actor(&mut self, id: &ActorId, column: &'static str, problem: impl Into<Reason>) {
        let line = self.places.line(TABLE.name, id.as_str(), 0);
        self.problems.push(TABLE.file, line, Some(column), problem);
    }
}

fn reference_problem(
    actor: &TypicalActor,
    column: &str,
    reference: &ActorId,
    other: Option<&TypicalActor>,
) -> Option<FoundingBookProblem> {
    let id = reference.to_string();
    let Some(other) = other else {
        return Some(FoundingBookProblem::UnknownActor(id));
    };
    if !actor.scope.is_within(other.scope) {
        return Some(FoundingBookProblem::NotBeside(id));
    }
    let takes_over = actor.id != other.id && shares_subject(actor, other);
    (column == "instead_of" && !takes_over).then_some(FoundingBookProblem::NothingToTakeOver(id))
}

/// Whether both have a Rechtskreis in common, or neither has one.
fn shares_subject(a: &TypicalActor, b: &TypicalActor) -> bool {
    let has = |regime| b.regimes.iter().any(|(other, _)| other == regime);
    match a.regimes.as_slice() {
        [] => b.regimes.is_empty(),
        regimes => regimes.iter().any(|(regime, _)| has(regime)),
    }
}

/// Whether what the actor is part of is, in the end, part of the actor.
fn leads_back(actor: &TypicalActor, by_id: &HashMap<&ActorId, &TypicalActor>) -> bool {
    let mut seen = HashSet::new();
    let mut next = actor.parent.as_ref();
    while let Some(id) = next {
        if *id == actor.id {
            return true;
        }
        if !seen.insert(id) {
            return false;
        }
        next = by_id.get(id).and_then(|parent| parent.parent.as_ref());
    }
    false
}
