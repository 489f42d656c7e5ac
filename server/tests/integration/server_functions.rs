//! Server functions are public endpoints: each one is listed here with what it may be asked.

use std::collections::BTreeSet;

use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use leptos::server_fn::axum::server_fn_paths;

use crate::site::{get, get_with, send};

/// Every server function: whom it is for, and a question it answers.
///
/// These read what is public.
const PUBLIC: [(&str, &str); 34] = [
    ("/api/actor", "?ags=05774&actor=ki"),
    ("/api/actor-log", "?ags=05774&actor=ki"),
    ("/api/bottlenecks", "?ags=05774"),
    ("/api/chain", "?ags=05774&chain=familie&municipality=05774020&status="),
    ("/api/chain-choices", "?ags=05774"),
    ("/api/chain-comparison", "?ags=05774&chain=familie&status="),
    ("/api/comments", "?ags=05774&actor=ki"),
    ("/api/compare-states", "?ags=05774&from=2999-01-01"),
    ("/api/confirmation-round", "?ags=05774&actor=ki"),
    ("/api/coverage", "?ags=05774&target_group=&status="),
    ("/api/coverage-detail", "?ags=05774&target_group=&status=&municipality=05774020&field=arbeit"),
    ("/api/flow", "?ags=05774&field=arbeit&municipality=05774020"),
    ("/api/founding", ""),
    ("/api/graph", "?ags=05774"),
    ("/api/graph-update", "?ags=05774&since=0&day=2026-01-01"),
    ("/api/head", "?ags=05774"),
    ("/api/log", "?ags=05774"),
    ("/api/log-targets", "?ags=05774"),
    ("/api/maps", "?ags=05774"),
    ("/api/matrix", "?ags=05774"),
    ("/api/networks", ""),
    ("/api/overview", "?ags=05774"),
    ("/api/quality", "?ags=05774"),
    ("/api/reach", "?ags=05774&actor=ki"),
    ("/api/release", "?ags=05774"),
    ("/api/route-choices", "?ags=05774"),
    (
        "/api/routes",
        "?question[ags]=05774&question[municipality]=05774012&question[status]=\
         &question[start]=&question[goal]=feld:arbeit",
    ),
    ("/api/rows", "?ags=05774&table=relations"),
    ("/api/scenario", "?ags=05774&changes=zu:abh-kreis"),
    ("/api/scenario-choices", "?ags=05774"),
    ("/api/sessions", "?ags=05774"),
    ("/api/simulation", "?ags=05774&changes=zu:abh-kreis"),
    ("/api/simulation-input", "?ags=05774&changes=zu:abh-kreis"),
    ("/api/structure", "?ags=05774&groups=regime"),
];

/// These write, or show more: that they refuse everybody else is tested in `comments`, `editing`,
/// `maps` and `sessions`.
const COORDINATORS: [(&str, &str); 10] = [
    ("/api/add-comment", "POST"),
    ("/api/command", "POST"),
    ("/api/form", "GET"),
    ("/api/found", "POST"),
    ("/api/open-session", "POST"),
    ("/api/remove-comment", "POST"),
    ("/api/revoke-map", "POST"),
    ("/api/settle-comment", "POST"),
    ("/api/share-map", "POST"),
    ("/api/similar-actors", "GET"),
];

/// For whoever has the code; tested in `sessions`.
const WITH_CODE: [(&str, &str); 1] = [("/api/session", "GET")];

#[test]
fn no_server_function_is_added_without_thought() {
    let registered: BTreeSet<_> =
        server_fn_paths().map(|(path, method)| (path, method.to_string())).collect();
    let public = PUBLIC.iter().map(|(path, _)| (*path, "GET".to_owned()));
    let more =
        COORDINATORS.iter().chain(&WITH_CODE).map(|(path, method)| (*path, (*method).to_owned()));
    let listed = public.chain(more).collect();
    assert_eq!(registered, listed);
}

#[test]
fn every_server_function_answers_the_anonymous() {
    for (path, question) in PUBLIC {
        let answer = get(&format!("{path}{question}"));
        assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.body);
        assert!(answer.header("content-type").starts_with("application/json"), "{path}");
        assert_eq!(answer.header("cache-control"), "private, no-cache", "{path}");
    }
}

#[test]
fn without_arguments_the_asker_is_at_fault() {
    for (path, _) in PUBLIC.iter().filter(|(_, question)| !question.is_empty()) {
        let answer = get(path);
        assert!(answer.status.is_client_error(), "{path}: {}", answer.status);
        assert_eq!(answer.body, r#"{"invalid":[]}"#, "{path}");
    }
}

#[test]
fn what_does_not_exist_is_not_found() {
    for (path, question) in PUBLIC.iter().filter(|(_, question)| !question.is_empty()) {
        let answer = get(&format!("{path}{}", question.replacen("05774", "05999", 1)));
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}: {}", answer.body);
    }
    let answer = get("/api/actor?ags=05774&actor=gibt-es-nicht");
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
}

#[test]
fn a_bad_goal_is_a_bad_request() {
    let (path, question) = PUBLIC.iter().find(|(path, _)| *path == "/api/routes").unwrap();
    let answer_to = |goal: &str| get(&format!("{path}{}", question.replace("feld:arbeit", goal)));
    for goal in ["", "quatsch", "feld:", "feld:%00"] {
        let answer = answer_to(goal);
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{goal}: {}", answer.body);
    }
    assert_eq!(answer_to("feld:gibt-es-nicht").status, StatusCode::NOT_FOUND);
}

#[test]
fn a_read_never_leads_back_to_the_page_that_linked_here() {
    let request = Request::get("/api/networks")
        .header("accept", "text/html")
        .header("referer", "https://evil.example/")
        .body(Body::empty())
        .unwrap();
    let answer = send(request);
    assert_eq!((answer.status, answer.header("location")), (StatusCode::OK, ""));
}

#[test]
fn answers_are_in_the_language_of_the_reader() {
    let german = get("/api/route-choices?ags=05774").body;
    let english = get_with("/api/route-choices?ags=05774", "cookie", "sprache=en").body;
    assert!(german != english, "labels are the same in both languages");
}

#[test]
fn other_methods_are_refused() {
    for method in [Method::POST, Method::PUT, Method::DELETE] {
        let request = Request::builder()
            .method(method)
            .uri("/api/networks")
            .header("sec-fetch-site", "same-origin")
            .body(Body::empty())
            .unwrap();
        assert_eq!(send(request).status, StatusCode::METHOD_NOT_ALLOWED);
    }
}
