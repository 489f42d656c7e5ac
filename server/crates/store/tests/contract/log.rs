//! Rules of changes and their log.

use std::sync::Arc;

use access::{Authorised, Identity, authorise};
use model::{CommandId, Network, Origin, Row, RowChange, RowKey, TableName, Timestamp};
use store::{Commit, Store, StoreError};

use crate::fixture::{Engine, small_network};

fn command(name: &str) -> CommandId {
    CommandId::try_from(format!("command-{name}")).unwrap()
}

fn noon() -> Timestamp {
    "2026-11-27T11:00:00Z".parse().unwrap()
}

fn allowed(commit: Commit) -> Authorised<Commit> {
    authorise(&Identity::local_coordinator(), commit).unwrap()
}

/// The network with another name for an actor, ready to be written.
fn renaming(network: &Network, actor: usize, name: &str, id: &str) -> Authorised<Commit> {
    let mut after = network.clone();
    name.clone_into(&mut after.actors[actor].name);
    let changes = network.changes_to(&after);
    allowed(Commit::new(command(id), Origin::Edit, after, changes, noon()))
}

async fn stored(store: &Store) -> Network {
    let network = small_network("05774");
    store.replace_network(&network).await.unwrap();
    store.load_network(&network.id).await.unwrap()
}

/// [S20] A change is written with its entry in the log, and nothing else is touched.
pub(crate) async fn s20_a_change_is_written_with_its_entry(engine: Engine) {
    let store = engine.open().await;
    let network = stored(&store).await;
    assert_eq!(store.commit(&renaming(&network, 0, "Anders", "one-1")).await.unwrap(), 2);
    let mut expected = network.clone();
    "Anders".clone_into(&mut expected.actors[0].name);
    expected.revision = 2;
    assert_eq!(store.load_network(&network.id).await.unwrap(), expected);
    let events = store.events(&network.id, 2, 10).await.unwrap();
    let told: Vec<_> = events
        .iter()
        .map(|event| (event.revision, event.by.as_str(), event.origin, event.n_changes))
        .collect();
    let n_rows = u32::try_from(network.rows().count()).unwrap();
    assert_eq!(told, [(2, "lokal", Origin::Edit, 1), (1, "Betrieb", Origin::Import, n_rows)]);
    assert_eq!(events[0].at, noon());
    let changes = store.event_changes(&network.id, 2).await.unwrap();
    assert_eq!(changes, network.changes_to(&expected));
}

/// [S21] A change made on another revision is a conflict, and nothing of it remains.
pub(crate) async fn s21_a_stale_change_is_a_conflict(engine: Engine) {
    let store = engine.open().await;
    let network = stored(&store).await;
    store.commit(&renaming(&network, 0, "Erst", "one-1")).await.unwrap();
    let stale = store.commit(&renaming(&network, 1, "Dann", "two-2")).await;
    assert!(matches!(stale, Err(StoreError::Conflict)), "{stale:?}");
    assert_eq!(store.load_network(&network.id).await.unwrap().actors[1], network.actors[1]);
    assert_eq!(store.events(&network.id, 9, 10).await.unwrap().len(), 2);
}

/// [S22] What a command led to is known, and it is not carried out twice.
pub(crate) async fn s22_a_command_is_carried_out_once(engine: Engine) {
    let store = engine.open().await;
    let network = stored(&store).await;
    let id = command("one-1");
    assert_eq!(store.revision_of_command(&network.id, &id).await.unwrap(), None);
    store.commit(&renaming(&network, 0, "Erst", "one-1")).await.unwrap();
    assert_eq!(store.revision_of_command(&network.id, &id).await.unwrap(), Some(2));
    let now = store.load_network(&network.id).await.unwrap();
    let again = store.commit(&renaming(&now, 0, "Noch einmal", "one-1")).await;
    assert!(matches!(again, Err(StoreError::Rejected(_))), "{again:?}");
    assert_eq!(store.network_revision(&network.id).await.unwrap(), 2);
}

