//! A directory as nested JSON.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde_json::{Map, Value};

use super::HsdsProblem;
use super::schema::{Entity, Nested};
use super::tables::{MAX_RECORDS, Record, Tables, TooMany};
use crate::encoding::decode_any;
use crate::file_problem::FileProblem;
use crate::ordered_json::Json;
use crate::{Problem, Reason};

/// Most commas and brackets; a value of `serde_json` takes some 32 bytes.
const MAX_VALUES: usize = 3_000_000;

/// Organizations, then services that refer to them by `organization_id`.
pub(super) fn write(tables: &Tables) -> Vec<u8> {
    let index = Index::new(tables);
    let list = |entity| {
        let records = tables.of(entity).iter();
        let objects = records.map(|record| index.object(entity, record, None)).collect();
        Some(Json::List(objects))
    };
    let members = [
        ("organizations", list(Entity::Organization)),
        ("services", list(Entity::Service)),
        ("taxonomies", list(Entity::Taxonomy)),
    ];
    Json::object(members).to_bytes()
}

/// Records by the columns through which others find them.
struct Index<'a> {
    by_link: BTreeMap<(Entity, &'static str), HashMap<&'a str, Vec<&'a Record>>>,
}

impl<'a> Index<'a> {
    fn new(tables: &'a Tables) -> Self {
        let mut by_link = BTreeMap::new();
        for nested in Entity::ALL.into_iter().flat_map(Entity::nested) {
            let (entity, column) = match nested {
                Nested::Many { entity, link, .. } => (*entity, *link),
                Nested::One { entity, .. } => (*entity, "id"),
            };
            by_link.entry((entity, column)).or_insert_with(|| tables.by(entity, column));
        }
        Self { by_link }
    }

    fn linked(&self, entity: Entity, column: &'static str, id: &str) -> &[&'a Record] {
        self.by_link.get(&(entity, column)).and_then(|ids| ids.get(id)).map_or(&[], Vec::as_slice)
    }

    /// An object with what lies in it; the column that links it to the outer one is left out.
    ///
    /// Ends, because the tables that nest in each other are written without circles: a term of a
    /// source has attributes, whose terms have none.
    fn object(&self, entity: Entity, record: &Record, link: Option<&str>) -> Json {
        let mut members = Vec::new();
        for (column, text) in entity.columns().iter().zip(record.cells()) {
            if text.is_empty() && !column.is_required {
                continue;
            }
            let is_link =
                link == Some(column.name) || (link.is_some() && column.name == "link_entity");
            if !is_link {
                members.push((column.name, value(text, column.is_number)));
            }
        }
        for nested in entity.nested() {
            match nested {
                Nested::Many { field, entity, link } => {
                    let inner = self.linked(*entity, link, record.id());
                    if !inner.is_empty() {
                        let object = |record: &&Record| self.object(*entity, record, Some(link));
                        members.push((*field, Json::List(inner.iter().map(object).collect())));
                    }
                }
                // These stand in lists of their own, and would be repeated a thousand times.
                Nested::One { entity: Entity::Organization | Entity::Taxonomy, .. } => {}
                Nested::One { field, entity, link } => {
                    let inner = self.linked(*entity, "id", record.get(link)).first();
                    members.extend(inner.map(|inner| (*field, self.object(*entity, inner, None))));
                }
            }
        }
        Json::Object(members)
    }
}

fn value(text: &str, is_number: bool) -> Json {
    match serde_json::from_str(text) {
        Ok(number) if is_number => Json::Number(number),
        _ => Json::text(text),
    }
}

/// Names in an outermost object that tell what it is.
const TELLING: [&str; 12] = [
    "connections",
    "contents",
    "description",
    "elements",
    "id",
    "name",
    "organization",
    "organization_id",
    "organizations",
    "services",
    "status",
    "type",
];

