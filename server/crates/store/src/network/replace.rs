//! Writing a whole network: all or nothing.

use model::{CommandId, Network, NetworkId, Origin};
use serde_json::json;

use super::commit::{Entry, summary_of};
use super::{NODES, edge_tables};
use crate::connect::Store;
use crate::error::StoreError;
use crate::log::now;

/// As the log names who gives a network as a whole.
const OPERATOR: &str = "Betrieb";

impl Store {
    /// Makes the stored network equal to this one in a single transaction and returns its new
    /// revision. The log gets an entry ([`Origin::Import`]) with all that differs.
    ///
    /// Only rows that differ are written: SurrealDB 3.3 reads the definition of every field of
    /// every table for each record it deletes. `network.revision` is ignored; the stored one
    /// grows by one.
    ///
    /// # Errors
    /// [`StoreError::Rejected`] when a row breaks the schema, refers to one that is not there or
    /// has the id of another, [`StoreError::Conflict`] when somebody else wrote at the same time.
    /// Nothing is written then.
    pub async fn replace_network(&self, network: &Network) -> Result<u64, StoreError> {
        let before = match self.load_network(&network.id).await {
            Ok(stored) => stored,
            Err(StoreError::NotFound(_)) => Network::empty(network.id.clone()),
            Err(error) => return Err(error),
        };
        let entry = Entry {
            command: replacement_id(before.revision),
            expected_revision: before.revision,
            summary: summary_of(network),
            changes: before.changes_to(network),
            at: now(),
            origin: Origin::Import,
            note: None,
            undoes: None,
        };
        self.write(network, &entry, OPERATOR).await
    }

    /// Removes a network with everything in it, its log and the comments on
    /// it as well.
    pub async fn delete_network(&self, id: &NetworkId) -> Result<(), StoreError> {
        const NAMED_BY_CODE: &str = "DELETE session WHERE network = $network RETURN NONE;
            DELETE shared_map WHERE network = $network RETURN NONE;\n";
        let edges = edge_tables();
        let more = ["layout", "event", "event_part", "command", "comment"];
        let tables = edges.iter().map(|edge| edge.name).chain(NODES).chain(more);
        let deletions: String = tables.map(delete_all).collect();
        let statements = format!(
            "BEGIN;\n{deletions}{NAMED_BY_CODE}DELETE type::record('network', $network);\nCOMMIT;"
        );
        self.query(&statements, vec![("network", json!(id))]).await?;
        Ok(())
    }
}

fn delete_all(table: &str) -> String {
    format!("DELETE {table}:[$network, NONE]..[$network, ..] RETURN NONE;\n")
}

/// A network is replaced once from each revision; who comes second is told of the conflict.
fn replacement_id(revision: u64) -> CommandId {
    let text = format!("replaced-{revision:08}");
    CommandId::try_from(text).unwrap_or_else(|_invalid| unreachable!("a fixed form"))
}
