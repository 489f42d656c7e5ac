//! Writing a change of a network and its entry in the log, in one transaction.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use access::Authorised;
use model::{CommandId, IntegrityProblem, Network, Origin, RegionKind, Row, RowChange, Timestamp};
use serde_json::{Value, json};
use surrealdb::types::{self, SurrealValue as _};

use super::records::{Changes, Rows};
use super::{NODES, edge_tables};
use crate::connect::{Bulk, Store};
use crate::error::StoreError;
use crate::log::parts;

/// A change that is ready to be written.
#[derive(Clone, Debug)]
pub struct Commit {
    after: Network,
    entry: Entry,
}

/// What the log keeps of a change, and what the list of networks shows afterwards.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub(crate) command: CommandId,
    pub(crate) expected_revision: u64,
    pub(crate) summary: Value,
    pub(crate) changes: Vec<RowChange>,
    pub(crate) at: Timestamp,
    pub(crate) origin: Origin,
    pub(crate) note: Option<String>,
    pub(crate) undoes: Option<u64>,
}

impl Commit {
    /// `after` is the network with the changes in it, its revision the one they were made on;
    /// `undoes` names the revision that they take back.
    pub fn new(
        command: CommandId,
        origin: Origin,
        after: Network,
        changes: Vec<RowChange>,
        at: Timestamp,
    ) -> Self {
        let entry = Entry {
            command,
            expected_revision: after.revision,
            summary: summary_of(&after),
            changes,
            at,
            origin,
            note: None,
            undoes: None,
        };
        Self { after, entry }
    }

    #[must_use]
    pub fn with_note(mut self, note: Option<String>) -> Self {
        self.entry.note = note;
        self
    }

    #[must_use]
    pub fn undoing(mut self, revision: Option<u64>) -> Self {
        self.entry.undoes = revision;
        self
    }

    /// The network as it will be, with the revision it will have.
    pub fn into_network(self) -> Network {
        let revision = self.entry.expected_revision + 1;
        Network { revision, ..self.after }
    }
}

impl Store {
    /// Writes a change and its entry in the log in one transaction, and returns the new revision.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when the network has another revision than the one the change was
    /// made on (make it again on what is there now), [`StoreError::Rejected`] when a row breaks
    /// the schema or refers to one that is not there, or when the command is known already.
    /// Nothing is written then.
    ///
    /// # Complexity O(rows) time to look for dangling references, O(changes) to write.
    pub async fn commit(&self, commit: &Authorised<Commit>) -> Result<u64, StoreError> {
        let Commit { after, entry } = commit.what();
        self.write(after, entry, commit.by()).await
    }

    pub(crate) async fn write(
        &self,
        after: &Network,
        entry: &Entry,
        by: &str,
    ) -> Result<u64, StoreError> {
        check(after)?;
        let some = |side: fn(&RowChange) -> Option<&Row>| {
            Rows::of_some(&after.id, entry.changes.iter().filter_map(side).cloned())
        };
        let before = some(|change| change.before.as_ref())?;
        let changes = Changes::between(before, some(|change| change.after.as_ref())?);
        let statements = transaction(&changes, self.bulk);
        let mut variables = bound(changes);
        let revision = entry.expected_revision + 1;
        let mut bind = |name: &str, value: Value| {
            variables.push((name.to_owned(), value.into_value()));
        };
        bind("network", json!(after.id));
        bind("summary", entry.summary.clone());
        bind("expected", json!(entry.expected_revision));
        bind("command", json!(entry.command));
        bind("event", event(entry, after, by));
        bind("parts", Value::Array(parts(&after.id, revision, &entry.changes)?));
        self.query_with(&statements, variables).await?;
        Ok(revision)
    }
}

/// The database lets an edge go with its end without a word, so what is left hanging is looked for
/// here.
fn check(after: &Network) -> Result<(), StoreError> {
    let is_grave = |problem: &IntegrityProblem| {
        matches!(problem, IntegrityProblem::Dangling { .. } | IntegrityProblem::DuplicateId { .. })
    };
    match after.integrity_problems().into_iter().find(is_grave) {
        Some(problem) => {
            let (table, row) = problem.place();
            Err(StoreError::Rejected(format!("{table} „{row}“: {problem}")))
        }
        None => Ok(()),
    }
}

