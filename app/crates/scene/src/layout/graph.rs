//! A clean undirected graph: no loops, no repeats, in canonical order.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;
use std::ops::Range;

/// Wanted lengths are brought into this range: beyond it one edge would dwarf all others.
const LENGTH_RANGE: (f64, f64) = (0.01, 100.0);

/// Nodes searched from at once: one per bit.
const BATCH: usize = 64;

/// Adjacency with edge lengths, neighbours in order.
pub(super) struct Graph {
    /// Where the neighbours of each node begin in `ends`, and where the last ones stop.
    starts: Vec<usize>,
    ends: Vec<u32>,
    /// One per entry of `ends`; empty if all are 1.
    lengths: Vec<f64>,
}

impl Graph {
    /// # Complexity O(n + m log m) time, O(n + m) memory.
    pub(super) fn new(n_nodes: usize, edges: &[(u32, u32)], lengths: Option<&[f32]>) -> Self {
        let is_known = |&(_, &(a, b)): &(usize, &(u32, u32))| {
            a != b && usize::try_from(a.max(b)).is_ok_and(|last| last < n_nodes)
        };
        let measured = |(idx, &(a, b)): (usize, &(u32, u32))| {
            let wanted = lengths.and_then(|lengths| lengths.get(idx)).copied();
            let length = wanted.filter(|length| length.is_finite() && *length > 0.0);
            let length = length.map_or(1.0, f64::from).clamp(LENGTH_RANGE.0, LENGTH_RANGE.1);
            (a.min(b), a.max(b), length)
        };
        let mut clean: Vec<(u32, u32, f64)> =
            edges.iter().enumerate().filter(is_known).map(measured).collect();
        clean.sort_unstable_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)).then(a.2.total_cmp(&b.2)));
        clean.dedup_by_key(|&mut (a, b, _)| (a, b));
        Self::of_clean(n_nodes, &clean)
    }

    /// Takes edges in order, each once, lower end first.
    fn of_clean(n_nodes: usize, clean: &[(u32, u32, f64)]) -> Self {
        let mut starts = vec![0; n_nodes + 1];
        for &(a, b, _) in clean {
            starts[a as usize + 1] += 1;
            starts[b as usize + 1] += 1;
        }
        for node in 0..n_nodes {
            starts[node + 1] += starts[node];
        }
        let mut next = starts.clone();
        let mut ends = vec![0; 2 * clean.len()];
        let mut lengths = vec![1.0; 2 * clean.len()];
        // First those before a node, then those after it: both come in order.
        for &(a, b, length) in clean {
            ends[next[b as usize]] = a;
            lengths[next[b as usize]] = length;
            next[b as usize] += 1;
        }
        for &(a, b, length) in clean {
            ends[next[a as usize]] = b;
            lengths[next[a as usize]] = length;
            next[a as usize] += 1;
        }
        Self::with(starts, ends, lengths)
    }

    fn with(starts: Vec<usize>, ends: Vec<u32>, mut lengths: Vec<f64>) -> Self {
        #[expect(clippy::float_cmp, reason = "exactly 1 is what breadth-first search needs")]
        let has_unit_lengths = lengths.iter().all(|&length| length == 1.0);
        if has_unit_lengths {
            lengths = Vec::new();
        }
        Self { starts, ends, lengths }
    }

    pub(super) fn n_nodes(&self) -> usize {
        self.starts.len() - 1
    }

    /// How many others a node is tied to.
    pub(super) fn degree(&self, node: usize) -> usize {
        self.starts[node + 1] - self.starts[node]
    }

    fn ends_of(&self, node: usize) -> &[u32] {
        &self.ends[self.starts[node]..self.starts[node + 1]]
    }

    /// Who is tied to a node, in order.
    pub(super) fn neighbours(&self, node: usize) -> impl Iterator<Item = usize> {
        self.ends_of(node).iter().map(|&other| other as usize)
    }

    /// The neighbours of a node with the lengths of the edges, in order.
    pub(super) fn ties(&self, node: usize) -> impl Iterator<Item = (usize, f64)> {
        let places = self.starts[node]..self.starts[node + 1];
        places.map(|place| {
            (self.ends[place] as usize, self.lengths.get(place).copied().unwrap_or(1.0))
        })
    }

    /// Each edge once, in order, lower end first.
    pub(super) fn edges(&self) -> impl Iterator<Item = (usize, usize)> {
        (0..self.n_nodes()).flat_map(|node| {
            self.neighbours(node).filter(move |&other| node < other).map(move |other| (node, other))
        })
    }

    pub(super) fn is_edge(&self, a: usize, b: usize) -> bool {
        u32::try_from(b).is_ok_and(|b| self.ends_of(a).binary_search(&b).is_ok())
    }

    /// The connected components, largest first, ties by their first node; nodes in order.
    pub(super) fn components(&self) -> Vec<Vec<usize>> {
        let mut seen = vec![false; self.n_nodes()];
        let mut components = Vec::new();
        for root in 0..self.n_nodes() {
            if seen[root] {
                continue;
            }
            seen[root] = true;
            let mut nodes = vec![root];
            let mut next = 0;
            while let Some(&node) = nodes.get(next) {
                next += 1;
                for other in self.neighbours(node) {
                    if !seen[other] {
                        seen[other] = true;
                        nodes.push(other);
                    }
                }
            }
            nodes.sort_unstable();
            components.push(nodes);
        }
        components.sort_by_key(|nodes| Reverse(nodes.len()));
        components
    }

    /// The graph of these nodes alone, numbered by their place in the (sorted) list.
    ///
    /// # Complexity O(n + m) time for the graph as a whole.
    pub(super) fn induced(&self, nodes: &[usize]) -> Self {
        let mut place_of = vec![None; self.n_nodes()];
        for (place, &node) in (0_u32..).zip(nodes) {
            place_of[node] = Some(place);
        }
        let (mut starts, mut ends, mut lengths) = (vec![0], Vec::new(), Vec::new());
        for &node in nodes {
            for (other, length) in self.ties(node) {
                if let Some(place) = place_of[other] {
                    ends.push(place);
                    lengths.push(length);
                }
            }
            starts.push(ends.len());
        }
        Self::with(starts, ends, lengths)
    }

    /// Distance to every node, infinite where no way leads.
    ///
    /// # Complexity O(n + m) with unit lengths, O(m log m) otherwise.
    pub(super) fn distances(&self, from: usize) -> Vec<f64> {
        if self.lengths.is_empty() { self.count_steps(from) } else { self.measure(from) }
    }

    /// Calls `visit` with two nodes and their distance, for all ordered pairs with a way.
    ///
    /// Method: with unit lengths, breadth-first search from 64 nodes at once, one bit for each (Then
    /// et al. 2014).
    ///
    /// # Complexity O(n m d / 64 + n²) time for diameter d with unit lengths, O(n) memory.
    pub(super) fn all_distances(&self, mut visit: impl FnMut(usize, usize, f64)) {
        for first in (0..self.n_nodes()).step_by(BATCH) {
            let batch = first..self.n_nodes().min(first + BATCH);
            if self.lengths.is_empty() {
                self.count_steps_of(batch, &mut visit);
                continue;
            }
            for from in batch {
                let distances = self.measure(from).into_iter().enumerate();
                distances
                    .filter(|(_, distance)| distance.is_finite())
                    .for_each(|(to, distance)| visit(from, to, distance));
            }
        }
    }

    fn count_steps_of(&self, batch: Range<usize>, visit: &mut impl FnMut(usize, usize, f64)) {
        let mut reached = vec![0_u64; self.n_nodes()];
        for (bit, from) in batch.clone().enumerate() {
            reached[from] = 1 << bit;
        }
        let mut latest = reached.clone();
        let mut next = vec![0_u64; self.n_nodes()];
        let mut distance = 0.0;
        loop {
            let mut is_done = true;
            for (node, latest) in latest.iter().enumerate().filter(|(_, latest)| **latest != 0) {
                is_done = false;
                for other in self.neighbours(node) {
                    next[other] |= latest;
                }
                let mut bits = *latest;
                while bits != 0 {
                    visit(batch.start + bits.trailing_zeros() as usize, node, distance);
                    bits &= bits - 1;
                }
            }
            if is_done {
                return;
            }
            distance += 1.0;
            for (next, reached) in next.iter_mut().zip(&mut reached) {
                *next &= !*reached;
                *reached |= *next;
            }
            std::mem::swap(&mut latest, &mut next);
            next.fill(0);
        }
    }

    fn count_steps(&self, from: usize) -> Vec<f64> {
        let mut distances = vec![f64::INFINITY; self.n_nodes()];
        distances[from] = 0.0;
        let mut queue = vec![from];
        let mut next = 0;
        while let Some(&node) = queue.get(next) {
            next += 1;
            for other in self.neighbours(node) {
                if distances[other].is_infinite() {
                    distances[other] = distances[node] + 1.0;
                    queue.push(other);
                }
            }
        }
        distances
    }

    fn measure(&self, from: usize) -> Vec<f64> {
        let mut distances = vec![f64::INFINITY; self.n_nodes()];
        distances[from] = 0.0;
        let mut heap = BinaryHeap::from([Near { distance: 0.0, node: from }]);
        while let Some(Near { distance, node }) = heap.pop() {
            if distance > distances[node] {
                continue;
            }
            for (other, length) in self.ties(node) {
                let distance = distance + length;
                if distance < distances[other] {
                    distances[other] = distance;
                    heap.push(Near { distance, node: other });
                }
            }
        }
        distances
    }
}

