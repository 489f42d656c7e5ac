//! The ways to a field as a graph with capacities.

use model::{Cases, Decimal, FieldCode, NetworkIndex, Service, ServiceId};

use super::{NarrowService, Throughput, Tie, WeakTie};
use crate::graph::{Arc, Digraph, Step, max_flow};
use crate::load::{MonthlyCapacity, monthly_capacity};
use crate::referrals::{Referral, is_entry_point};
use crate::volumes::plus;
use crate::ways::OpenWays;

/// What lets everything through: above every sum of capacities, and their sums fit 64 bits.
const UNBOUNDED: u64 = 1 << 60;
/// A capacity is cut to this, about a thousand million cases a month: a million of them stay
/// below [`UNBOUNDED`].
const MOST_THOUSANDTHS: u64 = 1 << 40;

/// What an arc stands for.
#[derive(Clone, Copy)]
enum Channel<'a> {
    /// Through a service: its position.
    Service(usize),
    /// From outside into a service.
    Entry(&'a Service),
    /// From an actor into a referral.
    Referral(Referral<'a>),
    /// What neither has a capacity nor is a tie: it connects the others.
    Joint,
}

struct OpenService<'a> {
    service: &'a Service,
    capacity: Option<MonthlyCapacity>,
}

/// Nodes: the actors by rank, then for each service where it is entered and left, then one for
/// each referral, then source and sink.
pub(super) struct Channels<'a> {
    services: Vec<OpenService<'a>>,
    n_nodes: u32,
    arcs: Vec<Channel<'a>>,
    ends: Vec<(u32, u32)>,
}

impl<'a> Channels<'a> {
    pub(super) fn new(index: &NetworkIndex<'a>, ways: &OpenWays<'a>, field: &FieldCode) -> Self {
        let services: Vec<OpenService<'a>> = ways
            .offers
            .iter()
            .flatten()
            .map(|&service| OpenService { service, capacity: monthly_capacity(index, service) })
            .collect();
        let numbers = Numbers::new(ways.offers.len(), services.len(), ways.handovers.len());
        let mut channels = Self {
            services,
            n_nodes: node(numbers.sink() + 1),
            arcs: Vec::new(),
            ends: Vec::new(),
        };
        channels.add_services(ways, field, &numbers);
        channels.add_referrals(ways, field, &numbers);
        channels
    }

    fn add_services(&mut self, ways: &OpenWays<'a>, field: &FieldCode, numbers: &Numbers) {
        let mut position = 0;
        for (rank, services) in ways.offers.iter().enumerate() {
            for &service in services {
                let (entered, left) = numbers.service(position);
                self.add(entered, left, Channel::Service(position));
                self.add(left, rank, Channel::Joint);
                if service.fields.contains(field) {
                    self.add(left, numbers.sink(), Channel::Joint);
                }
                if is_entry_point(service) {
                    self.add(numbers.source, entered, Channel::Entry(service));
                }
                position += 1;
            }
        }
    }

    fn add_referrals(&mut self, ways: &OpenWays<'a>, field: &FieldCode, numbers: &Numbers) {
        let mut firsts = vec![0];
        for services in &ways.offers {
            firsts.push(firsts[firsts.len() - 1] + services.len());
        }
        for (number, handover) in ways.handovers.iter().enumerate() {
            let on_the_way = numbers.first_referral + number;
            self.add(handover.from, on_the_way, Channel::Referral(*handover));
            if handover.service.is_none() {
                self.add(on_the_way, handover.to, Channel::Joint);
            }
            for (position, service) in (firsts[handover.to]..).zip(&ways.offers[handover.to]) {
                let leads_there = match handover.service {
                    Some(named) => named.id == service.id,
                    None => service.fields.contains(field),
                };
                if leads_there {
                    self.add(on_the_way, numbers.service(position).0, Channel::Joint);
                }
            }
        }
    }

    fn add(&mut self, tail: usize, head: usize, channel: Channel<'a>) {
        self.ends.push((node(tail), node(head)));
        self.arcs.push(channel);
    }

    fn source(&self) -> u32 {
        self.n_nodes - 2
    }

    fn sink(&self) -> u32 {
        self.n_nodes - 1
    }

