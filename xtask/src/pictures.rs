//! The layouts natively and as WebAssembly, side by side and beside those of others.
//!
//! - [`check_agreement`]: the machine and WebAssembly draw the same, bit for bit
//! - [`bench_layout`]: how fast and how good the pictures of all are, in one run
//! - [`bench_render`]: how fast they are drawn, in one run

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use crate::examples::probe::{self, Target};
use crate::examples::{compare, compile};
use crate::process;
use crate::project::{self, Project};
use crate::setup::{CHROMIUM_VARIABLE, Chromium, OraclePackages};

const PACKAGE: &str = "scene";
/// First seed and number of seeds of the networks that are drawn twice.
const AGREEMENT_SEEDS: [&str; 2] = ["1", "5"];
/// Networks of each size on which is measured.
const BENCH_SEEDS: &str = "5";

/// Compares one digest over the pictures of all layouts.
pub(crate) fn check_agreement(project: &Project) -> Result<()> {
    let native = compile(project, PACKAGE, "native", "dev")?;
    let module = probe::build(project, PACKAGE, Target::Node)?;
    compare("6 layouts", &native, &module, "digest", &AGREEMENT_SEEDS)
}

/// Draws seeded networks with ours and with those of others, and prints tables and targets.
///
/// All write positions into one folder, from which one program measures them. The folder is kept
/// until the next run, to look at.
pub(crate) fn bench_layout(project: &Project) -> Result<()> {
    let native = compile(project, PACKAGE, "native", "bench")?;
    let module = probe::build(project, PACKAGE, Target::Browser)?;
    let folder = project.probe(PACKAGE).join("pictures");
    project::remove_folder(&folder)?;
    project::create_folder(&folder)?;
    let ask = |command: &str| {
        let mut native = Command::new(&native);
        native.arg(command).arg(&folder);
        native
    };
    process::run(ask("graphs").arg(BENCH_SEEDS))?;
    process::run(ask("time").args(["overview", "groups"]))?;
    let mut python = Command::new(OraclePackages::new(project).python());
    python.arg("-B").arg(project.bench_scripts().join("layout.py")).arg(&folder);
    process::run(&mut python)?;
    let measured = process::output_of(&mut in_browser(project, &module, &folder)?)?;
    process::run(&mut ask("report"))?;
    process::run(ask("large").args(measured.split_whitespace()))
}

/// Moves the camera over seeded networks, with ours and with what others draw, without a GPU.
pub(crate) fn bench_render(project: &Project) -> Result<()> {
    let module = probe::build(project, "render", Target::Browser)?;
    let chromium = Chromium::program().context("no Chromium")?;
    let mut node = Command::new("node");
    node.arg(project.bench_scripts().join("render.mjs"))
        .arg(module)
        .env(CHROMIUM_VARIABLE, chromium);
    process::run(&mut node)
}

fn in_browser(project: &Project, module: &Path, folder: &Path) -> Result<Command> {
    let chromium = Chromium::program().context("no Chromium")?;
    let mut node = Command::new("node");
    node.arg(project.bench_scripts().join("layout.mjs"))
        .arg(module)
        .arg(folder)
        .env(CHROMIUM_VARIABLE, chromium);
    Ok(node)
}
