//! What a format cannot hold.

use model::Lang;

use crate::wording::{german_display, plain, say};

/// Why a network cannot be written in a format; `Display` is German.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WriteProblem {
    LongText { sheet: &'static str, line: usize, column: &'static str },
    ManyRows { sheet: &'static str },
    Failed,
}

german_display!(WriteProblem);

impl WriteProblem {
    /// A clause without a full stop.
    pub fn text(&self, lang: Lang) -> String {
        match self {
            Self::LongText { sheet, line, column } => say!(
                lang,
                "Blatt {sheet}, Zeile {line}, Spalte {column}: der Text ist länger als die 32.767 \
                 Zeichen, die in eine Excel-Zelle passen",
                "sheet {sheet}, line {line}, column {column}: the text is longer than the 32,767 \
                 characters that fit into a cell of Excel"
            ),
            Self::ManyRows { sheet } => say!(
                lang,
                "Blatt {sheet}: die Tabelle hat mehr Zeilen, als auf ein Excel-Blatt passen",
                "sheet {sheet}: the table has more rows than fit on a sheet of Excel"
            ),
            Self::Failed => plain(
                lang,
                "die Datei konnte nicht geschrieben werden",
                "the file could not be written",
            ),
        }
    }
}
