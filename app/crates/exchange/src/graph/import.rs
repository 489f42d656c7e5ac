//! From a graph to the rows of a network.
//!
//! A node or edge with all cells that a row needs is one of ours and is read as it was written,
//! except that a new label or kind counts. Of any other, name, kind and description are taken;
//! what else it says is named and left out: it may be about persons, and a network has no place
//! for them.

use std::collections::HashMap;

use model::{ActorId, IntegrityProblem, TableName};

use super::{Edge, Graph, Node, key};
use crate::cells::columns;
use crate::draft::{Collector, Draft, Note};
use crate::file_problem::FileProblem;
use crate::foreign::ForeignRows;
use crate::guesses::CellTexts;
use crate::mapping::column_with_label;
use crate::problem::Place;

/// A file with a graph: how it and its two parts are called in messages.
pub(crate) struct GraphFile {
    pub(crate) name: String,
    pub(crate) nodes_place: Place,
    pub(crate) edges_place: Place,
    /// Whether a node that only edges name is made, as Kumu does, or is a problem.
    pub(crate) makes_missing_nodes: bool,
    /// Whether the nodes are in the file at all.
    pub(crate) has_nodes: bool,
}

impl GraphFile {
    /// A file in which nodes and edges stand together.
    pub(crate) fn whole(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            nodes_place: Place::of_file(name),
            edges_place: Place::of_file(name),
            makes_missing_nodes: false,
            has_nodes: true,
        }
    }
}

/// Reads the rows of a graph.
pub(crate) fn import(file: &GraphFile, graph: &Graph, mut draft: Collector<'_>) -> Draft {
    if graph.n_rows() > draft.n_rows_left() {
        return Draft::refused(&file.name, FileProblem::TooManyRows);
    }
    if graph.n_rows() == 0 && !draft.reader.problems.has_any() {
        return Draft::refused(&file.name, FileProblem::NoContent);
    }
    if file.has_nodes {
        draft.set_complete(TableName::Actors);
    }
    let mut importer = Importer::new(file, graph, draft);
    importer.reserve_own_ids();
    for node in &graph.nodes {
        importer.node(node);
    }
    for edge in &graph.edges {
        // An edge may make its ends, and itself in both directions.
        if importer.rows.draft.n_rows_left() < 4 {
            importer.rows.report(TableName::Relations, edge.line, FileProblem::TooManyRows);
            break;
        }
        importer.edge(edge);
    }
    importer.finish()
}

struct Importer<'a> {
    file: &'a GraphFile,
    graph: &'a Graph,
    rows: ForeignRows<'a>,
    /// Which column each key stands for, for actors and for relations.
    actor_columns: Vec<Option<&'static str>>,
    relation_columns: Vec<Option<&'static str>>,
    /// The id of the actor that each node became.
    actor_of: HashMap<String, String>,
    n_both_ways: usize,
}

/// Columns that an attribute of a foreign node or edge may fill.
const FOREIGN_COLUMNS: [&str; 4] = ["short_name", "aliases", key::NOTE, key::KIND];

/// What a row of ours has besides its id, its label, its kind and its ends.
const OWN_ACTOR: [&str; 4] = ["sector", "level", "sources", "confidence"];
const OWN_RELATION: [&str; 3] = ["status", "sources", "confidence"];

impl<'a> Importer<'a> {
    fn new(file: &'a GraphFile, graph: &'a Graph, draft: Collector<'a>) -> Self {
        let columns_of = |table| graph.keys().iter().map(|key| column_of(table, key)).collect();
        Self {
            file,
            graph,
            rows: ForeignRows::new(&file.name, draft),
            actor_columns: columns_of(TableName::Actors),
            relation_columns: columns_of(TableName::Relations),
            actor_of: HashMap::new(),
            n_both_ways: 0,
        }
    }

    /// Ids that the file gives come before those that are made of labels.
    fn reserve_own_ids(&mut self) {
        for node in &self.graph.nodes {
            let cells = own_cells(&self.actor_columns, &OWN_ACTOR, &node.id, &node.attributes);
            if let Some(cells) = cells {
                self.rows.ids(TableName::Actors).reserve(&cells["id"]);
            }
        }
        for edge in &self.graph.edges {
            let columns = &self.relation_columns;
            let cells = own_cells(columns, &OWN_RELATION, &edge.id, &edge.attributes);
            if let Some(cells) = cells {
                self.rows.ids(TableName::Relations).reserve(&cells["id"]);
            }
        }
    }

    fn node(&mut self, node: &Node) {
        if self.actor_of.contains_key(&node.id) {
            let row = node.id.clone();
            let problem = IntegrityProblem::DuplicateId { table: "actors", row };
            self.rows.report(TableName::Actors, node.line, problem);
            return;
        }
        let name = name_of(node);
        let own = own_cells(&self.actor_columns, &OWN_ACTOR, &node.id, &node.attributes);
        let own = own.map(|cells| with_new_label(cells, &node.label));
        let mut cells = own.unwrap_or_else(|| {
            let cells = cells_of(&self.actor_columns, &node.attributes);
            let mut cells = self.foreign_cells(&node.attributes, &cells);
            cells.insert("id", self.rows.ids(TableName::Actors).free(name));
            cells
        });
        cells.entry("name").or_insert_with(|| name.to_owned());
        self.rows.set_actor_kind(&mut cells);
        self.actor_of.insert(node.id.clone(), cells["id"].clone());
        self.rows.push(TableName::Actors, &cells, node.line);
    }

