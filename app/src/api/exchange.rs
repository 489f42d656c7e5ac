//! Files on their way in: what reading one would change.

use edit::{CalledActor, Likeness};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use model::{ActorId, FieldCode, RelationId, TableName};
use serde::{Deserialize, Serialize};

use super::{ApiError, CellMessage, ChangedRow, Named};

/// What reading a file would change; nothing is changed yet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ImportView {
    /// As the interface calls it; `None` for a table whose columns are not known.
    pub(crate) format: Option<String>,
    pub(crate) revision: u64,
    pub(crate) counts: Vec<TableCount>,
    pub(crate) n_same: usize,
    /// The first of what would change.
    pub(crate) rows: Vec<ChangedRow>,
    pub(crate) n_rows: usize,
    /// Rows that are left out, each with file, line and reason.
    pub(crate) problems: Vec<FileMessage>,
    /// How things were understood.
    pub(crate) notes: Vec<String>,
    pub(crate) matches: Vec<MatchView>,
    /// Rules between rows that stand against it: then nothing can be taken over.
    pub(crate) broken: Vec<CellMessage>,
    /// Sheets with columns that somebody has to say what they are.
    pub(crate) sheets: Vec<SheetView>,
    /// Handlungsfelder to choose from for services that name none; empty where it makes no
    /// difference.
    pub(crate) fields: Vec<Named<FieldCode>>,
    /// Rows that are left out because a spreadsheet has taken the zero of an AGS or ARS.
    pub(crate) n_without_zero: usize,
    /// Rows that are left out for any reason.
    pub(crate) n_left_out: usize,
}

/// How many rows of a table would be new and changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct TableCount {
    pub(crate) table: TableName,
    pub(crate) n_added: usize,
    pub(crate) n_changed: usize,
}

/// Something about a place in a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct FileMessage {
    pub(crate) text: String,
    /// What to write instead.
    pub(crate) suggestion: Option<String>,
}

/// An actor of the file that may be there already.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct MatchView {
    pub(crate) theirs: ActorId,
    pub(crate) their_name: String,
    pub(crate) ours: Named<ActorId>,
    pub(crate) likeness: Likeness,
}

/// A sheet with its header, and what its columns probably are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct SheetView {
    /// Empty for a CSV file.
    pub(crate) sheet: String,
    pub(crate) columns: Vec<String>,
    pub(crate) proposal: SheetMapping,
}

/// Which of our columns the columns of a sheet are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct SheetMapping {
    pub(crate) sheet: String,
    pub(crate) table: TableName,
    /// Their header, our column.
    pub(crate) columns: Vec<(String, String)>,
}

/// What somebody has decided about a file, beside the file itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ImportChoices {
    /// Theirs and ours, for actors that are the same.
    pub(crate) same: Vec<(ActorId, ActorId)>,
    pub(crate) mappings: Vec<SheetMapping>,
    /// Of services that name none.
    #[serde(default)]
    pub(crate) field: Option<FieldCode>,
    /// Whether missing zeros of AGS and ARS are put in.
    #[serde(default)]
    pub(crate) adds_zeros: bool,
    /// The revision on which the preview was made; on another one nothing is taken over.
    #[serde(default)]
    pub(crate) seen: Option<u64>,
}

/// What the counts of an event log can be attached to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct LogTargets {
    /// In the order of their names.
    pub(crate) actors: Vec<CalledActor>,
    /// Sender and receiver with the referral on which numbers hang; where there is none yet, or several, one
    /// is made.
    pub(crate) relations: Vec<((ActorId, ActorId), RelationId)>,
}

/// Who and what the counts of an event log can be attached to.
///
/// # Who may call   everybody.
/// # Sees           what is visible to the caller.
/// # Errors         [`ApiError::NotFound`], [`ApiError::Unavailable`].
#[server(prefix = "/api", endpoint = "log-targets", input = GetUrl)]
pub(crate) async fn load_log_targets(ags: String) -> Result<LogTargets, ApiError> {
    crate::ssr::answer(async |call| {
        // Whoever may take counts over must not write over a relation that holds on other days.
        if call.identity().may_write() && !ags.contains('@') {
            let network = call.network_for_editing(&ags).await?;
            return Ok(
                crate::ssr::off_thread(move || crate::ssr::views::log_targets(&network)).await
            );
        }
        let network = call.network(&ags).await?;
        Ok(crate::ssr::off_thread(move || crate::ssr::views::log_targets(network.network())).await)
    })
    .await
}
