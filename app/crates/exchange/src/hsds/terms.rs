//! Our taxonomies: where the cells of our rows stand that HSDS has no field for.

use model::{Access, Confidence};
use model::{
    ActorKind, CodeBook, CodeListKind, Lang, Level, Sector, ServiceKind, TableName, UnknownCode,
    Visibility,
};
use uuid::Uuid;

/// The namespace of our UUIDs; made once at random.
const NAMESPACE: Uuid = Uuid::from_u128(0x6a1c_93d4_0b7e_4f52_a8d1_5e2f_70c3_9b46);

/// The UUID of something by the words that name it.
pub(super) fn uuid(words: &[&str]) -> String {
    Uuid::new_v5(&NAMESPACE, words.join("/").as_bytes()).to_string()
}

/// A list of terms. What it is called is part of the UUIDs, and so of every file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Vocabulary {
    ActorKind,
    Sector,
    Level,
    ServiceKind,
    Access,
    Confidence,
    Visibility,
    List(CodeListKind),
    /// The sources of a network; a term for each.
    Source,
    /// A term for each column; the attribute holds the text of the cell.
    Column,
}

impl Vocabulary {
    pub(super) const ALL: [Self; 13] = [
        Self::ActorKind,
        Self::Sector,
        Self::Level,
        Self::ServiceKind,
        Self::Access,
        Self::Confidence,
        Self::Visibility,
        Self::List(CodeListKind::FieldOfAction),
        Self::List(CodeListKind::LegalRegime),
        Self::List(CodeListKind::TargetGroup),
        Self::List(CodeListKind::ResidenceStatus),
        Self::Source,
        Self::Column,
    ];

    /// That of a column whose cell holds codes; the text of any other is a value.
    pub(super) fn of_column(table: TableName, column: &str) -> Self {
        match (table, column) {
            (TableName::Actors, "kind") => Self::ActorKind,
            (TableName::Actors, "sector") => Self::Sector,
            (TableName::Actors, "level") => Self::Level,
            (TableName::Services, "kind") => Self::ServiceKind,
            (TableName::Services, "access") => Self::Access,
            (TableName::Services, "fields") => Self::List(CodeListKind::FieldOfAction),
            (TableName::Services, "regimes") => Self::List(CodeListKind::LegalRegime),
            (TableName::Services, "target_groups") => Self::List(CodeListKind::TargetGroup),
            (TableName::Services, "residence_statuses") => {
                Self::List(CodeListKind::ResidenceStatus)
            }
            (_, "confidence") => Self::Confidence,
            (_, "visibility") => Self::Visibility,
            (_, "sources") => Self::Source,
            _ => Self::Column,
        }
    }

    /// The column that an attribute of this vocabulary fills; for [`Self::Column`] its code.
    pub(super) fn column(self) -> Option<&'static str> {
        Some(match self {
            Self::ActorKind | Self::ServiceKind => "kind",
            Self::Sector => "sector",
            Self::Level => "level",
            Self::Access => "access",
            Self::Confidence => "confidence",
            Self::Visibility => "visibility",
            Self::List(CodeListKind::FieldOfAction) => "fields",
            Self::List(CodeListKind::LegalRegime) => "regimes",
            Self::List(CodeListKind::TargetGroup) => "target_groups",
            Self::List(CodeListKind::ResidenceStatus) => "residence_statuses",
            Self::Source => "sources",
            Self::Column => return None,
        })
    }

    fn key(self) -> &'static str {
        match self {
            Self::ActorKind => "actor_kind",
            Self::Sector => "sector",
            Self::Level => "level",
            Self::ServiceKind => "service_kind",
            Self::Access => "access",
            Self::Confidence => "confidence",
            Self::Visibility => "visibility",
            Self::List(list) => list.code(),
            Self::Source => "source",
            Self::Column => "column",
        }
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::ActorKind => "Akteursart",
            Self::Sector => "Sektor",
            Self::Level => "Ebene",
            Self::ServiceKind => "Angebotsart",
            Self::Access => "Zugang",
            Self::Confidence => "Verlässlichkeit",
            Self::Visibility => "Sichtbarkeit",
            Self::List(list) => list.label(Lang::De),
            Self::Source => "Quelle",
            Self::Column => "Spalte",
        }
    }

    pub(super) fn id(self) -> String {
        uuid(&["taxonomy", self.key()])
    }

    /// The id of a term; those of sources belong to one network.
    pub(super) fn term_id(self, network: &str, code: &str) -> String {
        match self {
            Self::Source => uuid(&["term", self.key(), network, code]),
            _ => uuid(&["term", self.key(), code]),
        }
    }

    /// What a code means in German.
    pub(super) fn label(self, code: &str, codes: &CodeBook) -> String {
        let label = match self {
            Self::ActorKind => label::<ActorKind>(code),
            Self::Sector => label::<Sector>(code),
            Self::Level => label::<Level>(code),
            Self::ServiceKind => label::<ServiceKind>(code),
            Self::Access => label::<Access>(code),
            Self::Confidence => label::<Confidence>(code),
            Self::Visibility => label::<Visibility>(code),
            Self::List(list) => return codes.label(list, code, Lang::De).to_owned(),
            Self::Source | Self::Column => None,
        };
        label.unwrap_or(code).to_owned()
    }
}

fn label<C: model::Code>(code: &str) -> Option<&'static str> {
    let value: Result<C, UnknownCode> = C::parse(code);
    value.ok().map(|value| value.label(Lang::De))
}
