//! A network as ten tables.

use model::{CodeBook, Network, NetworkId, Region, RegionKind};

use crate::nearest::nearest;
use crate::reader::Reader;
use crate::record::{Record, write_table};
use crate::table::Table;
use crate::{CsvFiles, Preview, Reason};
use crate::{
    actors, committees, jurisdictions, memberships, observations, posts, regions, relations,
    services, sources,
};

/// In the order of the README.
static TABLES: [&Table; 10] = [
    &regions::TABLE,
    &actors::TABLE,
    &services::TABLE,
    &posts::TABLE,
    &committees::TABLE,
    &memberships::TABLE,
    &jurisdictions::TABLE,
    &relations::TABLE,
    &observations::TABLE,
    &sources::TABLE,
];

/// Reads a network, in canonical order and with revision 0.
///
/// Files that do not end in `.csv` are ignored. The Kreis among the regions names the network.
/// Rules between rows are checked for the rows that could be read; a reference to a row that
/// could not be read is not reported a second time. Without its Kreis there is no network, and
/// these rules are not checked.
pub fn read_network(files: &CsvFiles, codes: &CodeBook) -> Preview<Network> {
    let mut reader = Reader::new(codes);
    report_unknown_files(&mut reader, files);
    let network = read_tables(&mut reader, files);
    if let Some(network) = &network {
        reader.report_broken_rules(network);
    }
    reader.problems.preview(network.map(sorted), rank)
}

/// Writes all ten tables, in canonical order: equal networks give equal bytes.
pub fn write_network(network: &Network) -> CsvFiles {
    let network = sorted(network.clone());
    let mut files = CsvFiles::default();
    add(&mut files, &regions::TABLE, &network.regions, regions::write);
    add(&mut files, &actors::TABLE, &network.actors, actors::write);
    add(&mut files, &services::TABLE, &network.services, services::write);
    add(&mut files, &posts::TABLE, &network.posts, posts::write);
    add(&mut files, &committees::TABLE, &network.committees, committees::write);
    add(&mut files, &memberships::TABLE, &network.memberships, memberships::write);
    add(&mut files, &jurisdictions::TABLE, &network.jurisdictions, jurisdictions::write);
    add(&mut files, &relations::TABLE, &network.relations, relations::write);
    add(&mut files, &observations::TABLE, &network.observations, observations::write);
    add(&mut files, &sources::TABLE, &network.sources, sources::write);
    files
}

fn add<T>(files: &mut CsvFiles, table: &Table, rows: &[T], write: impl Fn(&T, &mut Record)) {
    files.insert(table.file, write_table(table, rows, write));
}

fn sorted(mut network: Network) -> Network {
    network.sort();
    network
}

fn read_tables(reader: &mut Reader<'_>, files: &CsvFiles) -> Option<Network> {
    let regions = reader.file(files, &regions::TABLE, regions::read);
    let id = network_id(reader, &regions);
    let network = Network {
        revision: 0,
        actors: reader.file(files, &actors::TABLE, actors::read),
        services: reader.file(files, &services::TABLE, services::read),
        posts: reader.file(files, &posts::TABLE, posts::read),
        committees: reader.file(files, &committees::TABLE, committees::read),
        memberships: reader.file(files, &memberships::TABLE, memberships::read),
        jurisdictions: reader.file(files, &jurisdictions::TABLE, jurisdictions::read),
        relations: reader.file(files, &relations::TABLE, relations::read),
        observations: reader.file(files, &observations::TABLE, observations::read),
        sources: reader.file(files, &sources::TABLE, sources::read),
        regions,
        id: id?,
    };
    Some(network)
}

/// The id of the one region that is a Kreis.
///
/// That there is none is only certain when all regions could be read.
fn network_id(reader: &mut Reader<'_>, regions: &[Region]) -> Option<NetworkId> {
    const TABLE: &Table = &regions::TABLE;
    let has_kreis = regions.iter().any(|region| region.kind == RegionKind::Kreis);
    if !has_kreis && !reader.places.has_unread(TABLE) {
        reader.problems.push(TABLE.file, None, None, Reason::NoKreis);
    }
    kreis_id(reader, regions.iter())
}

/// The id of the first region that is a Kreis; there must not be another.
pub(crate) fn kreis_id<'r>(
    reader: &mut Reader<'_>,
    regions: impl Iterator<Item = &'r Region>,
) -> Option<NetworkId> {
    const TABLE: &Table = &regions::TABLE;
    let mut kreise = regions.filter(|region| region.kind == RegionKind::Kreis);
    let kreis = kreise.next()?;
    for other in kreise {
        let line = reader.places.line(TABLE.name, other.id.as_str(), 0);
        let reason = Reason::SeveralKreise { first: kreis.id.to_string() };
        reader.problems.push(TABLE.file, line, Some("kind"), reason);
    }
    NetworkId::new(kreis.id.as_str()).ok()
}

fn report_unknown_files(reader: &mut Reader<'_>, files: &CsvFiles) {
    let expected = || TABLES.iter().map(|table| table.file);
    for (name, _) in files.iter() {
        let is_table = name.to_lowercase().ends_with(".csv");
        if is_table && !expected().any(|file| file == name) {
            let nearest = nearest(name, expected());
            let reason = Reason::UnknownFile { expected: expected().collect(), nearest };
            reader.problems.push(name, None, None, reason);
        }
    }
}

/// Files that we do not know come first.
pub(crate) fn rank(file: &str) -> usize {
    TABLES.iter().position(|table| table.file == file).map_or(0, |position| position + 1)
}
