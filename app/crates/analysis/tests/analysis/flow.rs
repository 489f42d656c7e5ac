//! What can flow to a field, where it is narrowest, and whom every way passes.

use std::collections::BTreeSet;

use analysis::{
    DominanceRole, FlowQuery, FlowReport, Throughput, Tie, dependences, dominances, flow_to_field,
};
use model::{
    ActorId, Capacity, CapacityUnit, Decimal, FieldCode, Layer, Network, NetworkIndex, Relation,
    Service, ServiceId, ServiceStatus,
};

use crate::fixture::{id, network, reversed};
use crate::random::{Random, random_network};

fn query(field: &str) -> FlowQuery {
    FlowQuery { field: id(field), region: Some(id("g1")), status: None, target_group: None }
}

fn flow(network: &Network, query: &FlowQuery) -> FlowReport {
    flow_to_field(&NetworkIndex::new(network), query).unwrap()
}

/// 1 appointment a week is 4.348 cases a month.
const NARROW: &str = "
    gemeinde g1
    service first @a; entry; capacity 9 appointments_per_week
    service second @b; entry
    service sort @c; capacity 1 appointments_per_week
    service work @d; fields arbeit; capacity 2 appointments_per_week; example
    service aside @e; capacity 1 appointments_per_week
    a -> c: 1; via sort
    b -> c: 1; via sort
    b -> d: 1; via work; example
    c -> d: 1; as cd
    a -> e: 1; via aside
";

#[test]
fn the_narrowest_services_limit_the_flow() {
    let report = flow(&network(NARROW), &query("arbeit"));
    let Throughput::AtMost(cases) = report.throughput else { panic!("limited") };
    // The goal itself: 2 appointments a week.
    assert_eq!(cases.to_string(), "8.696");
    let [narrow] = report.narrowest.as_slice() else { panic!("one") };
    assert_eq!((narrow.service.as_str(), narrow.uses_example_data), ("work", true));
    assert_eq!(report.example_per_month, cases);
    let unknown: Vec<_> = report.unknown_capacities.iter().map(ServiceId::as_str).collect();
    assert_eq!(unknown, ["second"]);
    assert_eq!(report, flow(&reversed(&network(NARROW)), &query("arbeit")));
}

#[test]
fn of_equal_cuts_the_one_nearest_to_the_entries_is_told() {
    let text =
        NARROW.replace("b -> d: 1; via work; example", "").replace("; capacity 2", "; capacity 1");
    let report = flow(&network(&text), &query("arbeit"));
    assert_eq!(report.narrowest[0].service.as_str(), "sort");
    assert_eq!(report.example_per_month.to_string(), "0");
    // Both entries lead through `sort`, and from there one referral.
    assert_eq!((report.n_separate_ways, report.weakest_ties.len()), (1, 1));
    assert_eq!(report.weakest_ties[0].tie, Tie::Referral(id("cd")));
    let passed: Vec<_> = report.must_pass.iter().map(ActorId::as_str).collect();
    assert_eq!(passed, ["c", "d"]);
}

#[test]
fn unknown_capacities_leave_the_flow_unknown_and_zero_stops_it() {
    let with =
        |capacity: &str| network(&format!("gemeinde g1\n service s @a; entry; fields f{capacity}"));
    let open = flow(&with(""), &query("f"));
    assert_eq!((open.throughput, open.narrowest.len()), (Throughput::Unknown, 0));
    assert_eq!(open.weakest_ties[0].tie, Tie::Entry(id("s")));
    // Places without a processing time.
    assert_eq!(flow(&with("; capacity 3 places"), &query("f")).throughput, Throughput::Unknown);
    let closed = flow(&with("; capacity 0 places"), &query("f"));
    assert_eq!(closed.throughput, Throughput::AtMost(model::Cases::default()));
    assert_eq!(closed.narrowest[0].service.as_str(), "s");
    let known = flow(&with("; capacity 3 places; processing 30"), &query("f"));
    assert_eq!(known.narrowest[0].evidence.len(), 1);
    // 3 * 30.436875 / 30.
    assert_eq!(known.narrowest[0].capacity_per_month.to_string(), "3.044");
}

#[test]
fn without_a_way_nothing_flows() {
    let network = network(
        "gemeinde g1\n service s @a; entry\n service t @b; fields f\n a -> b: 1; status planned",
    );
    let report = flow(&network, &query("f"));
    assert_eq!((report.throughput, report.n_separate_ways), (Throughput::NotConnected, 0));
    assert_eq!((report.weakest_ties, report.must_pass), (vec![], vec![]));
    assert_eq!(flow(&network, &query("nothing")).throughput, Throughput::NotConnected);
    let nowhere = FlowQuery { region: Some(id("g9")), ..query("f") };
    assert!(flow_to_field(&NetworkIndex::new(&network), &nowhere).is_err());
}

