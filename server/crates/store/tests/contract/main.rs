//! The store's contract: the same suite on every embedded engine.
//!
//! Rules are numbered; a failing test names the engine and the rule.

#![expect(clippy::unwrap_used, reason = "fixtures: a failing unwrap is a failing test")]

mod comment;
mod fixture;
mod log;
mod session;
mod shared_map;

use access::Viewer;
use comment::{
    s34_comments_are_read_again_in_order, s35_a_comment_is_kept_once,
    s36_a_comment_needs_its_actor_and_room, s37_a_comment_is_settled_reopened_and_removed,
    s38_comments_stay_until_their_network_goes,
};
use fixture::{Engine, small_chain_book, small_network};
use log::{
    s20_a_change_is_written_with_its_entry, s21_a_stale_change_is_a_conflict,
    s22_a_command_is_carried_out_once, s23_a_state_of_the_past_is_read,
    s24_rows_of_every_table_are_changed, s25_no_change_leaves_a_loose_end,
    s26_many_writers_all_get_through, s27_a_large_change_is_read_as_it_was_made,
    s28_a_row_that_is_there_is_not_added_again, s29_an_edge_needs_its_ends_in_the_database,
};
use model::{
    ActorId, ChainBook, CodeBook, CodeEntry, CodeListKind, Date, NetworkId, RelationKind,
    Visibility,
};
use session::{
    s30_a_session_is_read_again, s31_a_code_is_given_once, s32_a_stale_session_is_a_conflict,
    s33_sessions_go_with_their_network,
};
use shared_map::{
    s39_a_shared_map_is_read_again, s40_a_token_is_given_once,
    s41_a_shared_map_goes_when_it_is_withdrawn,
};
use store::{Layout, Neighbourhood, Position, StoreError};

/// Runs each rule on mem:// and on surrealkv://.
macro_rules! contract {
    ($($rule:ident)+) => {
        mod memory {
            $(#[tokio::test(flavor = "multi_thread")]
            async fn $rule() { super::$rule(super::Engine::memory()).await; })+
        }
        mod surrealkv {
            $(#[tokio::test(flavor = "multi_thread")]
            async fn $rule() { super::$rule(super::Engine::folder()).await; })+
        }
    };
}

contract! {
    s1_what_is_written_is_read_again
    s2_every_relation_kind_has_its_edge_table
    s3_a_dangling_edge_rolls_everything_back
    s4_replacing_removes_what_was_there
    s5_networks_do_not_touch_each_other
    s6_revision_grows_with_each_write
    s7_an_unknown_network_is_not_found
    s8_neighbourhood_has_one_and_two_hops
    s9_code_book_is_read_again_in_order
    s10_layout_is_read_again_and_replaced
    s11_a_closed_store_is_unavailable
    s12_deleting_leaves_nothing
    s13_parallel_writers_lose_nothing
    s14_a_larger_network_is_written_and_loaded_whole
    s15_a_changed_network_is_read_as_it_is_now
    s16_chain_book_is_read_again_in_order
    s17_a_chain_book_is_replaced_whole
    s18_two_rows_with_one_id_are_refused
    s20_a_change_is_written_with_its_entry
    s21_a_stale_change_is_a_conflict
    s22_a_command_is_carried_out_once
    s23_a_state_of_the_past_is_read
    s24_rows_of_every_table_are_changed
    s25_no_change_leaves_a_loose_end
    s26_many_writers_all_get_through
    s27_a_large_change_is_read_as_it_was_made
    s28_a_row_that_is_there_is_not_added_again
    s29_an_edge_needs_its_ends_in_the_database
    s30_a_session_is_read_again
    s31_a_code_is_given_once
    s32_a_stale_session_is_a_conflict
    s33_sessions_go_with_their_network
    s34_comments_are_read_again_in_order
    s35_a_comment_is_kept_once
    s36_a_comment_needs_its_actor_and_room
    s37_a_comment_is_settled_reopened_and_removed
    s38_comments_stay_until_their_network_goes
    s39_a_shared_map_is_read_again
    s40_a_token_is_given_once
    s41_a_shared_map_goes_when_it_is_withdrawn
}

fn today() -> Date {
    "2026-01-15".parse().unwrap()
}

fn id(text: &str) -> ActorId {
    text.parse().unwrap()
}

/// [S1] Reading gives back what was written, field by field, in id order.
async fn s1_what_is_written_is_read_again(engine: Engine) {
    let store = engine.open().await;
    let mut network = small_network("05774");
    store.replace_network(&network).await.unwrap();
    let read = store.load_network(&network.id).await.unwrap();
    network.revision = 1;
    network.sort();
    assert_eq!(read, network);
}

