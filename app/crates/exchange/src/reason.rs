//! Why something in a file cannot be used, in both languages.

use model::{
    ChainProblem, CodeListKind, Date, IntegrityProblem, InvalidDecimal, InvalidId, Lang,
    UnknownCode,
};

use crate::CsvFiles;
use crate::event_log::EventLogProblem;
use crate::file_problem::FileProblem;
use crate::hsds::HsdsProblem;
use crate::land_problem::{FoundingBookProblem, LandProblem};
use crate::wording::{
    chain_text, code_text, decimal_text, german_display, id_text, integrity_text, plain, say,
};

/// Why a file, column or field cannot be used; `Display` is German.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    MissingFile,
    UnknownFile {
        expected: Vec<&'static str>,
        nearest: Option<&'static str>,
    },
    FileTooLarge,
    NotUtf8,
    Windows1252,
    Utf16,
    OpenQuote,
    MissingHeader,
    MissingColumn,
    UnknownColumn {
        nearest: Option<&'static str>,
    },
    DuplicateColumn,
    FieldCount {
        expected: usize,
        found: usize,
    },
    EmptyField,
    RepeatedItem(String),
    NeededWith {
        other: &'static str,
    },
    /// A part is more than the whole.
    MoreThan {
        other: &'static str,
    },
    EndsBeforeItBegins {
        begin: Date,
    },
    /// A time that is not in days, or the other way round.
    UnitOfMetric {
        is_time: bool,
    },
    UnknownCode {
        problem: UnknownCode,
        allowed: Vec<&'static str>,
        nearest: Option<&'static str>,
    },
    NotInCodeBook {
        list: CodeListKind,
        code: String,
        nearest: Option<String>,
    },
    Id(InvalidId),
    IdIsNotAgs {
        id: String,
        ags: String,
    },
    Ars(String),
    ArsWithoutLeadingZero(String),
    Date {
        text: String,
        nearest: Option<Date>,
    },
    Flag(String),
    Decimal(InvalidDecimal),
    Negative(String),
    WholeNumber(String),
    TooLarge {
        text: String,
        max: u32,
    },
    Fte(String),
    Rating(String),
    Degrees(String),
    DegreesOutOfRange {
        text: String,
        max: u8,
    },
    NoKreis,
    SeveralKreise {
        first: String,
    },
    Integrity(IntegrityProblem),
    Chain(ChainProblem),
    File(FileProblem),
    EventLog(EventLogProblem),
    Hsds(HsdsProblem),
    Land(LandProblem),
    FoundingBook(FoundingBookProblem),
    /// So many problems more than are kept.
    Further(usize),
}

german_display!(Reason);

macro_rules! reasons {
    ($($variant:ident($problem:ty)),+ $(,)?) => {
        $(impl From<$problem> for Reason {
            fn from(problem: $problem) -> Self {
                Self::$variant(problem)
            }
        })+
    };
}

reasons!(
    Id(InvalidId),
    Decimal(InvalidDecimal),
    Integrity(IntegrityProblem),
    Chain(ChainProblem),
    File(FileProblem),
    EventLog(EventLogProblem),
    Hsds(HsdsProblem),
    Land(LandProblem),
    FoundingBook(FoundingBookProblem),
);

