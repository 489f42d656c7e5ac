//! Digests of inputs: equal digest, equal result.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use sha2::{Digest as _, Sha256};

/// A SHA-256 over several inputs; each is preceded by its length, so that none runs into the next.
#[derive(Default)]
pub(super) struct Digest {
    state: Sha256,
}

impl Digest {
    pub(super) fn bytes(&mut self, bytes: &[u8]) -> &mut Self {
        self.state.update(bytes.len().to_le_bytes());
        self.state.update(bytes);
        self
    }

    pub(super) fn text(&mut self, text: &str) -> &mut Self {
        self.bytes(text.as_bytes())
    }

    /// Every file below `folder`, by its path and its content. An absent folder is an empty one.
    pub(super) fn folder(&mut self, folder: &Path) -> Result<&mut Self> {
        for file in files_below(folder)? {
            let content = fs::read(folder.join(&file))
                .with_context(|| format!("cannot read {}", file.display()))?;
            self.text(&file.to_string_lossy()).bytes(&content);
        }
        Ok(self)
    }

    /// As 64 hexadecimal digits.
    pub(super) fn finish(&mut self) -> String {
        format!("{:x}", self.state.finalize_reset())
    }
}

/// All files below a folder, as sorted paths relative to it.
pub(super) fn files_below(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut folders = vec![PathBuf::new()];
    while let Some(relative) = folders.pop() {
        let Ok(entries) = fs::read_dir(folder.join(&relative)) else { continue };
        for entry in entries {
            let entry = entry?;
            let path = relative.join(entry.file_name());
            // Follows links: what they lead to is what is served.
            if folder.join(&path).is_dir() {
                folders.push(path);
            } else {
                files.push(path);
            }
        }
    }
    files.sort();
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn digest_of(inputs: &[&str]) -> String {
        let mut digest = Digest::default();
        for input in inputs {
            digest.text(input);
        }
        digest.finish()
    }

    #[test]
    fn inputs_do_not_run_into_each_other() {
        assert_ne!(digest_of(&["ab", "c"]), digest_of(&["a", "bc"]));
        assert_eq!(digest_of(&["ab", "c"]), digest_of(&["ab", "c"]));
    }
}
