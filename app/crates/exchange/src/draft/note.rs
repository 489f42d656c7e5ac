//! What a reader should know of a file that was read without a problem.

use std::fmt;

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
        }
    }
}
