//! What differs between two states of a network, actor by actor and relation by relation.

use std::collections::{BTreeMap, BTreeSet};

use model::{
    ActorId, EntityRef, Metric, NetworkIndex, Observation, Relation, RelationId, Service,
    ServiceStatus, Statistic,
};
use serde::{Deserialize, Serialize};

/// What became of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RowChange {
    Added,
    /// Gone, or at its end.
    Removed,
    Altered,
}

impl RowChange {
    pub const ALL: [Self; 3] = [Self::Added, Self::Removed, Self::Altered];
}

/// The rows that differ; what stayed the same is not in it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StateDifference {
    pub actors: BTreeMap<ActorId, RowChange>,
    pub relations: BTreeMap<RelationId, RowChange>,
}

/// Compares two states.
///
/// An actor is altered when it, its services or its posts are, and removed when all it offered and
/// all its ties have ended. A relation is there as long as one can go along it; it is altered when
/// its row or the wait along it is. Volumes are left out: they move everywhere as soon as anything
/// does.
///
/// # Complexity O(r log r) time for r rows of both.
pub fn states_differ(before: &NetworkIndex<'_>, after: &NetworkIndex<'_>) -> StateDifference {
    StateDifference { actors: actors(before, after), relations: relations(before, after) }
}

fn actors(before: &NetworkIndex<'_>, after: &NetworkIndex<'_>) -> BTreeMap<ActorId, RowChange> {
    let ids = before.network.actors.iter().chain(&after.network.actors).map(|row| &row.id);
    let ids: BTreeSet<&ActorId> = ids.collect();
    let changes = ids.into_iter().filter_map(|id| {
        let change = match (before.actor_idx(id), after.actor_idx(id)) {
            (None, _) => RowChange::Added,
            (_, None) => RowChange::Removed,
            (Some(old), Some(new)) if is_at_work(before, old) && !is_at_work(after, new) => {
                RowChange::Removed
            }
            (Some(old), Some(new)) if is_same(before, old, after, new) => return None,
            _ => RowChange::Altered,
        };
        Some((id.clone(), change))
    });
    changes.collect()
}

/// Whether it offers anything or has any tie.
fn is_at_work(index: &NetworkIndex<'_>, actor: usize) -> bool {
    index.services_of(actor).any(|row| row.status == ServiceStatus::Active)
        || index.outgoing(actor).chain(index.incoming(actor)).any(|row| row.status.is_passable())
}

fn is_same(before: &NetworkIndex<'_>, old: usize, after: &NetworkIndex<'_>, new: usize) -> bool {
    let row = &before.network.actors[old];
    *row == after.network.actors[new]
        && services(before, old) == services(after, new)
        && posts(before, &row.id) == posts(after, &row.id)
}

fn services<'a>(index: &NetworkIndex<'a>, actor: usize) -> Vec<&'a Service> {
    let mut services: Vec<&Service> = index.services_of(actor).collect();
    services.sort_by(|a, b| a.id.cmp(&b.id));
    services
}

fn posts<'a>(index: &NetworkIndex<'a>, actor: &ActorId) -> Vec<&'a model::Post> {
    let works_there = |row: &&model::Post| row.workplace.as_ref().unwrap_or(&row.employer) == actor;
    let mut posts: Vec<&model::Post> = index.network.posts.iter().filter(works_there).collect();
    posts.sort_by(|a, b| a.id.cmp(&b.id));
    posts
}

fn relations(
    before: &NetworkIndex<'_>,
    after: &NetworkIndex<'_>,
) -> BTreeMap<RelationId, RowChange> {
    let rows = before.network.relations.iter().chain(&after.network.relations);
    let ids: BTreeSet<&RelationId> = rows.map(|row| &row.id).collect();
    let is_there = |row: &&Relation| row.status.is_passable();
    let changes = ids.into_iter().filter_map(|id| {
        let (old, new) = (before.relation(id), after.relation(id));
        let change = match (old.filter(is_there), new.filter(is_there)) {
            (None, Some(_)) => RowChange::Added,
            (Some(_), None) => RowChange::Removed,
            (None, None) => return None,
            (Some(_), Some(_)) if old == new && wait(before, id) == wait(after, id) => return None,
            (Some(_), Some(_)) => RowChange::Altered,
        };
        Some((id.clone(), change))
    });
    changes.collect()
}

/// The wait along a relation, as it was observed or assumed last.
fn wait<'a>(index: &NetworkIndex<'a>, id: &RelationId) -> Option<&'a Observation> {
    index.newest(&EntityRef::Relation(id.clone()), Metric::WaitingTime, Statistic::Median)
}
