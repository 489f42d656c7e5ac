//! `netzlotse`: everything is in the library, so that the tests can call it.

use std::process::ExitCode;

/// The database makes and drops many small values: a quarter of the time it writes goes into that.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    server::run(std::env::args_os())
}
