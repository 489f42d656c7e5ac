//! A folder with the tables of one Kreis: reading it and judging it.
//!
//! Beside the ten tables there may be a `codes.csv` and the tables of the chains. What they say is
//! added to the code lists and chain templates that are known, and takes the place of entries with
//! the same code or id; it removes none, because other networks may use them.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;

use anyhow::{Result, bail};
use exchange::{
    CsvFiles, Problem, Reason, is_chain_table, read_chain_book, read_code_book, read_network,
};
use model::{ChainBook, CodeBook, Network};

use crate::os_error::reason;

pub(crate) const CODES: &str = "codes.csv";
const EXTENSION: &str = "csv";

/// The tables of a folder as bytes.
#[derive(Debug)]
pub(crate) struct NetworkFolder {
    tables: CsvFiles,
    codes: Option<Vec<u8>>,
    /// None of the three tables, or some.
    chains: CsvFiles,
}

/// A folder without problems.
pub(crate) struct SoundFolder {
    pub(crate) network: Network,
    /// The known code lists and those of the folder.
    pub(crate) codes: CodeBook,
    /// The known chain templates and those of the folder.
    pub(crate) chains: ChainBook,
}

impl NetworkFolder {
    /// Reads every table of the folder; other files and subfolders are left alone.
    pub(crate) fn read(folder: &Path) -> Result<Self> {
        let mut read =
            Self { tables: CsvFiles::default(), codes: None, chains: CsvFiles::default() };
        for name in table_names(folder)? {
            let path = folder.join(&name);
            let bytes = match read_limited(&path) {
                Ok(bytes) => bytes,
                Err(error) => bail!("„{}“ ist nicht lesbar: {}.", path.display(), reason(&error)),
            };
            if name == CODES {
                read.codes = Some(bytes);
            } else if is_chain_table(&name) {
                read.chains.insert(name, bytes);
            } else {
                read.tables.insert(name, bytes);
            }
        }
        if read.tables.iter().next().is_none() {
            bail!(
                "Im Ordner „{}“ liegen keine Tabellen. \
                 Gebraucht wird der Ordner eines Kreises mit regions.csv, actors.csv und so weiter.",
                folder.display()
            );
        }
        Ok(read)
    }

    /// Everything that is wrong, or the network.
    pub(crate) fn judge(
        &self,
        known_codes: &CodeBook,
        known_chains: &ChainBook,
    ) -> Result<SoundFolder, Vec<Problem>> {
        let (codes, mut problems) = self.codes(known_codes);
        let (chains, mut further) = self.chains(known_chains, &codes);
        let mut preview = read_network(&self.tables, &codes);
        further.append(&mut preview.problems);
        if !problems.is_empty() {
            // These may be in the code lists that could not be read.
            let is_code =
                |problem: &Problem| matches!(problem.reason, Reason::NotInCodeBook { .. });
            further.retain(|problem| !is_code(problem));
        }
        problems.append(&mut further);
        match preview.item {
            Some(network) if problems.is_empty() => Ok(SoundFolder { network, codes, chains }),
            _ => Err(problems),
        }
    }

    fn codes(&self, known: &CodeBook) -> (CodeBook, Vec<Problem>) {
        let Some(bytes) = &self.codes else { return (known.clone(), Vec::new()) };
        let preview = read_code_book(bytes);
        let codes = preview.item.map_or_else(|| known.clone(), |added| merged(known, &added));
        (codes, preview.problems)
    }

    fn chains(&self, known: &ChainBook, codes: &CodeBook) -> (ChainBook, Vec<Problem>) {
        if self.chains.iter().next().is_none() {
            return (known.clone(), Vec::new());
        }
        let preview = read_chain_book(&self.chains, codes);
        let chains = preview.item.map_or_else(|| known.clone(), |added| known.merged(&added));
        (chains, preview.problems)
    }
}

fn merged(known: &CodeBook, added: &CodeBook) -> CodeBook {
    let mut entries = known.entries().to_vec();
    for entry in added.entries() {
        let same =
            |other: &&mut model::CodeEntry| (other.list, &other.code) == (entry.list, &entry.code);
        match entries.iter_mut().find(same) {
            Some(other) => other.clone_from(entry),
            None => entries.push(entry.clone()),
        }
    }
    CodeBook::new(entries)
}

