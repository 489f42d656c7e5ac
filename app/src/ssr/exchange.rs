//! Files in and out: what an upload would change, taking it over, and a network in any format.
//!
//! Uploads do not go through server functions: these read at most a few hundred kilobytes, and a
//! file would have to be packed into text first.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use access::{Identity, Viewer, visible_log};
use edit::{ActorMatch, Completeness, ImportPlan, Refusal, apply_changes, plan_import};
use exchange::{
    ColumnMapping, Draft, Format, Guesses, Note, ReadOptions, Reason, headers, read_file_with,
    read_mapped_with,
};
use http::{HeaderMap, StatusCode};
use model::{
    ActorId, CodeBook, CodeListKind, CommandId, Date, Event, FieldCode, InvalidId, Network,
    NetworkId, NetworkIndex, Origin, Region, RegionId, RegionKind, Row, RowChange,
};
use serde::Serialize;
use store::{Layout, StoreError};

use super::call::ended;
use super::edit::{CommandError, Head};
use super::identity::identity_of;
use super::page::settings_of;
use super::state::{AppState, LoadedNetwork, today};
use super::{off_thread, views};
use crate::api::edit::CommandAnswer;
use crate::api::exchange::{
    FileMessage, ImportChoices, ImportView, MatchView, SheetMapping, SheetView, TableCount,
};
use crate::api::{CellMessage, Named, RefusedView};
use crate::text::sentences;

/// Rows of the preview: more nobody reads, and the numbers say the rest.
const MAX_ROWS: usize = 150;
const MAX_PROBLEMS: usize = 200;

/// An uploaded file with what its sender has decided.
pub struct Upload {
    pub network: String,
    pub file_name: String,
    pub bytes: Vec<u8>,
    /// [`ImportChoices`] as JSON; empty for none.
    pub choices: String,
}

/// What comes back: a status and JSON.
pub struct Reply {
    pub status: StatusCode,
    pub body: String,
}

impl Reply {
    fn of(status: StatusCode, body: &impl Serialize) -> Self {
        let body = serde_json::to_string(body).unwrap_or_default();
        Self { status, body }
    }

    fn refused(refused: &RefusedView) -> Self {
        Self::of(super::call::status_of_refusal(refused), refused)
    }
}

/// What reading an upload would change.
pub async fn preview_import(state: &AppState, headers: &HeaderMap, upload: Upload) -> Reply {
    match read(state, headers, upload).await {
        Ok(read) => {
            let lang = settings_of(headers).lang;
            let view = off_thread(move || read.view(lang)).await;
            Reply::of(StatusCode::OK, &view)
        }
        Err(reply) => reply,
    }
}

/// Takes an upload over: all of it or nothing, and as one entry of the log.
pub async fn run_import(
    state: &AppState,
    headers: &HeaderMap,
    upload: Upload,
    command: &str,
) -> Reply {
    let Ok(command) = CommandId::try_from(command.to_owned()) else {
        return Reply::refused(&RefusedView::Unknown);
    };
    let identity = identity_of(state, headers).await;
    let file_name = upload.file_name.clone();
    let read = match read(state, headers, upload).await {
        Ok(read) => read,
        Err(reply) => return reply,
    };
    if let Some(problem) = read.stranger(settings_of(headers).lang) {
        return Reply::refused(&RefusedView::Problems(vec![problem]));
    }
    let id = read.network.id.clone();
    let changes = Arc::new(read.plan.changes);
    let seen = read.seen.unwrap_or(read.network.revision);
    let make = move |network: &Arc<Network>| {
        let (network, changes) = (Arc::clone(network), Arc::clone(&changes));
        async move {
            // What was looked at is what is taken over.
            if network.revision != seen {
                return Err(Refusal::Conflict(Vec::new()));
            }
            off_thread(move || apply_changes(&network, changes.to_vec())).await
        }
    };
    let head = Head { id: command, origin: Origin::Import, note: Some(file_name), undoes: None };
    // It ends whatever becomes of the request, and whoever listens hears of it.
    let state = state.clone();
    let running = tokio::spawn(async move { state.execute_made(&identity, &id, head, make).await });
    match ended(running).await {
        Ok(done) => {
            let answer = CommandAnswer { revision: done.revision, n_changes: done.n_changes };
            Reply::of(StatusCode::OK, &answer)
        }
        Err(CommandError::NotAllowed) => Reply::refused(&RefusedView::ReadOnly),
        Err(CommandError::Refused(refusal)) => {
            let lang = settings_of(headers).lang;
            Reply::refused(&views::refused(&read.network, refusal, lang))
        }
        Err(CommandError::Store(error)) => failed(&error),
    }
}

