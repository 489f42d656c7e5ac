//! The files of the site, with the compressed copies that lie beside them.

use std::future::ready;
use std::path::Path;

use app::ssr::AppState;
use axum::Router;
use axum::handler::Handler as _;
use axum::http::header::CACHE_CONTROL;
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::map_response;
use axum::response::Response;
use tower_http::services::ServeDir;

use super::pages;

/// Names in `pkg/` carry a hash of the content.
const FOREVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
const A_DAY: HeaderValue = HeaderValue::from_static("public, max-age=86400");
const ASK: HeaderValue = HeaderValue::from_static("no-cache");

/// What lies in `pkg/`: the application in the browser. A file that is missing there is no page.
pub(super) fn package(state: &AppState) -> Router {
    let options = state.options();
    let cache = if options.hash_files { FOREVER } else { ASK };
    Router::new()
        .fallback_service(files(Path::new(options.site_root.as_ref())))
        .layer(map_response(move |response| ready(kept(response, cache.clone()))))
}

/// Fonts, icons and so on; what is none of them is an unknown page.
pub(super) fn public(state: &AppState) -> Router {
    let folder = Path::new(state.options().site_root.as_ref());
    let unknown = pages::answer_unknown.with_state(state.clone());
    let files = files(folder).fallback(unknown).call_fallback_on_method_not_allowed(true);
    Router::new()
        .fallback_service(files)
        .layer(map_response(|response| ready(kept(response, A_DAY))))
}

fn files(folder: &Path) -> ServeDir {
    ServeDir::new(folder)
        .append_index_html_on_directories(false)
        .precompressed_br()
        .precompressed_gzip()
}

/// Lets browsers keep a file; what was not found they ask for again.
fn kept(mut response: Response, cache: HeaderValue) -> Response {
    if response.status().is_success() || response.status() == StatusCode::NOT_MODIFIED {
        response.headers_mut().entry(CACHE_CONTROL).or_insert(cache);
    }
    response
}
