//! Two entries for one actor become one.

use model::{Actor, ActorId, EntityRef, Network, Row, RowChange, RowKey, TableName};
use serde::{Deserialize, Serialize};

use crate::dependants::envelope_of;
use crate::references::for_each_actor;

/// Why two actors cannot be joined.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum JoinProblem {
    Unknown(ActorId),
    /// Both are the same entry.
    Same,
}

/// What joining changes: what hangs on `dropped` goes over to `kept`, its names become aliases.
///
/// What would then stand twice (a seat on the same committee) or lead from the actor to itself is
/// left out, with what was observed about it. Relations that are alike stay, for each may say
/// something else.
///
/// # Complexity O(rows)
pub(crate) fn join(
    network: &Network,
    kept: &ActorId,
    dropped: &ActorId,
) -> Result<Vec<RowChange>, JoinProblem> {
    if kept == dropped {
        return Err(JoinProblem::Same);
    }
    let actor = |id: &ActorId| {
        let found = network.row(&RowKey::new(TableName::Actors, id.as_str()));
        match found {
            Some(Row::Actors(actor)) => Ok(*actor),
            _ => Err(JoinProblem::Unknown(id.clone())),
        }
    };
    let (keeps, drops) = (actor(kept)?, actor(dropped)?);
    let mut changes = Vec::new();
    let mut circles = Vec::new();
    for row in network.rows() {
        if row.key() == RowKey::new(TableName::Actors, dropped.as_str()) {
            changes.push(RowChange::removed(row));
        } else if row.key() == RowKey::new(TableName::Actors, kept.as_str()) {
            let after = Row::from(united(&keeps, &drops));
            changes.push(RowChange { key: row.key(), before: Some(row), after: Some(after) });
        } else if let Some(mut after) = pointed_over(&row, kept, dropped) {
            // What was hidden with its actor does not come to light with another.
            if let Some(envelope) = envelope_of(&mut after) {
                envelope.visibility = envelope.visibility.max(drops.envelope.visibility);
            }
            if let Row::Relations(relation) = &after
                && relation.from == relation.to
            {
                circles.push(relation.id.clone());
            }
            changes.extend(moved(network, row, after));
        }
    }
    let on_circle = |observation: &model::Observation| matches!(&observation.entity, EntityRef::Relation(id) if circles.contains(id));
    for observation in network.observations.iter().filter(|row| on_circle(row)) {
        changes.push(RowChange::removed(observation.clone().into()));
    }
    Ok(changes)
}

/// A row that names `kept` where it named `dropped`; `None` when it did not.
fn pointed_over(row: &Row, kept: &ActorId, dropped: &ActorId) -> Option<Row> {
    let mut after = row.clone();
    for_each_actor(&mut after, |id| {
        if id == dropped {
            id.clone_from(kept);
        }
    });
    (after != *row).then_some(after)
}

/// The change or changes that bring a row over; a seat has another key then.
fn moved(network: &Network, before: Row, after: Row) -> Vec<RowChange> {
    let is_circle = matches!(&after, Row::Relations(row) if row.from == row.to);
    if is_circle {
        return vec![RowChange::removed(before)];
    }
    let (old, new) = (before.key(), after.key());
    if old == new {
        return vec![RowChange { key: old, before: Some(before), after: Some(after) }];
    }
    let is_taken = network.row(&new).is_some();
    let added = (!is_taken).then(|| RowChange::added(after));
    std::iter::once(RowChange::removed(before)).chain(added).collect()
}

/// The kept actor with the names and sources of the other, and what only that one said.
fn united(kept: &Actor, dropped: &Actor) -> Actor {
    let mut actor = kept.clone();
    actor.parent = actor.parent.filter(|parent| *parent != dropped.id);
    actor.parent = actor.parent.or_else(|| dropped.parent.clone());
    actor.parent.take_if(|parent| *parent == kept.id || *parent == dropped.id);
    if dropped.envelope.visibility > kept.envelope.visibility {
        // Its names are not for everybody who sees the other.
        return actor;
    }
    let names = std::iter::once(&dropped.name).chain(&dropped.short_name).chain(&dropped.aliases);
    for name in names {
        let is_known = *name == actor.name
            || actor.short_name.as_ref() == Some(name)
            || actor.aliases.contains(name);
        if !is_known {
            actor.aliases.push(name.clone());
        }
    }
    for source in &dropped.envelope.sources {
        if !actor.envelope.sources.contains(source) {
            actor.envelope.sources.push(source.clone());
        }
    }
    actor.region = actor.region.or_else(|| dropped.region.clone());
    actor.contact = actor.contact.or_else(|| dropped.contact.clone());
    actor.model = actor.model.or(dropped.model);
    actor.note = actor.note.or_else(|| dropped.note.clone());
    actor
}
