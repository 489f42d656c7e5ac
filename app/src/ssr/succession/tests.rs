use std::path::Path;

use access::{Identity, Viewer, visible};
use exchange::{CsvFiles, read_code_book, read_network};
use model::{
    Actor, ChainBook, CodeBook, Date, Decimal, Network, Relation, RelationKind, RowKey, TableName,
    Visibility,
};
use store::Layout;

use super::*;
use crate::api::graph_update::GraphUpdate;
use crate::api::{Arrangement, GraphView};
use crate::ssr::arrange::{arranged, kept, overview};
use crate::ssr::views::{graph, graph_update};

pub(in crate::ssr) fn paderborn() -> (Network, CodeBook) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    let codes = read_code_book(&std::fs::read(folder.join("codes.csv")).unwrap()).item.unwrap();
    let files: CsvFiles = std::fs::read_dir(folder.join("paderborn"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, std::fs::read(path).unwrap())
        })
        .collect();
    let mut network = read_network(&files, &codes).item.unwrap();
    network.sort();
    (network, codes)
}

/// What somebody does to a network.
type Edit = fn(&mut Network);

fn actor<'a>(network: &'a mut Network, id: &str) -> &'a mut Actor {
    network.actors.iter_mut().find(|row| row.id.as_str() == id).unwrap()
}

/// The first relation that refers, and has been counted.
fn counted(network: &Network) -> Relation {
    let is_counted = |row: &&Relation| {
        let entity = EntityRef::Relation(row.id.clone());
        row.kind == RelationKind::RefersTo
            && network.observations.iter().any(|observed| observed.entity == entity)
    };
    network.relations.iter().find(is_counted).unwrap().clone()
}

fn put(network: &mut Network, row: Row) {
    network.put([(row.key(), Some(row))]);
}

fn add_actor(network: &mut Network) {
    let new = Actor {
        id: "aaa-neu".parse().unwrap(),
        name: "Neue Stelle".to_owned(),
        ..actor(network, "ki").clone()
    };
    put(network, new.into());
}

fn tie_new_actor(network: &mut Network) {
    let new = Relation {
        id: "zzz-neu".parse().unwrap(),
        from: "aaa-neu".parse().unwrap(),
        to: "ki".parse().unwrap(),
        service: None,
        ..counted(network)
    };
    put(network, new.into());
}

fn rename(network: &mut Network) {
    "Ganz anders".clone_into(&mut actor(network, "ki").name);
}

fn move_place(network: &mut Network) {
    let elsewhere = network.municipalities().last().unwrap().id.clone();
    actor(network, "ki").region = Some(elsewhere);
}

fn observe_more(network: &mut Network) {
    let entity = EntityRef::Relation(counted(network).id);
    for row in network.observations.iter_mut().filter(|row| row.entity == entity) {
        row.value = Decimal::from_integer(77);
    }
}

fn forget_observations(network: &mut Network) {
    let entity = EntityRef::Relation(counted(network).id);
    network.observations.retain(|row| row.entity != entity);
}

fn change_services(network: &mut Network) {
    let service = network.services.iter().find(|row| row.capacity.is_some()).unwrap().clone();
    network.services.retain(|row| row.actor != service.actor || row.id == service.id);
    for row in network.services.iter_mut().filter(|row| row.id == service.id) {
        "Umbenannt".clone_into(&mut row.name);
        if let Some(capacity) = &mut row.capacity {
            capacity.value = Decimal::from_integer(977);
        }
    }
}

fn end_relation(network: &mut Network) {
    let key = RowKey::new(TableName::Relations, counted(network).id.to_string());
    network.put([(key, None)]);
}

fn end_competences(network: &mut Network) {
    let first = network.jurisdictions[0].actor.clone();
    network.jurisdictions.retain(|row| row.actor != first);
}

/// With it go its relations, and whatever else hangs on it.
fn hide_actor(network: &mut Network) {
    let most = counted(network).to;
    actor(network, most.as_str()).envelope.visibility = Visibility::Steering;
}

fn remove_actor(network: &mut Network) {
    let from = counted(network).from;
    network.actors.retain(|row| row.id != from);
}

const EDITS: [(&str, Edit); 11] = [
    ("a new actor", add_actor),
    ("a relation of the new actor", tie_new_actor),
    ("another name", rename),
    ("another place", move_place),
    ("other observations", observe_more),
    ("no observations", forget_observations),
    ("fewer and other services", change_services),
    ("a relation less", end_relation),
    ("no competences", end_competences),
    ("a hidden actor", hide_actor),
    ("an actor less", remove_actor),
];

/// Those with which rows go out of sight.
const LOSSES: [&str; 6] = [
    "no observations",
    "fewer and other services",
    "a relation less",
    "no competences",
    "a hidden actor",
    "an actor less",
];

struct State {
    loaded: LoadedNetwork,
    overview: Layout,
}

