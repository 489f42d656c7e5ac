//! Networks to draw: seeded ones with communities and hubs, and a known one.

use std::collections::BTreeSet;

use crate::Point;
use crate::rng::Pcg32;

const LES_MISERABLES: &str = include_str!("les_miserables.txt");
/// One edge in so many leads out of its community.
const ONE_OUTSIDE_IN: usize = 5;
/// Draws per missing edge before a network is taken as full.
const MAX_DRAWS: usize = 200;

/// Nodes, edges and the community of each node.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Network {
    pub n_nodes: usize,
    pub edges: Vec<(u32, u32)>,
    pub communities: Vec<u32>,
}

impl Network {
    /// A connected network with about half as many communities as the root of its nodes, of uneven
    /// size, and hubs.
    ///
    /// Method: planted partition, one edge in five leads outside; the second end of an edge is
    /// drawn by degree (preferential attachment: Barabási and Albert 1999).
    ///
    /// Fewer edges come out if so many do not fit, and more than `n_edges` if that is what it takes
    /// to connect the nodes.
    pub fn planted(n_nodes: u32, n_edges: u32, seed: u64) -> Self {
        let mut planter = Planter::new(n_nodes, seed);
        planter.connect();
        planter.fill(n_edges as usize);
        Self {
            n_nodes: n_nodes as usize,
            edges: planter.edges.into_iter().collect(),
            communities: planter.communities,
        }
    }

    /// Characters who meet in Les Misérables (Knuth 1993, The Stanford `GraphBase`); all in one
    /// community.
    pub fn les_miserables() -> Self {
        let lines = LES_MISERABLES.lines().filter(|line| !line.starts_with('#'));
        let edge = |text: &str| {
            let (a, b) = text.split_once('-')?;
            Some((a.parse().ok()?, b.parse().ok()?))
        };
        let edges: Vec<(u32, u32)> =
            lines.flat_map(str::split_whitespace).filter_map(edge).collect();
        let last = edges.iter().map(|&(a, b)| a.max(b)).max().unwrap_or(0);
        let n_nodes = last as usize + 1;
        Self { n_nodes, edges, communities: vec![0; n_nodes] }
    }

    /// A small number per node, for lanes and columns.
    pub(super) fn residues(&self, modulus: u16) -> Vec<u16> {
        (0..self.n_nodes)
            .map(|node| u16::try_from(node % usize::from(modulus)).unwrap_or(0))
            .collect()
    }

    /// A place for each community.
    pub(super) fn towns(&self) -> Vec<Point> {
        let last = self.communities.iter().copied().max().unwrap_or(0);
        (0..=last)
            .map(|town| Point::new(f64::from(town * 37 % 11), f64::from(town * 23 % 7)))
            .collect()
    }
}

struct Planter {
    rng: Pcg32,
    communities: Vec<u32>,
    members: Vec<Vec<u32>>,
    edges: BTreeSet<(u32, u32)>,
    /// Ends of edges so far: of each community, and of all. Drawing from these is drawing by
    /// degree.
    ends_inside: Vec<Vec<u32>>,
    ends: Vec<u32>,
}

impl Planter {
    fn new(n_nodes: u32, seed: u64) -> Self {
        let mut rng = Pcg32::new(seed);
        let n_communities = (1..=n_nodes)
            .take_while(|root| 4 * u64::from(*root) * u64::from(*root) <= u64::from(n_nodes))
            .count()
            .max(1);
        // The smaller of two draws: low numbers are larger communities.
        let communities: Vec<u32> = (0..n_nodes)
            .map(|_| rng.below(n_communities).min(rng.below(n_communities)))
            .map(|community| u32::try_from(community).unwrap_or(0))
            .collect();
        let mut members = vec![Vec::new(); n_communities];
        for (node, &community) in (0..).zip(&communities) {
            members[community as usize].push(node);
        }
        let ends_inside = vec![Vec::new(); n_communities];
        Self { rng, communities, members, edges: BTreeSet::new(), ends_inside, ends: Vec::new() }
    }

    /// Each node to one before it in its community, each community to those before it.
    fn connect(&mut self) {
        let members = std::mem::take(&mut self.members);
        for (community, nodes) in members.iter().enumerate() {
            for (place, &node) in nodes.iter().enumerate() {
                let other = if place > 0 {
                    let ends = &self.ends_inside[community];
                    if ends.is_empty() { nodes[0] } else { ends[self.rng.below(ends.len())] }
                } else if let Some(&end) = self.ends.get(self.rng.below(self.ends.len())) {
                    end
                } else {
                    continue;
                };
                self.add(node, other);
            }
        }
        self.members = members;
    }

    fn fill(&mut self, n_edges: usize) {
        let n_nodes = self.communities.len();
        let n_draws = n_edges.saturating_mul(MAX_DRAWS);
        for _ in 0..n_draws {
            if self.edges.len() >= n_edges || self.ends.is_empty() {
                return;
            }
            let node = self.rng.below(n_nodes);
            let inside = &self.ends_inside[self.communities[node] as usize];
            let is_outside = inside.is_empty() || self.rng.below(ONE_OUTSIDE_IN) == 0;
            let ends = if is_outside { &self.ends } else { inside };
            let other = ends[self.rng.below(ends.len())];
            self.add(u32::try_from(node).unwrap_or(0), other);
        }
    }

    fn add(&mut self, a: u32, b: u32) {
        if a == b || !self.edges.insert((a.min(b), a.max(b))) {
            return;
        }
        self.ends.extend([a, b]);
        for node in [a, b] {
            self.ends_inside[self.communities[node as usize] as usize].push(node);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::stress;

    #[test]
    fn planted_networks_are_as_asked_for() {
        let network = Network::planted(620, 1_849, 7);
        assert_eq!((network.n_nodes, network.edges.len()), (620, 1_849));
        assert_eq!(network, Network::planted(620, 1_849, 7));
        assert_ne!(network, Network::planted(620, 1_849, 8));
        let community = |node: u32| network.communities[node as usize];
        let inside = network.edges.iter().filter(|&&(a, b)| community(a) == community(b)).count();
        assert!((1_200..1_700).contains(&inside), "{inside} edges inside");
        let mut degrees = vec![0; 620];
        for &(a, b) in &network.edges {
            degrees[a as usize] += 1;
            degrees[b as usize] += 1;
        }
        // Connected, and with hubs.
        assert!(degrees.iter().all(|&degree| degree > 0) && degrees.iter().any(|&d| d > 40));
    }

    #[test]
    fn small_and_full_networks_come_out_too() {
        assert_eq!(Network::planted(0, 5, 1).edges, []);
        assert_eq!(Network::planted(1, 5, 1).edges, []);
        assert!(Network::planted(5, 1_000, 1).edges.len() <= 10);
    }

    #[test]
    fn the_known_network_is_whole() {
        let network = Network::les_miserables();
        assert_eq!((network.n_nodes, network.edges.len()), (77, 254));
        // All in one part: the stress of points in one place is 1 only if there are pairs.
        assert!((stress(&[Point::ORIGIN; 77], &network.edges) - 1.0).abs() < 1e-12);
    }
}
