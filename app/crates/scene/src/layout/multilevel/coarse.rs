//! Graphs with fewer and fewer nodes that are still the same from afar.

use crate::layout::graph::Graph;
use crate::rng::Pcg32;

/// So many nodes at most become one at a time: hubs would swallow their surroundings.
const MAX_JOINED: u8 = 4;

/// A graph whose nodes stand for several and whose edges have weights.
pub(super) struct Level {
    starts: Vec<usize>,
    /// The neighbours of each node with the weight of the edge.
    ties: Vec<(u32, f64)>,
    /// Weight of all edges of a node, those inside it twice.
    pub(super) masses: Vec<f64>,
    /// Twice the weight of the edges inside.
    pub(super) inner: Vec<f64>,
}

impl Level {
    pub(super) fn of(graph: &Graph) -> Self {
        let n_nodes = graph.n_nodes();
        let (mut starts, mut ties) = (vec![0], Vec::new());
        for node in 0..n_nodes {
            let others = graph.neighbours(node).filter_map(|other| u32::try_from(other).ok());
            ties.extend(others.map(|other| (other, 1.0)));
            starts.push(ties.len());
        }
        Self::with(starts, ties, vec![0.0; n_nodes])
    }

    fn with(starts: Vec<usize>, ties: Vec<(u32, f64)>, inner: Vec<f64>) -> Self {
        let sum = |(node, inner): (usize, &f64)| {
            let ties: &[(u32, f64)] = &ties[starts[node]..starts[node + 1]];
            inner + ties.iter().map(|&(_, weight)| weight).sum::<f64>()
        };
        let masses = inner.iter().enumerate().map(sum).collect();
        Self { starts, ties, masses, inner }
    }

    pub(super) fn n_nodes(&self) -> usize {
        self.masses.len()
    }

    pub(super) fn ties(&self, node: usize) -> &[(u32, f64)] {
        &self.ties[self.starts[node]..self.starts[node + 1]]
    }

    /// The next coarser level, and the node there of each node here.
    ///
    /// Method: nodes in random order join the neighbour to which the edge weighs most in relation
    /// to both masses. Two whose favourite takes no more join each other, or else a star would stay
    /// as it is.
    ///
    /// # Complexity O(n + m) time and memory.
    pub(super) fn coarser(&self, rng: &mut Pcg32) -> (Self, Vec<u32>) {
        let groups = self.groups(rng);
        let mut members: Vec<Vec<u32>> = Vec::new();
        let mut number_of = vec![None; self.n_nodes()];
        let mut home = vec![0; self.n_nodes()];
        for (node, &group) in (0_u32..).zip(&groups) {
            let number = *number_of[group].get_or_insert_with(|| {
                members.push(Vec::new());
                members.len() - 1
            });
            members[number].push(node);
            home[node as usize] = u32::try_from(number).unwrap_or(u32::MAX);
        }
        (self.contracted(&members, &home), home)
    }

    /// A node of its group for each node.
    fn groups(&self, rng: &mut Pcg32) -> Vec<usize> {
        let n_nodes = self.n_nodes();
        let mut order: Vec<usize> = (0..n_nodes).collect();
        rng.shuffle(&mut order);
        let mut group_of: Vec<Option<usize>> = vec![None; n_nodes];
        let mut n_joined = vec![0_u8; n_nodes];
        let mut waiting: Vec<Option<usize>> = vec![None; n_nodes];
        for node in order {
            let Some(favourite) = self.favourite(node).filter(|_| group_of[node].is_none()) else {
                continue;
            };
            let group = group_of[favourite].unwrap_or(favourite);
            if n_joined[group] < MAX_JOINED {
                n_joined[group] += if group_of[favourite].is_none() { 2 } else { 1 };
                group_of[favourite] = Some(group);
                group_of[node] = Some(group);
            } else if let Some(other) = waiting[favourite].take().filter(|&o| group_of[o].is_none())
            {
                group_of[other] = Some(node);
                group_of[node] = Some(node);
                n_joined[node] = 2;
            } else {
                waiting[favourite] = Some(node);
            }
        }
        group_of.into_iter().enumerate().map(|(node, group)| group.unwrap_or(node)).collect()
    }

    fn favourite(&self, node: usize) -> Option<usize> {
        let pull = |&(other, weight): &(u32, f64)| weight / self.masses[other as usize];
        let ties = self.ties(node).iter();
        ties.max_by(|a, b| pull(a).total_cmp(&pull(b))).map(|&(other, _)| other as usize)
    }

    fn contracted(&self, members: &[Vec<u32>], home: &[u32]) -> Self {
        let (mut starts, mut ties): (Vec<usize>, Vec<(u32, f64)>) = (vec![0], Vec::new());
        let mut inner = Vec::new();
        // Where the tie to a node stands, if it was made for the present one.
        let mut place_of = vec![usize::MAX; members.len()];
        for (number, members) in members.iter().enumerate() {
            let start = ties.len();
            let mut inside = 0.0;
            for &member in members {
                inside += self.inner[member as usize];
                for &(other, weight) in self.ties(member as usize) {
                    let there = home[other as usize];
                    let place = &mut place_of[there as usize];
                    if there as usize == number {
                        inside += weight;
                    } else if (start..ties.len()).contains(place) {
                        ties[*place].1 += weight;
                    } else {
                        *place = ties.len();
                        ties.push((there, weight));
                    }
                }
            }
            inner.push(inside);
            starts.push(ties.len());
        }
        Self::with(starts, ties, inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn assert_same_weight(n_nodes: usize, edges: &[(u32, u32)], most_left: usize) {
        let level = Level::of(&Graph::new(n_nodes, edges, None));
        let (coarser, home) = level.coarser(&mut Pcg32::new(1));
        let sum = |level: &Level| level.masses.iter().sum::<f64>();
        assert!((sum(&level) - sum(&coarser)).abs() < 1e-9);
        assert!(coarser.n_nodes() <= most_left, "{} of {n_nodes} left", coarser.n_nodes());
        assert!(home.iter().all(|&number| (number as usize) < coarser.n_nodes()));
        for node in 0..coarser.n_nodes() {
            for &(other, weight) in coarser.ties(node) {
                let back = coarser.ties(other as usize);
                assert!(
                    back.iter()
                        .any(|&(end, same)| end as usize == node && (same - weight).abs() < 1e-9)
                );
                assert_ne!(other as usize, node);
            }
        }
    }

    #[test]
    fn paths_stars_and_cliques_become_smaller_and_keep_their_weight() {
        let path: Vec<(u32, u32)> = (1..100).map(|node| (node - 1, node)).collect();
        assert_same_weight(100, &path, 60);
        let star: Vec<(u32, u32)> = (1..100).map(|leaf| (0, leaf)).collect();
        assert_same_weight(100, &star, 60);
        let clique: Vec<(u32, u32)> =
            (0..40).flat_map(|a| (a + 1..40).map(move |b| (a, b))).collect();
        assert_same_weight(40, &clique, 24);
    }
}
