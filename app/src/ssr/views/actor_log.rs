//! What has been done to one actor and to what belongs to it.

use std::collections::HashSet;
use std::sync::Arc;

use access::hangs_on;
use model::{ActorId, Event, Network, NetworkIndex, Row, RowChange, RowKey, TableName};

use super::edit::{Words, entry};
use crate::api::{ApiError, LogView};
use crate::ssr::call::{Call, unavailable};
use crate::ssr::off_thread;

/// Entries that are told at once.
const ENTRIES: usize = 10;
/// Entries of the log that are looked through at a time.
const LOOKED_AT_ONCE: usize = 25;
/// After so many rows without enough of the actor, whoever asks is asked to go on.
const MAX_ROWS_LOOKED_AT: u64 = 50_000;

/// The part of the log that is about one actor, from a revision back.
///
/// # Complexity O(changes) since the oldest entry that is told: also what is newer than `newest` is
/// looked through, for it says what belonged to the actor once.
pub(crate) async fn actor_log(
    call: &Call,
    ags: &str,
    actor: ActorId,
    newest: Option<u64>,
) -> Result<LogView, ApiError> {
    if !call.identity().may_write() {
        let revision = call.network(ags).await?.revision;
        return Ok(LogView { revision, entries: Vec::new(), older: None, may_write: false });
    }
    let network = call.network_for_editing(ags).await?;
    let store = call.state().store();
    let failed = |error: store::StoreError| unavailable(&error);
    let newest = newest.unwrap_or(network.revision);
    let mut upto = network.revision;
    let mut belongings = Belongings::of(&network, actor);
    let mut found: Vec<(Event, Vec<RowChange>)> = Vec::new();
    let mut n_looked_at = 0;
    while upto > 0 && found.len() < ENTRIES && n_looked_at < MAX_ROWS_LOOKED_AT {
        let events = store.events(&network.id, upto, LOOKED_AT_ONCE).await.map_err(failed)?;
        let Some(oldest) = events.last().map(|event| event.revision) else {
            upto = 0;
            break;
        };
        let log = store.changes_by_entry(&network.id, oldest - 1, upto).await.map_err(failed)?;
        upto = oldest - 1;
        for event in events {
            if found.len() == ENTRIES {
                upto = event.revision;
                break;
            }
            let changes = log.get(&event.revision).map(Vec::as_slice).unwrap_or_default();
            let about = belongings.take(changes);
            if event.revision <= newest {
                n_looked_at += u64::from(event.n_changes);
                if !about.is_empty() {
                    found.push((event, about));
                }
            }
        }
    }
    let codes = call.code_book().await?;
    let (seen, lang) = (Arc::clone(&network), call.lang());
    let entries = off_thread(move || {
        let words = Words { index: NetworkIndex::new(&seen), codes, lang };
        let told = found.into_iter().map(|(event, changes)| {
            let n_changes = u32::try_from(changes.len()).unwrap_or(u32::MAX);
            entry(&words, &Event { n_changes, ..event }, &changes)
        });
        told.collect()
    })
    .await;
    let older = (upto > 0).then_some(upto);
    Ok(LogView { revision: network.revision, entries, older, may_write: true })
}

/// An actor, its services and its relations: what other rows are about when they are about it.
/// Grows on the way back through the log by those that were removed since.
struct Belongings {
    actor: ActorId,
    rows: HashSet<RowKey>,
}

impl Belongings {
    fn of(network: &Network, actor: ActorId) -> Self {
        let rows = HashSet::from([RowKey::new(TableName::Actors, actor.as_str())]);
        let mut belongings = Self { actor, rows };
        let services = network.services.iter().filter(|row| row.actor == belongings.actor);
        let services = services.map(|row| RowKey::new(TableName::Services, row.id.as_str()));
        let is_at = |end: &ActorId| *end == belongings.actor;
        let relations = network.relations.iter().filter(|row| is_at(&row.from) || is_at(&row.to));
        let relations = relations.map(|row| RowKey::new(TableName::Relations, row.id.as_str()));
        let more: Vec<RowKey> = services.chain(relations).collect();
        belongings.rows.extend(more);
        belongings
    }

    /// Those of the changes that are about the actor.
    fn take(&mut self, changes: &[RowChange]) -> Vec<RowChange> {
        for row in changes.iter().flat_map(sides) {
            let is_owner = matches!(row.table(), TableName::Services | TableName::Relations);
            if is_owner && self.is_about(row) {
                self.rows.insert(row.key());
            }
        }
        let is_about = |change: &&RowChange| sides(change).any(|row| self.is_about(row));
        changes.iter().filter(is_about).cloned().collect()
    }

    fn is_about(&self, row: &Row) -> bool {
        let works_there =
            matches!(row, Row::Posts(post) if post.workplace.as_ref() == Some(&self.actor));
        let is_its = || hangs_on(row).iter().any(|key| self.rows.contains(key));
        works_there || self.rows.contains(&row.key()) || is_its()
    }
}

fn sides(change: &RowChange) -> impl Iterator<Item = &Row> {
    change.before.iter().chain(&change.after)
}
