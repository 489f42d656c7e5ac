//! What differs between two states of a network.

use analysis::{RowChange, StateDifference, apply, states_differ};
use model::{Network, NetworkIndex};

use crate::fixture::{id, network, reversed};

const PAIR: &str = "
    gemeinde g1 1200
    service first @a; entry; fields f1; capacity 5 appointments_per_week
    service second @b; fields f2; capacity 10 appointments_per_week
    service last @c; fields f3
    a -> b: 1; via second; as r1
    b -> c: 2; via last; as r2
";

fn between(before: &Network, after: &Network) -> StateDifference {
    states_differ(&NetworkIndex::new(before), &NetworkIndex::new(after))
}

fn with(before: &Network, changes: &[&str]) -> Network {
    let changes: Vec<_> = changes.iter().map(|text| text.parse().unwrap()).collect();
    apply(before, &changes).unwrap()
}

#[test]
fn nothing_differs_from_itself_in_any_order() {
    let network = network(PAIR);
    assert_eq!(between(&network, &network), StateDifference::default());
    assert_eq!(between(&network, &reversed(&network)), StateDifference::default());
}

#[test]
fn who_closes_is_removed_with_its_ties() {
    let before = network(PAIR);
    let difference = between(&before, &with(&before, &["zu:b"]));
    // c has lost its only tie, and still offers something.
    assert_eq!(difference.actors, [(id("b"), RowChange::Removed)].into());
    let both = |change: RowChange| [(id("r1"), change), (id("r2"), change)].into();
    assert_eq!(difference.relations, both(RowChange::Removed));
    let back = between(&with(&before, &["zu:b"]), &before);
    assert_eq!(back.relations, both(RowChange::Added));
}

#[test]
fn a_referral_is_added_and_room_alters_whose_it_is() {
    let before = network(PAIR);
    let difference = between(&before, &with(&before, &["neu:a>c:last", "platz:second:5"]));
    assert_eq!(difference.actors, [(id("b"), RowChange::Altered)].into());
    let added: Vec<RowChange> = difference.relations.into_values().collect();
    assert_eq!(added, [RowChange::Added]);
}

#[test]
fn another_wait_alters_a_relation_and_rows_that_come_and_go_are_seen() {
    let before = network(PAIR);
    let difference = between(&before, &with(&before, &["warten-weg:r1:30"]));
    assert_eq!(difference.relations, [(id("r1"), RowChange::Altered)].into());
    assert!(difference.actors.is_empty());
    let empty = Network::empty(before.id.clone());
    let all = between(&empty, &before);
    assert_eq!(all.actors.len(), before.actors.len());
    assert!(all.actors.values().chain(all.relations.values()).all(|row| *row == RowChange::Added));
    let none = between(&before, &empty);
    assert!(none.relations.values().all(|row| *row == RowChange::Removed));
}
