//! The folder with the built front end, and the options Leptos takes from it.
//!
//! `cargo xtask build` writes it: `pkg/` with names that carry a hash, `hash.txt` with the
//! hashes, and the files of `public/`.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use leptos::config::{Env, LeptosOptions};

/// The name the files in `pkg/` begin with.
const OUTPUT_NAME: &str = "netzlotse";
const HASHES: &str = "hash.txt";

/// Finds the site: the named folder, else one of the usual places beside the program.
pub(crate) fn open(named: Option<&Path>) -> Result<LeptosOptions> {
    let folder = match named {
        Some(folder) if is_site(folder) => folder.to_owned(),
        Some(folder) => bail!(
            "In „{}“ liegt keine gebaute Website. Bauen Sie sie mit „cargo xtask build“ \
             oder nennen Sie mit --site ihren Ordner.",
            folder.display()
        ),
        None => usual_places().into_iter().find(|place| is_site(place)).context(
            "Die gebaute Website fehlt. Bauen Sie sie mit „cargo xtask build“ \
             oder nennen Sie mit --site ihren Ordner.",
        )?,
    };
    // Leptos joins the path of the hashes to that of the program, so it has to be absolute.
    let folder = folder.canonicalize().with_context(|| format!("{}", folder.display()))?;
    options(&folder)
}

fn is_site(folder: &Path) -> bool {
    folder.join("pkg").is_dir()
}

/// Beside the program in a package, and where `cargo xtask build` puts it beside `debug/`.
fn usual_places() -> Vec<PathBuf> {
    let program = std::env::current_exe().ok();
    let Some(folder) = program.as_deref().and_then(Path::parent) else { return Vec::new() };
    vec![folder.join("site"), folder.join("..").join("netzlotse").join("site")]
}

fn options(folder: &Path) -> Result<LeptosOptions> {
    let text = |path: &Path| {
        path.to_str().map(str::to_owned).with_context(|| {
            format!("Der Pfad „{}“ ist kein gültiger Text (UTF-8).", path.display())
        })
    };
    let hashes = folder.join(HASHES);
    Ok(LeptosOptions::builder()
        .output_name(OUTPUT_NAME)
        .site_root(text(folder)?)
        .site_pkg_dir("pkg")
        .env(Env::PROD)
        .hash_files(hashes.is_file())
        .hash_file(text(&hashes)?.into())
        .build())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_without_a_site_is_refused_with_a_way_out() {
        let folder = tempfile::tempdir().unwrap();
        let problem = open(Some(folder.path())).unwrap_err().to_string();
        assert!(problem.contains("cargo xtask build") && problem.contains("--site"), "{problem}");
    }

    #[test]
    fn hashes_are_used_where_they_are_and_found_from_anywhere() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("pkg")).unwrap();
        assert!(!open(Some(folder.path())).unwrap().hash_files);
        std::fs::write(folder.path().join(HASHES), "js: 1\n").unwrap();
        let options = open(Some(folder.path())).unwrap();
        assert!(options.hash_files);
        assert!(Path::new(options.hash_file.as_ref()).is_absolute());
    }
}
