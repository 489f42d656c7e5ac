//! `/einstellung/...`: a cookie and the way back.

use axum::http::StatusCode;

use crate::site::get;

#[test]
fn a_choice_is_kept_and_leads_back() {
    let answer = get("/einstellung/sprache/en?zurueck=/k/05774/netz?suche=%C3%9Cbach%26x");
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(answer.header("location"), "/k/05774/netz?suche=%C3%9Cbach&x");
    let cookie = answer.header("set-cookie");
    assert!(cookie.starts_with("sprache=en; "), "{cookie}");
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"), "{cookie}");
    assert!(get("/einstellung/ansicht/dark").header("set-cookie").starts_with("ansicht=dark; "));
}

#[test]
fn nobody_is_led_to_another_website() {
    let evil = [
        "//evil.example",
        "/%5Cevil.example",
        "%5C%5Cevil.example",
        "https://evil.example",
        "javascript:alert(1)",
        "/%09/evil.example",
        "/%0D%0ALocation:%20https://evil.example",
        "evil",
        "",
    ];
    for path in evil {
        let answer = get(&format!("/einstellung/sprache/de?zurueck={path}"));
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path}");
        assert_eq!(answer.header("location"), "/", "{path}");
    }
}

#[test]
fn an_unknown_choice_is_an_unknown_page() {
    for path in ["/einstellung/sprache/fr", "/einstellung/farbe/rot", "/einstellung/sprache"] {
        let answer = get(path);
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(answer.header("set-cookie"), "", "{path}");
        assert!(answer.body.contains("Diese Seite gibt es"), "{path}");
    }
}