/// [S2] Every relation kind can be written and read.
async fn s2_every_relation_kind_has_its_edge_table(engine: Engine) {
    let store = engine.open().await;
    let mut network = small_network("05774");
    let template = network.relations[0].clone();
    for kind in RelationKind::ALL {
        let mut relation = template.clone();
        relation.id = format!("r-{}", kind.code().replace('_', "-")).parse().unwrap();
        relation.kind = *kind;
        network.relations.push(relation);
    }
    store.replace_network(&network).await.unwrap();
    let read = store.load_network(&network.id).await.unwrap();
    assert_eq!(read.relations.len(), network.relations.len());
}

/// [S3] An edge whose end does not exist is refused, and nothing of the write remains.
async fn s3_a_dangling_edge_rolls_everything_back(engine: Engine) {
    let store = engine.open().await;
    let before = small_network("05774");
    store.replace_network(&before).await.unwrap();
    let mut broken = before.clone();
    "must not be stored".clone_into(&mut broken.actors[0].name);
    broken.relations[0].to = id("nobody");
    let refused = store.replace_network(&broken).await;
    assert!(matches!(refused, Err(StoreError::Rejected(_))), "{refused:?}");
    let read = store.load_network(&before.id).await.unwrap();
    assert_eq!(read.revision, 1);
    assert_eq!(read.actors, before.actors);
    assert_eq!(read.relations, before.relations);
}

/// [S4] After replacing, only the new network is there.
async fn s4_replacing_removes_what_was_there(engine: Engine) {
    let store = engine.open().await;
    let full = small_network("05774");
    store.replace_network(&full).await.unwrap();
    let mut less = full.clone();
    less.relations.clear();
    less.observations.clear();
    less.services.clear();
    store.replace_network(&less).await.unwrap();
    let read = store.load_network(&full.id).await.unwrap();
    assert!(read.relations.is_empty() && read.services.is_empty() && read.observations.is_empty());
    assert_eq!(read.actors, full.actors);
}

/// [S5] Two networks with the same ids stay apart.
async fn s5_networks_do_not_touch_each_other(engine: Engine) {
    let store = engine.open().await;
    let (one, mut two) = (small_network("05774"), small_network("05766"));
    "other".clone_into(&mut two.actors[0].name);
    store.replace_network(&one).await.unwrap();
    store.replace_network(&two).await.unwrap();
    assert_eq!(store.load_network(&one.id).await.unwrap().actors, one.actors);
    assert_eq!(store.load_network(&two.id).await.unwrap().actors, two.actors);
    let list = store.list_networks().await.unwrap();
    assert_eq!(list.iter().map(|row| row.id.as_str()).collect::<Vec<_>>(), ["05766", "05774"]);
    assert_eq!(list[0].n_actors, 3);
    assert_eq!(list[0].n_relations, 2);
}

/// [S6] Each write raises the revision by one.
async fn s6_revision_grows_with_each_write(engine: Engine) {
    let store = engine.open().await;
    let network = small_network("05774");
    assert_eq!(store.replace_network(&network).await.unwrap(), 1);
    assert_eq!(store.replace_network(&network).await.unwrap(), 2);
    assert_eq!(store.network_revision(&network.id).await.unwrap(), 2);
}

/// [S7] Asking for a network that is not there says so.
async fn s7_an_unknown_network_is_not_found(engine: Engine) {
    let store = engine.open().await;
    let unknown: NetworkId = "05111".parse().unwrap();
    assert!(matches!(store.load_network(&unknown).await, Err(StoreError::NotFound(_))));
    assert!(matches!(store.network_revision(&unknown).await, Err(StoreError::NotFound(_))));
    assert!(store.list_networks().await.unwrap().is_empty());
}

/// [S8] Neighbours in both directions, each at its smallest distance.
async fn s8_neighbourhood_has_one_and_two_hops(engine: Engine) {
    let store = engine.open().await;
    let network = small_network("05774");
    store.replace_network(&network).await.unwrap();
    let around =
        store.neighbourhood(&network.id, &id("cm"), Viewer::public(), today()).await.unwrap();
    assert_eq!(around.one_hop, [id("abh")]);
    assert_eq!(around.two_hops, [id("jobcenter")]);
    let middle =
        store.neighbourhood(&network.id, &id("abh"), Viewer::public(), today()).await.unwrap();
    assert_eq!(middle.one_hop, [id("cm"), id("jobcenter")]);
    assert!(middle.two_hops.is_empty());
    let mut hidden = network.clone();
    hidden.relations[0].envelope.visibility = Visibility::Partners;
    store.replace_network(&hidden).await.unwrap();
    let seen =
        store.neighbourhood(&network.id, &id("cm"), Viewer::public(), today()).await.unwrap();
    assert_eq!(seen, Neighbourhood::default(), "a hidden relation leads nowhere");
    let mut hidden = network.clone();
    hidden.actors[0].envelope.visibility = Visibility::Partners;
    store.replace_network(&hidden).await.unwrap();
    let seen =
        store.neighbourhood(&network.id, &id("cm"), Viewer::public(), today()).await.unwrap();
    assert_eq!(seen, Neighbourhood::default(), "a hidden actor is no bridge");
    let mut ended = network.clone();
    ended.relations[0].envelope.validity.to = Some("2025-12-31".parse().unwrap());
    store.replace_network(&ended).await.unwrap();
    let seen =
        store.neighbourhood(&network.id, &id("cm"), Viewer::public(), today()).await.unwrap();
    assert_eq!(seen, Neighbourhood::default(), "a relation that has run out leads nowhere");
    let nobody = store.neighbourhood(&network.id, &id("nobody"), Viewer::public(), today()).await;
    assert!(matches!(nobody, Err(StoreError::NotFound(_))));
}

