//! What can be wrong with a table, and where.

use std::fmt;

use model::{
    ChainProblem, CodeListKind, Date, IntegrityProblem, InvalidDecimal, InvalidId, Lang,
    UnknownCode,
};

use crate::CsvFiles;
use crate::event_log::EventLogProblem;
use crate::file_problem::FileProblem;
use crate::hsds::HsdsProblem;

/// What was read, or why it cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview<T> {
    /// `Some` exactly when there are no problems: all or nothing.
    pub item: Option<T>,
    /// In the order of the tables and lines.
    pub problems: Vec<Problem>,
}

/// One thing that has to be put right; `Display` is one German line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Empty only for [`Reason::Further`].
    pub file: String,
    /// As a text editor numbers them, from 1.
    pub line: Option<u64>,
    pub column: Option<String>,
    pub reason: Reason,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut place = vec![excerpt(&self.file)];
        place.extend(self.line.map(|line| format!("Zeile {line}")));
        place.extend(self.column.as_deref().map(|column| format!("Spalte {}", excerpt(column))));
        if !self.file.is_empty() {
            write!(f, "{}: ", place.join(", "))?;
        }
        self.reason.fmt(f)
    }
}

impl std::error::Error for Problem {}

impl Problem {
    /// The problem of a file as a whole.
    pub(crate) fn of_file(file: &str, reason: impl Into<Reason>) -> Self {
        Self { file: file.to_owned(), line: None, column: None, reason: reason.into() }
    }

    /// What to put in place of the value, so that a form can offer it: an AGS with its leading
    /// zero, a day as `YYYY-MM-DD`, the code that was probably meant.
    pub fn suggestion(&self) -> Option<String> {
        self.reason.suggestion()
    }
}

impl Reason {
    pub(crate) fn suggestion(&self) -> Option<String> {
        match self {
            Self::Id(InvalidId::AgsWithoutLeadingZero(text))
            | Self::ArsWithoutLeadingZero(text) => Some(format!("0{text}")),
            Self::UnknownFile { nearest, .. }
            | Self::UnknownColumn { nearest }
            | Self::UnknownCode { nearest, .. } => nearest.map(str::to_owned),
            Self::NotInCodeBook { nearest, .. } => nearest.clone(),
            Self::Date { nearest, .. } => nearest.map(|day| day.to_string()),
            Self::Flag(text) => flag_meant(text).map(str::to_owned),
            Self::IdIsNotAgs { ags, .. } => Some(ags.clone()),
            _ => None,
        }
    }
}

fn flag_meant(text: &str) -> Option<&'static str> {
    match text.to_lowercase().as_str() {
        "ja" | "j" | "x" | "wahr" | "true" | "1" => Some("yes"),
        "nein" | "n" | "falsch" | "false" | "0" => Some("no"),
        _ => None,
    }
}

