//! Files in and out: uploads that are looked at or taken over, and a network in any format.

use app::ssr::{AppState, Reply, Upload, export, preview_import, run_import};
use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::{IntoResponse as _, Response};
use serde::Deserialize;

use super::refusal::Refusal;

/// The largest file that is read (`exchange`), with room for what comes around it.
pub(super) const MAX_UPLOAD_BYTES: usize = 20_000_000 + 64 * 1024;

/// What stands in the address of an upload.
#[derive(Deserialize)]
pub(super) struct About {
    #[serde(default)]
    name: String,
    #[serde(default)]
    choices: String,
    #[serde(default)]
    command: String,
}

/// What reading the file in the body would change.
pub(super) async fn answer_preview(
    State(state): State<AppState>,
    Path(network): Path<String>,
    Query(about): Query<About>,
    headers: HeaderMap,
    bytes: Bytes,
) -> Response {
    let upload = upload(network, about.name, about.choices, &bytes);
    json(preview_import(&state, &headers, upload).await)
}

/// Takes the file in the body over.
pub(super) async fn answer_import(
    State(state): State<AppState>,
    Path(network): Path<String>,
    Query(about): Query<About>,
    headers: HeaderMap,
    bytes: Bytes,
) -> Response {
    let upload = upload(network, about.name, about.choices, &bytes);
    json(run_import(&state, &headers, upload, &about.command).await)
}

fn upload(network: String, file_name: String, choices: String, bytes: &Bytes) -> Upload {
    Upload { network, file_name, bytes: bytes.to_vec(), choices }
}

fn json(reply: Reply) -> Response {
    (reply.status, [(CONTENT_TYPE, "application/json")], reply.body).into_response()
}

/// A network as a file to keep.
pub(super) async fn answer_export(
    State(state): State<AppState>,
    Path((network, format)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response {
    let file = match export(&state, &headers, &network, &format).await {
        Ok(file) => file,
        Err(status) if status.is_server_error() => return Refusal::Unavailable.into_response(),
        Err(_unknown) => return Refusal::UnknownFile.into_response(),
    };
    let disposition = format!("attachment; filename=\"{}\"", file.file_name);
    let mut response = file.bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(file.media_type));
    if let Ok(value) = HeaderValue::from_str(&disposition) {
        headers.insert(CONTENT_DISPOSITION, value);
    }
    response
}
