//! Opens a workbook after its size has been judged.

use std::io::Cursor;

use calamine::{Reader as _, Xlsx};

use super::SheetRows;
use crate::archive::Archive;
use crate::file_problem::FileProblem;
use crate::limits::{MAX_PART_TAGS, MAX_SHEET_TAGS};
use crate::xml::{Token, XmlReader};

const WORKBOOK_PART: &str = "xl/workbook.xml";

/// Whether an archive is a workbook.
pub(crate) fn is_workbook(archive: &Archive<'_>) -> bool {
    archive.names().iter().any(|(_, name)| name == WORKBOOK_PART)
}

/// The names of the sheets, without reading them.
///
/// # Errors
/// What keeps the list of sheets from being read.
pub(crate) fn sheet_names(archive: &mut Archive<'_>) -> Result<Vec<String>, FileProblem> {
    let part = archive.names().into_iter().find(|(_, name)| name == WORKBOOK_PART);
    let (idx, _) = part.ok_or(FileProblem::BrokenWorkbook)?;
    let bytes = archive.unpack(idx)?;
    let text = str::from_utf8(&bytes).map_err(|_not_text| FileProblem::BrokenWorkbook)?;
    let mut reader = XmlReader::new(text);
    let mut names = Vec::new();
    loop {
        match reader.next().map_err(|flaw| flaw.problem)? {
            Token::Open(element) if element.name == "sheet" => {
                names.extend(element.get("name").map(str::to_owned));
            }
            Token::End => return Ok(names),
            Token::Open(_) | Token::Close | Token::Text(_) => {}
        }
    }
}

/// A workbook of which one sheet at a time is read.
pub(crate) struct Workbook<'a> {
    xlsx: Xlsx<Cursor<&'a [u8]>>,
}

impl<'a> Workbook<'a> {
    /// # Errors
    /// [`FileProblem::Doctype`] in any of its parts, the limits of the archive,
    /// [`FileProblem::TooComplex`], [`FileProblem::BrokenWorkbook`].
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, FileProblem> {
        judge_parts(bytes)?;
        let xlsx =
            Xlsx::new(Cursor::new(bytes)).map_err(|_unreadable| FileProblem::BrokenWorkbook)?;
        Ok(Self { xlsx })
    }

    pub(crate) fn sheet_names(&self) -> Vec<String> {
        self.xlsx.sheet_names()
    }

    /// # Errors
    /// [`FileProblem::BrokenWorkbook`], also when the sheet is a chart.
    pub(crate) fn rows(&mut self, sheet: &str) -> Result<SheetRows<'_, 'a>, FileProblem> {
        let cells = self.xlsx.worksheet_cells_reader(sheet);
        cells.map(SheetRows::new).map_err(|_unreadable| FileProblem::BrokenWorkbook)
    }
}

/// Unpacks everything once: what a reader would make of the parts must fit into memory.
fn judge_parts(bytes: &[u8]) -> Result<(), FileProblem> {
    let mut archive = Archive::open(bytes)?;
    for (idx, name) in archive.names() {
        let part = archive.unpack(idx)?;
        let mut n_tags = 0;
        for (at, _) in part.iter().enumerate().filter(|(_, byte)| **byte == b'<') {
            n_tags += 1;
            if part[at..].starts_with(b"<!DOCTYPE") {
                return Err(FileProblem::Doctype);
            }
        }
        let sheet = name.strip_prefix("xl/worksheets/sheet");
        let is_sheet =
            sheet.is_some_and(|rest| !rest.contains('/')) || name == "xl/sharedStrings.xml";
        if n_tags > if is_sheet { MAX_SHEET_TAGS } else { MAX_PART_TAGS } {
            return Err(FileProblem::TooComplex);
        }
    }
    Ok(())
}
