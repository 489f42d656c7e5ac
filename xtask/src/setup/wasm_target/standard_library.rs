//! Compiling the standard library from its source, with cargo's `-Zbuild-std`.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::is_rlib_of;
use crate::process;
use crate::project::{self, Project, Scratch, WASM_TRIPLE};

/// The crate whose only purpose is to have a standard library.
const EMPTY_CRATE: &str = "empty";

/// `[workspace]` keeps cargo from looking for one in the folders above.
const EMPTY_MANIFEST: &str = r#"[package]
name = "empty"
version = "0.0.0"
edition = "2024"

[workspace]
"#;

/// Link-time optimisation of the front end reads the library's bitcode, as in the library that
/// rustup delivers. Cargo leaves it out by default.
const COMPILER_FLAGS: &str = "-Cembed-bitcode=yes";

/// A freshly compiled standard library, in a folder that goes away with this value.
pub(super) struct StandardLibrary {
    folder: Scratch,
}

impl StandardLibrary {
    /// Compiles the source that lies in the toolchain.
    ///
    /// `RUSTC_BOOTSTRAP` lets a stable toolchain compile its own standard library, which is what
    /// that variable is for.
    pub(super) fn compile(project: &Project) -> Result<Self> {
        let folder = project.scratch("standard-library")?;
        let source = folder.path().join("src");
        project::create_folder(&source)?;
        fs::write(folder.path().join("Cargo.toml"), EMPTY_MANIFEST)?;
        fs::write(source.join("lib.rs"), "")?;
        let mut command = project.cargo();
        command
            .args(["build", "--release", "--target", WASM_TRIPLE])
            .arg("-Zbuild-std=std,panic_abort,test,proc_macro")
            .current_dir(folder.path())
            .env("RUSTC_BOOTSTRAP", "1")
            .env("CARGO_TARGET_DIR", folder.path().join("target"))
            .env_remove("CARGO_ENCODED_RUSTFLAGS")
            .env("RUSTFLAGS", COMPILER_FLAGS);
        process::run_hidden(&mut command)?;
        Ok(Self { folder })
    }

    /// Puts the compiled crates where rustc looks for the target.
    ///
    /// Under another name first: an interrupted copy must not pass for a complete target.
    pub(super) fn install(&self, place: &Path) -> Result<()> {
        let parent = place.parent().context("the target's folder has a parent")?;
        let incomplete = Scratch::create(parent.join("lib-incomplete"))?;
        for file in self.compiled_crates()? {
            let name = file.file_name().context("a compiled crate has a name")?;
            fs::copy(&file, incomplete.path().join(name))
                .with_context(|| format!("cannot copy {}", file.display()))?;
        }
        project::remove_folder(place)?;
        fs::rename(incomplete.path(), place)
            .with_context(|| format!("cannot write {}", place.display()))
    }

    fn compiled_crates(&self) -> Result<Vec<PathBuf>> {
        let deps = self.folder.path().join("target").join(WASM_TRIPLE).join("release").join("deps");
        let mut crates = Vec::new();
        for entry in fs::read_dir(&deps).context("cargo compiled nothing")? {
            let file = entry?.path();
            let name = file.file_name().unwrap_or_default().to_string_lossy();
            if name.ends_with(".rlib") && !is_rlib_of(&name, EMPTY_CRATE) {
                crates.push(file);
            }
        }
        if crates.is_empty() {
            bail!("cargo compiled no standard library");
        }
        Ok(crates)
    }
}
