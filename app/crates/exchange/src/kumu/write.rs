//! Writes a map.

use model::{ActorKind, Code, Lang, Network, RelationKind, TableName};
use serde_json::{Map, Value, json};

use super::Part;
use crate::cells::columns;
use crate::escape::{push_line, shield};
use crate::graph::{Attributes, Graph, key};
use crate::xlsx::{SheetContent, write_sheets};
use crate::{CsvFiles, WriteProblem};

/// Writes a map for Kumu's JSON import.
///
/// # Errors
/// [`WriteProblem::Failed`] never in practice: every text has a JSON form.
pub fn write_kumu_json(network: &Network) -> Result<Vec<u8>, WriteProblem> {
    let objects = |part| -> Vec<Value> {
        let table = Table::of(network, part);
        let object = |row: Vec<String>| {
            let filled = table.columns.iter().zip(row).filter(|(_, text)| !text.is_empty());
            let fields = filled.map(|(name, text)| {
                let is_our_own = !matches!(*name, "Label" | "Type" | "Description" | "From" | "To")
                    && *name != "Direction";
                let name = if is_our_own { (*name).to_owned() } else { name.to_lowercase() };
                (name, Value::String(text))
            });
            Value::Object(fields.collect::<Map<_, _>>())
        };
        table.rows.iter().cloned().map(object).collect()
    };
    let map = json!({
        "elements": objects(Part::Elements),
        "connections": objects(Part::Connections),
    });
    serde_json::to_vec_pretty(&map).map_err(|_unwritable| WriteProblem::Failed)
}

/// Writes `elements.csv` and `connections.csv`.
pub fn write_kumu_csv(network: &Network) -> CsvFiles {
    let mut files = CsvFiles::default();
    for part in Part::ALL {
        let table = Table::of(network, part);
        let mut text = String::new();
        push_line(&mut text, table.columns.iter().copied());
        for row in table.rows {
            let cells: Vec<String> = row.iter().map(|text| shield(text)).collect();
            push_line(&mut text, cells.iter().map(String::as_str));
        }
        files.insert(part.file(), text.into_bytes());
    }
    files
}

/// Writes a workbook with the sheets Elements and Connections.
///
/// # Errors
/// [`WriteProblem::LongText`], [`WriteProblem::ManyRows`].
pub fn write_kumu_xlsx(network: &Network) -> Result<Vec<u8>, WriteProblem> {
    let sheets = Part::ALL.map(|part| {
        let table = Table::of(network, part);
        SheetContent { name: part.sheet(), columns: table.columns, rows: table.rows }
    });
    write_sheets(&sheets)
}

/// A part of the map as rows of texts.
struct Table {
    columns: Vec<&'static str>,
    rows: Vec<Vec<String>>,
}

/// Columns that Kumu has a name of its own for, or that are said by the ends of a connection.
const SAID_OTHERWISE: [&str; 5] = [key::KIND, key::NOTE, "from", "to", "name"];

impl Table {
    fn of(network: &Network, part: Part) -> Self {
        let graph = Graph::of(network).with_unique_labels();
        let (head, table): (&[&str], _) = match part {
            Part::Elements => (&["Label", "Type", "Description"], TableName::Actors),
            Part::Connections => {
                (&["From", "To", "Type", "Description", "Direction"], TableName::Relations)
            }
        };
        let own = || columns(table).filter(|column| !SAID_OTHERWISE.contains(column));
        // Only where the label is not the name: it got the id behind it.
        let name = (part == Part::Elements).then_some("name");
        let columns: Vec<&'static str> = head.iter().copied().chain(own()).chain(name).collect();
        let text = |attributes: &Attributes, column: &str| {
            let found = attributes.iter().find(|(at, _)| graph.keys()[*at] == column);
            found.map_or_else(String::new, |(_, text)| text.clone())
        };
        let label_of = |id: &str| {
            let found = graph.nodes.binary_search_by(|node| node.id.as_str().cmp(id));
            found.map_or_else(|_| id.to_owned(), |at| graph.nodes[at].label.clone())
        };
        let own_texts = |attributes: &Attributes| -> Vec<String> {
            own().map(|column| text(attributes, column)).collect()
        };
        let rows = match part {
            Part::Elements => graph
                .nodes
                .iter()
                .map(|node| {
                    let kind = label::<ActorKind>(&text(&node.attributes, key::KIND));
                    let mut row = vec![node.label.clone(), kind, text(&node.attributes, key::NOTE)];
                    row.extend(own_texts(&node.attributes));
                    let name = text(&node.attributes, "name");
                    row.push(if name == node.label { String::new() } else { name });
                    row
                })
                .collect(),
            Part::Connections => graph
                .edges
                .iter()
                .map(|edge| {
                    let kind = label::<RelationKind>(&text(&edge.attributes, key::KIND));
                    let note = text(&edge.attributes, key::NOTE);
                    let direction = "directed".to_owned();
                    let mut row =
                        vec![label_of(&edge.from), label_of(&edge.to), kind, note, direction];
                    row.extend(own_texts(&edge.attributes));
                    row
                })
                .collect(),
        };
        Self { columns, rows }
    }
}

/// The German label of a code.
fn label<T: Code>(code: &str) -> String {
    T::parse(code).map_or_else(|_unknown| code.to_owned(), |value| value.label(Lang::De).to_owned())
}
