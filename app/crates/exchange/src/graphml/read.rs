//! Reads GraphML, whoever wrote it.

use std::collections::HashMap;

use model::CodeBook;

use super::LABEL;
use crate::Problem;
use crate::draft::{Collector, Draft, Note};
use crate::encoding::decode_any;
use crate::file_problem::FileProblem;
use crate::graph::{Edge, Graph, GraphFile, Node, import, key};
use crate::limits::{MAX_KEYS, MAX_ROWS};
use crate::xml::{Element, Token, XmlReader};

/// Reads nodes as actors and edges as relations.
pub(crate) fn read(name: &str, bytes: &[u8], codes: &CodeBook) -> Draft {
    let text = match decode_any(bytes) {
        Ok(text) => text,
        Err(reason) => return Draft::refused(name, reason),
    };
    let mut parser = Parser::new(Collector::new(codes));
    let mut reader = XmlReader::new(&text);
    loop {
        match reader.next() {
            Ok(Token::Open(element)) => parser.open(&element),
            Ok(Token::Close) => parser.close(),
            Ok(Token::Text(text)) => parser.text(&text),
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
    import(&GraphFile::whole(name), &parser.graph, parser.collector)
}

/// What an open element means.
enum Tag {
    Graph,
    Node,
    Edge,
    /// The value of a key.
    Data {
        name: String,
    },
    /// A label in the drawing of yEd or visone.
    DrawnLabel,
    Other,
}

/// A node or edge in the making.
#[derive(Default)]
struct Item {
    line: u64,
    id: String,
    from: String,
    to: String,
    is_mutual: bool,
    label: String,
    drawn_label: String,
    attributes: Vec<(usize, String)>,
}

struct Parser<'a> {
    graph: Graph,
    collector: Collector<'a>,
    /// The name of each key by its id.
    key_names: HashMap<String, String>,
    tags: Vec<Tag>,
    /// Nodes of nested graphs stand within their groups.
    items: Vec<Item>,
    /// Whether edges of the graphs around are undirected.
    undirected: Vec<bool>,
    text: String,
}

impl<'a> Parser<'a> {
    fn new(collector: Collector<'a>) -> Self {
        Self {
            graph: Graph::default(),
            collector,
            key_names: HashMap::new(),
            tags: Vec::new(),
            items: Vec::new(),
            undirected: Vec::new(),
            text: String::new(),
        }
    }

    fn open(&mut self, element: &Element) {
        let text = |attribute| element.get(attribute).unwrap_or_default().to_owned();
        let tag = match element.name.as_str() {
            "key" => {
                let id = text("id");
                let name = element.get("attr.name").map_or_else(|| id.clone(), str::to_owned);
                if self.key_names.len() < MAX_KEYS {
                    self.key_names.insert(id, name);
                }
                Tag::Other
            }
            "graph" => {
                self.undirected.push(element.get("edgedefault") == Some("undirected"));
                Tag::Graph
            }
            "node" => {
                let (line, id) = (element.line, text("id"));
                self.items.push(Item { line, id, ..Item::default() });
                Tag::Node
            }
            "edge" => {
                let by_default = self.undirected.last().copied().unwrap_or_default();
                let is_mutual = match element.get("directed") {
                    Some("true" | "1") => false,
                    Some(_) => true,
                    None => by_default,
                };
                let (from, to) = (text("source"), text("target"));
                let (line, id) = (element.line, text("id"));
                self.items.push(Item { line, id, from, to, is_mutual, ..Item::default() });
                Tag::Edge
            }
            "data" if matches!(self.tags.last(), Some(Tag::Node | Tag::Edge)) => {
                self.text.clear();
                let id = text("key");
                Tag::Data { name: self.key_names.get(&id).cloned().unwrap_or(id) }
            }
            "NodeLabel" | "EdgeLabel" | "Label.Text" => {
                self.text.clear();
                Tag::DrawnLabel
            }
            "hyperedge" => self.unsupported("hyperedge"),
            "port" => self.unsupported("port"),
            _ => Tag::Other,
        };
        self.tags.push(tag);
    }

    fn unsupported(&mut self, element: &'static str) -> Tag {
        self.collector.push_note(Note::Unsupported { element });
        Tag::Other
    }

    /// Texts count in values and drawn labels only, so that no memory is taken by others.
    fn text(&mut self, text: &str) {
        if matches!(self.tags.last(), Some(Tag::Data { .. } | Tag::DrawnLabel)) {
            self.text.push_str(text);
        }
    }

    fn close(&mut self) {
        match self.tags.pop() {
            Some(Tag::Graph) => {
                self.undirected.pop();
            }
            Some(Tag::Node) => self.close_node(),
            Some(Tag::Edge) => self.close_edge(),
            Some(Tag::Data { name }) => {
                let text = std::mem::take(&mut self.text);
                self.close_data(&name, text);
            }
            Some(Tag::DrawnLabel) => {
                let text = std::mem::take(&mut self.text);
                if let Some(item) = self.items.last_mut().filter(|i| i.drawn_label.is_empty()) {
                    text.trim().clone_into(&mut item.drawn_label);
                }
            }
            Some(Tag::Other) | None => {}
        }
    }

    fn close_data(&mut self, name: &str, text: String) {
        let key = self.graph.key(name);
        let Some(item) = self.items.last_mut().filter(|_| !text.trim().is_empty()) else {
            return;
        };
        if name.eq_ignore_ascii_case(LABEL) {
            item.label = text;
        } else {
            if item.label.is_empty() && name.eq_ignore_ascii_case("name") {
                item.label.clone_from(&text);
            }
            item.attributes.push((key, text));
        }
    }

    fn close_node(&mut self) {
        let Some(item) = self.items.pop() else {
            return;
        };
        let label = if item.label.is_empty() { item.drawn_label } else { item.label };
        let (line, id, attributes) = (Some(item.line), item.id, item.attributes);
        self.graph.nodes.push(Node { line, id, label, attributes });
    }

    /// The label of an edge says its kind, if nothing else does.
    fn close_edge(&mut self) {
        let Some(mut item) = self.items.pop() else {
            return;
        };
        let label = if item.label.is_empty() { item.drawn_label } else { item.label };
        if !label.trim().is_empty() {
            item.attributes.push((self.graph.key(key::KIND), label));
        }
        let Item { line, id, from, to, is_mutual, attributes, .. } = item;
        self.graph.edges.push(Edge { line: Some(line), id, from, to, is_mutual, attributes });
    }
}
