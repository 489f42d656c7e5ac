//! The ranked list.

use analysis::{Bottleneck, BottleneckCause, bottlenecks};
use model::NetworkIndex;

use crate::fixture::{network, reversed};

const MIXED: &str = "
    gemeinde g1 1000
    gemeinde g2 3000
    service first @a; fields beratung; entry; capacity 1 appointments_per_week; arrivals 4
    service work @b; fields arbeit; capacity 1 appointments_per_week; arrivals 5
    service flat @c; fields wohnen; capacity 1 appointments_per_week; arrivals 9
    service room @d; fields wohnen; capacity 1 appointments_per_week; arrivals 1
    area b g1
    a -> b: 1; via work
    a -> c: 1; via flat
    a -> d: 1; via room
";

fn named(found: &[Bottleneck]) -> Vec<String> {
    let name = |bottleneck: &Bottleneck| match &bottleneck.cause {
        BottleneckCause::Overload(load) => format!("overload {}", load.service),
        BottleneckCause::Dependence(dependence) => format!("dependence {}", dependence.actor),
        BottleneckCause::Tight(load) => format!("tight {}", load.service),
    };
    found.iter().map(name).collect()
}

#[test]
fn what_fails_comes_before_what_might() {
    let network = network(MIXED);
    let found = bottlenecks(&NetworkIndex::new(&network), 10);
    let expected =
        ["overload flat", "overload work", "dependence a", "dependence b", "tight first"];
    assert_eq!(named(&found), expected);
    assert_eq!(found, bottlenecks(&NetworkIndex::new(&reversed(&network)), 10));
}

#[test]
fn severity_follows_its_definition() {
    let found = bottlenecks(&NetworkIndex::new(&network(MIXED)), 10);
    // 9 / 4.348125 = 2.0698: the queue grows by 1069 thousandths of the capacity.
    assert_eq!(found[0].severity, 20_001_069);
    // All 5 of 5 pairs, all people.
    assert_eq!(found[2].severity, 10_000_000 + 1001 * 1000 + 1000);
    // 1 of 5 pairs, 1,000 of 4,000 people.
    assert_eq!(found[3].severity, 10_000_000 + 1001 * 200 + 250);
    assert_eq!(found[4].severity, 919);
}

#[test]
fn list_is_cut_at_its_limit() {
    let network = network(MIXED);
    let index = NetworkIndex::new(&network);
    assert_eq!(bottlenecks(&index, 2)[..], bottlenecks(&index, 10)[..2]);
    assert_eq!(bottlenecks(&index, 0), []);
}
