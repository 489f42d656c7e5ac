//! One way to run a query: with bound variables, every statement's error inspected.

use serde::de::DeserializeOwned;
use serde_json::Value;
use surrealdb::IndexedResults;
use surrealdb::types::{self, SurrealValue as _, Variables};

use crate::connect::{Connection, Store};
use crate::error::{StoreError, classify, is_conflict};

impl Store {
    /// Runs `statements` with `variables` bound; fails when any statement failed.
    ///
    /// A query text never contains values, only parameters.
    pub(crate) async fn query(
        &self,
        statements: &str,
        variables: Vec<(&'static str, Value)>,
    ) -> Result<IndexedResults, StoreError> {
        let named =
            variables.into_iter().map(|(name, value)| (name.to_owned(), value.into_value()));
        self.query_with(statements, named.collect()).await
    }

    /// As [`Store::query`], for names that are put together and values of the database's own.
    pub(crate) async fn query_with(
        &self,
        statements: &str,
        variables: Vec<(String, types::Value)>,
    ) -> Result<IndexedResults, StoreError> {
        let mut bound = Variables::new();
        for (name, value) in variables {
            bound.insert(name, value);
        }
        let guard = self.connection.read().await;
        let result = match guard.as_ref() {
            Some(Connection::Embedded { session, .. }) => {
                session.query(statements).bind(bound).await
            }
            Some(Connection::Remote(session)) => session.query(statements).bind(bound).await,
            None => return Err(StoreError::Unavailable("closed".to_owned())),
        };
        let mut response = result?;
        match first_cause(response.take_errors()) {
            Some(message) => Err(classify(message)),
            None => Ok(response),
        }
    }
}

/// In a failed transaction every statement reports an error; the cause is a conflict at COMMIT,
/// else the first one that does not merely say that it was not executed.
fn first_cause(errors: impl IntoIterator<Item = (usize, surrealdb::Error)>) -> Option<String> {
    let mut messages: Vec<(usize, String)> =
        errors.into_iter().map(|(idx, error)| (idx, error.to_string())).collect();
    messages.sort();
    let consequence =
        |text: &str| text.contains("was not executed due to") || text.contains("Cannot COMMIT");
    let cause = messages
        .iter()
        .position(|(_, text)| is_conflict(text))
        .or_else(|| messages.iter().position(|(_, text)| !consequence(text)))
        .unwrap_or(0);
    (!messages.is_empty()).then(|| messages.swap_remove(cause).1)
}

/// Reads the rows of statement `idx` as `T`.
pub(crate) fn rows<T: DeserializeOwned>(
    response: &mut IndexedResults,
    idx: usize,
    what: &'static str,
) -> Result<Vec<T>, StoreError> {
    let values: Vec<Value> = response.take(idx)?;
    values
        .into_iter()
        .map(|value| {
            serde_json::from_value(value)
                .map_err(|error| StoreError::Corrupt { what, reason: error.to_string() })
        })
        .collect()
}

/// Drops `null`s: in SurrealDB an absent optional field is NONE, and NULL is a value of its own.
pub(crate) fn without_nulls(value: Value) -> Value {
    match value {
        Value::Object(fields) => Value::Object(
            fields
                .into_iter()
                .filter(|(_, field)| !field.is_null())
                .map(|(name, field)| (name, without_nulls(field)))
                .collect(),
        ),
        Value::Array(items) => Value::Array(items.into_iter().map(without_nulls).collect()),
        other => other,
    }
}
