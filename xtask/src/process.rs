//! Running other programs: shown, hidden or with a time limit.

use std::env;
use std::ffi::OsStr;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, bail};

/// How much of a hidden program's output an error message repeats.
const LINES_SHOWN_ON_FAILURE: usize = 20;

/// Runs a program whose output the user should see.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("cannot start {}", name_of(command)))?;
    if !status.success() {
        bail!("{} failed ({status})", name_of(command));
    }
    Ok(())
}

/// Runs a program without showing its output, unless it fails.
pub(crate) fn run_hidden(command: &mut Command) -> Result<()> {
    output_of(command).map(drop)
}

/// Runs a program for what it prints.
pub(crate) fn output_of(command: &mut Command) -> Result<String> {
    let output = command
        .stdin(Stdio::null())
        .output()
        .with_context(|| format!("cannot start {}", name_of(command)))?;
    if !output.status.success() {
        bail!("{} failed ({}):\n{}", name_of(command), output.status, last_lines(&output));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Like [`run_hidden`], but ends the program when it takes longer than `limit`.
pub(crate) fn run_hidden_within(command: &mut Command, limit: Duration) -> Result<()> {
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("cannot start {}", name_of(command)))?;
    let mut stderr = child.stderr.take().context("the program has no error output")?;
    // The program's end closes its output; waiting for that needs no polling.
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let mut text = Vec::new();
        let read = stderr.read_to_end(&mut text);
        // No receiver any more means that the limit has passed.
        sender.send(read.map(|_| text)).ok();
    });
    let Ok(read) = receiver.recv_timeout(limit) else {
        child.kill().with_context(|| format!("cannot end {}", name_of(command)))?;
        child.wait()?;
        bail!("{} did not finish within {} s", name_of(command), limit.as_secs());
    };
    let output = Output { status: child.wait()?, stdout: Vec::new(), stderr: read? };
    if !output.status.success() {
        bail!("{} failed ({}):\n{}", name_of(command), output.status, last_lines(&output));
    }
    Ok(())
}

/// Looks a program up as the shell would.
pub(crate) fn find_program(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    let file_name = format!("{name}{}", env::consts::EXE_SUFFIX);
    env::split_paths(&path).map(|folder| folder.join(&file_name)).find(|file| file.is_file())
}

/// The first line a program prints for `--version`; `None` if it cannot be started.
pub(crate) fn version_of(program: impl AsRef<OsStr>) -> Option<String> {
    let printed = output_of(Command::new(program).arg("--version")).ok()?;
    printed.lines().next().map(|line| line.trim().to_owned())
}

/// The program with its first argument that is no option: enough to know what failed.
fn name_of(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let name = program.file_name().unwrap_or(program.as_os_str()).to_string_lossy();
    let is_option = |argument: &&OsStr| argument.as_encoded_bytes().starts_with(b"-");
    match command.get_args().find(|argument| !is_option(argument)) {
        Some(argument) => format!("{name} {}", argument.to_string_lossy()),
        None => name.into_owned(),
    }
}

fn last_lines(output: &Output) -> String {
    let text = [output.stdout.as_slice(), output.stderr.as_slice()].concat();
    let text = String::from_utf8_lossy(&text);
    let lines: Vec<&str> = text.lines().collect();
    let start = lines.len().saturating_sub(LINES_SHOWN_ON_FAILURE);
    lines[start..].join("\n")
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn shell(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }

    #[test]
    fn slow_program_is_ended() {
        let error = run_hidden_within(&mut shell("exec sleep 60"), Duration::from_millis(50));
        assert!(error.unwrap_err().to_string().contains("did not finish"));
    }

    #[test]
    fn failure_within_the_limit_repeats_the_output() {
        let error = run_hidden_within(&mut shell("echo oops >&2; exit 3"), Duration::from_mins(1));
        assert!(error.unwrap_err().to_string().contains("oops"));
    }

    #[test]
    fn only_the_last_lines_of_a_failure_are_shown() {
        let error = output_of(&mut shell("seq 1 100; exit 1")).unwrap_err().to_string();
        assert!(error.ends_with("99\n100") && !error.contains("\n80\n"), "{error}");
    }
}
