//! How far one can trust what is recorded.

use analysis::{
    ConfirmationState, Flaw, FlawedRow, confirmation_state, quality, years_unconfirmed,
};
use model::{Date, Network, NetworkIndex, Rating, RowKey, TableName};

use crate::fixture::{network, reversed};

const PAIR: &str = "
    gemeinde g1 1200
    service first @a; entry; fields f1; capacity 5 appointments_per_week
    service second @b; fields f2
    a -> b: 1; via second; as r1
";

fn today() -> Date {
    "2026-11-27".parse().unwrap()
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn flaws(network: &Network, flaw: Flaw) -> Vec<FlawedRow> {
    let all = quality(&NetworkIndex::new(network), today());
    all.into_iter().filter(|row| row.flaw == flaw).collect()
}

fn keys(network: &Network, flaw: Flaw) -> Vec<String> {
    flaws(network, flaw).into_iter().map(|row| row.key.to_string()).collect()
}

#[test]
fn a_relation_ages_from_its_last_confirmation_on() {
    let mut relation = network(PAIR).relations[0].clone();
    let years = |relation: &model::Relation| years_unconfirmed(relation, today());
    assert_eq!(years(&relation), 0, "what nobody has confirmed cannot age");
    relation.confirmed_by_sender = Some(day("2023-11-01"));
    assert_eq!(years(&relation), 3);
    relation.confirmed_by_receiver = Some(day("2025-11-26"));
    assert_eq!(years(&relation), 1);
    relation.confirmed_by_receiver = Some(day("2025-11-27"));
    assert_eq!(years(&relation), 0);
    relation.confirmed_by_receiver = Some(day("2027-01-01"));
    assert_eq!(years(&relation), 0);
}

#[test]
fn who_has_confirmed_a_relation_and_when() {
    let mut pair = network(PAIR);
    assert_eq!(keys(&pair, Flaw::NeverConfirmed), ["relations:r1"]);
    pair.relations[0].confirmed_by_sender = Some(day("2026-03-01"));
    assert_eq!(keys(&pair, Flaw::OnlySender), ["relations:r1"]);
    assert!(flaws(&pair, Flaw::NeverConfirmed).is_empty());
    pair.relations[0].confirmed_by_receiver = Some(day("2025-11-01"));
    let stale = flaws(&pair, Flaw::Stale);
    let relation = RowKey::new(TableName::Relations, "r1");
    assert_eq!(stale.len(), 1);
    assert_eq!((&stale[0].key, stale[0].last), (&relation, Some(day("2025-11-01"))));
    pair.relations[0].confirmed_by_receiver = Some(day("2025-11-27"));
    assert!(flaws(&pair, Flaw::Stale).is_empty());
    pair.relations[0].confirmed_by_sender = None;
    assert_eq!(keys(&pair, Flaw::OnlyReceiver), ["relations:r1"]);
}

#[test]
fn a_confirmation_holds_for_a_year() {
    assert_eq!(confirmation_state(None, today()), ConfirmationState::Missing);
    assert_eq!(confirmation_state(Some(day("2025-11-27")), today()), ConfirmationState::Fresh);
    assert_eq!(confirmation_state(Some(day("2025-11-26")), today()), ConfirmationState::Stale);
}

#[test]
fn sides_that_rate_a_relation_differently_contradict_each_other() {
    let mut pair = network(PAIR);
    let rating = |number: u8| Some(Rating::try_from(number).unwrap());
    pair.relations[0].quality_by_sender = rating(2);
    pair.relations[0].quality_by_receiver = rating(3);
    assert!(flaws(&pair, Flaw::Contradictory).is_empty());
    pair.relations[0].quality_by_receiver = rating(4);
    assert_eq!(keys(&pair, Flaw::Contradictory), ["relations:r1"]);
}

#[test]
fn numbers_of_the_same_time_that_differ_by_half_contradict_each_other() {
    let mut pair = network(PAIR);
    let mut other = pair.observations[0].clone();
    other.id = "zz-other".parse().unwrap();
    other.value = model::Decimal::from_thousandths(other.value.thousandths() * 3 / 2);
    pair.observations.push(other);
    let found = flaws(&pair, Flaw::Contradictory);
    assert_eq!(found.len(), 1);
    let first = RowKey::new(TableName::Observations, pair.observations[0].id.as_str());
    assert_eq!(found[0].beside.as_ref(), Some(&first));
    let last = pair.observations.len() - 1;
    pair.observations[0].period_to = Some(day("2023-12-31"));
    pair.observations[last].period_from = Some(day("2024-01-01"));
    assert!(flaws(&pair, Flaw::Contradictory).is_empty());
    assert_eq!(flaws(&pair, Flaw::Stale).len(), 1);
}

#[test]
fn a_service_without_room_is_named() {
    assert_eq!(keys(&network(PAIR), Flaw::MissingCapacity), ["services:second"]);
}

#[test]
fn the_order_of_the_tables_does_not_matter() {
    let pair = network(PAIR);
    let index = NetworkIndex::new(&pair);
    let other = reversed(&pair);
    assert_eq!(quality(&index, today()), quality(&NetworkIndex::new(&other), today()));
}
