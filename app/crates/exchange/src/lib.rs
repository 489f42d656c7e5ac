//! Networks as a folder of CSV tables, for spreadsheets and text editors.
//!
//! Start at [`read_network`] and [`write_network`]; the format is in `app/data/README.md`. The code
//! lists and the chain templates ([`read_chain_book`]) have tables of their own.
//! Pure: bytes in, bytes out. Reading is all or nothing, but names every problem it finds
//! with file, line and column, in one German line each ([`Problem`]).
//!
//! `read(write(network)) == network` for a sound network in canonical order
//! ([`model::Network::sort`]) with `revision` 0, within what a cell can say:
//! - Blanks at the end of a text and around a list item are not kept; an empty text is no text.
//! - `agreed_days` is written in whole days; a membership has no `valid_from` and `valid_to`.
//! - The rules of the README hold for what is written too, e.g. every `gemeinde` has a location.
//!
//! How formulas and lists are escaped stands in `escape.rs`.
//!
//! # Adding a column
//! Name it in the README, in the table's `COLUMNS`, in its `read` and in its `write`: all three
//! stand in one file per table (`actors.rs` and so on).
//!
//! Not here: folders and uploads (`server`), what a row means (`model`).

mod actors;
mod cells;
mod chain_book;
mod chain_dependencies;
mod chain_steps;
mod chains;
mod code_book;
mod code_value;
mod committees;
mod encoding;
mod envelope;
mod escape;
mod files;
mod header;
mod integrity;
mod jurisdictions;
mod memberships;
mod nearest;
mod network;
mod number;
mod observations;
mod places;
mod posts;
mod problem;
mod reader;
mod record;
mod regions;
mod relations;
mod row;
mod services;
mod sheet;
mod sources;
mod table;
mod value;

pub use cells::{Cell, CellProblem, cells, columns, key_columns, key_from_cells, read_cells};
pub use chain_book::{is_chain_table, read_chain_book, write_chain_book};
pub use code_book::{read_code_book, write_code_book};
pub use files::CsvFiles;
pub use network::{read_network, write_network};
pub use problem::{Preview, Problem, Reason};
