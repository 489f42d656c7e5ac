//! A whole network as JSON, with what belongs to it: stored views and the history.
//!
//! The format names itself: `"format": "netzlotse", "version": 1`. Rows are those of
//! [`model::Network`], and what the tables forbid is forbidden here as well. Views and history are
//! passed through as they are.

mod raw;

use model::{CodeBook, Network, NetworkId, Row, TableName};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use serde_json::value::RawValue;

use crate::cells::{cells, read_cells, table_of};
use crate::draft::{Collector, Draft, network_of};
use crate::encoding::decode_any;
use crate::file_problem::FileProblem;
use crate::problem::Place;
use crate::{Preview, Problem, Reason, WriteProblem};

pub(crate) use raw::{PartLines, free_part, outline};

const FORMAT: &str = "netzlotse";
const VERSION: u64 = 1;

/// A network with what belongs to it.
#[derive(Clone, Debug, PartialEq)]
pub struct NetworkFile {
    pub network: Network,
    pub views: Value,
    pub history: Vec<Value>,
}

#[derive(Serialize)]
struct Written<'a> {
    format: &'a str,
    version: u64,
    network: &'a Network,
    views: &'a Value,
    history: &'a [Value],
}

#[derive(Deserialize)]
struct Outline<'t> {
    version: u64,
    /// Whether only some rows of a network are there, which may refer to others.
    #[serde(default)]
    part: bool,
    #[serde(borrow)]
    network: &'t RawValue,
    #[serde(borrow)]
    views: Option<&'t RawValue>,
    #[serde(borrow)]
    history: Option<&'t RawValue>,
}

/// The tables of a network; one that is left out is empty.
#[derive(Deserialize)]
struct Tables<'t> {
    id: NetworkId,
    #[serde(default)]
    revision: u64,
    #[serde(borrow, default)]
    regions: Vec<&'t RawValue>,
    #[serde(borrow, default)]
    actors: Vec<&'t RawValue>,
    #[serde(borrow, default)]
    services: Vec<&'t RawValue>,
    #[serde(borrow, default)]
    posts: Vec<&'t RawValue>,
    #[serde(borrow, default)]
    committees: Vec<&'t RawValue>,
    #[serde(borrow, default)]
    memberships: Vec<&'t RawValue>,
    #[serde(borrow, default)]
    jurisdictions: Vec<&'t RawValue>,
    #[serde(borrow, default)]
    relations: Vec<&'t RawValue>,
    #[serde(borrow, default)]
    observations: Vec<&'t RawValue>,
    #[serde(borrow, default)]
    sources: Vec<&'t RawValue>,
}

/// Writes a network with its views and history; the rows stand in canonical order.
///
/// # Errors
/// [`WriteProblem::Failed`] never in practice: every value has a JSON form.
pub fn write_json(file: &NetworkFile) -> Result<Vec<u8>, WriteProblem> {
    let mut network = file.network.clone();
    network.sort();
    let written = Written {
        format: FORMAT,
        version: VERSION,
        network: &network,
        views: &file.views,
        history: &file.history,
    };
    serde_json::to_vec_pretty(&written).map_err(|_unwritable| WriteProblem::Failed)
}

/// Writes some rows of a network, which may refer to others: the file says so (`"part": true`), and
/// whoever takes it over judges that.
///
/// # Errors
/// As [`write_json`].
pub fn write_json_rows(id: &NetworkId, rows: &[Row]) -> Result<Vec<u8>, WriteProblem> {
    let mut tables = serde_json::Map::new();
    tables.insert("id".to_owned(), Value::from(id.as_str()));
    for row in rows {
        let table = tables.entry(row.table().code()).or_insert_with(|| Value::Array(Vec::new()));
        let value = serde_json::to_value(row).map_err(|_unwritable| WriteProblem::Failed)?;
        // A row says its table beside its columns.
        if let (Value::Array(table), Value::Object(mut value)) = (table, value) {
            table.extend(value.remove("row"));
        }
    }
    let file = serde_json::json!({ "format": FORMAT, "version": VERSION, "part": true, "network": tables });
    serde_json::to_vec(&file).map_err(|_unwritable| WriteProblem::Failed)
}