fn failed(error: &StoreError) -> Reply {
    tracing::error!(%error, "import failed");
    Reply { status: StatusCode::SERVICE_UNAVAILABLE, body: String::new() }
}

/// An upload that was read, and what it would do.
struct Read {
    network: Arc<Network>,
    format: Option<Format>,
    draft_problems: Vec<exchange::Problem>,
    notes: Vec<exchange::Note>,
    plan: ImportPlan,
    sheets: Vec<SheetView>,
    /// Whether choosing a Handlungsfeld would bring in more services.
    needs_field: bool,
    /// Whose file it is, if it is another Kreis's.
    other_kreis: Option<String>,
    /// The revision that was looked at.
    seen: Option<u64>,
    codes: CodeBook,
}

async fn read(state: &AppState, headers: &HeaderMap, upload: Upload) -> Result<Read, Reply> {
    if !identity_of(state, headers).await.may_write() {
        return Err(Reply::refused(&RefusedView::ReadOnly));
    }
    let unknown = || Reply::refused(&RefusedView::Unknown);
    let id: NetworkId = upload.network.parse().map_err(|_invalid| unknown())?;
    let choices: ImportChoices = match upload.choices.as_str() {
        "" => ImportChoices::default(),
        text => serde_json::from_str(text).map_err(|_invalid| unknown())?,
    };
    let network = state.current(&id).await.map_err(|error| match error {
        StoreError::NotFound(_) => unknown(),
        other => failed(&other),
    })?;
    let codes = state.store().load_code_book().await.map_err(|error| failed(&error))?;
    Ok(off_thread(move || understood(network, &upload, &choices, codes)).await)
}

fn understood(
    network: Arc<Network>,
    upload: &Upload,
    choices: &ImportChoices,
    codes: CodeBook,
) -> Read {
    let (name, bytes) = (upload.file_name.as_str(), upload.bytes.as_slice());
    let format = Format::detect(name, bytes).ok();
    let options = ReadOptions {
        default_field: choices.field.clone(),
        adds_zeros: choices.adds_zeros,
        areas: areas(&network),
    };
    let draft = if choices.mappings.is_empty() {
        read_file_with(name, bytes, &codes, &options)
    } else {
        let mappings: Vec<ColumnMapping> = choices.mappings.iter().map(mapping).collect();
        read_mapped_with(name, bytes, &mappings, &codes, &options)
    };
    // What was chosen for the columns can be chosen otherwise.
    let sheets = if !choices.mappings.is_empty() {
        let chosen = |sheet: SheetView| {
            let mapping = choices.mappings.iter().find(|mapping| mapping.sheet == sheet.sheet);
            SheetView {
                proposal: mapping.cloned().unwrap_or_else(|| sheet.proposal.clone()),
                ..sheet
            }
        };
        sheets(name, bytes).into_iter().map(chosen).collect()
    } else if draft.rows.is_empty() {
        sheets(name, bytes)
    } else {
        Vec::new()
    };
    let same: BTreeMap<ActorId, ActorId> = choices.same.iter().cloned().collect();
    let Draft { rows, problems, notes, guesses } = draft;
    let other_kreis = other_kreis(&network, &rows);
    let rows = if other_kreis.is_some() { Vec::new() } else { rows };
    let completeness = completeness(format, choices, guesses);
    let plan = plan_import(&network, rows, completeness, &same, &codes);
    // Once chosen, it can be chosen again.
    let needs_field =
        choices.field.is_some() || notes.iter().any(|note| matches!(note, Note::NoField { .. }));
    let seen = choices.seen;
    Read {
        network,
        format,
        draft_problems: problems,
        notes,
        plan,
        sheets,
        needs_field,
        other_kreis,
        seen,
        codes,
    }
}

/// The areas of a network by name; a Kommune comes before the Kreis of the same name.
fn areas(network: &Network) -> Vec<(String, RegionId)> {
    let mut regions: Vec<&Region> = network.regions.iter().collect();
    regions.sort_by_key(|region| region.kind != RegionKind::Gemeinde);
    regions.into_iter().map(|region| (region.name.clone(), region.id.clone())).collect()
}

/// The Kreis to which the rows belong, if it is not this one.
fn other_kreis(network: &Network, rows: &[Row]) -> Option<String> {
    let ours = network.kreis()?;
    rows.iter().find_map(|row| match row {
        Row::Regions(row) if row.kind == RegionKind::Kreis && row.id != ours.id => {
            Some(row.name.clone())
        }
        _ => None,
    })
}

