//! `netzlotse export`: networks become folders.
//!
//! **Invariant:** a folder is complete or not there. Everything is written beside it first and
//! moved into place at the end; other people's files are never moved or removed.

mod target;

use std::io::Write as _;
use std::path::Path;

use anyhow::{Result, bail};
use exchange::{CsvFiles, write_chain_book, write_code_book, write_network};
use model::{ChainBook, CodeBook, Network, NetworkId};
use store::{NetworkSummary, Store, StoreUrl};

use self::target::Target;
use crate::cli::ExportOptions;
use crate::folder::{self, CODES};

pub(crate) async fn export(options: ExportOptions) -> Result<()> {
    let url = options.database.url()?;
    refuse_missing(&url)?;
    let store = Store::open(&url).await?;
    let result = load(&store, options.network.as_ref()).await;
    store.close().await;
    let content = result?;
    for line in write(&options, &content)? {
        writeln!(std::io::stdout(), "{line}")?;
    }
    Ok(())
}

/// Opening would create it.
fn refuse_missing(url: &StoreUrl) -> Result<()> {
    match url {
        StoreUrl::Folder(folder) if !folder.exists() => bail!(
            "In „{}“ ist noch keine Datenbank. Nennen Sie mit --data den richtigen Datenordner.",
            folder.display()
        ),
        _ => Ok(()),
    }
}

/// What an export is made of.
struct Content {
    networks: Vec<Network>,
    codes: CodeBook,
    chains: ChainBook,
}

async fn load(store: &Store, only: Option<&NetworkId>) -> Result<Content> {
    let known = store.list_networks().await?;
    let wanted = |network: &&NetworkSummary| only.is_none_or(|id| network.id == *id);
    let mut networks = Vec::new();
    for summary in known.iter().filter(wanted) {
        networks.push(store.load_network(&summary.id).await?);
    }
    match only {
        _ if known.is_empty() => bail!("In dieser Datenbank ist noch kein Netz."),
        Some(id) if networks.is_empty() => {
            let list: Vec<_> =
                known.iter().map(|network| format!("{} ({})", network.id, network.name)).collect();
            bail!("Das Netz {id} gibt es nicht. Vorhanden: {}.", list.join(", "))
        }
        _ => Ok(Content {
            networks,
            codes: store.load_code_book().await?,
            chains: store.load_chain_book().await?,
        }),
    }
}

/// Gives one line per network.
fn write(options: &ExportOptions, content: &Content) -> Result<Vec<String>> {
    let mut prepared = Vec::new();
    for network in &content.networks {
        let folder = match &options.network {
            Some(_) => options.folder.clone(),
            None => options.folder.join(network.id.as_str()),
        };
        let target = Target::accept(&folder, options.replace)?;
        prepared.push((target, tables(network, content), line(network, &folder)));
    }
    let mut complete = Vec::new();
    for (target, tables, line) in prepared {
        complete.push((target.write(&tables)?, line));
    }
    complete.into_iter().map(|(written, line)| written.publish().map(|()| line)).collect()
}

/// The ten tables, the code lists and the chain templates, so that the folder can be read anywhere.
fn tables(network: &Network, content: &Content) -> CsvFiles {
    let mut tables = write_network(network);
    tables.insert(CODES, write_code_book(&content.codes));
    if !content.chains.templates().is_empty() {
        for (name, bytes) in write_chain_book(&content.chains).iter() {
            tables.insert(name, bytes.to_vec());
        }
    }
    tables
}

fn line(network: &Network, folder: &Path) -> String {
    format!("{} nach „{}“ geschrieben.", folder::size(network), folder.display())
}
