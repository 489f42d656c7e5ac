//! A graph as Kumu, GraphML and GEXF tell it: nodes and edges with texts as attributes.
//!
//! Each format reads its file into a [`Graph`] and writes one; what the attributes mean for a
//! network is said once, in `import.rs` and `export.rs`. Our own files carry every cell of a row
//! as an attribute and come back equal; from others, names and kinds are understood.
//! Not here: services, posts and committees, which none of these formats has a word for.

mod export;
mod import;

use std::collections::HashMap;

use crate::limits::MAX_KEYS;

pub(crate) use import::{GraphFile, import};

/// Attributes by the number of their key.
pub(crate) type Attributes = Vec<(usize, String)>;

#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Graph {
    pub(crate) nodes: Vec<Node>,
    pub(crate) edges: Vec<Edge>,
    keys: Vec<String>,
    positions: HashMap<String, usize>,
}

#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Node {
    pub(crate) line: Option<u64>,
    /// What edges call it; unique within the file.
    pub(crate) id: String,
    /// What people call it; empty when the file does not say.
    pub(crate) label: String,
    pub(crate) attributes: Attributes,
}

#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Edge {
    pub(crate) line: Option<u64>,
    pub(crate) id: String,
    pub(crate) from: String,
    pub(crate) to: String,
    pub(crate) is_mutual: bool,
    pub(crate) attributes: Attributes,
}

impl Graph {
    /// The number of a key, which is the same for nodes and edges.
    pub(crate) fn key(&mut self, name: &str) -> usize {
        if let Some(position) = self.positions.get(name) {
            return *position;
        }
        // Nobody has so many columns; what each of them means takes time to find out.
        if self.keys.len() >= MAX_KEYS {
            return self.keys.len() - 1;
        }
        self.keys.push(name.to_owned());
        self.positions.insert(name.to_owned(), self.keys.len() - 1);
        self.keys.len() - 1
    }

    /// All keys, by their numbers.
    pub(crate) fn keys(&self) -> &[String] {
        &self.keys
    }

    pub(crate) fn n_rows(&self) -> usize {
        self.nodes.len() + self.edges.len()
    }
}

/// Columns whose values are whole numbers, for formats in which attributes have a type.
pub(crate) const WHOLE_NUMBERS: [&str; 6] = [
    "agreed_days",
    "amount_eur",
    "media_breaks",
    "quality_by_receiver",
    "quality_by_sender",
    "times_per_year",
];

/// Keys under which the formats say the same.
pub(crate) mod key {
    pub(crate) const KIND: &str = "kind";
    pub(crate) const NOTE: &str = "note";
    pub(crate) const TAGS: &str = "tags";
}
