//! What can be wrong with a log as a whole.

use model::Lang;

use super::{LogColumn, MAX_LOG_BYTES, csv_log, names, trace, xes};
use crate::event_log::counts;
use crate::wording::{german_display, plain, say};

/// Why a log cannot be counted; `Display` is German.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EventLogProblem {
    Empty,
    TooLarge,
    Utf16,
    Encoding,
    Packed,
    Doctype,
    Entity,
    TooDeep,
    LongToken,
    Malformed,
    NotXes,
    Truncated,
    NoTraces,
    NoTimes,
    NoOrganisations {
        /// The attributes that were looked for.
        expected: &'static str,
    },
    OnlyResources,
    TooManyOrganisations,
    TooManyActivities,
    TooManyPairs,
    LongTrace,
    TooManyEvents,
    ColumnNotFound {
        what: LogColumn,
        found: String,
    },
    TooManyColumns,
}

german_display!(EventLogProblem);

impl EventLogProblem {
    /// A clause without a full stop, to stand behind a place.
    #[expect(clippy::too_many_lines, reason = "a list of messages")]
    pub fn text(&self, lang: Lang) -> String {
        match self {
            Self::Empty => plain(
                lang,
                "die Datei ist leer oder enthält nur Leerzeichen",
                "the file is empty or contains nothing but blanks",
            ),
            Self::TooLarge => say!(
                lang,
                "die Datei ist größer als {} GB",
                "the file is larger than {} GB",
                MAX_LOG_BYTES / 1_000_000_000
            ),
            Self::Utf16 => plain(
                lang,
                "die Datei ist in UTF-16. Bitte in UTF-8 speichern",
                "the file is in UTF-16. Please save it in UTF-8",
            ),
            Self::Encoding => plain(
                lang,
                "die Datei ist nicht in UTF-8, wie ihr Kopf es verspricht. Bitte in UTF-8 speichern",
                "the file is not in UTF-8, as its head promises. Please save it in UTF-8",
            ),
            Self::Packed => plain(
                lang,
                "die Datei ist gepackt (zip oder gz). Bitte zuerst entpacken",
                "the file is packed (zip or gz). Please unpack it first",
            ),
            Self::Doctype => plain(
                lang,
                "die Datei hat einen DOCTYPE. Solche Dateien werden nicht gelesen, weil ein DOCTYPE fremde Inhalte nachladen kann",
                "the file has a DOCTYPE. Such files are not read, for a DOCTYPE can load what others have written",
            ),
            Self::Entity => plain(
                lang,
                "ein Verweis mit & ist unbekannt (erlaubt: &amp; &lt; &gt; &quot; &apos; und Zeichennummern)",
                "a reference with & is unknown (allowed: &amp; &lt; &gt; &quot; &apos; and numbers of characters)",
            ),
            Self::TooDeep => say!(
                lang,
                "die Elemente sind tiefer als {} Ebenen verschachtelt",
                "the elements are nested deeper than {} levels",
                xes::MAX_DEPTH
            ),
            Self::LongToken => say!(
                lang,
                "ein Feld oder Element ist länger als {} MB (fehlt ein Anführungszeichen?)",
                "a field or element is longer than {} MB (is a quotation mark missing?)",
                xes::MAX_TOKEN_BYTES / 1_000_000
            ),
            Self::Malformed => {
                plain(lang, "die Datei ist kein gültiges XML", "the file is not valid XML")
            }
            Self::NotXes => plain(
                lang,
                "die Datei ist kein Ereignisprotokoll nach XES: das äußerste Element heißt nicht „log“",
                "the file is not an event log in XES: the outermost element is not called “log”",
            ),
            Self::Truncated => plain(
                lang,
                "die Datei bricht mitten im Protokoll ab. Vermutlich wurde sie unvollständig übertragen",
                "the file breaks off in the middle of the log. It was probably not transferred as a whole",
            ),
            Self::NoTraces => {
                plain(lang, "das Protokoll enthält keinen Fall", "there is no case in the log")
            }
            Self::NoTimes => plain(
                lang,
                "kein Ereignis hat einen lesbaren Zeitpunkt (zum Beispiel 2025-03-31T14:05:00+02:00 oder 31.03.2025 14:05)",
                "no event has a readable time (for example 2025-03-31T14:05:00+02:00 or 31.03.2025 14:05)",
            ),
            Self::NoOrganisations { expected } => say!(
                lang,
                "kein Ereignis nennt eine Organisation ({expected})",
                "no event names an organisation ({expected})"
            ),
            Self::OnlyResources => plain(
                lang,
                "kein Ereignis nennt eine Organisation (org:group), es stehen nur Bearbeitende da (org:resource). Das sind meist Personen; nur wenn es Organisationen sind, bitte so angeben",
                "no event names an organisation (org:group), there are only those who did it (org:resource). These are mostly persons; only if they are organisations, please say so",
            ),
            Self::TooManyOrganisations => say!(
                lang,
                "mehr als {} verschiedene Organisationen. Vermutlich steht dort etwas anderes, zum Beispiel ein Aktenzeichen",
                "more than {} different organisations. There is probably something else, for example a file number",
                names::MAX_ORGANISATIONS
            ),
            Self::TooManyActivities => say!(
                lang,
                "mehr als {} verschiedene Aktivitäten. Vermutlich steht dort etwas anderes, zum Beispiel ein Freitext",
                "more than {} different activities. There is probably something else, for example a free text",
                names::MAX_ACTIVITIES
            ),
            Self::TooManyPairs => say!(
                lang,
                "mehr als {} verschiedene Paare von Organisationen oder Aktivitäten",
                "more than {} different pairs of organisations or activities",
                counts::MAX_PAIRS
            ),
            Self::LongTrace => say!(
                lang,
                "ein Fall hat mehr als {} Ereignisse. Vermutlich ist die Fallkennung nicht die richtige",
                "a case has more than {} events. The case id is probably not the right one",
                trace::MAX_EVENTS
            ),
            Self::TooManyEvents => say!(
                lang,
                "mehr als {} Millionen Ereignisse. Bitte in mehrere Dateien teilen, zum Beispiel nach Jahren",
                "more than {} million events. Please divide them into several files, for example by year",
                csv_log::MAX_EVENTS / 1_000_000
            ),
            Self::ColumnNotFound { what, found } => say!(
                lang,
                "die Spalte mit {} wurde nicht erkannt. Vorhanden: {found}",
                "the column with {} was not recognised. There are: {found}",
                what.with_article(lang)
            ),
            Self::TooManyColumns => {
                say!(lang, "mehr als {} Spalten", "more than {} columns", csv_log::MAX_COLUMNS)
            }
        }
    }
}
