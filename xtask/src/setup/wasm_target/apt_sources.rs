//! Reading apt's lists of sources, to find the Debian mirror this machine already trusts.
//!
//! Both notations: one line per source (`.list`), and paragraphs of fields (`.sources`, deb822).
//! Only what [`Mirror`] needs is understood; what is not understood is left out.

use std::fs;
use std::path::{Path, PathBuf};

/// The component that holds Debian itself.
const MAIN: &str = "main";

/// Suites that only Debian itself has, whatever the machine's release is called.
const DEBIAN_ALIASES: [&str; 5] = ["oldstable", "stable", "testing", "unstable", "sid"];

/// A place to get Debian packages from, with how their signatures are checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mirror {
    pub(super) uri: String,
    /// As written: a file, or a key with its continuation lines.
    pub(super) signed_by: Option<String>,
    /// Whether the machine's owner waived the signatures of this source.
    pub(super) is_trusted: bool,
}

/// One source as listed, before it is known whether it is Debian.
#[derive(Debug, PartialEq, Eq)]
struct Source {
    mirror: Mirror,
    suites: Vec<String>,
    components: Vec<String>,
}

/// The Debian mirrors among this machine's sources, each once, in their order.
pub(super) fn debian_mirrors_of_machine() -> Vec<Mirror> {
    let release = fs::read_to_string("/etc/os-release").unwrap_or_default();
    let codename = codename(&release);
    let mut mirrors = Vec::new();
    for file in source_files(Path::new("/etc/apt")) {
        let Ok(text) = fs::read_to_string(&file) else { continue };
        let is_deb822 = file.extension().is_some_and(|extension| extension == "sources");
        let sources = if is_deb822 { parse_paragraphs(&text) } else { parse_lines(&text) };
        for mirror in debian_mirrors(sources, codename) {
            if !mirrors.contains(&mirror) {
                mirrors.push(mirror);
            }
        }
    }
    mirrors
}

fn source_files(apt: &Path) -> Vec<PathBuf> {
    let parts = fs::read_dir(apt.join("sources.list.d"));
    let mut files: Vec<PathBuf> =
        parts.into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    files.retain(|file| {
        file.extension().is_some_and(|extension| extension == "list" || extension == "sources")
    });
    files.sort();
    files.insert(0, apt.join("sources.list"));
    files
}

/// Debian itself is told from other sources by its suite: the release's own name with `main`.
/// (Security updates and third parties add to that name: `bookworm-security`, `bookworm-pgdg`.)
fn debian_mirrors(sources: Vec<Source>, codename: Option<&str>) -> Vec<Mirror> {
    let is_debian_suite =
        |suite: &String| Some(suite.as_str()) == codename || DEBIAN_ALIASES.contains(&&**suite);
    let is_debian = |source: &Source| {
        source.suites.iter().any(is_debian_suite) && source.components.iter().any(|it| it == MAIN)
    };
    sources.into_iter().filter(is_debian).map(|source| source.mirror).collect()
}

/// `VERSION_CODENAME` of `/etc/os-release`.
fn codename(os_release: &str) -> Option<&str> {
    let value = os_release.lines().find_map(|line| line.strip_prefix("VERSION_CODENAME="))?;
    Some(value.trim().trim_matches('"'))
}

/// `deb [signed-by=/a.gpg] URI SUITE COMPONENT...`
fn parse_lines(text: &str) -> Vec<Source> {
    text.lines().filter_map(parse_line).collect()
}

fn parse_line(line: &str) -> Option<Source> {
    let line = line.split('#').next()?.trim();
    let rest = line.strip_prefix("deb")?;
    let rest = rest.strip_prefix(char::is_whitespace)?.trim_start();
    let (options, rest) = match rest.strip_prefix('[') {
        Some(rest) => rest.split_once(']')?,
        None => ("", rest),
    };
    let mut words = rest.split_whitespace().map(str::to_owned);
    let option = |name: &str| {
        let mut options = options.split_whitespace().filter_map(|option| option.split_once('='));
        options.find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.to_owned())
    };
    Some(Source {
        mirror: Mirror {
            uri: words.next()?,
            signed_by: option("signed-by"),
            is_trusted: option("trusted").is_some_and(|value| value == "yes"),
        },
        suites: vec![words.next()?],
        components: words.collect(),
    })
}

