//! Reads a map.

use std::collections::HashMap;

use csv::StringRecord;
use model::CodeBook;
use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use super::Part;
use crate::archive::{Archive, is_archive};
use crate::draft::{Collector, Draft, Note};
use crate::encoding::decode_any;
use crate::escape::unshield;
use crate::file_problem::FileProblem;
use crate::graph::{Graph, GraphFile, import};
use crate::json::{PartLines, free_part, outline};
use crate::limits::MAX_ROWS;
use crate::problem::{Part as FilePart, Place};
use crate::sheet::{RowSource, Sheet};
use crate::xlsx::Workbook;
use crate::{Problem, Reason};

/// A map while its parts are read.
struct MapReader<'a> {
    graph: Graph,
    collector: Collector<'a>,
    /// How each part that was found is called in messages.
    places: Vec<(Part, Place)>,
}

impl<'a> MapReader<'a> {
    fn new(codes: &'a CodeBook) -> Self {
        Self { graph: Graph::default(), collector: Collector::new(codes), places: Vec::new() }
    }

    /// Whether the part was not there before; of two, the first counts.
    fn begin(&mut self, part: Part, place: Place) -> bool {
        let is_first = self.places.iter().all(|(known, _)| *known != part);
        if is_first {
            self.places.push((part, place));
        } else {
            let note = match place.part {
                Some(FilePart::Sheet(sheet)) => Note::SheetNotRead { sheet },
                _ => Note::NotRead { name: place.file },
            };
            self.collector.push_note(note);
        }
        is_first
    }

    fn report(&mut self, part: Part, line: Option<u64>, reason: impl Into<Reason>) {
        self.collector.reader.problems.push(part.table_file(), line, None, reason);
    }

    fn rows(&mut self, part: Part, source: &mut impl RowSource) {
        let mut header = StringRecord::new();
        if source.next_row(&mut header).is_none() {
            return self.report(part, None, Reason::MissingHeader);
        }
        let names: Vec<String> = header.iter().map(|name| unshield(name).to_owned()).collect();
        let mut record = StringRecord::new();
        while let Some(line) = source.next_row(&mut record) {
            if self.graph.n_rows() > MAX_ROWS {
                return;
            }
            let fields = names.iter().map(String::as_str).zip(record.iter().map(unshield));
            let fields = fields.filter(|(name, _)| !name.is_empty());
            self.graph.push_fields(part, Some(line), fields);
        }
    }

    fn csv(&mut self, part: Part, bytes: &[u8]) {
        match decode_any(bytes) {
            Ok(text) => {
                let mut sheet = Sheet::new(&text);
                match sheet.flaw() {
                    Some((line, reason)) => self.report(part, Some(line), reason),
                    None => self.rows(part, &mut sheet),
                }
            }
            Err(reason) => self.report(part, None, reason),
        }
    }

    fn finish(self, name: &str) -> Draft {
        let place = |part| {
            let found = self.places.iter().find(|(known, _)| *known == part);
            found.map_or_else(|| Place::of_file(name), |(_, place)| place.clone())
        };
        let file = GraphFile {
            nodes_place: place(Part::Elements),
            edges_place: place(Part::Connections),
            makes_missing_nodes: true,
            has_nodes: self.places.iter().any(|(part, _)| *part == Part::Elements),
            name: name.to_owned(),
        };
        import(&file, &self.graph, self.collector)
    }
}

/// Reads the elements, the connections, or an archive with both.
pub(crate) fn read_csv(name: &str, bytes: &[u8], codes: &CodeBook) -> Draft {
    let mut map = MapReader::new(codes);
    if is_archive(bytes) {
        if let Err(problem) = read_archive(&mut map, bytes) {
            return Draft::refused(name, problem);
        }
        return map.finish(name);
    }
    let part = decode_any(bytes).map(|text| {
        let mut header = StringRecord::new();
        Sheet::new(&text).next_row(&mut header);
        Part::of_columns(&header.iter().collect::<Vec<_>>())
    });
    match part {
        Ok(Some(part)) => {
            map.begin(part, Place::of_file(name));
            map.csv(part, bytes);
            map.finish(name)
        }
        Ok(None) => Draft::refused(name, FileProblem::NeedsMapping),
        Err(reason) => Draft::refused(name, reason),
    }
}

fn read_archive(map: &mut MapReader<'_>, bytes: &[u8]) -> Result<(), FileProblem> {
    let mut archive = Archive::open(bytes)?;
    for (idx, path) in archive.names() {
        match Part::of_name(&path) {
            Some(part) if map.begin(part, Place::of_file(&path)) => {
                let unpacked = archive.unpack(idx)?;
                map.csv(part, &unpacked);
            }
            Some(_) => {}
            None => map.collector.push_note(Note::NotRead { name: path }),
        }
    }
    Ok(())
}

