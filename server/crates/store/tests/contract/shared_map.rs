//! Rules of shared maps.

use access::{Authorised, Identity, authorise};
use model::{MapRole, MapToken, NetworkId, PasswordHash, SharedMap, Timestamp};
use store::{Store, StoreError};

use crate::fixture::{Engine, small_network};

const KREIS: &str = "05774";

fn kreis() -> NetworkId {
    KREIS.parse().unwrap()
}

fn map(byte: u8, second: i64) -> SharedMap {
    SharedMap {
        token: MapToken::from_random([byte; MapToken::LENGTH]),
        network: kreis(),
        path: "/k/05774/netz?akteur=abh&gruppe=welfare".to_owned(),
        label: format!("Träger „{byte}“").try_into().unwrap(),
        role: MapRole::Partners,
        until: "2026-06-30".parse().unwrap(),
        password: Some(PasswordHash::new("$argon2id$v=19$m=8,t=1,p=1$c2Fs$aGFzaA".to_owned())),
        is_embeddable: false,
        opened_by: "lokal".to_owned(),
        opened_at: Timestamp::from_second(1_700_000_000 + second).unwrap(),
    }
}

fn open_map(byte: u8, second: i64) -> SharedMap {
    let role = MapRole::Public;
    SharedMap { role, password: None, is_embeddable: true, ..map(byte, second) }
}

fn allowed<T>(what: T) -> Authorised<T> {
    authorise(&Identity::local_coordinator(), what).unwrap()
}

async fn with_network(engine: &Engine) -> Store {
    let store = engine.open().await;
    store.replace_network(&small_network(KREIS)).await.unwrap();
    store
}

async fn maps(store: &Store, network: &str) -> Vec<SharedMap> {
    store.shared_maps(&allowed(network.parse().unwrap())).await.unwrap()
}

/// [S39] A shared map is read as it was written, the maps of a network the newest first.
pub(crate) async fn s39_a_shared_map_is_read_again(engine: Engine) {
    let store = with_network(&engine).await;
    let (first, second) = (map(1, 0), open_map(2, 60));
    for map in [&first, &second] {
        store.share_map(&allowed(map.clone())).await.unwrap();
    }
    assert_eq!(store.shared_map(&first.token).await.unwrap(), first);
    assert_eq!(store.shared_map(&second.token).await.unwrap(), second);
    assert_eq!(maps(&store, KREIS).await, [second, first]);
    assert_eq!(maps(&store, "05758").await, []);
}

/// [S40] A token is given once, and only in a network that is there.
pub(crate) async fn s40_a_token_is_given_once(engine: Engine) {
    let store = with_network(&engine).await;
    let first = map(1, 0);
    store.share_map(&allowed(first.clone())).await.unwrap();
    let again = store.share_map(&allowed(open_map(1, 60))).await;
    assert!(matches!(again, Err(StoreError::Conflict)), "{again:?}");
    assert_eq!(store.shared_map(&first.token).await.unwrap(), first);
    let elsewhere = SharedMap { network: "05758".parse().unwrap(), ..map(2, 0) };
    let refused = store.share_map(&allowed(elsewhere.clone())).await;
    assert!(matches!(refused, Err(StoreError::NotFound(_))), "{refused:?}");
    let unknown = store.shared_map(&elsewhere.token).await;
    assert!(matches!(unknown, Err(StoreError::NotFound(_))), "{unknown:?}");
}

/// [S41] A map that was withdrawn is gone, and with its network every map goes; no error tells a
/// token.
pub(crate) async fn s41_a_shared_map_goes_when_it_is_withdrawn(engine: Engine) {
    let store = with_network(&engine).await;
    let (first, second) = (map(1, 0), open_map(2, 60));
    for map in [&first, &second] {
        store.share_map(&allowed(map.clone())).await.unwrap();
    }
    for _twice in 0..2 {
        store.revoke_map(&allowed(first.token.clone())).await.unwrap();
        let gone = store.shared_map(&first.token).await.unwrap_err();
        assert!(matches!(gone, StoreError::NotFound(_)), "{gone}");
        assert!(!gone.to_string().contains(first.token.as_str()), "{gone}");
    }
    assert_eq!(maps(&store, KREIS).await, std::slice::from_ref(&second));
    store.delete_network(&kreis()).await.unwrap();
    let gone = store.shared_map(&second.token).await;
    assert!(matches!(gone, Err(StoreError::NotFound(_))), "{gone:?}");
}
