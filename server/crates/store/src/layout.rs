//! Stored pictures: positions per network and view.

use model::{ActorId, NetworkId};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::connect::Store;
use crate::error::StoreError;
use crate::query::rows;

/// Where an actor stands in a picture, in world units.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Position {
    pub actor: ActorId,
    pub x: f64,
    pub y: f64,
}

/// A settled picture of one state of a network.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Layout {
    /// Revision of the network it was made for.
    pub revision: u64,
    pub positions: Vec<Position>,
}

impl Store {
    /// The stored picture of a view, whatever revision it was made for.
    pub async fn load_layout(
        &self,
        network: &NetworkId,
        view: &str,
    ) -> Result<Option<Layout>, StoreError> {
        const READ: &str =
            "SELECT revision, positions FROM type::record('layout', [$network, $view])";
        let variables = vec![("network", json!(network)), ("view", json!(view))];
        let mut response = self.query(READ, variables).await?;
        Ok(rows(&mut response, 0, "layout")?.into_iter().next())
    }

    /// Stores the picture of a view.
    pub async fn save_layout(
        &self,
        network: &NetworkId,
        view: &str,
        layout: &Layout,
    ) -> Result<(), StoreError> {
        const WRITE: &str = "UPSERT type::record('layout', [$network, $view]) CONTENT
            { network: $network, revision: $revision, positions: $positions } RETURN NONE";
        let variables = vec![
            ("network", json!(network)),
            ("view", json!(view)),
            ("revision", json!(layout.revision)),
            ("positions", json!(layout.positions)),
        ];
        self.query(WRITE, variables).await?;
        Ok(())
    }
}
