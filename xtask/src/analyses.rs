//! The analyses natively and as WebAssembly, side by side and beside those of others.
//!
//! - [`check_agreement`]: the machine and WebAssembly answer the same, bit for bit
//! - [`check_oracle`]: networkx, igraph, networkit and scipy answer the same, and ciw waits as long
//! - [`bench`]: how fast all of them are, in one run

mod probe;

use std::path::PathBuf;
use std::process::{Command, ExitCode};

use anyhow::{Context, Result, bail};

use crate::process;
use crate::project::Project;
use crate::setup::{self, CHROMIUM_VARIABLE, Chromium, OraclePackages, Purpose};
use probe::Target;

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

/// What `cargo xtask bench` can run.
#[derive(clap::Subcommand)]
pub(crate) enum Bench {
    /// Time the graph algorithms beside igraph, networkit and networkx, and in the browser
    Analysis,
    /// Compare ten thousand graphs with networkx, igraph, networkit and scipy, and queues with ciw
    Oracle,
}

/// Sets up what a benchmark needs and runs it.
pub(crate) fn bench(project: &Project, which: &Bench) -> Result<ExitCode> {
    match which {
        Bench::Analysis => {
            setup::ensure(project, Purpose::Test)?;
            compare_speed(project)?;
        }
        Bench::Oracle => {
            setup::ensure(project, Purpose::Oracle)?;
            compare_answers(project, &MANY)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Compares one digest over all graph algorithms, and one over all that is said of networks.
pub(crate) fn check_agreement(project: &Project) -> Result<()> {
    let native = compile(project, "native", "dev")?;
    let module = probe::build(project, Target::Node)?;
    let [_, n_cases] = AGREEMENT_CASES;
    for (what, name, arguments) in [
        (format!("{n_cases} graphs"), "digest", AGREEMENT_CASES.as_slice()),
        ("2 networks".to_owned(), "networks", &[]),
    ] {
        let on_machine = process::output_of(Command::new(&native).arg(name).args(arguments))?;
        let mut node = Command::new("node");
        node.arg("--eval")
            .arg("const [module, name, ...rest] = process.argv.slice(1); console.log(require(module)[name](...rest.map(Number)))")
            .arg(&module)
            .arg(name)
            .args(arguments);
        let in_wasm = process::output_of(&mut node)?;
        let (on_machine, in_wasm) = (on_machine.trim(), in_wasm.trim());
        if on_machine.is_empty() || on_machine != in_wasm {
            bail!("{what}: {on_machine} natively, {in_wasm} in WebAssembly");
        }
        println!("{what}: {on_machine} natively and in WebAssembly");
    }
    Ok(())
}

/// The fast part of the comparison with other programs.
pub(crate) fn check_oracle(project: &Project) -> Result<()> {
    compare_answers(project, &FEW)
}

fn compare_answers(project: &Project, extent: &Extent) -> Result<()> {
    let native = compile(project, "native", "dev")?;
    process::run(python(project, "compare.py").arg(native).args(extent.graphs))?;
    let cases = compile(project, "queue_cases", "dev")?;
    process::run(python(project, "queues.py").arg(cases).args(extent.queues))
}

fn compare_speed(project: &Project) -> Result<()> {
    let native = compile(project, "native", "bench")?;
    let module = probe::build(project, Target::Browser)?;
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

/// Compiles a program that answers for the machine.
fn compile(project: &Project, example: &str, profile: &str) -> Result<PathBuf> {
    let mut command = project.cargo();
    command.args(["build", "--locked", "--package", "analysis", "--features", "testing"]).args([
        "--example",
        example,
        "--profile",
        profile,
    ]);
    process::run(&mut command)?;
    let folder = if profile == "dev" { "debug" } else { "release" };
    let name = format!("{example}{}", std::env::consts::EXE_SUFFIX);
    Ok(project.target().join(folder).join("examples").join(name))
}
