//! Comments over HTTP: who reads and writes them, and what is refused.

use std::sync::Arc;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use serde_json::{Value, json};
use store::{Store, StoreUrl};

use crate::editing::{Desk, paderborn};
use crate::site::{Answer, send_to, wait_for};

/// Whoever asks under this name comes from elsewhere and may only read.
const ELSEWHERE: &str = "kim.kreis.example";
const HERE: &str = "localhost:3000";
const TEXT: &str = "Gilt die Nummer noch?\nBitte beim Träger nachfragen.";

fn desk() -> Desk {
    Desk::with(wait_for(async {
        let store = Store::open(&StoreUrl::Memory).await.unwrap();
        let (network, codes) = paderborn();
        store.replace_code_book(&codes).await.unwrap();
        store.replace_network(&network).await.unwrap();
        Arc::new(store)
    }))
}

fn post(desk: &Desk, host: &str, endpoint: &str, body: &Value) -> Answer {
    let request = Request::post(format!("/api/{endpoint}"))
        .header("host", host)
        .header("sec-fetch-site", "same-origin")
        .header("content-type", "application/json")
        .body(Body::from(body.to_string()))
        .unwrap();
    send_to(desk.router.clone(), request)
}

fn add(desk: &Desk, id: &str, actor: &str, text: &str) -> Answer {
    let body = json!({ "ags": "05774", "actor": actor, "id": id, "text": text });
    post(desk, HERE, "add-comment", &body)
}

fn settle(desk: &Desk, id: &str, is_settled: bool) -> Answer {
    let body = json!({ "ags": "05774", "id": id, "is_settled": is_settled });
    post(desk, HERE, "settle-comment", &body)
}

fn get_as(desk: &Desk, host: &str, question: &str, cookie: &str) -> Answer {
    let request = Request::get(format!("/api/comments?{question}"))
        .header("host", host)
        .header("cookie", cookie)
        .body(Body::empty())
        .unwrap();
    send_to(desk.router.clone(), request)
}

fn value(answer: &Answer) -> Value {
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    serde_json::from_str(&answer.body).unwrap()
}

fn comments(desk: &Desk) -> Vec<Value> {
    let view = value(&get_as(desk, HERE, "ags=05774&actor=ki", ""));
    assert_eq!(view["may_write"], json!(true));
    view["comments"].as_array().unwrap().clone()
}

/// "28.11.2026, 09:47 Uhr".
fn is_german_moment(text: &Value) -> bool {
    let shape: String = text
        .as_str()
        .unwrap()
        .chars()
        .map(|it| if it.is_ascii_digit() { '0' } else { it })
        .collect();
    shape == "00.00.0000, 00:00 Uhr"
}

