//! What can be wrong with a directory.

use super::{import, tables};

/// Why a directory, or something in it, cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HsdsProblem {
    #[error("die Datei lässt sich nicht schreiben: sie wäre größer als 4 GB")]
    Unwritable,
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
    #[error("kein Handlungsfeld erkannt; das Angebot wurde ausgelassen, denn jedes braucht eines")]
    NoField,
}
