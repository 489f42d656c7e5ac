//! The database is gone: every page says so, and nothing about it.

use std::path::Path;
use std::sync::Arc;

use axum::http::StatusCode;
use store::{Store, StoreUrl};

use crate::site::{request, router_over, send_to, wait_for};

#[test]
fn pages_say_that_they_cannot_be_shown_and_keep_the_reason() {
    let store = wait_for(async {
        let store = Store::open(&StoreUrl::Memory).await.unwrap();
        store.close().await;
        Arc::new(store)
    });
    let router = router_over(&store, Path::new("no-site"));
    let pages = ["/", "/k/05774", "/k/05774/netz", "/k/05774/wege", "/k/05774/engpaesse"];
    for path in pages.into_iter().chain(["/api/networks", "/api/graph?ags=05774"]) {
        let answer = send_to(router.clone(), request(path));
        assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE, "{path}: {}", answer.body);
        for detail in ["closed", "Datenbank ist nicht erreichbar: ", "StoreError", "surreal"] {
            assert!(!answer.body.contains(detail), "{path} tells {detail}: {}", answer.body);
        }
        if !path.starts_with("/api") {
            assert!(answer.body.contains("nicht erreichbar"), "{path}: {}", answer.body);
        }
    }
    let health = send_to(router, request("/healthz"));
    assert_eq!(health.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(health.body, r#"{"status":"database unavailable"}"#);
}
