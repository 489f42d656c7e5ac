//! What is visible of the log; what must stay hidden comes first.

use access::{Identity, Viewer, visible_log};
use model::{EntityRef, Network, Row, RowChange, Statistic, Visibility};

use crate::fixtures::{actor, observation, relation, today};
use crate::past::{log, states};

fn seen_by(states: &[Network], viewer: Viewer) -> Vec<Vec<RowChange>> {
    let present = states.last().unwrap();
    visible_log(log(states), present, viewer, today())
}

/// For each entry, each row: its key, and whether it is there before and after.
fn sides(states: &[Network]) -> Vec<Vec<String>> {
    let side = |row: &Option<Row>| if row.is_some() { "+" } else { "-" };
    let shown = |change: &RowChange| {
        format!("{} {}{}", change.key, side(&change.before), side(&change.after))
    };
    let entries = seen_by(states, Viewer::public());
    entries.iter().map(|changes| changes.iter().map(shown).collect()).collect()
}

fn nothing(_network: &mut Network) {}

fn with_actor(network: &mut Network) {
    network.actors = vec![actor("a", Visibility::Public)];
}

fn rename(network: &mut Network) {
    "neu".clone_into(&mut network.actors[0].name);
}

fn show(visibility: Visibility, network: &mut Network) {
    network.actors[0].envelope.visibility = visibility;
}

#[test]
fn changes_of_a_row_that_is_hidden_today_are_left_out() {
    let states =
        states([nothing, with_actor, rename, |network| show(Visibility::Partners, network)]);
    assert_eq!(sides(&states), [[""; 0]; 3]);
}

#[test]
fn what_was_hidden_before_it_was_removed_is_left_out() {
    let states = states([
        nothing,
        with_actor,
        |network| show(Visibility::Steering, network),
        |network| network.actors.clear(),
    ]);
    assert_eq!(sides(&states), [[""; 0]; 3]);
}

#[test]
fn a_row_that_becomes_public_comes_then() {
    let hidden = |network: &mut Network| {
        with_actor(network);
        show(Visibility::Kreis, network);
    };
    let states =
        states([nothing, hidden, rename, |network| show(Visibility::Public, network), rename]);
    let expected: [&[&str]; 4] = [&[], &[], &["actors:a -+"], &[]];
    assert_eq!(sides(&states), expected);
}

#[test]
fn what_is_public_all_the_time_is_seen_as_it_was_stored() {
    let states = states([nothing, with_actor, rename, |network| network.actors.clear()]);
    assert_eq!(seen_by(&states, Viewer::public()), log(&states));
}

#[test]
fn what_hangs_on_a_hidden_row_is_left_out_and_its_name_as_well() {
    let with_two = |network: &mut Network| {
        network.actors = vec![actor("a", Visibility::Public), actor("b", Visibility::Kreis)];
    };
    let tie = |network: &mut Network| {
        network.relations = vec![relation("r", "a", "b", Visibility::Public)];
        network.actors[0].parent = Some("b".parse().unwrap());
    };
    let states = states([nothing, with_two, tie, |network| {
        network.actors.retain(|actor| actor.id.as_str() == "a");
        network.actors[0].parent = None;
        network.relations.clear();
    }]);
    let expected: [&[&str]; 3] = [&["actors:a -+"], &[], &[]];
    assert_eq!(sides(&states), expected);
}

#[test]
fn small_counts_are_left_out_for_everybody() {
    fn counted(network: &mut Network, value: &str) {
        with_actor(network);
        let entity = EntityRef::Actor("a".parse().unwrap());
        network.observations = vec![observation("o", entity, value, Statistic::Count)];
    }
    let states = states([
        with_actor,
        |network| counted(network, "40"),
        |network| counted(network, "3"),
        |network| counted(network, "30"),
        |network| counted(network, "33"),
    ]);
    let expected: [&[&str]; 4] = [&[], &[], &[], &["observations:o -+"]];
    assert_eq!(sides(&states), expected);
    let all = Identity::local_coordinator().viewer_of(&"05774".parse().unwrap());
    assert_eq!(seen_by(&states, all), seen_by(&states, Viewer::public()));
}

#[test]
fn a_row_that_does_not_hold_yet_is_left_out() {
    let states = states([nothing, |network| {
        with_actor(network);
        network.actors[0].envelope.validity.from = "2026-02-01".parse().ok();
    }]);
    assert_eq!(sides(&states), [[""; 0]]);
}
