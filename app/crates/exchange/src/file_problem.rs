//! Why a file as a whole, or a place in it, cannot be used.

use crate::limits::{MAX_COLUMNS, MAX_ENTRIES, MAX_ROWS, MAX_UNPACKED_BYTES, MAX_XML_DEPTH};
use crate::problem::excerpt;

/// What is wrong with a file, apart from the values in it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FileProblem {
    #[error("die Datei ist leer")]
    Empty,
    #[error(
        "das Format ist nicht bekannt. Gelesen werden CSV, ZIP mit CSV-Tabellen, Excel (.xlsx), \
         JSON, Kumu, GraphML, GEXF und Open Referral HSDS"
    )]
    UnknownFormat,
    #[error(
        "die Datei ist ein Ereignisprotokoll (XES). Ereignisprotokolle werden auf dieser Seite im \
         eigenen Abschnitt „Ereignisprotokoll“ eingelesen"
    )]
    EventLog,
    #[error(
        "die Datei ist im alten Excel-Format (.xls) oder mit einem Kennwort geschützt. Bitte ohne \
         Kennwort als „Excel-Arbeitsmappe (.xlsx)“ speichern"
    )]
    OldExcel,
    #[error("die Datei ist kein lesbarer Text (weder UTF-8 noch Windows-1252)")]
    NotText,
    #[error("das Archiv ist beschädigt, unvollständig oder mit einem Kennwort geschützt")]
    BrokenArchive,
    #[error("das Archiv hat mehr als {MAX_ENTRIES} Einträge")]
    TooManyEntries,
    #[error("entpackt ist die Datei größer als {} MB", MAX_UNPACKED_BYTES / 1_000_000)]
    TooMuchUnpacked,
    #[error("das Archiv enthält „{}“ mehrmals", excerpt(.0))]
    DuplicateEntry(String),
    #[error("die Arbeitsmappe ist beschädigt oder unvollständig")]
    BrokenWorkbook,
    #[error("die Zelle {cell} zeigt den Fehler {text}")]
    CellError { cell: String, text: String },
    #[error("das Blatt „{}“ gibt es nicht", excerpt(.0))]
    UnknownSheet(String),
    #[error("die Datei hat mehr als {MAX_ROWS} Zeilen. Bitte auf mehrere Dateien aufteilen")]
    TooManyRows,
    #[error("die Zeile hat mehr als {MAX_COLUMNS} Spalten")]
    TooManyColumns,
    #[error("der Inhalt ist zu umfangreich, um ihn zu lesen")]
    TooComplex,
    #[error("die Datei ist kein gültiges XML oder unvollständig")]
    BrokenXml,
    #[error(
        "die Datei hat eine DOCTYPE-Angabe. Solche Dateien werden zum Schutz vor Schadcode nicht \
         gelesen; bitte die Angabe entfernen"
    )]
    Doctype,
    #[error("„&{};“ ist keines der fünf Zeichen, die XML von selbst kennt", excerpt(.0))]
    UnknownEntity(String),
    #[error("die Elemente sind mehr als {MAX_XML_DEPTH} Ebenen tief verschachtelt")]
    TooDeep,
    #[error("die Datei ist kein gültiges JSON oder unvollständig")]
    BrokenJson,
    #[error("der Inhalt entspricht an dieser Stelle nicht dem Format")]
    WrongJson,
    #[error("die Datei hat Version {0} des Formats; gelesen wird Version 1")]
    UnknownVersion(u64),
    #[error("die Spalten sind nicht die von Netzlotse. Bitte angeben, welche Spalte was enthält")]
    NeedsMapping,
    #[error("diese Spalte steht nicht in der Kopfzeile")]
    UnmappedColumn,
    #[error("in der Datei steht kein Akteur und keine Verbindung")]
    NoContent,
    #[error("die Verbindung nennt ihren Anfang oder ihr Ende nicht")]
    MissingEnd,
    #[error("die Verbindung führt zu „{}“, aber das gibt es in der Datei nicht", excerpt(.0))]
    UnknownEnd(String),
}
