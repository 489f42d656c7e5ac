//! Reads GEXF of any version.

use std::collections::HashMap;

use model::CodeBook;

use crate::Problem;
use crate::draft::{Collector, Draft};
use crate::encoding::decode_any;
use crate::file_problem::FileProblem;
use crate::graph::{Edge, Graph, GraphFile, Node, import, key};
use crate::limits::{MAX_KEYS, MAX_ROWS};
use crate::xml::{Element, Token, XmlReader};

/// Reads nodes as actors and edges as relations; places in the picture are not read.
pub(crate) fn read(name: &str, bytes: &[u8], codes: &CodeBook) -> Draft {
    let text = match decode_any(bytes) {
        Ok(text) => text,
        Err(reason) => return Draft::refused(name, reason),
    };
    let mut parser = Parser::default();
    let mut reader = XmlReader::new(&text);
    loop {
        match reader.next() {
            Ok(Token::Open(element)) => parser.open(&element),
            Ok(Token::Close) => parser.close(),
            Ok(Token::Text(_)) => {}
            Ok(Token::End) => break,
            Err(flaw) => {
                let line = Some(flaw.line);
                let problem = Problem { line, ..Problem::of_file(name, flaw.problem) };
                return Draft { problems: vec![problem], ..Draft::default() };
            }
        }
        if parser.graph.n_rows() > MAX_ROWS {
            return Draft::refused(name, FileProblem::TooManyRows);
        }
    }
    import(&GraphFile::whole(name), &parser.graph, Collector::new(codes))
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tag {
    Node,
    Edge,
    Other,
}

#[derive(Default)]
struct Parser {
    graph: Graph,
    /// The class whose attributes are being declared.
    class: String,
    /// The title of each attribute by class and id.
    titles: HashMap<(String, String), String>,
    is_undirected: bool,
    tags: Vec<Tag>,
    /// Where the open nodes stand in the graph; in older files nodes lie within others.
    open_nodes: Vec<usize>,
}

impl Parser {
    fn open(&mut self, element: &Element) {
        let text = |attribute| element.get(attribute).unwrap_or_default().to_owned();
        let mut tag = Tag::Other;
        match element.name.as_str() {
            "graph" => {
                let default = element.get("defaultedgetype");
                self.is_undirected = matches!(default, Some("undirected" | "mutual"));
            }
            "attributes" => self.class = text("class"),
            "attribute" => {
                let title = element.get("title").map_or_else(|| text("id"), str::to_owned);
                if self.titles.len() < MAX_KEYS {
                    self.titles.insert((self.class.clone(), text("id")), title);
                }
            }
            "node" => {
                self.open_nodes.push(self.graph.nodes.len());
                self.graph.nodes.push(Node {
                    line: Some(element.line),
                    id: text("id"),
                    label: text("label"),
                    attributes: Vec::new(),
                });
                tag = Tag::Node;
            }
            "edge" => {
                self.open_edge(element);
                tag = Tag::Edge;
            }
            "attvalue" => self.value(element),
            _ => {}
        }
        self.tags.push(tag);
    }

    fn open_edge(&mut self, element: &Element) {
        let text = |attribute| element.get(attribute).unwrap_or_default().to_owned();
        let is_mutual = match element.get("type") {
            Some(direction) => matches!(direction, "undirected" | "mutual"),
            None => self.is_undirected,
        };
        let mut attributes = Vec::new();
        // The kind comes before the label, which people may have written over.
        for said in ["kind", "label"] {
            if let Some(said) = element.get(said).filter(|said| !said.trim().is_empty()) {
                attributes.push((self.graph.key(key::KIND), said.to_owned()));
            }
        }
        let is_one = |weight: &str| weight.parse() == Ok(1.0);
        if let Some(weight) = element.get("weight").filter(|weight| !is_one(weight)) {
            attributes.push((self.graph.key("weight"), weight.to_owned()));
        }
        self.graph.edges.push(Edge {
            line: Some(element.line),
            id: text("id"),
            from: text("source"),
            to: text("target"),
            is_mutual,
            attributes,
        });
    }

    fn value(&mut self, element: &Element) {
        let text = |attribute| element.get(attribute).unwrap_or_default().to_owned();
        let inner = self.tags.iter().rev().find(|tag| **tag != Tag::Other);
        let Some(inner) = inner.copied() else {
            return;
        };
        let class = if inner == Tag::Node { "node" } else { "edge" };
        // Version 1.1 says `id` instead of `for`.
        let id = element.get("for").map_or_else(|| text("id"), str::to_owned);
        let title = self.titles.get(&(class.to_owned(), id.clone())).unwrap_or(&id).clone();
        let value = (self.graph.key(&title), text("value"));
        let attributes = match inner {
            Tag::Node => {
                let at = self.open_nodes.last().copied().unwrap_or_default();
                self.graph.nodes.get_mut(at).map(|node| &mut node.attributes)
            }
            Tag::Edge => self.graph.edges.last_mut().map(|edge| &mut edge.attributes),
            Tag::Other => None,
        };
        if let Some(attributes) = attributes {
            attributes.push(value);
        }
    }

    fn close(&mut self) {
        if self.tags.pop() == Some(Tag::Node) {
            self.open_nodes.pop();
        }
    }
}
