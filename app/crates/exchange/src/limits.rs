//! How much of an upload is read, so that no file takes more than 256 MB or 5 seconds.
//!
//! The largest of the example networks has 3,400 rows in 0.6 MB: there is room for thirty of them.

/// All entries of an archive together, unpacked.
pub(crate) const MAX_UNPACKED_BYTES: u64 = 64_000_000;

/// Entries of an archive; a workbook with pictures may have some hundred.
pub(crate) const MAX_ENTRIES: usize = 1_000;

/// Rows of all tables of a file, or nodes and edges of a graph. A relation takes some 700 bytes.
pub(crate) const MAX_ROWS: usize = 120_000;

/// Cells of a row, as far as there is something in them. The widest of our tables has 33 columns.
pub(crate) const MAX_COLUMNS: usize = 256;

/// Cells of a row with the empty ones at its end; a spreadsheet has so many columns.
pub(crate) const MAX_CELLS: usize = 16_384;

/// Names of attributes in a graph. Those that come later count as one.
pub(crate) const MAX_KEYS: usize = 1_000;

/// Elements within elements. yEd, which nests most, needs some ten.
pub(crate) const MAX_XML_DEPTH: usize = 64;

/// Tags of a sheet or of its texts: each becomes a text of 24 bytes or more in memory.
pub(crate) const MAX_SHEET_TAGS: usize = 4_000_000;

/// Tags of every other part of a workbook: each may become a style of some hundred bytes.
pub(crate) const MAX_PART_TAGS: usize = 100_000;

/// Bytes that free JSON values may take in memory.
pub(crate) const MAX_JSON_BYTES: usize = 64_000_000;

/// Items of all lists and objects of a JSON file together; each takes 16 bytes before it is looked
/// at.
pub(crate) const MAX_JSON_ITEMS: usize = 2_000_000;
