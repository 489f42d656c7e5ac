//! The server: building it and starting it.

use std::path::PathBuf;
use std::process::{Command, ExitCode};

use anyhow::{Context, Result};

use crate::build::{self, BuildArgs};
use crate::console::{self, Outcome};
use crate::process;
use crate::project::Project;

/// How much of the server is optimised.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Optimisation {
    /// The `dev` profile: this project's crates, but not the database.
    OwnCrates,
    /// The `release` profile.
    Everything,
}

/// The flags `run` passes on to the server; their defaults and meaning are the server's.
#[derive(clap::Args)]
pub(crate) struct RunArgs {
    #[command(flatten)]
    build: BuildArgs,
    /// Port to listen on
    #[arg(long, value_name = "N")]
    port: Option<u16>,
    /// Address to listen on
    #[arg(long, value_name = "H")]
    host: Option<String>,
    /// Folder of the embedded database
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Database server to use instead of the embedded one
    #[arg(long, value_name = "URL")]
    database: Option<String>,
    /// Start without the example networks
    #[arg(long)]
    empty: bool,
    /// Let nobody change anything: for a server behind a proxy
    #[arg(long)]
    read_only: bool,
}

/// Builds the server; gives its program.
pub(crate) fn build(project: &Project, optimisation: Optimisation) -> Result<PathBuf> {
    let (profile, folder) = match optimisation {
        Optimisation::OwnCrates => ("dev", "debug"),
        Optimisation::Everything => ("release", "release"),
    };
    let mut command = project.cargo();
    command.args(["build", "--locked", "--package", "server", "--profile", profile]);
    console::talking_step("server", || {
        process::run(&mut command)?;
        let program = format!("netzlotse{}", std::env::consts::EXE_SUFFIX);
        Ok((
            project.target().join(folder).join(program),
            Outcome::Done(format!("built, {profile}")),
        ))
    })
}

/// Builds everything and becomes the server.
pub(crate) fn run(project: &Project, args: &RunArgs) -> Result<ExitCode> {
    let built = build::everything(project, args.build)?;
    let mut command = Command::new(built.server);
    command.arg("serve").arg("--site").arg(built.site).args(args.passed_on());
    become_program(command)
}

impl RunArgs {
    fn passed_on(&self) -> Vec<String> {
        let data = self.data.as_ref().map(|data| data.display().to_string());
        let options = [
            ("--port", self.port.map(|port| port.to_string())),
            ("--host", self.host.clone()),
            ("--data", data),
            ("--database", self.database.clone()),
        ];
        let mut passed_on = Vec::new();
        for (name, value) in options {
            passed_on.extend(value.map(|value| format!("{name}={value}")));
        }
        for (name, is_given) in [("--empty", self.empty), ("--read-only", self.read_only)] {
            if is_given {
                passed_on.push(name.to_owned());
            }
        }
        passed_on
    }
}

/// Replaces this process, so that signals and the exit code are the server's own.
#[cfg(unix)]
fn become_program(mut command: Command) -> Result<ExitCode> {
    use std::os::unix::process::CommandExt;

    let error = command.exec();
    Err(error).with_context(|| format!("cannot start {}", command.get_program().display()))
}

/// Waits for the program: Ctrl-C reaches every process of a console.
#[cfg(not(unix))]
fn become_program(mut command: Command) -> Result<ExitCode> {
    let status = command.status().context("cannot start the server")?;
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    Ok(code.map_or(ExitCode::FAILURE, ExitCode::from))
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser;

    #[derive(Parser)]
    struct Line {
        #[command(flatten)]
        args: RunArgs,
    }

    fn passed_on(line: &[&str]) -> Vec<String> {
        Line::parse_from([&["run"], line].concat()).args.passed_on()
    }

    #[test]
    fn only_given_flags_are_passed_on() {
        assert_eq!(passed_on(&[]), [""; 0]);
        assert_eq!(passed_on(&["--release"]), [""; 0]);
        assert_eq!(passed_on(&["--port", "8080", "--empty"]), ["--port=8080", "--empty"]);
        assert_eq!(passed_on(&["--read-only"]), ["--read-only"]);
        assert_eq!(passed_on(&["--data", "a b"]), ["--data=a b"]);
    }
}
