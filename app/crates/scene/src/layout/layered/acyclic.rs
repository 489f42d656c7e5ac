//! An order of the nodes against which few edges run.

use super::ranks::EndOf;

/// The place of each node in the order: those of the first end, then the others, then the last.
///
/// Method: Eades, Lin and Smyth (1993). Sinks go to the right end of what is left, sources to the
/// left end; if there are none, the node whose outgoing edges outnumber its incoming ones most goes
/// to the left. Ties by number. At most m / 2 - n / 6 edges run backwards.
///
/// # Complexity O(n² + m) time, O(n + m) memory.
pub(super) fn places(edges: &[(usize, usize)], ends: &[EndOf]) -> Vec<usize> {
    let mut left = Remaining::new(edges, ends);
    let with = |end: EndOf| (0..ends.len()).filter(move |&node| ends[node] == end);
    let mut front: Vec<usize> = with(EndOf::First).collect();
    let mut back: Vec<usize> = with(EndOf::Last).collect();
    back.reverse();
    while let Some(node) = left.sink() {
        back.push(node);
    }
    while let Some(node) = left.next_in_front() {
        front.push(node);
        while let Some(node) = left.sink() {
            back.push(node);
        }
    }
    let mut places = vec![0; ends.len()];
    for (place, &node) in front.iter().chain(back.iter().rev()).enumerate() {
        places[node] = place;
    }
    places
}

/// The nodes of neither end that have no place so far.
struct Remaining {
    successors: Vec<Vec<usize>>,
    predecessors: Vec<Vec<usize>>,
    /// How many of them are left.
    n_out: Vec<i64>,
    n_in: Vec<i64>,
    is_left: Vec<bool>,
    /// Nodes that may be sinks.
    candidates: Vec<usize>,
}

impl Remaining {
    fn new(edges: &[(usize, usize)], ends: &[EndOf]) -> Self {
        let mut left = Self {
            successors: vec![Vec::new(); ends.len()],
            predecessors: vec![Vec::new(); ends.len()],
            n_out: vec![0; ends.len()],
            n_in: vec![0; ends.len()],
            is_left: ends.iter().map(|end| *end == EndOf::Neither).collect(),
            candidates: (0..ends.len()).rev().collect(),
        };
        for &(from, to) in edges {
            if left.is_left[from] && left.is_left[to] {
                left.successors[from].push(to);
                left.predecessors[to].push(from);
                left.n_out[from] += 1;
                left.n_in[to] += 1;
            }
        }
        left
    }

    fn sink(&mut self) -> Option<usize> {
        while let Some(node) = self.candidates.pop() {
            if self.is_left[node] && self.n_out[node] == 0 {
                self.take(node);
                return Some(node);
            }
        }
        None
    }

    /// A source if there is one, else the node with the largest surplus of outgoing edges.
    fn next_in_front(&mut self) -> Option<usize> {
        let left = (0..self.is_left.len()).filter(|&node| self.is_left[node]);
        let surplus = |node: &usize| {
            let is_source = self.n_in[*node] == 0;
            (is_source, self.n_out[*node] - self.n_in[*node], std::cmp::Reverse(*node))
        };
        let node = left.max_by_key(surplus)?;
        self.take(node);
        Some(node)
    }

    fn take(&mut self, node: usize) {
        self.is_left[node] = false;
        for &successor in &self.successors[node] {
            self.n_in[successor] -= 1;
        }
        for &predecessor in &self.predecessors[node] {
            self.n_out[predecessor] -= 1;
            if self.n_out[predecessor] == 0 {
                self.candidates.push(predecessor);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::Pcg32;

    fn n_backward(n_nodes: usize, edges: &[(usize, usize)]) -> usize {
        let places = places(edges, &vec![EndOf::Neither; n_nodes]);
        let mut sorted = places.clone();
        sorted.sort_unstable();
        assert_eq!(sorted, (0..n_nodes).collect::<Vec<_>>());
        edges.iter().filter(|&&(from, to)| places[from] > places[to]).count()
    }

    #[test]
    fn without_cycles_no_edge_runs_backwards() {
        assert_eq!(n_backward(4, &[(3, 2), (2, 1), (1, 0), (3, 0)]), 0);
        assert_eq!(n_backward(0, &[]), 0);
        for seed in 0..50 {
            let mut rng = Pcg32::new(seed);
            let edges: Vec<(usize, usize)> = (0..60)
                .map(|_| (rng.below(30), rng.below(30)))
                .filter(|(a, b)| a != b)
                .map(|(a, b)| (a.max(b), a.min(b)))
                .collect();
            assert_eq!(n_backward(30, &edges), 0);
        }
    }

    #[test]
    fn of_a_circle_one_edge_runs_backwards() {
        assert_eq!(n_backward(3, &[(0, 1), (1, 2), (2, 0)]), 1);
        assert_eq!(n_backward(2, &[(0, 1), (1, 0)]), 1);
    }

    #[test]
    fn the_bound_of_the_paper_holds() {
        for seed in 0..50 {
            let mut rng = Pcg32::new(seed);
            let mut edges: Vec<(usize, usize)> =
                (0..90).map(|_| (rng.below(30), rng.below(30))).filter(|(a, b)| a < b).collect();
            edges.sort_unstable();
            edges.dedup();
            // Each pair in one direction only, as the paper asks.
            for edge in edges.iter_mut().step_by(2) {
                *edge = (edge.1, edge.0);
            }
            assert!(n_backward(30, &edges) * 2 <= edges.len());
        }
    }

    #[test]
    fn ends_are_at_the_ends() {
        let ends = [EndOf::Last, EndOf::Neither, EndOf::First, EndOf::Neither];
        let places = places(&[(0, 1), (1, 2), (3, 2), (0, 3)], &ends);
        assert_eq!((places[2], places[0]), (0, 3));
    }
}