impl State {
    fn of(network: &Network, codes: &CodeBook, viewer: Viewer, before: Option<&Self>) -> Self {
        let today: Date = "2026-06-01".parse().unwrap();
        let seen = visible(network, viewer, today);
        let loaded = LoadedNetwork::new(seen, today, codes.clone(), ChainBook::default());
        let loaded = match before {
            Some(before) => loaded.following(&before.loaded, viewer.sees_all()),
            None => loaded,
        };
        let known = before.map(|before| &before.overview);
        let stays = known.and_then(|known| kept(&loaded, known));
        let overview = stays.unwrap_or_else(|| overview(&loaded, known));
        Self { loaded, overview }
    }

    fn graph(&self, arrangement: Arrangement) -> GraphView {
        let arranged = arranged(&self.loaded, arrangement, &self.overview);
        graph(&self.loaded, &arranged, model::Lang::De)
    }

    fn update(&self, arrangement: Arrangement, since: u64) -> GraphUpdate {
        let arranged = arranged(&self.loaded, arrangement, &self.overview);
        let since = (since, self.loaded.day);
        graph_update(&self.loaded, (arrangement, &arranged), since, model::Lang::De)
    }
}

fn viewers() -> [Viewer; 2] {
    [Viewer::public(), Identity::local_coordinator().viewer_of(&"05774".parse().unwrap())]
}

#[test]
fn a_picture_that_takes_what_changed_is_the_picture_asked_for_as_a_whole() {
    for viewer in viewers() {
        let (mut network, codes) = paderborn();
        let mut before = State::of(&network, &codes, viewer, None);
        let mut shown = Arrangement::ALL.map(|arrangement| before.graph(arrangement));
        // Whoever has missed everything since the beginning.
        let mut late = Arrangement::ALL.map(|arrangement| before.graph(arrangement));
        let first = network.revision;
        for (what, edit) in EDITS {
            edit(&mut network);
            network.revision += 1;
            let after = State::of(&network, &codes, viewer, Some(&before));
            for (arrangement, shown) in Arrangement::ALL.into_iter().zip(&mut shown) {
                let update = after.update(arrangement, shown.revision);
                // Whoever does not see everything is not told what has gone.
                let is_whole = LOSSES.contains(&what) && !viewer.sees_all();
                let parts = matches!(update, GraphUpdate::Parts(_));
                assert_eq!(parts, !is_whole, "{what}, {arrangement:?}");
                shown.take(update);
                assert_eq!(*shown, after.graph(arrangement), "{what}, {arrangement:?}");
            }
            before = after;
        }
        for (arrangement, late) in Arrangement::ALL.into_iter().zip(&mut late) {
            let update = before.update(arrangement, first);
            assert_eq!(matches!(update, GraphUpdate::Parts(_)), viewer.sees_all());
            late.take(update);
            assert_eq!(*late, before.graph(arrangement), "at once, {arrangement:?}");
        }
    }
}

#[test]
fn what_a_reader_never_saw_is_not_named_to_them() {
    let (mut network, codes) = paderborn();
    hide_actor(&mut network);
    let hidden = network
        .actors
        .iter()
        .find(|row| row.envelope.visibility == Visibility::Steering)
        .unwrap()
        .id
        .clone();
    let before = State::of(&network, &codes, Viewer::public(), None);
    "Geheim".clone_into(&mut actor(&mut network, hidden.as_str()).name);
    rename(&mut network);
    network.actors.retain(|row| row.id != hidden);
    network.revision += 1;
    let after = State::of(&network, &codes, Viewer::public(), Some(&before));
    let update = after.update(Arrangement::Overview, before.loaded.revision);
    let told = serde_json::to_string(&update).unwrap();
    assert!(told.contains("Ganz anders"));
    assert!(!told.contains(hidden.as_str()), "{told}");
}

#[test]
fn where_the_steps_are_not_known_the_whole_is_sent() {
    let (mut network, codes) = paderborn();
    let viewer = Viewer::public();
    let before = State::of(&network, &codes, viewer, None);
    let is_whole = |state: &State, since| {
        matches!(state.update(Arrangement::Overview, since), GraphUpdate::Whole(_))
    };
    assert!(is_whole(&before, before.loaded.revision + 7), "a revision nobody has seen");
    assert!(!is_whole(&before, before.loaded.revision), "nothing has changed");
    let first = network.revision;
    "Anders".clone_into(&mut network.regions[0].name);
    network.revision += 1;
    let after = State::of(&network, &codes, viewer, Some(&before));
    assert!(is_whole(&after, first), "all Kommunen may be others");
    // Steps without end would fill the memory.
    let mut state = after;
    for _ in 0..MAX_STEPS {
        network.revision += 1;
        state = State::of(&network, &codes, viewer, Some(&state));
    }
    assert_eq!(state.loaded.steps().len(), MAX_STEPS);
    assert!(is_whole(&state, first));
}
