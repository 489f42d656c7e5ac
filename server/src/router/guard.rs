//! The layers that keep harm away: from other websites, from endless requests, from panics.

use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use axum::RequestExt as _;
use axum::extract::Request;
use axum::http::header::{CONTENT_LENGTH, HOST, ORIGIN, VIA};
use axum::http::{HeaderMap, HeaderValue, Method, Version};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

use super::exchange::MAX_UPLOAD_BYTES;
use super::refusal::Refusal;

/// The largest form is a row with a note of some pages; files have a limit of their own.
pub(super) const MAX_BODY_BYTES: usize = 256 * 1024;
/// Where files go.
const UPLOADS: [&str; 2] = ["/api/einlesen/", "/api/uebernehmen/"];
/// The slowest analysis takes about a second; a query that nobody waits for any more ends later (`store`).
const TIME_LIMIT: Duration = Duration::from_secs(30);
/// The database writes some hundred rows in a second, and gives a query no more than this.
const IMPORT_LIMIT: Duration = Duration::from_mins(3);

/// The Content-Security-Policy is not here: it comes with each page (`app::ssr`).
const SECURITY_HEADERS: [(&str, &str); 5] = [
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "same-origin"),
    ("x-frame-options", "SAMEORIGIN"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ("cross-origin-opener-policy", "same-origin"),
];

