//! A folder that is written beside its place and then moved there.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use exchange::{CsvFiles, write_chain_book, write_network};
use model::{ChainBook, Network, NetworkId};

use crate::folder::CODES;
use crate::os_error::reason;

/// A place where a folder may be put.
pub(super) struct Target {
    place: PathBuf,
}

/// The complete folder beside its place; removed again if it is not published.
pub(super) struct Written {
    place: PathBuf,
    beside: PathBuf,
}

impl Target {
    /// Accepts a place that is free, or holds an earlier export that may be replaced.
    pub(super) fn accept(folder: &Path, replace: bool) -> Result<Self> {
        let shown = folder.display();
        let place = absolute(folder)?;
        let found = match names(&place) {
            Ok(found) => found,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Self { place }),
            Err(error) => {
                bail!("Nach „{shown}“ kann nicht geschrieben werden: {}.", reason(&error))
            }
        };
        let own = table_names()?;
        if let Some(other) = found.iter().find(|name| !own.contains(name)) {
            bail!(
                "Im Ordner „{shown}“ liegt schon anderes („{other}“). \
                 Bitte nennen Sie einen neuen oder leeren Ordner."
            );
        }
        if !found.is_empty() && !replace {
            bail!("Im Ordner „{shown}“ liegen schon Tabellen. Mit --replace werden sie ersetzt.");
        }
        if std::env::current_dir().is_ok_and(|current| current == place) {
            bail!(
                "„{shown}“ ist der Ordner, in dem Sie arbeiten. Bitte nennen Sie einen Unterordner."
            );
        }
        Ok(Self { place })
    }

    /// Writes the tables beside the place.
    pub(super) fn write(self, tables: &CsvFiles) -> Result<Written> {
        let written = Written { beside: sibling(&self.place, "neu"), place: self.place };
        let write = || -> io::Result<()> {
            remove(&written.beside)?;
            fs::create_dir_all(&written.beside)?;
            for (name, bytes) in tables.iter() {
                let mut file = File::create_new(written.beside.join(name))?;
                file.write_all(bytes)?;
                file.sync_all()?;
            }
            Ok(())
        };
        let shown = written.place.display();
        match write() {
            Ok(()) => Ok(written),
            Err(error) => bail!("„{shown}“ kann nicht geschrieben werden: {}.", reason(&error)),
        }
    }
}

impl Written {
    /// Moves the folder to its place; what was there goes away only afterwards.
    pub(super) fn publish(self) -> Result<()> {
        let earlier = sibling(&self.place, "alt");
        let publish = || -> io::Result<()> {
            remove(&earlier)?;
            let had_earlier = self.place.exists();
            if had_earlier {
                fs::rename(&self.place, &earlier)?;
            }
            if let Err(error) = fs::rename(&self.beside, &self.place) {
                if had_earlier {
                    fs::rename(&earlier, &self.place)?;
                }
                return Err(error);
            }
            remove(&earlier)
        };
        match publish() {
            Ok(()) => Ok(()),
            Err(error) => bail!(
                "„{}“ kann nicht geschrieben werden: {}.",
                self.place.display(),
                reason(&error)
            ),
        }
    }
}

impl Drop for Written {
    fn drop(&mut self) {
        if let Err(error) = remove(&self.beside) {
            tracing::error!(%error, folder = %self.beside.display(), "left behind");
        }
    }
}

/// The place with its parents resolved, so that it has a name and a folder it lies in.
fn absolute(folder: &Path) -> Result<PathBuf> {
    let resolved = match folder.canonicalize() {
        Ok(existing) => Ok(existing),
        Err(_missing) => std::path::absolute(folder),
    };
    resolved
        .ok()
        .filter(|path| path.file_name().is_some() && path.parent().is_some())
        .with_context(|| format!("„{}“ kann kein Ordner für Tabellen sein.", folder.display()))
}

/// Hidden, and named after this process, so that two exports do not meet.
fn sibling(place: &Path, purpose: &str) -> PathBuf {
    let name = place.file_name().unwrap_or_default().to_string_lossy();
    place.with_file_name(format!(".{name}.{purpose}-{}", std::process::id()))
}

fn names(folder: &Path) -> io::Result<Vec<String>> {
    let name = |entry: io::Result<fs::DirEntry>| {
        entry.map(|entry| entry.file_name().to_string_lossy().into_owned())
    };
    folder.read_dir()?.map(name).collect()
}

/// What an export writes, by asking for an empty one.
fn table_names() -> Result<Vec<String>> {
    let empty = Network::empty(NetworkId::new("00000")?);
    let (network, chains) = (write_network(&empty), write_chain_book(&ChainBook::default()));
    let tables = network.iter().chain(chains.iter()).map(|(name, _)| name);
    Ok(tables.chain([CODES]).map(str::to_owned).collect())
}

fn remove(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tables(content: &str) -> CsvFiles {
        [("actors.csv".to_owned(), content.as_bytes().to_vec())].into_iter().collect()
    }

    fn export(place: &Path, content: &str, replace: bool) -> Result<()> {
        Target::accept(place, replace)?.write(&tables(content))?.publish()
    }

    #[test]
    fn an_earlier_export_is_replaced_only_when_told_so() {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("kreis");
        export(&place, "1", false).unwrap();
        let refusal = export(&place, "2", false).unwrap_err().to_string();
        assert!(refusal.contains("--replace"), "{refusal}");
        export(&place, "3", true).unwrap();
        assert_eq!(fs::read_to_string(place.join("actors.csv")).unwrap(), "3");
        assert_eq!(names(folder.path()).unwrap(), ["kreis"], "nothing is left beside it");
    }

    #[test]
    fn other_files_are_never_touched() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("notes.txt"), "mine").unwrap();
        let refusal = export(folder.path(), "1", true).unwrap_err().to_string();
        assert!(refusal.contains("notes.txt"), "{refusal}");
        assert_eq!(names(folder.path()).unwrap(), ["notes.txt"]);
    }

    #[test]
    fn an_empty_folder_is_used() {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("leer");
        fs::create_dir(&place).unwrap();
        export(&place, "1", false).unwrap();
        assert_eq!(names(&place).unwrap(), ["actors.csv"]);
    }

    #[test]
    fn what_is_not_published_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let target = Target::accept(&folder.path().join("kreis"), false).unwrap();
        drop(target.write(&tables("1")).unwrap());
        assert!(names(folder.path()).unwrap().is_empty());
    }

    #[test]
    fn a_file_in_place_of_the_folder_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        fs::write(&file, "").unwrap();
        let refusal = export(&file, "1", true).unwrap_err().to_string();
        assert!(refusal.contains("kein Ordner"), "{refusal}");
    }
}
