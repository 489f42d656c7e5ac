//! Files in and out, beside those of others.
//!
//! - [`check_peers`]: programs of others open what we write
//! - [`bench_edit`]: how fast a large file is taken over, and a change seen by others
//! - [`bench_import`]: how fast and with how much memory an event log is read, in one run with r4pm

use std::process::Command;

use anyhow::{Context as _, Result};

use crate::build;
use crate::examples::compile_plain;
use crate::process;
use crate::project::{self, Project};
use crate::server::Optimisation;
use crate::setup::{CHROMIUM_VARIABLE, Chromium, OraclePackages};

const PACKAGE: &str = "exchange";
/// The example Kreis that is written.
const KREIS: &str = "lippe";
/// Size of the log in megabytes, and its seed.
const LOG: [&str; 2] = ["124", "1"];

/// Has networkx and openpyxl open an example Kreis in every format.
pub(crate) fn check_peers(project: &Project) -> Result<()> {
    let writer = compile_plain(project, PACKAGE, "write_all", "dev")?;
    let folder = project.probe(PACKAGE).join("written");
    project::remove_folder(&folder)?;
    project::create_folder(&folder)?;
    process::run(Command::new(writer).arg(KREIS).arg(&folder))?;
    let mut python = Command::new(OraclePackages::new(project).python());
    python.arg("-B").arg(project.peers_of_exchange().join("open.py")).arg(&folder);
    process::run(&mut python)
}

/// Reads a log with ours and with r4pm, and prints seconds, memory and the ratio.
pub(crate) fn bench_import(project: &Project) -> Result<()> {
    let generator = compile_plain(project, PACKAGE, "generate_log", "bench")?;
    let reader = compile_plain(project, PACKAGE, "read_log", "bench")?;
    let folder = project.probe(PACKAGE);
    project::create_folder(&folder)?;
    let log = folder.join("log.xes");
    if !log.is_file() {
        process::run(Command::new(generator).arg(&log).args(LOG))?;
    }
    let mut python = Command::new(OraclePackages::new(project).python());
    python.arg("-B").arg(project.bench_scripts().join("import.py")).arg(&log).arg(reader);
    process::run(&mut python)
}

/// Takes over a large network through the server that `run` starts, and changes it while a browser
/// looks on; prints seconds beside the targets.
pub(crate) fn bench_edit(project: &Project) -> Result<()> {
    let built = build::without_setup(project, Optimisation::OwnCrates)?;
    let chromium = Chromium::program().context("no Chromium")?;
    let mut node = Command::new("node");
    node.arg(project.bench_scripts().join("edit.mjs"))
        .env("NETZLOTSE_SERVER", built.server)
        .env("NETZLOTSE_SITE", built.site)
        .env(CHROMIUM_VARIABLE, chromium);
    process::run(&mut node)
}
