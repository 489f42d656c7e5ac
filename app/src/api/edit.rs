//! Changing a network: forms, commands, and what has been done.

use edit::{Command, ConflictKind, Likeness};
use leptos::prelude::*;
use leptos::server_fn::codec::{GetUrl, Json};
use model::{
    ActorId, ActorKind, CodeBook, Confidence, Date, Origin, Row, RowKey, TableName, Visibility,
};
use serde::{Deserialize, Serialize};

use super::{ApiError, DifferenceView, GraphView, Named};

/// Everything a form for one row needs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct FormView {
    pub(crate) table: TableName,
    pub(crate) revision: u64,
    /// What the row is called; `None` for a new one.
    pub(crate) title: Option<String>,
    pub(crate) row: Option<Row>,
    pub(crate) codes: CodeBook,
    pub(crate) choices: FormChoices,
    /// What goes or changes when the row is removed.
    pub(crate) dependants: Vec<DependantLine>,
}

/// A row that hangs on another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct DependantLine {
    pub(crate) row: String,
    /// Whether it stays, and only no longer names the other.
    pub(crate) stays: bool,
}

/// What a row can refer to, by id, in the order of the names.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct FormChoices {
    pub(crate) actors: Vec<Named<String>>,
    /// Each with its actor.
    pub(crate) services: Vec<(Named<String>, ActorId)>,
    pub(crate) regions: Vec<Named<String>>,
    pub(crate) committees: Vec<Named<String>>,
    pub(crate) sources: Vec<Named<String>>,
    /// Only for observations, which alone refer to relations.
    pub(crate) relations: Vec<Named<String>>,
}

/// Rows of one table that match a search.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct RowsView {
    /// The first few hundred.
    pub(crate) rows: Vec<RowLine>,
    /// Of the whole table.
    pub(crate) n_all: usize,
    pub(crate) n_matching: usize,
    /// Rows of each table, in the order of [`TableName::ALL`].
    pub(crate) n_by_table: Vec<usize>,
}

/// A row in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct RowLine {
    pub(crate) key: RowKey,
    pub(crate) title: String,
    pub(crate) kind: String,
    /// `None` for sources, which have neither.
    pub(crate) standing: Option<(Confidence, Visibility)>,
}

/// A command that was carried out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct CommandAnswer {
    pub(crate) revision: u64,
    /// 0 when all was so already.
    pub(crate) n_changes: usize,
}

/// Why a command was not carried out. Nothing is changed then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum RefusedView {
    /// Here one may only read.
    ReadOnly,
    /// Others were there first.
    Conflict(Vec<ConflictView>),
    /// What the rules say, a German sentence each.
    Problems(Vec<CellMessage>),
    TooFewCases,
    TooLarge,
    SameActor,
    /// A network that was to be founded is there already.
    Exists,
    /// What the command is about is not there.
    Unknown,
}

/// A row that others have changed as well.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ConflictView {
    pub(crate) key: RowKey,
    pub(crate) title: String,
    pub(crate) kind: ConflictKind,
    /// The row as it is now, to go on from.
    pub(crate) current: Option<Row>,
    pub(crate) revision: u64,
}

/// A sentence about a cell, or about the row where no column is named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct CellMessage {
    pub(crate) column: Option<String>,
    pub(crate) text: String,
}

/// An actor that may be the one somebody types.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct SimilarView {
    pub(crate) actor: Named<ActorId>,
    pub(crate) kind: ActorKind,
    pub(crate) place: Option<String>,
    pub(crate) likeness: Likeness,
}

/// Part of the log of a network, the newest entry first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct LogView {
    pub(crate) revision: u64,
    pub(crate) entries: Vec<LogEntry>,
    /// Where the next, older part begins.
    pub(crate) older: Option<u64>,
    /// Whether the caller is shown entries, and may take them back: they tell of rows that are not
    /// public.
    pub(crate) may_write: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct LogEntry {
    pub(crate) revision: u64,
    /// Day and time in Germany, in the reader's language.
    pub(crate) at: String,
    /// The day alone, as it stands in a URL.
    pub(crate) day: String,
    pub(crate) by: String,
    pub(crate) origin: Origin,
    pub(crate) note: Option<String>,
    pub(crate) undoes: Option<u64>,
    pub(crate) n_changes: u32,
    /// The first few rows, each with all its cells that differ.
    pub(crate) rows: Vec<ChangedRow>,
}

/// A row before and after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ChangedRow {
    pub(crate) key: RowKey,
    pub(crate) title: String,
    pub(crate) kind: RowChangeKind,
    /// Column, before, after; what a new or removed row held is not listed.
    pub(crate) cells: Vec<(String, String, String)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum RowChangeKind {
    Added,
    Removed,
    Changed,
}

