//! What of the picture differs between states of a network that came one after the other.
//!
//! Start at [`Step::between`]. Whoever does not see everything is never told what has gone: it may
//! have been hidden, and then not even its id is for who comes later. They get the whole.

use std::collections::BTreeSet;
use std::sync::Arc;

use analysis::ServiceLoad;
use model::{ActorId, EntityRef, RelationId, Row, RowChange};

use super::state::LoadedNetwork;
use super::views::utilisations;

/// Whoever has missed more asks for the whole picture.
const MAX_STEPS: usize = 32;
/// More parts than these are not quicker to send than the whole.
const MAX_TOUCHED: usize = 1_000;

/// From one state of a network to one that came after it.
#[derive(Debug)]
pub(super) struct Step {
    from_revision: u64,
    /// `None` where the picture differs in more than actors and relations, or too much.
    touched: Option<Touched>,
}

/// Whom and what a picture has to be told anew of; some of it may be gone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Touched {
    pub(crate) actors: BTreeSet<ActorId>,
    pub(crate) relations: BTreeSet<RelationId>,
    /// Whether actors came or went.
    pub(crate) are_others: bool,
}

impl Step {
    /// # Complexity O(rows) time.
    fn between(before: &LoadedNetwork, after: &LoadedNetwork, sees_all: bool) -> Self {
        let is_comparable = before.day == after.day && before.codes == after.codes;
        let touched = is_comparable.then(|| touched(before, after, sees_all)).flatten();
        Self { from_revision: before.revision, touched }
    }
}

/// The steps that led to a state, the last one last.
pub(super) fn steps(
    before: &LoadedNetwork,
    after: &LoadedNetwork,
    sees_all: bool,
) -> Vec<Arc<Step>> {
    let mut steps = before.steps().to_vec();
    if before.revision != after.revision || before.day != after.day {
        steps.push(Arc::new(Step::between(before, after, sees_all)));
    }
    let too_many = steps.len().saturating_sub(MAX_STEPS);
    steps.drain(..too_many);
    steps
}

/// What has changed since a revision; `None` where that is not known.
pub(super) fn touched_since(steps: &[Arc<Step>], revision: u64) -> Option<Touched> {
    let first = steps.iter().position(|step| step.from_revision == revision)?;
    let mut all = Touched::default();
    for step in steps.get(first..)? {
        let touched = step.touched.as_ref()?;
        all.actors.extend(touched.actors.iter().cloned());
        all.relations.extend(touched.relations.iter().cloned());
        all.are_others |= touched.are_others;
    }
    (all.actors.len() + all.relations.len() <= MAX_TOUCHED).then_some(all)
}

fn touched(before: &LoadedNetwork, after: &LoadedNetwork, sees_all: bool) -> Option<Touched> {
    let mut touched = Touched::default();
    for RowChange { before, after, .. } in before.network().changes_to(after.network()) {
        if after.is_none() && !sees_all {
            return None;
        }
        for row in [&before, &after].into_iter().flatten() {
            match row {
                // Names and positions of all Kommunen may differ then.
                Row::Regions(_) => return None,
                Row::Actors(row) => {
                    touched.actors.insert(row.id.clone());
                    touched.are_others |= before.is_none() || after.is_none();
                }
                Row::Services(row) => drop(touched.actors.insert(row.actor.clone())),
                Row::Jurisdictions(row) => drop(touched.actors.insert(row.actor.clone())),
                Row::Relations(row) => {
                    touched.relations.insert(row.id.clone());
                    touched.actors.extend([row.from.clone(), row.to.clone()]);
                }
                Row::Observations(row) => {
                    if let EntityRef::Relation(id) = &row.entity {
                        touched.relations.insert(id.clone());
                    }
                }
                Row::Posts(_) | Row::Committees(_) | Row::Memberships(_) | Row::Sources(_) => {}
            }
        }
        if touched.actors.len() + touched.relations.len() > MAX_TOUCHED {
            return None;
        }
    }
    touched.actors.extend(otherwise_full(before, after));
    Some(touched)
}

/// Those whose utilisation differs: it follows from observations of many rows.
fn otherwise_full(before: &LoadedNetwork, after: &LoadedNetwork) -> Vec<ActorId> {
    let (before, after) = (utilisations(before), utilisations(after));
    let shown = |load: &&ServiceLoad| (load.utilisation_permille, load.uses_example_data);
    let actors: BTreeSet<&ActorId> = before.keys().chain(after.keys()).copied().collect();
    let differs = |actor: &&ActorId| before.get(*actor).map(shown) != after.get(*actor).map(shown);
    actors.into_iter().filter(differs).cloned().collect()
}

#[cfg(test)]
pub(super) mod tests;
