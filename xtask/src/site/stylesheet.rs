//! One stylesheet out of several: `@import "x.css";` is replaced by that file.
//!
//! Not here: minifying. Compression takes out nearly all that minifying would.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

/// Reads a stylesheet with everything it imports, in order.
///
/// # Errors  for an import that is missing, imports itself, or is not of the form
///           `@import "file.css";` on a line of its own: the browser would look for it in vain.
pub(super) fn inline(path: &Path) -> Result<String> {
    let mut sheet = String::new();
    append(path, &mut Vec::new(), &mut sheet)?;
    Ok(sheet)
}

/// `open` are the files whose import led here.
fn append(path: &Path, open: &mut Vec<PathBuf>, sheet: &mut String) -> Result<()> {
    if open.iter().any(|file| file == path) {
        bail!("{} imports itself", path.display());
    }
    let text =
        fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    open.push(path.to_owned());
    for line in text.lines() {
        let import = import_of(line).with_context(|| path.display().to_string())?;
        if let Some(name) = import {
            append(&path.with_file_name(name), open, sheet)?;
        } else {
            sheet.push_str(line);
            sheet.push('\n');
        }
    }
    open.pop();
    Ok(())
}

/// The file a line imports, if it is an import.
fn import_of(line: &str) -> Result<Option<&str>> {
    let Some(rest) = line.trim().strip_prefix("@import") else { return Ok(None) };
    let quoted = rest.trim().strip_suffix(';').unwrap_or_default().trim_end();
    let name = ['"', '\'']
        .into_iter()
        .find_map(|quote| quoted.strip_prefix(quote)?.strip_suffix(quote))
        .filter(|name| !name.contains(['"', '\'', ':']));
    match name {
        Some(name) => Ok(Some(name)),
        None => bail!("cannot inline `{}`: write @import \"file.css\";", line.trim()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::Scratch;

    fn sheets(test: &str, files: &[(&str, &str)]) -> Scratch {
        let name = format!("netzlotse-stylesheet-{test}-{}", std::process::id());
        let folder = Scratch::create(std::env::temp_dir().join(name)).unwrap();
        for (name, text) in files {
            let file = folder.path().join(name);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
        }
        folder
    }

    fn inlined(folder: &Scratch) -> Result<String> {
        inline(&folder.path().join("main.css"))
    }

    #[test]
    fn imports_are_inlined_in_order_and_relative_to_their_file() {
        let folder = sheets(
            "order",
            &[
                ("main.css", "@import \"parts/a.css\";\n@import 'c.css';\nmain {}\n"),
                ("parts/a.css", "@import \"b.css\";\na {}"),
                ("parts/b.css", "b {}\n"),
                ("c.css", "c {}\n"),
            ],
        );
        assert_eq!(inlined(&folder).unwrap(), "b {}\na {}\nc {}\nmain {}\n");
    }

    #[test]
    fn circle_of_imports_is_an_error() {
        let folder = sheets(
            "circle",
            &[("main.css", "@import \"a.css\";"), ("a.css", "@import \"main.css\";")],
        );
        assert!(inlined(&folder).unwrap_err().to_string().contains("imports itself"));
    }

    #[test]
    fn import_used_twice_is_no_circle() {
        let folder = sheets(
            "twice",
            &[("main.css", "@import \"a.css\";\n@import \"a.css\";"), ("a.css", "a {}")],
        );
        assert_eq!(inlined(&folder).unwrap(), "a {}\na {}\n");
    }

    #[test]
    fn other_forms_of_import_are_errors() {
        assert_eq!(import_of("a { color: red }").unwrap(), None);
        for line in [
            "@import url(a.css);",
            "@import \"a.css\" print;",
            "@import \"https://x/a.css\";",
            "@import \"a\"",
        ] {
            import_of(line).unwrap_err();
        }
    }
}
