//! What can go wrong in the store, in terms its callers can act on.

/// A database URL that Netzlotse cannot use.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidStoreUrl {
    #[error(
        "Die Datenbank-URL „{0}“ ist unbekannt. Erlaubt sind mem://, surrealkv://ORDNER, \
         ws://HOST:PORT und wss://HOST:PORT."
    )]
    UnknownScheme(String),
    #[error("In der Datenbank-URL „{0}“ fehlt der Ordner. Beispiel: surrealkv:///srv/netzlotse/db")]
    MissingFolder(String),
    #[error("In der Datenbank-URL „{0}“ fehlt der Rechnername. Beispiel: ws://localhost:8000")]
    MissingHost(String),
}

/// Why a store call failed.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    #[error("nicht gefunden: {0}")]
    NotFound(String),
    #[error("die Daten verletzen eine Regel des Schemas: {0}")]
    Rejected(String),
    #[error("gleichzeitige Änderung; bitte noch einmal versuchen")]
    Conflict,
    #[error(
        "Der Datenordner „{0}“ wird schon von einem anderen Programm benutzt. \
         Beenden Sie es oder wählen Sie mit --data einen anderen Ordner."
    )]
    Locked(String),
    #[error("Der Datenordner „{folder}“ lässt sich nicht öffnen: {reason}")]
    Folder { folder: String, reason: String },
    #[error(
        "Die Datenbank ist neuer als dieses Programm (Schemastand {found}, bekannt {known}). \
         Bitte Netzlotse aktualisieren."
    )]
    NewerSchema { found: u32, known: u32 },
    #[error(
        "Die angewandte Schemaänderung {number} unterscheidet sich von der in diesem Programm. \
         Die Datenbank bleibt unverändert."
    )]
    ChangedMigration { number: u32 },
    #[error("Die Datenbank ist nicht erreichbar: {0}")]
    Unavailable(String),
    /// What is stored does not read as the model's types.
    #[error("gespeicherte Daten sind nicht lesbar ({what}): {reason}")]
    Corrupt { what: &'static str, reason: String },
}

impl From<surrealdb::Error> for StoreError {
    fn from(error: surrealdb::Error) -> Self {
        classify(error.to_string())
    }
}

/// Whether a message says that another transaction got there first.
pub(crate) fn is_conflict(message: &str) -> bool {
    let lower = message.to_lowercase();
    lower.contains("can be retried") || lower.contains("transaction conflict")
}

/// Maps a database message to what the caller can do about it.
///
/// SurrealDB 3.3 flattens most engine errors to text, so the text is matched here and only here.
pub(crate) fn classify(message: String) -> StoreError {
    const RULES: [&str; 5] =
        ["Couldn't coerce", "does not exist", "already exists", "ASSERT", "must conform to"];
    if is_conflict(&message) {
        return StoreError::Conflict;
    }
    if RULES.iter().any(|rule| message.contains(rule)) {
        return StoreError::Rejected(message);
    }
    StoreError::Unavailable(message)
}
