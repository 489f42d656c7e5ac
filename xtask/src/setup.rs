//! Installing what a fresh machine lacks, one [`SetupStep`] per thing.
//!
//! Start at [`ensure`]. What is there already costs a look at the disk; what cannot be installed
//! ends the command if it is [`Need::Required`] and is a printed warning if it is only
//! [`Need::Helpful`].
//! Not here: Rust itself, and a linker: without them this tool would not run.

mod bench_packages;
mod browser_packages;
mod chromium;
mod node;
mod npm_packages;
mod oracle_packages;
mod system_packages;
mod wasm_opt;
mod wasm_target;

use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::console::{self, Outcome};
use crate::project::Project;

pub(crate) use self::chromium::{CHROMIUM_VARIABLE, Chromium};
pub(crate) use self::oracle_packages::OraclePackages;
pub(crate) use self::wasm_opt::WasmOpt;

use self::bench_packages::BenchPackages;
use self::browser_packages::BrowserPackages;
use self::node::Node;
use self::wasm_target::WasmTarget;

/// One thing a fresh machine may lack.
pub(crate) trait SetupStep {
    fn name(&self) -> &'static str;

    /// What is there, with its version where it has one; `None` if `install` has work to do.
    fn found(&self) -> Option<String>;

    /// What `install` would do, in one line.
    fn plan(&self) -> String;

    /// Installs, and says in a few words how.
    ///
    /// # Errors  when [`SetupStep::is_ready`] would still be false afterwards.
    fn install(&self) -> Result<String>;

    fn is_ready(&self) -> bool {
        self.found().is_some()
    }
}

/// What the machine is being set up for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// To compare the analyses with those of others.
    Oracle,
    /// To lint the front end: the browser's target only.
    LintFrontend,
    /// To run the analyses as WebAssembly: that target and Node.js.
    Agreement,
    /// To build and run.
    Build,
    /// To build, to run the browser tests and to compare the analyses.
    Test,
    /// To compare the pictures with those of others: what `Test` needs, and their packages.
    Pictures,
}

/// Whether a command can go on without the step.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Need {
    Required,
    /// The text says what is worse without it.
    Helpful(&'static str),
}

/// A step, and whether a command can go on without it.
type NeededStep<'a> = (Box<dyn SetupStep + 'a>, Need);

/// The steps for a purpose, in the order of installation.
pub(crate) fn steps(project: &Project, purpose: Purpose) -> Vec<NeededStep<'_>> {
    let mut steps: Vec<NeededStep<'_>> = Vec::new();
    if [Purpose::Oracle, Purpose::Test, Purpose::Pictures].contains(&purpose) {
        steps.push((Box::new(OraclePackages::new(project)), Need::Required));
    }
    if purpose == Purpose::Oracle {
        return steps;
    }
    steps.push((Box::new(WasmTarget::new(project)), Need::Required));
    if purpose == Purpose::LintFrontend {
        return steps;
    }
    let unoptimised = Need::Helpful("the WebAssembly stays larger than it need be");
    let node = if purpose == Purpose::Build { unoptimised } else { Need::Required };
    steps.push((Box::new(Node), node));
    if purpose == Purpose::Agreement {
        return steps;
    }
    steps.push((Box::new(WasmOpt::new(project)), unoptimised));
    if [Purpose::Test, Purpose::Pictures].contains(&purpose) {
        steps.push((Box::new(BrowserPackages::new(project)), Need::Required));
        steps.push((Box::new(Chromium), Need::Required));
    }
    if purpose == Purpose::Pictures {
        steps.push((Box::new(BenchPackages::new(project)), Need::Required));
    }
    steps
}

/// Installs whatever is missing for a purpose, one printed line per step.
pub(crate) fn ensure(project: &Project, purpose: Purpose) -> Result<()> {
    for (step, need) in steps(project, purpose) {
        let installed = console::silent_step(step.name(), || install_if_missing(step.as_ref()));
        match (installed, need) {
            (Err(error), Need::Helpful(loss)) => {
                console::note("warning", &format!("without {}, {loss}: {error:#}", step.name()));
            }
            (installed, _) => installed.with_context(|| step.name().to_owned())?,
        }
    }
    Ok(())
}

fn install_if_missing(step: &dyn SetupStep) -> Result<Outcome> {
    if let Some(found) = step.found() {
        return Ok(Outcome::AlreadyThere(found));
    }
    step.install().map(Outcome::Done)
}

/// The optimiser, if this machine could be given one.
pub(crate) fn wasm_opt(project: &Project) -> Option<PathBuf> {
    let step = WasmOpt::new(project);
    step.is_ready().then(|| step.program())
}
