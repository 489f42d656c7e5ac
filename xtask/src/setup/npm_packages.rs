//! A folder with exactly the npm packages of a lock file.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::node;
use crate::process;
use crate::project;

/// `package.json` and `package-lock.json` of one folder, installed into another or the same.
pub(super) struct NpmPackages {
    /// Where the lock file is kept under version control.
    source: PathBuf,
    /// Where `node_modules` goes.
    folder: PathBuf,
}

impl NpmPackages {
    pub(super) fn new(source: PathBuf, folder: PathBuf) -> Self {
        Self { source, folder }
    }

    pub(super) fn modules(&self) -> PathBuf {
        self.folder.join("node_modules")
    }

    /// Whether the packages are there, and those of the present lock file.
    pub(super) fn is_installed(&self) -> bool {
        let wanted = fs::read(self.source.join("package-lock.json"));
        let installed = fs::read(self.marker());
        matches!((wanted, installed), (Ok(wanted), Ok(installed)) if wanted == installed)
    }

    pub(super) fn install(&self) -> Result<()> {
        if self.folder != self.source {
            project::create_folder(&self.folder)?;
            for name in ["package.json", "package-lock.json"] {
                copy(&self.source.join(name), &self.folder.join(name))?;
            }
        }
        process::run_hidden(node::npm_ci().current_dir(&self.folder))?;
        copy(&self.source.join("package-lock.json"), &self.marker())
    }

    /// A copy of the lock file that is written last, and that `npm ci` removes first.
    fn marker(&self) -> PathBuf {
        self.modules().join(".installed-package-lock.json")
    }
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::copy(from, to)
        .with_context(|| format!("cannot copy {} to {}", from.display(), to.display()))?;
    Ok(())
}
