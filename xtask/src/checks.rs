//! `cargo xtask test`: everything that must hold before a change is taken in.

use std::path::Path;
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use clap::ValueEnum;

use crate::build::{self, Built};
use crate::console::{note, seconds};
use crate::process;
use crate::project::{Project, WASM_TRIPLE};
use crate::server::Optimisation;
use crate::setup::{self, Chromium, Purpose};
use crate::{analyses, exchanges, pictures};

#[derive(clap::Args)]
pub(crate) struct TestArgs {
    /// Run this step only (may be given several times)
    #[arg(long, value_name = "STEP")]
    only: Vec<Step>,
}

/// The checks in their order: the quickest to fail come first.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Step {
    /// Formatting
    Fmt,
    /// Lints of everything that is compiled for the server
    ClippyServer,
    /// Lints of everything that is compiled for the browser
    ClippyFrontend,
    /// Tests that need no browser
    Unit,
    /// The analyses against those of others
    Oracle,
    /// The analyses and the layouts natively against WebAssembly
    Agreement,
    /// The complete build
    Build,
    /// Tests with a browser against the built server
    Browser,
}

/// What is compiled for the machine, named one by one (beside `server`, `app` has the features of the
/// server): with `--workspace`, cargo would give `app`
/// the features of both sides at once.
const MACHINE_PACKAGES: [&str; 11] = [
    "server", "app", "live", "store", "edit", "exchange", "protocol", "model", "access",
    "analysis", "scene",
];

/// Runs the steps until one fails, and prints a summary.
pub(crate) fn run(project: &Project, args: &TestArgs) -> Result<ExitCode> {
    let mut steps = Step::value_variants().to_vec();
    if !args.only.is_empty() {
        steps.retain(|step| args.only.contains(step));
    }
    let started = Instant::now();
    for purpose in purposes_of(&steps) {
        setup::ensure(project, purpose)?;
    }
    let mut results = vec![("setup".to_owned(), started.elapsed())];
    for step in steps {
        println!("\n── {}", step.name());
        let step_started = Instant::now();
        if let Err(error) = step.run(project) {
            summarise(&results);
            let took = seconds(step_started.elapsed());
            println!("\nFAILED in {} ({took}): {error:#}", step.name());
            return Ok(ExitCode::FAILURE);
        }
        results.push((step.name(), step_started.elapsed()));
    }
    summarise(&results);
    println!("\nAll passed ({})", seconds(started.elapsed()));
    Ok(ExitCode::SUCCESS)
}

/// What has to be set up for some steps, least first.
fn purposes_of(steps: &[Step]) -> Vec<Purpose> {
    if steps.contains(&Step::Browser) {
        return vec![Purpose::Test];
    }
    let needs = [
        (Step::Oracle, Purpose::Oracle),
        (Step::ClippyFrontend, Purpose::LintFrontend),
        (Step::Agreement, Purpose::Agreement),
        (Step::Build, Purpose::Build),
    ];
    let needed = needs.into_iter().filter(|(step, _)| steps.contains(step));
    needed.map(|(_, purpose)| purpose).collect()
}

fn summarise(results: &[(String, Duration)]) {
    println!();
    for (name, took) in results {
        note(name, &format!("passed ({})", seconds(*took)));
    }
}

impl Step {
    /// As on the command line.
    fn name(self) -> String {
        let value = self.to_possible_value();
        value.map_or_else(String::new, |value| value.get_name().to_owned())
    }

    fn run(self, project: &Project) -> Result<()> {
        match self {
            Self::Fmt => process::run(project.cargo().args(["fmt", "--all", "--check"])),
            Self::ClippyServer => clippy_server(project),
            Self::ClippyFrontend => clippy_frontend(project),
            Self::Unit => unit(project),
            Self::Oracle => {
                analyses::check_oracle(project)?;
                exchanges::check_peers(project)
            }
            Self::Agreement => {
                analyses::check_agreement(project)?;
                pictures::check_agreement(project)
            }
            Self::Build => complete_build(project).map(drop),
            Self::Browser => browser(project),
        }
    }
}

fn clippy_server(project: &Project) -> Result<()> {
    let mut command = project.cargo();
    // With its test cases, or the programs that run them would not be looked at.
    command
        .args(["clippy", "--locked", "--all-targets", "--features"])
        .arg("analysis/testing,scene/testing");
    add_packages(&mut command, &MACHINE_PACKAGES);
    add_packages(&mut command, &["xtask"]);
    process::run(command.args(["--", "-D", "warnings"]))
}

/// The browser has a list of its own of what must not be called.
fn clippy_frontend(project: &Project) -> Result<()> {
    let mut command = project.cargo();
    let configuration = project.root().join("frontend").join("clippy");
    if configuration.is_dir() {
        command.env("CLIPPY_CONF_DIR", configuration);
    }
    command.args(["clippy", "--locked", "--target", WASM_TRIPLE]);
    add_packages(&mut command, &["frontend", "render"]);
    // With the program that measures the pictures.
    command.args(["--lib", "--examples", "--features", "render/testing"]);
    process::run(command.args(["--", "-D", "warnings"]))
}

/// Two invocations: what this tool depends on gives two crates the database uses more features,
/// so that one invocation for all would compile the database once more.
fn unit(project: &Project) -> Result<()> {
    for packages in [&MACHINE_PACKAGES[..], &["xtask", "render"]] {
        let mut command = project.cargo();
        command.args(["test", "--locked"]);
        add_packages(&mut command, packages);
        process::run(&mut command)?;
    }
    Ok(())
}

fn complete_build(project: &Project) -> Result<Built> {
    build::without_setup(project, Optimisation::OwnCrates)
}

fn browser(project: &Project) -> Result<()> {
    let folder = project.end2end();
    let script = Path::new("run.mjs");
    if !folder.join(script).is_file() {
        bail!("end2end/run.mjs does not exist");
    }
    let built = complete_build(project)?;
    let chromium = Chromium::program().context("no Chromium")?;
    let mut command = Command::new("node");
    command
        .arg(script)
        .current_dir(folder)
        .env("NETZLOTSE_SERVER", built.server)
        .env("NETZLOTSE_SITE", built.site)
        .env(setup::CHROMIUM_VARIABLE, chromium);
    process::run(&mut command)
}

fn add_packages(command: &mut Command, packages: &[&str]) {
    for package in packages {
        command.args(["--package", package]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_called_as_documented() {
        let names: Vec<String> = Step::value_variants().iter().map(|step| step.name()).collect();
        let documented = [
            "fmt",
            "clippy-server",
            "clippy-frontend",
            "unit",
            "oracle",
            "agreement",
            "build",
            "browser",
        ];
        assert_eq!(names, documented);
    }

    #[test]
    fn set_up_is_no_more_than_the_steps_need() {
        assert!(purposes_of(&[Step::Fmt, Step::Unit]).is_empty());
        assert!(purposes_of(&[Step::ClippyFrontend]) == [Purpose::LintFrontend]);
        assert!(purposes_of(&[Step::Unit, Step::Build]) == [Purpose::Build]);
        assert!(purposes_of(&[Step::Oracle, Step::Build]) == [Purpose::Oracle, Purpose::Build]);
        assert!(purposes_of(Step::value_variants()) == [Purpose::Test]);
    }
}
