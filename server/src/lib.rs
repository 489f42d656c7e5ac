//! The machine around the application: command line, HTTP, start and stop.
//!
//! Start at [`run`] for the program and at [`router`] for what answers a request.
//! Not here: pages and server functions (`app`), queries (`store`), file formats (`exchange`).

mod check;
mod cli;
mod examples;
mod export;
mod folder;
mod import;
mod listen;
mod logging;
mod os_error;
mod router;
mod serve;
mod shutdown;
mod site;

use std::ffi::OsString;
use std::process::ExitCode;

use anyhow::{Context as _, Result};

pub use examples::{FirstContent, ensure_content};
pub use router::router;

use crate::cli::{Command, Line};

/// SurrealDB asks for it: its parser and planner recurse deeply.
const STACK_BYTES: usize = 10 * 1024 * 1024;

/// Obeys a command line and gives the exit code: 0 done, 1 failed, 2 not understood.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let command = match cli::read(arguments) {
        Line::Command(command) => command,
        Line::Answered(code) => return code,
    };
    match obey(command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn obey(command: Command) -> Result<()> {
    match command {
        Command::Serve(options) => {
            logging::start(options.log.as_ref(), options.log_format);
            on_runtime(serve::serve(options))
        }
        Command::Import(options) => {
            logging::start_quiet();
            on_runtime(import::import(options))
        }
        Command::Export(options) => {
            logging::start_quiet();
            on_runtime(export::export(options))
        }
        Command::Check(options) => check::check(&options.folder),
    }
}

/// Runs on a worker thread, whose stack is large enough; the main thread's need not be.
fn on_runtime(work: impl Future<Output = Result<()>> + Send + 'static) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .thread_stack_size(STACK_BYTES)
        .build()
        .context("Das Programm kann keine Threads starten")?;
    let result = runtime.block_on(runtime.spawn(work));
    // Whatever still runs has been asked to end; it must not keep the program alive.
    runtime.shutdown_background();
    result.context("Das Programm hat einen Fehler; bitte melden Sie ihn")?
}
