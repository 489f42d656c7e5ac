//! `cargo xtask doctor`: what is there, what is missing, what `setup` would do about it.

use std::process::ExitCode;

use crate::console::note;
use crate::process;
use crate::project::Project;
use crate::setup::{self, Purpose};

/// Prints one line per thing; fails if anything is missing, even what is only helpful.
pub(crate) fn report(project: &Project) -> ExitCode {
    for program in ["rustc", "cargo"] {
        let version = process::version_of(program);
        note(program, version.as_deref().unwrap_or("not on the PATH"));
    }
    note("target folder", &project.target().display().to_string());
    let mut is_complete = true;
    for (step, _) in setup::steps(project, Purpose::Test) {
        if let Some(found) = step.found() {
            note(step.name(), &found);
        } else {
            is_complete = false;
            note(step.name(), &format!("missing; setup would: {}", step.plan()));
        }
    }
    if is_complete {
        return ExitCode::SUCCESS;
    }
    println!("\n`cargo xtask setup --tests` installs what is missing.");
    ExitCode::FAILURE
}