/// [S9] Code lists come back in display order.
async fn s9_code_book_is_read_again_in_order(engine: Engine) {
    let store = engine.open().await;
    let entry = |code: &str, position: u16| CodeEntry {
        list: CodeListKind::FieldOfAction,
        code: code.to_owned(),
        label_de: code.to_uppercase(),
        label_en: code.to_owned(),
        position,
        valid_from: Some("2025-01-01".parse().unwrap()),
        valid_to: None,
        note: None,
    };
    let codes = CodeBook::new(vec![entry("b", 1), entry("a", 2)]);
    store.replace_code_book(&codes).await.unwrap();
    store.replace_code_book(&codes).await.unwrap();
    assert_eq!(store.load_code_book().await.unwrap(), codes);
}

/// [S10] A picture is read as it was stored; storing again replaces it.
async fn s10_layout_is_read_again_and_replaced(engine: Engine) {
    let store = engine.open().await;
    let network: NetworkId = "05774".parse().unwrap();
    assert_eq!(store.load_layout(&network, "overview").await.unwrap(), None);
    let mut layout =
        Layout { revision: 1, positions: vec![Position { actor: id("abh"), x: 0.1, y: -2.5 }] };
    store.save_layout(&network, "overview", &layout).await.unwrap();
    assert_eq!(store.load_layout(&network, "overview").await.unwrap(), Some(layout.clone()));
    layout.positions[0].x = 3.0;
    store.save_layout(&network, "overview", &layout).await.unwrap();
    assert_eq!(store.load_layout(&network, "overview").await.unwrap(), Some(layout.clone()));

    // The next state of the network begins with the picture of the last.
    store.replace_network(&small_network("05774")).await.unwrap();
    assert_eq!(store.load_layout(&network, "overview").await.unwrap(), Some(layout));
}

/// [S11] After closing, calls fail cleanly, and closing twice is harmless.
async fn s11_a_closed_store_is_unavailable(engine: Engine) {
    let store = engine.open().await;
    store.close().await;
    store.close().await;
    assert!(matches!(store.list_networks().await, Err(StoreError::Unavailable(_))));
}

/// [S12] Deleting a network leaves neither nodes nor edges of it.
async fn s12_deleting_leaves_nothing(engine: Engine) {
    let store = engine.open().await;
    let network = small_network("05774");
    store.replace_network(&network).await.unwrap();
    store.delete_network(&network.id).await.unwrap();
    assert!(matches!(store.load_network(&network.id).await, Err(StoreError::NotFound(_))));
    let around = store.neighbourhood(&network.id, &id("abh"), Viewer::public(), today()).await;
    assert!(matches!(around, Err(StoreError::NotFound(_))));
}

/// [S13] Of writers at the same time each either wins whole or is told of the conflict.
async fn s13_parallel_writers_lose_nothing(engine: Engine) {
    let store = std::sync::Arc::new(engine.open().await);
    let writers = (0..4).map(|writer| {
        let store = std::sync::Arc::clone(&store);
        tokio::spawn(async move {
            let mut network = small_network("05774");
            network.actors[0].name = format!("writer {writer}");
            store.replace_network(&network).await
        })
    });
    let mut n_written = 0;
    for writer in writers.collect::<Vec<_>>() {
        match writer.await.unwrap() {
            Ok(_) => n_written += 1,
            Err(StoreError::Conflict) => {}
            Err(other) => panic!("{other}"),
        }
    }
    let read = store.load_network(&"05774".parse().unwrap()).await.unwrap();
    assert!(n_written >= 1);
    assert_eq!(read.revision, n_written);
    assert_eq!(read.relations.len(), 2);
}