fn event(entry: &Entry, after: &Network, by: &str) -> Value {
    let mut event = json!({
        "network": after.id,
        "at": entry.at,
        "by": by,
        "origin": entry.origin,
        "n_changes": entry.changes.len(),
        "command": entry.command,
    });
    // An absent field is NONE; NULL would be a value of its own.
    if let Some(note) = &entry.note {
        event["note"] = json!(note);
    }
    if let Some(undoes) = entry.undoes {
        event["undoes"] = json!(undoes);
    }
    event
}

/// What is done to a table.
type Statement = fn(&str) -> String;

/// Edges go before the nodes they hang on, and come after them. Only tables that are touched are
/// named: a single edit should not have the database read thirty statements about nothing.
fn transaction(changes: &Changes, bulk: Bulk) -> String {
    let mut statements = String::from("BEGIN;\n");
    // Touching the guard record first makes two simultaneous writers conflict.
    statements.push_str(
        "LET $revision = (SELECT VALUE revision FROM ONLY type::record('network', $network)) ?? 0;\n\
         IF $revision != $expected { THROW 'Transaction conflict: another revision' };\n\
         UPSERT type::record('network', $network) CONTENT \
         object::extend($summary, { revision: $revision + 1 }) RETURN NONE;\n\
         CREATE type::record('command', [$network, $command]) CONTENT \
         { network: $network, revision: $revision + 1 } RETURN NONE;\n\
         CREATE type::record('event', [$network, $revision + 1]) CONTENT $event RETURN NONE;\n\
         INSERT INTO event_part $parts RETURN NONE;\n",
    );
    // Pictures stay: the next one begins with them, so that who was there stays where it was.
    let edges: Vec<&str> = edge_tables().into_iter().map(|edge| edge.name).collect();
    let mut write = |tables: &BTreeMap<_, _>, names: &[&str], statement: Statement| {
        for name in names.iter().filter(|name| tables.contains_key(*name)) {
            // Writing to a String cannot fail.
            let _ok = writeln!(statements, "{}", statement(name));
        }
    };
    write(&changes.gone, &edges, delete);
    write(&changes.gone, &NODES, delete);
    let (insert, relate): (Statement, Statement) = match bulk {
        Bulk::Whole => (insert, insert_relations),
        Bulk::OneByOne => (create_each, relate_each),
    };
    write(&changes.new, &NODES, insert);
    write(&changes.changed, &NODES, update);
    write(&changes.new, &edges, relate);
    statements.push_str("COMMIT;");
    statements
}

fn delete(table: &str) -> String {
    format!("DELETE $gone_{table} RETURN NONE;")
}

fn update(table: &str) -> String {
    format!("FOR $row IN $changed_{table} {{ UPDATE $row.id CONTENT $row RETURN NONE }};")
}

fn insert(table: &str) -> String {
    format!("INSERT INTO {table} $new_{table} RETURN NONE;")
}

fn insert_relations(table: &str) -> String {
    format!("INSERT RELATION INTO {table} $new_{table} RETURN NONE;")
}

fn create_each(table: &str) -> String {
    format!("FOR $row IN $new_{table} {{ CREATE $row.id CONTENT $row RETURN NONE }};")
}

/// RELATE would write over an edge that is there.
fn relate_each(table: &str) -> String {
    format!(
        "IF (SELECT VALUE id FROM $new_{table}.id) != [] {{ THROW '{table} already exists' }};\n\
         FOR $row IN $new_{table} {{ \
         RELATE ($row.in)->($row.id)->($row.out) CONTENT $row RETURN NONE }};"
    )
}

fn bound(changes: Changes) -> Vec<(String, types::Value)> {
    let named = |prefix: &'static str, tables: BTreeMap<&'static str, Vec<types::Value>>| {
        let name = move |table| format!("{prefix}_{table}");
        tables.into_iter().map(move |(table, rows)| (name(table), rows.into_value()))
    };
    named("gone", changes.gone)
        .chain(named("changed", changes.changed))
        .chain(named("new", changes.new))
        .collect()
}

/// What the list of networks shows.
pub(crate) fn summary_of(network: &Network) -> Value {
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
