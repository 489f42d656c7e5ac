//! Node.js with npm: runs `wasm-opt` and the browser tests.

use std::process::Command;

use anyhow::{Result, bail};

use super::{SetupStep, system_packages};
use crate::process;

/// What the pinned npm packages ask for.
const OLDEST_MAJOR_VERSION: u32 = 20;

pub(super) struct Node;

impl SetupStep for Node {
    fn name(&self) -> &'static str {
        "Node.js and npm"
    }

    fn found(&self) -> Option<String> {
        process::find_program("npm")?;
        let version = process::version_of("node")?;
        is_new_enough(&version).then_some(version)
    }

    fn plan(&self) -> String {
        "apt-get install nodejs npm".to_owned()
    }

    fn install(&self) -> Result<String> {
        system_packages::install(&["nodejs", "npm"])?;
        if !self.is_ready() {
            let version = process::version_of("node").unwrap_or_else(|| "no version".to_owned());
            bail!("Node.js {OLDEST_MAJOR_VERSION} or newer is needed, this system has {version}");
        }
        Ok("installed as system packages".to_owned())
    }
}

/// `npm ci`: exactly the packages of the lock file, without running code of theirs.
pub(super) fn npm_ci() -> Command {
    let mut command = Command::new("npm");
    command.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier"]);
    command
}

/// Reads `v20.1.0`.
fn is_new_enough(version: &str) -> bool {
    let major = version.trim_start_matches('v').split('.').next();
    major.and_then(|text| text.parse().ok()).is_some_and(|major: u32| major >= OLDEST_MAJOR_VERSION)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_compared_as_numbers() {
        assert!(is_new_enough("v20.20.2"));
        assert!(is_new_enough("v100.0.0"));
        assert!(!is_new_enough("v18.19.0"));
        assert!(!is_new_enough("v9.0.0"));
        assert!(!is_new_enough("unknown"));
    }
}
