//! Rules of comments.

use access::{Authorised, Identity, authorise};
use model::{
    Comment, CommentKey, NetworkId, Origin, RowChange, RowKey, Settled, TableName, Timestamp,
};
use store::{CommentError, Commit, Store, StoreError};

use crate::fixture::{Engine, small_network};

const KREIS: &str = "05774";

fn kreis() -> NetworkId {
    KREIS.parse().unwrap()
}

fn second(second: i64) -> Timestamp {
    Timestamp::from_second(1_700_000_000 + second).unwrap()
}

fn on(actor: &str) -> RowKey {
    RowKey::new(TableName::Actors, actor)
}

fn key(id: &str) -> CommentKey {
    CommentKey { network: kreis(), id: format!("comment-{id}").try_into().unwrap() }
}

fn comment(id: &str, actor: &str, at: i64) -> Comment {
    Comment {
        key: key(id),
        about: on(actor),
        text: format!("Stimmt das noch („{id}“)?\nBitte nachfragen.").try_into().unwrap(),
        by: "lokal".to_owned(),
        at: second(at),
        settled: None,
    }
}

fn allowed<T>(what: T) -> Authorised<T> {
    authorise(&Identity::local_coordinator(), what).unwrap()
}

async fn with_network(engine: &Engine) -> Store {
    let store = engine.open().await;
    store.replace_network(&small_network(KREIS)).await.unwrap();
    store
}

async fn texts_on(store: &Store, actor: &str) -> Vec<String> {
    let comments = store.comments(&kreis(), &on(actor)).await.unwrap();
    comments.into_iter().map(|comment| comment.key.id.into()).collect()
}

fn is_not_found<T>(answer: Result<T, StoreError>) -> bool {
    matches!(answer, Err(StoreError::NotFound(_)))
}

/// [S34] Comments are read as they were written, those on a row alone, the oldest first.
pub(crate) async fn s34_comments_are_read_again_in_order(engine: Engine) {
    let store = with_network(&engine).await;
    let (late, early) = (comment("late", "abh", 60), comment("early", "abh", 0));
    let other = comment("other", "cm", 30);
    for comment in [&late, &early, &other] {
        let kept = store.add_comment(&allowed(comment.clone())).await.unwrap();
        assert_eq!(kept, *comment);
    }
    assert_eq!(store.comments(&kreis(), &on("abh")).await.unwrap(), [early, late]);
    assert_eq!(store.comments(&kreis(), &on("cm")).await.unwrap(), [other]);
    assert_eq!(store.comments(&kreis(), &on("jobcenter")).await.unwrap(), []);
    assert_eq!(store.comments(&"05758".parse().unwrap(), &on("abh")).await.unwrap(), []);
}

/// [S35] A comment that arrives twice is kept once, as it was at first, also at the same moment.
pub(crate) async fn s35_a_comment_is_kept_once(engine: Engine) {
    let store = with_network(&engine).await;
    let first = comment("twice", "abh", 0);
    let other = allowed(Comment { at: second(60), about: on("cm"), ..first.clone() });
    store.add_comment(&allowed(first.clone())).await.unwrap();
    assert_eq!(store.add_comment(&other).await.unwrap(), first);
    assert_eq!(store.comments(&kreis(), &on("abh")).await.unwrap(), [first]);
    assert_eq!(texts_on(&store, "cm").await, Vec::<String>::new());

    let store = std::sync::Arc::new(store);
    let senders = (0..4).map(|_| {
        let store = std::sync::Arc::clone(&store);
        tokio::spawn(async move { store.add_comment(&allowed(comment("race", "cm", 0))).await })
    });
    for sender in senders.collect::<Vec<_>>() {
        assert_eq!(sender.await.unwrap().unwrap(), comment("race", "cm", 0));
    }
    assert_eq!(texts_on(&store, "cm").await, ["comment-race"]);
}

