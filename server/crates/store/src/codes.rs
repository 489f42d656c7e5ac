//! The open code lists.

use model::{CodeBook, CodeEntry};
use serde_json::{Value, json};

use crate::connect::Store;
use crate::error::StoreError;
use crate::query::{rows, without_nulls};

impl Store {
    /// The code lists; empty before the first [`Store::replace_code_book`].
    pub async fn load_code_book(&self) -> Result<CodeBook, StoreError> {
        let mut response = self.query("SELECT * OMIT id FROM code", Vec::new()).await?;
        Ok(CodeBook::new(rows::<CodeEntry>(&mut response, 0, "code")?))
    }

    /// Replaces all code lists in one transaction.
    pub async fn replace_code_book(&self, codes: &CodeBook) -> Result<(), StoreError> {
        const REPLACE: &str = "BEGIN;
            DELETE code RETURN NONE;
            FOR $row IN $rows {
                CREATE type::record('code', $row.key) CONTENT $row.content RETURN NONE
            };
            COMMIT;";
        let content =
            |entry: &CodeEntry| without_nulls(serde_json::to_value(entry).unwrap_or_default());
        let rows: Vec<Value> = codes
            .entries()
            .iter()
            .map(|entry| {
                json!({ "key": [entry.list.code(), entry.code], "content": content(entry) })
            })
            .collect();
        self.query(REPLACE, vec![("rows", Value::Array(rows))]).await?;
        Ok(())
    }
}
