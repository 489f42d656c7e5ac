//! The npm packages of the browser tests.
//!
//! They go into `end2end/node_modules`, because ES modules look for packages beside themselves
//! and nowhere else.

use anyhow::Result;

use super::SetupStep;
use super::npm_packages::NpmPackages;
use crate::project::Project;

pub(super) struct BrowserPackages {
    packages: NpmPackages,
}

impl BrowserPackages {
    pub(super) fn new(project: &Project) -> Self {
        Self { packages: NpmPackages::new(project.end2end(), project.end2end()) }
    }
}

impl SetupStep for BrowserPackages {
    fn name(&self) -> &'static str {
        "browser test packages"
    }

    fn found(&self) -> Option<String> {
        self.packages.is_installed().then(|| "end2end/node_modules".to_owned())
    }

    fn plan(&self) -> String {
        "npm ci in end2end".to_owned()
    }

    fn install(&self) -> Result<String> {
        self.packages.install()?;
        Ok("installed from npm".to_owned())
    }
}