    fn edge(&mut self, edge: &Edge) {
        let ends = [&edge.from, &edge.to].map(|end| end.trim());
        if ends.contains(&"") {
            self.rows.report(TableName::Relations, edge.line, FileProblem::MissingEnd);
            return;
        }
        let [Some(from), Some(to)] = ends.map(|end| self.end(end, edge.line)) else {
            return;
        };
        let columns = &self.relation_columns;
        let own = own_cells(columns, &OWN_RELATION, &edge.id, &edge.attributes);
        let mut cells = own.unwrap_or_else(|| {
            let cells = cells_of(&self.relation_columns, &edge.attributes);
            let mut cells = self.foreign_cells(&edge.attributes, &cells);
            let id = self.rows.ids(TableName::Relations).free(&format!("{from} {to}"));
            cells.insert("id", id);
            cells.guess("status", "active");
            cells
        });
        let kind = self.rows.set_relation_kind(&mut cells);
        cells.extend([("from", from.clone()), ("to", to.clone())]);
        self.rows.push(TableName::Relations, &cells, edge.line);
        if edge.is_mutual && kind.is_directed() {
            self.n_both_ways += 1;
            let name = format!("zurueck {}", cells["id"]);
            let id = self.rows.ids(TableName::Relations).free(&name);
            cells.extend([("id", id), ("from", to), ("to", from)]);
            self.rows.push(TableName::Relations, &cells, edge.line);
        }
    }

    /// The actor at an end of an edge.
    fn end(&mut self, label: &str, line: Option<u64>) -> Option<String> {
        if let Some(id) = self.actor_of.get(label) {
            return Some(id.clone());
        }
        if !self.file.makes_missing_nodes {
            let problem = FileProblem::UnknownEnd(label.to_owned());
            self.rows.report(TableName::Relations, line, problem);
            return None;
        }
        if self.file.has_nodes {
            self.rows.draft.push_note(Note::OnlyInConnections { label: label.to_owned() });
        }
        let (id, label) = (label.to_owned(), label.to_owned());
        self.node(&Node { line: None, id: id.clone(), label, attributes: Vec::new() });
        self.actor_of.get(&id).cloned()
    }

    /// What is taken of a row that is not ours.
    fn foreign_cells(&mut self, attributes: &[(usize, String)], cells: &CellTexts) -> CellTexts {
        let taken = FOREIGN_COLUMNS.iter().filter_map(|column| cells.get_key_value(column));
        let mut taken: CellTexts = taken.map(|(column, text)| (*column, text.clone())).collect();
        for (at, text) in attributes {
            let name = self.graph.keys()[*at].as_str();
            let column = self.actor_columns[*at].or(self.relation_columns[*at]);
            if name == key::TAGS {
                let note = taken.remove(key::NOTE).map_or(String::new(), |note| note + " ");
                taken.insert(key::NOTE, format!("{note}Stichworte: {text}"));
            } else if !column.is_some_and(|column| {
                FOREIGN_COLUMNS.contains(&column) || matches!(column, "id" | "name")
            }) {
                self.rows.leave_out(name);
            }
        }
        self.rows.cite_file(&mut taken);
        taken
    }

    fn finish(mut self) -> Draft {
        if self.n_both_ways > 0 {
            self.rows.draft.push_note(Note::BothWays { n_relations: self.n_both_ways });
        }
        self.rows.finish(|table| match table {
            "actors.csv" => self.file.nodes_place.clone(),
            "relations.csv" => self.file.edges_place.clone(),
            _ => Place::of_file(&self.file.name),
        })
    }
}

/// The column that a key stands for: our own name, in whatever case Kumu has put it, or a label.
fn column_of(table: TableName, key: &str) -> Option<&'static str> {
    let folded = key.trim().to_lowercase().replace([' ', '-'], "_");
    let own = columns(table).find(|column| *column == folded);
    own.or_else(|| column_with_label(table, key))
}

/// The cells of a row of ours, with its id; `None` for any other.
fn own_cells(
    columns: &[Option<&'static str>],
    required: &[&str],
    id: &str,
    attributes: &[(usize, String)],
) -> Option<CellTexts> {
    let mut cells = cells_of(columns, attributes);
    if !required.iter().all(|column| cells.contains_key(column)) {
        return None;
    }
    // All ids follow the same rule.
    if !cells.contains_key("id") && ActorId::new(id).is_ok() {
        cells.insert("id", id.to_owned());
    }
    cells.contains_key("id").then_some(cells)
}

/// The cells that attributes fill; of several for the same column the first counts.
fn cells_of(columns: &[Option<&'static str>], attributes: &[(usize, String)]) -> CellTexts {
    let mut cells = CellTexts::default();
    for (at, text) in attributes.iter().filter(|(_, text)| !text.trim().is_empty()) {
        if let Some(column) = columns[*at] {
            cells.entry(column).or_insert_with(|| text.clone());
        }
    }
    cells
}

/// Lets a label that somebody has written over count as the name. One that is the name, with the
/// id behind it where several have the same name, is not new.
fn with_new_label(mut cells: CellTexts, label: &str) -> CellTexts {
    let label = label.trim();
    let is_new = cells.get("name").is_some_and(|name| {
        let suffix = format!(" ({})", cells["id"]);
        let rest = label.strip_prefix(name.trim());
        rest.is_none_or(|rest| !rest.replace(&suffix, "").is_empty())
    });
    if is_new && !label.is_empty() {
        cells.insert("name", label.to_owned());
    }
    cells
}

fn name_of(node: &Node) -> &str {
    let label = node.label.trim();
    if label.is_empty() { node.id.trim() } else { label }
}
