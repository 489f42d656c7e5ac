//! What a file says about a network, whatever its format.
//!
//! Start at [`read_file`]. Unlike [`crate::read_network`] this is no all or nothing: an upload is
//! looked at before it is taken over, so the rows that could be read come with what is wrong with
//! the others. A file may hold a part of a network only; references that lead out of it are not
//! judged here.
//!
//! Not here: what becomes of the rows (`edit`), and who may do that (`access`).

mod collector;
mod format;
mod note;

use model::{CodeBook, FieldCode, Network, NetworkId, RegionId, RegionKind, Row};

use crate::limits::MAX_ROWS;
use crate::{Guesses, Problem, Reason, gexf, graphml, hsds, json, kumu, tables};

pub(crate) use collector::Collector;
pub use format::Format;
pub use note::{Note, SetValue};

/// What a file says about a network: the rows that could be read, and what is wrong with the
/// others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// Table by table, in the order of the file. Of rows with the same key only the first is here;
    /// a row that breaks another rule between rows is here and among the problems.
    pub rows: Vec<Row>,
    /// What the rows say though the file does not; nothing in our own formats.
    pub guesses: Guesses,
    /// In the order of the tables and lines.
    pub problems: Vec<Problem>,
    /// What was understood in one way though it may have been meant in another, and what was left
    /// out because a network has no place for it.
    pub notes: Vec<Note>,
}

impl Draft {
    /// Most rows that are read from one file.
    pub const MAX_ROWS: usize = MAX_ROWS;

    /// A file of which nothing can be read.
    pub(crate) fn refused(name: &str, reason: impl Into<Reason>) -> Self {
        Self { problems: vec![Problem::of_file(name, reason)], ..Self::default() }
    }

    /// The rows as a network of their own, in canonical order and with revision 0; `None` when the
    /// Kreis that names it is not among them.
    pub fn into_network(self) -> Option<Network> {
        let kreis = self.rows.iter().find_map(|row| match row {
            Row::Regions(region) if region.kind == RegionKind::Kreis => Some(&region.id),
            _ => None,
        });
        let mut network = network_of(NetworkId::new(kreis?.as_str()).ok()?, self.rows);
        network.sort();
        Some(network)
    }
}

/// What somebody has chosen for a file that does not say it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadOptions {
    /// For services of a directory that name no Handlungsfeld of ours; without it they are left
    /// out, and [`Note::NoField`] says how many.
    pub default_field: Option<FieldCode>,
    /// Whether an AGS or ARS of a table gets the zero back that a spreadsheet has taken; without it
    /// its row is left out.
    pub adds_zeros: bool,
    /// How the areas of the network are called, for lists that have no keys.
    pub areas: Vec<(String, RegionId)>,
}

/// Reads a file of any of the formats, which is recognised by content and name.
///
/// Event logs are none of them: what stays of one are counts ([`crate::event_log`]).
///
/// # Errors
/// Never: a file that cannot be read gives a draft without rows and with the reason.
pub fn read_file(name: &str, bytes: &[u8], codes: &CodeBook) -> Draft {
    read_file_with(name, bytes, codes, &ReadOptions::default())
}

/// The same with what somebody has chosen.
///
/// # Errors
/// Never, as [`read_file`].
pub fn read_file_with(name: &str, bytes: &[u8], codes: &CodeBook, options: &ReadOptions) -> Draft {
    match Format::detect(name, bytes) {
        Ok(format) => read_as(format, name, bytes, codes, options),
        Err(reason) => Draft::refused(name, reason),
    }
}

fn read_as(
    format: Format,
    name: &str,
    bytes: &[u8],
    codes: &CodeBook,
    options: &ReadOptions,
) -> Draft {
    match format {
        Format::CsvTable(table) => tables::read_csv_table(name, bytes, table, codes, options),
        Format::CsvZip => tables::read_csv_zip(name, bytes, codes, options),
        Format::Xlsx => tables::read_xlsx(name, bytes, codes, options),
        Format::Json => json::read_draft(name, bytes, codes),
        Format::KumuJson => kumu::read_json(name, bytes, codes),
        Format::KumuCsv => kumu::read_csv(name, bytes, codes),
        Format::KumuXlsx => kumu::read_xlsx(name, bytes, codes),
        Format::GraphMl => graphml::read(name, bytes, codes),
        Format::Gexf => gexf::read(name, bytes, codes),
        Format::HsdsJson | Format::HsdsPackage => hsds::read_draft(name, bytes, codes, options),
    }
}

/// Rows as the tables of a network.
pub(crate) fn network_of(id: NetworkId, rows: Vec<Row>) -> Network {
    let mut network = Network::empty(id);
    for row in rows {
        match row {
            Row::Regions(row) => network.regions.push(*row),
            Row::Actors(row) => network.actors.push(*row),
            Row::Services(row) => network.services.push(*row),
            Row::Posts(row) => network.posts.push(*row),
            Row::Committees(row) => network.committees.push(*row),
            Row::Memberships(row) => network.memberships.push(*row),
            Row::Jurisdictions(row) => network.jurisdictions.push(*row),
            Row::Relations(row) => network.relations.push(*row),
            Row::Observations(row) => network.observations.push(*row),
            Row::Sources(row) => network.sources.push(*row),
        }
    }
    network
}

/// The tables of a network as rows, without a copy of the network in between.
pub(crate) fn rows_of(network: Network) -> Vec<Row> {
    let rows = network.regions.into_iter().map(Row::from);
    let rows = rows.chain(network.actors.into_iter().map(Row::from));
    let rows = rows.chain(network.services.into_iter().map(Row::from));
    let rows = rows.chain(network.posts.into_iter().map(Row::from));
    let rows = rows.chain(network.committees.into_iter().map(Row::from));
    let rows = rows.chain(network.memberships.into_iter().map(Row::from));
    let rows = rows.chain(network.jurisdictions.into_iter().map(Row::from));
    let rows = rows.chain(network.relations.into_iter().map(Row::from));
    let rows = rows.chain(network.observations.into_iter().map(Row::from));
    rows.chain(network.sources.into_iter().map(Row::from)).collect()
}
