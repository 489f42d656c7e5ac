//! Broken input never panics, and what is accepted can be written and read again.

use exchange::{CsvFiles, read_code_book, read_network, write_code_book, write_network};

use crate::generate::{Random, generate};
use crate::rich;

/// What must hold whatever was read.
fn check(files: &CsvFiles) -> bool {
    let codes = rich::code_book();
    let preview = read_network(files, &codes);
    assert_eq!(preview.item.is_some(), preview.problems.is_empty());
    assert!(preview.problems.len() <= 501);
    for problem in &preview.problems {
        let message = problem.to_string();
        assert!(!message.contains(['\n', '\r']) && message.len() < 3000, "{message}");
    }
    let Some(network) = preview.item else {
        return false;
    };
    let again = read_network(&write_network(&network), &codes);
    assert_eq!((again.problems, again.item), (Vec::new(), Some(network)));
    true
}

pub(crate) fn mutate(r: &mut Random, bytes: &mut Vec<u8>) {
    const SNIPPETS: [&[u8]; 20] = [
        b"\"",
        b",",
        b";",
        b"|",
        b"\\",
        b"'",
        b"=",
        b"-",
        b"\n",
        b"\r",
        b" ",
        b"\xFF",
        b"\xFC",
        b"\xEF\xBB\xBF",
        b"\0",
        b"5774032",
        b"99999999999999999999",
        b"2024-02-30",
        b"yes",
        b"id,",
    ];
    let at = r.below(bytes.len() + 1);
    let end = (at + r.below(8)).min(bytes.len());
    match r.below(5) {
        0 => drop(bytes.splice(at..at, r.pick(&SNIPPETS).iter().copied())),
        1 => drop(bytes.splice(at..end, r.pick(&SNIPPETS).iter().copied())),
        2 => drop(bytes.drain(at..end)),
        3 => {
            let copy = bytes[at..].to_vec();
            bytes.extend(copy);
        }
        _ => {
            if let Some(byte) = bytes.get_mut(at) {
                *byte = byte.wrapping_add(1);
            }
        }
    }
}

#[test]
fn mutated_files_never_panic() {
    let mut r = Random(1);
    let mut n_accepted = 0;
    for round in 0..2000 {
        let network = if round % 2 == 0 { rich::network() } else { generate(round) };
        let mut files = write_network(&network);
        let names: Vec<String> = files.iter().map(|(name, _)| name.to_owned()).collect();
        for _ in 0..=r.below(2) {
            let name = r.pick(&names);
            let mut bytes = files.get(&name).unwrap().to_vec();
            mutate(&mut r, &mut bytes);
            files.insert(name, bytes);
        }
        n_accepted += usize::from(check(&files));
    }
    assert!((50..1950).contains(&n_accepted), "{n_accepted} of 2000 are still sound");
}

#[test]
fn arbitrary_bytes_never_panic() {
    const ALPHABET: &[u8] = b"id,kind;name\"\"\n\r\t |\\'=05774\xC3\xA4\xFF\0";
    let mut r = Random(2);
    for _ in 0..2000 {
        let mut files = CsvFiles::default();
        for name in ["regions.csv", "actors.csv", "relations.csv", "x.csv"] {
            let mut bytes: Vec<u8> = (0..r.below(200)).map(|_| r.pick(ALPHABET)).collect();
            if r.below(2) == 0 {
                bytes.splice(
                    0..0,
                    *b"id,kind,name,sector,level,from,to,status,sources,confidence\n",
                );
            }
            files.insert(name, bytes);
        }
        check(&files);
        let bytes = files.get("x.csv").unwrap();
        let preview = read_code_book(bytes);
        assert_eq!(preview.item.is_some(), preview.problems.is_empty());
    }
}

#[test]
fn mutated_code_books_never_panic() {
    let mut r = Random(3);
    for _ in 0..2000 {
        let mut bytes = write_code_book(&rich::code_book());
        mutate(&mut r, &mut bytes);
        let preview = read_code_book(&bytes);
        assert_eq!(preview.item.is_some(), preview.problems.is_empty());
        if let Some(book) = preview.item {
            assert_eq!(read_code_book(&write_code_book(&book)).item, Some(book));
        }
    }
}
