//! What answers a request: pages, server functions, files, and the layers around them.

mod exchange;
mod files;
mod guard;
mod health;
mod live;
mod maps;
mod pages;
mod preferences;
mod refusal;
mod room;

use std::sync::Arc;

use ::live::Rooms;
use app::ssr::{AppState, page_routes};
use axum::extract::{DefaultBodyLimit, Request};
use axum::http::Response;
use axum::middleware::{from_fn, map_response};
use axum::routing::{MethodFilter, get, on, post};
use axum::{Extension, Router};
use leptos::server_fn::axum::server_fn_paths;
use leptos_axum::LeptosRoutes as _;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate as _};
use tower_http::trace::TraceLayer;
use tracing::Span;

/// All routes. The site's files come from the folder in the options of `state`; without it the
/// pages still answer.
pub fn router(state: AppState) -> Router {
    let rooms = Arc::new(Rooms::new(state.shared_store()));
    let mut router = Router::new()
        .route("/healthz", get(health::answer))
        .route("/api/live/{ags}", get(live::answer))
        .route("/api/sitzung/{code}", get(room::answer).layer(Extension(rooms)))
        .route("/ausgabe/{ags}/{format}", get(exchange::answer_export))
        .route("/ausgabe/{ags}/freigabe.zip", get(exchange::answer_release))
        .merge(uploads())
        .route("/einstellung/{name}/{value}", get(preferences::answer))
        .route("/m/{token}", get(maps::answer).post(maps::answer_password))
        .route("/m/{token}/bild.svg", get(maps::answer_picture))
        .route("/karte/verlassen", post(maps::answer_leaving))
        .leptos_routes_with_handler(page_routes(), get(pages::answer));
    for (path, method) in server_fn_paths() {
        if let Ok(method) = MethodFilter::try_from(method) {
            router = router.route(path, on(method, pages::answer_call));
        }
    }
    let router = router
        .layer(map_response(pages::not_cached))
        .route_service("/pkg/{*file}", files::package(&state))
        .fallback_service(files::public(&state))
        .with_state(state);
    with_layers(router)
}

/// Files are larger than anything else that is sent.
fn uploads() -> Router<AppState> {
    Router::new()
        .route("/api/einlesen/{ags}", post(exchange::answer_preview))
        .route("/api/uebernehmen/{ags}", post(exchange::answer_import))
        .layer(DefaultBodyLimit::max(exchange::MAX_UPLOAD_BYTES))
}

/// From the inside out: the last one sees the request first.
fn with_layers(router: Router) -> Router {
    let is_worth_compressing = DefaultPredicate::new().and(NotForContentType::const_new("font/"));
    router
        .layer(CompressionLayer::new().br(true).gzip(true).compress_when(is_worth_compressing))
        .layer(from_fn(guard::limit_time))
        .layer(from_fn(guard::limit_body))
        .layer(DefaultBodyLimit::max(guard::MAX_BODY_BYTES))
        .layer(from_fn(guard::refuse_foreign_writes))
        .layer(from_fn(guard::mark_old_http))
        .layer(from_fn(guard::catch_panic))
        .layer(map_response(guard::add_security_headers))
        .layer(
            TraceLayer::new_for_http()
                .make_span_with(span)
                .on_request(())
                .on_response(log_response)
                .on_failure(()),
        )
}

/// Without the query: it can hold what somebody looks for.
fn span<B>(request: &Request<B>) -> Span {
    let path = without_code(request.uri().path());
    tracing::info_span!("request", method = %request.method(), path)
}

/// A path without the code of a session or the token of a shared map, which let in whoever reads
/// them.
fn without_code(path: &str) -> &str {
    let before = ["/s/", "/m/", "/api/sitzung/"].into_iter().find(|start| path.starts_with(start));
    before.unwrap_or(path)
}

fn log_response<B>(response: &Response<B>, latency: std::time::Duration, _span: &Span) {
    let (status, micros) = (response.status().as_u16(), latency.as_micros());
    tracing::info!(status, micros, "answered");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_log_has_no_code_of_a_session_and_no_token_of_a_map() {
        for path in ["/m/4f7k", "/m/4f7k/bild.svg", "/m/4f7k/", "/m/"] {
            assert_eq!(without_code(path), "/m/");
        }
        assert_eq!(without_code("/s/K7MPQ-3XTRA"), "/s/");
        assert_eq!(without_code("/api/sitzung/K7MPQ3XTRA"), "/api/sitzung/");
        assert_eq!(without_code("/k/05774/sitzungen"), "/k/05774/sitzungen");
    }
}
