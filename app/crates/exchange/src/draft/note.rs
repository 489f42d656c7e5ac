//! What a reader should know of a file that was read without a problem.

use std::fmt;

use model::{Access, ActorKind, FieldCode, Lang, Level, Sector, ServiceKind};

use crate::problem::excerpt;

/// How something was understood, or what was left out; `Display` is one German line.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Note {
    /// Actors whose kind is none of ours.
    OtherKind { text: String, n_actors: usize },
    /// Connections whose kind is none of ours.
    Cooperation { text: String, n_relations: usize },
    /// A value that was read as a code, a day or a flag.
    ReadAs { column: &'static str, text: String, value: String },
    /// Ends of connections that are no elements of their own.
    OnlyInConnections { label: String },
    /// Mutual connections of a kind that has a direction.
    BothWays { n_relations: usize },
    /// Columns or attributes that a network has no place for, or that may name persons.
    LeftOut { names: Vec<String> },
    /// Files in an archive or sheets in a workbook that are not read.
    NotRead { name: String },
    /// Connections and groups that more than two actors share.
    Unsupported { element: &'static str },
    /// Organisations or services that do not say what stands in a column.
    Set { value: SetValue, n_rows: usize },
    /// The mailbox of an organisation that looks like the name of a person.
    PersonalMailbox { organization: String, mailbox: String },
}

/// What was set where a directory says nothing.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SetValue {
    ActorKind(ActorKind),
    Sector(Sector),
    Level(Level),
    ServiceKind(ServiceKind),
    Access(Access),
    Field(FieldCode),
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OtherKind { text, n_actors } if text.is_empty() => {
                write!(f, "Ohne Art, als „Weitere Stelle“ gelesen: {n_actors}")
            }
            Self::OtherKind { text, n_actors } => {
                write!(
                    f,
                    "Keine bekannte Akteursart, als „Weitere Stelle“ gelesen: „{}“ ({n_actors})",
                    excerpt(text)
                )
            }
            Self::Cooperation { text, n_relations } if text.is_empty() => {
                write!(f, "Ohne Art, als „kooperiert mit“ gelesen: {n_relations}")
            }
            Self::Cooperation { text, n_relations } => {
                write!(
                    f,
                    "Keine bekannte Beziehungsart, als „kooperiert mit“ gelesen: „{}“ \
                     ({n_relations})",
                    excerpt(text)
                )
            }
            Self::ReadAs { column, text, value } => {
                write!(f, "Spalte {column}: „{}“ als {} gelesen", excerpt(text), excerpt(value))
            }
            Self::OnlyInConnections { label } => {
                write!(f, "„{}“ steht nur in den Verbindungen und wird angelegt", excerpt(label))
            }
            Self::BothWays { n_relations } => {
                write!(f, "Gegenseitig, als Hin- und Rückweg gelesen: {n_relations}")
            }
            Self::LeftOut { names } => {
                let names: Vec<String> = names.iter().map(|name| excerpt(name)).collect();
                write!(f, "Nicht übernommen: {}", names.join(", "))
            }
            Self::NotRead { name } => write!(f, "Nicht gelesen: {}", excerpt(name)),
            Self::Unsupported { element } => write!(f, "Nicht gelesen: Elemente „{element}“"),
            Self::Set { value, n_rows } => {
                let (what, set) = value.words(Lang::De);
                write!(f, "{what}: {n_rows}; eingesetzt wurde „{set}“")
            }
            Self::PersonalMailbox { organization, mailbox } => write!(
                f,
                "{}: das Postfach „{}“ sieht nach einer Person aus und wurde nicht übernommen",
                excerpt(organization),
                excerpt(mailbox)
            ),
        }
    }
}

impl SetValue {
    /// Which rows lack what, and the label of what was set.
    fn words(&self, lang: Lang) -> (&'static str, &str) {
        let in_lang = |de, en| match lang {
            Lang::De => de,
            Lang::En => en,
        };
        match self {
            Self::ActorKind(kind) => (
                in_lang("Organisationen ohne Art", "Organisations without a kind"),
                kind.label(lang),
            ),
            Self::Sector(sector) => (
                in_lang("Organisationen ohne Sektor", "Organisations without a sector"),
                sector.label(lang),
            ),
            Self::Level(level) => (
                in_lang("Organisationen ohne Ebene", "Organisations without a level"),
                level.label(lang),
            ),
            Self::ServiceKind(kind) => {
                (in_lang("Angebote ohne Art", "Services without a kind"), kind.label(lang))
            }
            Self::Access(access) => (
                in_lang("Angebote ohne Zugang", "Services without a way of access"),
                access.label(lang),
            ),
            Self::Field(field) => (
                in_lang("Angebote ohne Handlungsfeld", "Services without a field of action"),
                field.as_str(),
            ),
        }
    }
}
