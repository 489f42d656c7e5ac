//! What the policy asks of a single row of any table.

use model::{Envelope, Row};

/// What says who may see a row; a source has none and is seen by everybody.
pub(crate) fn envelope(row: &Row) -> Option<&Envelope> {
    match row {
        Row::Regions(row) => Some(&row.envelope),
        Row::Actors(row) => Some(&row.envelope),
        Row::Services(row) => Some(&row.envelope),
        Row::Posts(row) => Some(&row.envelope),
        Row::Committees(row) => Some(&row.envelope),
        Row::Memberships(row) => Some(&row.envelope),
        Row::Jurisdictions(row) => Some(&row.envelope),
        Row::Relations(row) => Some(&row.envelope),
        Row::Observations(row) => Some(&row.envelope),
        Row::Sources(_) => None,
    }
}