/// [S23] Every state of the past is there again, by revision and by moment.
pub(crate) async fn s23_a_state_of_the_past_is_read(engine: Engine) {
    let store = engine.open().await;
    let mut states = vec![stored(&store).await];
    for (n, name) in ["Zwei", "Drei", "Vier"].into_iter().enumerate() {
        let now = states.last().unwrap().clone();
        let commit = renaming(&now, n % 2, name, &format!("state-{n}"));
        store.commit(&commit).await.unwrap();
        states.push(store.load_network(&now.id).await.unwrap());
    }
    let id = states[0].id.clone();
    for state in &states {
        assert_eq!(store.network_at(&id, state.revision).await.unwrap(), *state);
    }
    for unknown in [0, 5] {
        let read = store.network_at(&id, unknown).await;
        assert!(unknown == 0 && read.is_ok() || matches!(read, Err(StoreError::NotFound(_))));
    }
    let before_all: Timestamp = "2020-01-01T00:00:00Z".parse().unwrap();
    assert_eq!(store.revision_at(&id, before_all).await.unwrap(), None);
    assert_eq!(store.revision_at(&id, noon()).await.unwrap(), Some(4));
}

/// [S24] Rows of every table, and edges with them, are made, changed and removed by changes.
pub(crate) async fn s24_rows_of_every_table_are_changed(engine: Engine) {
    let store = engine.open().await;
    let full = stored(&store).await;
    let kreis = RowKey::new(TableName::Regions, full.id.as_str());
    // The Kreis stays, with where it comes from.
    let goes = |key: &RowKey| *key != kreis && key.table != TableName::Sources;
    let mut empty = full.clone();
    empty.put(full.rows().map(|row| (row.key(), None)).filter(|(key, _)| goes(key)));
    let changes = full.changes_to(&empty);
    let commit = Commit::new(command("empty"), Origin::Removal, empty.clone(), changes, noon());
    store.commit(&allowed(commit)).await.unwrap();
    empty.revision = 2;
    assert_eq!(store.load_network(&full.id).await.unwrap(), empty);
    let back: Vec<RowChange> =
        full.changes_to(&empty).into_iter().map(RowChange::reversed).collect();
    let mut after = empty;
    after.put(back.iter().cloned().map(|change| (change.key, change.after)));
    let commit = Commit::new(command("full-again"), Origin::Undo, after, back, noon());
    store.commit(&allowed(commit.undoing(Some(2)))).await.unwrap();
    let read = store.load_network(&full.id).await.unwrap();
    assert_eq!(Network { revision: 1, ..read }, full);
    assert_eq!(store.events(&full.id, 3, 1).await.unwrap()[0].undoes, Some(2));
}

/// [S25] An edge that would hang on nothing is refused, also where only its end goes.
pub(crate) async fn s25_no_change_leaves_a_loose_end(engine: Engine) {
    let store = engine.open().await;
    let network = stored(&store).await;
    let mut after = network.clone();
    let lost = after.relations[0].to.clone();
    after.actors.retain(|actor| actor.id != lost);
    let changes = network.changes_to(&after);
    let commit = Commit::new(command("loose-end"), Origin::Removal, after, changes, noon());
    let refused = store.commit(&allowed(commit)).await;
    assert!(matches!(refused, Err(StoreError::Rejected(_))), "{refused:?}");
    assert_eq!(store.load_network(&network.id).await.unwrap(), network);
}

/// [S26] Eight writers at the same time, each of whom tries again after a conflict: every change is
/// there in the end, and the log has one entry for each.
pub(crate) async fn s26_many_writers_all_get_through(engine: Engine) {
    const N_WRITERS: usize = 8;
    let store = Arc::new(engine.open().await);
    let network = stored(&store).await;
    let template = network.actors[0].clone();
    let writers = (0..N_WRITERS).map(|writer| {
        let (store, id, mut actor) = (Arc::clone(&store), network.id.clone(), template.clone());
        actor.id = format!("a-{writer}").parse().unwrap();
        tokio::spawn(async move {
            loop {
                let now = store.load_network(&id).await.unwrap();
                let mut after = now.clone();
                let row = Row::from(actor.clone());
                after.put([(row.key(), Some(row.clone()))]);
                let changes = vec![RowChange::added(row)];
                let name = command(&format!("writer-{writer}"));
                let commit = Commit::new(name, Origin::Edit, after, changes, noon());
                match store.commit(&allowed(commit)).await {
                    Ok(_) => return,
                    Err(StoreError::Conflict) => {}
                    Err(other) => panic!("{other}"),
                }
            }
        })
    });
    for writer in writers.collect::<Vec<_>>() {
        writer.await.unwrap();
    }
    let read = store.load_network(&network.id).await.unwrap();
    assert_eq!(read.actors.len(), network.actors.len() + N_WRITERS);
    let last = 1 + u64::try_from(N_WRITERS).unwrap();
    assert_eq!(read.revision, last);
    let events = store.events(&network.id, last, 1000).await.unwrap();
    let revisions: Vec<u64> = events.iter().map(|event| event.revision).collect();
    assert_eq!(revisions, (1..=last).rev().collect::<Vec<_>>());
}

