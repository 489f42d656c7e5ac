//! The layers around everything.

use axum::body::Body;
use axum::http::{Method, Request, StatusCode};

use crate::site::{get, get_with, send};

fn write(headers: &[(&str, &str)]) -> Request<Body> {
    let mut request = Request::post("/k/05774");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.body(Body::empty()).unwrap()
}

#[test]
fn writes_caused_by_other_websites_are_refused() {
    let foreign: [&[(&str, &str)]; 4] = [
        &[],
        &[("sec-fetch-site", "cross-site")],
        &[("sec-fetch-site", "same-site"), ("origin", "http://a.de"), ("host", "a.de")],
        &[("origin", "https://evil.example"), ("host", "netz.example")],
    ];
    for headers in foreign {
        let answer = send(write(headers));
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{headers:?}");
        assert!(answer.body.contains("von einer anderen Website"), "{}", answer.body);
    }
    let own = send(write(&[("sec-fetch-site", "same-origin")]));
    assert_eq!(own.status, StatusCode::METHOD_NOT_ALLOWED, "nothing can be written yet");
}

#[test]
fn every_answer_has_the_security_headers() {
    for path in ["/", "/healthz", "/api/networks", "/gibt-es-nicht", "/pkg/x.js"] {
        let answer = get(path);
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("referrer-policy"), "same-origin", "{path}");
        assert_eq!(answer.header("x-frame-options"), "SAMEORIGIN", "{path}");
        assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin", "{path}");
        assert!(answer.header("permissions-policy").contains("camera=()"), "{path}");
    }
    let refused = send(write(&[]));
    assert_eq!(refused.header("x-content-type-options"), "nosniff");
}

#[test]
fn a_large_body_is_refused() {
    let request = Request::post("/api/networks")
        .header("sec-fetch-site", "same-origin")
        .header("content-length", 300_000)
        .body(Body::empty())
        .unwrap();
    assert_eq!(send(request).status, StatusCode::PAYLOAD_TOO_LARGE);
}

#[test]
fn pages_are_compressed_for_whoever_can_read_it() {
    for encoding in ["br", "gzip"] {
        let answer = get_with("/k/05774", "accept-encoding", encoding);
        assert_eq!(answer.header("content-encoding"), encoding);
    }
    assert_eq!(get("/k/05774").header("content-encoding"), "");
}

#[test]
fn health_tells_how_many_networks_there_are() {
    let answer = get("/healthz");
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.body, r#"{"status":"ok","networks":5}"#);
}

#[test]
fn head_is_answered_without_a_body() {
    for path in ["/", "/healthz", "/api/networks"] {
        let request = Request::head(path).body(Body::empty()).unwrap();
        let answer = send(request);
        assert_eq!((answer.status, answer.body.as_str()), (StatusCode::OK, ""), "{path}");
    }
}

#[test]
fn strange_requests_get_an_answer() {
    let strange = [
        (Method::OPTIONS, "*"),
        (Method::CONNECT, "evil.example:443"),
        (Method::GET, "*"),
        (Method::GET, "http://evil.example/k/05774"),
        (Method::TRACE, "/"),
    ];
    for (method, uri) in strange {
        let request = Request::builder()
            .method(method.clone())
            .uri(uri)
            .header("sec-fetch-site", "none")
            .body(Body::empty())
            .unwrap();
        let status = send(request).status;
        assert!(!status.is_server_error(), "{method} {uri}: {status}");
    }
}
