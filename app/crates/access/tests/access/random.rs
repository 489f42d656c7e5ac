//! Past states and the log of networks that chance has made and changed.

use std::collections::BTreeSet;

use access::{Identity, Viewer, is_large_enough, visible, visible_log};
use model::{
    Decimal, EntityRef, Network, NetworkId, Observation, Row, RowKey, Statistic, Visibility,
};

use crate::fixtures::{actor, observation, relation, service, today};
use crate::past::{log, seen};

/// Numbers that look like chance and are always the same (xorshift).
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap() % n
    }

    fn visibility(&mut self) -> Visibility {
        let level = self.below(6);
        Visibility::ALL.get(level).copied().unwrap_or(Visibility::Public)
    }

    fn id(&mut self) -> String {
        self.below(4).to_string()
    }

    fn row(&mut self) -> Row {
        let (id, visibility) = (self.id(), self.visibility());
        match self.below(4) {
            0 => {
                let mut row = actor(&id, visibility);
                row.parent = Some(self.id().parse().unwrap());
                row.into()
            }
            1 => {
                let mut row = service(&id, &self.id());
                row.envelope.visibility = visibility;
                row.into()
            }
            2 => relation(&id, &self.id(), &self.id(), visibility).into(),
            _ => {
                let about = self.id();
                let entity = match self.below(3) {
                    0 => EntityRef::Actor(about.parse().unwrap()),
                    1 => EntityRef::Service(about.parse().unwrap()),
                    _ => EntityRef::Relation(about.parse().unwrap()),
                };
                let value = self.below(20).to_string();
                observation(&id, entity, &value, Statistic::Count).into()
            }
        }
    }

    /// States that follow from each other, the first one empty.
    fn states(&mut self) -> Vec<Network> {
        let mut network = Network::empty(NetworkId::new("05774").unwrap());
        let mut states = vec![network.clone()];
        for _ in 0..12 {
            let n_rows = 1 + self.below(5);
            let changes: Vec<(RowKey, Option<Row>)> = (0..n_rows)
                .map(|_| {
                    let row = self.row();
                    (row.key(), (self.below(4) > 0).then_some(row))
                })
                .collect();
            network.put(changes);
            states.push(network.clone());
        }
        states
    }
}

fn viewers() -> [Viewer; 2] {
    [Viewer::public(), Identity::local_coordinator().viewer_of(&"05774".parse().unwrap())]
}

fn keys(network: &Network) -> BTreeSet<RowKey> {
    network.rows().map(|row| row.key()).collect()
}

fn count(network: &Network, key: &RowKey) -> Option<Observation> {
    match network.row(key) {
        Some(Row::Observations(row)) => Some(*row),
        _ => None,
    }
}

#[test]
fn nothing_is_seen_of_the_past_that_was_hidden_or_small_then_or_since() {
    for seed in 1..200 {
        let states = Random(seed).states();
        for viewer in viewers() {
            let seen = seen(&states, viewer);
            for (idx, past) in seen.iter().enumerate() {
                let then = keys(visible(&states[idx], viewer, today()).network());
                for key in keys(past.network()) {
                    assert!(then.contains(&key), "{key} was not to be seen then");
                    for later in &states[idx..] {
                        let level = later.row(&key).map(|row| visibility(&row));
                        assert!(level.is_none_or(|level| viewer.levels().contains(&level)));
                        assert!(count(later, &key).is_none_or(|row| is_large_enough(&row)));
                    }
                    let is_now = seen.last().unwrap().network().row(&key).is_some();
                    let is_there = states.last().unwrap().row(&key).is_some();
                    assert_eq!(is_now, is_there, "{key} is hidden today");
                }
            }
        }
    }
}

fn visibility(row: &Row) -> Visibility {
    match row {
        Row::Actors(row) => row.envelope.visibility,
        Row::Services(row) => row.envelope.visibility,
        Row::Relations(row) => row.envelope.visibility,
        Row::Observations(row) => row.envelope.visibility,
        other => panic!("{other:?}"),
    }
}

#[test]
fn no_two_states_differ_by_a_small_count() {
    let five = Decimal::from_integer(5).thousandths();
    let mut n_compared = 0;
    for seed in 1..200 {
        let states = Random(seed).states();
        let seen = seen(&states, Viewer::public());
        for (idx, earlier) in seen.iter().enumerate() {
            for row in &earlier.network().observations {
                let key = Row::from(row.clone()).key();
                let later = seen[idx..].iter().filter_map(|later| count(later.network(), &key));
                for later in later.filter(|later| later.entity == row.entity) {
                    let difference = (row.value.thousandths() - later.value.thousandths()).abs();
                    assert!(difference == 0 || difference >= five, "{row:?} {later:?}");
                    n_compared += 1;
                }
            }
        }
    }
    assert!(n_compared > 100);
}

#[test]
fn the_log_tells_what_the_states_show() {
    let mut n_sides = 0;
    for seed in 1..200 {
        let states = Random(seed).states();
        for viewer in viewers() {
            let seen = seen(&states, viewer);
            let all = log(&states);
            let reduced = visible_log(all.clone(), states.last().unwrap(), viewer, today());
            for (idx, changes) in all.iter().enumerate() {
                for change in changes {
                    let [before, after] =
                        [idx, idx + 1].map(|at| seen[at].network().row(&change.key));
                    let found = reduced[idx].iter().find(|found| found.key == change.key);
                    let found = found.map(|found| (found.before.clone(), found.after.clone()));
                    n_sides += usize::from(before.is_some()) + usize::from(after.is_some());
                    let expected = (before != after).then_some((before, after));
                    assert_eq!(found, expected, "seed {seed}, entry {idx}, {}", change.key);
                }
            }
        }
    }
    assert!(n_sides > 500);
}
