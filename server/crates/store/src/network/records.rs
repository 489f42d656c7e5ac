//! Rows as records of the graph, and what has to be written to come from some to others.

use std::collections::{BTreeMap, BTreeSet};

use model::{Network, NetworkId, Row};
use serde::Serialize;
use serde_json::{Map, Value, json};

use super::{NODES, edge_tables};
use crate::error::StoreError;
use crate::query::without_nulls;

/// Rows by table and record key.
type Tables = BTreeMap<&'static str, BTreeMap<Vec<String>, Value>>;

/// What has to be written to come from one state of a network to another.
#[derive(Default)]
pub(super) struct Changes {
    /// Keys of records that are deleted; an edge that changes is deleted and made again.
    pub(super) gone: BTreeMap<&'static str, Vec<Value>>,
    pub(super) changed: BTreeMap<&'static str, Vec<Value>>,
    pub(super) new: BTreeMap<&'static str, Vec<Value>>,
}

impl Changes {
    pub(super) fn between(before: &Rows, after: &Rows) -> Self {
        let mut changes = Self::default();
        for table in NODES {
            let (old, new) = (before.table(table), after.table(table));
            let gone = old.keys().filter(|key| !new.contains_key(*key));
            changes.gone.insert(table, gone.map(|key| json!(key)).collect());
            let differing = new.iter().filter(|(key, row)| old.get(*key) != Some(row));
            let (kept, made): (Vec<_>, Vec<_>) =
                differing.partition(|(key, _)| old.contains_key(*key));
            changes.changed.insert(table, kept.into_iter().map(|(_, row)| row.clone()).collect());
            changes.new.insert(table, made.into_iter().map(|(_, row)| row.clone()).collect());
        }
        for edge in edge_tables() {
            let (old, new) = (before.table(edge.name), after.table(edge.name));
            // An edge that hangs on nothing any more is written again, to be refused.
            let stays = |key: &Vec<String>, row: &Value| {
                old.get(key) == Some(row)
                    && new.get(key) == Some(row)
                    && after.has(edge.from, &row["from"])
                    && after.has(edge.to, &row["to"])
            };
            let gone = old.iter().filter(|(key, row)| !stays(key, row));
            changes.gone.insert(edge.name, gone.map(|(key, _)| json!(key)).collect());
            let made = new.iter().filter(|(key, row)| !stays(key, row));
            changes.new.insert(edge.name, made.map(|(_, row)| row.clone()).collect());
        }
        changes
    }

    /// The tables that are touched, each with what happens to it.
    pub(super) fn tables(&self) -> impl Iterator<Item = &'static str> {
        let all = self.gone.iter().chain(&self.changed).chain(&self.new);
        let touched: BTreeSet<&'static str> =
            all.filter(|(_, rows)| !rows.is_empty()).map(|(table, _)| *table).collect();
        touched.into_iter()
    }
}

/// Rows as their records, ready to bind.
#[derive(Default)]
pub(super) struct Rows {
    network: String,
    tables: Tables,
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
        let mut batch = Batch { network, tables: Tables::new(), twice: None };
        batch.nodes();
        batch.own_edges();
        batch.areas();
        batch.relations();
        match batch.twice {
            Some(twice) => Err(StoreError::Rejected(twice)),
            None => Ok(Self { network: network.id.to_string(), tables: batch.tables }),
        }
    }

    fn table(&self, name: &str) -> &BTreeMap<Vec<String>, Value> {
        static NONE: BTreeMap<Vec<String>, Value> = BTreeMap::new();
        self.tables.get(name).unwrap_or(&NONE)
    }

    /// Whether this node is there.
    fn has(&self, table: &str, id: &Value) -> bool {
        let id = id.as_str().unwrap_or_default();
        self.table(table).contains_key(&vec![self.network.clone(), id.to_owned()])
    }
}

struct Batch<'a> {
    network: &'a Network,
    tables: Tables,
    /// The first row whose key another one has.
    twice: Option<String>,
}

impl Batch<'_> {
    fn push(&mut self, table: &'static str, rows: Vec<(Vec<String>, Value)>) {
        // The network, which the caller knows, comes first.
        self.distinct(table, rows.iter().map(|(key, _)| key[1..].join(" ")));
        self.tables.insert(table, rows.into_iter().collect());
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

    fn node(&self, row: &impl Serialize, id: &str, dropped: &[&str]) -> (Vec<String>, Value) {
        let mut content = self.content(row, dropped);
        let key = self.key(&[id]);
        content.insert("id".to_owned(), json!(key));
        (key, Value::Object(content))
    }

    /// The network and what is unique in it.
    fn key(&self, parts: &[&str]) -> Vec<String> {
        let network = self.network.id.as_str();
        std::iter::once(network).chain(parts.iter().copied()).map(str::to_owned).collect()
    }

    fn edge(
        key: Vec<String>,
        from: &str,
        to: &str,
        content: Map<String, Value>,
    ) -> (Vec<String>, Value) {
        let row = json!({ "key": key, "from": from, "to": to, "content": content });
        (key, row)
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
    fn link(&self, owner: &str, from: &str, to: &str) -> (Vec<String>, Value) {
        let content = Map::from_iter([("network".to_owned(), json!(self.network.id))]);
        Self::edge(self.key(&[owner]), from, to, content)
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
                let (actor, committee) = (row.actor.as_str(), row.committee.as_str());
                let content = self.content(row, &["actor", "committee"]);
                Self::edge(self.key(&[committee, actor]), actor, committee, content)
            })
            .collect();
        self.push("member_of", rows);
    }

    fn areas(&mut self) {
        let rows = &self.network.jurisdictions;
        self.distinct("jurisdiction", rows.iter().map(|row| row.id.to_string()));
        for kind in model::AreaKind::ALL {
            let mut rows = Vec::new();
            for row in self.network.jurisdictions.iter().filter(|row| row.kind == *kind) {
                let mut content = self.content(row, &["id", "actor", "kind", "regions"]);
                content.insert("jurisdiction".to_owned(), json!(row.id));
                for (position, region) in row.regions.iter().enumerate() {
                    content.insert("position".to_owned(), json!(position));
                    let key = self.key(&[row.id.as_str(), region.as_str()]);
                    let (actor, region) = (row.actor.as_str(), region.as_str());
                    rows.push(Self::edge(key, actor, region, content.clone()));
                }
            }
            self.push(kind.code(), rows);
        }
    }

    fn relations(&mut self) {
        let rows = &self.network.relations;
        self.distinct("relation", rows.iter().map(|row| row.id.to_string()));
        for kind in model::RelationKind::ALL {
            let rows = self
                .network
                .relations
                .iter()
                .filter(|row| row.kind == *kind)
                .map(|row| {
                    let content = self.content(row, &["id", "kind", "from", "to"]);
                    let key = self.key(&[row.id.as_str()]);
                    Self::edge(key, row.from.as_str(), row.to.as_str(), content)
                })
                .collect();
            self.push(kind.code(), rows);
        }
    }
}
