//! What can be wrong with a log as a whole.

use super::{MAX_LOG_BYTES, csv_log, names, trace, xes};
use crate::event_log::counts;

/// Why a log cannot be counted.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EventLogProblem {
    #[error("die Datei ist leer oder enthält nur Leerzeichen")]
    Empty,
    #[error("die Datei ist größer als {} GB", MAX_LOG_BYTES / 1_000_000_000)]
    TooLarge,
    #[error("die Datei ist in UTF-16. Bitte in UTF-8 speichern")]
    Utf16,
    #[error("die Datei ist nicht in UTF-8, wie ihr Kopf es verspricht. Bitte in UTF-8 speichern")]
    Encoding,
    #[error("die Datei ist gepackt (zip oder gz). Bitte zuerst entpacken")]
    Packed,
    #[error(
        "die Datei hat einen DOCTYPE. Solche Dateien werden nicht gelesen, weil ein DOCTYPE fremde Inhalte nachladen kann"
    )]
    Doctype,
    #[error(
        "ein Verweis mit & ist unbekannt (erlaubt: &amp; &lt; &gt; &quot; &apos; und Zeichennummern)"
    )]
    Entity,
    #[error("die Elemente sind tiefer als {} Ebenen verschachtelt", xes::MAX_DEPTH)]
    TooDeep,
    #[error(
        "ein Feld oder Element ist länger als {} MB (fehlt ein Anführungszeichen?)",
        xes::MAX_TOKEN_BYTES / 1_000_000
    )]
    LongToken,
    #[error("die Datei ist kein gültiges XML")]
    Malformed,
    #[error(
        "die Datei ist kein Ereignisprotokoll nach XES: das äußerste Element heißt nicht „log“"
    )]
    NotXes,
    #[error(
        "die Datei bricht mitten im Protokoll ab. Vermutlich wurde sie unvollständig übertragen"
    )]
    Truncated,
    #[error("das Protokoll enthält keinen Fall")]
    NoTraces,
    #[error(
        "kein Ereignis hat einen lesbaren Zeitpunkt (zum Beispiel 2025-03-31T14:05:00+02:00 oder 31.03.2025 14:05)"
    )]
    NoTimes,
    #[error("kein Ereignis nennt eine Organisation ({expected})")]
    NoOrganisations { expected: &'static str },
    #[error(
        "kein Ereignis nennt eine Organisation (org:group), es stehen nur Bearbeitende da (org:resource). Das sind meist Personen; nur wenn es Organisationen sind, bitte so angeben"
    )]
    OnlyResources,
    #[error(
        "mehr als {} verschiedene Organisationen. Vermutlich steht dort etwas anderes, zum Beispiel ein Aktenzeichen",
        names::MAX_ORGANISATIONS
    )]
    TooManyOrganisations,
    #[error(
        "mehr als {} verschiedene Aktivitäten. Vermutlich steht dort etwas anderes, zum Beispiel ein Freitext",
        names::MAX_ACTIVITIES
    )]
    TooManyActivities,
    #[error(
        "mehr als {} verschiedene Paare von Organisationen oder Aktivitäten",
        counts::MAX_PAIRS
    )]
    TooManyPairs,
    #[error(
        "ein Fall hat mehr als {} Ereignisse. Vermutlich ist die Fallkennung nicht die richtige",
        trace::MAX_EVENTS
    )]
    LongTrace,
    #[error(
        "mehr als {} Millionen Ereignisse. Bitte in mehrere Dateien teilen, zum Beispiel nach Jahren",
        csv_log::MAX_EVENTS / 1_000_000
    )]
    TooManyEvents,
    #[error("die Spalte mit {what} wurde nicht erkannt. Vorhanden: {found}")]
    ColumnNotFound { what: &'static str, found: String },
    #[error("mehr als {} Spalten", csv_log::MAX_COLUMNS)]
    TooManyColumns,
}