/// Whether a text is a directory, complete or not. A map of Kumu may have names in common with it.
pub(super) fn is_directory(text: &str) -> bool {
    let found = outer_names(text);
    let has = |name| found.contains(name);
    let has_any = |names: &[&str]| names.iter().any(|name| found.contains(name));
    let is_item = has("id")
        && has("name")
        && has_any(&["description", "status", "organization", "organization_id"]);
    let is_other = has_any(&["elements", "connections", "type"]);
    !is_other && (has_any(&["organizations", "services", "contents"]) || is_item)
}

/// Which of the [`TELLING`] names the outermost object has, or the first object of the outermost
/// list, as far as the text goes.
fn outer_names(text: &str) -> BTreeSet<&'static str> {
    let outer_depth = match text.trim_start().bytes().next() {
        Some(b'{') => 1,
        Some(b'[') => 2,
        _ => return BTreeSet::new(),
    };
    let mut names = BTreeSet::new();
    let (mut depth, mut escaped, mut begin) = (0_usize, false, None);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if begin.is_some() => escaped = true,
            b'"' => {
                let Some(from) = begin.take() else {
                    begin = Some(at + 1);
                    continue;
                };
                let is_name = depth == outer_depth && text[at + 1..].trim_start().starts_with(':');
                names
                    .extend(TELLING.into_iter().filter(|name| is_name && *name == &text[from..at]));
            }
            _ if begin.is_some() => {}
            b'{' | b'[' => depth += 1,
            b'}' | b']' if depth == outer_depth => break,
            b'}' | b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    names
}

/// Reads nested JSON.
pub(super) fn read(bytes: &[u8], file: &str) -> Result<Tables, Problem> {
    let problem = |line, reason: Reason| Problem { line, ..Problem::of_file(file, reason) };
    let value = parse(bytes).map_err(|(line, reason)| problem(line, *reason))?;
    let mut reader = JsonReader::default();
    let too_many = |_: TooMany| problem(None, HsdsProblem::TooManyRecords.into());
    reader.document(value).map_err(too_many)?;
    let has = |entity| !reader.tables.of(entity).is_empty();
    if has(Entity::Organization) || has(Entity::Service) {
        Ok(reader.tables)
    } else {
        Err(problem(None, HsdsProblem::NotHsds.into()))
    }
}

fn parse(bytes: &[u8]) -> Result<Value, (Option<u64>, Box<Reason>)> {
    let flaw = |reason: Reason| (None, Box::new(reason));
    let text = decode_any(bytes).map_err(flaw)?;
    let (n_objects, n_values) = size(text.as_bytes());
    if n_objects > MAX_RECORDS || n_values > MAX_VALUES {
        return Err(flaw(HsdsProblem::TooManyRecords.into()));
    }
    serde_json::from_str(&text).map_err(|error| {
        (u64::try_from(error.line()).ok(), Box::new(FileProblem::BrokenJson.into()))
    })
}

/// How many objects and at most how many values a text holds, before memory is spent on them.
fn size(bytes: &[u8]) -> (usize, usize) {
    let (mut n_objects, mut n_values) = (0, 0);
    let (mut in_text, mut escaped) = (false, false);
    for byte in bytes {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_text => escaped = true,
            b'"' => in_text = !in_text,
            _ if in_text => {}
            b'{' => n_objects += 1,
            b',' | b'[' => n_values += 1,
            _ => {}
        }
    }
    (n_objects, n_values)
}

/// Takes objects apart.
#[derive(Default)]
struct JsonReader {
    tables: Tables,
    /// The names of what was read: an organization is repeated in each of its services.
    names: HashMap<(Entity, String), String>,
}

/// The outer record of an object.
#[derive(Clone, Copy)]
struct Outer<'a> {
    entity: Entity,
    id: &'a str,
    link: &'static str,
}

