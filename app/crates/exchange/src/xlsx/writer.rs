//! Writes sheets of texts.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};

use super::sheet_rows::number_text;
use crate::WriteProblem;

/// What can be said with 15 digits is written as a number in these columns, so that a spreadsheet
/// can sort by it and sum it up. Everything else is a text: an AGS must keep its zero.
const NUMBER_COLUMNS: [&str; 15] = [
    "agreed_days",
    "amount_eur",
    "capacity",
    "fte",
    "funded_fte",
    "lat",
    "lon",
    "media_breaks",
    "n",
    "population",
    "quality_by_receiver",
    "quality_by_sender",
    "times_per_year",
    "vacant_fte",
    "value",
];

/// A sheet: its name, its header, its rows.
pub(crate) struct SheetContent {
    pub(crate) name: &'static str,
    pub(crate) columns: Vec<&'static str>,
    pub(crate) rows: Vec<Vec<String>>,
}

/// Writes a workbook; equal contents give equal bytes.
///
/// # Errors
/// [`WriteProblem::LongText`], [`WriteProblem::ManyRows`]: what a workbook cannot hold.
pub(crate) fn write_sheets(sheets: &[SheetContent]) -> Result<Vec<u8>, WriteProblem> {
    let mut workbook = Workbook::new();
    // Otherwise the clock is read.
    let day = ExcelDateTime::from_ymd(2000, 1, 1).map_err(|_invalid| WriteProblem::Failed)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&day));
    for sheet in sheets {
        write_sheet(&mut workbook, sheet)?;
    }
    workbook.save_to_buffer().map_err(|_unwritable| WriteProblem::Failed)
}

fn write_sheet(workbook: &mut Workbook, content: &SheetContent) -> Result<(), WriteProblem> {
    let bold = Format::new().set_bold();
    let sheet = workbook.add_worksheet();
    let problem = |row: usize, column: usize, error: XlsxError| match error {
        XlsxError::MaxStringLengthExceeded => WriteProblem::LongText {
            sheet: content.name,
            line: row + 1,
            column: content.columns.get(column).copied().unwrap_or_default(),
        },
        XlsxError::RowColumnLimitError => WriteProblem::ManyRows { sheet: content.name },
        _ => WriteProblem::Failed,
    };
    sheet
        .set_name(content.name)
        .and_then(|sheet| sheet.set_freeze_panes(1, 0))
        .map_err(|error| problem(0, 0, error))?;
    for (at, column) in (0..).zip(&content.columns) {
        sheet
            .write_string_with_format(0, at, *column, &bold)
            .and_then(|sheet| sheet.set_column_width(at, 18))
            .map_err(|error| problem(0, at.into(), error))?;
    }
    for (row, cells) in content.rows.iter().enumerate() {
        let line = u32::try_from(row + 1).unwrap_or(u32::MAX);
        for (at, (text, column)) in (0..).zip(cells.iter().zip(&content.columns)) {
            let written = match number(column, text) {
                _ if text.is_empty() => continue,
                Some(number) => sheet.write_number(line, at, number),
                None => sheet.write_string(line, at, text),
            };
            written.map_err(|error| problem(row + 1, at.into(), error))?;
        }
    }
    Ok(())
}

/// The number that is read as this text again.
fn number(column: &str, text: &str) -> Option<f64> {
    let number: f64 = text.parse().ok().filter(|_| NUMBER_COLUMNS.contains(&column))?;
    (number.is_finite() && number_text(number) == text).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_numbers_that_come_back_are_numbers() {
        assert_eq!(number("n", "40"), Some(40.0));
        assert_eq!(number("lat", "51.719"), Some(51.719));
        for text in ["007", "1.50", "12345678901234567", "inf", "NaN", "", "1e3"] {
            assert_eq!(number("n", text), None, "{text}");
        }
        assert_eq!(number("ags", "5774"), None);
    }
}
