//! One- and two-hop questions, answered by the database as graph traversals.

use std::collections::BTreeSet;

use model::{ActorId, NetworkId, RelationKind};
use serde_json::json;

use crate::connect::Store;
use crate::error::StoreError;
use crate::query::rows;

/// The actors around one actor, each at its smallest distance, in id order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Neighbourhood {
    /// Directly related, in either direction.
    pub one_hop: Vec<ActorId>,
    /// Two relations away and not nearer.
    pub two_hops: Vec<ActorId>,
}

impl Store {
    /// Who is one and two relations away from an actor, over every relation kind.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is no such actor.
    pub async fn neighbourhood(
        &self,
        network: &NetworkId,
        actor: &ActorId,
    ) -> Result<Neighbourhood, StoreError> {
        let kinds: Vec<&str> = RelationKind::ALL.iter().map(|kind| kind.code()).collect();
        let kinds = kinds.join(", ");
        let statements = format!(
            "LET $start = type::record('actor', [$network, $actor]);
             RETURN record::exists($start);
             SELECT VALUE record::id(id)[1] FROM
                 array::distinct($start<->({kinds})<->actor);
             SELECT VALUE record::id(id)[1] FROM
                 array::distinct($start<->({kinds})<->actor<->({kinds})<->actor);"
        );
        let variables = vec![("network", json!(network)), ("actor", json!(actor))];
        let mut response = self.query(&statements, variables).await?;
        let exists: Option<bool> = response.take(1)?;
        if exists != Some(true) {
            return Err(StoreError::NotFound(actor.to_string()));
        }
        let near: BTreeSet<ActorId> = rows(&mut response, 2, "actor")?.into_iter().collect();
        let far: BTreeSet<ActorId> = rows(&mut response, 3, "actor")?.into_iter().collect();
        Ok(Neighbourhood {
            two_hops: far.into_iter().filter(|id| id != actor && !near.contains(id)).collect(),
            one_hop: near.into_iter().filter(|id| id != actor).collect(),
        })
    }
}
