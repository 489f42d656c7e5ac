//! The log of a network: who changed what, when and why; and the states it had.
//!
//! An entry keeps its rows before and after, so that a state of the past is the present one with
//! every later entry taken back. The rows stand in parts of a few hundred, as JSON text: the
//! database need not know what is in them.

use std::collections::BTreeMap;
use std::time::{SystemTime, UNIX_EPOCH};

use model::{CommandId, Event, Network, NetworkId, Row, RowChange, Timestamp};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::connect::Store;
use crate::error::StoreError;
use crate::query::rows;

/// Rows in one part of an entry: some 300 KB.
const ROWS_PER_PART: usize = 250;

impl Store {
    /// Entries of the log up to a revision and including it, the newest first.
    ///
    /// # Complexity O(`max`), however long the log is.
    pub async fn events(
        &self,
        network: &NetworkId,
        newest: u64,
        max: usize,
    ) -> Result<Vec<Event>, StoreError> {
        const READ: &str = "SELECT *, record::id(id)[1] AS revision OMIT id, network, command \
             FROM event:[$network, $from]..=[$network, $newest]";
        let span = u64::try_from(max).unwrap_or(u64::MAX);
        let from = newest.saturating_add(1).saturating_sub(span);
        let variables =
            vec![("network", json!(network)), ("from", json!(from)), ("newest", json!(newest))];
        let mut response = self.query(READ, variables).await?;
        let mut events: Vec<Event> = rows(&mut response, 0, "event")?;
        events.sort_by_key(|event| std::cmp::Reverse(event.revision));
        Ok(events)
    }

    /// The revision a network had at a moment; `None` before its first entry.
    ///
    /// # Complexity O(entries)
    pub async fn revision_at(
        &self,
        network: &NetworkId,
        moment: Timestamp,
    ) -> Result<Option<u64>, StoreError> {
        const READ: &str = "SELECT VALUE record::id(id)[1] \
             FROM event:[$network, NONE]..[$network, ..] WHERE at <= $moment";
        let variables = vec![("network", json!(network)), ("moment", json!(whole_second(moment)))];
        let mut response = self.query(READ, variables).await?;
        let revisions: Vec<u64> = rows(&mut response, 0, "event")?;
        Ok(revisions.into_iter().max())
    }

    /// What an entry changed, in the order of the tables; nothing when there is no such entry.
    pub async fn event_changes(
        &self,
        network: &NetworkId,
        revision: u64,
    ) -> Result<Vec<RowChange>, StoreError> {
        self.changes_between(network, revision.saturating_sub(1), revision).await
    }

    /// The first few hundred rows that an entry changed.
    ///
    /// # Complexity O(1), however large the entry is.
    pub async fn first_changes(
        &self,
        network: &NetworkId,
        revision: u64,
    ) -> Result<Vec<RowChange>, StoreError> {
        const READ: &str = "SELECT changes, record::id(id)[1] AS revision, position \
             FROM type::record('event_part', [$network, $revision, 0])";
        let variables = vec![("network", json!(network)), ("revision", json!(revision))];
        let mut response = self.query(READ, variables).await?;
        let parts: Vec<Part> = rows(&mut response, 0, "event_part")?;
        changes_in(parts)
    }

    /// The network as it was at a revision.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when the log does not reach back so far, or there is no network.
    ///
    /// # Complexity O(rows + rows changed since)
    pub async fn network_at(&self, id: &NetworkId, revision: u64) -> Result<Network, StoreError> {
        let mut network = self.load_network(id).await?;
        let unknown = || StoreError::NotFound(format!("{id}, Stand {revision}"));
        if revision > network.revision {
            return Err(unknown());
        }
        if revision == network.revision {
            return Ok(network);
        }
        let oldest = self.events(id, revision + 1, 1).await?;
        if oldest.first().is_none_or(|event| event.revision != revision + 1) {
            return Err(unknown());
        }
        let mut changes = self.changes_between(id, revision, network.revision).await?;
        changes.reverse();
        network.put(changes.into_iter().map(|change| (change.key, change.before)));
        network.revision = revision;
        Ok(network)
    }

    /// The revision to which a command led; `None` when it has not been carried out.
    pub async fn revision_of_command(
        &self,
        network: &NetworkId,
        command: &CommandId,
    ) -> Result<Option<u64>, StoreError> {
        const READ: &str =
            "SELECT VALUE revision FROM type::record('command', [$network, $command])";
        let variables = vec![("network", json!(network)), ("command", json!(command))];
        let mut response = self.query(READ, variables).await?;
        let revisions: Vec<u64> = rows(&mut response, 0, "command")?;
        Ok(revisions.into_iter().next())
    }

