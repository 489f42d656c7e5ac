//! The Python packages that the analyses are compared with, in a virtual environment.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use super::{SetupStep, system_packages};
use crate::process;
use crate::project::{self, Project};

pub(crate) struct OraclePackages {
    /// The packages with their versions.
    requirements: PathBuf,
    /// The virtual environment.
    folder: PathBuf,
}

impl OraclePackages {
    pub(crate) fn new(project: &Project) -> Self {
        Self {
            requirements: project.oracle().join("requirements.txt"),
            folder: project.target().join("oracle-venv"),
        }
    }

    pub(crate) fn python(&self) -> PathBuf {
        let folder = if cfg!(windows) { "Scripts" } else { "bin" };
        self.folder.join(folder).join(format!("python{}", std::env::consts::EXE_SUFFIX))
    }

    /// A copy of the requirements that is written last.
    fn marker(&self) -> PathBuf {
        self.folder.join("installed-requirements.txt")
    }
}

impl SetupStep for OraclePackages {
    fn name(&self) -> &'static str {
        "oracle packages"
    }

    fn found(&self) -> Option<String> {
        let wanted = fs::read(&self.requirements).ok()?;
        let installed = fs::read(self.marker()).ok()?;
        let version = process::version_of(self.python())?;
        (wanted == installed).then_some(version)
    }

    fn plan(&self) -> String {
        "python3 -m venv in the target folder, pip install of the pinned packages \
         (apt-get install python3 python3-venv first, if that is missing)"
            .to_owned()
    }

    fn install(&self) -> Result<String> {
        let python = python_with_venv().context(
            "the analyses are compared with Python packages: please install Python 3.11 or newer \
             with venv and pip (Debian: python3-venv)",
        )?;
        project::remove_folder(&self.folder)?;
        process::run_hidden(Command::new(python).args(["-m", "venv"]).arg(&self.folder))?;
        let mut pip = Command::new(self.python());
        pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"])
            .args(["--only-binary", ":all:", "--requirement"])
            .arg(&self.requirements);
        process::run_hidden(&mut pip)?;
        fs::copy(&self.requirements, self.marker()).context("cannot write into the environment")?;
        Ok("installed from PyPI".to_owned())
    }
}

/// A Python that can make virtual environments, installed if need be.
fn python_with_venv() -> Result<PathBuf> {
    if let Some(python) = find_python() {
        return Ok(python);
    }
    system_packages::install(&["python3", "python3-venv"])?;
    find_python().context("python3 still has no venv")
}

fn find_python() -> Option<PathBuf> {
    let program = process::find_program("python3").or_else(|| process::find_program("python"))?;
    has_venv(&program).then_some(program)
}

/// Debian leaves `ensurepip`, without which there is no pip in the environment, to a package.
fn has_venv(python: &Path) -> bool {
    process::run_hidden(Command::new(python).args(["-c", "import venv, ensurepip"])).is_ok()
}
