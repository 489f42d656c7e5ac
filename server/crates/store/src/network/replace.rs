//! Writing a whole network: all or nothing.

use std::fmt::Write as _;

use model::{Network, NetworkId, RegionKind};
use serde::Serialize;
use serde_json::{Map, Value, json};

use super::{NODES, edge_tables};
use crate::connect::Store;
use crate::error::StoreError;
use crate::query::without_nulls;

impl Store {
    /// Replaces a network by this one in a single transaction and returns its new revision.
    ///
    /// `network.revision` is ignored; the stored one grows by one.
    ///
    /// # Errors
    /// [`StoreError::Rejected`] when a row breaks the schema or an edge has no end,
    /// [`StoreError::Conflict`] when somebody else wrote at the same time. Nothing is written then.
    pub async fn replace_network(&self, network: &Network) -> Result<u64, StoreError> {
        let batch = Batch::of(network);
        let mut variables = vec![("network", json!(network.id)), ("summary", summary(network))];
        variables.extend(batch.tables);
        self.query(&transaction(), variables).await?;
        self.network_revision(&network.id).await
    }

    /// Removes a network with everything in it.
    pub async fn delete_network(&self, id: &NetworkId) -> Result<(), StoreError> {
        let statements = format!(
            "BEGIN;\n{}DELETE type::record('network', $network);\nCOMMIT;",
            delete_statements()
        );
        self.query(&statements, vec![("network", json!(id))]).await?;
        Ok(())
    }
}

fn delete_statements() -> String {
    let edges = edge_tables();
    let mut statements = String::new();
    let tables = edges.iter().map(|edge| edge.name).chain(NODES).chain(["layout"]);
    for table in tables {
        // Writing to a String cannot fail.
        let _ok =
            writeln!(statements, "DELETE {table}:[$network, NONE]..[$network, ..] RETURN NONE;");
    }
    statements
}

fn transaction() -> String {
    let mut statements = String::from("BEGIN;\n");
    // Touching the guard record first makes two simultaneous writers conflict.
    statements.push_str(
        "LET $revision = (SELECT VALUE revision FROM ONLY type::record('network', $network)) ?? 0;\n\
         UPSERT type::record('network', $network) CONTENT \
         object::extend($summary, { revision: $revision + 1 }) RETURN NONE;\n",
    );
    statements.push_str(&delete_statements());
    for table in NODES {
        let _ok = writeln!(
            statements,
            "FOR $row IN ${table} {{ CREATE type::record('{table}', $row.key) \
             CONTENT $row.content RETURN NONE }};"
        );
    }
    for edge in edge_tables() {
        let _ok = writeln!(
            statements,
            "FOR $row IN ${name} {{ \
             LET $from = type::record('{from}', [$network, $row.from]); \
             LET $to = type::record('{to}', [$network, $row.to]); \
             LET $edge = type::record('{name}', $row.key); \
             RELATE $from->$edge->$to CONTENT $row.content RETURN NONE }};",
            name = edge.name,
            from = edge.from,
            to = edge.to,
        );
    }
    statements.push_str("COMMIT;");
    statements
}

fn summary(network: &Network) -> Value {
    let municipalities = || network.regions.iter().filter(|r| r.kind == RegionKind::Gemeinde);
    json!({
        "name": network.kreis().map_or(network.id.as_str(), |kreis| kreis.name.as_str()),
        "n_actors": network.actors.len(),
        "n_relations": network.relations.len(),
        "n_services": network.services.len(),
        "n_municipalities": municipalities().count(),
        "population": municipalities().filter_map(|region| region.population).sum::<u32>(),
    })
}

/// Rows per table, ready to bind.
struct Batch<'a> {
    network: &'a Network,
    tables: Vec<(&'static str, Value)>,
}

impl<'a> Batch<'a> {
    fn of(network: &'a Network) -> Self {
        let mut batch = Self { network, tables: Vec::new() };
        batch.nodes();
        batch.own_edges();
        batch.areas();
        batch.relations();
        batch
    }

    fn push(&mut self, table: &'static str, rows: Vec<Value>) {
        self.tables.push((table, Value::Array(rows)));
    }

    /// The serde form of `row` without `dropped` fields and nulls, with its network.
    fn content(&self, row: &impl Serialize, dropped: &[&str]) -> Map<String, Value> {
        let value = serde_json::to_value(row).unwrap_or_default();
        let Value::Object(mut fields) = without_nulls(value) else { return Map::new() };
        for name in dropped {
            fields.remove(*name);
        }
        fields.insert("network".to_owned(), json!(self.network.id));
        fields
    }

