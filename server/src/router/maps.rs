//! `/m/{token}`: the door of a shared map; `/karte/verlassen`: the way out; and its picture for other
//! websites.
//!
//! Forms are plain, so that nobody needs scripts to come in or to leave.

use app::ssr::{AppState, MapEntry, enter_map, map_picture, render_door, way_out};
use axum::Form;
use axum::extract::{Path, Request, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, LOCATION, SET_COOKIE,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse as _, Response};
use axum::{RequestExt as _, body::Body};
use serde::Deserialize;

use super::preferences::in_header;
use super::refusal::Refusal;

const ROBOTS: HeaderName = HeaderName::from_static("x-robots-tag");
const RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");
/// Long enough that a page which is looked at often asks seldom, short enough that a map which is
/// withdrawn is gone soon.
const PICTURE_CACHE: &str = "public, max-age=300";

#[derive(Deserialize)]
pub(super) struct Key {
    #[serde(default)]
    passwort: String,
}

#[derive(Deserialize)]
pub(super) struct Leaving {
    #[serde(default)]
    kreis: String,
}

/// Somebody comes with the link.
pub(super) async fn answer(
    State(state): State<AppState>,
    Path(token): Path<String>,
    request: Request,
) -> Response {
    let entry = enter_map(&state, request.headers(), &token, None).await;
    led_on(&state, request, entry).await
}

/// Somebody comes with the link and a password.
pub(super) async fn answer_password(
    State(state): State<AppState>,
    Path(token): Path<String>,
    request: Request,
) -> Response {
    let (parts, body) = request.into_parts();
    let read = Request::from_parts(parts.clone(), body).extract::<Form<Key>, _>().await;
    let password = match read {
        Ok(Form(key)) => Some(key.passwort),
        Err(refused) => return refused.into_response(),
    };
    let entry = enter_map(&state, &parts.headers, &token, password).await;
    led_on(&state, Request::from_parts(parts, Body::empty()), entry).await
}

async fn led_on(state: &AppState, request: Request, entry: MapEntry) -> Response {
    let mut response = match entry {
        MapEntry::Open { path, cookie } => leading_to(&path, cookie),
        MapEntry::Closed(door) => render_door(state, request, door).await,
        MapEntry::Unavailable => Refusal::Unavailable.into_response(),
    };
    // Whoever finds a link must not lead others to it.
    response.headers_mut().insert(ROBOTS, HeaderValue::from_static("noindex"));
    response
}

/// Somebody leaves, and reads on as everybody does.
pub(super) async fn answer_leaving(Form(leaving): Form<Leaving>) -> Response {
    let (path, cookie) = way_out(&leaving.kreis);
    leading_to(&path, Some(cookie))
}

fn leading_to(path: &str, cookie: Option<String>) -> Response {
    let mut response = (StatusCode::SEE_OTHER, [(LOCATION, in_header(path))]).into_response();
    if let Some(cookie) = cookie.and_then(|cookie| HeaderValue::from_str(&cookie).ok()) {
        response.headers_mut().insert(SET_COOKIE, cookie);
    }
    response
}

/// The picture of a map for a page of somebody else. It is the same for everybody: no cookie is read
/// or set.
pub(super) async fn answer_picture(
    State(state): State<AppState>,
    Path(token): Path<String>,
) -> Response {
    let svg = match map_picture(&state, &token).await {
        Ok(svg) => svg,
        Err(status) if status.is_server_error() => return Refusal::Unavailable.into_response(),
        Err(_unknown) => return Refusal::UnknownPicture.into_response(),
    };
    let mut headers = HeaderMap::new();
    for (name, value) in [
        (CONTENT_TYPE, "image/svg+xml"),
        (CONTENT_SECURITY_POLICY, "default-src 'none'; style-src 'unsafe-inline'"),
        (CACHE_CONTROL, PICTURE_CACHE),
        (RESOURCE_POLICY, "cross-origin"),
        (ROBOTS, "noindex"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    (headers, svg).into_response()
}
