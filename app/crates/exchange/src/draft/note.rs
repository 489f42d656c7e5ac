//! What a reader should know of a file that was read without a problem.

use model::{Access, ActorKind, FieldCode, Lang, Level, RelationKind, Sector, ServiceKind};

use crate::problem::excerpt;
use crate::wording::{german_display, say};

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
    /// Files in an archive that are not read.
    NotRead { name: String },
    /// Sheets in a workbook that are not read.
    SheetNotRead { sheet: String },
    /// Connections and groups that more than two actors share.
    Unsupported { element: &'static str },
    /// Organisations or services that do not say what stands in a column.
    Set { value: SetValue, n_rows: usize },
    /// Services that were left out for want of a Handlungsfeld; with one that somebody chooses
    /// ([`crate::ReadOptions`]) they would be read.
    NoField { n_services: usize },
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

german_display!(Note);

impl Note {
    /// One line without a full stop.
    #[expect(clippy::too_many_lines, reason = "a list of messages")]
    pub fn text(&self, lang: Lang) -> String {
        match self {
            Self::OtherKind { text, n_actors } if text.is_empty() => say!(
                lang,
                "Ohne Art, als „{}“ gelesen: {n_actors}",
                "Without a kind, read as “{}”: {n_actors}",
                ActorKind::Other.label(lang)
            ),
            Self::OtherKind { text, n_actors } => say!(
                lang,
                "Keine bekannte Akteursart, als „{}“ gelesen: „{}“ ({n_actors})",
                "No known kind of actor, read as “{}”: “{}” ({n_actors})",
                ActorKind::Other.label(lang),
                excerpt(text)
            ),
            Self::Cooperation { text, n_relations } if text.is_empty() => say!(
                lang,
                "Ohne Art, als „{}“ gelesen: {n_relations}",
                "Without a kind, read as “{}”: {n_relations}",
                RelationKind::CooperatesWith.label(lang)
            ),
            Self::Cooperation { text, n_relations } => say!(
                lang,
                "Keine bekannte Beziehungsart, als „{}“ gelesen: „{}“ ({n_relations})",
                "No known kind of relation, read as “{}”: “{}” ({n_relations})",
                RelationKind::CooperatesWith.label(lang),
                excerpt(text)
            ),
            Self::ReadAs { column, text, value } => say!(
                lang,
                "Spalte {column}: „{}“ als {} gelesen",
                "Column {column}: “{}” read as {}",
                excerpt(text),
                excerpt(value)
            ),
            Self::OnlyInConnections { label } => say!(
                lang,
                "„{}“ steht nur in den Verbindungen und wird angelegt",
                "“{}” is in the connections only and will be made",
                excerpt(label)
            ),
            Self::BothWays { n_relations } => say!(
                lang,
                "Gegenseitig, als Hin- und Rückweg gelesen: {n_relations}",
                "Mutual, read as there and back: {n_relations}"
            ),
            Self::LeftOut { names } => {
                let names: Vec<String> = names.iter().map(|name| excerpt(name)).collect();
                say!(lang, "Nicht übernommen: {}", "Not taken over: {}", names.join(", "))
            }
            Self::NotRead { name } => {
                say!(lang, "Nicht gelesen: {}", "Not read: {}", excerpt(name))
            }
            Self::SheetNotRead { sheet } => {
                say!(lang, "Nicht gelesen: Blatt {}", "Not read: sheet {}", excerpt(sheet))
            }
            Self::Unsupported { element } => {
                say!(lang, "Nicht gelesen: Elemente „{element}“", "Not read: elements “{element}”")
            }
            Self::Set { value, n_rows } => {
                let (what, set) = value.words(lang);
                say!(
                    lang,
                    "{what}: {n_rows}; eingesetzt wurde „{set}“",
                    "{what}: {n_rows}; “{set}” was put in"
                )
            }
            Self::NoField { n_services } => say!(
                lang,
                "Angebote ohne Handlungsfeld, ausgelassen: {n_services}. Mit einem Handlungsfeld \
                 für alle würden sie gelesen",
                "Services without a field of action, left out: {n_services}. With one field for \
                 all of them they would be read"
            ),
            Self::PersonalMailbox { organization, mailbox } => say!(
                lang,
                "{}: das Postfach „{}“ sieht nach einer Person aus und wurde nicht übernommen",
                "{}: the mailbox “{}” looks like that of a person and was not taken over",
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