    /// What the entries after one revision up to another changed, in the order they were made.
    ///
    /// # Complexity O(changes)
    pub async fn changes_between(
        &self,
        network: &NetworkId,
        after: u64,
        upto: u64,
    ) -> Result<Vec<RowChange>, StoreError> {
        changes_in(self.parts_between(network, after, upto).await?)
    }

    /// The same by the revision to which each entry led; one without changes is not there.
    ///
    /// # Complexity O(changes)
    pub async fn changes_by_entry(
        &self,
        network: &NetworkId,
        after: u64,
        upto: u64,
    ) -> Result<BTreeMap<u64, Vec<RowChange>>, StoreError> {
        let mut entries: BTreeMap<u64, Vec<RowChange>> = BTreeMap::new();
        for part in self.parts_between(network, after, upto).await? {
            entries.entry(part.revision).or_default().extend(changes_in(vec![part])?);
        }
        Ok(entries)
    }

    async fn parts_between(
        &self,
        network: &NetworkId,
        after: u64,
        upto: u64,
    ) -> Result<Vec<Part>, StoreError> {
        const READ: &str = "SELECT changes, record::id(id)[1] AS revision, position \
             FROM event_part:[$network, $from, NONE]..[$network, $upto, ..]";
        let variables =
            vec![("network", json!(network)), ("from", json!(after + 1)), ("upto", json!(upto))];
        let mut response = self.query(READ, variables).await?;
        let mut parts: Vec<Part> = rows(&mut response, 0, "event_part")?;
        parts.sort_by_key(|part| (part.revision, part.position));
        Ok(parts)
    }
}

fn changes_in(parts: Vec<Part>) -> Result<Vec<RowChange>, StoreError> {
    let mut changes = Vec::new();
    for part in parts {
        let read: Vec<StoredChange> = serde_json::from_str(&part.changes).map_err(|error| {
            StoreError::Corrupt { what: "event_part", reason: error.to_string() }
        })?;
        changes.extend(read.into_iter().filter_map(StoredChange::into_change));
    }
    Ok(changes)
}

#[derive(Deserialize)]
struct Part {
    revision: u64,
    position: u32,
    changes: String,
}

/// As written: the key follows from the rows.
#[derive(Deserialize)]
struct StoredChange {
    #[serde(default)]
    before: Option<Row>,
    #[serde(default)]
    after: Option<Row>,
}

/// A [`StoredChange`] on its way into the database.
#[derive(Serialize)]
struct WrittenChange<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    before: Option<&'a Row>,
    #[serde(skip_serializing_if = "Option::is_none")]
    after: Option<&'a Row>,
}

impl StoredChange {
    fn into_change(self) -> Option<RowChange> {
        let key = self.after.as_ref().or(self.before.as_ref())?.key();
        Some(RowChange { key, before: self.before, after: self.after })
    }
}

/// The changes of the entry that leads to `revision`, as records.
pub(crate) fn parts(
    network: &NetworkId,
    revision: u64,
    changes: &[RowChange],
) -> Result<Vec<Value>, StoreError> {
    let part = |(position, changes): (usize, &[RowChange])| {
        let written: Vec<WrittenChange<'_>> = changes
            .iter()
            .map(|RowChange { before, after, .. }| WrittenChange {
                before: before.as_ref(),
                after: after.as_ref(),
            })
            .collect();
        let text = serde_json::to_string(&written).map_err(|error| StoreError::Corrupt {
            what: "event_part",
            reason: error.to_string(),
        })?;
        Ok(json!({
            "id": [network, revision, position],
            "network": network,
            "position": position,
            "changes": text,
        }))
    };
    changes.chunks(ROWS_PER_PART).enumerate().map(part).collect()
}

/// The clock, in whole seconds: texts of moments then sort as the moments do.
pub(crate) fn now() -> Timestamp {
    let since_epoch = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let seconds = i64::try_from(since_epoch.as_secs()).unwrap_or_default();
    Timestamp::from_second(seconds).unwrap_or(Timestamp::UNIX_EPOCH)
}

fn whole_second(moment: Timestamp) -> Timestamp {
    Timestamp::from_second(moment.as_second()).unwrap_or(moment)
}
