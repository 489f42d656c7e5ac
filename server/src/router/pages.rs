//! Pages and server functions of the application.

use app::ssr::{AppState, render_page, with_context};
use axum::extract::{Request, State};
use axum::http::header::{ACCEPT, CACHE_CONTROL, REFERER, VARY};
use axum::http::{HeaderValue, Method, StatusCode, Uri};
use axum::response::{IntoResponse as _, Redirect, Response};

use super::preferences::is_local_path;
use super::refusal::Refusal;

/// Answers with a page.
pub(super) async fn answer(State(state): State<AppState>, request: Request) -> Response {
    render_page(&state, request).await
}

/// Runs a server function.
pub(super) async fn answer_call(State(state): State<AppState>, mut request: Request) -> Response {
    if matches!(*request.method(), Method::GET | Method::HEAD) {
        // Leptos knows no HEAD; the router leaves the body out.
        *request.method_mut() = Method::GET;
        // Leptos sends who accepts HTML back to the page the form was on. A read has no form,
        // and following the header would lead to whatever page linked here.
        request.headers_mut().remove(ACCEPT);
        request.headers_mut().remove(REFERER);
    }
    let context = with_context(&state, request.headers()).await;
    leptos_axum::handle_server_fns_with_context(context, request).await.into_response()
}

/// What no route and no file answers.
pub(super) async fn answer_unknown(state: State<AppState>, request: Request) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return Refusal::Method.into_response();
    }
    if let Some(path) = without_last_slash(request.uri()) {
        return not_cached(Redirect::permanent(&path).into_response()).await;
    }
    let mut response = not_cached(answer(state, request).await).await;
    if response.status() == StatusCode::OK {
        *response.status_mut() = StatusCode::NOT_FOUND;
    }
    response
}

/// `/k/05774/` means `/k/05774`.
fn without_last_slash(uri: &Uri) -> Option<String> {
    let path = uri.path().strip_suffix('/').filter(|path| is_local_path(path))?;
    let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
    Some(format!("{path}{query}"))
}

/// Answers depend on the data, on the reader's settings and on who asks: ask again every time, and
/// give none to anybody else.
pub(super) async fn not_cached(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("private, no-cache"));
    headers.append(VARY, HeaderValue::from_static("cookie"));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_last_slash_is_taken_away() {
        let path = |uri: &str| without_last_slash(&uri.parse().unwrap());
        assert_eq!(path("/k/05774/?a=b"), Some("/k/05774?a=b".to_owned()));
        assert_eq!(path("/k/05774"), None);
        assert_eq!(path("/"), None);
        assert_eq!(path("//evil.example/"), None);
    }
}
