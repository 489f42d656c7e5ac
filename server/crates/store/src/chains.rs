//! The chain templates.

use model::{ChainBook, ChainProblem, ChainRows};
use serde::Serialize;
use serde_json::{Value, json};

use crate::connect::Store;
use crate::error::StoreError;
use crate::query::{rows, without_nulls};

impl Store {
    /// The chain templates; empty before the first [`Store::replace_chain_book`].
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] when the stored rows do not fit together.
    pub async fn load_chain_book(&self) -> Result<ChainBook, StoreError> {
        const READ: &str = "
            SELECT *, record::id(id)[0] AS id FROM chain;
            SELECT *, record::id(id)[1] AS id FROM chain_step;
            SELECT * OMIT id FROM chain_dependency;";
        let mut response = self.query(READ, Vec::new()).await?;
        let rows = ChainRows {
            chains: rows(&mut response, 0, "chain")?,
            steps: rows(&mut response, 1, "chain_step")?,
            dependencies: rows(&mut response, 2, "chain_dependency")?,
        };
        ChainBook::new(rows).map_err(|problems| corrupt(&problems))
    }

    /// Replaces all chain templates in one transaction.
    pub async fn replace_chain_book(&self, chains: &ChainBook) -> Result<(), StoreError> {
        const REPLACE: &str = "BEGIN;
            DELETE chain RETURN NONE;
            DELETE chain_step RETURN NONE;
            DELETE chain_dependency RETURN NONE;
            FOR $row IN $chains {
                CREATE type::record('chain', $row.key) CONTENT $row.content RETURN NONE
            };
            FOR $row IN $steps {
                CREATE type::record('chain_step', $row.key) CONTENT $row.content RETURN NONE
            };
            FOR $row IN $dependencies {
                CREATE type::record('chain_dependency', $row.key) CONTENT $row.content RETURN NONE
            };
            COMMIT;";
        let ChainRows { chains, steps, dependencies } = chains.rows();
        let chains = chains.iter().map(|row| record(json!([row.id]), row)).collect();
        let steps = steps.iter().map(|row| record(json!([row.chain, row.id]), row)).collect();
        let dependencies = dependencies
            .iter()
            .map(|row| record(json!([row.chain, row.step, row.requires]), row))
            .collect();
        let variables = vec![
            ("chains", Value::Array(chains)),
            ("steps", Value::Array(steps)),
            ("dependencies", Value::Array(dependencies)),
        ];
        self.query(REPLACE, variables).await?;
        Ok(())
    }
}

/// A row under its key. Its own id is the last part of the key.
fn record(key: Value, row: &impl Serialize) -> Value {
    let mut content = without_nulls(serde_json::to_value(row).unwrap_or_default());
    if let Value::Object(fields) = &mut content {
        fields.remove("id");
    }
    json!({ "key": key, "content": content })
}

fn corrupt(problems: &[ChainProblem]) -> StoreError {
    let reason = problems.first().map_or_else(String::new, |problem| {
        let (table, row) = problem.place();
        format!("{table} {row}: {problem}")
    });
    StoreError::Corrupt { what: "chain", reason }
}