/// Greatest is nearest, for a max-heap.
struct Near {
    distance: f64,
    node: usize,
}

impl Ord for Near {
    fn cmp(&self, other: &Self) -> Ordering {
        other.distance.total_cmp(&self.distance).then(other.node.cmp(&self.node))
    }
}

impl PartialOrd for Near {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Near {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Near {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::Pcg32;

    #[test]
    fn dirty_edges_are_cleaned() {
        let graph = Graph::new(3, &[(0, 1), (1, 0), (2, 2), (1, 9), (0, 1)], None);
        let ties = |node| graph.ties(node).collect::<Vec<(usize, f64)>>();
        assert_eq!([0, 1, 2].map(ties), [vec![(1, 1.0)], vec![(0, 1.0)], vec![]]);
        assert_eq!(graph.edges().collect::<Vec<_>>(), [(0, 1)]);
    }

    #[test]
    fn the_shortest_of_parallel_edges_counts() {
        let lengths = [2.0, 0.5, f32::NAN, -1.0];
        let graph = Graph::new(3, &[(0, 1), (1, 0), (1, 2), (2, 1)], Some(&lengths));
        assert_eq!(graph.distances(0), [0.0, 0.5, 1.5]);
    }

    #[test]
    fn absurd_lengths_are_brought_into_range() {
        let graph = Graph::new(3, &[(0, 1), (1, 2)], Some(&[f32::MAX, f32::MIN_POSITIVE]));
        assert_eq!(graph.distances(0), [0.0, 100.0, 100.01]);
    }

