//! Which format a file has.

use csv::StringRecord;
use model::{Lang, TableName};

use crate::archive::{Archive, is_archive};
use crate::encoding::decode_any;
use crate::file_problem::FileProblem;
use crate::sheet::{RowSource, Sheet};
use crate::xml::{Token, XmlReader};
use crate::{CsvFiles, Reason, hsds, json, kumu, tables, xlsx};

/// Which format a file has, by its content and name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// One of our tables.
    CsvTable(TableName),
    /// Our tables in an archive.
    CsvZip,
    /// A workbook with our tables, or with others that have to be mapped first.
    Xlsx,
    /// A whole network with what belongs to it.
    Json,
    KumuJson,
    /// The elements or the connections of Kumu, or both in an archive.
    KumuCsv,
    KumuXlsx,
    GraphMl,
    Gexf,
    /// A directory of organizations and services, see [`crate::hsds`].
    HsdsJson,
    /// The same as tables in an archive, with a `datapackage.json`.
    HsdsPackage,
}

impl Format {
    /// How the interface calls it.
    pub fn label(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::CsvTable(_), Lang::De) => "Tabelle (CSV)",
            (Self::CsvTable(_), Lang::En) => "Table (CSV)",
            (Self::CsvZip, Lang::De) => "Tabellen (CSV im ZIP-Archiv)",
            (Self::CsvZip, Lang::En) => "Tables (CSV in a ZIP archive)",
            (Self::Xlsx, Lang::De) => "Excel-Arbeitsmappe",
            (Self::Xlsx, Lang::En) => "Excel workbook",
            (Self::Json, _) => "Netzlotse (JSON)",
            (Self::KumuJson, _) => "Kumu (JSON)",
            (Self::KumuCsv, _) => "Kumu (CSV)",
            (Self::KumuXlsx, _) => "Kumu (Excel)",
            (Self::GraphMl, _) => "GraphML",
            (Self::Gexf, _) => "GEXF",
            (Self::HsdsJson, _) => "Open Referral HSDS (JSON)",
            (Self::HsdsPackage, Lang::De) => "Open Referral HSDS (Datenpaket)",
            (Self::HsdsPackage, Lang::En) => "Open Referral HSDS (data package)",
        }
    }

    /// Recognises the format by the first bytes, then by what stands in the file.
    ///
    /// # Errors
    /// Why the file cannot be read in any format.
    pub fn detect(name: &str, bytes: &[u8]) -> Result<Self, Reason> {
        const OLD_OFFICE_MARK: &[u8] = b"\xD0\xCF\x11\xE0";
        if bytes.len() > CsvFiles::MAX_BYTES {
            return Err(Reason::FileTooLarge);
        }
        if bytes.is_empty() {
            return Err(FileProblem::Empty.into());
        }
        if is_archive(bytes) {
            return in_archive(bytes);
        }
        if bytes.starts_with(OLD_OFFICE_MARK) {
            return Err(FileProblem::OldExcel.into());
        }
        // No text that we read begins with a NUL; UTF-16 without its mark has one soon.
        if bytes[0] == 0 || bytes.get(1) == Some(&0) && !bytes.starts_with(b"\xFF\xFE") {
            return Err(FileProblem::NotText.into());
        }
        let text = decode_any(bytes)?;
        match text.trim_start().chars().next() {
            None => Err(FileProblem::Empty.into()),
            Some('{') => json_format(&text),
            Some('[') if hsds::is_json(&text) => Ok(Self::HsdsJson),
            Some('<') => xml_format(&text),
            Some(_) => csv_format(name, &text),
        }
    }
}

fn in_archive(bytes: &[u8]) -> Result<Format, Reason> {
    let mut archive = Archive::open(bytes)?;
    if xlsx::is_workbook(&archive) {
        let names = xlsx::sheet_names(&mut archive)?;
        let is_kumu = names.iter().any(|name| kumu::Part::of_name(name).is_some());
        return Ok(if is_kumu { Format::KumuXlsx } else { Format::Xlsx });
    }
    if hsds::is_package(&archive) {
        return Ok(Format::HsdsPackage);
    }
    let names = archive.names();
    let is_kumu = names.iter().any(|(_, name)| kumu::Part::of_name(name).is_some());
    Ok(if is_kumu { Format::KumuCsv } else { Format::CsvZip })
}

/// Ours says so; a directory is known by its outermost names, a map of Kumu by its two lists,
/// which are judged there.
fn json_format(text: &str) -> Result<Format, Reason> {
    if json::is_ours(text) {
        return Ok(Format::Json);
    }
    if hsds::is_json(text) {
        return Ok(Format::HsdsJson);
    }
    let is_kumu = text.contains("\"elements\"") || text.contains("\"connections\"");
    if is_kumu { Ok(Format::KumuJson) } else { Err(FileProblem::UnknownFormat.into()) }
}

