//! What can be wrong with the tables a network is founded on, in both languages.

use model::Lang;

use crate::name_template::NameWord;
use crate::wording::{german_display, plain, say};

/// Why the directory of a Land cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LandProblem {
    /// The official name does not begin with the name.
    OtherLabel {
        name: String,
    },
    UnknownKreis {
        kreis: String,
    },
    /// A Kreis without municipalities, or a kreisfreie Stadt with another number than one.
    Municipalities {
        n: usize,
    },
    UnknownSeat {
        seat: String,
    },
    /// Two names for the area with these first digits.
    OtherName {
        digits: String,
        first: String,
    },
}

/// Why the typical actors cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FoundingBookProblem {
    OpenBrace,
    UnknownWord(String),
    /// A word that has no meaning where the actor is found.
    WordOutOfPlace(NameWord),
    /// The column is only for actors of a single municipality.
    OnlyPerMunicipality,
    /// Neither one legal basis for all Rechtskreise nor one for each.
    LegalBases {
        n_regimes: usize,
        n_bases: usize,
    },
    /// Neither the digits of a Land, Regierungsbezirk, Kreis nor of a municipality.
    AreaDigits(String),
    UnknownActor(String),
    /// The actor referred to is not found wherever this one is.
    NotBeside(String),
    Circular(String),
    /// It takes over nothing of the actor it stands in for.
    NothingToTakeOver(String),
}

german_display!(LandProblem, FoundingBookProblem);

impl LandProblem {
    pub fn text(&self, lang: Lang) -> String {
        match self {
            Self::OtherLabel { name } => say!(
                lang,
                "der amtliche Name beginnt nicht mit „{name}“",
                "the official name does not begin with “{name}”"
            ),
            Self::UnknownKreis { kreis } => {
                say!(lang, "der Kreis „{kreis}“ fehlt", "the Kreis “{kreis}” is missing")
            }
            Self::Municipalities { n } => say!(
                lang,
                "es sind {n} Kommunen: ein Kreis hat mindestens eine, eine kreisfreie Stadt genau eine",
                "there are {n} municipalities: a Kreis has at least one, an independent city exactly one"
            ),
            Self::UnknownSeat { seat } => say!(
                lang,
                "der Sitz „{seat}“ ist keine Kommune dieses Kreises",
                "the seat “{seat}” is not a municipality of this Kreis"
            ),
            Self::OtherName { digits, first } => say!(
                lang,
                "das Gebiet {digits} heißt in einer anderen Zeile „{first}“",
                "the area {digits} is called “{first}” in another row"
            ),
        }
    }
}

impl FoundingBookProblem {
    pub fn text(&self, lang: Lang) -> String {
        match self {
            Self::OpenBrace => plain(
                lang,
                "eine geschweifte Klammer wird geöffnet und nicht geschlossen, oder umgekehrt",
                "a brace is opened and not closed, or the other way round",
            ),
            Self::UnknownWord(word) => say!(
                lang,
                "das Wort „{word}“ kann nicht eingesetzt werden. Erlaubt: {}",
                "the word “{word}” cannot be filled in. Allowed: {}",
                NameWord::codes()
            ),
            Self::WordOutOfPlace(word) => say!(
                lang,
                "das Wort „{}“ gibt es nur je Gemeinde",
                "the word “{}” exists per municipality only",
                word.code()
            ),
            Self::OnlyPerMunicipality => plain(
                lang,
                "diese Spalte gilt nur für Zeilen je Gemeinde",
                "this column is only for rows per municipality",
            ),
            Self::LegalBases { n_regimes, n_bases } => say!(
                lang,
                "{n_bases} Rechtsgrundlagen für {n_regimes} Rechtskreise: eine für alle oder je eine",
                "{n_bases} legal bases for {n_regimes} legal regimes: one for all or one for each"
            ),
            Self::AreaDigits(text) => say!(
                lang,
                "„{text}“ ist kein Gebiet (2, 3, 5 oder 8 Ziffern eines AGS)",
                "“{text}” is not an area (2, 3, 5 or 8 digits of an AGS)"
            ),
            Self::UnknownActor(id) => {
                say!(lang, "den Vorschlag „{id}“ gibt es nicht", "there is no proposal “{id}”")
            }
            Self::NotBeside(id) => say!(
                lang,
                "den Vorschlag „{id}“ gibt es nicht überall, wo es diesen gibt",
                "the proposal “{id}” does not exist wherever this one does"
            ),
            Self::Circular(id) => say!(
                lang,
                "die Zugehörigkeit führt im Kreis zu „{id}“ zurück",
                "what this is part of leads back to “{id}” in a circle"
            ),
            Self::NothingToTakeOver(id) => say!(
                lang,
                "mit dem Vorschlag „{id}“ hat dieser keinen Rechtskreis gemeinsam",
                "this shares no legal regime with the proposal “{id}”"
            ),
        }
    }
}
