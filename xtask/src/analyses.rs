//! The analyses natively and as WebAssembly, side by side and beside those of others.
//!
//! - [`check_agreement`]: the machine and WebAssembly answer the same, bit for bit
//! - [`check_oracle`]: networkx, igraph, networkit and scipy answer the same, and ciw waits as long
//! - [`bench_oracle`]: the same on many more cases
//! - [`bench_speed`]: how fast all of them are, in one run

use std::process::Command;

use anyhow::{Context, Result};

use crate::examples::probe::{self, Target};
use crate::examples::{compare, compile};
use crate::process;
use crate::project::Project;
use crate::setup::{CHROMIUM_VARIABLE, Chromium, OraclePackages};

const PACKAGE: &str = "analysis";

/// Seed and number of the cases that are answered twice.
const AGREEMENT_CASES: [&str; 2] = ["1", "2000"];

/// What is compared with other programs.
struct Extent {
    /// First seed and number of graphs.
    graphs: [&'static str; 2],
    /// First seed and number of networks of queues, and how many of them are simulated twice.
    queues: [&'static str; 3],
}

/// For `test`.
const FEW: Extent = Extent { graphs: ["0", "300"], queues: ["0", "100", "1"] };

/// For `bench oracle`.
const MANY: Extent = Extent { graphs: ["1000", "10000"], queues: ["1000", "2000", "12"] };

/// Compares one digest over all graph algorithms, and one over all that is said of networks.
pub(crate) fn check_agreement(project: &Project) -> Result<()> {
    let native = compile(project, PACKAGE, "native", "dev")?;
    let module = probe::build(project, PACKAGE, Target::Node)?;
    let [_, n_cases] = AGREEMENT_CASES;
    compare(&format!("{n_cases} graphs"), &native, &module, "digest", &AGREEMENT_CASES)?;
    compare("2 networks", &native, &module, "networks", &[])
}

/// The slow comparison with other programs.
pub(crate) fn bench_oracle(project: &Project) -> Result<()> {
    compare_answers(project, &MANY)
}

/// The fast part of the comparison with other programs.
pub(crate) fn check_oracle(project: &Project) -> Result<()> {
    compare_answers(project, &FEW)
}

fn compare_answers(project: &Project, extent: &Extent) -> Result<()> {
    let native = compile(project, PACKAGE, "native", "dev")?;
    process::run(python(project, "compare.py").arg(native).args(extent.graphs))?;
    let cases = compile(project, PACKAGE, "queue_cases", "dev")?;
    process::run(python(project, "queues.py").arg(cases).args(extent.queues))
}

/// Prints the times of all, beside the targets.
pub(crate) fn bench_speed(project: &Project) -> Result<()> {
    let native = compile(project, PACKAGE, "native", "bench")?;
    let module = probe::build(project, PACKAGE, Target::Browser)?;
    let chromium = Chromium::program().context("no Chromium")?;
    let mut command = python(project, "bench.py");
    command
        .arg(native)
        .arg("node")
        .arg(project.bench_scripts().join("analysis.mjs"))
        .arg(module)
        .env(CHROMIUM_VARIABLE, chromium);
    process::run(&mut command)
}

fn python(project: &Project, script: &str) -> Command {
    let mut command = Command::new(OraclePackages::new(project).python());
    command.arg("-B").arg(project.oracle().join(script));
    command
}
