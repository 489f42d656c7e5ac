//! The HTML document around the application, and the reader's settings in cookies.

use std::sync::LazyLock;

use axum::extract::Request;
use axum::response::Response;
use http::header::{CONTENT_SECURITY_POLICY, COOKIE};
use http::{HeaderMap, HeaderValue};
use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos_axum::{AxumRouteListing, ResponseOptions, generate_route_list};
use leptos_meta::{HashedStylesheet, MetaTags};
use model::Lang;

use super::identity::identity_of;
use super::state::AppState;
use crate::App;
use crate::state::{Settings, Theme};

const LANG_COOKIE: &str = "sprache";
const THEME_COOKIE: &str = "ansicht";
const ONE_YEAR_SECS: u32 = 31_536_000;

/// Puts what server functions and pages need into the context of one request.
pub fn with_context(state: &AppState, headers: &HeaderMap) -> impl Fn() + Clone + 'static {
    let (identity, settings) = (identity_of(state, headers), settings_of(headers));
    let state = state.clone();
    move || {
        provide_context(state.clone());
        provide_context(identity.clone());
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

/// The paths of all pages.
///
/// Found once: while Leptos runs the application for it, nothing that any page loads in this
/// process ever arrives (leptos#4773).
pub fn page_routes() -> Vec<AxumRouteListing> {
    static ROUTES: LazyLock<Vec<AxumRouteListing>> = LazyLock::new(|| generate_route_list(App));
    ROUTES.clone()
}

/// Renders a page completely, in the language of its reader.
///
/// Here and not in `server`, so that the types of all views are compiled in one crate only.
pub async fn render_page(state: &AppState, request: Request) -> Response {
    let context = with_context(state, request.headers());
    let options = state.options().clone();
    let render =
        leptos_axum::render_app_async_with_context(context, move || shell(options.clone()));
    render(request).await
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
