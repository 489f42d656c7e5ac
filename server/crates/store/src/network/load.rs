//! Reading a whole network: one request with one key range per table, whatever its size.

use std::collections::{BTreeMap, HashMap};

use model::{Jurisdiction, Network, NetworkId};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};
use surrealdb::IndexedResults;

use super::{NODES, edge_tables};
use crate::connect::Store;
use crate::error::StoreError;
use crate::query::rows;

type Row = Map<String, Value>;

impl Store {
    /// The whole network, every table in id order.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is no such network, [`StoreError::Corrupt`] when a
    /// stored row does not read as its type.
    pub async fn load_network(&self, id: &NetworkId) -> Result<Network, StoreError> {
        let mut response = self.query(&statements(), vec![("network", json!(id))]).await?;
        let revision: Option<i64> = response.take(0)?;
        let revision = revision.ok_or_else(|| StoreError::NotFound(id.to_string()))?;
        let tables = Tables::read(&mut response)?;
        let mut network = tables.into_network(id.clone())?;
        network.revision = u64::try_from(revision).unwrap_or_default();
        network.sort();
        Ok(network)
    }
}

fn statements() -> String {
    let revision =
        "SELECT VALUE revision FROM ONLY type::record('network', $network);\n".to_owned();
    let nodes = NODES.iter().map(|table| {
        format!(
            "SELECT *, record::id(id)[1] AS id OMIT network \
             FROM {table}:[$network, NONE]..[$network, ..];\n"
        )
    });
    let edges = edge_tables().into_iter().map(|edge| {
        format!(
            "SELECT *, record::id(id)[1] AS id, record::id(in)[1] AS from, \
             record::id(out)[1] AS to OMIT network, in, out \
             FROM {}:[$network, NONE]..[$network, ..];\n",
            edge.name
        )
    });
    let all: Vec<String> = std::iter::once(revision).chain(nodes).chain(edges).collect();
    all.concat()
}

struct Tables(HashMap<&'static str, Vec<Row>>);

impl Tables {
    fn read(response: &mut IndexedResults) -> Result<Self, StoreError> {
        let mut tables = HashMap::new();
        let edges = edge_tables();
        let names = NODES.into_iter().chain(edges.iter().map(|edge| edge.name));
        for (idx, name) in names.enumerate() {
            tables.insert(name, rows(response, idx + 1, name)?);
        }
        Ok(Self(tables))
    }

    fn take(&mut self, table: &'static str) -> Vec<Row> {
        self.0.remove(table).unwrap_or_default()
    }

    /// Owner of each target, e.g. the actor of each service.
    fn owners(&mut self, table: &'static str) -> HashMap<String, Value> {
        let pairs = self.take(table).into_iter();
        pairs.filter_map(|mut row| Some((text(&row, "to")?, row.remove("from")?))).collect()
    }

    /// Target of each actor, e.g. the region it is located in.
    fn targets(&mut self, table: &'static str) -> HashMap<String, Value> {
        let pairs = self.take(table).into_iter();
        pairs.filter_map(|mut row| Some((text(&row, "from")?, row.remove("to")?))).collect()
    }

    fn into_network(mut self, id: NetworkId) -> Result<Network, StoreError> {
        let mut network = Network::empty(id);
        network.regions = self.plain("region")?;
        network.committees = self.plain("committee")?;
        network.observations = self.plain("observation")?;
        network.sources = self.plain("source")?;
        network.actors = self.actors()?;
        let owners = self.owners("provides");
        network.services = self.owned("service", "actor", owners)?;
        let owners = self.owners("employs_post");
        network.posts = self.owned("post", "employer", owners)?;
        for mut row in self.take("member_of") {
            rename(&mut row, "from", "actor");
            rename(&mut row, "to", "committee");
            network.memberships.push(typed(row, "member_of")?);
        }
        network.jurisdictions = self.jurisdictions()?;
        for kind in model::RelationKind::ALL {
            for mut row in self.take(kind.code()) {
                row.insert("kind".to_owned(), json!(kind));
                network.relations.push(typed(row, kind.code())?);
            }
        }
        Ok(network)
    }

    fn plain<T: DeserializeOwned>(&mut self, table: &'static str) -> Result<Vec<T>, StoreError> {
        self.take(table).into_iter().map(|row| typed(row, table)).collect()
    }

    fn owned<T: DeserializeOwned>(
        &mut self,
        table: &'static str,
        field: &str,
        mut owners: HashMap<String, Value>,
    ) -> Result<Vec<T>, StoreError> {
        let mut all = Vec::new();
        for mut row in self.take(table) {
            if let Some(owner) = text(&row, "id").and_then(|id| owners.remove(&id)) {
                row.insert(field.to_owned(), owner);
            }
            all.push(typed(row, table)?);
        }
        Ok(all)
    }

    fn actors(&mut self) -> Result<Vec<model::Actor>, StoreError> {
        let mut parents = self.targets("part_of");
        let mut regions = self.targets("located_in");
        let mut actors = Vec::new();
        for mut row in self.take("actor") {
            if let Some(id) = text(&row, "id") {
                if let Some(parent) = parents.remove(&id) {
                    row.insert("parent".to_owned(), parent);
                }
                if let Some(region) = regions.remove(&id) {
                    row.insert("region".to_owned(), region);
                }
            }
            actors.push(typed(row, "actor")?);
        }
        Ok(actors)
    }

    /// Joins the edges of one jurisdiction into its row again, regions in their order.
    fn jurisdictions(&mut self) -> Result<Vec<Jurisdiction>, StoreError> {
        let mut all = Vec::new();
        for kind in model::AreaKind::ALL {
            let mut by_id: BTreeMap<String, Vec<Row>> = BTreeMap::new();
            for row in self.take(kind.code()) {
                let id = text(&row, "jurisdiction").unwrap_or_default();
                by_id.entry(id).or_default().push(row);
            }
            for (id, mut edges) in by_id {
                edges.sort_by_key(|row| row.get("position").and_then(Value::as_u64));
                let regions: Vec<Value> =
                    edges.iter_mut().filter_map(|row| row.remove("to")).collect();
                let Some(mut row) = edges.into_iter().next() else { continue };
                rename(&mut row, "from", "actor");
                row.insert("id".to_owned(), Value::String(id));
                row.insert("kind".to_owned(), json!(kind));
                row.insert("regions".to_owned(), Value::Array(regions));
                all.push(typed(row, kind.code())?);
            }
        }
        Ok(all)
    }
}

fn typed<T: DeserializeOwned>(row: Row, what: &'static str) -> Result<T, StoreError> {
    serde_json::from_value(Value::Object(row))
        .map_err(|error| StoreError::Corrupt { what, reason: error.to_string() })
}

fn text(row: &Row, field: &str) -> Option<String> {
    row.get(field).and_then(Value::as_str).map(str::to_owned)
}

fn rename(row: &mut Row, from: &str, to: &str) {
    if let Some(value) = row.remove(from) {
        row.insert(to.to_owned(), value);
    }
}
