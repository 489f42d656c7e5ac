//! What the policy asks of a single row of any table.

use model::{ActorId, EntityRef, Row, RowKey, TableName};

/// The rows with which this one is hidden: those it belongs to, or is about.
pub fn hangs_on(row: &Row) -> Vec<RowKey> {
    match row {
        Row::Regions(_) | Row::Actors(_) | Row::Committees(_) | Row::Sources(_) => Vec::new(),
        Row::Services(row) => vec![actor(&row.actor)],
        Row::Posts(row) => vec![actor(&row.employer)],
        Row::Memberships(row) => {
            vec![actor(&row.actor), RowKey::new(TableName::Committees, row.committee.as_str())]
        }
        Row::Jurisdictions(row) => vec![actor(&row.actor)],
        Row::Relations(row) => {
            let service = row.service.as_ref();
            let service = service.map(|id| RowKey::new(TableName::Services, id.as_str()));
            [actor(&row.from), actor(&row.to)].into_iter().chain(service).collect()
        }
        Row::Observations(row) => vec![match &row.entity {
            EntityRef::Actor(id) => actor(id),
            EntityRef::Service(id) => RowKey::new(TableName::Services, id.as_str()),
            EntityRef::Relation(id) => RowKey::new(TableName::Relations, id.as_str()),
            EntityRef::Region(id) => RowKey::new(TableName::Regions, id.as_str()),
        }],
    }
}

/// Takes out the names of hidden actors that a visible row may hold.
pub(crate) fn hide_names(row: &mut Row, is_seen: impl Fn(&RowKey) -> bool) {
    let hide = |id: &mut Option<ActorId>| *id = id.take().filter(|id| is_seen(&actor(id)));
    match row {
        Row::Actors(row) => hide(&mut row.parent),
        Row::Posts(row) => {
            hide(&mut row.workplace);
            hide(&mut row.supervised_by);
        }
        Row::Committees(row) => hide(&mut row.chair),
        Row::Regions(_)
        | Row::Services(_)
        | Row::Memberships(_)
        | Row::Jurisdictions(_)
        | Row::Relations(_)
        | Row::Observations(_)
        | Row::Sources(_) => {}
    }
}

fn actor(id: &ActorId) -> RowKey {
    RowKey::new(TableName::Actors, id.as_str())
}
