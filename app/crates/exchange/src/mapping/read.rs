//! Reads a file by a mapping.

use csv::StringRecord;
use model::{ActorId, CodeBook, TableName, slug};

use super::ColumnMapping;
use crate::Reason;
use crate::archive::is_archive;
use crate::cells::{columns, key_columns, table_of};
use crate::draft::{Collector, Draft, Note, ReadOptions};
use crate::encoding::decode_any;
use crate::escape::{join_list, split_list, unshield};
use crate::file_problem::FileProblem;
use crate::foreign::ForeignRows;
use crate::guesses::CellTexts;
use crate::leading_zeros::{columns_with_keys, with_zeros};
use crate::nearest::{nearest, same_word};
use crate::problem::Place;
use crate::sheet::{RowSource, Sheet};
use crate::xlsx::Workbook;

/// Reads a table whose columns are not ours.
///
/// What we need and the file does not have is filled in as for any foreign file: an id made of the
/// name, the file as its source, assumed, to be seen in the Kreis only. Labels count as codes,
/// `31.12.2025` as a day, `ja` as `yes`, and the name of an actor as its id; [`Draft::notes`] say
/// which.
pub fn read_mapped(
    name: &str,
    bytes: &[u8],
    mappings: &[ColumnMapping],
    codes: &CodeBook,
) -> Draft {
    read_mapped_with(name, bytes, mappings, codes, &ReadOptions::default())
}

/// The same with what somebody has chosen, and areas by their names.
pub fn read_mapped_with(
    name: &str,
    bytes: &[u8],
    mappings: &[ColumnMapping],
    codes: &CodeBook,
    options: &ReadOptions,
) -> Draft {
    let rows = ForeignRows::new(name, Collector::new(codes));
    let mut reader = MappedReader { rows, options, places: Vec::new() };
    let read = if is_archive(bytes) {
        reader.workbook(name, bytes, mappings)
    } else {
        reader.csv(name, bytes, mappings)
    };
    match read {
        Ok(()) => reader.finish(name),
        Err(reason) => Draft::refused(name, reason),
    }
}

struct MappedReader<'a> {
    rows: ForeignRows<'a>,
    options: &'a ReadOptions,
    /// How the file of each table is called in messages.
    places: Vec<(TableName, Place)>,
}

