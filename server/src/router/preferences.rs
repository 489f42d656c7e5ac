//! `/einstellung/{name}/{value}`: keeps a choice of the reader in a cookie. Plain links lead
//! here, so it works without JavaScript.

use std::collections::HashMap;
use std::fmt::Write as _;

use app::ssr::{AppState, preference_cookie};
use axum::extract::{Path, Query, Request, State};
use axum::http::StatusCode;
use axum::http::header::{LOCATION, SET_COOKIE};
use axum::response::{IntoResponse as _, Response};

use super::pages;

const START: &str = "/";

/// Sets the cookie and leads back to `zurueck`.
pub(super) async fn answer(
    state: State<AppState>,
    Path((name, value)): Path<(String, String)>,
    Query(query): Query<HashMap<String, String>>,
    request: Request,
) -> Response {
    let Some(cookie) = preference_cookie(&name, &value) else {
        return pages::answer_unknown(state, request).await;
    };
    let back = query.get("zurueck").filter(|path| is_local_path(path));
    let location = back.map_or_else(|| START.to_owned(), |path| in_header(path));
    (StatusCode::SEE_OTHER, [(LOCATION, location), (SET_COOKIE, cookie)]).into_response()
}

/// Whether a browser would stay on this server.
///
/// It takes `//host` for another server, `\` for `/`, and drops control characters before that.
pub(super) fn is_local_path(path: &str) -> bool {
    path.starts_with('/')
        && !path.starts_with("//")
        && !path.contains(|c: char| c == '\\' || c.is_control())
}

/// Headers hold ASCII: everything else, and blanks, are percent-encoded.
pub(super) fn in_header(path: &str) -> String {
    let mut text = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_graphic() {
            text.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ok = write!(text, "%{byte:02X}");
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_of_this_server_are_followed() {
        for path in ["/", "/k/05774?suche=a b", "/a//b", "/ä"] {
            assert!(is_local_path(path), "{path}");
        }
        let evil = ["", "k", "//evil", "/\\evil", "\\evil", "https://evil", "/\t/evil", "/\n/evil"];
        for path in evil {
            assert!(!is_local_path(path), "{path}");
        }
    }

    #[test]
    fn a_location_is_ascii() {
        assert_eq!(in_header("/netz?suche=Übach a&x=%25"), "/netz?suche=%C3%9Cbach%20a&x=%25");
    }
}
