//! The example networks, code lists and chain templates of `app/data`, inside the program.
//!
//! So the program needs no other file for a first look.

use anyhow::{Context as _, Result, bail};
use exchange::{CsvFiles, Preview, read_chain_book, read_code_book, read_network};
use model::{ChainBook, CodeBook, Network};
use store::Store;

macro_rules! data {
    ($($part:expr),+) => {
        include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/../app/data/", $($part),+))
    };
}

macro_rules! kreis {
    ($folder:literal: $($table:literal)+) => {
        &[$(($table, data!($folder, "/", $table).as_slice())),+]
    };
    ($folder:literal) => {
        kreis! {
            $folder: "regions.csv" "actors.csv" "services.csv" "posts.csv" "committees.csv"
            "memberships.csv" "jurisdictions.csv" "relations.csv" "observations.csv" "sources.csv"
        }
    };
}

static CODES: &[u8] = data!("codes.csv");

static CHAINS: [(&str, &[u8]); 3] = [
    ("chains.csv", data!("chains.csv").as_slice()),
    ("chain_steps.csv", data!("chain_steps.csv").as_slice()),
    ("chain_dependencies.csv", data!("chain_dependencies.csv").as_slice()),
];

/// The tables of each Kreis with their names.
static KREISE: [&[(&str, &[u8])]; 5] =
    [kreis!("borken"), kreis!("herford"), kreis!("lippe"), kreis!("paderborn"), kreis!("soest")];

/// What an empty database is filled with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FirstContent {
    /// The code lists and chain templates alone, for own networks.
    Codes,
    /// These and five networks.
    Examples,
}

/// The code lists that come with the program.
pub(crate) fn code_book() -> Result<CodeBook> {
    sound(read_code_book(CODES))
}

/// The chain templates that come with the program.
pub(crate) fn chain_book() -> Result<ChainBook> {
    sound(read_chain_book(&tables(&CHAINS), &code_book()?))
}

fn networks(codes: &CodeBook) -> Result<Vec<Network>> {
    KREISE.iter().map(|kreis| sound(read_network(&tables(kreis), codes))).collect()
}

fn tables(files: &[(&str, &[u8])]) -> CsvFiles {
    files.iter().map(|(name, bytes)| ((*name).to_owned(), bytes.to_vec())).collect()
}

fn sound<T>(preview: Preview<T>) -> Result<T> {
    match preview.problems.into_iter().next() {
        Some(problem) => bail!("Die mitgelieferten Daten haben einen Fehler: {problem}"),
        None => preview.item.context("Die mitgelieferten Daten sind leer."),
    }
}

/// Fills a database that has none of `content` yet; what is there stays as it is.
///
/// A database from before there were chains gets the templates of the program, whatever else is
/// in it: they refer to no network.
///
/// The code lists are written last: a start that was interrupted before finds none of them, and
/// begins again.
pub async fn ensure_content(store: &Store, content: FirstContent) -> Result<()> {
    let is_unfinished = store.load_code_book().await?.entries().is_empty();
    let is_empty = store.list_networks().await?.is_empty();
    let codes = code_book()?;
    if content == FirstContent::Examples && (is_unfinished || is_empty) {
        for network in networks(&codes)? {
            store.replace_network(&network).await?;
            tracing::info!(network = %network.id, "example network loaded");
        }
    }
    if store.load_chain_book().await?.templates().is_empty() {
        store.replace_chain_book(&chain_book()?).await?;
    }
    if is_unfinished {
        store.replace_code_book(&codes).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_with_the_program_is_sound() {
        let networks = networks(&code_book().unwrap()).unwrap();
        let ids: Vec<_> = networks.iter().map(|network| network.id.as_str()).collect();
        assert_eq!(ids, ["05554", "05758", "05766", "05774", "05974"]);
        assert_eq!(chain_book().unwrap().templates().len(), 6);
    }

    #[test]
    fn the_examples_agree_with_the_list_of_municipalities() {
        let list = include_str!("../../app/data/municipalities.csv");
        let mut places = std::collections::BTreeMap::new();
        for line in list.lines().skip(1) {
            let (ags, rest) = line.split_once(',').unwrap();
            places.insert(ags, rest);
        }
        assert_eq!(places.keys().filter(|ags| ags.len() == 8).count(), 396);
        assert_eq!(places.keys().filter(|ags| ags.len() == 5).count(), 53);
        for network in networks(&code_book().unwrap()).unwrap() {
            let n_listed = places.keys().filter(|ags| ags.starts_with(network.id.as_str())).count();
            let is_listed = |region: &&model::Region| places.contains_key(region.id.as_str());
            let regions: Vec<_> = network.regions.iter().filter(is_listed).collect();
            assert_eq!(regions.len(), n_listed, "{}", network.id);
            for region in regions {
                let listed = places[region.id.as_str()];
                assert!(listed.starts_with(&region.name), "{}: {listed}", region.name);
            }
        }
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn a_database_without_chains_gets_those_of_the_program() {
        let store = Store::open(&store::StoreUrl::Memory).await.unwrap();
        store.replace_code_book(&code_book().unwrap()).await.unwrap();
        ensure_content(&store, FirstContent::Codes).await.unwrap();
        let own = store.load_chain_book().await.unwrap();
        assert_eq!(own, chain_book().unwrap());
        let rows = own.rows();
        let first = rows.chains[0].id.clone();
        let fewer = model::ChainRows {
            chains: rows.chains.into_iter().filter(|row| row.id == first).collect(),
            steps: rows.steps.into_iter().filter(|row| row.chain == first).collect(),
            dependencies: Vec::new(),
        };
        let fewer = ChainBook::new(fewer).unwrap();
        store.replace_chain_book(&fewer).await.unwrap();
        ensure_content(&store, FirstContent::Codes).await.unwrap();
        assert_eq!(store.load_chain_book().await.unwrap(), fewer, "what is there stays");
    }
}
