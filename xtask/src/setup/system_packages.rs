//! Installing packages of the operating system, where that is Debian or a relative of it.

use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::process;

/// Installs packages through apt, as root or through a `sudo` that asks for no password.
pub(super) fn install(packages: &[&str]) -> Result<()> {
    let names = packages.join(" ");
    if process::find_program("apt-get").is_none() {
        bail!("please install {names}: this machine has no apt-get");
    }
    // One unreachable third-party source fails the update although the packages can be had.
    let updated = process::run_hidden(apt_get()?.arg("update"));
    let mut install = apt_get()?;
    install.args(["install", "-y", "--no-install-recommends"]).args(packages);
    let installed = process::run_hidden(&mut install);
    match (installed, updated) {
        (Err(error), Err(update)) => Err(error.context(format!("{update:#}"))),
        (installed, _) => installed,
    }
    .with_context(|| format!("cannot install {names}"))
}

fn apt_get() -> Result<Command> {
    const NO_QUESTIONS: (&str, &str) = ("DEBIAN_FRONTEND", "noninteractive");
    if is_root() {
        let mut command = Command::new("apt-get");
        command.env(NO_QUESTIONS.0, NO_QUESTIONS.1);
        return Ok(command);
    }
    if !can_become_root() {
        bail!("system packages need root, or a sudo that asks for no password");
    }
    // sudo drops the environment.
    let mut command = Command::new("sudo");
    command.args(["-n", "env", &format!("{}={}", NO_QUESTIONS.0, NO_QUESTIONS.1), "apt-get"]);
    Ok(command)
}

fn is_root() -> bool {
    process::output_of(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}

fn can_become_root() -> bool {
    process::run_hidden(Command::new("sudo").args(["-n", "true"])).is_ok()
}
