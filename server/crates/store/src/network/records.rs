//! Rows as records of the graph, and what has to be written to come from some to others.
//!
//! They are made in the database's own types: an id that is bound as one need not be put together
//! again for each row.

use std::collections::{BTreeMap, BTreeSet};

use model::{Network, NetworkId, Row};
use serde::Serialize;
use serde_json::json;
use surrealdb::types::{Array, Object, RecordId, RecordIdKey, SurrealValue as _, Value};

use super::{EdgeTable, NODES, edge_tables};
use crate::error::StoreError;
use crate::query::without_nulls;

/// Records of a table, each with its id, an edge with its ends as well, by what is unique in the
/// network.
type Table = BTreeMap<Vec<String>, Object>;

/// What has to be written to come from one state of a network to another. Only tables that are
/// touched have an entry.
#[derive(Default)]
pub(super) struct Changes {
    /// Ids of records that are deleted; an edge that changes is deleted and made again.
    pub(super) gone: BTreeMap<&'static str, Vec<Value>>,
    pub(super) changed: BTreeMap<&'static str, Vec<Value>>,
    pub(super) new: BTreeMap<&'static str, Vec<Value>>,
}

impl Changes {
    pub(super) fn between(mut before: Rows, mut after: Rows) -> Self {
        let mut changes = Self::default();
        // Whether an edge stays depends on the nodes that do.
        for edge in edge_tables() {
            let (old, new) = (before.take(edge.name), after.take(edge.name));
            // An edge that hangs on nothing any more is written again, to be refused.
            let stays = |(key, row): &(&Vec<String>, &Object)| {
                old.get(*key) == Some(*row) && after.has(row, "in") && after.has(row, "out")
            };
            let staying: BTreeSet<Vec<String>> =
                new.iter().filter(stays).map(|(key, _)| key.clone()).collect();
            let gone = old.into_iter().filter(|(key, _)| !staying.contains(key));
            put(&mut changes.gone, edge.name, gone.filter_map(|(_, mut row)| row.remove("id")));
            let made = new.into_iter().filter(|(key, _)| !staying.contains(key));
            put(&mut changes.new, edge.name, made.map(|(_, row)| Value::Object(row)));
        }
        for table in NODES {
            let (old, new) = (before.take(table), after.take(table));
            let gone = old.iter().filter(|(key, _)| !new.contains_key(*key));
            put(&mut changes.gone, table, gone.filter_map(|(_, row)| row.get("id").cloned()));
            let differing = new.into_iter().filter(|(key, row)| old.get(key) != Some(row));
            let (kept, made): (Vec<_>, Vec<_>) =
                differing.partition(|(key, _)| old.contains_key(key));
            put(&mut changes.changed, table, kept.into_iter().map(|(_, row)| Value::Object(row)));
            put(&mut changes.new, table, made.into_iter().map(|(_, row)| Value::Object(row)));
        }
        changes
    }
}

fn put(
    tables: &mut BTreeMap<&'static str, Vec<Value>>,
    table: &'static str,
    values: impl Iterator<Item = Value>,
) {
    let values: Vec<Value> = values.collect();
    if !values.is_empty() {
        tables.insert(table, values);
    }
}

/// Rows as their records, ready to bind.
#[derive(Default)]
pub(super) struct Rows {
    tables: BTreeMap<&'static str, Table>,
}

impl Rows {
    /// The records of some rows of a network; of whole rows only, so that each brings its edges.
    pub(super) fn of_some(
        network: &NetworkId,
        rows: impl Iterator<Item = Row>,
    ) -> Result<Self, StoreError> {
        let mut some = Network::empty(network.clone());
        some.put(rows.map(|row| (row.key(), Some(row))));
        Self::of(&some)
    }

    pub(super) fn of(network: &Network) -> Result<Self, StoreError> {
        let mut batch = Batch { network, tables: BTreeMap::new(), twice: None };
        batch.nodes();
        batch.own_edges();
        batch.areas();
        batch.relations();
        match batch.twice {
            Some(twice) => Err(StoreError::Rejected(twice)),
            None => Ok(Self { tables: batch.tables }),
        }
    }

    fn take(&mut self, table: &str) -> Table {
        self.tables.remove(table).unwrap_or_default()
    }

    /// Whether the node at this end of an edge is there.
    fn has(&self, edge: &Object, end: &str) -> bool {
        let Some(Value::RecordId(RecordId { table, key: RecordIdKey::Array(key) })) = edge.get(end)
        else {
            return false;
        };
        let Some(Value::String(node)) = key.get(1) else { return false };
        let nodes = self.tables.get(table.as_str());
        nodes.is_some_and(|nodes| nodes.contains_key(std::slice::from_ref(node)))
    }
}

/// An edge before it has its table: its key in the network, its ends, what else it says.
struct Edge<'a> {
    key: Vec<&'a str>,
    from: &'a str,
    to: &'a str,
    content: Object,
}

struct Batch<'a> {
    network: &'a Network,
    tables: BTreeMap<&'static str, Table>,
    /// The first row whose key another one has.
    twice: Option<String>,
}

