//! Two of the example networks, and what the analyses say of them.

use analysis::testing::{Digest, network_digest};
use exchange::{CsvFiles, Preview, read_chain_book, read_code_book, read_network};

macro_rules! data {
    ($($part:expr),+) => {
        include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/", $($part),+)).as_slice()
    };
}

macro_rules! kreis {
    ($folder:literal: $($table:literal)+) => { &[$(($table, data!($folder, "/", $table))),+] };
    ($folder:literal) => {
        kreis! {
            $folder: "regions.csv" "actors.csv" "services.csv" "posts.csv" "committees.csv"
            "memberships.csv" "jurisdictions.csv" "relations.csv" "observations.csv" "sources.csv"
        }
    };
}

static KREISE: [&[(&str, &[u8])]; 2] = [kreis!("borken"), kreis!("paderborn")];

static CHAINS: [(&str, &[u8]); 3] = [
    ("chains.csv", data!("chains.csv")),
    ("chain_steps.csv", data!("chain_steps.csv")),
    ("chain_dependencies.csv", data!("chain_dependencies.csv")),
];

/// In hexadecimal digits, or why the tables cannot be read.
pub(crate) fn digest() -> Result<String, String> {
    let codes = sound(read_code_book(data!("codes.csv")))?;
    let chains = sound(read_chain_book(&files(&CHAINS), &codes))?;
    let mut digest = Digest::default();
    for kreis in KREISE {
        digest.add(network_digest(&sound(read_network(&files(kreis), &codes))?, &chains));
    }
    Ok(format!("{:016x}", digest.finish()))
}

fn files(tables: &[(&str, &[u8])]) -> CsvFiles {
    tables.iter().map(|(name, bytes)| ((*name).to_owned(), bytes.to_vec())).collect()
}

fn sound<T>(preview: Preview<T>) -> Result<T, String> {
    match preview.problems.first() {
        Some(problem) => Err(problem.to_string()),
        None => preview.item.ok_or_else(|| "no rows".to_owned()),
    }
}
