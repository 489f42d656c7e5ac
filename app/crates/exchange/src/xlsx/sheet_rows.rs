//! A sheet as rows of texts.

use std::io::Cursor;

use calamine::{DataRef, ExcelDateTime, XlsxCellReader};
use csv::StringRecord;

use crate::escape::shield;
use crate::file_problem::FileProblem;
use crate::limits::MAX_COLUMNS;
use crate::sheet::RowSource;

/// Reads cell by cell: a sheet says that it has a million rows as easily as three.
pub(crate) struct SheetRows<'w, 'b> {
    cells: XlsxCellReader<'w, Cursor<&'b [u8]>>,
    /// The first cell of the next row.
    ahead: Option<(u32, u32, String)>,
    /// What was wrong on the way, with its line.
    problems: Vec<(Option<u64>, FileProblem)>,
    /// How wide the first row is; a sheet leaves out the empty cells at the end of the others.
    n_columns: Option<usize>,
    is_at_end: bool,
}

impl<'w, 'b> SheetRows<'w, 'b> {
    /// So many problems are kept; what is wrong in a thousand cells is wrong in one formula.
    const MAX_PROBLEMS: usize = 100;

    pub(super) fn new(cells: XlsxCellReader<'w, Cursor<&'b [u8]>>) -> Self {
        Self { cells, ahead: None, problems: Vec::new(), n_columns: None, is_at_end: false }
    }

    /// What was wrong with the sheet, apart from the values in it.
    pub(crate) fn into_problems(self) -> Vec<(Option<u64>, FileProblem)> {
        self.problems
    }

    fn push_problem(&mut self, row: Option<u32>, problem: FileProblem) {
        if self.problems.len() < Self::MAX_PROBLEMS {
            self.problems.push((row.map(|row| u64::from(row) + 1), problem));
        }
    }

    /// The next cell that is not empty: row and column from 0, and its text.
    fn next_cell(&mut self) -> Option<(u32, u32, String)> {
        if let Some(cell) = self.ahead.take() {
            return Some(cell);
        }
        while !self.is_at_end {
            let next = self.cells.next_cell().unwrap_or_else(|_unreadable| {
                self.push_problem(None, FileProblem::BrokenWorkbook);
                None
            });
            let Some(cell) = next else {
                self.is_at_end = true;
                return None;
            };
            let (row, column) = cell.get_position();
            match text(cell.get_value()) {
                Ok(text) if text.is_empty() => {}
                Ok(_) if column as usize >= MAX_COLUMNS => {
                    self.push_problem(Some(row), FileProblem::TooManyColumns);
                }
                Ok(text) => return Some((row, column, text)),
                Err(text) => {
                    let problem = FileProblem::CellError { cell: cell_name(row, column), text };
                    self.push_problem(Some(row), problem);
                }
            }
        }
        None
    }
}

impl RowSource for SheetRows<'_, '_> {
    fn next_row(&mut self, record: &mut StringRecord) -> Option<u64> {
        record.clear();
        let mut row_at = None;
        while let Some((row, column, text)) = self.next_cell() {
            if row_at.is_some_and(|at| at != row) {
                self.ahead = Some((row, column, text));
                break;
            }
            row_at = Some(row);
            while record.len() < column as usize {
                record.push_field("");
            }
            // A second value for the same cell is none that a spreadsheet would show.
            if record.len() == column as usize {
                record.push_field(&shield(&text));
            }
        }
        let n_columns = *self.n_columns.get_or_insert(record.len());
        while record.len() < n_columns {
            record.push_field("");
        }
        row_at.map(|row| u64::from(row) + 1)
    }
}

/// The text of a cell, or the error that it shows.
fn text(value: &DataRef<'_>) -> Result<String, String> {
    Ok(match value {
        DataRef::Empty => String::new(),
        DataRef::String(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number_text(*number),
        DataRef::Bool(flag) => if *flag { "yes" } else { "no" }.to_owned(),
        DataRef::DateTime(moment) if moment.is_datetime() => date_text(*moment),
        DataRef::DateTime(span) => number_text(span.as_f64()),
        DataRef::DateTimeIso(text) => text.strip_suffix("T00:00:00").unwrap_or(text).to_owned(),
        DataRef::Error(error) => return Err(error.to_string()),
    })
}

/// A number as one would type it. Spreadsheets compute and show 15 digits.
pub(super) fn number_text(number: f64) -> String {
    let shown: f64 = format!("{number:.14e}").parse().unwrap_or(number);
    // Adding zero makes -0 a 0.
    (shown + 0.0).to_string()
}

fn date_text(moment: ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    let date = format!("{year:04}-{month:02}-{day:02}");
    match (hour, minute, second) {
        (0, 0, 0) => date,
        _ => format!("{date}T{hour:02}:{minute:02}:{second:02}"),
    }
}

/// As a spreadsheet names a cell: `A1`, `AB12`.
fn cell_name(row: u32, column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = u64::from(column) + 1;
    while rest > 0 {
        let letter = u8::try_from((rest - 1) % 26).unwrap_or_default();
        letters.push(char::from(b'A' + letter));
        rest = (rest - 1) / 26;
    }
    let letters: String = letters.into_iter().rev().collect();
    format!("{letters}{}", u64::from(row) + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_typed() {
        for (number, text) in [
            (5.0, "5"),
            (-0.0, "0"),
            (0.1 + 0.2, "0.3"),
            (51.719, "51.719"),
            (5_774_020.0, "5774020"),
            (-0.5, "-0.5"),
            (1e15, "1000000000000000"),
        ] {
            assert_eq!(number_text(number), text);
        }
    }

    #[test]
    fn cells_are_named_as_in_a_spreadsheet() {
        assert_eq!(cell_name(0, 0), "A1");
        assert_eq!(cell_name(11, 27), "AB12");
        assert_eq!(cell_name(1_048_575, 16_383), "XFD1048576");
    }

    #[test]
    fn values_become_texts() {
        let moment = |value| {
            DataRef::DateTime(ExcelDateTime::new(
                value,
                calamine::ExcelDateTimeType::DateTime,
                false,
            ))
        };
        assert_eq!(text(&moment(45_657.0)), Ok("2024-12-31".to_owned()));
        assert_eq!(text(&moment(45_657.5)), Ok("2024-12-31T12:00:00".to_owned()));
        assert_eq!(text(&DataRef::Bool(true)), Ok("yes".to_owned()));
        assert_eq!(
            text(&DataRef::DateTimeIso("2024-12-31T00:00:00".to_owned())),
            Ok("2024-12-31".to_owned())
        );
        assert_eq!(text(&DataRef::Error(calamine::CellErrorType::NA)), Err("#N/A".to_owned()));
    }
}
