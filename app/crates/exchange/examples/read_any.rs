//! Reads a file of any format and says what it holds and what is wrong with it:
//!
//!     cargo run -p exchange --example read_any -- app/data/codes.csv list.xlsx

use std::fs;
use std::io::{self, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

use exchange::{Format, read_code_book, read_file};
use model::Lang;

fn main() -> ExitCode {
    let arguments: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let [codes, path] = arguments.as_slice() else {
        return ExitCode::FAILURE;
    };
    match run(codes, path) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_unreadable) => ExitCode::FAILURE,
    }
}

fn run(codes: &PathBuf, path: &PathBuf) -> io::Result<()> {
    let codes = read_code_book(&fs::read(codes)?).item.unwrap_or_default();
    let (name, bytes) = (path.to_string_lossy(), fs::read(path)?);
    let format = Format::detect(&name, &bytes).map_or("?", |format| format.label(Lang::De));
    let draft = read_file(&name, &bytes, &codes);
    let mut out = io::stdout().lock();
    writeln!(out, "{format}: {} Zeilen", draft.rows.len())?;
    for problem in &draft.problems {
        writeln!(out, "{problem}")?;
    }
    for note in &draft.notes {
        writeln!(out, "{note}")?;
    }
    Ok(())
}