fn xml_format(text: &str) -> Result<Format, Reason> {
    let mut reader = XmlReader::new(text);
    loop {
        match reader.next().map_err(|flaw| flaw.problem)? {
            Token::Open(root) => match root.name.as_str() {
                "graphml" => return Ok(Format::GraphMl),
                "gexf" => return Ok(Format::Gexf),
                "log" => return Err(FileProblem::EventLog.into()),
                _ => return Err(FileProblem::UnknownFormat.into()),
            },
            Token::End => return Err(FileProblem::BrokenXml.into()),
            Token::Close | Token::Text(_) => {}
        }
    }
}

/// By the columns; a table whose columns are not all ours is still recognised by its name, so that
/// each wrong column can be named.
fn csv_format(name: &str, text: &str) -> Result<Format, Reason> {
    let mut sheet = Sheet::new(text);
    // A quote that is never closed is named with its line when the table is read.
    if let Some((_, reason @ Reason::File(_))) = sheet.flaw() {
        return Err(reason);
    }
    let mut header = StringRecord::new();
    sheet.next_row(&mut header);
    let names: Vec<&str> = header.iter().collect();
    if let Some(table) = tables::table_with_columns(&names) {
        return Ok(Format::CsvTable(table));
    }
    let stem = tables::stem(name).to_lowercase();
    if let Some(table) = TableName::ALL.iter().find(|table| table.code() == stem) {
        return Ok(Format::CsvTable(*table));
    }
    if kumu::Part::of_columns(&names).is_some() {
        return Ok(Format::KumuCsv);
    }
    let is_table = names.len() > 1 || tables::extension(name) == "csv";
    let problem = if is_table { FileProblem::NeedsMapping } else { FileProblem::UnknownFormat };
    Err(problem.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_recognised() {
        let detect = |name, bytes: &[u8]| Format::detect(name, bytes);
        let sources = Ok(Format::CsvTable(TableName::Sources));
        assert_eq!(detect("Quellen.txt", b"title;kind;id\n"), sources);
        assert_eq!(detect("C:\\x\\Sources.CSV", b"name,url\n"), sources);
        assert_eq!(detect("a.csv", b"Label,Type\nJugendamt,Amt\n"), Ok(Format::KumuCsv));
        assert_eq!(detect("a.csv", b"From,To\nA,B\n"), Ok(Format::KumuCsv));
        assert_eq!(detect("a", b"\xEF\xBB\xBF {\"elements\":[]}"), Ok(Format::KumuJson));
        assert_eq!(detect("a", b"{\"version\":1,\"format\":\"netzlotse\"}"), Ok(Format::Json));
        assert_eq!(detect("a", b"<?xml version='1.0'?><graphml/>"), Ok(Format::GraphMl));
        assert_eq!(detect("a", b"<g:gexf xmlns:g=''/>"), Ok(Format::Gexf));
        assert_eq!(detect("a", b"{\"contents\":[]}"), Ok(Format::HsdsJson));
        assert_eq!(detect("a", b"\n[{\"id\":1,\"name\":\"A\",\"status\":"), Ok(Format::HsdsJson));
    }

    #[test]
    fn other_files_are_refused_with_a_reason() {
        let reason = |name, bytes: &[u8]| match Format::detect(name, bytes) {
            Err(Reason::File(problem)) => problem,
            other => panic!("{other:?}"),
        };
        assert_eq!(reason("a.csv", b""), FileProblem::Empty);
        assert_eq!(reason("a.csv", b" \r\n"), FileProblem::Empty);
        assert_eq!(reason("a.xls", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), FileProblem::OldExcel);
        assert_eq!(reason("a.csv", b"i\0d\0"), FileProblem::NotText);
        assert_eq!(reason("a.png", b"\x89PNG\r\n\x1A\n\0\0"), FileProblem::NotText);
        assert_eq!(reason("a.csv", b"Amt;Telefon\nA;1\n"), FileProblem::NeedsMapping);
        assert_eq!(reason("a.txt", b"Guten Tag"), FileProblem::UnknownFormat);
        assert_eq!(reason("a.svg", b"<svg/>"), FileProblem::UnknownFormat);
        assert_eq!(reason("a.json", b"[1]"), FileProblem::UnknownFormat);
        assert_eq!(reason("a.xes", b"<?xml version='1.0'?>\n<log/>"), FileProblem::EventLog);
        assert_eq!(
            reason("a.json", b"{\"type\":\"FeatureCollection\"}"),
            FileProblem::UnknownFormat
        );
        assert_eq!(reason("a.xml", b"<!DOCTYPE a []><a/>"), FileProblem::Doctype);
        assert_eq!(reason("a.zip", b"PK\x03\x04"), FileProblem::BrokenArchive);
    }

    #[test]
    fn twenty_megabytes_of_zeros_are_no_text() {
        let zeros = vec![0; CsvFiles::MAX_BYTES];
        for name in ["a.csv", "a.xlsx", "a.zip", "a.json", "a.graphml"] {
            assert_eq!(Format::detect(name, &zeros), Err(FileProblem::NotText.into()));
        }
        assert_eq!(
            Format::detect("a.csv", &vec![0; CsvFiles::MAX_BYTES + 1]),
            Err(Reason::FileTooLarge)
        );
    }
}