/// [S14] A network of 300 actors and 900 relations is written whole and loaded whole.
async fn s14_a_larger_network_is_written_and_loaded_whole(engine: Engine) {
    let store = engine.open().await;
    let mut network = small_network("05774");
    let (actor, relation) = (network.actors[0].clone(), network.relations[0].clone());
    for n in 0..300 {
        let mut actor = actor.clone();
        actor.id = id(&format!("a-{n}"));
        network.actors.push(actor);
    }
    for n in 0..900 {
        let mut relation = relation.clone();
        relation.id = format!("r-{n}").parse().unwrap();
        relation.from = id(&format!("a-{}", n % 300));
        relation.to = id(&format!("a-{}", (n * 7 + 1) % 300));
        network.relations.push(relation);
    }
    store.replace_network(&network).await.unwrap();
    let read = store.load_network(&network.id).await.unwrap();
    assert_eq!(read.actors.len(), network.actors.len());
    assert_eq!(read.relations.len(), network.relations.len());
}

/// [S15] Whatever differs from what was stored is written, and nothing else is lost by it.
async fn s15_a_changed_network_is_read_as_it_is_now(engine: Engine) {
    let store = engine.open().await;
    let mut network = small_network("05774");
    network.sort();
    store.replace_network(&network).await.unwrap();
    "another name".clone_into(&mut network.actors[0].name);
    network.actors[0].note = None;
    network.actors[1].note = Some("a note".to_owned());
    let relation = &mut network.relations[0];
    std::mem::swap(&mut relation.from, &mut relation.to);
    network.relations[1].note = Some("a note".to_owned());
    let mut added = network.relations[1].clone();
    added.id = "added".parse().unwrap();
    network.relations.push(added);
    store.replace_network(&network).await.unwrap();
    network.revision = 2;
    network.sort();
    assert_eq!(store.load_network(&network.id).await.unwrap(), network);

    let mut broken = network.clone();
    let lost = broken.relations[0].to.clone();
    broken.actors.retain(|actor| actor.id != lost);
    let refused = store.replace_network(&broken).await;
    assert!(matches!(refused, Err(StoreError::Rejected(_))), "{refused:?}");
    assert_eq!(store.load_network(&network.id).await.unwrap(), network);
}

fn other_kind(kind: RelationKind) -> RelationKind {
    let others = RelationKind::ALL.iter().copied();
    others.into_iter().find(|other| *other != kind).unwrap()
}

/// [S18] Two rows with one id are refused, and nothing is written.
async fn s18_two_rows_with_one_id_are_refused(engine: Engine) {
    let store = engine.open().await;
    let mut network = small_network("05774");
    network.sort();
    store.replace_network(&network).await.unwrap();
    let mut twice = network.clone();
    let mut row = twice.actors[0].clone();
    "another name".clone_into(&mut row.name);
    twice.actors.push(row);
    let refused = store.replace_network(&twice).await;
    assert!(matches!(refused, Err(StoreError::Rejected(_))), "{refused:?}");
    // Of another kind it lies in another table.
    let mut twice = network.clone();
    let mut row = twice.relations[0].clone();
    row.kind = other_kind(row.kind);
    twice.relations.push(row);
    let refused = store.replace_network(&twice).await;
    assert!(matches!(refused, Err(StoreError::Rejected(_))), "{refused:?}");
    network.revision = 1;
    assert_eq!(store.load_network(&network.id).await.unwrap(), network);
}

/// [S16] Chain templates come back field by field, in display order; before the first there are
/// none.
async fn s16_chain_book_is_read_again_in_order(engine: Engine) {
    let store = engine.open().await;
    assert_eq!(store.load_chain_book().await.unwrap(), ChainBook::default());
    let chains = small_chain_book(&["b", "a"]);
    store.replace_chain_book(&chains).await.unwrap();
    assert_eq!(store.load_chain_book().await.unwrap(), chains);
    assert_eq!(store.load_code_book().await.unwrap(), CodeBook::default());
}

/// [S17] After replacing, only the new templates are there; networks stay as they are.
async fn s17_a_chain_book_is_replaced_whole(engine: Engine) {
    let store = engine.open().await;
    let network = small_network("05774");
    store.replace_network(&network).await.unwrap();
    store.replace_chain_book(&small_chain_book(&["a", "b"])).await.unwrap();
    store.replace_chain_book(&small_chain_book(&["c"])).await.unwrap();
    assert_eq!(store.load_chain_book().await.unwrap(), small_chain_book(&["c"]));
    assert_eq!(store.network_revision(&network.id).await.unwrap(), 1);
}

/// [S19] What was written to a folder is there after closing and opening again.
#[tokio::test(flavor = "multi_thread")]
async fn s19_a_folder_keeps_its_data() {
    let engine = Engine::folder();
    let network = small_network("05774");
    let store = engine.open().await;
    store.replace_network(&network).await.unwrap();
    store.close().await;
    drop(store);
    let again = store::Store::open(engine.url()).await.unwrap();
    assert_eq!(again.load_network(&network.id).await.unwrap().relations, network.relations);
}
