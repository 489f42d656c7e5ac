//! The WebAssembly module: cargo, then wasm-bindgen, then wasm-opt.
//!
//! wasm-bindgen is linked in as a library: its version is the one in `Cargo.lock` by construction,
//! and there is no program to install.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use wasm_bindgen_cli_support::Bindgen;

use super::digest::Digest;
use super::{OUTPUT_NAME, Stamp};
use crate::console::Outcome;
use crate::process;
use crate::project::{self, Project, Scratch, WASM_TRIPLE};

/// The profile in the workspace's `Cargo.toml`.
const PROFILE: &str = "wasm-release";

/// Where wasm-bindgen puts JavaScript that crates bring along.
pub(super) const SNIPPETS: &str = "snippets";

/// Smallest result. Which instructions are allowed, the module says itself: its section
/// `target_features` survives as long as the profile does not strip it.
const OPTIMISER_LEVEL: &str = "-Oz";

/// Compiles the front end; gives the path of its WebAssembly.
///
/// As a `cdylib` only: with an `rlib` beside it cargo leaves link-time optimisation out, and the
/// module comes out a fifth larger.
pub(super) fn compile(project: &Project) -> Result<PathBuf> {
    let mut command = project.cargo();
    command
        .args(["rustc", "--locked", "--package", "frontend", "--lib", "--crate-type", "cdylib"])
        .args(["--target", WASM_TRIPLE, "--profile", PROFILE]);
    process::run(&mut command)?;
    Ok(project.target().join(WASM_TRIPLE).join(PROFILE).join("frontend.wasm"))
}

/// Makes the module loadable by a page, and small; keeps the result in the stage folder.
///
/// Without an optimiser the module works just as well, but is larger.
pub(super) fn bind_and_optimise(
    project: &Project,
    compiled: &Path,
    optimiser: Option<&Path>,
) -> Result<Outcome> {
    let stage = project.stage();
    let content = fs::read(compiled).with_context(|| format!("no {}", compiled.display()))?;
    let mut digest = Digest::default();
    digest.bytes(&content);
    if let Some(program) = optimiser {
        digest.text(OPTIMISER_LEVEL).text(&process::version_of(program).unwrap_or_default());
    }
    let stamp = Stamp { file: stage.with_extension("stamp"), digest: digest.finish() };
    if stamp.is_fresh() && stage.is_dir() {
        return Ok(Outcome::AlreadyThere(String::new()));
    }
    let fresh = Scratch::create(stage.with_extension("incomplete"))?;
    bind(compiled, fresh.path())?;
    if let Some(program) = optimiser {
        optimise(program, &fresh.path().join(wasm_name()))?;
    }
    project::remove_folder(&stage)?;
    fs::rename(fresh.path(), &stage).context("cannot move the module into place")?;
    stamp.write()?;
    Ok(Outcome::Done(if optimiser.is_some() { "optimised" } else { "not optimised" }.to_owned()))
}

/// Writes `netzlotse.js`, `netzlotse_bg.wasm` and what crates bring along into `folder`.
fn bind(compiled: &Path, folder: &Path) -> Result<()> {
    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(compiled)
        .out_name(OUTPUT_NAME)
        .web(true)?
        .typescript(false)
        .omit_default_module_path(false)
        .remove_producers_section(true);
    bindgen.generate(folder).context("wasm-bindgen failed")
}

fn optimise(program: &Path, module: &Path) -> Result<()> {
    let mut command = Command::new(program);
    command.arg(OPTIMISER_LEVEL).arg(module).arg("-o").arg(module);
    process::run_hidden(&mut command)
}

fn wasm_name() -> String {
    format!("{OUTPUT_NAME}_bg.wasm")
}

/// The result of [`bind_and_optimise`].
pub(super) struct WebModule {
    folder: PathBuf,
}

impl WebModule {
    pub(super) fn open(stage: &Path) -> Self {
        Self { folder: stage.to_owned() }
    }

    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    pub(super) fn wasm(&self) -> Result<Vec<u8>> {
        fs::read(self.folder.join(wasm_name())).context("no WebAssembly")
    }

    pub(super) fn script(&self) -> Result<String> {
        let name = format!("{OUTPUT_NAME}.js");
        fs::read_to_string(self.folder.join(name)).context("no JavaScript")
    }

    pub(super) fn snippets(&self) -> PathBuf {
        self.folder.join(SNIPPETS)
    }
}
