//! Forms, conflicts and the log: rows by name, in the caller's language.

use std::collections::BTreeMap;
use std::sync::Arc;

use edit::{Conflict, Refusal, dependants, similar_actors};
use exchange::{CellProblem, cells, split_list};
use model::{
    Actor, ChurchLaw, CodeBook, Confidence, EntityRef, Envelope, Event, Lang, Level, Network,
    NetworkIndex, Row, RowChange, RowKey, Sector, TableName, Validity, Visibility,
};

use crate::api::edit::{DependantLine, FormChoices};
use crate::api::{
    ApiError, CellMessage, ChangedRow, ConflictView, FormView, LogEntry, LogView, Named,
    ParameterName, RefusedView, RowChangeKind, RowLine, RowsView, SimilarView,
};
use crate::german_time::moment;
use crate::panels::editor::fields::{closed_list, open_list};
use crate::ssr::call::{Call, not_found, unavailable};
use crate::ssr::off_thread;

/// Entries on one page of the log.
const ENTRIES_PER_PAGE: usize = 25;
/// Rows of an entry that are listed; of an import the first few say what it was.
const ROWS_PER_ENTRY: usize = 12;
/// Rows of a table that are sent; whoever looks for one searches.
const MAX_ROWS: usize = 300;
/// Who else it may be: more is no help.
const MAX_SIMILAR: usize = 4;

pub(crate) fn form(
    network: &Network,
    codes: CodeBook,
    table: TableName,
    id: Option<String>,
    lang: Lang,
) -> Result<FormView, ApiError> {
    let index = NetworkIndex::new(network);
    let (mut row, mut title, mut lines) = (None, None, Vec::new());
    if let Some(id) = id {
        let key = RowKey::new(table, id);
        let found = network.row(&key).ok_or_else(|| not_found(ParameterName::Row, &key.id))?;
        title = Some(row_title(&index, &found, lang));
        lines = dependants(network, &key)
            .iter()
            .map(|change| dependant_line(&index, change, lang))
            .collect();
        row = Some(found);
    }
    let choices = choices(&index, table, lang);
    Ok(FormView {
        table,
        revision: network.revision,
        title,
        row,
        codes,
        choices,
        dependants: lines,
    })
}

/// Rows of a table by name, those that have every word of the search.
pub(crate) fn rows(network: &Network, table: TableName, search: &str, lang: Lang) -> RowsView {
    let index = NetworkIndex::new(network);
    let words: Vec<String> = search.split_whitespace().map(str::to_lowercase).collect();
    let mut n_by_table = vec![0; TableName::ALL.len()];
    let mut found = Vec::new();
    for row in network.rows() {
        let key = row.key();
        if let Some(position) = TableName::ALL.iter().position(|name| *name == key.table) {
            n_by_table[position] += 1;
        }
        if key.table != table {
            continue;
        }
        let title = row_title(&index, &row, lang);
        let kind = kind_label(&row, lang).to_owned();
        let text = format!("{title} {kind} {}", key.id).to_lowercase();
        if words.iter().all(|word| text.contains(word.as_str())) {
            let standing = row.envelope().map(|held| (held.confidence, held.visibility));
            found.push(RowLine { key, title, kind, standing });
        }
    }
    found.sort_by_cached_key(|line| line.title.to_lowercase());
    let n_matching = found.len();
    found.truncate(MAX_ROWS);
    let position = TableName::ALL.iter().position(|name| *name == table).unwrap_or(0);
    RowsView { rows: found, n_all: n_by_table[position], n_matching, n_by_table }
}

fn kind_label(row: &Row, lang: Lang) -> &'static str {
    match row {
        Row::Regions(row) => row.kind.label(lang),
        Row::Actors(row) => row.kind.label(lang),
        Row::Services(row) => row.kind.label(lang),
        Row::Posts(row) => row.kind.label(lang),
        Row::Committees(row) => row.kind.label(lang),
        Row::Memberships(row) => row.role.label(lang),
        Row::Jurisdictions(row) => row.kind.label(lang),
        Row::Relations(row) => row.kind.label(lang),
        Row::Observations(row) => row.statistic.label(lang),
        Row::Sources(row) => row.kind.label(lang),
    }
}

