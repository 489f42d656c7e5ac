//! Files of the site.

use std::fs;

use axum::body::Body;
use axum::http::{Request, StatusCode};

use crate::site::{Answer, router_over, send_to, shared_store};

/// A site as `cargo xtask build` leaves it, in small.
fn site() -> tempfile::TempDir {
    let site = tempfile::tempdir().unwrap();
    let write = |path: &str, content: &str| {
        let path = site.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    };
    write("hash.txt", "js: 1a\nwasm: 2b\ncss: 3c\n");
    write("pkg/netzlotse.1a.js", "plain js");
    write("pkg/netzlotse.1a.js.br", "brotli js");
    write("pkg/netzlotse.1a.js.gz", "gzip js");
    write("pkg/netzlotse.2b.wasm", "wasm");
    write("fonts/a.woff2", "font");
    write("netzlotse.svg", "<svg/>");
    site
}

fn get(site: &tempfile::TempDir, path: &str, encoding: &str) -> Answer {
    let router = router_over(shared_store(), site.path());
    let request = Request::get(path).header("accept-encoding", encoding);
    send_to(router, request.body(Body::empty()).unwrap())
}

#[test]
fn the_application_is_kept_for_ever_and_comes_compressed() {
    let site = site();
    let path = "/pkg/netzlotse.1a.js";
    for (encoding, body) in [("br, gzip", "brotli js"), ("gzip", "gzip js"), ("", "plain js")] {
        let answer = get(&site, path, encoding);
        assert_eq!((answer.status, answer.body.as_str()), (StatusCode::OK, body), "{encoding}");
        assert_eq!(answer.header("cache-control"), "public, max-age=31536000, immutable");
    }
    let wasm = get(&site, "/pkg/netzlotse.2b.wasm", "br");
    assert_eq!(wasm.header("content-type"), "application/wasm");
}

#[test]
fn other_files_are_kept_for_a_day() {
    let site = site();
    for (path, kind) in [("/fonts/a.woff2", "font/woff2"), ("/netzlotse.svg", "image/svg+xml")] {
        let answer = get(&site, path, "br");
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        assert_eq!(answer.header("cache-control"), "public, max-age=86400", "{path}");
        assert_eq!(answer.header("content-type"), kind);
        assert_eq!(answer.header("content-encoding"), "", "{path}");
    }
}

#[test]
fn what_is_not_there_is_not_kept() {
    let site = site();
    let missing = get(&site, "/pkg/netzlotse.0.js", "");
    assert_eq!(missing.status, StatusCode::NOT_FOUND);
    assert_eq!(missing.header("cache-control"), "");
    for path in ["/fonts", "/fonts/b.woff2", "/..%2Fsecret", "/%2e%2e/secret", "/pkg/..%2fhash.txt"]
    {
        let answer = get(&site, path, "");
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        assert_ne!(answer.header("cache-control"), "public, max-age=86400", "{path}");
    }
}

#[test]
fn pages_refer_to_the_files_by_their_hash() {
    let site = site();
    let page = get(&site, "/", "");
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    for file in ["netzlotse.1a.js", "netzlotse.2b.wasm", "netzlotse.3c.css"] {
        assert!(page.body.contains(file), "no {file}: {}", page.body);
    }
}
