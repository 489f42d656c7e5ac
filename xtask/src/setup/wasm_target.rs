//! The standard library for the browser's target, `wasm32-unknown-unknown`.
//!
//! Three routes, tried in this order:
//! 1. rustup, where it is installed and reaches its server;
//! 2. the library's source from Debian, in exactly the toolchain's version, compiled here;
//! 3. the same source from an archive named by [`LIBRARY_VARIABLE`].

mod apt_sources;
mod debian_package;
mod standard_library;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;
use std::{env, fs};

use anyhow::{Context, Result, anyhow, bail};

use self::standard_library::StandardLibrary;
use super::SetupStep;
use crate::process;
use crate::project::{Project, Scratch, WASM_TRIPLE};

/// Names a `.tar.xz` that holds the folder `library/` of the toolchain's Rust version.
const LIBRARY_VARIABLE: &str = "NETZLOTSE_RUST_LIBRARY";

/// Where no network answers, rustup tries again for minutes.
const RUSTUP_LIMIT: Duration = Duration::from_mins(2);

pub(super) struct WasmTarget<'a> {
    project: &'a Project,
}

impl<'a> WasmTarget<'a> {
    pub(super) fn new(project: &'a Project) -> Self {
        Self { project }
    }
}

impl SetupStep for WasmTarget<'_> {
    fn name(&self) -> &'static str {
        "WebAssembly target"
    }

    fn found(&self) -> Option<String> {
        let toolchain = Toolchain::discover().ok()?;
        toolchain.has_wasm_target().then(|| format!("{WASM_TRIPLE}, Rust {}", toolchain.version))
    }

    fn plan(&self) -> String {
        format!("rustup target add {WASM_TRIPLE}, or compile it from Debian's package rust-src")
    }

    fn install(&self) -> Result<String> {
        let toolchain = Toolchain::discover()?;
        let mut failures = Vec::new();
        let routes: [Route; 4] = [
            ("rustup", add_with_rustup),
            ("the toolchain's own source", compile_source_of_toolchain),
            ("Debian's rust-src", compile_source_of_debian),
            (LIBRARY_VARIABLE, compile_source_of_archive),
        ];
        for (name, route) in routes {
            match route(self.project, &toolchain) {
                Ok(()) if toolchain.has_wasm_target() => return Ok(format!("added from {name}")),
                Ok(()) => failures.push(format!("{name}: went to another toolchain")),
                Err(error) => failures.push(format!("{name}: {error:#}")),
            }
        }
        Err(anyhow!(
            "Rust {} has no {WASM_TRIPLE}, and no route to it works here:\n- {}",
            toolchain.version,
            failures.join("\n- ")
        ))
    }
}

type Route = (&'static str, fn(&Project, &Toolchain) -> Result<()>);

fn add_with_rustup(_: &Project, _: &Toolchain) -> Result<()> {
    let mut command = Command::new("rustup");
    command.args(["target", "add", WASM_TRIPLE]);
    process::run_hidden_within(&mut command, RUSTUP_LIMIT)
}

fn compile_source_of_toolchain(project: &Project, toolchain: &Toolchain) -> Result<()> {
    if !toolchain.library_source().join("std").is_dir() {
        bail!("not there");
    }
    StandardLibrary::compile(project)?.install(&toolchain.wasm_libraries())
}

fn compile_source_of_debian(project: &Project, toolchain: &Toolchain) -> Result<()> {
    let staging = toolchain.staging()?;
    let library = debian_package::unpack_rust_src(project, &toolchain.version, staging.path())?;
    toolchain.adopt_source(&library)?;
    compile_source_of_toolchain(project, toolchain)
}

fn compile_source_of_archive(project: &Project, toolchain: &Toolchain) -> Result<()> {
    let archive = env::var_os(LIBRARY_VARIABLE).context("not set")?;
    let staging = toolchain.staging()?;
    let mut command = Command::new("tar");
    command.arg("-xf").arg(&archive).arg("-C").arg(staging.path());
    process::run_hidden(&mut command)?;
    toolchain.adopt_source(&staging.path().join("library"))?;
    compile_source_of_toolchain(project, toolchain)
}

/// The Rust installation that compiles this project.
struct Toolchain {
    /// `X.Y.Z`.
    version: String,
    sysroot: PathBuf,
}

impl Toolchain {
    fn discover() -> Result<Self> {
        let sysroot = process::output_of(Command::new("rustc").args(["--print", "sysroot"]))?;
        let verbose = process::output_of(Command::new("rustc").arg("-vV"))?;
        let version = verbose.lines().find_map(|line| line.strip_prefix("release: "));
        Ok(Self {
            version: version.context("rustc -vV names no release")?.to_owned(),
            sysroot: PathBuf::from(sysroot.trim()),
        })
    }

    fn rustlib(&self) -> PathBuf {
        self.sysroot.join("lib").join("rustlib")
    }

    fn library_source(&self) -> PathBuf {
        self.rustlib().join("src").join("rust").join("library")
    }

    fn wasm_libraries(&self) -> PathBuf {
        self.rustlib().join(WASM_TRIPLE).join("lib")
    }

    fn has_wasm_target(&self) -> bool {
        fs::read_dir(self.wasm_libraries()).is_ok_and(|entries| {
            entries.flatten().any(|entry| is_rlib_of(&entry.file_name().to_string_lossy(), "std"))
        })
    }

    /// A folder for sources on the toolchain's own disk, so that they can be moved into place.
    fn staging(&self) -> Result<Scratch> {
        let name = format!("src-incomplete-{}", std::process::id());
        Scratch::create(self.rustlib().join(name)).context("the toolchain cannot be changed")
    }

    /// Moves an unpacked `library/` to where cargo's `-Zbuild-std` looks for it.
    fn adopt_source(&self, library: &Path) -> Result<()> {
        let place = self.library_source();
        if !library.join("std").is_dir() {
            bail!("{} is not the source of the standard library", library.display());
        }
        crate::project::remove_folder(&place)?;
        crate::project::create_folder(place.parent().context("the source folder has a parent")?)?;
        fs::rename(library, &place).with_context(|| format!("cannot write {}", place.display()))
    }
}

/// Whether a file name is that of a compiled crate: `lib<crate>-<hash>.rlib`.
fn is_rlib_of(file_name: &str, crate_name: &str) -> bool {
    let stem = file_name.strip_suffix(".rlib").and_then(|stem| stem.strip_prefix("lib"));
    let hash = stem.and_then(|stem| stem.strip_prefix(crate_name));
    hash.is_some_and(|hash| hash.starts_with('-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_crate_itself_counts() {
        assert!(is_rlib_of("libstd-2c19544a9276d693.rlib", "std"));
        assert!(!is_rlib_of("libstd_detect-a9abdf2d83b659e9.rlib", "std"));
        assert!(!is_rlib_of("libstd-2c19544a9276d693.rmeta", "std"));
    }
}
