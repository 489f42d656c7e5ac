//! Rules of sessions.

use access::{Authorised, Identity, authorise, authorise_record};
use model::{Session, Timestamp};
use store::{KeptSession, Store, StoreError};

use crate::fixture::{Engine, small_network};

fn session(code: &str, second: i64) -> Session {
    Session {
        code: code.parse().unwrap(),
        network: "05774".parse().unwrap(),
        title: "Lenkungsgruppe, „3. Sitzung“".to_owned(),
        opened_by: "lokal".to_owned(),
        opened_at: Timestamp::from_second(1_700_000_000 + second).unwrap(),
        closed_at: None,
        seats: vec![model::Seat { name: "Jobcenter".to_owned(), holder: None }],
        motions: Vec::new(),
    }
}

fn allowed(session: Session) -> Authorised<Session> {
    authorise(&Identity::local_coordinator(), session).unwrap()
}

async fn with_network(engine: &Engine) -> Store {
    let store = engine.open().await;
    store.replace_network(&small_network("05774")).await.unwrap();
    store
}

/// [S30] A session is read as it was written, the sessions of a network the newest first.
pub(crate) async fn s30_a_session_is_read_again(engine: Engine) {
    let store = with_network(&engine).await;
    let (first, second) = (session("AAAAA22222", 0), session("BBBBB22222", 60));
    for session in [&first, &second] {
        store.open_session(&allowed(session.clone())).await.unwrap();
    }
    let kept = store.session(&first.code).await.unwrap();
    assert_eq!(kept, KeptSession { session: first.clone(), version: 1 });
    let listed = store.sessions(&first.network, 10).await.unwrap();
    assert_eq!(listed, [second.clone(), first.clone()]);
    assert_eq!(store.sessions(&first.network, 1).await.unwrap(), [second]);
    assert_eq!(store.sessions(&"05758".parse().unwrap(), 10).await.unwrap(), []);
    let unknown = store.session(&"CCCCC22222".parse().unwrap()).await;
    assert!(matches!(unknown, Err(StoreError::NotFound(_))));
}

/// [S31] A code is given once, and only in a network that is there.
pub(crate) async fn s31_a_code_is_given_once(engine: Engine) {
    let store = with_network(&engine).await;
    let first = session("AAAAA22222", 0);
    store.open_session(&allowed(first.clone())).await.unwrap();
    let again = Session { title: "anders".to_owned(), ..first.clone() };
    let again = store.open_session(&allowed(again)).await;
    assert!(matches!(again, Err(StoreError::Conflict)), "{again:?}");
    assert_eq!(store.session(&first.code).await.unwrap().session, first);
    let elsewhere = Session { network: "05758".parse().unwrap(), ..session("BBBBB22222", 0) };
    let elsewhere = store.open_session(&allowed(elsewhere)).await;
    assert!(matches!(elsewhere, Err(StoreError::NotFound(_))), "{elsewhere:?}");
}

/// [S32] Only the next version of a session is written.
pub(crate) async fn s32_a_stale_session_is_a_conflict(engine: Engine) {
    let store = with_network(&engine).await;
    let first = session("AAAAA22222", 0);
    store.open_session(&allowed(first.clone())).await.unwrap();
    let renamed =
        |title: &str| authorise_record(Session { title: title.to_owned(), ..first.clone() });
    store.keep_session(&renamed("zwei"), 2).await.unwrap();
    let stale = store.keep_session(&renamed("auch zwei"), 2).await;
    assert!(matches!(stale, Err(StoreError::Conflict)), "{stale:?}");
    let kept = store.session(&first.code).await.unwrap();
    assert_eq!((kept.session.title.as_str(), kept.version), ("zwei", 2));
    let unknown = authorise_record(session("BBBBB22222", 0));
    assert!(matches!(store.keep_session(&unknown, 2).await, Err(StoreError::Conflict)));
}

/// [S33] With its network, a session goes.
pub(crate) async fn s33_sessions_go_with_their_network(engine: Engine) {
    let store = with_network(&engine).await;
    let first = session("AAAAA22222", 0);
    store.open_session(&allowed(first.clone())).await.unwrap();
    store.delete_network(&first.network).await.unwrap();
    assert!(matches!(store.session(&first.code).await, Err(StoreError::NotFound(_))));
}
