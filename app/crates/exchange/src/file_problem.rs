//! Why a file as a whole, or a place in it, cannot be used.

use model::Lang;

use crate::limits::{MAX_COLUMNS, MAX_ENTRIES, MAX_ROWS, MAX_UNPACKED_BYTES, MAX_XML_DEPTH};
use crate::problem::excerpt;
use crate::wording::{german_display, plain, say};

/// What is wrong with a file, apart from the values in it; `Display` is German.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileProblem {
    Empty,
    UnknownFormat,
    /// A log in XES, which [`crate::event_log`] reads and [`crate::read_file`] does not.
    EventLog,
    OldExcel,
    NotText,
    BrokenArchive,
    TooManyEntries,
    TooMuchUnpacked,
    DuplicateEntry(String),
    BrokenWorkbook,
    CellError {
        cell: String,
        text: String,
    },
    UnknownSheet(String),
    TooManyRows,
    TooManyColumns,
    TooComplex,
    BrokenXml,
    Doctype,
    UnknownEntity(String),
    TooDeep,
    BrokenJson,
    WrongJson,
    UnknownVersion(u64),
    NeedsMapping,
    UnmappedColumn,
    NoContent,
    MissingEnd,
    UnknownEnd(String),
}

german_display!(FileProblem);

impl FileProblem {
    /// A clause without a full stop, to stand behind a place.
    #[expect(clippy::too_many_lines, reason = "a list of messages")]
    pub fn text(&self, lang: Lang) -> String {
        match self {
            Self::Empty => plain(lang, "die Datei ist leer", "the file is empty"),
            Self::UnknownFormat => plain(
                lang,
                "das Format ist nicht bekannt. Gelesen werden CSV, ZIP mit CSV-Tabellen, Excel \
                 (.xlsx), JSON, Kumu, GraphML, GEXF und Open Referral HSDS",
                "the format is not known. What can be read is CSV, ZIP with CSV tables, Excel \
                 (.xlsx), JSON, Kumu, GraphML, GEXF and Open Referral HSDS",
            ),
            Self::EventLog => plain(
                lang,
                "die Datei ist ein Ereignisprotokoll (XES). Es enthält einzelne Fälle und wird nur im \
                 Browser ausgewertet: unter Daten, Ereignisprotokoll",
                "the file is an event log (XES). It holds single cases and is evaluated in the \
                 browser only: under Data, event log",
            ),
            Self::OldExcel => plain(
                lang,
                "die Datei ist im alten Excel-Format (.xls) oder mit einem Kennwort geschützt. \
                 Bitte ohne Kennwort als „Excel-Arbeitsmappe (.xlsx)“ speichern",
                "the file is in the old format of Excel (.xls) or protected by a password. Please \
                 save it as “Excel Workbook (.xlsx)” without a password",
            ),
            Self::NotText => plain(
                lang,
                "die Datei ist kein lesbarer Text (weder UTF-8 noch Windows-1252)",
                "the file is not a readable text (neither UTF-8 nor Windows-1252)",
            ),
            Self::BrokenArchive => plain(
                lang,
                "das Archiv ist beschädigt, unvollständig oder mit einem Kennwort geschützt",
                "the archive is damaged, incomplete or protected by a password",
            ),
            Self::TooManyEntries => say!(
                lang,
                "das Archiv hat mehr als {MAX_ENTRIES} Einträge",
                "the archive has more than {MAX_ENTRIES} entries"
            ),
            Self::TooMuchUnpacked => say!(
                lang,
                "entpackt ist die Datei größer als {} MB",
                "unpacked, the file is larger than {} MB",
                MAX_UNPACKED_BYTES / 1_000_000
            ),
            Self::DuplicateEntry(name) => say!(
                lang,
                "das Archiv enthält „{}“ mehrmals",
                "the archive contains “{}” several times",
                excerpt(name)
            ),
            Self::BrokenWorkbook => plain(
                lang,
                "die Arbeitsmappe ist beschädigt oder unvollständig",
                "the workbook is damaged or incomplete",
            ),
            Self::CellError { cell, text } => say!(
                lang,
                "die Zelle {cell} zeigt den Fehler {text}",
                "the cell {cell} shows the error {text}"
            ),
            Self::UnknownSheet(name) => {
                say!(lang, "das Blatt „{}“ gibt es nicht", "there is no sheet “{}”", excerpt(name))
            }
            Self::TooManyRows => say!(
                lang,
                "die Datei hat mehr als {MAX_ROWS} Zeilen. Bitte auf mehrere Dateien aufteilen",
                "the file has more than {MAX_ROWS} rows. Please divide it into several files"
            ),
            Self::TooManyColumns => say!(
                lang,
                "die Zeile hat mehr als {MAX_COLUMNS} Spalten",
                "the row has more than {MAX_COLUMNS} columns"
            ),
            Self::TooComplex => plain(
                lang,
                "der Inhalt ist zu umfangreich, um ihn zu lesen",
                "there is too much in the file to read it",
            ),
            Self::BrokenXml => plain(
                lang,
                "die Datei ist kein gültiges XML oder unvollständig",
                "the file is not valid XML or incomplete",
            ),
            Self::Doctype => plain(
                lang,
                "die Datei hat eine DOCTYPE-Angabe. Solche Dateien werden zum Schutz vor \
                 Schadcode nicht gelesen; bitte die Angabe entfernen",
                "the file has a DOCTYPE. Such files are not read, as a protection against \
                 malicious code; please remove it",
            ),
            Self::UnknownEntity(name) => say!(
                lang,
                "„&{};“ ist keines der fünf Zeichen, die XML von selbst kennt",
                "“&{};” is none of the five characters that XML itself knows",
                excerpt(name)
            ),
            Self::TooDeep => say!(
                lang,
                "die Elemente sind mehr als {MAX_XML_DEPTH} Ebenen tief verschachtelt",
                "the elements are nested more than {MAX_XML_DEPTH} levels deep"
            ),
            Self::BrokenJson => plain(
                lang,
                "die Datei ist kein gültiges JSON oder unvollständig",
                "the file is not valid JSON or incomplete",
            ),
            Self::WrongJson => plain(
                lang,
                "der Inhalt entspricht an dieser Stelle nicht dem Format",
                "what stands here does not fit the format",
            ),
            Self::UnknownVersion(version) => say!(
                lang,
                "die Datei hat Version {version} des Formats; gelesen wird Version 1",
                "the file has version {version} of the format; version 1 can be read"
            ),
            Self::NeedsMapping => plain(
                lang,
                "die Spalten sind nicht die von Netzlotse. Bitte angeben, welche Spalte was \
                 enthält",
                "the columns are not those of Netzlotse. Please say which column contains what",
            ),
            Self::UnmappedColumn => plain(
                lang,
                "diese Spalte steht nicht in der Kopfzeile",
                "this column is not in the header",
            ),
            Self::NoContent => plain(
                lang,
                "in der Datei steht kein Akteur und keine Verbindung",
                "there is no actor and no connection in the file",
            ),
            Self::MissingEnd => plain(
                lang,
                "die Verbindung nennt ihren Anfang oder ihr Ende nicht",
                "the connection does not name both of its ends",
            ),
            Self::UnknownEnd(name) => say!(
                lang,
                "die Verbindung führt zu „{}“, aber das gibt es in der Datei nicht",
                "the connection leads to “{}”, which is not in the file",
                excerpt(name)
            ),
        }
    }
}
