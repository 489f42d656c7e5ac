//! The format as `app/data/README.md` gives it, and edits of tables by column.

use csv::{ReaderBuilder, StringRecord, WriterBuilder};
use exchange::CsvFiles;

/// File, required columns, optional columns: a copy of the README, so that a slip shows.
pub(crate) const SCHEMA: [(&str, &str, &str); 10] = [
    (
        "regions.csv",
        "id kind name sources confidence",
        "ags ars label parent lat lon population population_date kim_status valid_from valid_to \
         visibility",
    ),
    (
        "actors.csv",
        "id kind name sector level sources confidence",
        "short_name aliases parent region contact church_law model note valid_from valid_to \
         visibility",
    ),
    (
        "services.csv",
        "id actor name kind fields access status sources confidence",
        "target_groups residence_statuses regimes languages childcare cost entry_point eligibility \
         required_documents capacity capacity_unit leika_key valid_from valid_to visibility",
    ),
    (
        "posts.csv",
        "id pillar kind label employer sources confidence",
        "workplace fte funded_fte vacant_fte serves supervised_by valid_from valid_to visibility",
    ),
    (
        "committees.csv",
        "id kind label sources confidence",
        "chair rhythm mandate valid_from valid_to visibility",
    ),
    ("memberships.csv", "committee actor role sources confidence", "voting since visibility"),
    (
        "jurisdictions.csv",
        "id actor kind regions sources confidence",
        "regime legal_basis valid_from valid_to visibility",
    ),
    (
        "relations.csv",
        "id kind from to status sources confidence",
        "service fields target_groups residence_statuses regime_from regime_to handover_mode \
         channel media_breaks required_documents consent_needed legal_basis agreement agreed_days \
         quality_by_sender quality_by_receiver confirmed_by_sender confirmed_by_receiver \
         feedback_agreed standard amount_eur times_per_year note valid_from valid_to visibility",
    ),
    (
        "observations.csv",
        "id entity_kind entity metric value unit statistic method sources confidence",
        "n period_from period_to clock_from clock_to valid_from valid_to visibility",
    ),
    ("sources.csv", "id kind title", "publisher url date quote"),
];

/// A table as rows of cells, the header first.
pub(crate) fn rows(files: &CsvFiles, file: &str) -> Vec<Vec<String>> {
    let mut reader = ReaderBuilder::new().has_headers(false).from_reader(files.get(file).unwrap());
    let cells = |row: StringRecord| row.iter().map(str::to_owned).collect();
    reader.records().map(|row| cells(row.unwrap())).collect()
}

/// The table again, with the separator and the line ends of choice.
pub(crate) fn table(rows: &[Vec<String>], separator: u8, line_end: csv::Terminator) -> Vec<u8> {
    let mut writer =
        WriterBuilder::new().delimiter(separator).terminator(line_end).from_writer(Vec::new());
    for row in rows {
        writer.write_record(row).unwrap();
    }
    writer.into_inner().unwrap()
}

/// Replaces a table by its rows after an edit.
pub(crate) fn edit(files: &mut CsvFiles, file: &str, edit: impl FnOnce(&mut Vec<Vec<String>>)) {
    let mut rows = rows(files, file);
    edit(&mut rows);
    files.insert(file, table(&rows, b',', csv::Terminator::Any(b'\n')));
}

/// Sets the first cell of a column.
pub(crate) fn set(files: &mut CsvFiles, file: &str, column: &str, value: &str) {
    edit(files, file, |rows| {
        let at = rows[0].iter().position(|name| name == column).unwrap();
        value.clone_into(&mut rows[1][at]);
    });
}

/// Takes a column out of a table.
pub(crate) fn remove(files: &mut CsvFiles, file: &str, column: &str) {
    edit(files, file, |rows| {
        let at = rows[0].iter().position(|name| name == column).unwrap();
        for row in rows {
            row.remove(at);
        }
    });
}
