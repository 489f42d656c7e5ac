//! Whole networks: list, load in a constant number of queries, replace in one transaction.

mod commit;
mod load;
mod records;
mod replace;

pub use commit::Commit;
use model::NetworkId;
use serde::Deserialize;
use serde_json::json;

use crate::connect::Store;
use crate::error::StoreError;
use crate::query::rows;

/// A network in the list, with counters kept at each write.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct NetworkSummary {
    pub id: NetworkId,
    pub name: String,
    pub revision: u64,
    pub n_actors: u32,
    pub n_relations: u32,
    pub n_services: u32,
    pub n_municipalities: u32,
    pub population: u32,
}

impl Store {
    /// All networks, by name.
    pub async fn list_networks(&self) -> Result<Vec<NetworkSummary>, StoreError> {
        const LIST: &str = "SELECT *, record::id(id) AS id FROM network ORDER BY name";
        let mut response = self.query(LIST, Vec::new()).await?;
        rows(&mut response, 0, "network")
    }

    /// The revision of a network: one small read, to see whether a cached network is current.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is no such network.
    pub async fn network_revision(&self, id: &NetworkId) -> Result<u64, StoreError> {
        const READ: &str = "SELECT VALUE revision FROM ONLY type::record('network', $network)";
        let mut response = self.query(READ, vec![("network", json!(id))]).await?;
        let revision: Option<u64> =
            response.take::<Option<i64>>(0)?.and_then(|revision| u64::try_from(revision).ok());
        revision.ok_or_else(|| StoreError::NotFound(id.to_string()))
    }
}

/// How one table of relations hangs in the graph.
struct EdgeTable {
    name: &'static str,
    from: &'static str,
    to: &'static str,
}

const OWN_EDGES: [EdgeTable; 5] = [
    EdgeTable { name: "part_of", from: "actor", to: "actor" },
    EdgeTable { name: "located_in", from: "actor", to: "region" },
    EdgeTable { name: "provides", from: "actor", to: "service" },
    EdgeTable { name: "employs_post", from: "actor", to: "post" },
    EdgeTable { name: "member_of", from: "actor", to: "committee" },
];

const NODES: [&str; 7] =
    ["region", "actor", "service", "post", "committee", "observation", "source"];

/// Every edge table: those of node rows, of areas, of typed relations.
fn edge_tables() -> Vec<EdgeTable> {
    let areas = model::AreaKind::ALL.iter().map(|kind| EdgeTable {
        name: kind.code(),
        from: "actor",
        to: "region",
    });
    let relations = model::RelationKind::ALL.iter().map(|kind| EdgeTable {
        name: kind.code(),
        from: "actor",
        to: "actor",
    });
    OWN_EDGES.into_iter().chain(areas).chain(relations).collect()
}
