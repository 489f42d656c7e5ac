//! ZIP archives: read within limits, and written so that equal files give equal bytes.
//!
//! What an archive says about the size of its entries is not believed: it is counted while
//! unpacking.

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use crate::file_problem::FileProblem;
use crate::limits::{MAX_ENTRIES, MAX_UNPACKED_BYTES};

/// How an archive begins: with its first entry, or with its end when it is empty.
const MARKS: [&[u8]; 2] = [b"PK\x03\x04", b"PK\x05\x06"];

pub(crate) fn is_archive(bytes: &[u8]) -> bool {
    MARKS.iter().any(|mark| bytes.starts_with(mark))
}

/// An archive whose entries are unpacked one after the other.
pub(crate) struct Archive<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    n_bytes_left: u64,
}

impl<'a> Archive<'a> {
    /// # Errors
    /// [`FileProblem::BrokenArchive`] or [`FileProblem::TooManyEntries`].
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, FileProblem> {
        let archive = ZipArchive::new(Cursor::new(bytes))
            .map_err(|_unreadable| FileProblem::BrokenArchive)?;
        if archive.len() > MAX_ENTRIES {
            return Err(FileProblem::TooManyEntries);
        }
        Ok(Self { archive, n_bytes_left: MAX_UNPACKED_BYTES })
    }

    /// The names of all entries that are files, each with its position.
    pub(crate) fn names(&self) -> Vec<(usize, String)> {
        let name = |idx| Some((idx, self.archive.name_for_index(idx)?.ok()?.into_owned()));
        let names = (0..self.archive.len()).filter_map(name);
        names.filter(|(_, name)| !name.ends_with('/')).collect()
    }

    /// Unpacks an entry.
    ///
    /// # Errors
    /// [`FileProblem::TooMuchUnpacked`] when all that was unpacked so far is too much,
    /// [`FileProblem::BrokenArchive`].
    pub(crate) fn unpack(&mut self, idx: usize) -> Result<Vec<u8>, FileProblem> {
        let entry = self.archive.by_index(idx).map_err(|_unreadable| FileProblem::BrokenArchive)?;
        let mut bytes = Vec::new();
        // One byte more than allowed tells that there is more.
        let read = entry.take(self.n_bytes_left + 1).read_to_end(&mut bytes);
        let n_bytes = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        if n_bytes > self.n_bytes_left {
            return Err(FileProblem::TooMuchUnpacked);
        }
        read.map_err(|_unreadable| FileProblem::BrokenArchive)?;
        self.n_bytes_left -= n_bytes;
        Ok(bytes)
    }
}

/// Packs files in their order.
///
/// # Errors
/// Those of the archive; writing to memory has none below 4 GB.
pub(crate) fn pack<'f>(
    files: impl IntoIterator<Item = (&'f str, &'f [u8])>,
) -> std::io::Result<Vec<u8>> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(zip::DateTime::default());
    for (name, bytes) in files {
        writer.start_file(name, options)?;
        writer.write_all(bytes)?;
    }
    Ok(writer.finish()?.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_is_unpacked() {
        let packed = pack([("a.csv", b"id\n".as_slice()), ("b/c.csv", b"")]).unwrap();
        assert!(is_archive(&packed) && is_archive(&pack([]).unwrap()));
        let mut archive = Archive::open(&packed).unwrap();
        assert_eq!(archive.names(), [(0, "a.csv".to_owned()), (1, "b/c.csv".to_owned())]);
        assert_eq!(archive.unpack(0), Ok(b"id\n".to_vec()));
        assert_eq!(archive.unpack(1), Ok(Vec::new()));
    }

    #[test]
    fn entries_together_have_a_limit() {
        let half = vec![0; 40_000_000];
        let packed = pack([("a", half.as_slice()), ("b", &half)]).unwrap();
        assert!(packed.len() < 100_000);
        let mut archive = Archive::open(&packed).unwrap();
        assert_eq!(archive.unpack(0).map(|bytes| bytes.len()), Ok(half.len()));
        assert_eq!(archive.unpack(1), Err(FileProblem::TooMuchUnpacked));
    }

    #[test]
    fn the_number_of_entries_has_a_limit() {
        let names: Vec<String> = (0..=MAX_ENTRIES).map(|idx| idx.to_string()).collect();
        let packed = pack(names.iter().map(|name| (name.as_str(), b"".as_slice()))).unwrap();
        assert_eq!(Archive::open(&packed).err(), Some(FileProblem::TooManyEntries));
    }

    #[test]
    fn a_truncated_archive_is_refused() {
        let packed = pack([("a.csv", b"id,name\n".repeat(100).as_slice())]).unwrap();
        for len in 0..packed.len() {
            let opened = Archive::open(&packed[..len]);
            let unpacked = opened.and_then(|mut archive| archive.unpack(0));
            assert_eq!(unpacked, Err(FileProblem::BrokenArchive), "{len} bytes");
        }
    }

    #[test]
    fn a_size_that_lies_is_not_believed() {
        let mut packed = pack([("a", vec![0; 70_000_000].as_slice())]).unwrap();
        let size = 70_000_000_u32.to_le_bytes();
        let places: Vec<usize> =
            (0..packed.len() - 4).filter(|&at| packed[at..at + 4] == size).collect();
        assert!(!places.is_empty());
        for at in places {
            packed[at..at + 4].copy_from_slice(&10_u32.to_le_bytes());
        }
        let unpacked = Archive::open(&packed).and_then(|mut archive| archive.unpack(0));
        assert!(unpacked.is_err());
    }
}
