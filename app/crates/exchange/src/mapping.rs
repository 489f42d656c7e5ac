//! Tables with columns that are not ours: which column is which, and how they are read then.
//!
//! [`headers`] lists what a file has and proposes a mapping; somebody looks at it and changes what
//! is wrong; [`read_mapped`] reads the file with it.

mod labels;
mod propose;
mod read;

use model::TableName;

pub(crate) use labels::column_with_label;
pub use propose::headers;
pub use read::{read_mapped, read_mapped_with};

/// Which of our columns each column of a sheet is. Columns that are not named are not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnMapping {
    /// The sheet of a workbook; empty for a CSV file.
    pub sheet: String,
    pub table: TableName,
    /// Their header, our column.
    pub columns: Vec<(String, String)>,
}

/// A sheet with its header row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetHeader {
    /// Empty for a CSV file.
    pub sheet: String,
    pub columns: Vec<String>,
    /// What the columns probably are.
    pub proposal: ColumnMapping,
}