    #[test]
    fn lengths_make_detours_worth_it() {
        let graph = Graph::new(3, &[(0, 2), (0, 1), (1, 2)], Some(&[5.0, 1.0, 1.5]));
        assert_eq!(graph.distances(0), [0.0, 1.0, 2.5]);
    }

    #[test]
    fn neighbours_are_in_order_and_parts_keep_their_lengths() {
        let lengths = [1.0, 2.0, 3.0, 4.0];
        let graph = Graph::new(5, &[(2, 4), (2, 0), (3, 2), (0, 3)], Some(&lengths));
        assert_eq!(graph.neighbours(2).collect::<Vec<_>>(), [0, 3, 4]);
        assert!(graph.is_edge(4, 2) && graph.is_edge(0, 3) && !graph.is_edge(0, 4));
        let part = graph.induced(&[0, 2, 3]);
        assert_eq!(part.ties(1).collect::<Vec<_>>(), [(0, 2.0), (2, 3.0)]);
        assert_eq!((part.n_nodes(), part.degree(0), part.degree(2)), (3, 2, 2));
    }

    #[test]
    fn all_distances_are_those_from_each_node() {
        let mut rng = Pcg32::new(3);
        for n_nodes in [1, 5, 64, 65, 150] {
            let mut node = || u32::try_from(rng.below(n_nodes)).unwrap();
            let edges: Vec<(u32, u32)> = (0..n_nodes).map(|_| (node(), node())).collect();
            let lengths: Vec<f32> = (0_u8..100).map(f32::from).collect();
            for lengths in [None, Some(&lengths[..])] {
                let graph = Graph::new(n_nodes, &edges, lengths);
                let mut found = vec![vec![f64::INFINITY; n_nodes]; n_nodes];
                graph.all_distances(|from, to, distance| found[from][to] = distance);
                for (from, found) in found.into_iter().enumerate() {
                    assert_eq!(found, graph.distances(from));
                }
            }
        }
    }

    #[test]
    fn components_come_largest_first() {
        let graph = Graph::new(6, &[(1, 2), (3, 5), (5, 4)], None);
        assert_eq!(graph.components(), [vec![3, 4, 5], vec![1, 2], vec![0]]);
        assert!(graph.distances(0)[1].is_infinite());
    }
}