fn table_names(folder: &Path) -> Result<Vec<String>> {
    let list = || -> io::Result<Vec<String>> {
        let mut names = Vec::new();
        for entry in folder.read_dir()? {
            let path = entry?.path();
            let is_table =
                path.extension().is_some_and(|found| found.eq_ignore_ascii_case(EXTENSION));
            if let Some(name) = path.file_name().filter(|_| is_table && path.is_file()) {
                names.push(name.to_string_lossy().into_owned());
            }
        }
        names.sort();
        Ok(names)
    };
    match list() {
        Ok(names) => Ok(names),
        Err(error) => {
            bail!("Der Ordner „{}“ ist nicht lesbar: {}.", folder.display(), reason(&error))
        }
    }
}

/// Reads one byte more than is allowed, so that `exchange` sees that it is too much.
fn read_limited(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(CsvFiles::MAX_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Prints each problem on a line of its own and gives the sentence that closes the list.
pub(crate) fn report(problems: &[Problem]) -> String {
    for problem in problems {
        eprintln!("{problem}");
    }
    summary(problems)
}

fn summary(problems: &[Problem]) -> String {
    let n_problems: usize = problems
        .iter()
        .map(|problem| if let Reason::Further(n) = problem.reason { n } else { 1 })
        .sum();
    let mut files: Vec<&str> = problems.iter().map(|problem| problem.file.as_str()).collect();
    files.retain(|file| !file.is_empty());
    files.sort_unstable();
    files.dedup();
    let noun = if files.len() == 1 { "Datei" } else { "Dateien" };
    format!("{n_problems} Fehler in {} {noun}", files.len())
}

/// `Kreis Lippe: 120 Akteure, 600 Beziehungen`.
pub(crate) fn size(network: &Network) -> String {
    let name = network.kreis().map_or(network.id.as_str(), |kreis| kreis.name.as_str());
    let count =
        |n: usize, one: &str, many: &str| format!("{n} {}", if n == 1 { one } else { many });
    let actors = count(network.actors.len(), "Akteur", "Akteure");
    let relations = count(network.relations.len(), "Beziehung", "Beziehungen");
    format!("{name}: {actors}, {relations}")
}

#[cfg(test)]
mod tests {
    use std::fs;

    use model::Lang;

    use super::*;

    fn problem(file: &str, reason: Reason) -> Problem {
        Problem::of_file(file, reason)
    }

    #[test]
    fn the_summary_counts_what_is_not_shown() {
        let one = problem("a.csv", Reason::EmptyField);
        assert_eq!(summary(std::slice::from_ref(&one)), "1 Fehler in 1 Datei");
        let further = problem("", Reason::Further(7));
        let other = problem("b.csv", Reason::EmptyField);
        assert_eq!(summary(&[one.clone(), one, other, further]), "10 Fehler in 2 Dateien");
    }

    #[test]
    fn unusable_folders_are_named() {
        let folder = tempfile::tempdir().unwrap();
        let read = |path: &Path| NetworkFolder::read(path).unwrap_err().to_string();
        let missing = read(&folder.path().join("x"));
        assert!(missing.ends_with("x“ ist nicht lesbar: nicht vorhanden."), "{missing}");
        let empty = read(folder.path());
        assert!(empty.contains("liegen keine Tabellen"), "{empty}");
        let file = folder.path().join("file");
        fs::write(&file, "").unwrap();
        let file = read(&file);
        assert!(file.ends_with("kein Ordner."), "{file}");
    }

    #[test]
    fn codes_of_a_folder_are_added_and_take_precedence() {
        let book = |rows: &str| {
            let table = format!("list,code,label_de,label_en\n{rows}");
            read_code_book(table.as_bytes()).item.unwrap()
        };
        let known = book("field_of_action,a,Alt,Old\nfield_of_action,b,Bleibt,Stays\n");
        let merged = merged(&known, &book("field_of_action,a,Neu,New\nfield_of_action,c,C,C\n"));
        let labels: Vec<_> =
            merged.entries().iter().map(|entry| entry.label(Lang::De).to_owned()).collect();
        assert_eq!(labels, ["Neu", "Bleibt", "C"]);
    }
}