    fn node(&self, row: &impl Serialize, id: &str, dropped: &[&str]) -> Value {
        json!({ "key": [self.network.id, id], "content": self.content(row, dropped) })
    }

    fn nodes(&mut self) {
        let network = self.network;
        let rows = network.regions.iter().map(|r| self.node(r, r.id.as_str(), &["id"])).collect();
        self.push("region", rows);
        let drop = ["id", "parent", "region"];
        let rows = network.actors.iter().map(|r| self.node(r, r.id.as_str(), &drop)).collect();
        self.push("actor", rows);
        let drop = ["id", "actor"];
        let rows = network.services.iter().map(|r| self.node(r, r.id.as_str(), &drop)).collect();
        self.push("service", rows);
        let drop = ["id", "employer"];
        let rows = network.posts.iter().map(|r| self.node(r, r.id.as_str(), &drop)).collect();
        self.push("post", rows);
        let rows =
            network.committees.iter().map(|r| self.node(r, r.id.as_str(), &["id"])).collect();
        self.push("committee", rows);
        let rows =
            network.observations.iter().map(|r| self.node(r, r.id.as_str(), &["id"])).collect();
        self.push("observation", rows);
        let rows = network.sources.iter().map(|r| self.node(r, r.id.as_str(), &["id"])).collect();
        self.push("source", rows);
    }

    /// An edge without attributes of its own; its key is the node it follows from.
    fn link(&self, owner: &str, from: &str, to: &str) -> Value {
        json!({
            "key": [self.network.id, owner],
            "from": from,
            "to": to,
            "content": { "network": self.network.id },
        })
    }

    fn own_edges(&mut self) {
        let network = self.network;
        let of_actor = |target: fn(&model::Actor) -> Option<&str>, batch: &Self| {
            network
                .actors
                .iter()
                .filter_map(|row| Some(batch.link(row.id.as_str(), row.id.as_str(), target(row)?)))
                .collect()
        };
        let rows = of_actor(|row| row.parent.as_ref().map(model::ActorId::as_str), self);
        self.push("part_of", rows);
        let rows = of_actor(|row| row.region.as_ref().map(model::RegionId::as_str), self);
        self.push("located_in", rows);
        let rows = network
            .services
            .iter()
            .map(|row| self.link(row.id.as_str(), row.actor.as_str(), row.id.as_str()))
            .collect();
        self.push("provides", rows);
        let rows = network
            .posts
            .iter()
            .map(|row| self.link(row.id.as_str(), row.employer.as_str(), row.id.as_str()))
            .collect();
        self.push("employs_post", rows);
        let rows = network
            .memberships
            .iter()
            .map(|row| {
                json!({
                    "key": [network.id.as_str(), row.committee.as_str(), row.actor.as_str()],
                    "from": row.actor,
                    "to": row.committee,
                    "content": self.content(row, &["actor", "committee"]),
                })
            })
            .collect();
        self.push("member_of", rows);
    }

    fn areas(&mut self) {
        for kind in model::AreaKind::ALL {
            let mut rows = Vec::new();
            for row in self.network.jurisdictions.iter().filter(|row| row.kind == *kind) {
                let mut content = self.content(row, &["id", "actor", "kind", "regions"]);
                content.insert("jurisdiction".to_owned(), json!(row.id));
                for (position, region) in row.regions.iter().enumerate() {
                    content.insert("position".to_owned(), json!(position));
                    rows.push(json!({
                        "key": [self.network.id.as_str(), row.id.as_str(), region.as_str()],
                        "from": row.actor,
                        "to": region,
                        "content": content,
                    }));
                }
            }
            self.push(kind.code(), rows);
        }
    }

    fn relations(&mut self) {
        for kind in model::RelationKind::ALL {
            let rows = self
                .network
                .relations
                .iter()
                .filter(|row| row.kind == *kind)
                .map(|row| {
                    json!({
                        "key": [self.network.id.as_str(), row.id.as_str()],
                        "from": row.from,
                        "to": row.to,
                        "content": self.content(row, &["id", "kind", "from", "to"]),
                    })
                })
                .collect();
            self.push(kind.code(), rows);
        }
    }
}