fn choices(index: &NetworkIndex<'_>, table: TableName, lang: Lang) -> FormChoices {
    let network = index.network;
    let named = |id: &str, name: String| Named { id: id.to_owned(), name };
    let mut choices = FormChoices {
        actors: network.actors.iter().map(|row| named(row.id.as_str(), row.name.clone())).collect(),
        services: network
            .services
            .iter()
            .map(|row| (named(row.id.as_str(), row.name.clone()), row.actor.clone()))
            .collect(),
        regions: network
            .regions
            .iter()
            .map(|row| named(row.id.as_str(), row.name.clone()))
            .collect(),
        committees: network
            .committees
            .iter()
            .map(|row| named(row.id.as_str(), row.label.clone()))
            .collect(),
        sources: network
            .sources
            .iter()
            .map(|row| named(row.id.as_str(), row.title.clone()))
            .collect(),
        relations: Vec::new(),
    };
    if table == TableName::Observations {
        let relations = network.relations.iter();
        choices.relations = relations
            .map(|row| named(row.id.as_str(), row_title(index, &row.clone().into(), lang)))
            .collect();
    }
    for list in [
        &mut choices.actors,
        &mut choices.regions,
        &mut choices.committees,
        &mut choices.sources,
        &mut choices.relations,
    ] {
        list.sort_by_cached_key(|named| named.name.to_lowercase());
    }
    choices.services.sort_by_cached_key(|(named, _)| named.name.to_lowercase());
    choices
}

/// What one calls a row.
pub(crate) fn row_title(index: &NetworkIndex<'_>, row: &Row, lang: Lang) -> String {
    let actor =
        |id: &model::ActorId| index.actor(id).map_or(id.as_str(), Actor::display_name).to_owned();
    match row {
        Row::Regions(row) => row.name.clone(),
        Row::Actors(row) => row.name.clone(),
        Row::Services(row) => format!("{} ({})", row.name, actor(&row.actor)),
        Row::Posts(row) => format!("{} ({})", row.label, actor(&row.employer)),
        Row::Committees(row) => row.label.clone(),
        Row::Memberships(row) => {
            let committees = &index.network.committees;
            let committee = committees.iter().find(|other| other.id == row.committee);
            let label = committee.map_or(row.committee.as_str(), |other| other.label.as_str());
            format!("{}: {label}", actor(&row.actor))
        }
        Row::Jurisdictions(row) => format!("{} {} …", actor(&row.actor), row.kind.label(lang)),
        Row::Relations(row) => {
            format!("{} {} {}", actor(&row.from), row.kind.label(lang), actor(&row.to))
        }
        Row::Observations(row) => {
            let about = match &row.entity {
                EntityRef::Actor(id) => actor(id),
                EntityRef::Service(id) => {
                    index.service(id).map_or(id.as_str(), |row| row.name.as_str()).to_owned()
                }
                EntityRef::Region(id) => {
                    index.region(id).map_or(id.as_str(), |row| row.name.as_str()).to_owned()
                }
                EntityRef::Relation(id) => index.relation(id).map_or_else(
                    || id.to_string(),
                    |row| format!("{} → {}", actor(&row.from), actor(&row.to)),
                ),
            };
            format!("{} {}", row.metric.label(lang), about)
        }
        Row::Sources(row) => row.title.clone(),
    }
}

fn dependant_line(index: &NetworkIndex<'_>, change: &RowChange, lang: Lang) -> DependantLine {
    let title = change.before.as_ref().map(|row| row_title(index, row, lang)).unwrap_or_default();
    let row = format!("{}: {title}", change.key.table.label(lang));
    DependantLine { row, stays: change.after.is_some() }
}