impl Reason {
    /// A clause without a full stop, to stand behind a place.
    #[expect(clippy::too_many_lines, reason = "a list of messages")]
    pub fn text(&self, lang: Lang) -> String {
        match self {
            Self::MissingFile => plain(
                lang,
                "die Tabelle fehlt, wird aber immer gebraucht",
                "the table is missing but always needed",
            ),
            Self::UnknownFile { expected, nearest } => say!(
                lang,
                "die Datei gehört nicht zu einem Netzwerk. {}Erwartet: {}",
                "the file is not part of a network. {}Expected: {}",
                did_you_mean(*nearest, lang),
                expected.join(", ")
            ),
            Self::FileTooLarge => say!(
                lang,
                "die Datei ist größer als {} MB",
                "the file is larger than {} MB",
                CsvFiles::MAX_BYTES / 1_000_000
            ),
            Self::NotUtf8 => plain(
                lang,
                "die Datei ist nicht in UTF-8. Bitte als „CSV UTF-8“ speichern",
                "the file is not in UTF-8. Please save it as “CSV UTF-8”",
            ),
            Self::Windows1252 => plain(
                lang,
                "die Datei ist vermutlich in Windows-1252. Bitte als „CSV UTF-8“ speichern",
                "the file is probably in Windows-1252. Please save it as “CSV UTF-8”",
            ),
            Self::Utf16 => plain(
                lang,
                "die Datei ist in UTF-16. Bitte als „CSV UTF-8“ speichern",
                "the file is in UTF-16. Please save it as “CSV UTF-8”",
            ),
            Self::OpenQuote => plain(
                lang,
                "ein Anführungszeichen wird geöffnet und nicht wieder geschlossen",
                "a quotation mark is opened and never closed",
            ),
            Self::MissingHeader => plain(
                lang,
                "die Kopfzeile mit den Spaltennamen fehlt",
                "the header with the names of the columns is missing",
            ),
            Self::MissingColumn => {
                plain(lang, "die Pflichtspalte fehlt", "the required column is missing")
            }
            Self::UnknownColumn { nearest } => say!(
                lang,
                "diese Spalte gibt es nicht{}",
                "there is no such column{}",
                ask(*nearest, lang)
            ),
            Self::DuplicateColumn => {
                plain(lang, "die Spalte kommt mehrfach vor", "the column occurs several times")
            }
            Self::FieldCount { expected, found } => say!(
                lang,
                "die Zeile hat {found} Felder, die Kopfzeile hat {expected} (steht ein Text mit Trennzeichen ohne Anführungszeichen da?)",
                "the row has {found} fields, the header has {expected} (is there a text with a separator but without quotation marks?)"
            ),
            Self::NoKreis => plain(
                lang,
                "keine Zeile hat die Art kreis; sie gibt dem Netzwerk seine Kennung",
                "no row is of the kind kreis, which gives the network its id",
            ),
            Self::SeveralKreise { first } => say!(
                lang,
                "mehr als eine Zeile hat die Art kreis; die erste ist „{first}“",
                "more than one row is of the kind kreis; the first is “{first}”"
            ),
            Self::EmptyField => plain(
                lang,
                "das Feld ist leer, wird aber gebraucht",
                "the field is empty but needed",
            ),
            Self::RepeatedItem(item) => say!(
                lang,
                "„{item}“ steht mehrmals in der Liste",
                "“{item}” is in the list several times"
            ),
            Self::NeededWith { other } => say!(
                lang,
                "das Feld ist leer, wird aber zusammen mit „{other}“ gebraucht",
                "the field is empty but needed together with “{other}”"
            ),
            Self::MoreThan { other } => {
                say!(lang, "das ist mehr als „{other}“", "this is more than “{other}”")
            }
            Self::EndsBeforeItBegins { begin } => say!(
                lang,
                "das Ende liegt vor dem Anfang ({begin})",
                "the end is before the beginning ({begin})"
            ),
            Self::UnitOfMetric { is_time: true } => plain(
                lang,
                "eine Zeit wird in Tagen angegeben (days)",
                "a time is given in days (days)",
            ),
            Self::UnitOfMetric { is_time: false } => plain(
                lang,
                "Tage gibt es nur bei Zeiten, nicht bei dieser Kennzahl",
                "days are for times only, not for this metric",
            ),
            Self::UnknownCode { problem, allowed, nearest } => say!(
                lang,
                "{}. {}Erlaubt: {}",
                "{}. {}Allowed: {}",
                code_text(problem, lang),
                did_you_mean(*nearest, lang),
                allowed.join(", ")
            ),
            Self::NotInCodeBook { list, code, nearest } => say!(
                lang,
                "„{code}“ steht nicht in der Codeliste {}{}",
                "“{code}” is not in the code list {}{}",
                list.label(lang),
                ask(nearest.as_deref(), lang)
            ),
            Self::IdIsNotAgs { id, ags } => {
                say!(lang, "„{id}“ muss der AGS {ags} sein", "“{id}” must be the AGS {ags}")
            }
            Self::Ars(text) => say!(
                lang,
                "„{text}“ ist kein gültiger ARS (12 Ziffern)",
                "“{text}” is not a valid ARS (12 digits)"
            ),
            Self::ArsWithoutLeadingZero(text) => say!(
                lang,
                "„{text}“ hat nur 11 Ziffern: vermutlich fehlt die führende Null (0{text})",
                "“{text}” has only 11 digits: the leading zero is probably missing (0{text})"
            ),
            Self::Date { text, nearest } => {
                let question = nearest.map_or_else(String::new, |day| {
                    say!(lang, ". Meinten Sie {day}?", ". Did you mean {day}?")
                });
                say!(
                    lang,
                    "„{text}“ ist kein Datum (JJJJ-MM-TT){question}",
                    "“{text}” is not a date (YYYY-MM-DD){question}"
                )
            }
            Self::Flag(text) => {
                say!(lang, "„{text}“ ist weder yes noch no", "“{text}” is neither yes nor no")
            }
            Self::Negative(text) => {
                say!(lang, "„{text}“ darf nicht negativ sein", "“{text}” must not be negative")
            }
            Self::WholeNumber(text) => say!(
                lang,
                "„{text}“ ist keine ganze Zahl (nur Ziffern, ohne Tausenderpunkt)",
                "“{text}” is not a whole number (digits only, no thousands separator)"
            ),
            Self::TooLarge { text, max } => say!(
                lang,
                "„{text}“ ist zu groß, höchstens {max}",
                "“{text}” is too large, at most {max}"
            ),
            Self::Fte(text) => say!(
                lang,
                "„{text}“ ist kein Stellenanteil (ab 0, höchstens zwei Nachkommastellen)",
                "“{text}” is not a share of a post (from 0, at most two decimal places)"
            ),
            Self::Rating(text) => say!(
                lang,
                "„{text}“ ist keine Bewertung von 1 bis 5",
                "“{text}” is not a rating from 1 to 5"
            ),
            Self::Degrees(text) => say!(
                lang,
                "„{text}“ ist keine Gradzahl (Punkt als Dezimaltrenner, höchstens sechs Nachkommastellen)",
                "“{text}” is not a number of degrees (decimal point, at most six decimal places)"
            ),
            Self::DegreesOutOfRange { text, max } => say!(
                lang,
                "„{text}“ liegt nicht zwischen -{max} und {max} Grad",
                "“{text}” is not between -{max} and {max} degrees"
            ),
            Self::Id(problem) => id_text(problem, lang),
            Self::Decimal(problem) => decimal_text(problem, lang),
            Self::Integrity(problem) => integrity_text(problem, lang),
            Self::Chain(problem) => chain_text(problem, lang),
            Self::File(problem) => problem.text(lang),
            Self::EventLog(problem) => problem.text(lang),
            Self::Hsds(problem) => problem.text(lang),
            Self::Land(problem) => problem.text(lang),
            Self::FoundingBook(problem) => problem.text(lang),
            Self::Further(n) => say!(lang, "und {n} weitere Fehler", "and {n} further problems"),
        }
    }

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

fn did_you_mean(nearest: Option<&str>, lang: Lang) -> String {
    nearest.map_or_else(String::new, |nearest| {
        say!(lang, "Meinten Sie „{nearest}“? ", "Did you mean “{nearest}”? ")
    })
}

fn ask(nearest: Option<&str>, lang: Lang) -> String {
    nearest.map_or_else(String::new, |nearest| {
        say!(lang, ". Meinten Sie „{nearest}“?", ". Did you mean “{nearest}”?")
    })
}
