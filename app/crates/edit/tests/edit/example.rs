//! An example Kreis as the tests start from it.

use std::fs;
use std::path::PathBuf;

use edit::{Applied, Command, Intent, Refusal, apply};
use exchange::{CsvFiles, read_code_book, read_network};
use model::{Actor, CodeBook, CommandId, Date, Network, Row, RowChange, RowKey, TableName};

pub(crate) struct Example {
    pub(crate) network: Network,
    pub(crate) codes: CodeBook,
}

pub(crate) fn example() -> Example {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../data");
    let codes = read_code_book(&fs::read(folder.join("codes.csv")).unwrap()).item.unwrap();
    let entries = fs::read_dir(folder.join("paderborn")).unwrap();
    let files: CsvFiles = entries
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, fs::read(path).unwrap())
        })
        .collect();
    let mut network = read_network(&files, &codes).item.unwrap();
    network.revision = 7;
    Example { network, codes }
}

impl Example {
    pub(crate) fn apply(&self, intent: Intent) -> Result<Applied, Refusal> {
        self.apply_to(&self.network, intent, &[])
    }

    pub(crate) fn apply_to(
        &self,
        network: &Network,
        intent: Intent,
        undone: &[RowChange],
    ) -> Result<Applied, Refusal> {
        let id = CommandId::try_from("a-command".to_owned()).unwrap();
        let command = Command { id, base_revision: network.revision, intent, note: None };
        apply(network, &command, undone, &self.codes, today())
    }

    pub(crate) fn actor(&self, position: usize) -> Actor {
        self.network.actors[position].clone()
    }
}

pub(crate) fn today() -> Date {
    "2026-11-27".parse().unwrap()
}

/// A wish to turn one row into another.
pub(crate) fn change(before: impl Into<Row>, after: impl Into<Row>) -> RowChange {
    let before = before.into();
    RowChange { key: before.key(), before: Some(before), after: Some(after.into()) }
}

pub(crate) fn actor_key(actor: &Actor) -> RowKey {
    RowKey::new(TableName::Actors, actor.id.as_str())
}