/// Our own tables say everything about a row; what others write says what it has columns for.
fn completeness(format: Option<Format>, choices: &ImportChoices, guesses: Guesses) -> Completeness {
    match format {
        Some(Format::CsvTable(_) | Format::CsvZip | Format::Xlsx | Format::Json)
            if choices.mappings.is_empty() =>
        {
            Completeness::Whole
        }
        _ => Completeness::Partial(guesses),
    }
}

fn mapping(mapping: &SheetMapping) -> ColumnMapping {
    let SheetMapping { sheet, table, columns } = mapping.clone();
    ColumnMapping { sheet, table, columns }
}

fn sheets(name: &str, bytes: &[u8]) -> Vec<SheetView> {
    let found = headers(name, bytes).item.unwrap_or_default();
    let view = |header: exchange::SheetHeader| {
        let ColumnMapping { sheet, table, columns } = header.proposal;
        let proposal = SheetMapping { sheet, table, columns };
        SheetView { sheet: header.sheet, columns: header.columns, proposal }
    };
    found.into_iter().map(view).collect()
}

impl Read {
    /// Why nothing of the file can be taken over, if it is another Kreis's.
    fn stranger(&self, lang: model::Lang) -> Option<CellMessage> {
        let theirs = self.other_kreis.as_ref()?;
        let ours = self.network.kreis().map_or("", |kreis| kreis.name.as_str());
        let text = sentences::edit::other_kreis(lang, theirs, ours);
        Some(CellMessage { column: None, text })
    }

    fn view(&self, lang: model::Lang) -> ImportView {
        let mut after = (*self.network).clone();
        after.put(self.plan.changes.iter().cloned().map(|change| (change.key, change.after)));
        let words =
            views::Words { index: NetworkIndex::new(&after), codes: self.codes.clone(), lang };
        let changed = |change: &RowChange| views::changed_row(&words, change);
        let broken = match apply_changes(&self.network, self.plan.changes.clone()) {
            Err(Refusal::Broken(problems)) => {
                match views::refused(&after, Refusal::Broken(problems), lang) {
                    RefusedView::Problems(messages) => messages,
                    _ => Vec::new(),
                }
            }
            _ => Vec::new(),
        };
        let broken = self.stranger(lang).map_or(broken, |stranger| vec![stranger]);
        let message = |problem: &exchange::Problem| FileMessage {
            text: problem.text(lang),
            suggestion: problem.suggestion(),
        };
        ImportView {
            format: self.format.map(|format| format.label(lang).to_owned()),
            revision: self.network.revision,
            counts: counts(&self.plan.changes),
            n_same: self.plan.n_same,
            rows: self.plan.changes.iter().take(MAX_ROWS).map(changed).collect(),
            n_rows: self.plan.changes.len(),
            problems: self.draft_problems.iter().take(MAX_PROBLEMS).map(message).collect(),
            notes: self.notes.iter().map(|note| note.text(lang)).collect(),
            matches: self
                .plan
                .matches
                .iter()
                .map(|found| match_view(&self.network, found))
                .collect(),
            broken,
            sheets: self.sheets.clone(),
            fields: if self.needs_field { self.fields(lang) } else { Vec::new() },
            n_without_zero: self.places_of(lacks_zero),
            n_left_out: self.places_of(|_| true),
        }
    }

    /// In how many rows there is a problem of some kind.
    fn places_of(&self, is_meant: fn(&Reason) -> bool) -> usize {
        let rows = self.draft_problems.iter().filter(|problem| is_meant(&problem.reason));
        let row = |problem: &'_ exchange::Problem| {
            (problem.file.clone(), problem.part.clone(), problem.line)
        };
        rows.map(row).collect::<BTreeSet<_>>().len()
    }

    fn fields(&self, lang: model::Lang) -> Vec<Named<FieldCode>> {
        let all = self.codes.list(CodeListKind::FieldOfAction);
        all.filter_map(|entry| {
            Some(Named { id: entry.code.parse().ok()?, name: entry.label(lang).to_owned() })
        })
        .collect()
    }
}

fn lacks_zero(reason: &Reason) -> bool {
    matches!(
        reason,
        Reason::Id(InvalidId::AgsWithoutLeadingZero(_)) | Reason::ArsWithoutLeadingZero(_)
    )
}

fn match_view(network: &Network, found: &ActorMatch) -> MatchView {
    let ours = network.actors.iter().find(|actor| actor.id == found.ours);
    let name = ours.map_or_else(|| found.ours.to_string(), |actor| actor.name.clone());
    MatchView {
        theirs: found.theirs.clone(),
        their_name: found.their_name.clone(),
        ours: Named { id: found.ours.clone(), name },
        likeness: found.likeness,
    }
}

