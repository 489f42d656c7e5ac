//! Where things lie: the checkout, cargo's target folder and what this tool keeps inside it.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs, io};

use anyhow::{Context, Result};
use serde_json::Value;

use crate::process;

/// The triple of the browser's side.
pub(crate) const WASM_TRIPLE: &str = "wasm32-unknown-unknown";

/// The checkout this tool was called in, and its target folder.
pub(crate) struct Project {
    root: PathBuf,
    target: PathBuf,
}

impl Project {
    /// Asks cargo, so that `CARGO_TARGET_DIR` and cargo's configuration files are respected.
    pub(crate) fn discover() -> Result<Self> {
        let mut command = cargo();
        command.args(["metadata", "--no-deps", "--locked", "--format-version", "1"]);
        let metadata: Value = serde_json::from_str(&process::output_of(&mut command)?)
            .context("cargo metadata is not JSON")?;
        let path_of = |key: &str| {
            let path = metadata.get(key).and_then(Value::as_str);
            path.map(PathBuf::from).with_context(|| format!("cargo metadata has no {key}"))
        };
        Ok(Self { root: path_of("workspace_root")?, target: path_of("target_directory")? })
    }

    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    pub(crate) fn target(&self) -> &Path {
        &self.target
    }

    /// Everything this tool writes lies under this folder (but for the toolchain's own parts).
    fn own_folder(&self) -> PathBuf {
        self.target.join("netzlotse")
    }

    /// The finished front end, as the server is told by `--site`.
    pub(crate) fn site(&self) -> PathBuf {
        self.own_folder().join("site")
    }

    /// Intermediate results of the front end, kept to skip work.
    pub(crate) fn stage(&self) -> PathBuf {
        self.own_folder().join("stage")
    }

    /// The npm packages the build needs.
    pub(crate) fn npm_tools(&self) -> PathBuf {
        self.own_folder().join("tools").join("npm")
    }

    /// Programs and WebAssembly modules of a pure crate, for tests and benchmarks.
    pub(crate) fn probe(&self, package: &str) -> PathBuf {
        self.own_folder().join("probe").join(package)
    }

    /// Scripts that compare the analyses with those of others.
    pub(crate) fn oracle(&self) -> PathBuf {
        self.root.join("app").join("crates").join("analysis").join("tests").join("oracle")
    }

    /// Programs of others that open what `exchange` writes.
    pub(crate) fn peers_of_exchange(&self) -> PathBuf {
        self.root.join("app").join("crates").join("exchange").join("tests").join("peers")
    }

    pub(crate) fn end2end(&self) -> PathBuf {
        self.root.join("end2end")
    }

    /// Scripts of the benchmarks, with the packages that only these need.
    pub(crate) fn bench_scripts(&self) -> PathBuf {
        self.end2end().join("bench")
    }

    /// A cargo command that runs in the checkout, wherever this tool was called.
    pub(crate) fn cargo(&self) -> Command {
        let mut command = cargo();
        command.current_dir(&self.root);
        command
    }

    /// An empty folder that goes away with the returned value.
    pub(crate) fn scratch(&self, name: &str) -> Result<Scratch> {
        let path = self.own_folder().join(format!("{name}-{}", std::process::id()));
        Scratch::create(path)
    }
}

/// A folder that is removed when dropped: what an interrupted step leaves must not be taken for
/// its result.
pub(crate) struct Scratch {
    path: PathBuf,
}

impl Scratch {
    pub(crate) fn create(path: PathBuf) -> Result<Self> {
        remove_folder(&path)?;
        create_folder(&path)?;
        Ok(Self { path })
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        if let Err(error) = remove_folder(&self.path) {
            eprintln!("left behind: {error:#}");
        }
    }
}

/// Creates a folder with its parents.
pub(crate) fn create_folder(path: &Path) -> Result<()> {
    fs::create_dir_all(path).with_context(|| format!("cannot create {}", path.display()))
}

/// Removes a folder with its content; an absent one is fine.
pub(crate) fn remove_folder(path: &Path) -> Result<()> {
    match fs::remove_dir_all(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(error).with_context(|| format!("cannot remove {}", path.display()))
        }
        _ => Ok(()),
    }
}

/// Cargo without the variables that `cargo run` set for this tool.
///
/// Build scripts name some of them as their inputs (`ring` does), so a cargo that inherits them
/// would rebuild the database after each change between `cargo xtask` and plain `cargo`.
fn cargo() -> Command {
    let program = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(program);
    for (name, _) in env::vars_os() {
        if name.to_str().is_some_and(is_set_by_cargo_run) {
            command.env_remove(name);
        }
    }
    command
}

fn is_set_by_cargo_run(variable: &str) -> bool {
    ["CARGO_PKG_", "CARGO_MANIFEST_"].iter().any(|prefix| variable.starts_with(prefix))
        || ["CARGO", "CARGO_BIN_NAME", "CARGO_CRATE_NAME", "OUT_DIR"].contains(&variable)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variables_of_cargo_run_are_told_from_settings() {
        assert!(is_set_by_cargo_run("CARGO_MANIFEST_DIR"));
        assert!(is_set_by_cargo_run("CARGO_PKG_VERSION"));
        assert!(!is_set_by_cargo_run("CARGO_TARGET_DIR"));
        assert!(!is_set_by_cargo_run("CARGO_HOME"));
    }
}