/// Who may be the actor that somebody types.
pub(crate) fn similar(
    network: &Network,
    name: String,
    id: &str,
    contact: String,
    region: &str,
) -> Vec<SimilarView> {
    let Ok(id) = if id.is_empty() { "x" } else { id }.parse() else { return Vec::new() };
    let typed = Actor {
        id,
        kind: model::ActorKind::Other,
        name,
        short_name: None,
        aliases: Vec::new(),
        parent: None,
        sector: Sector::CivilSociety,
        level: Level::Kreis,
        region: region.parse().ok(),
        contact: Some(contact).filter(|contact| !contact.is_empty()),
        church_law: ChurchLaw::None,
        model: None,
        note: None,
        envelope: Envelope {
            validity: Validity::default(),
            sources: Vec::new(),
            confidence: Confidence::Assumed,
            visibility: Visibility::Public,
        },
    };
    let index = NetworkIndex::new(network);
    let view = |found: edit::SimilarActor| {
        let actor = index.actor(&found.actor)?;
        let place = actor.region.as_ref().and_then(|region| index.region(region));
        Some(SimilarView {
            actor: Named { id: actor.id.clone(), name: actor.name.clone() },
            kind: actor.kind,
            place: place.map(|place| place.name.clone()),
            likeness: found.likeness,
        })
    };
    similar_actors(network, &typed, MAX_SIMILAR).into_iter().filter_map(view).collect()
}

/// What stands against a command, with the rows by name.
pub(crate) fn refused(network: &Network, refusal: Refusal, lang: Lang) -> RefusedView {
    let index = NetworkIndex::new(network);
    match refusal {
        Refusal::Conflict(conflicts) => {
            let view = |conflict: Conflict| {
                let current = network.row(&conflict.key);
                let title = current
                    .as_ref()
                    .map_or_else(|| conflict.key.id.clone(), |row| row_title(&index, row, lang));
                let revision = network.revision;
                ConflictView { key: conflict.key, title, kind: conflict.kind, current, revision }
            };
            RefusedView::Conflict(conflicts.into_iter().map(view).collect())
        }
        Refusal::Unreadable { problems, .. } => RefusedView::Problems(
            problems.into_iter().map(|problem| cell_message(problem, lang)).collect(),
        ),
        Refusal::Broken(problems) => {
            let message = |problem: model::IntegrityProblem| {
                let (table, row) = problem.place();
                let name = table
                    .parse()
                    .ok()
                    .and_then(|table| network.row(&RowKey::new(table, row)))
                    .map_or_else(|| row.to_owned(), |row| row_title(&index, &row, lang));
                CellMessage { column: None, text: format!("{name}: {problem}") }
            };
            RefusedView::Problems(problems.into_iter().take(10).map(message).collect())
        }
        Refusal::TooFewCases(_) => RefusedView::TooFewCases,
        Refusal::Join(edit::JoinProblem::Same) => RefusedView::SameActor,
        Refusal::Join(edit::JoinProblem::Unknown(_)) | Refusal::Unknown(_) => RefusedView::Unknown,
        Refusal::TooLarge => RefusedView::TooLarge,
    }
}

fn cell_message(problem: CellProblem, lang: Lang) -> CellMessage {
    CellMessage { text: problem.reason.text(lang), column: Some(problem.column) }
}

/// A page of the log.
pub(crate) async fn log(call: &Call, ags: &str, newest: Option<u64>) -> Result<LogView, ApiError> {
    if !call.identity().may_write() {
        let revision = call.network(ags).await?.revision;
        return Ok(LogView { revision, entries: Vec::new(), older: None, may_write: false });
    }
    let network = call.network_for_editing(ags).await?;
    let store = call.state().store();
    let newest = newest.unwrap_or(network.revision).min(network.revision);
    let failed = |error: store::StoreError| unavailable(&error);
    let events = store.events(&network.id, newest, ENTRIES_PER_PAGE).await.map_err(failed)?;
    let mut changes = Vec::new();
    for event in &events {
        let first = store.first_changes(&network.id, event.revision).await.map_err(failed)?;
        changes.push(first);
    }
    let codes = call.code_book().await?;
    let (seen, told, lang) = (Arc::clone(&network), events.clone(), call.lang());
    let entries = off_thread(move || {
        let words = Words { index: NetworkIndex::new(&seen), codes, lang };
        told.iter().zip(&changes).map(|(event, changes)| entry(&words, event, changes)).collect()
    })
    .await;
    let oldest = events.last().map_or(0, |event| event.revision);
    let is_full = events.len() == ENTRIES_PER_PAGE && oldest > 1;
    Ok(LogView {
        revision: network.revision,
        entries,
        older: is_full.then(|| oldest - 1),
        may_write: call.identity().may_write(),
    })
}

