//! Networks as files: the tables as CSV for spreadsheets and text editors, and other formats that
//! people have or want.
//!
//! Start at [`read_network`] and [`write_network`]; the format is in `app/data/README.md`. The code
//! lists and the chain templates ([`read_chain_book`]) have tables of their own. That reading is
//! all or nothing, but names every problem it finds with file, line and column, in one line each
//! ([`Problem`]).
//!
//! An upload of any format is read by [`read_file`] into a [`Draft`]: the rows that could be read
//! and what is wrong with the others; a list with other columns by [`headers`] and [`read_mapped`].
//! [`read_file_with`] also takes what somebody has chosen for a file that does not say it.
//! A directory in HSDS is one of these formats; an event log is not, and is refused with a hint.
//! What an upload may cost in memory and time stands in `limits.rs`.
//!
//! Messages ([`Problem`], [`Reason`], [`Note`] and so on) have a `text` in German and English;
//! `Display` is the German one, for the command line.
//!
//! Pure: bytes in, bytes out; no folder, no clock, no chance.
//!
//! `read(write(network)) == network` for a sound network in canonical order
//! ([`model::Network::sort`]) with `revision` 0, within what a cell can say:
//! - Blanks at the end of a text and around a list item are not kept; an empty text is no text.
//! - `agreed_days` is written in whole days; a membership has no `valid_from` and `valid_to`.
//! - The rules of the README hold for what is written too, e.g. every `gemeinde` has a location.
//!
//! How formulas and lists are escaped stands in `escape.rs`.
//!
//! Other formats: the directory as HSDS ([`hsds`]), metadata for open data portals ([`dcat`]), and
//! event logs of case software, of which only counts stay ([`event_log`]).
//!
//! What a new network can start from are two tables more: the Kreise of the Land with their
//! municipalities ([`read_land_directory`]) and the actors one finds everywhere
//! ([`read_founding_book`]). `edit` founds the network.
//!
//! # Adding a column
//! Name it in the README, in the table's `COLUMNS`, in its `read` and in its `write`: all three
//! stand in one file per table (`actors.rs` and so on).
//!
//! Not here: folders and uploads (`server`), what a row means (`model`).

mod actors;
mod archive;
mod cells;
mod chain_book;
mod chain_dependencies;
mod chain_steps;
mod chains;
mod code_book;
mod code_value;
mod committees;
pub mod dcat;
mod draft;
mod encoding;
mod envelope;
mod escape;
pub mod event_log;
mod file_problem;
mod files;
mod foreign;
mod founding_book;
mod geo;
mod gexf;
mod graph;
mod graphml;
mod guesses;
mod header;
pub mod hsds;
mod ids;
mod integrity;
mod json;
mod jurisdictions;
mod kumu;
mod land;
mod land_problem;
mod leading_zeros;
mod limits;
mod mapping;
mod memberships;
mod municipalities;
mod name_template;
mod nearest;
mod network;
mod number;
mod observations;
mod ordered_json;
mod own_codes;
mod places;
mod posts;
mod problem;
mod provenance;
mod reader;
mod reason;
mod record;
mod regions;
mod relations;
mod row;
mod services;
mod sheet;
mod sources;
mod table;
mod tables;
mod typical_actors;
mod value;
mod windows_1252;
mod wording;
mod write_problem;
mod xlsx;
mod xml;

pub use cells::{
    Cell, CellProblem, cells, columns, is_required, key_columns, key_from_cells, read_cells,
};
pub use chain_book::{is_chain_table, read_chain_book, write_chain_book};
pub use code_book::{read_code_book, write_code_book};
pub use draft::{Draft, Format, Note, ReadOptions, SetValue, read_file, read_file_with};
pub use escape::{join_list, split_list};
pub use file_problem::FileProblem;
pub use files::CsvFiles;
pub use founding_book::{FoundingBook, read_founding_book};
pub use geo::write_geojson;
pub use gexf::write_gexf;
pub use graphml::write_graphml;
pub use guesses::Guesses;
pub use json::{NetworkFile, read_json, write_json, write_json_rows};
pub use kumu::{write_kumu_csv, write_kumu_json, write_kumu_xlsx};
pub use land::{AreaName, GemeindeEntry, KreisEntry, KreisKind, LandDirectory};
pub use land_problem::{FoundingBookProblem, LandProblem};
pub use mapping::{ColumnMapping, SheetHeader, headers, read_mapped, read_mapped_with};
pub use municipalities::read_land_directory;
pub use name_template::{NameTemplate, NameWord};
pub use network::{read_network, write_network};
pub use own_codes::Scope;
pub use problem::{Part, Preview, Problem};
pub use reason::Reason;
pub use tables::{write_csv_zip, write_xlsx, zip_files};
pub use typical_actors::{Preselection, TypicalActor};
pub use write_problem::WriteProblem;