/// [S36] Only an actor that is there is commented on, and at most so many times.
pub(crate) async fn s36_a_comment_needs_its_actor_and_room(engine: Engine) {
    let store = with_network(&engine).await;
    let elsewhere = CommentKey { network: "05758".parse().unwrap(), ..key("elsewhere") };
    for refused in [
        comment("nobody", "nobody", 0),
        Comment { about: RowKey::new(TableName::Sources, "s1"), ..comment("source", "abh", 0) },
        Comment { key: elsewhere, ..comment("elsewhere", "abh", 0) },
    ] {
        let answer = store.add_comment(&allowed(refused)).await;
        assert!(matches!(answer, Err(CommentError::Store(StoreError::NotFound(_)))), "{answer:?}");
    }
    for n in 0..Comment::MAX_PER_ROW {
        store.add_comment(&allowed(comment(&n.to_string(), "abh", 0))).await.unwrap();
    }
    let one_more = store.add_comment(&allowed(comment("more", "abh", 0))).await;
    assert!(matches!(one_more, Err(CommentError::Full)), "{one_more:?}");
    // One of those that are there may arrive again, and others have room of their own.
    store.add_comment(&allowed(comment("0", "abh", 0))).await.unwrap();
    store.add_comment(&allowed(comment("more", "cm", 0))).await.unwrap();
    store.remove_comment(&allowed(key("0"))).await.unwrap();
    store.add_comment(&allowed(comment("one-more", "abh", 0))).await.unwrap();
}

/// [S37] A comment is settled once, opened again and removed for good.
pub(crate) async fn s37_a_comment_is_settled_reopened_and_removed(engine: Engine) {
    let store = with_network(&engine).await;
    let (first, second_one) = (comment("one", "abh", 0), comment("two", "abh", 1));
    for comment in [&first, &second_one] {
        store.add_comment(&allowed(comment.clone())).await.unwrap();
    }
    let settled = Some(Settled { by: "lokal".to_owned(), at: second(60) });
    let settled = Comment { settled, ..first.clone() };
    // Whoever settles it again changes nothing.
    for at in [60, 120] {
        let answer = store.settle_comment(&allowed(key("one")), second(at)).await;
        assert_eq!(answer.unwrap(), settled);
    }
    let listed = store.comments(&kreis(), &on("abh")).await.unwrap();
    assert_eq!(listed, [settled, second_one.clone()]);
    for _twice in 0..2 {
        let reopened = store.reopen_comment(&allowed(key("one"))).await.unwrap();
        assert_eq!(reopened, first);
    }
    for _twice in 0..2 {
        store.remove_comment(&allowed(key("one"))).await.unwrap();
    }
    assert_eq!(store.comments(&kreis(), &on("abh")).await.unwrap(), [second_one]);
    assert!(is_not_found(store.settle_comment(&allowed(key("one")), second(0)).await));
    assert!(is_not_found(store.reopen_comment(&allowed(key("one"))).await));
    assert_eq!(texts_on(&store, "abh").await, ["comment-two"], "nothing is made by a change");
}

/// [S38] Comments outlive their actor and stand in no network; with their network they go.
pub(crate) async fn s38_comments_stay_until_their_network_goes(engine: Engine) {
    let store = with_network(&engine).await;
    let kept = comment("kept", "jobcenter", 0);
    store.add_comment(&allowed(kept.clone())).await.unwrap();
    let before = store.load_network(&kreis()).await.unwrap();
    assert_eq!(before.revision, 1, "a comment is no change of the network");
    let mut without = before.clone();
    let row = before.row(&on("jobcenter")).unwrap();
    let hanging = before.relations.iter().find(|row| row.to.as_str() == "jobcenter").unwrap();
    let changes = vec![RowChange::removed(hanging.clone().into()), RowChange::removed(row)];
    without.put(changes.iter().map(|change| (change.key.clone(), None)));
    let commit = Commit::new(
        "remove-0001".to_owned().try_into().unwrap(),
        Origin::Removal,
        without,
        changes,
        second(0),
    );
    store.commit(&allowed(commit)).await.unwrap();
    let listed = store.comments(&kreis(), &on("jobcenter")).await.unwrap();
    assert_eq!(listed, std::slice::from_ref(&kept));
    store.replace_network(&before).await.unwrap();
    assert_eq!(store.comments(&kreis(), &on("jobcenter")).await.unwrap(), [kept]);
    store.delete_network(&kreis()).await.unwrap();
    store.replace_network(&before).await.unwrap();
    assert_eq!(texts_on(&store, "jobcenter").await, Vec::<String>::new());
}
