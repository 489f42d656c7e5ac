//! The HTML document around the application, and the reader's settings in cookies.

use std::sync::LazyLock;

use axum::body::Body;
use axum::extract::Request;
use axum::response::Response;
use http::header::{CONTENT_SECURITY_POLICY, COOKIE, RETRY_AFTER};
use http::{HeaderMap, HeaderValue, Method, StatusCode};
use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos_axum::{AxumRouteListing, ResponseOptions, generate_route_list_with_exclusions};
use leptos_meta::{HashedStylesheet, MetaTags};
use model::Lang;

use super::identity::caller_of;
use super::state::AppState;
use crate::App;
use crate::api::maps::MapDoor;
use crate::state::{Settings, Theme};

const LANG_COOKIE: &str = "sprache";
const THEME_COOKIE: &str = "ansicht";
const ONE_YEAR_SECS: u32 = 31_536_000;
/// The door of a shared map, as axum writes it.
const MAP_DOOR: &str = "/m/{token}";

/// Puts what server functions and pages need into the context of one request.
pub async fn with_context(
    state: &AppState,
    headers: &HeaderMap,
) -> impl Fn() + Clone + use<> + 'static {
    let (caller, settings) = (caller_of(state, headers).await, settings_of(headers));
    let state = state.clone();
    move || {
        provide_context(state.clone());
        provide_context(caller.clone());
        provide_context(settings);
    }
}

/// Reads language and theme from the cookies of a request; anything else is the default.
pub fn settings_of(headers: &HeaderMap) -> Settings {
    let mut settings = Settings::default();
    let cookies = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
    for (name, value) in
        cookies.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='))
    {
        match name {
            LANG_COOKIE => settings.lang = Lang::from_tag(value).unwrap_or_default(),
            THEME_COOKIE => settings.theme = Theme::from_code(value).unwrap_or_default(),
            _ => {}
        }
    }
    settings
}

/// The cookie that keeps a choice, or `None` when there is no such choice.
pub fn preference_cookie(name: &str, value: &str) -> Option<String> {
    let known = match name {
        LANG_COOKIE => Lang::from_tag(value).is_some(),
        THEME_COOKIE => Theme::from_code(value).is_some(),
        _ => false,
    };
    known
        .then(|| format!("{name}={value}; Path=/; Max-Age={ONE_YEAR_SECS}; SameSite=Lax; HttpOnly"))
}

/// Only our own files, and the one inline script that starts the application.
fn set_content_security_policy() {
    let (Some(response), Some(nonce)) = (use_context::<ResponseOptions>(), use_nonce()) else {
        return;
    };
    let policy = format!(
        "default-src 'none'; script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'; \
         style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; \
         form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
    );
    if let Ok(value) = HeaderValue::from_str(&policy) {
        response.insert_header(CONTENT_SECURITY_POLICY, value);
    }
}

/// The paths of all pages but that of the door of a shared map, which mostly leads on
/// ([`render_door`]).
///
/// Found once: while Leptos runs the application for it, nothing that any page loads in this
/// process ever arrives (leptos#4773).
pub fn page_routes() -> Vec<AxumRouteListing> {
    static ROUTES: LazyLock<Vec<AxumRouteListing>> =
        LazyLock::new(|| generate_route_list_with_exclusions(App, Some(vec![MAP_DOOR.to_owned()])));
    ROUTES.clone()
}

/// Renders a page completely, in the language of its reader.
///
/// Here and not in `server`, so that the types of all views are compiled in one crate only.
pub async fn render_page(state: &AppState, request: Request) -> Response {
    let context = with_context(state, request.headers()).await;
    let options = state.options().clone();
    let render =
        leptos_axum::render_app_async_with_context(context, move || shell(options.clone()));
    render(request).await
}

/// Renders the page for whoever is not led on by the link of a shared map, whatever they asked with.
pub async fn render_door(state: &AppState, request: Request, door: MapDoor) -> Response {
    let (mut parts, _body) = request.into_parts();
    parts.method = Method::GET;
    let context = with_context(state, &parts.headers).await;
    let context = move || {
        context();
        provide_context(door);
    };
    let options = state.options().clone();
    let render =
        leptos_axum::render_app_async_with_context(context, move || shell(options.clone()));
    let mut response = render(Request::from_parts(parts, Body::empty())).await;
    *response.status_mut() = status_of_door(door);
    if let MapDoor::TooOften { minutes } = door {
        response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(minutes.saturating_mul(60)));
    }
    response
}

fn status_of_door(door: MapDoor) -> StatusCode {
    match door {
        MapDoor::Unknown => StatusCode::NOT_FOUND,
        MapDoor::Over(_) => StatusCode::GONE,
        MapDoor::Locked => StatusCode::OK,
        MapDoor::WrongPassword => StatusCode::FORBIDDEN,
        MapDoor::TooOften { .. } => StatusCode::TOO_MANY_REQUESTS,
    }
}

/// The document; scripts carry the nonce of the Content-Security-Policy.
fn shell(options: LeptosOptions) -> AnyView {
    let settings = use_context::<Settings>().unwrap_or_default();
    set_content_security_policy();
    view! {
        <!DOCTYPE html>
        <html lang=settings.lang.tag() data-theme=settings.theme.code()>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <link rel="icon" href="/netzlotse.svg" type="image/svg+xml" />
                <link
                    rel="preload"
                    href="/fonts/atkinson-hyperlegible-next.woff2"
                    r#as="font"
                    r#type="font/woff2"
                    crossorigin="anonymous"
                />
                <HashedStylesheet options=options.clone() id="leptos" />
                <HydrationScripts options=options />
                <MetaTags />
            </head>
            <body>
                <App />
            </body>
        </html>
    }
    .into_any()
}
