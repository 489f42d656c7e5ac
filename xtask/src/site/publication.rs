//! Putting a finished site in the place of the one before.

use std::fs::{self, File};
use std::path::Path;
use std::time::{Duration, SystemTime};

use anyhow::{Context, Result};

use super::digest::files_below;
use super::{PACKAGE_FOLDER, names};
use crate::project;

/// How long a page may stay open and still find the files of its own version.
const RETIREMENT: Duration = Duration::from_hours(7 * 24);

/// Copies a folder's files; an absent folder has none.
pub(super) fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    for file in files_below(from)? {
        copy_file(&from.join(&file), &to.join(&file))?;
    }
    Ok(())
}

/// Moves `fresh` to `site`, with what open tabs still need of the site before.
pub(super) fn replace(site: &Path, fresh: &Path) -> Result<()> {
    keep_retired_files(site, fresh)?;
    let previous = site.with_extension("previous");
    project::remove_folder(&previous)?;
    if site.exists() {
        fs::rename(site, &previous).context("cannot move the previous site away")?;
    }
    fs::rename(fresh, site).context("cannot move the new site into place")?;
    project::remove_folder(&previous)
}

/// Copies what `fresh` no longer has, until it has been out of use for [`RETIREMENT`].
///
/// A file's time of change says since when: it is now for the files in use until now, and stays
/// as it was for those retired earlier.
fn keep_retired_files(site: &Path, fresh: &Path) -> Result<()> {
    let hash_file = fs::read_to_string(site.join(names::FILE)).unwrap_or_default();
    let hashes = names::hashes(&hash_file);
    let now = SystemTime::now();
    let (site, fresh) = (site.join(PACKAGE_FOLDER), fresh.join(PACKAGE_FOLDER));
    for file in files_below(&site)? {
        let (old, kept) = (site.join(&file), fresh.join(&file));
        let name = file.to_string_lossy();
        let was_in_use = hashes.iter().any(|hash| name.contains(hash));
        let retired = if was_in_use { now } else { fs::metadata(&old)?.modified()? };
        let age = now.duration_since(retired).unwrap_or_default();
        if kept.exists() || age > RETIREMENT {
            continue;
        }
        copy_file(&old, &kept)?;
        File::options().write(true).open(&kept)?.set_modified(retired)?;
    }
    Ok(())
}

fn copy_file(from: &Path, to: &Path) -> Result<()> {
    if let Some(folder) = to.parent() {
        project::create_folder(folder)?;
    }
    fs::copy(from, to)
        .with_context(|| format!("cannot copy {} to {}", from.display(), to.display()))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::Scratch;

    const DAY: Duration = Duration::from_hours(24);

    fn folder(test: &str) -> Scratch {
        let name = format!("netzlotse-publication-{test}-{}", std::process::id());
        Scratch::create(std::env::temp_dir().join(name)).unwrap()
    }

    fn put(site: &Path, name: &str, age: Duration) {
        let file = site.join(name);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, name).unwrap();
        let time = SystemTime::now() - age;
        File::options().write(true).open(file).unwrap().set_modified(time).unwrap();
    }

    #[test]
    fn files_in_use_until_now_stay_however_old_they_are() {
        let folder = folder("in-use");
        let (site, fresh) = (folder.path().join("site"), folder.path().join("fresh"));
        put(&site, "pkg/netzlotse.1a.js", 30 * DAY);
        fs::write(site.join(names::FILE), "js: 1a\nwasm: 2b\ncss: 3c\n").unwrap();
        put(&fresh, "pkg/netzlotse.4d.js", Duration::ZERO);
        replace(&site, &fresh).unwrap();
        let files = files_below(&site).unwrap();
        assert_eq!(files, [Path::new("pkg/netzlotse.1a.js"), Path::new("pkg/netzlotse.4d.js")]);
    }

    #[test]
    fn files_go_a_week_after_they_fell_out_of_use() {
        let folder = folder("retired");
        let (site, fresh) = (folder.path().join("site"), folder.path().join("fresh"));
        put(&site, "pkg/netzlotse.old.js", 8 * DAY);
        put(&site, "pkg/netzlotse.recent.js", 6 * DAY);
        put(&site, "gone.txt", Duration::ZERO);
        put(&fresh, "pkg/netzlotse.4d.js", Duration::ZERO);
        replace(&site, &fresh).unwrap();
        let files = files_below(&site).unwrap();
        assert_eq!(files, [Path::new("pkg/netzlotse.4d.js"), Path::new("pkg/netzlotse.recent.js")]);
        let kept = fs::metadata(site.join("pkg/netzlotse.recent.js")).unwrap().modified().unwrap();
        assert!(kept.elapsed().unwrap() > 5 * DAY);
    }
}