#[test]
fn a_coordinator_comments_settles_reopens_and_removes() {
    let desk = desk();
    assert_eq!(comments(&desk), Vec::<Value>::new());
    let added = value(&add(&desk, "c-first-comment", "ki", &format!(" {TEXT}\r\n")));
    assert_eq!((&added["text"], &added["by"]), (&json!(TEXT), &json!("lokal")));
    assert!(is_german_moment(&added["at"]), "{added}");
    assert_eq!(added["settled"], Value::Null);
    assert_eq!(comments(&desk), std::slice::from_ref(&added));
    let others = value(&get_as(&desk, HERE, "ags=05774&actor=abh-kreis", ""));
    assert_eq!(others["comments"], json!([]), "a comment is on one actor");
    let english = value(&get_as(&desk, HERE, "ags=05774&actor=ki", "sprache=en"));
    assert!(!english["comments"][0]["at"].as_str().unwrap().contains("Uhr"));

    let settled = value(&settle(&desk, "c-first-comment", true));
    assert_eq!(settled["settled"][0], json!("lokal"));
    assert!(is_german_moment(&settled["settled"][1]), "{settled}");
    assert_eq!(comments(&desk), [settled]);
    assert_eq!(value(&settle(&desk, "c-first-comment", false)), added);

    let remove = json!({ "ags": "05774", "id": "c-first-comment" });
    for _twice in 0..2 {
        value(&post(&desk, HERE, "remove-comment", &remove));
        assert_eq!(comments(&desk), Vec::<Value>::new());
    }
    let gone = settle(&desk, "c-first-comment", true);
    assert_eq!(gone.status, StatusCode::NOT_FOUND, "{}", gone.body);
    assert!(gone.body.contains(r#""parameter":"comment""#), "{}", gone.body);
}

#[test]
fn the_same_comment_twice_is_one() {
    let desk = desk();
    let first = value(&add(&desk, "c-sent-twice", "ki", TEXT));
    assert_eq!(value(&add(&desk, "c-sent-twice", "ki", TEXT)), first);
    assert_eq!(comments(&desk), std::slice::from_ref(&first));
    let second = value(&add(&desk, "c-another-one", "ki", TEXT));
    assert_eq!(comments(&desk).len(), 2);
    assert!(comments(&desk).contains(&second));
}

#[test]
fn readers_see_no_comments_and_write_none() {
    let desk = desk();
    let added = value(&add(&desk, "c-not-for-readers", "ki", TEXT));
    let nothing = json!({ "may_write": false, "comments": [] });
    for actor in ["ki", "abh-kreis", "gibt-es-nicht"] {
        let question = format!("ags=05774&actor={actor}");
        assert_eq!(value(&get_as(&desk, ELSEWHERE, &question, "")), nothing, "{actor}");
    }
    let id = "c-not-for-readers";
    for (endpoint, body) in [
        ("add-comment", json!({ "ags": "05774", "actor": "ki", "id": "c-reader", "text": "x" })),
        ("settle-comment", json!({ "ags": "05774", "id": id, "is_settled": true })),
        ("remove-comment", json!({ "ags": "05774", "id": id })),
    ] {
        let refused = post(&desk, ELSEWHERE, endpoint, &body);
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{endpoint}: {}", refused.body);
    }
    assert_eq!(comments(&desk), [added]);
}

#[test]
fn comments_stand_in_no_page_no_file_no_log_and_no_state_of_the_past() {
    let desk = desk();
    value(&add(&desk, "c-nowhere-else", "ki", "Nur unter uns"));
    let text_of = |path: &str| {
        let request = Request::get(path).header("host", HERE).body(Body::empty()).unwrap();
        let answer = send_to(desk.router.clone(), request);
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        answer.body
    };
    for path in [
        "/k/05774/netz?akteur=ki",
        "/k/05774/verlauf",
        "/api/actor?ags=05774&actor=ki",
        "/api/log?ags=05774",
        "/ausgabe/05774/json",
        "/ausgabe/05774/graphml",
    ] {
        assert!(!text_of(path).contains("Nur unter uns"), "{path}");
    }
    let head: Value = serde_json::from_str(&text_of("/api/log?ags=05774")).unwrap();
    assert_eq!(head["revision"], json!(1), "a comment is no change of the network");
    let past = value(&get_as(&desk, HERE, "ags=05774@2020-01-01&actor=ki", ""));
    assert_eq!(past, json!({ "may_write": false, "comments": [] }));
}

#[test]
fn what_cannot_be_a_comment_is_refused_with_its_reason() {
    let desk = desk();
    let longest = "ü".repeat(1_000);
    value(&add(&desk, "c-long-enough", "ki", &longest));
    for text in ["", " \n\t", &format!("{longest}!"), "a\u{1b}b"] {
        let refused = add(&desk, "c-bad-text", "ki", text);
        assert_eq!(refused.status, StatusCode::BAD_REQUEST, "{text}: {}", refused.body);
        assert!(refused.body.contains(r#""parameter":"comment_text""#), "{}", refused.body);
    }
    for id in ["kurz", "MIT GROSSEN UND LEEREN"] {
        let refused = add(&desk, id, "ki", TEXT);
        assert_eq!(refused.status, StatusCode::BAD_REQUEST, "{id}: {}", refused.body);
    }
    for actor in ["gibt-es-nicht", "", "ki'"] {
        let unknown = add(&desk, "c-unknown-actor", actor, TEXT);
        assert_eq!(unknown.status, StatusCode::NOT_FOUND, "{actor}: {}", unknown.body);
        assert!(unknown.body.contains(r#""parameter":"actor""#), "{}", unknown.body);
        let question = format!("ags=05774&actor={actor}");
        let listed = get_as(&desk, HERE, &question, "");
        assert_eq!(listed.status, StatusCode::NOT_FOUND, "{actor}: {}", listed.body);
    }
    for ags in ["05999", "05774@2020-01-01", "x"] {
        let body = json!({ "ags": ags, "actor": "ki", "id": "c-elsewhere", "text": TEXT });
        let unknown = post(&desk, HERE, "add-comment", &body);
        assert_eq!(unknown.status, StatusCode::NOT_FOUND, "{ags}: {}", unknown.body);
    }
    assert_eq!(comments(&desk).len(), 1);
}
