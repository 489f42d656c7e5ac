//! One- and two-hop questions, answered by the database as graph traversals.

use std::collections::BTreeSet;

use access::Viewer;
use model::{ActorId, Date, NetworkId, RelationKind};
use serde_json::json;

use crate::connect::Store;
use crate::error::StoreError;
use crate::query::rows;

/// What the viewer may see on the day; dates are stored as text, whose order is that of the days.
const IS_SEEN: &str = "envelope.visibility IN $levels
    AND (envelope.validity.from = NONE OR envelope.validity.from <= $day)
    AND (envelope.validity.to = NONE OR $day <= envelope.validity.to)";

/// The actors around one actor, each at its smallest distance, in id order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Neighbourhood {
    /// Directly related, in either direction.
    pub one_hop: Vec<ActorId>,
    /// Two relations away and not nearer.
    pub two_hops: Vec<ActorId>,
}

impl Store {
    /// Who is one and two relations away from an actor on a day, over every relation that the
    /// viewer may see and that holds on it, and nobody hidden in between.
    ///
    /// Two directed traversals and a distinct step are an order of magnitude faster than one
    /// undirected `<->a<->b`, which expands every repetition again; and one scan over all edge
    /// tables is twice as fast as one per kind.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is no such actor.
    pub async fn neighbourhood(
        &self,
        network: &NetworkId,
        actor: &ActorId,
        viewer: Viewer,
        day: Date,
    ) -> Result<Neighbourhood, StoreError> {
        let kinds: Vec<&str> = RelationKind::ALL.iter().map(|kind| kind.code()).collect();
        let edges = format!("(? WHERE record::tb(id) IN $kinds AND {IS_SEEN})");
        let statements = format!(
            "LET $start = type::record('actor', [$network, $actor]);
             RETURN record::exists($start);
             LET $near = SELECT VALUE id FROM array::distinct(array::concat(
                 $start->{edges}.out, $start<-{edges}.in)) WHERE {IS_SEEN};
             LET $far = SELECT VALUE id FROM array::distinct(array::flatten(array::concat(
                 $near->{edges}.out, $near<-{edges}.in))) WHERE {IS_SEEN};
             RETURN $near.map(|$id| record::id($id)[1]);
             RETURN $far.map(|$id| record::id($id)[1]);"
        );
        let variables = vec![
            ("network", json!(network)),
            ("actor", json!(actor)),
            ("levels", json!(viewer.levels())),
            ("day", json!(day)),
            ("kinds", json!(kinds)),
        ];
        let mut response = self.query(&statements, variables).await?;
        let exists: Option<bool> = response.take(1)?;
        if exists != Some(true) {
            return Err(StoreError::NotFound(actor.to_string()));
        }
        let near: BTreeSet<ActorId> = rows(&mut response, 4, "actor")?.into_iter().collect();
        let far: BTreeSet<ActorId> = rows(&mut response, 5, "actor")?.into_iter().collect();
        Ok(Neighbourhood {
            two_hops: far.into_iter().filter(|id| id != actor && !near.contains(id)).collect(),
            one_hop: near.into_iter().filter(|id| id != actor).collect(),
        })
    }
}