#[test]
fn the_whole_kreis_lets_everybody_be_there() {
    let network = network(
        "gemeinde g1\n gemeinde g2\n area b g2\n
         service s @a; entry\n service t @b; fields f; capacity 1 appointments_per_week\n a -> b: 1",
    );
    assert_eq!(flow(&network, &query("f")).throughput, Throughput::NotConnected);
    let kreis = FlowQuery { region: None, ..query("f") };
    assert!(matches!(flow(&network, &kreis).throughput, Throughput::AtMost(_)));
}

/// The ways written down once more: services, entries and referrals can be taken out.
struct Naive<'a> {
    index: &'a NetworkIndex<'a>,
    field: FieldCode,
    without_services: BTreeSet<&'a ServiceId>,
    without_ties: BTreeSet<Tie>,
}

impl<'a> Naive<'a> {
    fn services(&self) -> impl Iterator<Item = &'a Service> {
        let index = self.index;
        index.network.services.iter().filter(move |service| {
            let actor = index.actor_idx(&service.actor).unwrap();
            service.status == ServiceStatus::Active && index.coverage(actor, &id("g1")).is_covered()
        })
    }

    fn relations(&self) -> impl Iterator<Item = &'a Relation> {
        let index = self.index;
        index.network.relations.iter().filter(move |relation| {
            let actor = index.actor_idx(&relation.to).unwrap();
            let named = relation.service.as_ref().map(|service| index.service(service).unwrap());
            relation.kind.layer() == Layer::Flow
                && relation.from != relation.to
                && relation.status.is_passable()
                && index.coverage(actor, &id("g1")).is_covered()
                && named.is_none_or(|named| named.status == ServiceStatus::Active)
        })
    }

    fn is_open(&self, service: &Service) -> bool {
        !self.without_services.contains(&service.id)
    }

    fn is_connected(&self) -> bool {
        let mut reached: BTreeSet<&ActorId> = BTreeSet::new();
        let mut found = false;
        for service in self.services().filter(|service| service.entry_point) {
            if self.is_open(service) && !self.without_ties.contains(&Tie::Entry(service.id.clone()))
            {
                reached.insert(&service.actor);
                found |= service.fields.contains(&self.field);
            }
        }
        loop {
            let before = reached.len();
            for relation in self.relations() {
                let is_out = self.without_ties.contains(&Tie::Referral(relation.id.clone()));
                if is_out || !reached.contains(&relation.from) {
                    continue;
                }
                let named = relation.service.as_ref().map(|id| self.index.service(id).unwrap());
                if named.is_none_or(|named| self.is_open(named)) {
                    reached.insert(&relation.to);
                }
                let meant = self.services().filter(|service| match named {
                    Some(named) => named.id == service.id,
                    None => service.actor == relation.to,
                });
                let open = meant.filter(|service| self.is_open(service));
                found |= open.into_iter().any(|service| service.fields.contains(&self.field));
            }
            if found || reached.len() == before {
                return found;
            }
        }
    }
}

fn with_capacities(seed: u64) -> Network {
    let mut network = random_network(seed);
    let mut random = Random::new(seed + 1000);
    for service in &mut network.services {
        if !random.one_in(6) {
            let value = Decimal::from_integer(i32::try_from(random.below(4)).unwrap());
            service.capacity = Some(Capacity { value, unit: CapacityUnit::AppointmentsPerWeek });
        }
    }
    network
}

/// Rounded as the library rounds each capacity.
fn thousandths(service: &Service) -> Option<i64> {
    let value = service.capacity?.value.thousandths();
    Some((value * 521_775 + 60_000) / 120_000)
}

#[test]
fn min_cut_equals_the_best_of_all_sets_of_services() {
    let mut n_limited = 0;
    for seed in 0..150 {
        let network = with_capacities(seed);
        let index = NetworkIndex::new(&network);
        let limited: Vec<&Service> =
            network.services.iter().filter(|service| thousandths(service).is_some()).collect();
        if limited.len() > 8 {
            continue;
        }
        let report = flow_to_field(&index, &query("f0")).unwrap();
        let mut least = None;
        for set in 0..1_usize << limited.len() {
            let out: Vec<&Service> = (0..limited.len())
                .filter(|bit| set >> bit & 1 == 1)
                .map(|bit| limited[bit])
                .collect();
            let naive = Naive {
                index: &index,
                field: id("f0"),
                without_services: out.iter().map(|service| &service.id).collect(),
                without_ties: BTreeSet::new(),
            };
            if !naive.is_connected() {
                let sum: i64 = out.iter().filter_map(|service| thousandths(service)).sum();
                least = Some(least.map_or(sum, |least: i64| least.min(sum)));
            }
        }
        let whole = Naive {
            index: &index,
            field: id("f0"),
            without_services: BTreeSet::new(),
            without_ties: BTreeSet::new(),
        };
        let expected = match least {
            _ if !whole.is_connected() => Throughput::NotConnected,
            Some(least) => Throughput::AtMost(model::Cases(Decimal::from_thousandths(least))),
            None => Throughput::Unknown,
        };
        assert_eq!(report.throughput, expected, "seed {seed}");
        if let Throughput::AtMost(value) = report.throughput {
            n_limited += 1;
            let cut = Naive {
                without_services: report.narrowest.iter().map(|narrow| &narrow.service).collect(),
                ..whole
            };
            assert!(!cut.is_connected(), "seed {seed}");
            let sum: i64 =
                report.narrowest.iter().map(|n| n.capacity_per_month.0.thousandths()).sum();
            assert_eq!(sum, value.0.thousandths(), "seed {seed}");
        }
        assert_eq!(report, flow(&reversed(&network), &query("f0")), "seed {seed}");
    }
    assert!(n_limited > 10);
}