fn counts(changes: &[RowChange]) -> Vec<TableCount> {
    let mut counts: BTreeMap<model::TableName, (usize, usize)> = BTreeMap::new();
    for change in changes {
        let count = counts.entry(change.key.table).or_default();
        if change.before.is_none() {
            count.0 += 1;
        } else {
            count.1 += 1;
        }
    }
    let count = |(table, (n_added, n_changed))| TableCount { table, n_added, n_changed };
    counts.into_iter().map(count).collect()
}

/// A network in a format, as far as the caller may see it.
pub struct Exported {
    pub file_name: String,
    pub media_type: &'static str,
    pub bytes: Vec<u8>,
}

/// The visible part of a network in the format that the end of `file` names; with `@` and a day behind
/// the AGS, as it was then.
///
/// # Errors
/// 404 for a network or format that is not known, 503 when the database does not answer.
pub async fn export(
    state: &AppState,
    headers: &HeaderMap,
    ags: &str,
    format: &str,
) -> Result<Exported, StatusCode> {
    let identity: Identity = identity_of(state, headers).await;
    let (id, day) = id_and_day(ags).ok_or(StatusCode::NOT_FOUND)?;
    let viewer = identity.viewer_of(&id);
    let loaded = loaded(state, &id, viewer, day).await?;
    let unavailable = |error: StoreError| failed(&error).status;
    let layout = state.layout(&loaded).await.map_err(unavailable)?;
    let codes = state.store().load_code_book().await.map_err(unavailable)?;
    // The log tells of rows that readers do not see.
    let history = if format == "json" && identity.may_write() && day.is_none() {
        history(state, &id, loaded.network().revision, viewer).await.map_err(unavailable)?
    } else {
        Vec::new()
    };
    let format = format.to_owned();
    let around = Around { layout, codes, history };
    off_thread(move || super::export_formats::written(&loaded, &around, &format))
        .await
        .ok_or(StatusCode::NOT_FOUND)
}

/// The network, and the day behind an `@`.
pub(super) fn id_and_day(ags: &str) -> Option<(NetworkId, Option<Date>)> {
    match ags.split_once('@') {
        Some((ags, day)) => Some((ags.parse().ok()?, Some(day.parse().ok()?))),
        None => Some((ags.parse().ok()?, None)),
    }
}

async fn loaded(
    state: &AppState,
    id: &NetworkId,
    viewer: Viewer,
    day: Option<Date>,
) -> Result<Arc<LoadedNetwork>, StatusCode> {
    if day.is_some_and(|day| day > today()) {
        return Err(StatusCode::NOT_FOUND);
    }
    let loaded = match day {
        Some(day) => state.past_network(id, viewer, day).await,
        None => state.network(id, viewer).await,
    };
    loaded.map_err(|error| match error {
        StoreError::NotFound(_) => StatusCode::NOT_FOUND,
        other => failed(&other).status,
    })
}

/// What stands around the rows of a network.
pub(super) struct Around {
    pub(super) layout: Arc<Layout>,
    pub(super) codes: CodeBook,
    pub(super) history: Vec<HistoryEntry>,
}

/// An entry of the log with the rows that it changed.
#[derive(Serialize)]
pub(super) struct HistoryEntry {
    #[serde(flatten)]
    event: Event,
    changes: Vec<RowChange>,
}

/// The log up to a revision, the oldest entry first, as far as its rows may be seen: what is left out
/// of the rows of the file is left out of their history as well.
async fn history(
    state: &AppState,
    id: &NetworkId,
    revision: u64,
    viewer: Viewer,
) -> Result<Vec<HistoryEntry>, StoreError> {
    let n_entries = usize::try_from(revision).unwrap_or(usize::MAX);
    let mut events = state.store().events(id, revision, n_entries).await?;
    events.reverse();
    let present = state.store().network_at(id, revision).await?;
    let mut log = Vec::with_capacity(events.len());
    for event in &events {
        log.push(state.store().event_changes(id, event.revision).await?);
    }
    let today = today();
    let log = off_thread(move || visible_log(log, &present, viewer, today)).await;
    let entry = |(event, changes): (Event, Vec<RowChange>)| {
        let n_changes = u32::try_from(changes.len()).unwrap_or(u32::MAX);
        HistoryEntry { event: Event { n_changes, ..event }, changes }
    };
    Ok(events.into_iter().zip(log).map(entry).filter(|it| !it.changes.is_empty()).collect())
}
