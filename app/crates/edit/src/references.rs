//! Which actors a row refers to.

use model::{ActorId, EntityRef, Row};

/// Visits every actor that a row refers to; the id of an actor itself is no reference.
pub(crate) fn for_each_actor(row: &mut Row, mut visit: impl FnMut(&mut ActorId)) {
    match row {
        Row::Actors(row) => row.parent.iter_mut().for_each(visit),
        Row::Services(row) => visit(&mut row.actor),
        Row::Posts(row) => {
            visit(&mut row.employer);
            row.workplace.iter_mut().for_each(&mut visit);
            row.supervised_by.iter_mut().for_each(visit);
        }
        Row::Committees(row) => row.chair.iter_mut().for_each(visit),
        Row::Memberships(row) => visit(&mut row.actor),
        Row::Jurisdictions(row) => visit(&mut row.actor),
        Row::Relations(row) => {
            visit(&mut row.from);
            visit(&mut row.to);
        }
        Row::Observations(row) => {
            if let EntityRef::Actor(id) = &mut row.entity {
                visit(id);
            }
        }
        Row::Regions(_) | Row::Sources(_) => {}
    }
}
