//! The browser of the browser tests.

use std::env;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use super::{SetupStep, system_packages};
use crate::process;

/// Names a browser instead of looking for one.
pub(crate) const CHROMIUM_VARIABLE: &str = "NETZLOTSE_CHROMIUM";

/// What the systems call it.
const PROGRAM_NAMES: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];

pub(crate) struct Chromium;

impl Chromium {
    pub(crate) fn program() -> Option<PathBuf> {
        match env::var_os(CHROMIUM_VARIABLE) {
            Some(chosen) => Some(PathBuf::from(chosen)).filter(|file| file.is_file()),
            None => PROGRAM_NAMES.iter().find_map(|name| process::find_program(name)),
        }
    }
}

impl SetupStep for Chromium {
    fn name(&self) -> &'static str {
        "Chromium"
    }

    fn found(&self) -> Option<String> {
        process::version_of(Self::program()?)
    }

    fn plan(&self) -> String {
        "apt-get install chromium".to_owned()
    }

    fn install(&self) -> Result<String> {
        if let Some(chosen) = env::var_os(CHROMIUM_VARIABLE) {
            bail!("{CHROMIUM_VARIABLE} names no browser: {}", chosen.display());
        }
        system_packages::install(&["chromium"])?;
        let version = self.found().context("chromium does not start")?;
        Ok(format!("installed as a system package: {version}"))
    }
}