/// Reads a network with its views and history: all or nothing.
///
/// # Errors
/// In [`Preview::problems`], each with the line of its row.
pub fn read_json(name: &str, bytes: &[u8], codes: &CodeBook) -> Preview<NetworkFile> {
    let text = match decode_any(bytes) {
        Ok(text) => text,
        Err(reason) => return refused(name, None, reason),
    };
    let (outline, tables) = match open(&text) {
        Ok(opened) => opened,
        Err((line, problem)) => return refused(name, line, problem),
    };
    // Of a whole network nothing is elsewhere, whatever the file says of itself.
    let draft = collect(name, &text, (false, &tables), codes);
    let free_parts = outline.views.map_or(Ok(Value::Null), free_part).and_then(|views| {
        let history = outline.history.map_or(Ok(Vec::new()), free_part);
        Ok((views, history?))
    });
    let (views, history) = match free_parts {
        Ok(parts) => parts,
        Err(problem) => return refused(name, None, problem),
    };
    if !draft.problems.is_empty() {
        return Preview { item: None, problems: draft.problems };
    }
    let mut network = network_of(tables.id, draft.rows);
    network.revision = tables.revision;
    network.sort();
    Preview { item: Some(NetworkFile { network, views, history }), problems: Vec::new() }
}

fn refused(name: &str, line: Option<u64>, reason: impl Into<Reason>) -> Preview<NetworkFile> {
    let problem = Problem { line, ..Problem::of_file(name, reason) };
    Preview { item: None, problems: vec![problem] }
}

/// Reads the rows.
pub(crate) fn read_draft(name: &str, bytes: &[u8], codes: &CodeBook) -> Draft {
    let text = match decode_any(bytes) {
        Ok(text) => text,
        Err(reason) => return Draft::refused(name, reason),
    };
    match open(&text) {
        Ok((outline, tables)) => collect(name, &text, (outline.part, &tables), codes),
        Err((line, problem)) => {
            let problem = Problem { line, ..Problem::of_file(name, problem) };
            Draft { problems: vec![problem], ..Draft::default() }
        }
    }
}

/// Whether a text says that it is in our format.
pub(crate) fn is_ours(text: &str) -> bool {
    text.match_indices("\"format\"").any(|(at, key)| {
        let value = text[at + key.len()..].trim_start().strip_prefix(':');
        value.is_some_and(|value| value.trim_start().starts_with("\"netzlotse\""))
    })
}

fn open(text: &str) -> Result<(Outline<'_>, Tables<'_>), (Option<u64>, FileProblem)> {
    let found: Outline<'_> = outline(text)?;
    if found.version != VERSION {
        return Err((None, FileProblem::UnknownVersion(found.version)));
    }
    let line = PartLines::new(text).line(found.network);
    let tables = outline(found.network.get()).map_err(|(at, problem)| {
        // The line within the part, from 1.
        (at.map(|at| line + at.saturating_sub(1)), problem)
    })?;
    Ok((found, tables))
}

fn collect(
    name: &str,
    text: &str,
    (is_part, tables): (bool, &Tables<'_>),
    codes: &CodeBook,
) -> Draft {
    let mut rows = RowReader { collector: Collector::new(codes), text, is_part, codes };
    rows.table::<model::Region>(TableName::Regions, &tables.regions);
    rows.table::<model::Actor>(TableName::Actors, &tables.actors);
    rows.table::<model::Service>(TableName::Services, &tables.services);
    rows.table::<model::Post>(TableName::Posts, &tables.posts);
    rows.table::<model::Committee>(TableName::Committees, &tables.committees);
    rows.table::<model::Membership>(TableName::Memberships, &tables.memberships);
    rows.table::<model::Jurisdiction>(TableName::Jurisdictions, &tables.jurisdictions);
    rows.table::<model::Relation>(TableName::Relations, &tables.relations);
    rows.table::<model::Observation>(TableName::Observations, &tables.observations);
    rows.table::<model::Source>(TableName::Sources, &tables.sources);
    rows.collector.finish(|file| {
        let table = file.strip_suffix(".csv").unwrap_or(file);
        Place::of_file(&format!("{name}, {table}"))
    })
}

/// Reads the rows of one table after the other.
struct RowReader<'a> {
    collector: Collector<'a>,
    text: &'a str,
    is_part: bool,
    codes: &'a CodeBook,
}

