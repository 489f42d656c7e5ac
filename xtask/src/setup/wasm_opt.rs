//! `wasm-opt`: makes the front end about a fifth smaller.
//!
//! From npm, because it comes ready-made for every system there; distributions carry versions
//! that do not know the instructions rustc emits today.

use std::path::PathBuf;

use anyhow::{Context, Result};

use super::SetupStep;
use super::npm_packages::NpmPackages;
use crate::process;
use crate::project::Project;

pub(crate) struct WasmOpt {
    packages: NpmPackages,
}

impl WasmOpt {
    pub(crate) fn new(project: &Project) -> Self {
        let source = project.root().join("xtask").join("npm");
        Self { packages: NpmPackages::new(source, project.npm_tools()) }
    }

    pub(crate) fn program(&self) -> PathBuf {
        self.packages.modules().join(".bin").join("wasm-opt")
    }
}

impl SetupStep for WasmOpt {
    fn name(&self) -> &'static str {
        "wasm-opt"
    }

    fn found(&self) -> Option<String> {
        if !self.packages.is_installed() {
            return None;
        }
        process::version_of(self.program())
    }

    fn plan(&self) -> String {
        "npm ci with xtask/npm/package-lock.json".to_owned()
    }

    fn install(&self) -> Result<String> {
        self.packages.install()?;
        let version = self.found().context("wasm-opt does not start")?;
        Ok(format!("installed from npm: {version}"))
    }
}
