//! What a format cannot hold.

/// Why a network cannot be written in a format.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WriteProblem {
    #[error(
        "Blatt {sheet}, Zeile {line}, Spalte {column}: der Text ist länger als die 32.767 Zeichen, \
         die in eine Excel-Zelle passen"
    )]
    LongText { sheet: &'static str, line: usize, column: &'static str },
    #[error("Blatt {sheet}: die Tabelle hat mehr Zeilen, als auf ein Excel-Blatt passen")]
    ManyRows { sheet: &'static str },
    #[error("die Datei konnte nicht geschrieben werden")]
    Failed,
}