/// Why a file, column or field cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Reason {
    #[error("die Tabelle fehlt, wird aber immer gebraucht")]
    MissingFile,
    #[error("die Datei gehört nicht zu einem Netzwerk. {}Erwartet: {}", did_you_mean(*.nearest), .expected.join(", "))]
    UnknownFile { expected: Vec<&'static str>, nearest: Option<&'static str> },
    #[error("die Datei ist größer als {} MB", CsvFiles::MAX_BYTES / 1_000_000)]
    FileTooLarge,
    #[error("die Datei ist nicht in UTF-8. Bitte als „CSV UTF-8“ speichern")]
    NotUtf8,
    #[error("die Datei ist vermutlich in Windows-1252. Bitte als „CSV UTF-8“ speichern")]
    Windows1252,
    #[error("die Datei ist in UTF-16. Bitte als „CSV UTF-8“ speichern")]
    Utf16,
    #[error("ein Anführungszeichen wird geöffnet und nicht wieder geschlossen")]
    OpenQuote,
    #[error("die Kopfzeile mit den Spaltennamen fehlt")]
    MissingHeader,
    #[error("die Pflichtspalte fehlt")]
    MissingColumn,
    #[error("diese Spalte gibt es nicht{}", ask(*.nearest))]
    UnknownColumn { nearest: Option<&'static str> },
    #[error("die Spalte kommt mehrfach vor")]
    DuplicateColumn,
    #[error(
        "die Zeile hat {found} Felder, die Kopfzeile hat {expected} (steht ein Text mit Trennzeichen ohne Anführungszeichen da?)"
    )]
    FieldCount { expected: usize, found: usize },
    #[error("das Feld ist leer, wird aber gebraucht")]
    EmptyField,
    #[error("„{0}“ steht mehrmals in der Liste")]
    RepeatedItem(String),
    #[error("das Feld ist leer, wird aber zusammen mit „{other}“ gebraucht")]
    NeededWith { other: &'static str },
    #[error("{problem}. {}Erlaubt: {}", did_you_mean(*.nearest), .allowed.join(", "))]
    UnknownCode { problem: UnknownCode, allowed: Vec<&'static str>, nearest: Option<&'static str> },
    #[error("„{code}“ steht nicht in der Codeliste {}{}", .list.label(Lang::De), ask(.nearest.as_deref()))]
    NotInCodeBook { list: CodeListKind, code: String, nearest: Option<String> },
    #[error(transparent)]
    Id(#[from] InvalidId),
    #[error("„{id}“ muss der AGS {ags} sein")]
    IdIsNotAgs { id: String, ags: String },
    #[error("„{0}“ ist kein gültiger ARS (12 Ziffern)")]
    Ars(String),
    #[error("„{0}“ hat nur 11 Ziffern: vermutlich fehlt die führende Null (0{0})")]
    ArsWithoutLeadingZero(String),
    #[error("„{text}“ ist kein Datum (JJJJ-MM-TT){}", .nearest.map(|date| format!(". Meinten Sie {date}?")).unwrap_or_default())]
    Date { text: String, nearest: Option<Date> },
    #[error("„{0}“ ist weder yes noch no")]
    Flag(String),
    #[error(transparent)]
    Decimal(#[from] InvalidDecimal),
    #[error("„{0}“ darf nicht negativ sein")]
    Negative(String),
    #[error("„{0}“ ist keine ganze Zahl (nur Ziffern, ohne Tausenderpunkt)")]
    WholeNumber(String),
    #[error("„{text}“ ist zu groß, höchstens {max}")]
    TooLarge { text: String, max: u32 },
    #[error("„{0}“ ist kein Stellenanteil (ab 0, höchstens zwei Nachkommastellen)")]
    Fte(String),
    #[error("„{0}“ ist keine Bewertung von 1 bis 5")]
    Rating(String),
    #[error(
        "„{0}“ ist keine Gradzahl (Punkt als Dezimaltrenner, höchstens sechs Nachkommastellen)"
    )]
    Degrees(String),
    #[error("„{text}“ liegt nicht zwischen -{max} und {max} Grad")]
    DegreesOutOfRange { text: String, max: u8 },
    #[error("keine Zeile hat die Art kreis; sie gibt dem Netzwerk seine Kennung")]
    NoKreis,
    #[error("mehr als eine Zeile hat die Art kreis; die erste ist „{first}“")]
    SeveralKreise { first: String },
    #[error(transparent)]
    Integrity(#[from] IntegrityProblem),
    #[error(transparent)]
    Chain(#[from] ChainProblem),
    #[error(transparent)]
    File(#[from] FileProblem),
    #[error(transparent)]
    EventLog(#[from] EventLogProblem),
    #[error(transparent)]
    Hsds(#[from] HsdsProblem),
    #[error("und {0} weitere Fehler")]
    Further(usize),
}

fn did_you_mean(nearest: Option<&str>) -> String {
    nearest.map(|nearest| format!("Meinten Sie „{nearest}“? ")).unwrap_or_default()
}

fn ask(nearest: Option<&str>) -> String {
    nearest.map(|nearest| format!(". Meinten Sie „{nearest}“?")).unwrap_or_default()
}

/// A text as messages quote it: on one line and not too long.
pub(crate) fn excerpt(text: &str) -> String {
    const MAX_CHARS: usize = 80;
    let mut chars = text.chars().map(|c| if c.is_control() { ' ' } else { c });
    let mut short: String = chars.by_ref().take(MAX_CHARS).collect();
    if chars.next().is_some() {
        short.push('…');
    }
    short
}

/// Collects problems; past [`Problems::MAX_KEPT`] it only counts them.
///
/// What takes time, like looking for what was meant, is done in `Into<Reason>` and so only for
/// problems that are kept: a large file full of mistakes must not hold up the server.
#[derive(Debug, Default)]
pub(crate) struct Problems {
    kept: Vec<Problem>,
    n_further: usize,
}

impl Problems {
    pub(crate) const MAX_KEPT: usize = 500;

    pub(crate) fn push(
        &mut self,
        file: &str,
        line: Option<u64>,
        column: Option<&str>,
        reason: impl Into<Reason>,
    ) {
        if !self.has_room() {
            self.n_further += 1;
            return;
        }
        let (column, reason) = (column.map(str::to_owned), reason.into());
        self.kept.push(Problem { file: file.to_owned(), line, column, reason });
    }

    pub(crate) fn has_any(&self) -> bool {
        !self.kept.is_empty()
    }

    pub(crate) fn has_room(&self) -> bool {
        self.kept.len() < Self::MAX_KEPT
    }

    /// Hands out the item if there is no problem.
    pub(crate) fn preview<T>(
        mut self,
        item: Option<T>,
        rank_of_file: impl Fn(&str) -> usize,
    ) -> Preview<T> {
        self.kept.sort_by_key(|problem| (rank_of_file(&problem.file), problem.line));
        if self.n_further > 0 {
            let reason = Reason::Further(self.n_further);
            self.kept.push(Problem { file: String::new(), line: None, column: None, reason });
        }
        let item = item.filter(|_| self.kept.is_empty());
        Preview { item, problems: self.kept }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_is_one_line() {
        let column = Some("na\nme".to_owned());
        let problem =
            Problem { file: "a.csv".into(), line: Some(3), column, reason: Reason::EmptyField };
        assert_eq!(
            problem.to_string(),
            "a.csv, Zeile 3, Spalte na me: das Feld ist leer, wird aber gebraucht"
        );
    }

    #[test]
    fn an_excerpt_is_short() {
        assert_eq!(excerpt("kurz"), "kurz");
        assert_eq!(excerpt(&"ä".repeat(5000)).chars().count(), 81);
    }
}
