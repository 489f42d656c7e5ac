//! What differs between two states of a network, actor by actor and relation by relation.

use std::collections::{BTreeMap, BTreeSet};

use model::{
    ActorId, EntityRef, Metric, NetworkIndex, Observation, Post, Relation, RelationId, Service,
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
/// An actor is altered when it, its services or its posts are, and removed when it offered something
/// and all of that and all its ties have ended. A relation is there as long as one can go along it; it is altered when
/// its row or the wait along it is. Volumes are left out: they move everywhere as soon as anything
/// does.
///
/// # Complexity O(r log r) time for r rows of both.
pub fn states_differ(before: &NetworkIndex<'_>, after: &NetworkIndex<'_>) -> StateDifference {
    StateDifference { actors: actors(before, after), relations: relations(before, after) }
}

fn actors(before: &NetworkIndex<'_>, after: &NetworkIndex<'_>) -> BTreeMap<ActorId, RowChange> {
    let (old_posts, new_posts) = (posts(before), posts(after));
    let ids = before.network.actors.iter().chain(&after.network.actors).map(|row| &row.id);
    let ids: BTreeSet<&ActorId> = ids.collect();
    let changes = ids.into_iter().filter_map(|id| {
        let change = match (before.actor_idx(id), after.actor_idx(id)) {
            (None, _) => RowChange::Added,
            (_, None) => RowChange::Removed,
            (Some(old), Some(new))
                if has_service(before, old) && !has_service(after, new) && !is_tied(after, new) =>
            {
                RowChange::Removed
            }
            (Some(old), Some(new))
                if before.network.actors[old] == after.network.actors[new]
                    && services(before, old) == services(after, new)
                    && old_posts.get(id) == new_posts.get(id) =>
            {
                return None;
            }
            _ => RowChange::Altered,
        };
        Some((id.clone(), change))
    });
    changes.collect()
}

fn has_service(index: &NetworkIndex<'_>, actor: usize) -> bool {
    index.services_of(actor).any(|row| row.status == ServiceStatus::Active)
}

fn is_tied(index: &NetworkIndex<'_>, actor: usize) -> bool {
    index.outgoing(actor).chain(index.incoming(actor)).any(|row| row.status.is_passable())
}

fn services<'a>(index: &NetworkIndex<'a>, actor: usize) -> Vec<&'a Service> {
    let mut services: Vec<&Service> = index.services_of(actor).collect();
    services.sort_by(|a, b| a.id.cmp(&b.id));
    services
}

/// Whoever works at an actor.
fn posts<'a>(index: &NetworkIndex<'a>) -> BTreeMap<&'a ActorId, Vec<&'a Post>> {
    let mut posts: BTreeMap<&ActorId, Vec<&Post>> = BTreeMap::new();
    for post in &index.network.posts {
        posts.entry(post.workplace.as_ref().unwrap_or(&post.employer)).or_default().push(post);
    }
    for rows in posts.values_mut() {
        rows.sort_by(|a, b| a.id.cmp(&b.id));
    }
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
