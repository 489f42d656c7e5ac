//! The same network in every dialect that the README allows.

use exchange::{CsvFiles, read_network, write_network};
use model::Network;

use crate::rich;
use crate::schema::{edit, rows, table};

fn read(files: &CsvFiles) -> Network {
    let preview = read_network(files, &rich::code_book());
    assert_eq!(preview.problems, []);
    preview.item.unwrap()
}

#[test]
fn semicolon_mark_and_crlf_make_no_difference() {
    let files = write_network(&rich::network());
    let variant = files.iter().map(|(name, _)| {
        let mut bytes = "\u{feff}".as_bytes().to_vec();
        bytes.extend(table(&rows(&files, name), b';', csv::Terminator::CRLF));
        (name.to_owned(), bytes)
    });
    assert_eq!(read(&variant.collect()), rich::network());
}

#[test]
fn columns_may_stand_in_any_order() {
    let mut files = write_network(&rich::network());
    edit(&mut files, "relations.csv", |rows| {
        for row in rows {
            row.reverse();
        }
    });
    assert_eq!(read(&files), rich::network());
}

#[test]
fn empty_lines_blanks_and_surplus_empty_cells_are_ignored() {
    let mut files = write_network(&rich::network());
    for file in ["actors.csv", "sources.csv"] {
        edit(&mut files, file, |rows| {
            for cell in rows.iter_mut().flatten() {
                *cell = format!("  {cell}\u{a0} ");
            }
            for row in rows.iter_mut() {
                row.extend([String::new(), String::new()]);
            }
            let n_cells = rows[0].len();
            rows.insert(1, vec![" ".to_owned(); n_cells]);
        });
        let mut bytes = b"\n \n\r\n".to_vec();
        bytes.extend_from_slice(files.get(file).unwrap());
        bytes.extend_from_slice(b"\n\n");
        files.insert(file, bytes);
    }
    assert_eq!(read(&files), rich::network());
}

#[test]
fn other_files_in_the_folder_are_ignored() {
    let mut files = write_network(&rich::network());
    files.insert("README.md", b"# \xFF".to_vec());
    assert_eq!(read(&files), rich::network());
}

#[test]
fn an_absent_table_is_empty() {
    let all = write_network(&rich::network());
    let files = all.iter().filter(|(name, _)| *name != "observations.csv");
    let files: CsvFiles = files.map(|(name, bytes)| (name.to_owned(), bytes.to_vec())).collect();
    assert_eq!(read(&files), Network { observations: Vec::new(), ..rich::network() });
}
