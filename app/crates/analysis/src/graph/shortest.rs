//! Shortest paths: costs to or from all nodes, and the path between two.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::{Digraph, Step};

/// Whether one goes along the arcs or against them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    Along,
    Against,
}

/// A path by its nodes, one at least.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path {
    /// Sum of the weights; stays at `u64::MAX` where it would be more.
    pub cost: u64,
    pub nodes: Vec<u32>,
    /// The arc of each step: the cheapest between its nodes, of equal ones the first.
    pub arcs: Vec<u32>,
}

/// Cost of the cheapest path from a node to every node, or against the arcs: from every node to
/// it; `None` where no path leads.
///
/// Method: Dijkstra (1959) with a binary heap.
///
/// # Complexity O(m log m) time, O(n + m) memory.
pub fn distances(graph: &Digraph, start: u32, direction: Direction) -> Vec<Option<u64>> {
    let labels = Labels::new(graph, start, direction).labels;
    labels.into_iter().map(Label::cost).collect()
}

/// The path between two nodes with the least cost, then the fewest arcs, then the smallest nodes.
///
/// Method: Dijkstra (1959) from both ends until the best path is known (Nicholson 1966). Then the
/// search from the target goes on, but only through nodes of best paths; from the source one
/// walks forwards along them.
///
/// # Complexity O(m log m) time, O(n + m) memory; in practice a small part of the graph.
pub fn shortest_path(graph: &Digraph, source: u32, target: u32) -> Option<Path> {
    if !graph.contains(source) || !graph.contains(target) {
        return None;
    }
    let mut forwards = Search::new(graph, source, Direction::Along);
    let mut backwards = Search::new(graph, target, Direction::Against);
    let best = meet(&mut forwards, &mut backwards)?;
    backwards.finish(|node, rest| {
        let so_far = forwards.labels[node as usize];
        so_far.is_reached() && so_far.plus(rest) <= best
    });
    let mut nodes = vec![source];
    let labels = Labels { labels: backwards.labels };
    labels.follow(graph, target, &mut nodes, |_| false).then(|| Path::along(graph, nodes))
}

/// Searches from both ends, where less has been spent so far, until no better path can come.
fn meet<'a>(forwards: &mut Search<'a>, backwards: &mut Search<'a>) -> Option<Label> {
    let mut best = Label::UNREACHED;
    while let (Some(spent), Some(back)) = (forwards.next_label(), backwards.next_label()) {
        if best.is_reached() && spent.plus(back) >= best {
            break;
        }
        let (here, there) = if spent <= back {
            (&mut *forwards, &*backwards)
        } else {
            (&mut *backwards, &*forwards)
        };
        here.advance(|node, label| {
            let rest = there.labels[node as usize];
            if rest.is_reached() {
                best = best.min(label.plus(rest));
            }
        });
    }
    best.is_reached().then_some(best)
}

impl Path {
    pub(super) fn along(graph: &Digraph, nodes: Vec<u32>) -> Self {
        let steps = nodes.windows(2).filter_map(|pair| cheapest_step(graph, pair[0], pair[1]));
        let (mut cost, mut arcs) = (0_u64, Vec::with_capacity(nodes.len()));
        for step in steps {
            cost = cost.saturating_add(step.weight);
            arcs.push(step.arc);
        }
        Self { cost, nodes, arcs }
    }
}

/// Of the arcs between two nodes the cheapest, of equal ones the first.
pub(super) fn cheapest_step(graph: &Digraph, tail: u32, head: u32) -> Option<Step> {
    let between = graph.outgoing(tail).iter().filter(|step| step.node == head);
    between.min_by_key(|step| step.weight).copied()
}

/// What a path costs, and how many arcs it has, in one number that orders by both.
///
/// The arcs make every step dearer, even one that costs nothing; so best paths have no loops.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Label(u128);

impl Label {
    pub(super) const ZERO: Self = Self(0);
    pub(super) const UNREACHED: Self = Self(u128::MAX);
    const COST_SHIFT: u32 = 64;
    const HOPS_SHIFT: u32 = 32;

    fn new(cost: u64, hops: u128) -> Self {
        Self((u128::from(cost) << Self::COST_SHIFT) | (hops << Self::HOPS_SHIFT))
    }

    pub(super) fn is_reached(self) -> bool {
        self != Self::UNREACHED
    }

    /// `None` for [`Label::UNREACHED`].
    fn cost(self) -> Option<u64> {
        let cost = u64::try_from(self.0 >> Self::COST_SHIFT).ok();
        cost.filter(|_| self.is_reached())
    }

    fn parts(self) -> (u64, u128) {
        let cost = u64::try_from(self.0 >> Self::COST_SHIFT).unwrap_or(u64::MAX);
        (cost, (self.0 >> Self::HOPS_SHIFT) & u128::from(u32::MAX))
    }

    pub(super) fn step(self, weight: u64) -> Self {
        let (cost, hops) = self.parts();
        Self::new(cost.saturating_add(weight), hops + 1)
    }

    pub(super) fn plus(self, other: Self) -> Self {
        let ((cost, hops), (more, more_hops)) = (self.parts(), other.parts());
        Self::new(cost.saturating_add(more), hops + more_hops)
    }

    /// With a node in the bits that a label leaves free: what a heap holds.
    pub(super) fn at(self, node: u32) -> Reverse<u128> {
        Reverse(self.0 | u128::from(node))
    }

    /// Undoes [`Label::at`].
    pub(super) fn from_key(Reverse(key): Reverse<u128>) -> (Self, u32) {
        let node = key & u128::from(u32::MAX);
        (Self(key ^ node), u32::try_from(node).unwrap_or(u32::MAX))
    }
}

