//! Reading is the inverse of writing.

use exchange::{CsvFiles, Reason, read_code_book, read_network, write_code_book, write_network};
use model::Network;

use crate::generate::generate;
use crate::rich;
use crate::schema::{SCHEMA, remove, rows, set};

fn read_back(files: &CsvFiles) -> Network {
    let preview = read_network(files, &rich::code_book());
    let problems: Vec<String> = preview.problems.iter().map(ToString::to_string).collect();
    assert!(problems.is_empty(), "{problems:#?}");
    preview.item.unwrap()
}

#[test]
fn a_rich_network_comes_back() {
    let network = rich::network();
    assert!(network.integrity_problems().is_empty());
    assert_eq!(read_back(&write_network(&network)), network);
}

#[test]
fn the_columns_are_those_of_the_readme_and_all_used() {
    let files = write_network(&rich::network());
    assert_eq!(files.iter().count(), SCHEMA.len());
    for (file, required, optional) in SCHEMA {
        let rows = rows(&files, file);
        let mut written = rows[0].clone();
        for (at, column) in written.iter().enumerate() {
            assert!(rows[1..].iter().any(|row| !row[at].is_empty()), "{file}: {column} is unused");
        }
        let mut expected: Vec<_> = required.split(' ').chain(optional.split(' ')).collect();
        expected.sort_unstable();
        written.sort_unstable();
        assert_eq!(written, expected, "{file}");
    }
}

#[test]
fn generated_networks_come_back() {
    for seed in 0..300 {
        let network = generate(seed);
        assert_eq!(network.integrity_problems(), [], "seed {seed}");
        assert_eq!(read_back(&write_network(&network)), network, "seed {seed}");
    }
}

#[test]
fn rows_are_written_in_canonical_order() {
    let network = generate(7);
    let mut shuffled = network.clone();
    shuffled.regions.reverse();
    shuffled.actors.reverse();
    shuffled.services.reverse();
    shuffled.posts.reverse();
    shuffled.committees.reverse();
    shuffled.memberships.reverse();
    shuffled.jurisdictions.reverse();
    shuffled.relations.reverse();
    shuffled.observations.reverse();
    shuffled.sources.reverse();
    shuffled.revision = 17;
    assert_ne!(shuffled.actors, network.actors);
    assert_eq!(write_network(&shuffled), write_network(&network));
    assert_eq!(read_back(&write_network(&shuffled)), network);
}

#[test]
fn an_empty_network_writes_its_headers() {
    let files = write_network(&Network::empty(rich::v("05774")));
    assert_eq!(
        files.get("sources.csv").unwrap(),
        b"id,kind,title,publisher,url,date,quote\n".as_slice()
    );
}

#[test]
fn formulas_are_not_written() {
    let files = write_network(&rich::network());
    for (name, _) in files.iter() {
        for cell in rows(&files, name).concat() {
            let is_number = cell.parse::<f64>().is_ok();
            assert!(is_number || !cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell}");
        }
    }
}

#[test]
fn a_required_column_must_be_there_and_filled() {
    for (file, required, _) in SCHEMA {
        for column in required.split(' ') {
            let mut files = write_network(&rich::network());
            set(&mut files, file, column, " ");
            assert_eq!(first_reason(&files, file, column), Reason::EmptyField, "{file} {column}");
            remove(&mut files, file, column);
            assert_eq!(
                first_reason(&files, file, column),
                Reason::MissingColumn,
                "{file} {column}"
            );
        }
    }
}

fn first_reason(files: &CsvFiles, file: &str, column: &str) -> Reason {
    let preview = read_network(files, &rich::code_book());
    let mut problems = preview.problems.into_iter();
    problems.find(|p| p.file == file && p.column.as_deref() == Some(column)).unwrap().reason
}

#[test]
fn an_optional_column_may_be_left_out() {
    // These are needed because of what the other columns say.
    let needed = ["ags", "lat", "lon", "capacity", "capacity_unit", "clock_from", "clock_to"];
    for (file, _, optional) in SCHEMA {
        for column in optional.split(' ').filter(|column| !needed.contains(column)) {
            let mut files = write_network(&rich::network());
            set(&mut files, file, column, "");
            read_back(&files);
            remove(&mut files, file, column);
            read_back(&files);
        }
    }
}

#[test]
fn a_code_book_comes_back() {
    let book = rich::code_book();
    let bytes = write_code_book(&book);
    let preview = read_code_book(&bytes);
    assert_eq!(preview.problems, []);
    assert_eq!(preview.item, Some(book));
}

#[test]
fn a_code_without_position_comes_last() {
    let text = "list,code,label_de,label_en,position\n\
                target_group,b,B,B,\ntarget_group,c,C,C,7\n";
    let book = read_code_book(text.as_bytes()).item.unwrap();
    let codes: Vec<_> = book.entries().iter().map(|entry| entry.code.as_str()).collect();
    assert_eq!(codes, ["c", "b"]);
    assert_eq!(read_code_book(&write_code_book(&book)).item, Some(book));
}
