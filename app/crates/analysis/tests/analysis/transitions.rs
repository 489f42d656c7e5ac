//! From one Rechtskreis to another.

use analysis::{MedianBasis, TransitionTable, transitions};
use model::{Network, NetworkId, NetworkIndex};

use crate::fixture::{network, reversed};

const LAW: &str = "
    service desk @c; wait 40
    a -> b: 10; as r1; kind legal_transition; regimes asylblg sgb-ii; sent 3; agreement; feedback yes; media 2
    a -> c: ?; as r2; via desk; regimes asylblg sgb-ii; sent 1; feedback no
    a -> d: 90; as r3; regimes asylblg sgb-ii; example
    a -> e: 99; as r4; regimes asylblg sgb-ii; status planned; sent 9; agreement
    b -> d: 20; as r5; regimes sgb-ii sgb-iii
    b -> e: 30; as r6; regimes sgb-ii sgb-iii
    b -> c: 5; as r7; kind legal_transition
    b -> c: 5; as r8; kind legal_transition; regimes sgb-ii sgb-ii
    b -> c: 5; as r9
    b -> a: ?; as s1; regimes sgb-iii asylblg
";

fn table(network: &Network) -> TransitionTable {
    transitions(&NetworkIndex::new(network))
}

#[test]
fn a_transition_counts_what_can_be_walked() {
    let table = table(&network(LAW));
    let row = &table.transitions[0];
    assert_eq!((row.from.as_str(), row.to.as_str()), ("asylblg", "sgb-ii"));
    assert_eq!((row.n_relations, row.n_passable), (4, 3));
    assert_eq!(row.volume.per_month.to_string(), "4");
    assert_eq!((row.volume.n_counted, row.volume.n_uncounted), (2, 1));
    assert_eq!((row.n_with_agreement, row.agreement_permille()), (1, Some(333)));
    assert_eq!((row.n_feedback_agreed, row.n_feedback_unknown), (1, 1));
    assert_eq!(row.feedback_permille(), Some(333));
    assert_eq!((row.media_breaks, row.n_media_breaks_unknown), (2, 2));
    let relations: Vec<_> = row.relations.iter().map(ToString::to_string).collect();
    assert_eq!(relations, ["r1", "r2", "r3", "r4"]);
    // Two volumes and three waits, one of them at the service; nothing of the planned relation.
    assert_eq!(row.evidence.len(), 5);
    assert!(row.uses_example_data);
}

#[test]
fn waits_weigh_by_volume_where_it_is_known() {
    let table = table(&network(LAW));
    let wait = table.transitions[0].wait.unwrap();
    // Three of four cases wait 10 days; the wait of r3 has no volume.
    assert_eq!((wait.median.whole_days(), wait.n_relations), (10, 2));
    assert_eq!(wait.basis, MedianBasis::WeightedByVolume);
    let plain = table.transitions[1].wait.unwrap();
    assert_eq!((plain.median.whole_days(), plain.n_relations), (20, 2));
    assert_eq!(plain.basis, MedianBasis::Plain);
    assert_eq!(table.transitions[2].wait, None);
}

#[test]
fn the_longest_gap_and_what_cannot_be_placed_are_named() {
    let found = table(&network(LAW));
    let (from, to) = found.longest.clone().unwrap();
    assert_eq!((from.as_str(), to.as_str()), ("sgb-ii", "sgb-iii"));
    let unplaced: Vec<_> = found.unplaced.iter().map(ToString::to_string).collect();
    assert_eq!(unplaced, ["r7", "r8"]);
    assert_eq!(found, table(&reversed(&network(LAW))));
}

#[test]
fn of_equal_gaps_the_larger_volume_then_the_first_counts() {
    let longest = |text: &str| table(&network(text)).longest.unwrap().0.to_string();
    let equal = "a -> b: 7; as r1; regimes x y\n a -> b: 7; as r2; regimes y x";
    assert_eq!(longest(equal), "x");
    assert_eq!(longest(&format!("{equal}; sent 2")), "y");
}

#[test]
fn nothing_gives_an_empty_table() {
    let empty = Network::empty(NetworkId::new("05999").unwrap());
    assert_eq!(table(&empty), TransitionTable::default());
    assert_eq!(table(&network("a -> b: 1")), TransitionTable::default());
    let closed = table(&network("a -> b: 1; regimes x y; status broken"));
    assert_eq!((closed.transitions[0].agreement_permille(), closed.longest), (None, None));
}