#[test]
fn weakest_ties_are_the_fewest_that_part() {
    let mut n_compared = 0;
    for seed in 0..150 {
        let network = random_network(seed);
        let index = NetworkIndex::new(&network);
        let whole = Naive {
            index: &index,
            field: id("f1"),
            without_services: BTreeSet::new(),
            without_ties: BTreeSet::new(),
        };
        let entries = whole.services().filter(|service| service.entry_point);
        let entries = entries.map(|service| Tie::Entry(service.id.clone()));
        let referrals = whole.relations().map(|relation| Tie::Referral(relation.id.clone()));
        let ties: Vec<Tie> = entries.chain(referrals).collect();
        if ties.len() > 11 {
            continue;
        }
        let part = |set: usize| {
            let out = (0..ties.len()).filter(|bit| set >> bit & 1 == 1);
            let without_ties = out.map(|bit| ties[bit].clone()).collect();
            let without_services = BTreeSet::new();
            !Naive { index: &index, field: id("f1"), without_services, without_ties }.is_connected()
        };
        let fewest = (0..1_usize << ties.len()).filter(|&set| part(set)).map(usize::count_ones);
        let report = flow_to_field(&index, &query("f1")).unwrap();
        assert_eq!(Some(report.n_separate_ways), fewest.min(), "seed {seed}");
        let without_ties = report.weakest_ties.iter().map(|weak| weak.tie.clone()).collect();
        assert!(!Naive { without_ties, ..whole }.is_connected(), "seed {seed}");
        n_compared += 1;
    }
    assert!(n_compared > 20);
}

#[test]
fn who_dominates_is_who_would_be_missed() {
    for seed in 0..300 {
        let network = random_network(seed);
        let index = NetworkIndex::new(&network);
        let report = dominances(&index, None, None);
        let mut dominated: Vec<(ActorId, Vec<_>)> = report
            .actors
            .iter()
            .map(|of| {
                let pairs = of.pairs.iter().map(|pair| (pair.region.clone(), pair.field.clone()));
                (of.actor.clone(), pairs.collect())
            })
            .collect();
        let lost = dependences(&index).into_iter().filter(|of| !of.lost.is_empty());
        let mut lost: Vec<_> = lost.map(|of| (of.actor, of.lost)).collect();
        dominated.sort();
        lost.sort();
        assert_eq!(dominated, lost, "seed {seed}");
        assert_eq!(report, dominances(&NetworkIndex::new(&reversed(&network)), None, None));
    }
}

#[test]
fn a_dominating_actor_is_passage_or_goal() {
    let network = network(
        "gemeinde g1
         service s @a; entry
         service t @b; fields f
         service u @c; fields f g; statuses duldung
         a -> b: 1
         a -> c: 1",
    );
    let index = NetworkIndex::new(&network);
    let report = dominances(&index, None, None);
    let roles = |actor: &str| -> Vec<(String, DominanceRole)> {
        let of = report.actors.iter().find(|of| of.actor.as_str() == actor);
        let pairs = of.into_iter().flat_map(|of| &of.pairs);
        pairs.map(|pair| (pair.field.to_string(), pair.role)).collect()
    };
    let (passage, goal) = (DominanceRole::Passage, DominanceRole::Goal);
    assert_eq!(roles("a"), [("f".to_owned(), passage), ("g".to_owned(), passage)]);
    assert_eq!(roles("b"), []);
    assert_eq!(roles("c"), [("g".to_owned(), goal)]);
    let others = dominances(&index, Some(&id("asyl")), None);
    assert_eq!((others.n_pairs, others.actors.len()), (1, 2));
}

#[test]
fn an_actor_that_is_passage_and_goal_dominates_once() {
    // From `b` one goes on to `c`, and `b` itself offers the field: both ways pass `b`.
    let network = network(
        "gemeinde g1
         service s @a; entry
         service t @b; fields f
         service other @b
         service u @c; fields f
         a -> b: 1; as r1; via t
         a -> b: 1; as r2; via other
         b -> c: 1",
    );
    let report = flow(&network, &query("f"));
    let passed: Vec<_> = report.must_pass.iter().map(ActorId::as_str).collect();
    assert_eq!(passed, ["a", "b"]);
}
