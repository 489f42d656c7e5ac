//! The front end as files: WebAssembly, its JavaScript, the stylesheet and `public/`.
//!
//! Start at [`build`]. The result lies in one folder, the site:
//! ```text
//! site/hash.txt                     names of the present files, as Leptos reads them
//! site/pkg/netzlotse.HASH.{js,wasm,css}
//! site/...                          public/ as it is
//! ```
//! and next to each compressible file its `.br` and `.gz`.
//! Names in `pkg/` carry a hash of the content, so browsers may keep those files for ever.
//! **Invariant:** a site is complete or not there: it is built beside and moved into place.

mod compression;
mod digest;
mod module;
mod names;
mod publication;
mod stylesheet;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use self::digest::Digest;
use self::module::WebModule;
use self::names::Names;
use crate::console::{self, Outcome};
use crate::project::{self, Project, Scratch};
use crate::setup;

/// The folder of the site whose files Leptos refers to by hash.
const PACKAGE_FOLDER: &str = "pkg";

/// What `LeptosOptions::output_name` must be.
const OUTPUT_NAME: &str = "netzlotse";

/// Builds whatever has changed; gives the site's folder.
pub(crate) fn build(project: &Project) -> Result<PathBuf> {
    let optimiser = setup::wasm_opt(project);
    let compiled = console::talking_step("front end, code", || {
        let compiled = module::compile(project)?;
        Ok((compiled, Outcome::Done("compiled".to_owned())))
    })?;
    console::silent_step("front end, WebAssembly", || {
        module::bind_and_optimise(project, &compiled, optimiser.as_deref())
    })?;
    console::silent_step("front end, site", || assemble(project))?;
    Ok(project.site())
}

/// Puts the site together from the module, the stylesheet and `public/`.
fn assemble(project: &Project) -> Result<Outcome> {
    let site = project.site();
    let module = WebModule::open(&project.stage());
    let stylesheet = stylesheet::inline(&project.root().join("style").join("main.css"))?;
    let public = project.root().join("public");
    let mut digest = Digest::default();
    digest.text(&stylesheet).folder(module.folder())?.folder(&public)?;
    let stamp = Stamp { file: site.with_extension("stamp"), digest: digest.finish() };
    if stamp.is_fresh() && site.is_dir() {
        return Ok(Outcome::AlreadyThere(String::new()));
    }
    let fresh = Scratch::create(site.with_extension("incomplete"))?;
    publication::copy_folder(&public, fresh.path())?;
    let names = write_package(&module, &stylesheet, &fresh.path().join(PACKAGE_FOLDER))?;
    compression::compress_folder(fresh.path(), &site)?;
    write(&fresh.path().join(names::FILE), names.to_file())?;
    publication::replace(&site, fresh.path())?;
    stamp.write()?;
    Ok(Outcome::Done(format!("built, {}", compression::transfer_size(&site, &names)?)))
}

fn write_package(module: &WebModule, stylesheet: &str, package: &Path) -> Result<Names> {
    project::create_folder(package)?;
    let wasm = module.wasm()?;
    let wasm_hash = names::hash(&wasm);
    // The JavaScript names the WebAssembly, so its own hash comes second.
    let script = names::point_at_wasm(&module.script()?, &wasm_hash)?;
    let names = Names {
        js: names::hash(script.as_bytes()),
        wasm: wasm_hash,
        css: names::hash(stylesheet.as_bytes()),
    };
    write(&package.join(names.js_file()), script)?;
    write(&package.join(names.wasm_file()), wasm)?;
    write(&package.join(names.css_file()), stylesheet)?;
    publication::copy_folder(&module.snippets(), &package.join(module::SNIPPETS))?;
    Ok(names)
}

/// The inputs a result was made from, written after the result.
struct Stamp {
    file: PathBuf,
    digest: String,
}

impl Stamp {
    fn is_fresh(&self) -> bool {
        fs::read_to_string(&self.file).is_ok_and(|written| written == self.digest)
    }

    fn write(&self) -> Result<()> {
        write(&self.file, &self.digest)
    }
}

fn write(path: &Path, content: impl AsRef<[u8]>) -> Result<()> {
    fs::write(path, content).with_context(|| format!("cannot write {}", path.display()))
}
