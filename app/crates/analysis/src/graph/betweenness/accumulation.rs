//! Counting cheapest paths from one source, and adding up what depends on each node.

use crate::graph::Digraph;
use crate::graph::bucket_queue::BucketQueue;

/// More paths to a node than this are passed on as this many. Shares of them are then no longer
/// right, but still shares. Below the largest number by more than a node can have predecessors.
const MOST_PATHS: f64 = 1e290;

/// An arc to a node.
#[derive(Clone, Copy)]
struct Hop {
    head: u32,
    weight: u64,
}

/// What has been added up so far, and memory that every source uses again.
pub(super) struct Accumulation {
    pub(super) betweenness: Vec<f64>,
    /// By node, where its row in `hops` begins.
    starts: Vec<u32>,
    hops: Vec<Hop>,
    states: Vec<State>,
    /// By node, where its row in `predecessors` begins: as long as it has tails.
    predecessor_starts: Vec<u32>,
    predecessors: Vec<u32>,
    /// The reached nodes by cost.
    order: Vec<u32>,
    queue: BucketQueue,
}

/// What is known of a node in the search from one source.
#[derive(Clone, Copy)]
struct State {
    cost: u64,
    sigma: f64,
    delta: f64,
    n_predecessors: u32,
}

const UNREACHED: State = State { cost: u64::MAX, sigma: 0.0, delta: 0.0, n_predecessors: 0 };

impl Accumulation {
    pub(super) fn new(graph: &Digraph) -> Self {
        let (starts, hops) = simple_rows(graph);
        let mut predecessor_starts = vec![0_u32; graph.n_nodes() + 1];
        for hop in &hops {
            predecessor_starts[hop.head as usize + 1] += 1;
        }
        for node in 0..graph.n_nodes() {
            predecessor_starts[node + 1] += predecessor_starts[node];
        }
        let longest_step = hops.iter().map(|hop| hop.weight).max().unwrap_or(0);
        Self {
            betweenness: vec![0.0; graph.n_nodes()],
            starts,
            predecessors: vec![0; hops.len()],
            hops,
            states: vec![UNREACHED; graph.n_nodes()],
            predecessor_starts,
            order: Vec::with_capacity(graph.n_nodes()),
            queue: BucketQueue::new(longest_step),
        }
    }

    /// Adds what passes through each node on the way from one source; `volume` says how much
    /// goes to each target.
    pub(super) fn add_source(&mut self, source: u32, volume: impl Fn(u32) -> f64) {
        self.search(source);
        for idx in (1..self.order.len()).rev() {
            let node = self.order[idx];
            let State { sigma, delta, n_predecessors, .. } = self.states[node as usize];
            self.betweenness[node as usize] += delta;
            let per_path = (volume(node) + delta) / sigma;
            let start = self.predecessor_starts[node as usize] as usize;
            for &tail in &self.predecessors[start..start + n_predecessors as usize] {
                let tail = &mut self.states[tail as usize];
                tail.delta += tail.sigma.min(MOST_PATHS) * per_path;
            }
        }
        for node in self.order.drain(..) {
            self.states[node as usize] = UNREACHED;
        }
    }

    /// Costs, numbers of cheapest paths and predecessors from a source.
    fn search(&mut self, source: u32) {
        self.queue.restart();
        self.states[source as usize] = State { cost: 0, sigma: 1.0, ..UNREACHED };
        self.queue.push(0, source);
        while let Some((cost, node)) = self.queue.pop() {
            let state = &self.states[node as usize];
            // Each entry of a node costs less than the one before: the last is the right one.
            if state.cost < cost {
                continue;
            }
            let sigma = state.sigma.min(MOST_PATHS);
            self.order.push(node);
            let row = self.starts[node as usize] as usize..self.starts[node as usize + 1] as usize;
            for hop in &self.hops[row] {
                let further = cost.saturating_add(hop.weight).min(u64::MAX - 1);
                let head = &mut self.states[hop.head as usize];
                // Weights are above zero, so what costs no more than this node has come out before.
                if further > head.cost || head.cost <= cost {
                    continue;
                }
                if further < head.cost {
                    (head.cost, head.sigma, head.n_predecessors) = (further, 0.0, 0);
                    self.queue.push(further, hop.head);
                }
                head.sigma += sigma;
                let place = self.predecessor_starts[hop.head as usize] + head.n_predecessors;
                self.predecessors[place as usize] = node;
                head.n_predecessors += 1;
            }
        }
    }
}

/// The arcs without loops, of parallel ones the cheapest, with weights from 1.
fn simple_rows(graph: &Digraph) -> (Vec<u32>, Vec<Hop>) {
    let mut starts = vec![0_u32];
    let mut hops: Vec<Hop> = Vec::with_capacity(graph.arcs().len());
    let mut end = 0_u32;
    for node in graph.nodes() {
        let steps = graph.outgoing(node).iter().filter(|step| step.node != node);
        let mut row: Vec<_> = steps.map(|step| (step.node, step.weight.max(1))).collect();
        row.sort_unstable();
        row.dedup_by_key(|(head, _)| *head);
        hops.extend(row.iter().map(|&(head, weight)| Hop { head, weight }));
        end += u32::try_from(row.len()).unwrap_or(u32::MAX);
        starts.push(end);
    }
    (starts, hops)
}