impl JsonReader {
    fn document(&mut self, value: Value) -> Result<(), TooMany> {
        match value {
            Value::Array(items) => items.into_iter().try_for_each(|item| self.top(item)),
            Value::Object(mut object) => {
                if let Some(Value::Array(items)) = object.remove("contents") {
                    return items.into_iter().try_for_each(|item| self.top(item));
                }
                let lists = [
                    ("taxonomies", Entity::Taxonomy),
                    ("taxonomy_terms", Entity::TaxonomyTerm),
                    ("organizations", Entity::Organization),
                    ("services", Entity::Service),
                ];
                let is_list = |name: &str| matches!(object.get(name), Some(Value::Array(_)));
                if !lists.iter().any(|(name, _)| is_list(name)) {
                    return self.top(Value::Object(object));
                }
                for (name, entity) in lists {
                    if let Some(Value::Array(items)) = object.remove(name) {
                        for item in items {
                            self.take(item, entity, None)?;
                        }
                    }
                }
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// An object of which nobody has said what it is.
    fn top(&mut self, value: Value) -> Result<(), TooMany> {
        let Value::Object(object) = &value else { return Ok(()) };
        let has = |name: &str| object.contains_key(name);
        if has("status") || has("organization") || has("organization_id") {
            self.take(value, Entity::Service, None).map(|_id| ())
        } else if has("name") {
            self.take(value, Entity::Organization, None).map(|_id| ())
        } else {
            Ok(())
        }
    }

    /// Reads an object with all that lies in it, and tells its id.
    ///
    /// The depth is that of the text, which `serde_json` limits to 128.
    fn take(
        &mut self,
        value: Value,
        entity: Entity,
        outer: Option<Outer<'_>>,
    ) -> Result<String, TooMany> {
        let Value::Object(mut object) = value else { return Ok(String::new()) };
        let mut record = Record::new(entity);
        for column in entity.columns() {
            if let Some(text) = object.get(column.name).and_then(scalar) {
                record.set(column.name, text);
            }
        }
        if let Some(outer) = outer {
            record.set(outer.link, outer.id);
            record.set("link_entity", outer.entity.name());
        }
        let id = record.id().to_owned();
        let name = record.get("name").to_owned();
        let key = (entity, id.clone());
        if !id.is_empty() && self.names.get(&key).is_some_and(|known| *known == name) {
            return Ok(id);
        }
        self.names.entry(key).or_insert(name);
        self.nested(&mut object, entity, &mut record)?;
        self.tables.try_push(record)?;
        Ok(id)
    }

    fn nested(
        &mut self,
        object: &mut Map<String, Value>,
        entity: Entity,
        record: &mut Record,
    ) -> Result<(), TooMany> {
        for nested in entity.nested() {
            match nested {
                Nested::Many { field, entity: inner, link } => {
                    let Some(Value::Array(items)) = object.remove(*field) else { continue };
                    let id = record.id().to_owned();
                    for item in items {
                        self.take(item, *inner, Some(Outer { entity, id: &id, link }))?;
                    }
                }
                Nested::One { field, entity: inner, link } => {
                    let Some(item) = object.remove(*field) else { continue };
                    let id = self.take(item, *inner, None)?;
                    if record.get(link).is_empty() {
                        record.set(link, id);
                    }
                }
            }
        }
        Ok(())
    }
}

/// A value as the text of a cell.
fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(flag) => Some(flag.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_directory_is_told_by_its_outermost_names() {
        for text in [
            "{\"organizations\": []",
            " {\"a\": {\"elements\": 1}, \"services\" : [",
            "{\"total_items\": 1, \"contents\": []}",
            "[{\"id\": \"1\", \"name\": \"A\", \"description\": \"B\"}, {\"elements\": 1}]",
            "{\"id\": \"1\", \"name\": \"\\\"elements\\\":\", \"organization_id\": \"2\"}",
        ] {
            assert!(is_directory(text), "{text}");
        }
        for text in [
            "",
            "[]",
            "[1]",
            "{\"id\": 1, \"name\": 2}",
            "{\"a\": [{\"services\": []}]}",
            "{\"a\": \"services\"}",
            "{\"elements\": [], \"services\": []}",
            "{\"type\": \"Feature\", \"id\": 1, \"name\": \"A\", \"description\": \"\"}",
        ] {
            assert!(!is_directory(text), "{text}");
        }
    }
}
