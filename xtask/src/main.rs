//! The project's own commands: `cargo xtask run | build | setup | test | bench | doctor`.
//!
//! Start at [`Command`]. Each command first lets [`setup`] install what is missing, then builds the
//! front end ([`site`]) and the server ([`server`]).
//! Not here: anything the application needs at run time; that is the server's own command line.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command line tool reports on the terminal"
)]

mod analyses;
mod bench;
mod build;
mod checks;
mod console;
mod doctor;
mod examples;
mod exchanges;
mod pictures;
mod process;
mod project;
mod server;
mod setup;
mod site;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

use crate::bench::Bench;
use crate::build::BuildArgs;
use crate::checks::TestArgs;
use crate::project::Project;
use crate::server::RunArgs;
use crate::setup::Purpose;

#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", version, about)]
/// Sets up, builds, runs and tests Netzlotse
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Set up what is missing, build everything and start the server
    Run(RunArgs),
    /// Set up what is missing and build everything
    Build(BuildArgs),
    /// Only set up what is missing
    Setup(SetupArgs),
    /// Set up what is missing and run every check, as continuous integration does
    Test(TestArgs),
    /// Set up what is missing and compare analyses and pictures with those of others
    #[command(subcommand)]
    Bench(Bench),
    /// List what is there and what is missing, changing nothing
    Doctor,
}

#[derive(clap::Args)]
struct SetupArgs {
    /// Also what only `test` needs: packages and browser of the browser tests
    #[arg(long)]
    tests: bool,
}

fn main() -> ExitCode {
    match obey(Arguments::parse().command) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn obey(command: Command) -> Result<ExitCode> {
    let project = Project::discover()?;
    match command {
        Command::Run(args) => server::run(&project, &args),
        Command::Build(args) => build::everything(&project, args).map(|_| ExitCode::SUCCESS),
        Command::Setup(args) => {
            let purpose = if args.tests { Purpose::Test } else { Purpose::Build };
            setup::ensure(&project, purpose).map(|()| ExitCode::SUCCESS)
        }
        Command::Test(args) => checks::run(&project, &args),
        Command::Bench(which) => bench::run(&project, &which),
        Command::Doctor => Ok(doctor::report(&project)),
    }
}
