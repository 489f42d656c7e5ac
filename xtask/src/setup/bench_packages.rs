//! The npm packages that our pictures are compared with.
//!
//! They go into `end2end/bench/node_modules`, beside the scripts that load them, and are not those
//! of the browser tests: only benchmarks need them.

use anyhow::Result;

use super::SetupStep;
use super::npm_packages::NpmPackages;
use crate::project::Project;

pub(super) struct BenchPackages {
    packages: NpmPackages,
}

impl BenchPackages {
    pub(super) fn new(project: &Project) -> Self {
        Self { packages: NpmPackages::new(project.bench_scripts(), project.bench_scripts()) }
    }
}

impl SetupStep for BenchPackages {
    fn name(&self) -> &'static str {
        "benchmark packages"
    }

    fn found(&self) -> Option<String> {
        self.packages.is_installed().then(|| "end2end/bench/node_modules".to_owned())
    }

    fn plan(&self) -> String {
        "npm ci in end2end/bench".to_owned()
    }

    fn install(&self) -> Result<String> {
        self.packages.install()?;
        Ok("installed from npm".to_owned())
    }
}