pub(super) async fn add_security_headers(mut response: Response) -> Response {
    for (name, value) in SECURITY_HEADERS {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

/// Lets writes through only when they come from our own pages.
///
/// Server functions do not check that themselves (leptos#3786). Browsers say it in
/// `Sec-Fetch-Site`; for the few that do not, `Origin` must be the host that was asked.
pub(super) async fn refuse_foreign_writes(request: Request, next: Next) -> Response {
    let is_read = matches!(*request.method(), Method::GET | Method::HEAD);
    if is_read || comes_from_here(request.headers()) {
        next.run(request).await
    } else {
        Refusal::ForeignWrite.into_response()
    }
}

pub(super) fn comes_from_here(headers: &HeaderMap) -> bool {
    if let Some(site) = headers.get("sec-fetch-site") {
        return site == "same-origin" || site == "none";
    }
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let origin = text(ORIGIN).and_then(|origin| origin.split_once("://"));
    match (origin, text(HOST)) {
        (Some((_scheme, origin)), Some(host)) => origin.eq_ignore_ascii_case(host),
        _ => false,
    }
}

/// Refuses what is announced as too large; reading more than the limit fails.
pub(super) async fn limit_body(request: Request, next: Next) -> Response {
    let announced = request.headers().get(CONTENT_LENGTH);
    let length: Option<usize> = announced.and_then(|value| value.to_str().ok()?.parse().ok());
    let is_upload = UPLOADS.iter().any(|path| request.uri().path().starts_with(path));
    let limit = if is_upload { MAX_UPLOAD_BYTES } else { MAX_BODY_BYTES };
    if length.is_some_and(|length| length > limit) {
        return Refusal::BodyTooLarge.into_response();
    }
    if is_upload {
        // Their routes bring their own limit to what reads the body.
        return next.run(request).await;
    }
    next.run(request.with_limited_body()).await
}

/// Marks what comes in the old version of HTTP as passed on: no browser speaks it, and some proxies
/// do without saying that they are one.
pub(super) async fn mark_old_http(mut request: Request, next: Next) -> Response {
    if request.version() < Version::HTTP_11 {
        request.headers_mut().entry(VIA).or_insert(HeaderValue::from_static("1.0 unknown"));
    }
    next.run(request).await
}

pub(super) async fn limit_time(request: Request, next: Next) -> Response {
    let is_import = request.uri().path().starts_with("/api/uebernehmen/");
    let limit = if is_import { IMPORT_LIMIT } else { TIME_LIMIT };
    answer_within(limit, next.run(request)).await
}

async fn answer_within(limit: Duration, answer: impl Future<Output = Response>) -> Response {
    let answer = tokio::time::timeout(limit, answer).await;
    answer.unwrap_or_else(|_elapsed| Refusal::TimeOver.into_response())
}

/// One request that panics must not end the connection without an answer.
///
/// The panic itself is logged by the hook that `logging` sets.
pub(super) async fn catch_panic(request: Request, next: Next) -> Response {
    let mut answer = pin!(next.run(request));
    // Nothing of the request is used after a panic, so nothing half-changed is seen.
    let caught =
        poll_fn(|context| match catch_unwind(AssertUnwindSafe(|| answer.as_mut().poll(context))) {
            Ok(Poll::Pending) => Poll::Pending,
            Ok(Poll::Ready(response)) => Poll::Ready(Some(response)),
            Err(_panic) => Poll::Ready(None),
        });
    caught.await.unwrap_or_else(|| Refusal::Panic.into_response())
}

#[cfg(test)]
mod tests {
    use axum::Router;
    use axum::body::{Body, Bytes, to_bytes};
    use axum::http::StatusCode;
    use axum::middleware::from_fn;
    use axum::routing::{get, post};
    use tower::ServiceExt as _;

    use super::*;

    fn comes_from_here_with(headers: &[(&'static str, &'static str)]) -> bool {
        let headers = headers
            .iter()
            .map(|(name, value)| (name.parse().unwrap(), HeaderValue::from_static(value)))
            .collect();
        comes_from_here(&headers)
    }

    #[test]
    fn only_our_own_pages_may_write() {
        assert!(comes_from_here_with(&[("sec-fetch-site", "same-origin")]));
        assert!(comes_from_here_with(&[("sec-fetch-site", "none")]));
        assert!(comes_from_here_with(&[("origin", "https://a.de"), ("host", "A.de")]));
        assert!(!comes_from_here_with(&[]));
        assert!(!comes_from_here_with(&[("host", "a.de")]));
        assert!(!comes_from_here_with(&[("sec-fetch-site", "same-site")]));
        assert!(!comes_from_here_with(&[("origin", "https://b.de"), ("host", "a.de")]));
        assert!(!comes_from_here_with(&[("origin", "null"), ("host", "null")]));
        let mixed =
            [("sec-fetch-site", "cross-site"), ("origin", "https://a.de"), ("host", "a.de")];
        assert!(!comes_from_here_with(&mixed));
    }

    async fn ask(router: Router, request: Request) -> (StatusCode, String) {
        let response = router.oneshot(request).await.unwrap();
        let status = response.status();
        let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
        (status, String::from_utf8(body.to_vec()).unwrap())
    }

    #[tokio::test]
    async fn a_panic_becomes_a_sentence() {
        async fn fail() -> &'static str {
            tokio::task::yield_now().await;
            panic!("expected by this test")
        }
        let router = Router::new().route("/", get(fail)).layer(from_fn(catch_panic));
        let (status, body) = ask(router, Request::get("/").body(Body::empty()).unwrap()).await;
        assert_eq!(status, StatusCode::INTERNAL_SERVER_ERROR);
        assert!(body.starts_with("Netzlotse hat einen Fehler gemacht."), "{body}");
    }

    #[tokio::test]
    async fn what_takes_too_long_becomes_a_sentence() {
        let answer = answer_within(Duration::ZERO, std::future::pending()).await;
        assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
    }

    #[tokio::test]
    async fn a_large_body_is_refused_announced_or_not() {
        let router = || {
            Router::new()
                .route("/", post(async |body: Bytes| body.len().to_string()))
                .layer(from_fn(limit_body))
                .layer(axum::extract::DefaultBodyLimit::max(MAX_BODY_BYTES))
        };
        let body = |length: usize| Body::from(vec![b' '; length]);
        let fits = Request::post("/").body(body(MAX_BODY_BYTES)).unwrap();
        assert_eq!(ask(router(), fits).await.0, StatusCode::OK);
        let unannounced = Request::post("/").body(body(MAX_BODY_BYTES + 1)).unwrap();
        assert_eq!(ask(router(), unannounced).await.0, StatusCode::PAYLOAD_TOO_LARGE);
        let announced = Request::post("/").header(CONTENT_LENGTH, MAX_BODY_BYTES + 1);
        let (status, sentence) = ask(router(), announced.body(Body::empty()).unwrap()).await;
        assert_eq!(status, StatusCode::PAYLOAD_TOO_LARGE);
        assert_eq!(sentence, "Diese Anfrage ist zu groß.");
    }
}
