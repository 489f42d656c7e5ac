//! The two parts of a map, and what their columns mean.

use crate::graph::{Edge, Graph, Node, key};
use crate::tables::{extension, stem};

/// One of the two tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Part {
    Elements,
    Connections,
}

impl Part {
    pub(crate) const ALL: [Self; 2] = [Self::Elements, Self::Connections];

    /// The name of its sheet.
    pub(crate) fn sheet(self) -> &'static str {
        match self {
            Self::Elements => "Elements",
            Self::Connections => "Connections",
        }
    }

    /// The name of its file.
    pub(crate) fn file(self) -> &'static str {
        match self {
            Self::Elements => "elements.csv",
            Self::Connections => "connections.csv",
        }
    }

    /// The part that a sheet or a CSV file of this name holds.
    pub(crate) fn of_name(name: &str) -> Option<Self> {
        let is_table = matches!(extension(name).as_str(), "" | "csv");
        let name = stem(name).trim().to_lowercase();
        Self::ALL.into_iter().find(|part| is_table && part.sheet().to_lowercase() == name)
    }

    /// The part that has these columns.
    pub(crate) fn of_columns(names: &[&str]) -> Option<Self> {
        let has = |wanted: &str| names.iter().any(|name| name.trim().eq_ignore_ascii_case(wanted));
        if has("from") && has("to") {
            Some(Self::Connections)
        } else if has("label") {
            Some(Self::Elements)
        } else {
            None
        }
    }

    /// The file in whose name problems are collected.
    pub(crate) fn table_file(self) -> &'static str {
        match self {
            Self::Elements => "actors.csv",
            Self::Connections => "relations.csv",
        }
    }
}

impl Graph {
    /// Adds an element or a connection with these fields.
    pub(super) fn push_fields<'f>(
        &mut self,
        part: Part,
        line: Option<u64>,
        fields: impl IntoIterator<Item = (&'f str, &'f str)>,
    ) {
        let (mut label, mut id, mut from, mut to) =
            (String::new(), String::new(), String::new(), String::new());
        let mut is_mutual = false;
        let mut attributes = Vec::new();
        for (name, text) in fields {
            let text = text.trim_end();
            let name = name.trim();
            if text.is_empty() {
                continue;
            }
            match (name.to_lowercase().as_str(), part) {
                ("label", Part::Elements) => text.trim().clone_into(&mut label),
                ("from", Part::Connections) => text.trim().clone_into(&mut from),
                ("to", Part::Connections) => text.trim().clone_into(&mut to),
                ("direction", Part::Connections) => {
                    is_mutual = text.trim().eq_ignore_ascii_case("mutual");
                }
                (folded, _) => {
                    if folded == "id" {
                        text.clone_into(&mut id);
                    }
                    let name = match folded {
                        "type" | "element type" | "connection type" => key::KIND,
                        "description" => key::NOTE,
                        "tags" => key::TAGS,
                        _ => name,
                    };
                    attributes.push((self.key(name), text.to_owned()));
                }
            }
        }
        match part {
            Part::Elements => {
                self.nodes.push(Node { line, id: label.clone(), label, attributes });
            }
            Part::Connections => {
                self.edges.push(Edge { line, id, from, to, is_mutual, attributes });
            }
        }
    }
}