impl<'a> Batch<'a> {
    fn push(&mut self, name: &'static str, rows: Vec<(Vec<&'a str>, Object)>) {
        self.distinct(name, rows.iter().map(|(key, _)| key.join(" ")));
        let mut table = Table::new();
        for (key, mut row) in rows {
            row.insert("id", self.id(name, &key));
            table.insert(key.into_iter().map(str::to_owned).collect(), row);
        }
        self.tables.insert(name, table);
    }

    fn push_edges(&mut self, table: &'static str, edges: Vec<Edge<'a>>) {
        let Some(EdgeTable { from, to, .. }) =
            edge_tables().into_iter().find(|edge| edge.name == table)
        else {
            return;
        };
        let rows = edges.into_iter().map(|mut edge| {
            edge.content.insert("in", self.id(from, &[edge.from]));
            edge.content.insert("out", self.id(to, &[edge.to]));
            (edge.key, edge.content)
        });
        let rows = rows.collect();
        self.push(table, rows);
    }

    /// Notes the first key that is there twice.
    fn distinct(&mut self, what: &str, keys: impl Iterator<Item = String>) {
        let mut known = BTreeSet::new();
        for key in keys {
            if known.contains(&key) && self.twice.is_none() {
                self.twice = Some(format!("{what} „{key}“ steht zweimal da"));
            }
            known.insert(key);
        }
    }

    /// The network and what is unique in it.
    fn id(&self, table: &str, key: &[&str]) -> RecordId {
        let network = self.network.id.as_str();
        let parts = std::iter::once(network).chain(key.iter().copied());
        let parts: Vec<Value> = parts.map(|part| Value::String(part.to_owned())).collect();
        RecordId::new(table, Array::from(parts))
    }

    /// The serde form of `row` without `dropped` fields and nulls, with its network.
    fn content(&self, row: &impl Serialize, dropped: &[&str]) -> Object {
        let json = serde_json::to_value(row).unwrap_or_default();
        let Value::Object(mut fields) = without_nulls(json).into_value() else {
            return Object::new();
        };
        for name in dropped {
            fields.remove(*name);
        }
        fields.insert("network", self.network.id.as_str());
        fields
    }

    fn node(&self, row: &impl Serialize, id: &'a str, dropped: &[&str]) -> (Vec<&'a str>, Object) {
        (vec![id], self.content(row, dropped))
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
    fn link(&self, owner: &'a str, from: &'a str, to: &'a str) -> Edge<'a> {
        let mut content = Object::new();
        content.insert("network", self.network.id.as_str());
        Edge { key: vec![owner], from, to, content }
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
        let edges = of_actor(|row| row.parent.as_ref().map(model::ActorId::as_str), self);
        self.push_edges("part_of", edges);
        let edges = of_actor(|row| row.region.as_ref().map(model::RegionId::as_str), self);
        self.push_edges("located_in", edges);
        let edges = network
            .services
            .iter()
            .map(|row| self.link(row.id.as_str(), row.actor.as_str(), row.id.as_str()))
            .collect();
        self.push_edges("provides", edges);
        let edges = network
            .posts
            .iter()
            .map(|row| self.link(row.id.as_str(), row.employer.as_str(), row.id.as_str()))
            .collect();
        self.push_edges("employs_post", edges);
        let edges = network
            .memberships
            .iter()
            .map(|row| {
                let (from, to) = (row.actor.as_str(), row.committee.as_str());
                let content = self.content(row, &["actor", "committee"]);
                Edge { key: vec![to, from], from, to, content }
            })
            .collect();
        self.push_edges("member_of", edges);
    }

    fn areas(&mut self) {
        let rows = &self.network.jurisdictions;
        self.distinct("jurisdiction", rows.iter().map(|row| row.id.to_string()));
        for kind in model::AreaKind::ALL {
            let mut edges = Vec::new();
            for row in rows.iter().filter(|row| row.kind == *kind) {
                let mut content = self.content(row, &["id", "actor", "kind", "regions"]);
                content.insert("jurisdiction", row.id.as_str());
                for (position, region) in row.regions.iter().enumerate() {
                    content.insert("position", json!(position));
                    let (from, to) = (row.actor.as_str(), region.as_str());
                    let key = vec![row.id.as_str(), to];
                    edges.push(Edge { key, from, to, content: content.clone() });
                }
            }
            self.push_edges(kind.code(), edges);
        }
    }

    fn relations(&mut self) {
        let rows = &self.network.relations;
        self.distinct("relation", rows.iter().map(|row| row.id.to_string()));
        for kind in model::RelationKind::ALL {
            let edges = rows
                .iter()
                .filter(|row| row.kind == *kind)
                .map(|row| Edge {
                    key: vec![row.id.as_str()],
                    from: row.from.as_str(),
                    to: row.to.as_str(),
                    content: self.content(row, &["id", "kind", "from", "to"]),
                })
                .collect();
            self.push_edges(kind.code(), edges);
        }
    }
}
