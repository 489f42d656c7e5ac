//! A clean undirected graph: no loops, no repeats, in canonical order.

use std::cmp::{Ordering, Reverse};
use std::collections::{BTreeMap, BinaryHeap, VecDeque};

/// Wanted lengths are brought into this range: beyond it one edge would dwarf all others.
const LENGTH_RANGE: (f64, f64) = (0.01, 100.0);

/// Adjacency with edge lengths, neighbours in order.
pub(super) struct Graph {
    neighbours: Vec<Vec<(usize, f64)>>,
    has_unit_lengths: bool,
}

impl Graph {
    pub(super) fn new(n_nodes: usize, edges: &[(u32, u32)], lengths: Option<&[f32]>) -> Self {
        let mut clean: BTreeMap<(usize, usize), f64> = BTreeMap::new();
        for (idx, &(a, b)) in edges.iter().enumerate() {
            let (Ok(a), Ok(b)) = (usize::try_from(a), usize::try_from(b)) else { continue };
            if a == b || a.max(b) >= n_nodes {
                continue;
            }
            let wanted = lengths.and_then(|lengths| lengths.get(idx)).copied();
            let length = wanted.filter(|length| length.is_finite() && *length > 0.0);
            let length = length.map_or(1.0, f64::from).clamp(LENGTH_RANGE.0, LENGTH_RANGE.1);
            clean
                .entry((a.min(b), a.max(b)))
                .and_modify(|known| *known = known.min(length))
                .or_insert(length);
        }
        let mut neighbours = vec![Vec::new(); n_nodes];
        for (&(a, b), &length) in &clean {
            neighbours[a].push((b, length));
            neighbours[b].push((a, length));
        }
        Self::with(neighbours)
    }

    fn with(neighbours: Vec<Vec<(usize, f64)>>) -> Self {
        #[expect(clippy::float_cmp, reason = "exactly 1 is what breadth-first search needs")]
        let has_unit_lengths = neighbours.iter().flatten().all(|&(_, length)| length == 1.0);
        Self { neighbours, has_unit_lengths }
    }

    pub(super) fn n_nodes(&self) -> usize {
        self.neighbours.len()
    }

    /// Who is tied to a node, in order.
    pub(super) fn neighbours(&self, node: usize) -> impl Iterator<Item = usize> {
        self.neighbours[node].iter().map(|&(other, _)| other)
    }

    pub(super) fn is_edge(&self, a: usize, b: usize) -> bool {
        self.neighbours[a].binary_search_by_key(&b, |&(other, _)| other).is_ok()
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
                for &(other, _) in &self.neighbours[node] {
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
    pub(super) fn induced(&self, nodes: &[usize]) -> Self {
        let inside = |&(other, length): &(usize, f64)| {
            nodes.binary_search(&other).ok().map(|place| (place, length))
        };
        let neighbours = nodes
            .iter()
            .map(|&node| self.neighbours[node].iter().filter_map(inside).collect())
            .collect();
        Self::with(neighbours)
    }

    /// Distance to every node, infinite where no way leads.
    ///
    /// # Complexity O(n + m) with unit lengths, O(m log m) otherwise.
    pub(super) fn distances(&self, from: usize) -> Vec<f64> {
        if self.has_unit_lengths { self.count_steps(from) } else { self.measure(from) }
    }

    fn count_steps(&self, from: usize) -> Vec<f64> {
        let mut distances = vec![f64::INFINITY; self.n_nodes()];
        distances[from] = 0.0;
        let mut queue = VecDeque::from([from]);
        while let Some(node) = queue.pop_front() {
            for &(other, _) in &self.neighbours[node] {
                if distances[other].is_infinite() {
                    distances[other] = distances[node] + 1.0;
                    queue.push_back(other);
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
            for &(other, length) in &self.neighbours[node] {
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

    #[test]
    fn dirty_edges_are_cleaned() {
        let graph = Graph::new(3, &[(0, 1), (1, 0), (2, 2), (1, 9), (0, 1)], None);
        assert_eq!(graph.neighbours, [vec![(1, 1.0)], vec![(0, 1.0)], vec![]]);
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
    fn components_come_largest_first() {
        let graph = Graph::new(6, &[(1, 2), (3, 5), (5, 4)], None);
        assert_eq!(graph.components(), [vec![3, 4, 5], vec![1, 2], vec![0]]);
        assert!(graph.distances(0)[1].is_infinite());
    }
}
