//! One side of a relation says that it is as described.

use model::{Date, Network, RelationId, Row, RowChange, RowKey, TableName};

use crate::command::Side;

/// The relation with the day on which that side confirmed it; `None` when there is none.
pub(crate) fn confirmation(
    network: &Network,
    relation: &RelationId,
    side: Side,
    today: Date,
) -> Option<RowChange> {
    let key = RowKey::new(TableName::Relations, relation.as_str());
    let before = network.row(&key)?;
    let Row::Relations(relation) = &before else { return None };
    let mut confirmed = relation.clone();
    match side {
        Side::Sender => confirmed.confirmed_by_sender = Some(today),
        Side::Receiver => confirmed.confirmed_by_receiver = Some(today),
    }
    Some(RowChange { key, after: Some(Row::Relations(confirmed)), before: Some(before) })
}