/// Dijkstra's search, step by step.
struct Search<'a> {
    graph: &'a Digraph,
    direction: Direction,
    /// By node; those that have come out of the heap are right, the others may be too large.
    labels: Vec<Label>,
    heap: BinaryHeap<Reverse<u128>>,
}

impl<'a> Search<'a> {
    fn new(graph: &'a Digraph, start: u32, direction: Direction) -> Self {
        let mut labels = vec![Label::UNREACHED; graph.n_nodes()];
        let mut heap = BinaryHeap::new();
        if let Some(label) = labels.get_mut(start as usize) {
            *label = Label::ZERO;
            heap.push(Label::ZERO.at(start));
        }
        Self { graph, direction, labels, heap }
    }

    /// No node that comes out from now on has a smaller label.
    fn next_label(&self) -> Option<Label> {
        self.heap.peek().map(|&key| Label::from_key(key).0)
    }

    /// Takes out one node, and tells of each node that gets a better label.
    fn advance(&mut self, mut improved: impl FnMut(u32, Label)) {
        let Some((label, node)) = self.heap.pop().map(Label::from_key) else { return };
        if label > self.labels[node as usize] {
            return;
        }
        improved(node, label);
        let steps = match self.direction {
            Direction::Along => self.graph.outgoing(node),
            Direction::Against => self.graph.incoming(node),
        };
        for step in steps {
            let further = label.step(step.weight);
            let known = &mut self.labels[step.node as usize];
            if further < *known {
                *known = further;
                self.heap.push(further.at(step.node));
                improved(step.node, further);
            }
        }
    }

    /// Goes on to the end, but not through nodes that are not worth it with their label.
    fn finish(&mut self, is_worth_it: impl Fn(u32, Label) -> bool) {
        while let Some((label, node)) = self.heap.peek().map(|&key| Label::from_key(key)) {
            if is_worth_it(node, label) {
                self.advance(|_, _| ());
            } else {
                self.heap.pop();
            }
        }
    }
}

/// The label of every node, on the way from or to one node.
pub(super) struct Labels {
    labels: Vec<Label>,
}

impl Labels {
    pub(super) fn new(graph: &Digraph, start: u32, direction: Direction) -> Self {
        let mut search = Search::new(graph, start, direction);
        search.finish(|_, _| true);
        Self { labels: search.labels }
    }

    pub(super) fn get(&self, node: u32) -> Label {
        self.labels[node as usize]
    }

    /// Appends the way from the last of `nodes` to the target of these labels: of the best ways
    /// the one with the smallest nodes. False if it comes to a closed node.
    ///
    /// Ends, because each step leads to a smaller label.
    pub(super) fn follow(
        &self,
        graph: &Digraph,
        target: u32,
        nodes: &mut Vec<u32>,
        is_closed: impl Fn(u32) -> bool,
    ) -> bool {
        while let Some(&node) = nodes.last().filter(|&&node| node != target) {
            let is_best = |step: &&Step| {
                let rest = self.get(step.node);
                rest.is_reached() && rest.step(step.weight) == self.get(node)
            };
            let heads = graph.outgoing(node).iter().filter(is_best).map(|step| step.node);
            match heads.min() {
                Some(head) if !is_closed(head) => nodes.push(head),
                _ => return false,
            }
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::digraph::tests::graph;

    #[test]
    fn least_cost_comes_before_fewest_arcs_before_smallest_nodes() {
        let ways = graph(5, &[(0, 4, 9), (0, 3, 2), (3, 4, 2), (0, 2, 2), (2, 4, 2), (0, 1, 1)]);
        let path = shortest_path(&ways, 0, 4).unwrap();
        assert_eq!(path, Path { cost: 4, nodes: vec![0, 2, 4], arcs: vec![3, 4] });
        let shorter = graph(4, &[(0, 1, 1), (1, 2, 1), (2, 3, 1), (0, 3, 3)]);
        assert_eq!(shortest_path(&shorter, 0, 3).unwrap().nodes, [0, 3]);
    }

    #[test]
    fn of_parallel_arcs_the_cheapest_counts() {
        let parallel = graph(2, &[(0, 1, 5), (0, 1, 3), (0, 1, 3), (0, 0, 0)]);
        assert_eq!(shortest_path(&parallel, 0, 1).unwrap().arcs, [1]);
        assert_eq!(distances(&parallel, 0, Direction::Along), [Some(0), Some(3)]);
        assert_eq!(distances(&parallel, 0, Direction::Against), [Some(0), None]);
    }

    #[test]
    fn circles_that_cost_nothing_end() {
        let circle = graph(4, &[(0, 1, 0), (1, 2, 0), (2, 0, 0), (2, 3, 0)]);
        assert_eq!(shortest_path(&circle, 0, 3).unwrap().nodes, [0, 1, 2, 3]);
    }

    #[test]
    fn nothing_leads_where_nothing_is() {
        assert_eq!(shortest_path(&graph(0, &[]), 0, 0), None);
        assert_eq!(shortest_path(&graph(2, &[(0, 1, 1)]), 1, 0), None);
        assert_eq!(shortest_path(&graph(2, &[(0, 1, 1)]), 0, 7), None);
        assert_eq!(shortest_path(&graph(1, &[]), 0, 0).unwrap().nodes, [0]);
    }

    #[test]
    fn huge_costs_stay_at_the_limit() {
        let far = graph(3, &[(0, 1, u64::MAX), (1, 2, u64::MAX)]);
        assert_eq!(shortest_path(&far, 0, 2).unwrap().cost, u64::MAX);
        assert_eq!(distances(&far, 0, Direction::Along)[2], Some(u64::MAX));
    }
}
