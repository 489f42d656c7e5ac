//! The tables of a network as bytes in memory.

use std::collections::BTreeMap;

/// The tables as bytes, by file name (`regions.csv`, `actors.csv` and so on).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CsvFiles(BTreeMap<String, Vec<u8>>);

impl CsvFiles {
    /// Largest table that is read. The largest example table has about 0.2 MB.
    pub const MAX_BYTES: usize = 20_000_000;

    pub fn insert(&mut self, name: impl Into<String>, bytes: Vec<u8>) {
        self.0.insert(name.into(), bytes);
    }

    pub fn get(&self, name: &str) -> Option<&[u8]> {
        self.0.get(name).map(Vec::as_slice)
    }

    /// All files, in the order of their names.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.0.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
    }
}

impl FromIterator<(String, Vec<u8>)> for CsvFiles {
    fn from_iter<I: IntoIterator<Item = (String, Vec<u8>)>>(files: I) -> Self {
        Self(files.into_iter().collect())
    }
}
