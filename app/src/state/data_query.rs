//! What the URL of `daten` says: which table, which rows, which form.

use leptos_router::params::ParamsMap;
use model::TableName;

use super::edit_target::EditTarget;
use super::network_query::Parts;

const MAX_SEARCH_CHARS: usize = 80;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct DataQuery {
    pub(crate) table: TableName,
    pub(crate) search: String,
    pub(crate) edit: Option<EditTarget>,
    /// Values that mean nothing here.
    pub(crate) ignored: Vec<String>,
}

impl DataQuery {
    pub(crate) fn of(table: TableName) -> Self {
        Self { table, search: String::new(), edit: None, ignored: Vec::new() }
    }

    pub(crate) fn read(params: &ParamsMap) -> Self {
        let mut ignored = Vec::new();
        let mut query = Self::of(TableName::Actors);
        if let Some(text) = params.get("tabelle").filter(|text| !text.is_empty()) {
            match text.parse() {
                Ok(table) => query.table = table,
                Err(_unknown) => ignored.push(format!("tabelle={text}")),
            }
        }
        if let Some(text) = params.get("bearbeiten").filter(|text| !text.is_empty()) {
            match text.parse() {
                Ok(edit) => query.edit = Some(edit),
                Err(_no_form) => ignored.push(format!("bearbeiten={text}")),
            }
        }
        let search = params.get("suche").unwrap_or_default();
        query.search = search.trim().chars().take(MAX_SEARCH_CHARS).collect();
        Self { ignored, ..query }
    }

    /// The query string with its leading `?`.
    pub(crate) fn write(&self) -> String {
        let mut parts = Parts::default();
        parts.push("tabelle", self.table.code());
        parts.push("suche", &self.search);
        let edit = self.edit.as_ref().map(EditTarget::to_string);
        parts.push("bearbeiten", &edit.unwrap_or_default());
        parts.0
    }
}
