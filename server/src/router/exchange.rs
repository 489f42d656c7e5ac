//! Files in and out: uploads that are looked at or taken over, and a network in any format.

use std::collections::BTreeMap;

use app::ssr::{
    AppState, Exported, NoRelease, Reply, Upload, export, export_release, preview_import,
    run_import,
};
use axum::body::Bytes;
use axum::extract::{Path, Query, RawQuery, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::{IntoResponse as _, Redirect, Response};
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
    sent(file)
}

/// What is public of a network, as an archive with its metadata; while something is not said yet,
/// the page that says what.
pub(super) async fn answer_release(
    State(state): State<AppState>,
    Path(network): Path<String>,
    Query(said): Query<BTreeMap<String, String>>,
    RawQuery(query): RawQuery,
) -> Response {
    match export_release(&state, &network, |key| said.get(key).cloned()).await {
        Ok(file) => sent(file),
        Err(NoRelease::Incomplete) => {
            let query = query.unwrap_or_default();
            Redirect::to(&format!("/k/{network}/daten/freigabe?{query}")).into_response()
        }
        Err(NoRelease::NotFound) => Refusal::UnknownFile.into_response(),
        Err(NoRelease::Unavailable) => Refusal::Unavailable.into_response(),
    }
}

fn sent(file: Exported) -> Response {
    let disposition = format!("attachment; filename=\"{}\"", file.file_name);
    let mut response = file.bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(file.media_type));
    if let Ok(value) = HeaderValue::from_str(&disposition) {
        headers.insert(CONTENT_DISPOSITION, value);
    }
    response
}
