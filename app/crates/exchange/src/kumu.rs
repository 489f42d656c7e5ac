//! Kumu: elements and connections, as JSON, as two CSV files, as two sheets of a workbook.
//!
//! Columns as its import guide names them: `Label`, `Type`, `Description`, `Tags` and, of a
//! connection, `From`, `To`, `Direction`; any other column is a field of one's own. A connection
//! names its ends by their labels, so labels are unique.
//!
//! In our own files `Type` is the German label of the kind and `Description` the note; the other
//! cells are fields of their own under the names of our columns. Whoever changes label, type or
//! description in Kumu has changed the row.

mod parts;
mod read;
mod write;

pub(crate) use parts::Part;
pub(crate) use read::{read_csv, read_json, read_xlsx};
pub use write::{write_kumu_csv, write_kumu_json, write_kumu_xlsx};
