//! Compressing once, at build time, as strongly as the formats allow.

use std::ffi::OsString;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use anyhow::{Context, Result, anyhow};
use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;

use super::digest::files_below;
use super::names::Names;
use super::{PACKAGE_FOLDER, write};

/// Kinds of files that are not compressed already.
const COMPRESSIBLE: [&str; 10] =
    ["css", "html", "js", "json", "map", "svg", "txt", "wasm", "webmanifest", "xml"];

/// Strongest, and the largest window browsers accept.
const BROTLI_QUALITY: i32 = 11;
const BROTLI_WINDOW_BITS: i32 = 22;

/// Puts `.br` and `.gz` next to every compressible file below `folder`.
///
/// What `previous`, an earlier result, has for the same file with the same content is copied.
pub(super) fn compress_folder(folder: &Path, previous: &Path) -> Result<()> {
    let mut files = files_below(folder)?;
    files.retain(|file| is_compressible(file));
    let next = AtomicUsize::new(0);
    let work = || -> Result<()> {
        while let Some(file) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
            compress_file(&folder.join(file), &previous.join(file))
                .with_context(|| format!("cannot compress {}", file.display()))?;
        }
        Ok(())
    };
    let n_workers = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        let workers: Vec<_> = (0..n_workers).map(|_| scope.spawn(work)).collect();
        workers.into_iter().try_for_each(|worker| {
            worker.join().map_err(|_panic| anyhow!("the compressor panicked"))?
        })
    })
}

fn compress_file(file: &Path, previous: &Path) -> Result<()> {
    let content = fs::read(file)?;
    let is_unchanged = fs::read(previous).is_ok_and(|earlier| earlier == content);
    for (ending, compress) in FORMATS {
        let earlier =
            if is_unchanged { fs::read(with_ending(previous, ending)).ok() } else { None };
        let compressed = match earlier {
            Some(earlier) => earlier,
            None => compress(&content)?,
        };
        write(&with_ending(file, ending), compressed)?;
    }
    Ok(())
}

type Format = (&'static str, fn(&[u8]) -> Result<Vec<u8>>);

const FORMATS: [Format; 2] = [("br", brotli), ("gz", gzip)];

fn brotli(content: &[u8]) -> Result<Vec<u8>> {
    let parameters = BrotliEncoderParams {
        quality: BROTLI_QUALITY,
        lgwin: BROTLI_WINDOW_BITS,
        size_hint: content.len(),
        ..BrotliEncoderParams::default()
    };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &*content, &mut compressed, &parameters)?;
    Ok(compressed)
}

fn gzip(content: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(content)?;
    Ok(encoder.finish()?)
}

/// What a first visit loads, in words.
pub(super) fn transfer_size(site: &Path, names: &Names) -> Result<String> {
    let package = site.join(PACKAGE_FOLDER);
    let compressed = |name: String| -> Result<u64> {
        Ok(fs::metadata(with_ending(&package.join(name), "br"))?.len().div_ceil(1000))
    };
    let (wasm, js, css) = (
        compressed(names.wasm_file())?,
        compressed(names.js_file())?,
        compressed(names.css_file())?,
    );
    Ok(format!("a first visit loads {wasm} kB wasm, {js} kB js, {css} kB css"))
}

fn is_compressible(file: &Path) -> bool {
    let extension = file.extension().and_then(|extension| extension.to_str());
    extension.is_some_and(|extension| COMPRESSIBLE.contains(&extension))
}

/// `a.js` with the ending `br` is `a.js.br`.
fn with_ending(file: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(file);
    name.push(".");
    name.push(ending);
    PathBuf::from(name)
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn compressed_content_is_the_content() {
        let content = b"Netzlotse ".repeat(100);
        let mut unpacked = Vec::new();
        brotli::BrotliDecompress(&mut brotli(&content).unwrap().as_slice(), &mut unpacked).unwrap();
        assert_eq!(unpacked, content);
        unpacked.clear();
        let gzipped = gzip(&content).unwrap();
        flate2::read::GzDecoder::new(&*gzipped).read_to_end(&mut unpacked).unwrap();
        assert_eq!(unpacked, content);
    }

    #[test]
    fn fonts_and_pictures_are_left_alone() {
        assert!(is_compressible(Path::new("pkg/a.1.wasm")));
        assert!(is_compressible(Path::new("icon.svg")));
        assert!(!is_compressible(Path::new("font.woff2")));
        assert!(!is_compressible(Path::new("a.js.br")));
        assert_eq!(with_ending(Path::new("pkg/a.js"), "br"), Path::new("pkg/a.js.br"));
    }
}
