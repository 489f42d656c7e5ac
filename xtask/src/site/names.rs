//! File names that carry a hash of the content, and `hash.txt`, through which Leptos finds them.
//!
//! Leptos (`HydrationScripts`, `HashedStylesheet`) reads lines of `kind: hash` and asks for
//! `<output name>.<hash>.<kind>`. With hashes on, the `_bg` that wasm-bindgen puts into the name
//! of the WebAssembly is not expected.

use anyhow::{Result, bail};

use super::OUTPUT_NAME;
use super::digest::Digest;

/// The name Leptos expects by default.
pub(super) const FILE: &str = "hash.txt";

/// Hexadecimal digits in a name: 64 bits, of which no two contents of this project will agree.
const HASH_DIGITS: usize = 16;

/// The hashes of the present front end.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Names {
    pub(super) js: String,
    pub(super) wasm: String,
    pub(super) css: String,
}

impl Names {
    pub(super) fn js_file(&self) -> String {
        format!("{OUTPUT_NAME}.{}.js", self.js)
    }

    pub(super) fn wasm_file(&self) -> String {
        wasm_file(&self.wasm)
    }

    pub(super) fn css_file(&self) -> String {
        format!("{OUTPUT_NAME}.{}.css", self.css)
    }

    /// The content of `hash.txt`.
    pub(super) fn to_file(&self) -> String {
        format!("js: {}\nwasm: {}\ncss: {}\n", self.js, self.wasm, self.css)
    }
}

/// The hash a content is named by.
pub(super) fn hash(content: &[u8]) -> String {
    let mut hash = Digest::default().bytes(content).finish();
    hash.truncate(HASH_DIGITS);
    hash
}

/// The hashes `hash.txt` names, whatever their kinds.
pub(super) fn hashes(file: &str) -> Vec<&str> {
    file.lines().filter_map(|line| line.split_once(':')).map(|(_, hash)| hash.trim()).collect()
}

/// Makes wasm-bindgen's JavaScript load the hashed WebAssembly by default.
///
/// Leptos passes the address itself; a worker that imports the module need not know it.
pub(super) fn point_at_wasm(script: &str, wasm_hash: &str) -> Result<String> {
    let plain = format!("{OUTPUT_NAME}_bg.wasm");
    if !script.contains(&plain) {
        bail!("the JavaScript of wasm-bindgen does not name {plain}");
    }
    Ok(script.replace(&plain, &wasm_file(wasm_hash)))
}

fn wasm_file(hash: &str) -> String {
    format!("{OUTPUT_NAME}.{hash}.wasm")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names() -> Names {
        Names { js: "1a".to_owned(), wasm: "2b".to_owned(), css: "3c".to_owned() }
    }

    #[test]
    fn hash_file_is_what_leptos_reads() {
        assert_eq!(names().to_file(), "js: 1a\nwasm: 2b\ncss: 3c\n");
        assert_eq!(hashes(&names().to_file()), ["1a", "2b", "3c"]);
    }

    #[test]
    fn files_are_named_as_leptos_asks_for_them() {
        assert_eq!(names().js_file(), "netzlotse.1a.js");
        assert_eq!(names().wasm_file(), "netzlotse.2b.wasm");
        assert_eq!(names().css_file(), "netzlotse.3c.css");
    }

    #[test]
    fn name_depends_on_the_content_only() {
        assert_eq!(hash(b"a").len(), HASH_DIGITS);
        assert_eq!(hash(b"a"), hash(b"a"));
        assert_ne!(hash(b"a"), hash(b"b"));
    }

    #[test]
    fn script_loads_the_hashed_module() {
        let script = "new URL('netzlotse_bg.wasm', import.meta.url)";
        let pointed = point_at_wasm(script, "2b").unwrap();
        assert_eq!(pointed, "new URL('netzlotse.2b.wasm', import.meta.url)");
        point_at_wasm("fetch()", "2b").unwrap_err();
    }
}
