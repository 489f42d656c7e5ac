//! The example programs of the pure crates, on the machine and as WebAssembly.
//!
//! Each such crate has `native`, which answers on the command line, and `probe`, which answers the
//! same in WebAssembly; see the heads of these files for what they can be asked.

pub(crate) mod probe;

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, bail};

use crate::process;
use crate::project::Project;

/// Compiles a program of a crate with its test cases; gives its path.
pub(crate) fn compile(
    project: &Project,
    package: &str,
    example: &str,
    profile: &str,
) -> Result<PathBuf> {
    compile_with(project, package, example, (profile, &["--features", "testing"]))
}

/// The same for a package that has nothing for tests alone.
pub(crate) fn compile_plain(
    project: &Project,
    package: &str,
    example: &str,
    profile: &str,
) -> Result<PathBuf> {
    compile_with(project, package, example, (profile, &[]))
}

fn compile_with(
    project: &Project,
    package: &str,
    example: &str,
    (profile, features): (&str, &[&str]),
) -> Result<PathBuf> {
    let mut command = project.cargo();
    command.args(["build", "--locked", "--package", package]).args(features).args([
        "--example",
        example,
        "--profile",
        profile,
    ]);
    process::run(&mut command)?;
    let folder = if profile == "dev" { "debug" } else { "release" };
    let name = format!("{example}{}", std::env::consts::EXE_SUFFIX);
    let compiled = project.target().join(folder).join("examples").join(name);
    // Crates call their programs alike, and cargo has one folder for all.
    let kept = project.probe(package);
    crate::project::create_folder(&kept)?;
    let kept = kept.join(compiled.file_name().unwrap_or_default());
    std::fs::copy(&compiled, &kept)?;
    Ok(kept)
}

/// Asks a program and a module (for Node.js) the same, and prints the common answer.
///
/// # Errors  when the answers differ.
pub(crate) fn compare(
    what: &str,
    native: &Path,
    module: &Path,
    name: &str,
    arguments: &[&str],
) -> Result<()> {
    let on_machine = process::output_of(Command::new(native).arg(name).args(arguments))?;
    let mut node = Command::new("node");
    node.arg("--eval")
        .arg("const [module, name, ...rest] = process.argv.slice(1); console.log(require(module)[name](...rest.map(Number)))")
        .arg(module)
        .arg(name)
        .args(arguments);
    let in_wasm = process::output_of(&mut node)?;
    let (on_machine, in_wasm) = (on_machine.trim(), in_wasm.trim());
    if on_machine.is_empty() || on_machine != in_wasm {
        bail!("{what}: {on_machine} natively, {in_wasm} in WebAssembly");
    }
    println!("{what}: {on_machine} natively and in WebAssembly");
    Ok(())
}
