//! `netzlotse`: everything is in the library, so that the tests can call it.

use std::process::ExitCode;

fn main() -> ExitCode {
    server::run(std::env::args_os())
}