    fn graph(&self, weight: impl Fn(&Channel<'a>) -> u64) -> Digraph {
        let ends = self.ends.iter().zip(&self.arcs);
        let arcs = ends.map(|(&(tail, head), channel)| Arc { tail, head, weight: weight(channel) });
        // Too large to be numbered is the only error; then there is nothing to compute on.
        Digraph::new(self.n_nodes as usize, arcs.collect()).unwrap_or_default()
    }

    fn capacity(&self, channel: &Channel<'a>) -> u64 {
        let Channel::Service(position) = *channel else { return UNBOUNDED };
        let capacity = self.services[position].capacity.as_ref();
        capacity.map_or(UNBOUNDED, |capacity| {
            u64::try_from(capacity.thousandths).unwrap_or(0).min(MOST_THOUSANDTHS)
        })
    }

    /// The least capacity that parts the entries from the field.
    pub(super) fn narrowest(&self) -> Narrowest {
        let graph = self.graph(|channel| self.capacity(channel));
        let mut narrowest = Narrowest::default();
        if !reached(&graph, self.source(), Digraph::outgoing)[self.sink() as usize] {
            return narrowest;
        }
        let Some(flow) = max_flow(&graph, self.source(), self.sink()) else { return narrowest };
        if flow.value >= UNBOUNDED {
            narrowest.throughput = Throughput::Unknown;
            return narrowest;
        }
        narrowest.throughput = Throughput::AtMost(cases(flow.value));
        // By sides and not by the arcs of the cut, in which a capacity of zero does not occur.
        for (&(tail, head), channel) in self.ends.iter().zip(&self.arcs) {
            let is_cut = flow.is_source_side[tail as usize] && !flow.is_source_side[head as usize];
            if let (true, Channel::Service(position)) = (is_cut, channel) {
                narrowest.add(&self.services[*position], cases(self.capacity(channel)));
            }
        }
        narrowest.services.sort_by(|a, b| a.service.cmp(&b.service));
        narrowest
    }

    /// The fewest entries and referrals that part the entries from the field.
    pub(super) fn weakest(&self) -> Vec<WeakTie> {
        let graph = self.graph(|channel| match channel {
            Channel::Entry(_) | Channel::Referral(_) => 1,
            Channel::Service(_) | Channel::Joint => UNBOUNDED,
        });
        let flow = max_flow(&graph, self.source(), self.sink());
        let cut = flow.into_iter().flat_map(|flow| flow.cut);
        let mut ties: Vec<WeakTie> = cut
            .filter_map(|arc| match &self.arcs[arc as usize] {
                Channel::Entry(service) => Some(WeakTie {
                    tie: Tie::Entry(service.id.clone()),
                    uses_example_data: service.envelope.is_example(),
                }),
                Channel::Referral(referral) => Some(WeakTie {
                    tie: Tie::Referral(referral.relation.id.clone()),
                    uses_example_data: referral.relation.envelope.is_example(),
                }),
                Channel::Service(_) | Channel::Joint => None,
            })
            .collect();
        ties.sort();
        ties
    }

    /// Services without a known capacity on some way from the entries to the field.
    pub(super) fn unknown_capacities(&self) -> Vec<ServiceId> {
        let graph = self.graph(|_| 1);
        let from_source = reached(&graph, self.source(), Digraph::outgoing);
        let to_sink = reached(&graph, self.sink(), Digraph::incoming);
        let mut found = Vec::new();
        for (&(tail, head), channel) in self.ends.iter().zip(&self.arcs) {
            if let Channel::Service(position) = channel {
                let open = &self.services[*position];
                let is_on_way = from_source[tail as usize] && to_sink[head as usize];
                if is_on_way && open.capacity.is_none() {
                    found.push(open.service.id.clone());
                }
            }
        }
        found.sort();
        found
    }
}

/// How the nodes are numbered.
struct Numbers {
    first_service: usize,
    first_referral: usize,
    source: usize,
}

impl Numbers {
    fn new(n_actors: usize, n_services: usize, n_referrals: usize) -> Self {
        let first_referral = n_actors + 2 * n_services;
        Self { first_service: n_actors, first_referral, source: first_referral + n_referrals }
    }

    /// Where a service is entered, and where it is left.
    fn service(&self, position: usize) -> (usize, usize) {
        let entered = self.first_service + 2 * position;
        (entered, entered + 1)
    }

    fn sink(&self) -> usize {
        self.source + 1
    }
}

/// The narrowest place by capacity.
pub(super) struct Narrowest {
    pub(super) throughput: Throughput,
    pub(super) services: Vec<NarrowService>,
    pub(super) example_per_month: Cases,
}

impl Default for Narrowest {
    fn default() -> Self {
        Self {
            throughput: Throughput::NotConnected,
            services: Vec::new(),
            example_per_month: Cases::default(),
        }
    }
}

impl Narrowest {
    fn add(&mut self, open: &OpenService<'_>, capacity_per_month: Cases) {
        let capacity = open.capacity.as_ref();
        let uses_example_data = capacity.is_some_and(|capacity| capacity.uses_example_data);
        if uses_example_data {
            self.example_per_month = plus(self.example_per_month, capacity_per_month);
        }
        self.services.push(NarrowService {
            service: open.service.id.clone(),
            actor: open.service.actor.clone(),
            capacity_per_month,
            evidence: capacity.and_then(|known| known.observation.clone()).into_iter().collect(),
            uses_example_data,
        });
    }
}

/// Which nodes one gets to from a start along the given steps.
fn reached<'g>(
    graph: &'g Digraph,
    start: u32,
    steps: impl Fn(&'g Digraph, u32) -> &'g [Step],
) -> Vec<bool> {
    let mut reached = vec![false; graph.n_nodes().max(start as usize + 2)];
    if graph.n_nodes() == 0 {
        return reached;
    }
    reached[start as usize] = true;
    let mut open = vec![start];
    while let Some(node) = open.pop() {
        for step in steps(graph, node) {
            if !reached[step.node as usize] {
                reached[step.node as usize] = true;
                open.push(step.node);
            }
        }
    }
    reached
}

fn cases(thousandths: u64) -> Cases {
    Cases(Decimal::from_thousandths(i64::try_from(thousandths).unwrap_or(i64::MAX)))
}

fn node(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
