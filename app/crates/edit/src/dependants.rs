//! What hangs on a row: what goes with it, and what only names it.

use std::collections::{BTreeMap, BTreeSet};

use model::{Envelope, Network, Row, RowChange, RowKey, TableName};

/// What has to change when a row goes, without the row itself: what cannot be without it goes as
/// well, what only names it no longer does.
///
/// A row may be left without a source; that is for the rules between rows to say.
///
/// # Complexity O(rows · depth) time; the depth is at most 3 (actor, service, observation).
pub fn dependants(network: &Network, key: &RowKey) -> Vec<RowChange> {
    let mut gone = BTreeSet::from([key.clone()]);
    let mut changes: BTreeMap<RowKey, RowChange> = BTreeMap::new();
    loop {
        let mut found = Vec::new();
        for row in network.rows() {
            let key = row.key();
            if gone.contains(&key) {
                continue;
            }
            match without(&row, &gone) {
                Fate::Unmoved => {}
                Fate::Goes => found.push(RowChange::removed(row)),
                Fate::Stays(after) => {
                    changes.insert(
                        key.clone(),
                        RowChange { key, before: Some(row), after: Some(after) },
                    );
                }
            }
        }
        if found.is_empty() {
            return changes.into_values().collect();
        }
        for change in found {
            gone.insert(change.key.clone());
            changes.insert(change.key.clone(), change);
        }
    }
}

/// What becomes of a row when others go.
enum Fate {
    Unmoved,
    Goes,
    Stays(Row),
}

fn without(row: &Row, gone: &BTreeSet<RowKey>) -> Fate {
    let goes = |table: TableName, id: &str| gone.contains(&RowKey::new(table, id));
    let actor = |id: &model::ActorId| goes(TableName::Actors, id.as_str());
    let region = |id: &model::RegionId| goes(TableName::Regions, id.as_str());
    if hangs_on(row, gone) {
        return Fate::Goes;
    }
    let mut after = row.clone();
    match &mut after {
        Row::Regions(row) => {
            row.parent.take_if(|id| region(id));
        }
        Row::Actors(row) => {
            row.parent.take_if(|id| actor(id));
            row.region.take_if(|id| region(id));
        }
        Row::Posts(row) => {
            row.workplace.take_if(|id| actor(id));
            row.supervised_by.take_if(|id| actor(id));
            row.serves.retain(|id| !region(id));
        }
        Row::Committees(row) => {
            row.chair.take_if(|id| actor(id));
        }
        Row::Jurisdictions(row) => row.regions.retain(|id| !region(id)),
        Row::Relations(row) => {
            row.service.take_if(|id| goes(TableName::Services, id.as_str()));
        }
        Row::Services(_) | Row::Memberships(_) | Row::Observations(_) | Row::Sources(_) => {}
    }
    if let Some(envelope) = envelope_of(&mut after) {
        envelope.sources.retain(|id| !goes(TableName::Sources, id.as_str()));
    }
    if after == *row { Fate::Unmoved } else { Fate::Stays(after) }
}

/// Whether a row cannot be without one of these.
fn hangs_on(row: &Row, gone: &BTreeSet<RowKey>) -> bool {
    let goes = |table: TableName, id: &str| gone.contains(&RowKey::new(table, id));
    let actor = |id: &model::ActorId| goes(TableName::Actors, id.as_str());
    match row {
        Row::Services(row) => actor(&row.actor),
        Row::Posts(row) => actor(&row.employer),
        Row::Memberships(row) => {
            actor(&row.actor) || goes(TableName::Committees, row.committee.as_str())
        }
        Row::Jurisdictions(row) => {
            let all_go = row.regions.iter().all(|id| goes(TableName::Regions, id.as_str()));
            actor(&row.actor) || all_go
        }
        Row::Relations(row) => actor(&row.from) || actor(&row.to),
        Row::Observations(row) => {
            let table = match row.entity.kind() {
                model::EntityKind::Actor => TableName::Actors,
                model::EntityKind::Service => TableName::Services,
                model::EntityKind::Relation => TableName::Relations,
                model::EntityKind::Region => TableName::Regions,
            };
            goes(table, row.entity.id())
        }
        Row::Regions(_) | Row::Actors(_) | Row::Committees(_) | Row::Sources(_) => false,
    }
}

/// What surrounds a row; a source has nothing around it.
pub(crate) fn envelope_of(row: &mut Row) -> Option<&mut Envelope> {
    match row {
        Row::Regions(row) => Some(&mut row.envelope),
        Row::Actors(row) => Some(&mut row.envelope),
        Row::Services(row) => Some(&mut row.envelope),
        Row::Posts(row) => Some(&mut row.envelope),
        Row::Committees(row) => Some(&mut row.envelope),
        Row::Memberships(row) => Some(&mut row.envelope),
        Row::Jurisdictions(row) => Some(&mut row.envelope),
        Row::Relations(row) => Some(&mut row.envelope),
        Row::Observations(row) => Some(&mut row.envelope),
        Row::Sources(_) => None,
    }
}
