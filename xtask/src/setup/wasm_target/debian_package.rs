//! Fetching one package from a Debian suite this machine does not follow.
//!
//! apt does the work (index, signatures, proxies), with lists, cache and sources of its own in a
//! temporary folder: no root is needed, and the machine's apt stays as it was.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, anyhow, bail};

use super::apt_sources::{self, Mirror};
use crate::process;
use crate::project::{self, Project};

const PACKAGE: &str = "rust-src";

/// Where Debian keeps Rust versions newer than a stable release's own.
const SUITES: &str = "trixie-backports forky forky-backports sid";

/// Unpacks the source of one Rust version into `folder`; gives the place of its `library/`.
pub(super) fn unpack_rust_src(project: &Project, rust: &str, folder: &Path) -> Result<PathBuf> {
    let mirrors = apt_sources::debian_mirrors_of_machine();
    let mut failure = anyhow!("this machine's apt knows no Debian mirror");
    for mirror in mirrors {
        match fetch(project, &mirror, rust, folder) {
            Ok(library) => return Ok(library),
            Err(error) => failure = error,
        }
    }
    Err(failure)
}

fn fetch(project: &Project, mirror: &Mirror, rust: &str, folder: &Path) -> Result<PathBuf> {
    let scratch = project.scratch("apt")?;
    let apt = PrivateApt::set_up(scratch.path(), mirror)?;
    // A suite this mirror lacks fails the update although the others are there.
    let updated = process::run_hidden(apt.command("apt-get").arg("update"));
    let listed = process::output_of(apt.command("apt-cache").args(["madison", PACKAGE]))?;
    let Some(version) = pick_version(&listed, rust) else {
        let missing = anyhow!("Debian has no {PACKAGE} {rust}");
        return Err(updated.err().map_or(missing, |error| error.context("Debian's index")));
    };
    let wanted = format!("{PACKAGE}={version}");
    process::run_hidden(apt.command("apt-get").args(["download", &wanted]))?;
    let package = downloaded_package(scratch.path())?;
    process::run_hidden(Command::new("dpkg-deb").arg("-x").arg(package).arg(folder))?;
    Ok(folder.join("usr/src").join(format!("rustc-{rust}")).join("library"))
}

/// The package version that holds a Rust version, from the table `apt-cache madison` prints.
fn pick_version<'a>(madison: &'a str, rust: &str) -> Option<&'a str> {
    let versions = madison.lines().filter_map(|line| line.split('|').nth(1)).map(str::trim);
    versions.into_iter().find(|version| {
        // "1.95.0+dfsg1-2~bpo13+1" is 1.95.0; "1.95.0~beta" is not.
        let revision = version.strip_prefix(rust);
        revision.is_some_and(|revision| revision.is_empty() || revision.starts_with(['+', '-']))
    })
}

fn downloaded_package(folder: &Path) -> Result<PathBuf> {
    for entry in fs::read_dir(folder)? {
        let file = entry?.path();
        if file.extension().is_some_and(|extension| extension == "deb") {
            return Ok(file);
        }
    }
    bail!("apt downloaded no package");
}

/// apt with everything it reads and writes in one folder, except the machine's configuration.
struct PrivateApt {
    folder: PathBuf,
    configuration: PathBuf,
}

impl PrivateApt {
    fn set_up(folder: &Path, mirror: &Mirror) -> Result<Self> {
        project::create_folder(&folder.join("lists/partial"))?;
        project::create_folder(&folder.join("cache/archives/partial"))?;
        // The ending tells apt the notation.
        fs::write(folder.join("debian.sources"), sources_text(mirror))?;
        let configuration = folder.join("apt.conf");
        fs::write(&configuration, configuration_text(folder))?;
        Ok(Self { folder: folder.to_owned(), configuration })
    }

    /// apt downloads into the working folder.
    fn command(&self, program: &str) -> Command {
        let mut option = OsString::from("--config-file=");
        option.push(&self.configuration);
        let mut command = Command::new(program);
        command.arg(option).current_dir(&self.folder).env("LC_ALL", "C");
        command
    }
}

/// Only the package index: no translations, no software catalogue.
fn sources_text(mirror: &Mirror) -> String {
    let uri = &mirror.uri;
    let signed_by = mirror.signed_by.as_ref().map(|key| format!("Signed-By: {key}\n"));
    let trusted = if mirror.is_trusted { "Trusted: yes\n" } else { "" };
    format!(
        "Types: deb\nURIs: {uri}\nSuites: {SUITES}\nComponents: main\nTargets: Packages\n{}{trusted}",
        signed_by.unwrap_or_default()
    )
}

/// Root's apt would download as another user, who may not write here; and the machine's hooks
/// after an update are about the machine's own lists.
fn configuration_text(folder: &Path) -> String {
    let folder = folder.display();
    format!(
        r#"#clear APT::Update::Post-Invoke;
#clear APT::Update::Post-Invoke-Success;
APT::Sandbox::User "root";
Dir::Etc::sourcelist "{folder}/debian.sources";
Dir::Etc::sourceparts "-";
Dir::State::lists "{folder}/lists";
Dir::Cache "{folder}/cache";
"#
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const MADISON: &str = "\
  rust-src | 1.97.1+dfsg1-1 | http://mirror.example/debian forky/main amd64 Packages
  rust-src | 1.95.0+dfsg1-2~bpo13+1 | http://mirror.example/debian trixie-backports/main amd64 Packages
  rust-src | 1.9.0-1 | http://mirror.example/debian sid/main amd64 Packages
";

    #[test]
    fn exactly_the_toolchains_version_is_picked() {
        assert_eq!(pick_version(MADISON, "1.95.0"), Some("1.95.0+dfsg1-2~bpo13+1"));
        assert_eq!(pick_version(MADISON, "1.9.0"), Some("1.9.0-1"));
    }

    #[test]
    fn other_versions_are_not_taken_instead() {
        assert_eq!(pick_version(MADISON, "1.95"), None);
        assert_eq!(pick_version(MADISON, "1.96.0"), None);
        assert_eq!(pick_version("", "1.95.0"), None);
    }

    #[test]
    fn private_source_keeps_the_mirrors_signature_check() {
        let mirror = Mirror {
            uri: "http://mirror.example/debian".to_owned(),
            signed_by: Some("/keys/debian.gpg".to_owned()),
            is_trusted: false,
        };
        let text = sources_text(&mirror);
        assert!(text.contains("\nSigned-By: /keys/debian.gpg\n") && !text.contains("Trusted"));
    }
}