/// Rows of one table.
///
/// # Who may call   everybody.
/// # Sees           what is visible to the caller; coordinators also what holds on other days.
#[server(prefix = "/api", endpoint = "rows", input = GetUrl)]
pub(crate) async fn load_rows(
    ags: String,
    table: TableName,
    #[server(default)] search: String,
) -> Result<RowsView, ApiError> {
    crate::ssr::answer(async |call| {
        let lang = call.lang();
        // What has been shows itself as it could be seen.
        if call.identity().may_write() && !ags.contains('@') {
            let network = call.network_for_editing(&ags).await?;
            let view = move || crate::ssr::views::rows(&network, table, &search, lang);
            return Ok(crate::ssr::off_thread(view).await);
        }
        let loaded = call.network(&ags).await?;
        let view = move || crate::ssr::views::rows(loaded.network(), table, &search, lang);
        Ok(crate::ssr::off_thread(view).await)
    })
    .await
}

/// What a form for a row of `table` needs; without `id` for a new one.
///
/// # Who may call   coordinators.
/// # Sees           the row as it is stored, whatever its visibility and validity.
/// # Errors         [`ApiError::Refused`] for readers, [`ApiError::NotFound`], [`ApiError::Unavailable`].
#[server(prefix = "/api", endpoint = "form", input = GetUrl)]
pub(crate) async fn load_form(
    ags: String,
    table: TableName,
    id: Option<String>,
) -> Result<FormView, ApiError> {
    crate::ssr::answer(async |call| {
        let network = call.network_for_editing(&ags).await?;
        let codes = call.code_book().await?;
        let lang = call.lang();
        let view = move || crate::ssr::views::form(&network, codes, table, id, lang);
        crate::ssr::off_thread(view).await
    })
    .await
}

/// Carries out a command; sent again, it changes nothing.
///
/// # Who may call   coordinators.
/// # Errors         [`ApiError::Refused`] says what stands against it.
#[server(prefix = "/api", endpoint = "command", input = Json)]
pub(crate) async fn run_command(ags: String, command: Command) -> Result<CommandAnswer, ApiError> {
    crate::ssr::answer(async |call| call.execute(&ags, command).await).await
}

/// Who in the network may be the actor that is typed.
///
/// # Who may call   coordinators.
#[server(prefix = "/api", endpoint = "similar-actors", input = GetUrl)]
pub(crate) async fn find_similar(
    ags: String,
    name: String,
    #[server(default)] id: String,
    #[server(default)] contact: String,
    #[server(default)] region: String,
) -> Result<Vec<SimilarView>, ApiError> {
    crate::ssr::answer(async |call| {
        let network = call.network_for_editing(&ags).await?;
        let view = move || crate::ssr::views::similar(&network, name, &id, contact, &region);
        Ok(crate::ssr::off_thread(view).await)
    })
    .await
}

/// What has been done to a network, from a revision back; without one from the newest.
///
/// # Who may call   everybody; readers get no entries.
#[server(prefix = "/api", endpoint = "log", input = GetUrl)]
pub(crate) async fn load_log(ags: String, newest: Option<u64>) -> Result<LogView, ApiError> {
    crate::ssr::answer(async |call| crate::ssr::views::log(call, &ags, newest).await).await
}

/// What has been done to an actor, its services and its relations, from a revision back; without one
/// from the newest.
///
/// # Who may call   everybody; readers get no entries.
/// # Errors         [`ApiError::Invalid`] for what is no id, [`ApiError::NotFound`],
///                  [`ApiError::Unavailable`].
#[server(prefix = "/api", endpoint = "actor-log", input = GetUrl)]
pub(crate) async fn load_actor_log(
    ags: String,
    actor: String,
    newest: Option<u64>,
) -> Result<LogView, ApiError> {
    crate::ssr::answer(async |call| {
        let actor = call.network(&ags).await?.actor_id(&actor)?;
        crate::ssr::views::actor_log(call, &ags, actor, newest).await
    })
    .await
}

/// Two states of a network, and who differs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct StatesView {
    pub(crate) from: Date,
    /// `None` for now.
    pub(crate) to: Option<Date>,
    pub(crate) difference: DifferenceView,
    /// Everybody who is in one of the two.
    pub(crate) graph: GraphView,
}

/// Who differs between the end of a day and the end of another, or now.
///
/// # Who may call   everybody.
/// # Sees           of both states what is visible to the caller.
/// # Errors         [`ApiError::NotFound`] for a day of which no state is known.
#[server(prefix = "/api", endpoint = "compare-states", input = GetUrl)]
pub(crate) async fn compare_states(
    ags: String,
    from: Date,
    to: Option<Date>,
) -> Result<StatesView, ApiError> {
    crate::ssr::answer(async |call| crate::ssr::views::states(call, &ags, from, to).await).await
}
