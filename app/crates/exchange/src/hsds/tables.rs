//! A directory as flat tables, whichever way it was written.

use std::collections::{BTreeMap, HashMap};

use super::schema::Entity;

/// Most objects or rows of a directory; 200,000 × 12 cells × 24 bytes are 58 MB.
pub(super) const MAX_RECORDS: usize = 200_000;

/// One row of a table, or one object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Record {
    entity: Entity,
    /// One for each column; empty where there is none.
    cells: Vec<String>,
    /// Of a CSV file.
    pub(super) line: Option<u64>,
}

impl Record {
    pub(super) fn new(entity: Entity) -> Self {
        Self { entity, cells: vec![String::new(); entity.columns().len()], line: None }
    }

    /// The text of a column; empty where there is none.
    pub(super) fn get(&self, column: &str) -> &str {
        self.entity.position(column).map_or("", |position| &self.cells[position])
    }

    /// A column that is not empty.
    pub(super) fn some(&self, column: &str) -> Option<&str> {
        Some(self.get(column)).filter(|text| !text.is_empty())
    }

    /// Columns that the table does not have are left out.
    pub(super) fn set(&mut self, column: &str, text: impl Into<String>) {
        if let Some(position) = self.entity.position(column) {
            self.cells[position] = text.into();
        }
    }

    pub(super) fn with(mut self, column: &str, text: impl Into<String>) -> Self {
        self.set(column, text);
        self
    }

    pub(super) fn entity(&self) -> Entity {
        self.entity
    }

    pub(super) fn id(&self) -> &str {
        self.get("id")
    }

    pub(super) fn cells(&self) -> &[String] {
        &self.cells
    }
}

/// The tables, each in the order of its rows.
#[derive(Debug, Default)]
pub(super) struct Tables {
    tables: BTreeMap<Entity, Vec<Record>>,
    n_records: usize,
}

/// There are more records than a directory may have.
#[derive(Debug)]
pub(super) struct TooMany;

impl Tables {
    pub(super) fn push(&mut self, record: Record) {
        self.n_records += 1;
        self.tables.entry(record.entity).or_default().push(record);
    }

    pub(super) fn try_push(&mut self, record: Record) -> Result<(), TooMany> {
        if self.n_records >= MAX_RECORDS {
            return Err(TooMany);
        }
        self.push(record);
        Ok(())
    }

    pub(super) fn of(&self, entity: Entity) -> &[Record] {
        self.tables.get(&entity).map_or(&[], Vec::as_slice)
    }

    /// The records of a table by the text in a column.
    pub(super) fn by<'a>(
        &'a self,
        entity: Entity,
        column: &str,
    ) -> HashMap<&'a str, Vec<&'a Record>> {
        let mut groups: HashMap<&str, Vec<&Record>> = HashMap::new();
        for record in self.of(entity) {
            groups.entry(record.get(column)).or_default().push(record);
        }
        groups
    }
}
