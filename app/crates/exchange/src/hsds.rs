//! The directory part of a network as Open Referral HSDS 3.0: who there is and what they offer.
//!
//! Start at [`write_hsds_json`], [`write_hsds_package`] and [`read_hsds`]. Standard: Human Services
//! Data Specification 3.0 (`openreferral/specification`), as nested JSON and as tabular data
//! package.
//!
//! What HSDS has a field for stands there: names, parents, status, eligibility, fees, languages,
//! required documents, telephone and mailbox, the middle of the Kommune as location, the area as
//! `service_area` with the URI of its AGS, the AGS as `organization_identifier`. Everything else of
//! an actor or service stands in `attributes`: codes as terms of our taxonomies, texts as values.
//! So `read(write(network))` gives equal actors, equal services and the sources they name.
//!
//! **What HSDS cannot carry**, and what is neither written nor read: relations (HSDS has no
//! referral), observations, posts, committees and seats, regions, and jurisdictions as rows (the
//! areas of services are written, but not which law they rest on). A text keeps no blanks at its
//! end. Not written for want of data: `address` (a contact is free text) and `metadata` (the log of
//! changes is not part of a network). Capacities are an attribute: `service_capacity` is of the
//! draft 3.1 and demands the day of the last count.
//!
//! **Foreign files.** What they do not say is set and noted; of a service its description is not
//! kept, for which ours have no field. Terms that are called like one of our codes are that. Named
//! contacts (`contacts`) are persons and never read, nor are mailboxes that look like the name of a
//! person.
//!
//! Ids are UUIDs of version 5, made of the network and our id: equal networks give equal files.
//!
//! An upload comes here through [`crate::read_file_with`], which recognises a directory by its
//! content.

mod import;
mod json;
mod meaning;
mod package;
mod parents;
mod problem;
mod schema;
mod tables;
mod terms;
mod write;

use model::{CodeBook, FieldCode, Network, Row};

pub use problem::HsdsProblem;

use crate::archive::{Archive, is_archive};
use crate::draft::{Collector, Draft, ReadOptions};
use crate::problem::Place;
use crate::tables::file_name;
use crate::{Guesses, Note, Problem};
use tables::Tables;

/// How to read a directory.
#[derive(Clone, Debug, Default)]
pub struct HsdsOptions {
    /// As problems and the source name it.
    pub file: String,
    /// For services that name no Handlungsfeld that we know; without it they are left out.
    pub default_field: Option<FieldCode>,
}

/// What was read from a directory, what was wrong with it, and what had to be set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HsdsImport {
    /// Sources, actors and services that can be taken over.
    pub rows: Vec<Row>,
    /// What was set in them.
    pub guesses: Guesses,
    pub problems: Vec<Problem>,
    /// What the file does not say and was set, and what was left out of it on purpose.
    pub notes: Vec<Note>,
}

/// Writes organizations and services as nested JSON.
pub fn write_hsds_json(network: &Network, codes: &CodeBook) -> Vec<u8> {
    json::write(&write::tables(network, codes))
}

/// Writes a tabular data package: a zip with one CSV for each table and `datapackage.json`.
///
/// # Errors
/// [`HsdsProblem::Unwritable`] beyond the limits of the zip format, 4 GB.
pub fn write_hsds_package(network: &Network, codes: &CodeBook) -> Result<Vec<u8>, HsdsProblem> {
    package::write(&write::tables(network, codes)).map_err(|_error| HsdsProblem::Unwritable)
}

/// Reads nested JSON or a tabular data package, whichever it is.
///
/// Understands a list of services or organizations, a page of the API (`contents`), a single
/// object, and what [`write_hsds_json`] writes.
///
/// # Complexity
/// O(n log n) for n bytes; at most 200,000 objects, of them 50,000 organizations and services.
pub fn read_hsds(bytes: &[u8], options: &HsdsOptions, codes: &CodeBook) -> HsdsImport {
    let tables: Result<Tables, Problem> = if is_archive(bytes) {
        package::read(bytes, &options.file)
    } else {
        json::read(bytes, &options.file)
    };
    match tables {
        Ok(tables) => import::rows(&tables, options, codes),
        Err(problem) => HsdsImport { problems: vec![problem], ..HsdsImport::default() },
    }
}

/// Reads a directory as any other upload.
pub(crate) fn read_draft(
    name: &str,
    bytes: &[u8],
    codes: &CodeBook,
    options: &ReadOptions,
) -> Draft {
    let default_field = options.default_field.clone();
    let options = HsdsOptions { file: name.to_owned(), default_field };
    let HsdsImport { rows, guesses, mut problems, notes } = read_hsds(bytes, &options, codes);
    let mut collector = Collector::new(codes);
    for row in rows {
        collector.push_row(row, None);
    }
    // Only so many are kept, and the last ones are about all rows.
    for note in notes.into_iter().rev() {
        collector.push_note(note);
    }
    let mut draft = collector.finish(|_file| Place::of_file(name));
    problems.append(&mut draft.problems);
    Draft { guesses, problems, ..draft }
}

/// Whether a text is a directory as nested JSON, by the names in its outermost object.
pub(crate) fn is_json(text: &str) -> bool {
    json::is_directory(text)
}

/// Whether an archive says that it is a data package.
pub(crate) fn is_package(archive: &Archive<'_>) -> bool {
    let mut names = archive.names().into_iter();
    names.any(|(_, path)| file_name(&path).eq_ignore_ascii_case(package::DESCRIPTION))
}
