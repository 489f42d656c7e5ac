//! Workbooks (XLSX, ECMA-376): sheets as rows of texts, and a network as a sheet per table.
//!
//! Formulas are never computed: a cell with one counts as the value that the program which saved
//! the workbook left in it. On writing every text stays a text, also one that begins with `=`.
//! A number is read as one would type it (5.0 as `5`), a date as `YYYY-MM-DD`.

mod sheet_rows;
mod workbook;
mod writer;

pub(crate) use sheet_rows::SheetRows;
pub(crate) use workbook::{Workbook, is_workbook, sheet_names};
pub(crate) use writer::{SheetContent, write_sheets};