impl RowReader<'_> {
    fn table<T>(&mut self, table: TableName, parts: &[&RawValue])
    where
        T: for<'d> Deserialize<'d> + Into<Row>,
    {
        let file = table_of(table).file;
        if !self.is_part {
            self.collector.set_complete(table);
        }
        let mut lines = PartLines::new(self.text);
        if parts.len() > self.collector.n_rows_left() {
            self.collector.reader.problems.push(file, None, None, FileProblem::TooManyRows);
            self.collector.reader.places.add_unread_table(table_of(table));
            return;
        }
        for part in parts {
            let line = Some(lines.line(part));
            match raw::part::<T>(part) {
                Ok(row) => self.row(row.into(), line),
                Err(problem) => {
                    self.collector.reader.problems.push(file, line, None, problem);
                    // Which row it was is not known, so any reference may mean it.
                    self.collector.reader.places.add_unread_table(table_of(table));
                }
            }
        }
    }

    /// The types allow a little more than the tables do, and know no code book.
    fn row(&mut self, row: Row, line: Option<u64>) {
        let table = row.table();
        let cells = cells(&row);
        let text_of = |column: &str| {
            let cell = cells.iter().find(|cell| cell.column == column);
            cell.map_or("", |cell| cell.text.as_str())
        };
        match read_cells(table, text_of, self.codes) {
            Ok(_) => self.collector.push_row(row, line),
            Err(problems) => {
                let columns = table_of(table);
                self.collector.reader.places.add_unread_row(columns, row.key().id);
                for problem in problems {
                    let column = Some(problem.column.as_str());
                    self.collector.reader.problems.push(columns.file, line, column, problem.reason);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_format_is_recognised() {
        assert!(is_ours("{\"a\":1, \"format\" :\n \"netzlotse\"}"));
        assert!(!is_ours("{\"format\":\"other\",\"name\":\"netzlotse\"}"));
    }

    fn reasons(text: &str) -> Vec<String> {
        let draft = read_draft("n.json", text.as_bytes(), &CodeBook::default());
        draft.problems.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn what_is_wrong_is_named_with_its_line() {
        assert_eq!(
            reasons("{\"format\":\"netzlotse\",\"version\":2,\"network\":{}}"),
            ["n.json: die Datei hat Version 2 des Formats; gelesen wird Version 1"]
        );
        assert_eq!(
            reasons("{\"format\":\"netzlotse\",\n\"version\":1,\n\"network\":{\n\"id\":\"5774\"}}"),
            ["n.json, Zeile 4: der Inhalt entspricht an dieser Stelle nicht dem Format"]
        );
        assert_eq!(
            reasons("{\"version\":1,\n"),
            ["n.json, Zeile 2: die Datei ist kein gültiges JSON oder unvollständig"]
        );
        assert_eq!(
            reasons(
                "{\"version\":1,\"network\":{\"id\":\"05774\",\"sources\":[\n\
                 {\"id\":\"a\",\"kind\":\"law\",\"title\":\"A\"},\n\
                 {\"id\":\"B\",\"kind\":\"law\",\"title\":\"B\"},\n\
                 {\"id\":\"c\",\"kind\":\"law\",\"title\":\"\"},\n\
                 {\"id\":\"a\",\"kind\":\"law\",\"title\":\"noch einmal\"}]}}"
            ),
            [
                "n.json, sources, Zeile 3: der Inhalt entspricht an dieser Stelle nicht dem Format",
                "n.json, sources, Zeile 4, Spalte title: das Feld ist leer, wird aber gebraucht",
                "n.json, sources, Zeile 5, Spalte id: die Kennung „a“ kommt mehrfach vor",
            ]
        );
    }
}