/// [S27] A change of some thousand rows is there afterwards field by field, and so is its entry.
pub(crate) async fn s27_a_large_change_is_read_as_it_was_made(engine: Engine) {
    const N_ACTORS: usize = 200;
    const N_RELATIONS: usize = 1_800;
    let store = engine.open().await;
    let network = stored(&store).await;
    let mut after = network.clone();
    let (actor, relation) = (network.actors[1].clone(), network.relations[0].clone());
    for n in 0..N_ACTORS {
        let id = format!("a-{n}").parse().unwrap();
        after.actors.push(model::Actor { id, name: format!("Amt {n}"), ..actor.clone() });
    }
    for n in 0..N_RELATIONS {
        let end = |n: usize| format!("a-{}", n % N_ACTORS).parse().unwrap();
        after.relations.push(model::Relation {
            id: format!("r-{n}").parse().unwrap(),
            kind: model::RelationKind::ALL[n % model::RelationKind::ALL.len()],
            from: end(n),
            to: end(n * 7 + 1),
            times_per_year: u16::try_from(n).ok(),
            note: (n % 2 == 0).then(|| format!("Hinweis {n}")),
            ..relation.clone()
        });
    }
    after.sort();
    let changes = network.changes_to(&after);
    let commit =
        Commit::new(command("large"), Origin::Import, after.clone(), changes.clone(), noon());
    after.revision = store.commit(&allowed(commit)).await.unwrap();
    assert!(store.load_network(&network.id).await.unwrap() == after, "something got lost");
    assert!(store.event_changes(&network.id, 2).await.unwrap() == changes, "the log differs");
    assert_eq!(store.network_at(&network.id, 1).await.unwrap(), network);
}

/// [S28] What is there is not added again, be it a node or an edge, whatever the change says.
pub(crate) async fn s28_a_row_that_is_there_is_not_added_again(engine: Engine) {
    let store = engine.open().await;
    let network = stored(&store).await;
    let mut after = network.clone();
    "Anders".clone_into(&mut after.actors[0].name);
    after.relations[0].note = Some("anders".to_owned());
    let rows = [Row::from(after.actors[0].clone()), Row::from(after.relations[0].clone())];
    for row in rows {
        let changes = vec![RowChange::added(row)];
        let commit = Commit::new(command("again"), Origin::Edit, after.clone(), changes, noon());
        let refused = store.commit(&allowed(commit)).await;
        assert!(matches!(refused, Err(StoreError::Rejected(_))), "{refused:?}");
        assert_eq!(store.load_network(&network.id).await.unwrap(), network);
    }
}

/// [S29] An edge needs both its ends in the database, not only in what the caller takes to be
/// there.
pub(crate) async fn s29_an_edge_needs_its_ends_in_the_database(engine: Engine) {
    let store = engine.open().await;
    let network = stored(&store).await;
    let mut after = network.clone();
    let ghost = model::Actor { id: "ghost".parse().unwrap(), ..network.actors[0].clone() };
    after.actors.push(ghost.clone());
    let template = model::Relation { id: "new".parse().unwrap(), ..network.relations[0].clone() };
    let from_ghost = model::Relation { from: ghost.id.clone(), ..template.clone() };
    let to_ghost = model::Relation { to: ghost.id, ..template };
    for relation in [from_ghost, to_ghost] {
        let mut after = after.clone();
        after.relations.push(relation.clone());
        let changes = vec![RowChange::added(relation.into())];
        let commit = Commit::new(command("ghost"), Origin::Edit, after, changes, noon());
        let refused = store.commit(&allowed(commit)).await;
        assert!(matches!(refused, Err(StoreError::Rejected(_))), "{refused:?}");
        assert_eq!(store.load_network(&network.id).await.unwrap(), network);
    }
}
