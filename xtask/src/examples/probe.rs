//! A pure crate as a WebAssembly module of its own.

use std::path::PathBuf;

use anyhow::{Context, Result};
use wasm_bindgen_cli_support::Bindgen;

use crate::process;
use crate::project::{self, Project, WASM_TRIPLE};

/// The profile of the front end: what is compared and measured is what is shipped.
const PROFILE: &str = "wasm-release";

/// Who loads the module.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Target {
    /// `require` in Node.js.
    Node,
    /// A script that is no module, which needs no server.
    Browser,
}

/// Compiles and binds the module; gives the path of its JavaScript, beside which lies
/// `probe_bg.wasm`.
pub(crate) fn build(project: &Project, package: &str, target: Target) -> Result<PathBuf> {
    let mut command = project.cargo();
    command.args(["build", "--locked", "--package", package, "--features", "testing"]).args([
        "--example",
        "probe",
        "--target",
        WASM_TRIPLE,
        "--profile",
        PROFILE,
    ]);
    process::run(&mut command)?;
    let compiled = project.target().join(WASM_TRIPLE).join(PROFILE).join("examples");
    let folder = project.probe(package).join(target.name());
    project::create_folder(&folder)?;
    let mut bindgen = Bindgen::new();
    bindgen.input_path(compiled.join("probe.wasm")).out_name("probe").typescript(false);
    match target {
        Target::Node => bindgen.nodejs(true)?,
        Target::Browser => bindgen.no_modules(true)?,
    };
    bindgen.generate(&folder).context("wasm-bindgen failed")?;
    Ok(folder.join("probe.js"))
}

impl Target {
    fn name(self) -> &'static str {
        match self {
            Self::Node => "node",
            Self::Browser => "browser",
        }
    }
}