/// How rows and cells are called.
pub(crate) struct Words<'a> {
    pub(crate) index: NetworkIndex<'a>,
    pub(crate) codes: CodeBook,
    pub(crate) lang: Lang,
}

/// An entry with the first of these changes.
pub(super) fn entry(words: &Words<'_>, event: &Event, changes: &[RowChange]) -> LogEntry {
    let rows = changes.iter().take(ROWS_PER_ENTRY);
    let (at, day) = moment(event.at, words.lang);
    LogEntry {
        revision: event.revision,
        at,
        day,
        by: event.by.clone(),
        origin: event.origin,
        note: event.note.clone(),
        undoes: event.undoes,
        n_changes: event.n_changes,
        rows: rows.map(|change| changed_row(words, change)).collect(),
    }
}

/// A change with the cells that differ.
pub(crate) fn changed_row(words: &Words<'_>, change: &RowChange) -> ChangedRow {
    let row = change.after.as_ref().or(change.before.as_ref());
    let title = row.map(|row| row_title(&words.index, row, words.lang)).unwrap_or_default();
    let (kind, cells) = match (&change.before, &change.after) {
        (Some(before), Some(after)) => (RowChangeKind::Changed, differing(words, before, after)),
        (Some(_), None) => (RowChangeKind::Removed, Vec::new()),
        (None, _) => (RowChangeKind::Added, Vec::new()),
    };
    ChangedRow { key: change.key.clone(), title, kind, cells }
}

fn differing(words: &Words<'_>, before: &Row, after: &Row) -> Vec<(String, String, String)> {
    let old: BTreeMap<&str, String> =
        cells(before).into_iter().map(|cell| (cell.column, cell.text)).collect();
    let told = |column: &str, cell: &str| words.cell(after.table(), column, cell);
    cells(after)
        .into_iter()
        .filter_map(|cell| {
            let old = old.get(cell.column).cloned().unwrap_or_default();
            let (column, is_other) = (cell.column, old != cell.text);
            is_other.then(|| (column.to_owned(), told(column, &old), told(column, &cell.text)))
        })
        .collect()
}

impl Words<'_> {
    /// A cell as people read it: labels for codes, names for ids, lists with commas.
    fn cell(&self, table: TableName, column: &str, cell: &str) -> String {
        let items: Vec<String> =
            split_list(cell).iter().map(|item| self.item(table, column, item)).collect();
        if items.len() > 1 { items.join(", ") } else { self.item(table, column, cell) }
    }

    fn item(&self, table: TableName, column: &str, item: &str) -> String {
        let label = closed_list(table, column, self.lang)
            .and_then(|choices| choices.into_iter().find(|choice| choice.code == item))
            .map(|choice| choice.label);
        let label = label.or_else(|| {
            let (list, _) = open_list(column)?;
            Some(self.codes.label(list, item, self.lang).to_owned())
        });
        label.or_else(|| self.name(column, item)).unwrap_or_else(|| item.to_owned())
    }

    /// The name of the row that a column refers to.
    fn name(&self, column: &str, id: &str) -> Option<String> {
        let index = &self.index;
        match column {
            "actor" | "parent" | "employer" | "workplace" | "supervised_by" | "chair" | "from"
            | "to" => index.actor(&id.parse().ok()?).map(|row| row.name.clone()),
            "service" => index.service(&id.parse().ok()?).map(|row| row.name.clone()),
            "region" | "regions" | "serves" => {
                index.region(&id.parse().ok()?).map(|row| row.name.clone())
            }
            "sources" => index.source(&id.parse().ok()?).map(|row| row.title.clone()),
            _ => None,
        }
    }
}
