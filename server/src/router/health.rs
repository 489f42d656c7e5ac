//! `/healthz`: for whoever watches whether the server works. Tells no details.

use app::ssr::AppState;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse as _, Response};

pub(super) async fn answer(State(state): State<AppState>) -> Response {
    let (status, body) = match state.store().list_networks().await {
        Ok(networks) => {
            (StatusCode::OK, format!(r#"{{"status":"ok","networks":{}}}"#, networks.len()))
        }
        Err(error) => {
            tracing::error!(%error, "health check failed");
            let body = r#"{"status":"database unavailable"}"#.to_owned();
            (StatusCode::SERVICE_UNAVAILABLE, body)
        }
    };
    let headers = [(CONTENT_TYPE, "application/json"), (CACHE_CONTROL, "no-store")];
    (status, headers, body).into_response()
}
