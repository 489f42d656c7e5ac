//! What can be wrong with a directory.

use super::{import, tables};

/// Why a directory, or something in it, cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HsdsProblem {
    #[error("die Datei lässt sich nicht schreiben: sie wäre größer als 4 GB")]
    Unwritable,
    #[error("die Datei ist kein gültiges JSON ({0})")]
    Json(String),
    #[error("die Datei ist kein HSDS: weder services noch organizations stehen darin")]
    NotHsds,
    #[error("mehr als {} Datensätze", tables::MAX_RECORDS)]
    TooManyRecords,
    #[error("mehr als {} Organisationen und Angebote", import::MAX_ROWS)]
    TooManyRows,
    #[error("„{0}“ fehlt")]
    MissingValue(&'static str),
    #[error("die id „{0}“ kommt mehrfach vor; der erste Datensatz gilt")]
    DuplicateId(String),
    #[error("die Organisation mit der id „{0}“ gibt es nicht")]
    UnknownOrganization(String),
    #[error("die übergeordneten Organisationen bilden einen Kreis; der Bezug wurde weggelassen")]
    CircularParents,
    #[error(
        "kein Handlungsfeld erkannt; das Angebot wurde ausgelassen. Bitte ein Handlungsfeld für solche Angebote wählen"
    )]
    NoField,
    #[error("Organisationen ohne {what}: {n}; eingesetzt wurde „{set}“")]
    SetForActors { n: usize, what: &'static str, set: &'static str },
    #[error("Angebote ohne {what}: {n}; eingesetzt wurde „{set}“")]
    SetForServices { n: usize, what: &'static str, set: String },
    #[error("das Postfach „{0}“ sieht nach einer Person aus und wurde nicht übernommen")]
    PersonalMailbox(String),
}