/// Paragraphs of `Field: value`, parted by empty lines; a line that begins with a space goes on
/// with the field before it.
fn parse_paragraphs(text: &str) -> Vec<Source> {
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    let mut sources = Vec::new();
    let mut fields: Vec<(String, String)> = Vec::new();
    for line in lines.chain([""]) {
        if line.trim().is_empty() {
            sources.extend(sources_of_paragraph(&fields));
            fields.clear();
        } else if line.starts_with([' ', '\t']) {
            if let Some((_, value)) = fields.last_mut() {
                value.push('\n');
                value.push_str(line);
            }
        } else if let Some((name, value)) = line.split_once(':') {
            fields.push((name.trim().to_lowercase(), value.trim().to_owned()));
        }
    }
    sources
}

/// A paragraph may name several URIs: one source for each.
fn sources_of_paragraph(fields: &[(String, String)]) -> Vec<Source> {
    let field = |name: &str| fields.iter().find(|(key, _)| key == name).map(|(_, value)| value);
    let words = |name: &str| -> Vec<String> {
        field(name)
            .into_iter()
            .flat_map(|value| value.split_whitespace())
            .map(str::to_owned)
            .collect()
    };
    let is_enabled = field("enabled").is_none_or(|value| value != "no");
    if !is_enabled || !words("types").iter().any(|kind| kind == "deb") {
        return Vec::new();
    }
    let source = |uri| Source {
        mirror: Mirror {
            uri,
            signed_by: field("signed-by").cloned(),
            is_trusted: field("trusted").is_some_and(|value| value == "yes"),
        },
        suites: words("suites"),
        components: words("components"),
    };
    words("uris").into_iter().map(source).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mirror(uri: &str, signed_by: Option<&str>) -> Mirror {
        let signed_by = signed_by.map(str::to_owned);
        Mirror { uri: uri.to_owned(), signed_by, is_trusted: false }
    }

    #[test]
    fn one_line_notation_with_and_without_options() {
        let text = "# deb http://old.example/debian bookworm main\n\
                    deb http://a.example/debian bookworm main contrib # ours\n\
                    deb-src http://a.example/debian bookworm main\n\
                    deb [arch=amd64 signed-by=/k.gpg] http://b.example/debian bookworm main\n";
        let mirrors = debian_mirrors(parse_lines(text), Some("bookworm"));
        let expected = [
            mirror("http://a.example/debian", None),
            mirror("http://b.example/debian", Some("/k.gpg")),
        ];
        assert_eq!(mirrors, expected);
    }

    #[test]
    fn paragraph_notation_with_several_uris_and_suites() {
        let text = "Types: deb deb-src\n# a comment\nURIs: http://a.example/debian\n  http://b.example/debian\n\
                    Suites: bookworm bookworm-updates\nComponents: main\nSigned-By: /k.gpg\n\n\
                    Types: deb\nURIs: http://c.example/debian\nSuites: bookworm\nComponents: main\nEnabled: no\n";
        let mirrors = debian_mirrors(parse_paragraphs(text), Some("bookworm"));
        let expected = [
            mirror("http://a.example/debian", Some("/k.gpg")),
            mirror("http://b.example/debian", Some("/k.gpg")),
        ];
        assert_eq!(mirrors, expected);
    }

    #[test]
    fn key_inside_the_paragraph_keeps_its_lines() {
        let text = "Types: deb\nURIs: http://a.example/debian\nSuites: sid\nComponents: main\n\
                    Signed-By:\n -----BEGIN PGP PUBLIC KEY BLOCK-----\n .\n mQINBF\n";
        let mirrors = debian_mirrors(parse_paragraphs(text), None);
        let key = "\n -----BEGIN PGP PUBLIC KEY BLOCK-----\n .\n mQINBF";
        assert_eq!(mirrors, [mirror("http://a.example/debian", Some(key))]);
    }

    #[test]
    fn security_updates_and_third_parties_are_no_mirrors() {
        let text = "deb http://a.example/debian-security bookworm-security main\n\
                    deb http://p.example/pub bookworm-pgdg main\n\
                    deb http://d.example/linux bookworm stable\n\
                    deb http://n.example/node nodistro main\n";
        assert_eq!(debian_mirrors(parse_lines(text), Some("bookworm")), []);
    }

    #[test]
    fn codename_is_read_with_and_without_quotes() {
        assert_eq!(codename("ID=debian\nVERSION_CODENAME=bookworm\n"), Some("bookworm"));
        assert_eq!(codename("VERSION_CODENAME=\"trixie\""), Some("trixie"));
        assert_eq!(codename("ID=arch\n"), None);
    }
}
