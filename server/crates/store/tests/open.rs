//! Opening: which URLs are understood, and what happens when a database cannot be used.

use std::path::PathBuf;

use store::{InvalidStoreUrl, Store, StoreError, StoreUrl};

#[test]
fn urls_choose_the_engine() {
    assert_eq!("mem://".parse(), Ok(StoreUrl::Memory));
    assert_eq!("surrealkv:///srv/db".parse(), Ok(StoreUrl::Folder(PathBuf::from("/srv/db"))));
    assert_eq!("ws://db:8000".parse(), Ok(StoreUrl::Remote("ws://db:8000".to_owned())));
}

#[test]
fn wrong_urls_say_what_is_allowed() {
    let parse = |url: &str| url.parse::<StoreUrl>().unwrap_err();
    assert_eq!(parse("postgres://x"), InvalidStoreUrl::UnknownScheme("postgres://x".to_owned()));
    assert_eq!(parse(""), InvalidStoreUrl::UnknownScheme(String::new()));
    assert_eq!(parse("surrealkv://"), InvalidStoreUrl::MissingFolder("surrealkv://".to_owned()));
    assert_eq!(parse("ws://"), InvalidStoreUrl::MissingHost("ws://".to_owned()));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_in_use_is_locked_and_free_after_closing() {
    let folder = tempfile::tempdir().unwrap();
    let url = StoreUrl::Folder(folder.path().join("db"));
    let first = Store::open(&url).await.unwrap();
    let second = Store::open(&url).await.err().unwrap();
    assert!(matches!(second, StoreError::Locked(_)), "{second}");
    assert!(first.list_networks().await.unwrap().is_empty(), "the first is not harmed");
    first.close().await;
    let again = Store::open(&url).await.unwrap();
    assert!(again.list_networks().await.unwrap().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_in_place_of_the_folder_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("db");
    std::fs::write(&path, "not a folder").unwrap();
    let problem = Store::open(&StoreUrl::Folder(path)).await.err().unwrap();
    assert!(matches!(problem, StoreError::Folder { .. }), "{problem}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_does_not_answer_is_unavailable() {
    // Port 9 (discard) of loopback: nobody listens there.
    let problem = Store::open(&"ws://127.0.0.1:9".parse().unwrap()).await.err().unwrap();
    assert!(matches!(problem, StoreError::Unavailable(_)), "{problem}");
}