/// Reads the sheets Elements and Connections.
pub(crate) fn read_xlsx(name: &str, bytes: &[u8], codes: &CodeBook) -> Draft {
    let mut workbook = match Workbook::open(bytes) {
        Ok(workbook) => workbook,
        Err(problem) => return Draft::refused(name, problem),
    };
    let mut map = MapReader::new(codes);
    for sheet in workbook.sheet_names() {
        let place = Place::of_sheet(name, &sheet);
        let Some(part) = Part::of_name(&sheet) else {
            map.collector.push_note(Note::SheetNotRead { sheet });
            continue;
        };
        if !map.begin(part, place) {
            continue;
        }
        match workbook.rows(&sheet) {
            Ok(mut rows) => {
                map.rows(part, &mut rows);
                for (line, problem) in rows.into_problems() {
                    map.report(part, line, problem);
                }
            }
            Err(problem) => map.report(part, None, problem),
        }
    }
    map.finish(name)
}

#[derive(Deserialize)]
struct Outline<'t> {
    #[serde(borrow, default)]
    elements: Vec<&'t RawValue>,
    #[serde(borrow, default)]
    connections: Vec<&'t RawValue>,
}

/// Reads `{"elements": […], "connections": […]}`.
pub(crate) fn read_json(name: &str, bytes: &[u8], codes: &CodeBook) -> Draft {
    let text = match decode_any(bytes) {
        Ok(text) => text,
        Err(reason) => return Draft::refused(name, reason),
    };
    let outline: Outline<'_> = match outline(&text) {
        Ok(outline) => outline,
        Err((line, problem)) => {
            let problem = Problem { line, ..Problem::of_file(name, problem) };
            return Draft { problems: vec![problem], ..Draft::default() };
        }
    };
    let mut map = MapReader::new(codes);
    let labels = labels_by_id(&outline.elements);
    for (part, values) in
        [(Part::Elements, outline.elements), (Part::Connections, outline.connections)]
    {
        map.begin(part, Place::of_file(name));
        let mut lines = PartLines::new(&text);
        for value in values.into_iter().take(MAX_ROWS + 1) {
            let line = Some(lines.line(value));
            match free_part::<Map<String, Value>>(value) {
                Ok(fields) => {
                    let mut fields = flattened(fields);
                    for (name, text) in &mut fields {
                        if is_end(name)
                            && let Some(label) = labels.get(text.as_str())
                        {
                            text.clone_from(label);
                        }
                    }
                    let fields = fields.iter().map(|(name, text)| (name.as_str(), text.as_str()));
                    map.graph.push_fields(part, line, fields);
                }
                Err(problem) => map.report(part, line, problem),
            }
        }
    }
    map.finish(name)
}

/// What Kumu calls an element by itself, and how its map does: connections it has exported name
/// their ends by the one, those that people write by the other.
fn labels_by_id(elements: &[&RawValue]) -> HashMap<String, String> {
    let read = |value: &&RawValue| {
        let fields = flattened(free_part::<Map<String, Value>>(value).ok()?);
        let field = |wanted: &str| {
            let found = fields.iter().find(|(name, _)| name.eq_ignore_ascii_case(wanted));
            found.map(|(_, text)| text.clone())
        };
        Some((field("_id")?, field("label")?))
    };
    elements.iter().take(MAX_ROWS).filter_map(read).collect()
}

fn is_end(name: &str) -> bool {
    ["from", "to"].iter().any(|end| name.eq_ignore_ascii_case(end))
}

/// The fields as texts; what Kumu exports as `attributes` counts like the rest.
fn flattened(fields: Map<String, Value>) -> Vec<(String, String)> {
    let mut texts = Vec::new();
    for (name, value) in fields {
        match value {
            Value::Object(inner) if name == "attributes" => {
                let inner =
                    inner.into_iter().filter_map(|(name, value)| Some((name, text(value)?)));
                texts.extend(inner);
            }
            value => texts.extend(text(value).map(|text| (name, text))),
        }
    }
    texts
}

/// The text of a value or of a list of values; an object has none.
fn text(value: Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(flag) => Some(if flag { "yes" } else { "no" }.to_owned()),
        Value::Array(items) => {
            let items: Vec<String> = items.into_iter().filter_map(text).collect();
            Some(items.join(", "))
        }
        Value::Null | Value::Object(_) => None,
    }
}
