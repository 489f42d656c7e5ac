//! Seeded cases and what comes out of them, for tests and benchmarks of other programs.
//!
//! Start at [`digest`] for graphs and at [`network_digest`] for whole networks, which must be the
//! same natively and in WebAssembly, and at [`run`].
//! A new analysis joins by a name in [`ALGORITHMS`] and an arm in [`run`].

mod cases;
mod networks;

use crate::graph::{
    Degree, Demand, Digraph, Direction, PageRank, Path, Random, Undirected, betweenness,
    communities, constraint, core_numbers, demand_betweenness, distances, immediate_dominators,
    k_shortest_paths, max_flow, modularity, pagerank, separators, shortest_path, strong_components,
};
pub use cases::{random_graph, uniform_graph};
pub use networks::network_digest;

/// What [`run`] can run.
pub const ALGORITHMS: [&str; 14] = [
    "shortest_path",
    "distances",
    "k_shortest_paths",
    "betweenness",
    "demand_betweenness",
    "separators",
    "dominators",
    "max_flow",
    "components",
    "cores",
    "constraint",
    "pagerank",
    "communities",
    "modularity",
];

/// How many pairs of nodes [`run`] takes for what is asked of a pair.
pub const N_PAIRS: usize = 10;

/// A graph in both forms, with what is asked of it.
pub struct Case {
    pub graph: Digraph,
    pub undirected: Undirected,
    /// Source and target; none in an empty graph.
    pub pairs: Vec<(u32, u32)>,
    pub seed: u64,
}

impl Case {
    pub fn new(graph: Digraph, seed: u64) -> Self {
        let mut random = Random::new(seed);
        let n_nodes = graph.nodes().end;
        let n_pairs = if n_nodes == 0 { 0 } else { N_PAIRS };
        let pairs = (0..n_pairs).map(|_| (random.below(n_nodes), random.below(n_nodes))).collect();
        Self { undirected: Undirected::new(&graph), graph, pairs, seed }
    }
}

/// A number that differs with every bit of everything the algorithms answer to seeded cases.
pub fn digest(seed: u64, n_cases: u64) -> u64 {
    let mut digest = Digest::default();
    for seed in (seed..).take(usize::try_from(n_cases).unwrap_or(usize::MAX)) {
        let case = Case::new(random_graph(seed), seed);
        for name in ALGORITHMS {
            digest.add(run(name, &case).unwrap_or(0));
        }
    }
    digest.finish()
}

/// Runs one algorithm on a case; gives a digest of its answer, or `None` for an unknown name.
pub fn run(name: &str, case: &Case) -> Option<u64> {
    let mut digest = Digest::default();
    run_for_pairs(name, case, &mut digest).or_else(|| run_once(name, case, &mut digest))?;
    Some(digest.finish())
}

fn run_for_pairs(name: &str, case: &Case, digest: &mut Digest) -> Option<()> {
    let add: fn(&Digraph, u32, u32, &mut Digest) = match name {
        "shortest_path" => |graph, source, target, digest| {
            digest.add_paths(&shortest_path(graph, source, target).into_iter().collect::<Vec<_>>());
        },
        "distances" => |graph, source, _, digest| {
            let found = distances(graph, source, Direction::Along);
            digest.add_all(found, |cost| cost.unwrap_or(u64::MAX));
        },
        "k_shortest_paths" => |graph, source, target, digest| {
            digest.add_paths(&k_shortest_paths(graph, source, target, 5));
        },
        "max_flow" => |graph, source, target, digest| {
            let Some(found) = max_flow(graph, source, target) else { return };
            digest.add(found.value);
            digest.add_all(found.flow, |flow| flow);
            digest.add_all(found.cut, u64::from);
            digest.add_all(found.is_target_side, u64::from);
        },
        _ => return None,
    };
    for &(source, target) in &case.pairs {
        add(&case.graph, source, target, digest);
    }
    Some(())
}

fn run_once(name: &str, case: &Case, digest: &mut Digest) -> Option<()> {
    let Case { graph, undirected, pairs, seed } = case;
    match name {
        "betweenness" => digest.add_all(betweenness(graph), f64::to_bits),
        "demand_betweenness" => {
            let demand = |&(source, target): &(u32, u32)| Demand { source, target, volume: *seed };
            let demands: Vec<Demand> = pairs.iter().map(demand).collect();
            digest.add_all(demand_betweenness(graph, &demands), f64::to_bits);
        }
        "separators" => {
            let found = separators(graph);
            digest.add_all(found.is_articulation, u64::from);
            digest.add_all(found.bridges, u64::from);
        }
        "dominators" => {
            let root = pairs.first().map_or(0, |&(root, _)| root);
            let found = immediate_dominators(graph, root);
            digest.add_all(found, |node| node.map_or(u64::MAX, u64::from));
        }
        "components" => digest.add_all(strong_components(graph), u64::from),
        "cores" => digest.add_all(core_numbers(graph, Degree::All), u64::from),
        "constraint" => {
            digest.add_all(constraint(undirected), |c| c.map_or(u64::MAX, f64::to_bits));
        }
        "pagerank" => digest.add_all(pagerank(graph, PageRank::default()), f64::to_bits),
        "communities" => {
            let found = communities(undirected, *seed);
            digest.add(found.modularity.to_bits());
            digest.add_all(found.community, u64::from);
        }
        "modularity" => {
            let groups: Vec<u32> = graph.nodes().map(|node| node % 5).collect();
            digest.add(modularity(undirected, &groups).to_bits());
        }
        _ => return None,
    }
    Some(())
}

/// FNV-1a (Fowler, Noll, Vo), a number at a time.
pub struct Digest(u64);

impl Default for Digest {
    fn default() -> Self {
        Self(0xCBF2_9CE4_8422_2325)
    }
}

impl Digest {
    pub fn add(&mut self, number: u64) {
        number.to_le_bytes().into_iter().for_each(|byte| self.add_byte(byte));
    }

    fn add_byte(&mut self, byte: u8) {
        self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3);
    }

    pub fn add_all<T>(&mut self, items: Vec<T>, number: impl Fn(T) -> u64) {
        for item in items {
            self.add(number(item));
        }
    }

    fn add_paths(&mut self, paths: &[Path]) {
        for path in paths {
            self.add(path.cost);
            path.arcs.iter().for_each(|&arc| self.add(arc.into()));
        }
    }

    pub fn finish(&self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digest_follows_from_the_seed() {
        assert_eq!(digest(1, 20), digest(1, 20));
        assert_ne!(digest(1, 20), digest(2, 20));
    }

    #[test]
    fn every_algorithm_can_be_run() {
        let case = Case::new(random_graph(5), 5);
        assert!(ALGORITHMS.iter().all(|name| run(name, &case).is_some()));
        assert_eq!(run("none", &case), None);
    }
}
