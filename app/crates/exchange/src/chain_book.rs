//! The chain templates as three tables. They belong to the database, as the code lists do.

use std::collections::HashMap;

use model::{ChainBook, ChainProblem, ChainRows, CodeBook};

use crate::integrity::count;
use crate::reader::Reader;
use crate::record::write_table;
use crate::table::Table;
use crate::{CsvFiles, Preview};
use crate::{chain_dependencies, chain_steps, chains};

/// In the order of the README.
static TABLES: [&Table; 3] = [&chains::TABLE, &chain_steps::TABLE, &chain_dependencies::TABLE];

/// Whether a file of this name is one of the three tables.
pub fn is_chain_table(file: &str) -> bool {
    TABLES.iter().any(|table| table.file == file)
}

/// Reads the chain templates; other files are ignored.
///
/// Rules between rows are checked for the rows that could be read; what only follows from a row
/// that could not be read is not reported a second time.
pub fn read_chain_book(files: &CsvFiles, codes: &CodeBook) -> Preview<ChainBook> {
    let mut reader = Reader::new(codes);
    let rows = ChainRows {
        chains: reader.file(files, &chains::TABLE, chains::read),
        steps: reader.file(files, &chain_steps::TABLE, chain_steps::read),
        dependencies: reader.file(files, &chain_dependencies::TABLE, chain_dependencies::read),
    };
    let book = match ChainBook::new(rows) {
        Ok(book) => Some(book),
        Err(problems) => {
            reader.report_broken_chains(problems);
            None
        }
    };
    reader.problems.preview(book, rank)
}

/// Writes the three tables, in canonical order: equal books give equal bytes.
pub fn write_chain_book(book: &ChainBook) -> CsvFiles {
    let rows = book.rows();
    let mut files = CsvFiles::default();
    files.insert(chains::TABLE.file, write_table(&chains::TABLE, &rows.chains, chains::write));
    let steps = write_table(&chain_steps::TABLE, &rows.steps, chain_steps::write);
    files.insert(chain_steps::TABLE.file, steps);
    let table = &chain_dependencies::TABLE;
    files.insert(table.file, write_table(table, &rows.dependencies, chain_dependencies::write));
    files
}

fn rank(file: &str) -> usize {
    TABLES.iter().position(|table| table.file == file).map_or(0, |position| position + 1)
}

impl Reader<'_> {
    fn report_broken_chains(&mut self, problems: Vec<ChainProblem>) {
        let mut n_seen = HashMap::new();
        for problem in problems {
            if self.follows_from_unread(&problem) {
                continue;
            }
            let (table, row) = problem.place();
            let nth = match &problem {
                ChainProblem::DuplicateId { .. } => count(&mut n_seen, table, row),
                _ => 0,
            };
            let line = self.places.line(table, row, nth);
            let column = column_of(&problem);
            self.problems.push(&format!("{table}.csv"), line, column, problem);
        }
    }

    fn follows_from_unread(&self, problem: &ChainProblem) -> bool {
        match problem {
            ChainProblem::UnknownChain { chain, .. } => {
                self.places.may_hold(chains::TABLE.name, chain.as_str())
            }
            ChainProblem::UnknownStep { chain, step, .. } => {
                self.places.may_hold(chain_steps::TABLE.name, &format!("{chain}/{step}"))
            }
            ChainProblem::NoGoal { .. } => self.places.has_unread(&chain_steps::TABLE),
            ChainProblem::DuplicateId { .. }
            | ChainProblem::NoProvider { .. }
            | ChainProblem::Circular { .. } => false,
        }
    }
}

/// The column to look at; `None` where the message fits several.
fn column_of(problem: &ChainProblem) -> Option<&'static str> {
    match problem {
        ChainProblem::DuplicateId { table: "chain_dependencies", .. }
        | ChainProblem::NoGoal { .. } => None,
        ChainProblem::DuplicateId { .. } => Some("id"),
        ChainProblem::UnknownChain { .. } => Some("chain"),
        ChainProblem::UnknownStep { column, .. } => Some(column),
        ChainProblem::NoProvider { .. } => Some("service_kinds"),
        ChainProblem::Circular { .. } => Some("requires"),
    }
}
