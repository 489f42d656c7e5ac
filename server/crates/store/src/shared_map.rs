//! Shared maps: written once, found by their token, removed when they are withdrawn.
//!
//! No error names a token: errors go into the log.

use access::Authorised;
use model::{Date, MapLabel, MapRole, MapToken, NetworkId, PasswordHash, SharedMap, Timestamp};
use serde::Deserialize;
use serde_json::json;

use crate::connect::Store;
use crate::error::StoreError;
use crate::query::rows;

/// What is read of a record.
const FIELDS: &str = "record::id(id) AS token, network, path, label, role, until, password, \
     is_embeddable, opened_by, opened_at";

#[derive(Deserialize)]
struct Stored {
    token: MapToken,
    network: NetworkId,
    path: String,
    label: MapLabel,
    role: MapRole,
    until: Date,
    #[serde(default)]
    password: Option<String>,
    is_embeddable: bool,
    opened_by: String,
    opened_at: Timestamp,
}

impl From<Stored> for SharedMap {
    fn from(stored: Stored) -> Self {
        Self {
            token: stored.token,
            network: stored.network,
            path: stored.path,
            label: stored.label,
            role: stored.role,
            until: stored.until,
            password: stored.password.map(PasswordHash::new),
            is_embeddable: stored.is_embeddable,
            opened_by: stored.opened_by,
            opened_at: stored.opened_at,
        }
    }
}

impl Store {
    /// Writes a new shared map.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] where there is one with this token, [`StoreError::NotFound`] for an
    /// unknown network; nothing is written then.
    pub async fn share_map(&self, map: &Authorised<SharedMap>) -> Result<(), StoreError> {
        const WRITE: &str = "CREATE type::record('shared_map', $map) CONTENT
            { network: $network, path: $path, label: $label, role: $role, until: $until,
            password: $password ?? NONE, is_embeddable: $is_embeddable, opened_by: $opened_by,
            opened_at: $opened_at } RETURN NONE";
        let map = map.what();
        self.network_revision(&map.network).await?;
        let variables = vec![
            ("map", json!(map.token)),
            ("network", json!(map.network)),
            ("path", json!(map.path)),
            ("label", json!(map.label)),
            ("role", json!(map.role)),
            ("until", json!(map.until.to_string())),
            ("password", json!(map.password.as_ref().map(PasswordHash::as_str))),
            ("is_embeddable", json!(map.is_embeddable)),
            ("opened_by", json!(map.opened_by)),
            ("opened_at", json!(map.opened_at.to_string())),
        ];
        match self.query(WRITE, variables).await {
            Ok(_) => Ok(()),
            // The message names the record, and with it the token.
            Err(StoreError::Rejected(message)) if message.contains("already exists") => {
                Err(StoreError::Conflict)
            }
            Err(error) => Err(error),
        }
    }

    /// The map with this token, also when its last day is over.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], also for one that was withdrawn.
    pub async fn shared_map(&self, token: &MapToken) -> Result<SharedMap, StoreError> {
        let read = format!("SELECT {FIELDS} FROM type::record('shared_map', $map)");
        let mut response = self.query(&read, vec![("map", json!(token))]).await?;
        let stored: Vec<Stored> = rows(&mut response, 0, "shared map")?;
        let map = stored.into_iter().next().map(SharedMap::from);
        map.ok_or_else(|| StoreError::NotFound("geteilte Karte".to_owned()))
    }

    /// The maps of a network, the newest first; of the same second in the order of their labels.
    ///
    /// # Complexity O(maps of the network)
    pub async fn shared_maps(
        &self,
        network: &Authorised<NetworkId>,
    ) -> Result<Vec<SharedMap>, StoreError> {
        let read = format!(
            "SELECT {FIELDS} FROM shared_map WHERE network = $network \
             ORDER BY opened_at DESC, label"
        );
        let mut response = self.query(&read, vec![("network", json!(network.what()))]).await?;
        let stored: Vec<Stored> = rows(&mut response, 0, "shared map")?;
        Ok(stored.into_iter().map(SharedMap::from).collect())
    }

    /// Withdraws a map: from now on nobody opens it. One that is not there is withdrawn already.
    pub async fn revoke_map(&self, token: &Authorised<MapToken>) -> Result<(), StoreError> {
        const DELETE: &str = "DELETE type::record('shared_map', $map) RETURN NONE";
        self.query(DELETE, vec![("map", json!(token.what()))]).await.map(drop)
    }
}
