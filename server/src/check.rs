//! `netzlotse check`: judges a folder without touching a database.

use std::io::Write as _;
use std::path::Path;

use anyhow::{Result, bail};

use crate::examples::{chain_book, code_book};
use crate::folder::{self, NetworkFolder};

pub(crate) fn check(folder: &Path) -> Result<()> {
    match NetworkFolder::read(folder)?.judge(&code_book()?, &chain_book()?) {
        Ok(sound) => {
            writeln!(std::io::stdout(), "{}; keine Fehler.", folder::size(&sound.network))?;
            Ok(())
        }
        Err(problems) => bail!("{}.", folder::report(&problems)),
    }
}
