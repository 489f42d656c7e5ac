//! A directory as tabular data package: a zip of CSV tables and `datapackage.json`.

use csv::StringRecord;

use super::HsdsProblem;
use super::schema::Entity;
use super::tables::{Record, Tables};
use crate::archive::{Archive, pack};
use crate::encoding::decode;
use crate::escape::{push_line, shield, unshield};
use crate::file_problem::FileProblem;
use crate::ordered_json::Json;
use crate::sheet::{RowSource as _, Sheet};
use crate::tables::file_name;
use crate::{CsvFiles, Problem, Reason};

/// What every data package has.
pub(super) const DESCRIPTION: &str = "datapackage.json";

/// Writes every table that has rows. Equal tables give equal bytes.
pub(super) fn write(tables: &Tables) -> std::io::Result<Vec<u8>> {
    let used: Vec<Entity> =
        Entity::ALL.into_iter().filter(|entity| !tables.of(*entity).is_empty()).collect();
    let description = description(&used).to_bytes();
    let files: Vec<(&str, String)> =
        used.iter().map(|entity| (entity.file(), table(*entity, tables.of(*entity)))).collect();
    let files = files.iter().map(|(name, text)| (*name, text.as_bytes()));
    pack(std::iter::once((DESCRIPTION, description.as_slice())).chain(files))
}

fn table(entity: Entity, records: &[Record]) -> String {
    let mut file = String::new();
    push_line(&mut file, entity.columns().iter().map(|column| column.name));
    for record in records {
        let cells: Vec<String> = entity
            .columns()
            .iter()
            .zip(record.cells())
            .map(|(column, text)| if column.is_number { text.clone() } else { shield(text) })
            .collect();
        push_line(&mut file, cells.iter().map(String::as_str));
    }
    file
}

/// What `datapackage.json` says (Frictionless Data, tabular data package).
fn description(used: &[Entity]) -> Json {
    let field = |column: &super::schema::Column| {
        let kind = if column.is_number { "number" } else { "string" };
        let constraint = Json::object([("required", Some(Json::Flag(true)))]);
        Json::object([
            ("name", Some(Json::text(column.name))),
            ("type", Some(Json::text(kind))),
            ("constraints", column.is_required.then_some(constraint)),
        ])
    };
    let resource = |entity: &Entity| {
        let fields = entity.columns().iter().map(field).collect();
        let schema = Json::object([
            ("fields", Some(Json::List(fields))),
            ("primaryKey", Some(Json::text("id"))),
        ]);
        Json::object([
            ("name", Some(Json::text(entity.name()))),
            ("path", Some(Json::text(entity.file()))),
            ("profile", Some(Json::text("tabular-data-resource"))),
            ("format", Some(Json::text("csv"))),
            ("mediatype", Some(Json::text("text/csv"))),
            ("encoding", Some(Json::text("utf-8"))),
            ("schema", Some(schema)),
        ])
    };
    Json::object([
        ("name", Some(Json::text("human_services_data"))),
        ("title", Some(Json::text("Human Services Data Specification 3.0"))),
        ("profile", Some(Json::text("tabular-data-package"))),
        ("resources", Some(Json::List(used.iter().map(resource).collect()))),
    ])
}

/// Reads the tables that we know; other files are ignored.
pub(super) fn read(bytes: &[u8], file: &str) -> Result<Tables, Problem> {
    let problem =
        |file: &str, line, reason: Reason| Problem { line, ..Problem::of_file(file, reason) };
    if bytes.len() > CsvFiles::MAX_BYTES {
        return Err(problem(file, None, Reason::FileTooLarge));
    }
    let files = unpack(bytes).map_err(|reason| problem(file, None, reason.into()))?;
    let mut tables = Tables::default();
    for (entity, bytes) in &files {
        read_table(*entity, bytes, &mut tables)
            .map_err(|(line, reason)| problem(entity.file(), line, *reason))?;
    }
    let has = |entity| files.iter().any(|(known, _)| *known == entity);
    if has(Entity::Organization) || has(Entity::Service) {
        Ok(tables)
    } else {
        Err(problem(file, None, HsdsProblem::NotHsds.into()))
    }
}

/// The tables of a zip; of each that is there several times, all.
fn unpack(bytes: &[u8]) -> Result<Vec<(Entity, Vec<u8>)>, FileProblem> {
    let mut archive = Archive::open(bytes)?;
    let mut files = Vec::new();
    for (idx, path) in archive.names() {
        if let Some(entity) = Entity::of_file(&file_name(&path).to_lowercase()) {
            files.push((entity, archive.unpack(idx)?));
        }
    }
    files.sort_by_key(|(entity, _)| *entity);
    Ok(files)
}

/// Reads a table; columns that we do not know are ignored.
fn read_table(
    entity: Entity,
    bytes: &[u8],
    tables: &mut Tables,
) -> Result<(), (Option<u64>, Box<Reason>)> {
    let text = decode(bytes).map_err(|flaw| (flaw.line, Box::new(flaw.reason)))?;
    let mut sheet = Sheet::new(text);
    if let Some((line, reason)) = sheet.flaw() {
        return Err((Some(line), Box::new(reason)));
    }
    let mut row = StringRecord::new();
    if sheet.next_row(&mut row).is_none() {
        return Ok(());
    }
    let columns: Vec<Option<&'static str>> = row
        .iter()
        .map(|name| entity.position(name.trim()).map(|position| entity.columns()[position].name))
        .collect();
    while let Some(line) = sheet.next_row(&mut row) {
        let mut record = Record::new(entity);
        record.line = Some(line);
        for (column, text) in columns.iter().zip(&row) {
            if let Some(column) = column {
                record.set(column, unshield(text));
            }
        }
        let too_many = |_| (Some(line), Box::new(HsdsProblem::TooManyRecords.into()));
        tables.try_push(record).map_err(too_many)?;
    }
    Ok(())
}
