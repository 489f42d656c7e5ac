//! `netzlotse import`: a folder becomes a network, completely or not at all.

use std::io::Write as _;

use anyhow::{Result, bail};
use model::{ChainBook, ChainTemplate, CodeBook, NetworkId};
use store::Store;

use crate::cli::ImportOptions;
use crate::examples::{chain_book, code_book};
use crate::folder::{self, NetworkFolder};

pub(crate) async fn import(options: ImportOptions) -> Result<()> {
    let folder = NetworkFolder::read(&options.folder)?;
    let store = Store::open(&options.database.url()?).await?;
    let result = take_over(&store, &folder, options.replace).await;
    store.close().await;
    writeln!(std::io::stdout(), "{}", result?)?;
    Ok(())
}

/// Gives the sentence that says what was done.
async fn take_over(store: &Store, folder: &NetworkFolder, replace: bool) -> Result<String> {
    let stored = store.load_code_book().await?;
    let known = if stored.entries().is_empty() { code_book()? } else { stored.clone() };
    let stored_chains = store.load_chain_book().await?;
    let known_chains =
        if stored_chains.templates().is_empty() { chain_book()? } else { stored_chains.clone() };
    let sound = match folder.judge(&known, &known_chains) {
        Ok(sound) => sound,
        Err(problems) => bail!("{}; nichts wurde übernommen.", folder::report(&problems)),
    };
    if !replace {
        refuse_existing(store, &sound.network.id).await?;
    }
    // The network refers to the codes. More codes than are used do no harm, should it fail.
    if sound.codes != stored {
        store.replace_code_book(&sound.codes).await?;
    }
    if sound.chains != stored_chains {
        store.replace_chain_book(&sound.chains).await?;
    }
    let revision = store.replace_network(&sound.network).await?;
    let codes = changed_codes(&known, &sound.codes);
    let chains = changed_chains(&known_chains, &sound.chains);
    Ok(format!("{} übernommen (Stand {revision}).{codes}{chains}", folder::size(&sound.network)))
}

async fn refuse_existing(store: &Store, id: &NetworkId) -> Result<()> {
    match store.list_networks().await?.into_iter().find(|network| network.id == *id) {
        Some(existing) => bail!(
            "{} ({id}) ist schon in der Datenbank; nichts wurde übernommen. \
             Mit --replace wird das vorhandene Netz ersetzt.",
            existing.name
        ),
        None => Ok(()),
    }
}

fn changed_codes(known: &CodeBook, codes: &CodeBook) -> String {
    let is_changed = |entry: &&model::CodeEntry| !known.entries().contains(entry);
    match codes.entries().iter().filter(is_changed).count() {
        0 => String::new(),
        1 => " Codelisten: 1 Eintrag neu oder geändert.".to_owned(),
        n => format!(" Codelisten: {n} Einträge neu oder geändert."),
    }
}

fn changed_chains(known: &ChainBook, chains: &ChainBook) -> String {
    let is_changed = |template: &&ChainTemplate| !known.templates().contains(template);
    match chains.templates().iter().filter(is_changed).count() {
        0 => String::new(),
        1 => " Ketten: 1 Vorlage neu oder geändert.".to_owned(),
        n => format!(" Ketten: {n} Vorlagen neu oder geändert."),
    }
}
