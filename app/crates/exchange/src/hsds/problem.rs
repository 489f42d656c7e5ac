//! What can be wrong with a directory.

use model::Lang;

use super::{import, tables};
use crate::wording::{german_display, plain, say};

/// Why a directory, or something in it, cannot be used; `Display` is German.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HsdsProblem {
    Unwritable,
    NotHsds,
    TooManyRecords,
    TooManyRows,
    MissingValue(&'static str),
    DuplicateId(String),
    UnknownOrganization(String),
    CircularParents,
    NoField,
}

german_display!(HsdsProblem);

impl HsdsProblem {
    /// A clause without a full stop, to stand behind a place.
    pub fn text(&self, lang: Lang) -> String {
        match self {
            Self::Unwritable => plain(
                lang,
                "die Datei lässt sich nicht schreiben: sie wäre größer als 4 GB",
                "the file cannot be written: it would be larger than 4 GB",
            ),
            Self::NotHsds => plain(
                lang,
                "die Datei ist kein HSDS: weder services noch organizations stehen darin",
                "the file is not HSDS: it contains neither services nor organizations",
            ),
            Self::TooManyRecords => {
                say!(lang, "mehr als {} Datensätze", "more than {} records", tables::MAX_RECORDS)
            }
            Self::TooManyRows => say!(
                lang,
                "mehr als {} Organisationen und Angebote",
                "more than {} organisations and services",
                import::MAX_ROWS
            ),
            Self::MissingValue(column) => {
                say!(lang, "„{column}“ fehlt", "“{column}” is missing")
            }
            Self::DuplicateId(id) => say!(
                lang,
                "die id „{id}“ kommt mehrfach vor; der erste Datensatz gilt",
                "the id “{id}” occurs several times; the first record counts"
            ),
            Self::UnknownOrganization(id) => say!(
                lang,
                "die Organisation mit der id „{id}“ gibt es nicht",
                "there is no organisation with the id “{id}”"
            ),
            Self::CircularParents => plain(
                lang,
                "die übergeordneten Organisationen bilden einen Kreis; der Bezug wurde weggelassen",
                "the parent organisations form a circle; the reference was left out",
            ),
            Self::NoField => plain(
                lang,
                "kein Handlungsfeld erkannt; das Angebot wurde ausgelassen, denn jedes braucht eines",
                "no field of action recognised; the service was left out, for each needs one",
            ),
        }
    }
}
