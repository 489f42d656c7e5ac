//! What is visible of the past; what must stay hidden comes first.

use access::{Identity, Viewer, VisibleNetwork, past, visible};
use model::{EntityRef, Network, NetworkId, RowChange, Statistic, Visibility};

use crate::fixtures::{actor, observation, relation, service, today};

/// The states of a network, the last one today.
pub(crate) fn states<const N: usize>(edits: [fn(&mut Network); N]) -> Vec<Network> {
    let mut network = Network::empty(NetworkId::new("05774").unwrap());
    let state = |edit: fn(&mut Network)| {
        edit(&mut network);
        network.sort();
        network.clone()
    };
    edits.into_iter().map(state).collect()
}

/// What was changed between each state and the next.
pub(crate) fn log(states: &[Network]) -> Vec<Vec<RowChange>> {
    states.windows(2).map(|pair| pair[0].changes_to(&pair[1])).collect()
}

/// The past states as a viewer sees them, and the present one.
pub(crate) fn seen(states: &[Network], viewer: Viewer) -> Vec<VisibleNetwork> {
    let log = log(states);
    let state =
        |(idx, state): (usize, &Network)| past(state, &log[idx..].concat(), viewer, today());
    states.iter().enumerate().map(state).collect()
}

fn n_actors(states: &[Network]) -> Vec<usize> {
    seen(states, Viewer::public()).iter().map(|seen| seen.network().actors.len()).collect()
}

fn values(states: &[Network]) -> Vec<Vec<String>> {
    let of_state = |seen: &VisibleNetwork| {
        seen.network().observations.iter().map(|row| row.value.to_string()).collect()
    };
    seen(states, Viewer::public()).iter().map(of_state).collect()
}

fn two_actors(network: &mut Network) {
    network.actors = vec![actor("a", Visibility::Public), actor("b", Visibility::Public)];
}

fn hide_b(network: &mut Network) {
    network.actors[1].envelope.visibility = Visibility::Kreis;
}

fn show_b(network: &mut Network) {
    network.actors[1].envelope.visibility = Visibility::Public;
}

fn remove_b(network: &mut Network) {
    network.actors.retain(|actor| actor.id.as_str() != "b");
}

#[test]
fn what_is_hidden_today_was_never_there() {
    assert_eq!(n_actors(&states([two_actors, hide_b])), [1, 1]);
}

#[test]
fn what_was_hidden_before_it_was_removed_stays_hidden() {
    assert_eq!(n_actors(&states([two_actors, hide_b, remove_b])), [1, 1, 1]);
}

#[test]
fn what_is_shown_again_is_there_from_then_on() {
    assert_eq!(n_actors(&states([two_actors, hide_b, show_b])), [1, 1, 2]);
}

#[test]
fn what_was_hidden_then_stays_hidden_though_it_is_public_today() {
    let hidden = |network: &mut Network| {
        two_actors(network);
        hide_b(network);
    };
    assert_eq!(n_actors(&states([hidden, show_b])), [1, 2]);
}

#[test]
fn what_was_removed_is_still_seen_in_the_past() {
    assert_eq!(n_actors(&states([two_actors, remove_b])), [2, 1]);
}

#[test]
fn what_has_run_out_is_still_seen_in_the_past() {
    let run_out = |network: &mut Network| {
        network.actors[1].envelope.validity.to = "2025-12-31".parse().ok();
    };
    assert_eq!(n_actors(&states([two_actors, run_out])), [2, 1]);
}

#[test]
fn what_hung_on_a_row_that_is_hidden_today_goes_with_it() {
    let with_ties = |network: &mut Network| {
        two_actors(network);
        network.actors[0].parent = Some("b".parse().unwrap());
        network.services = vec![service("s", "b")];
        network.relations = vec![relation("r", "a", "b", Visibility::Public)];
        let entity = EntityRef::Relation("r".parse().unwrap());
        network.observations = vec![observation("o", entity, "30", Statistic::Count)];
    };
    // What is removed with the tie is not given back by that.
    let remove_tie = |network: &mut Network| {
        network.relations.clear();
        network.observations.clear();
    };
    for states in [states([with_ties, remove_tie, hide_b]), states([with_ties, hide_b, remove_tie])]
    {
        let seen = &seen(&states, Viewer::public())[0];
        let network = seen.network();
        assert_eq!(network.actors.len(), 1);
        assert_eq!(network.actors[0].parent, None);
        assert!(network.services.is_empty() && network.relations.is_empty());
        assert!(network.observations.is_empty());
    }
}

#[test]
fn what_moved_to_a_hidden_row_is_hidden_where_it_was() {
    let with_service = |network: &mut Network| {
        two_actors(network);
        hide_b(network);
        network.services = vec![service("s", "a")];
    };
    let move_service = |network: &mut Network| network.services[0].actor = "b".parse().unwrap();
    let states = states([with_service, move_service]);
    assert!(seen(&states, Viewer::public())[0].network().services.is_empty());
}

fn count(value: &str) -> model::Observation {
    observation("o", EntityRef::Actor("a".parse().unwrap()), value, Statistic::Count)
}

fn counted(network: &mut Network, value: &str) {
    network.observations = vec![count(value)];
}

#[test]
fn a_small_count_takes_the_earlier_ones_with_it() {
    let then_small = states([two_actors, |n| counted(n, "40"), |n| counted(n, "3")]);
    assert_eq!(values(&then_small), [[""; 0]; 3]);
    let then_removed =
        states([two_actors, |n| counted(n, "40"), |n| counted(n, "3"), |n| n.observations.clear()]);
    assert_eq!(values(&then_removed), [[""; 0]; 4]);
    let large_again =
        states([two_actors, |n| counted(n, "40"), |n| counted(n, "3"), |n| counted(n, "20")]);
    assert_eq!(values(&large_again)[..3], [[""; 0]; 3], "between 40 and 20 there was a gap");
    assert_eq!(values(&large_again)[3], ["20"]);
}

#[test]
fn a_small_count_is_left_out_for_those_as_well_who_see_every_level() {
    let states = states([two_actors, |n| counted(n, "40"), |n| counted(n, "3"), hide_b]);
    let seen = seen(&states, Identity::local_coordinator().viewer_of(&"05774".parse().unwrap()));
    for state in &seen {
        assert_eq!((state.network().actors.len(), state.network().observations.len()), (2, 0));
    }
}

#[test]
fn a_difference_of_few_cases_is_not_to_be_computed() {
    let grown =
        states([two_actors, |n| counted(n, "20"), |n| counted(n, "22"), |n| counted(n, "60")]);
    assert_eq!(values(&grown), [vec![], vec![], vec!["22".to_owned()], vec!["60".to_owned()]]);
    let other_period = states([
        two_actors,
        |n| counted(n, "20"),
        |n| {
            counted(n, "22");
            n.observations[0].period_from = "2025-01-01".parse().ok();
        },
    ]);
    assert_eq!(values(&other_period)[1..], [["20"], ["22"]], "they count something else");
}

#[test]
fn numbers_that_were_removed_are_still_seen_in_the_past() {
    let states = states([two_actors, |n| counted(n, "20"), |n| n.observations.clear()]);
    assert_eq!(values(&states), [vec![], vec!["20".to_owned()], vec![]]);
}

#[test]
fn without_changes_since_the_past_is_what_is_visible() {
    let states = states([two_actors]);
    let now = visible(&states[0], Viewer::public(), today());
    assert_eq!(past(&states[0], &[], Viewer::public(), today()), now);
}
