//! Numbered schema changes, each applied once and remembered with its checksum.

use serde::Deserialize;
use serde_json::json;
use sha2::{Digest, Sha256};

use crate::connect::Store;
use crate::error::StoreError;
use crate::query::rows;

/// In order; a number never changes once released, a new change gets the next number.
const MIGRATIONS: [(u32, &str, &str); 8] = [
    (1, "graph", include_str!("../schema/0001_graph.surql")),
    (2, "layout", include_str!("../schema/0002_layout.surql")),
    (3, "chains", include_str!("../schema/0003_chains.surql")),
    (4, "log", include_str!("../schema/0004_log.surql")),
    (5, "types", include_str!("../schema/0005_types.surql")),
    (6, "session", include_str!("../schema/0006_session.surql")),
    (7, "comments", include_str!("../schema/0007_comments.surql")),
    (8, "shared_map", include_str!("../schema/0008_shared_map.surql")),
];

#[derive(Deserialize)]
struct Applied {
    number: u32,
    checksum: String,
}

/// Brings the schema up to date; each change and its note are one transaction.
pub(crate) async fn run(store: &Store) -> Result<(), StoreError> {
    let applied = applied(store).await?;
    check(&applied)?;
    for (number, name, statements) in MIGRATIONS {
        if applied.iter().any(|row| row.number == number) {
            continue;
        }
        tracing::info!(number, name, "applying schema change");
        let transaction = format!(
            "BEGIN;\n{statements}\nCREATE type::record('migration', $number) CONTENT \
             {{ name: $name, checksum: $checksum }};\nCOMMIT;"
        );
        let variables = vec![
            ("number", json!(number)),
            ("name", json!(name)),
            ("checksum", json!(checksum(statements))),
        ];
        store.query(&transaction, variables).await?;
    }
    Ok(())
}

async fn applied(store: &Store) -> Result<Vec<Applied>, StoreError> {
    const READ: &str = "
        DEFINE TABLE IF NOT EXISTS migration SCHEMAFULL PERMISSIONS NONE;
        DEFINE FIELD IF NOT EXISTS name ON migration TYPE string;
        DEFINE FIELD IF NOT EXISTS checksum ON migration TYPE string;
        SELECT record::id(id) AS number, checksum FROM migration;";
    let mut response = store.query(READ, Vec::new()).await?;
    rows(&mut response, 3, "migration")
}

fn check(applied: &[Applied]) -> Result<(), StoreError> {
    let known = MIGRATIONS.last().map_or(0, |(number, ..)| *number);
    for row in applied {
        let Some((number, _, statements)) =
            MIGRATIONS.iter().find(|(number, ..)| *number == row.number)
        else {
            return Err(StoreError::NewerSchema { found: row.number, known });
        };
        if row.checksum != checksum(statements) {
            return Err(StoreError::ChangedMigration { number: *number });
        }
    }
    Ok(())
}

fn checksum(statements: &str) -> String {
    format!("{:x}", Sha256::digest(statements))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::connect::StoreUrl;

    fn row(number: u32, checksum: &str) -> Applied {
        Applied { number, checksum: checksum.to_owned() }
    }

    #[test]
    fn numbers_are_consecutive() {
        let numbers: Vec<u32> = MIGRATIONS.iter().map(|(number, ..)| *number).collect();
        assert_eq!(numbers, (1..=u32::try_from(MIGRATIONS.len()).unwrap()).collect::<Vec<_>>());
    }

    #[test]
    fn a_newer_database_is_refused() {
        assert!(matches!(check(&[row(999, "")]), Err(StoreError::NewerSchema { found: 999, .. })));
    }

    #[test]
    fn a_changed_migration_is_refused() {
        assert!(matches!(
            check(&[row(1, "other")]),
            Err(StoreError::ChangedMigration { number: 1 })
        ));
    }

    #[test]
    fn applied_migrations_pass() {
        assert!(check(&[row(1, &checksum(MIGRATIONS[0].2))]).is_ok());
    }

    /// Why the database refuses a row; `None` when it takes it.
    async fn refusal(store: &Store, statement: &str, row: serde_json::Value) -> Option<String> {
        match store.query(statement, vec![("row", row)]).await {
            Ok(_) => None,
            Err(StoreError::Rejected(why)) => Some(why),
            Err(other) => panic!("{other}"),
        }
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn what_an_envelope_says_is_still_checked() {
        const CREATE: &str = "CREATE committee CONTENT $row";
        let store = Store::open(&StoreUrl::Memory).await.unwrap();
        let good = json!({
            "network": "05774", "kind": "steering_group", "label": "Lenkungskreis",
            "envelope": {
                "validity": { "from": "2025-01-01" }, "sources": ["s1"],
                "confidence": "assumed", "visibility": "kreis",
            },
        });
        assert_eq!(refusal(&store, CREATE, good.clone()).await, None);
        for (place, wrong) in [
            ("/envelope", json!({})),
            ("/envelope/confidence", json!("certain")),
            ("/envelope/visibility", json!("everybody")),
            ("/envelope/sources", json!("s1")),
            ("/envelope/sources", json!([1])),
            ("/envelope/validity", json!({ "from": 2025 })),
            ("/envelope/validity", json!({ "until": "2025-12-31" })),
        ] {
            let mut row = good.clone();
            *row.pointer_mut(place).unwrap() = wrong;
            let why = refusal(&store, CREATE, row).await;
            assert!(why.as_ref().is_some_and(|why| why.contains("envelope")), "{place}: {why:?}");
        }
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn what_a_handover_says_is_still_checked() {
        const RELATE: &str = "INSERT RELATION INTO funds \
             object::extend($row, { in: actor:nobody, out: actor:nobody })";
        let store = Store::open(&StoreUrl::Memory).await.unwrap();
        let good = json!({
            "network": "05774", "status": "active",
            "fields": ["arbeit"], "target_groups": [], "residence_statuses": [],
            "handover": { "mode": "warm", "media_breaks": 1, "required_documents": ["Pass"] },
            "envelope": {
                "validity": {}, "sources": [], "confidence": "assumed", "visibility": "public",
            },
        });
        // Only its ends are missing.
        let why = refusal(&store, RELATE, good.clone()).await;
        assert!(why.as_ref().is_some_and(|why| why.contains("does not exist")), "{why:?}");
        for (place, wrong) in [
            ("/fields", json!([1])),
            ("/handover", json!({})),
            ("/handover/mode", json!(1)),
            ("/handover/media_breaks", json!("one")),
            ("/handover/required_documents", json!([1])),
        ] {
            let mut row = good.clone();
            *row.pointer_mut(place).unwrap() = wrong;
            let why = refusal(&store, RELATE, row).await;
            assert!(why.as_ref().is_some_and(|why| why.contains("coerce")), "{place}: {why:?}");
        }
    }
}
