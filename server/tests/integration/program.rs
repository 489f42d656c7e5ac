//! The program as an operator runs it: its arguments, its output, its end.

use std::ffi::OsStr;
use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Output, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

/// Far more than a start takes on a slow machine.
const PATIENCE: Duration = Duration::from_mins(3);

/// The program with an environment of its own.
pub(crate) fn netzlotse() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_netzlotse"));
    for (name, _) in std::env::vars_os().filter(|(name, _)| is_ours(name)) {
        command.env_remove(name);
    }
    command.env_remove("HOME").env_remove("XDG_DATA_HOME").stdin(Stdio::null());
    command
}

fn is_ours(name: &OsStr) -> bool {
    name.to_string_lossy().starts_with("NETZLOTSE_")
}

/// How a command ended.
#[derive(Debug)]
pub(crate) struct Ended {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl From<Output> for Ended {
    fn from(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Self {
            code: output.status.code(),
            stdout: text(output.stdout),
            stderr: text(output.stderr),
        }
    }
}

/// Runs a command that ends by itself.
pub(crate) fn run<S: AsRef<OsStr>>(arguments: impl IntoIterator<Item = S>) -> Ended {
    netzlotse().args(arguments).output().unwrap().into()
}

/// Asserts a failure that says one sentence, and gives it.
#[track_caller]
pub(crate) fn refusal(ended: &Ended) -> &str {
    assert_eq!((ended.code, ended.stdout.as_str()), (Some(1), ""), "{ended:?}");
    assert_eq!(ended.stderr.lines().count(), 1, "{}", ended.stderr);
    assert!(!ended.stderr.contains("panicked"), "{}", ended.stderr);
    ended.stderr.trim_end()
}

/// A running server; killed when dropped.
pub(crate) struct Running {
    child: Child,
    lines: Receiver<String>,
    pub(crate) address: String,
}

impl Running {
    /// Starts `netzlotse serve` on a free port and waits until it is ready.
    pub(crate) fn serve<S: AsRef<OsStr>>(arguments: impl IntoIterator<Item = S>) -> Self {
        let mut command = netzlotse();
        command.args(["serve", "--port", "0"]).args(arguments);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::inherit()).spawn().unwrap();
        let lines = lines_of(child.stdout.take().unwrap());
        let mut running = Self { child, lines, address: String::new() };
        let ready = running.lines.recv_timeout(PATIENCE).expect("the server says it is ready");
        let address = ready.strip_prefix("Netzlotse läuft: http://");
        running.address.push_str(address.unwrap_or_else(|| panic!("{ready}")));
        running
    }

    /// Sends a signal by its name.
    pub(crate) fn signal(&self, name: &str) {
        let mut kill = Command::new("kill");
        kill.args(["-s", name, &self.child.id().to_string()]);
        assert!(kill.status().unwrap().success());
    }

    /// Waits for the end and gives the exit code and what else was printed.
    pub(crate) fn end(mut self) -> (Option<i32>, Vec<String>) {
        // The channel closes with the program's standard output.
        let mut further = Vec::new();
        let started = Instant::now();
        while let Ok(line) = self.lines.recv_timeout(PATIENCE.saturating_sub(started.elapsed())) {
            further.push(line);
        }
        let ended = started.elapsed() < PATIENCE;
        assert!(ended, "the server does not stop");
        (self.child.wait().unwrap().code(), further)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Fails when it has ended by itself.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

fn lines_of(stdout: impl std::io::Read + Send + 'static) -> Receiver<String> {
    let (sender, lines) = channel();
    thread::spawn(move || {
        for line in BufReader::new(stdout).lines().map_while(Result::ok) {
            if sender.send(line).is_err() {
                break;
            }
        }
    });
    lines
}