impl MappedReader<'_> {
    fn csv(&mut self, name: &str, bytes: &[u8], mappings: &[ColumnMapping]) -> Result<(), Reason> {
        let text = decode_any(bytes)?;
        let mapping = mappings.first().ok_or(FileProblem::NeedsMapping)?;
        self.places.push((mapping.table, Place::of_file(name)));
        let mut sheet = Sheet::new(&text);
        match sheet.flaw() {
            Some((line, reason)) => self.rows.report(mapping.table, Some(line), reason),
            None => self.sheet(mapping, &mut sheet),
        }
        Ok(())
    }

    fn workbook(
        &mut self,
        name: &str,
        bytes: &[u8],
        mappings: &[ColumnMapping],
    ) -> Result<(), Reason> {
        let mut workbook = Workbook::open(bytes)?;
        for mapping in mappings {
            let ColumnMapping { sheet, table, .. } = mapping;
            self.places.push((*table, Place::of_sheet(name, sheet)));
            if !workbook.sheet_names().contains(sheet) {
                return Err(FileProblem::UnknownSheet(sheet.clone()).into());
            }
            let mut rows = workbook.rows(sheet)?;
            self.sheet(mapping, &mut rows);
            for (line, problem) in rows.into_problems() {
                self.rows.report(*table, line, problem);
            }
        }
        Ok(())
    }

    fn sheet(&mut self, mapping: &ColumnMapping, source: &mut impl RowSource) {
        let table = mapping.table;
        let mut record = StringRecord::new();
        let Some(line) = source.next_row(&mut record) else {
            return self.rows.report(table, None, Reason::MissingHeader);
        };
        let Some(positions) = self.positions(mapping, &record, line) else {
            return;
        };
        while let Some(line) = source.next_row(&mut record) {
            if self.rows.draft.n_rows_left() == 0 {
                return self.rows.report(table, Some(line), FileProblem::TooManyRows);
            }
            let fields = positions.iter().filter_map(|(at, column)| {
                let text = unshield(record.get(*at)?).trim();
                (!text.is_empty()).then(|| (*column, text.to_owned()))
            });
            let cells: CellTexts = fields.collect();
            if !cells.is_empty() {
                self.row(table, cells, line);
            }
        }
    }

    /// Where each of our columns stands; `None` when the mapping does not fit the file.
    fn positions(
        &mut self,
        mapping: &ColumnMapping,
        header: &StringRecord,
        line: u64,
    ) -> Option<Vec<(usize, &'static str)>> {
        let file = table_of(mapping.table).file;
        let mut positions = Vec::new();
        let mut is_sound = true;
        for (theirs, ours) in &mapping.columns {
            let at = header.iter().position(|name| unshield(name) == theirs.trim());
            let column = columns(mapping.table).find(|column| column == ours);
            let reason: Reason = match (at, column) {
                (Some(at), Some(column)) => {
                    positions.push((at, column));
                    continue;
                }
                (None, _) => FileProblem::UnmappedColumn.into(),
                (_, None) => {
                    Reason::UnknownColumn { nearest: nearest(ours, columns(mapping.table)) }
                }
            };
            let name = if at.is_none() { theirs } else { ours };
            self.rows.draft.reader.problems.push(file, Some(line), Some(name), reason);
            is_sound = false;
        }
        is_sound.then_some(positions)
    }

    fn row(&mut self, table: TableName, mut cells: CellTexts, line: u64) {
        self.find_areas(table, &mut cells);
        for column in REFERENCES {
            if let Some(name) = cells.get_mut(column).filter(|name| !is_id(name)) {
                *name = slug(name);
            }
        }
        for column in CODE_LISTS {
            if let Some(list) = cells.get_mut(column) {
                *list = join_list(split_list(&list.replace([',', ';', '\n'], "|")));
            }
        }
        if !cells.contains_key("id") && key_columns(table) == ["id"] {
            let name = ["name", "title", "label"].iter().find_map(|column| cells.get(*column));
            let ends = || {
                ["from", "to", "actor", "kind", "entity", "metric"]
                    .map(|column| cells.get(column).map_or("", String::as_str))
            };
            let name = name.cloned().unwrap_or_else(|| ends().join(" "));
            let id = self.rows.ids(table).free(&name);
            cells.insert("id", id);
        }
        match table {
            TableName::Actors => {
                self.rows.set_actor_kind(&mut cells);
            }
            TableName::Relations => {
                self.rows.set_relation_kind(&mut cells);
                cells.guess_if_empty("status", "active");
            }
            TableName::Services => _ = cells.guess_if_empty("status", "active"),
            TableName::Memberships => _ = cells.guess_if_empty("role", "member"),
            TableName::Sources => _ = cells.guess_if_empty("kind", "knowledge"),
            TableName::Regions
            | TableName::Posts
            | TableName::Committees
            | TableName::Jurisdictions
            | TableName::Observations => {}
        }
        if table != TableName::Sources {
            self.rows.cite_file(&mut cells);
        }
        self.rows.mend(table, &mut cells);
        self.rows.push(table, &cells, Some(line));
    }

    /// Puts keys in place of the names of areas, and zeros where they are missing.
    fn find_areas(&mut self, table: TableName, cells: &mut CellTexts) {
        for &column in columns_with_keys(table_of(table)) {
            let Some(text) = cells.get(column) else { continue };
            let zeros = self.options.adds_zeros.then(|| with_zeros(text)).flatten();
            let named = if OWN_KEYS.contains(&column) { None } else { self.areas_named(text) };
            if let Some(mended) = zeros.or(named) {
                let text = text.clone();
                let value = mended.clone();
                self.rows.draft.push_note(Note::ReadAs { column, text, value });
                cells.insert(column, mended);
            }
        }
    }

    /// The keys of areas that are all known by their names; of several with one name, the first.
    fn areas_named(&self, text: &str) -> Option<String> {
        let key = |name: &str| {
            let known = self.options.areas.iter().find(|(known, _)| same_word(known, name));
            known.map(|(_, id)| id.to_string())
        };
        let items = split_list(&text.replace([',', ';', '\n'], "|"));
        let keys: Option<Vec<String>> = items.iter().map(|item| key(item.trim())).collect();
        keys.filter(|keys| !keys.is_empty()).map(join_list)
    }

    fn finish(self, name: &str) -> Draft {
        let Self { rows, places, .. } = self;
        rows.finish(|file| {
            let place = places.iter().find(|(table, _)| table_of(*table).file == file);
            place.map_or_else(|| Place::of_file(name), |(_, place)| place.clone())
        })
    }
}

/// What names the row itself, or is a number in any case.
const OWN_KEYS: [&str; 3] = ["id", "ags", "ars"];

/// Columns in which a list may have a name where we have an id.
const REFERENCES: [&str; 10] = [
    "parent",
    "actor",
    "from",
    "to",
    "service",
    "employer",
    "workplace",
    "supervised_by",
    "chair",
    "committee",
];

/// Columns with lists of codes, which nobody separates by bars.
const CODE_LISTS: [&str; 7] =
    ["fields", "target_groups", "residence_statuses", "regimes", "languages", "serves", "regions"];

fn is_id(text: &str) -> bool {
    ActorId::new(text).is_ok()
}
