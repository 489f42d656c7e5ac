//! The k best loopless paths in a digraph whose end is a property of the last arc.
//!
//! Numbers only: nodes are ranks, the order of ranks breaks ties.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

use super::cost::Cost;

/// An arc and which step of the route graph it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Arc {
    pub(super) cost: Cost,
    pub(super) step: usize,
}

/// A simple digraph with one source; see [`Arcs::add_inner`] and [`Arcs::add_final`].
pub(super) struct Arcs {
    source: usize,
    /// By tail, then head: arcs after which the path goes on.
    inner: Vec<BTreeMap<usize, Arc>>,
    /// By head: the tails of `inner`.
    tails: Vec<Vec<usize>>,
    /// By head, then tail: arcs with which a path may end.
    last: BTreeMap<usize, BTreeMap<usize, Arc>>,
}

impl Arcs {
    /// Nodes `0..n_nodes` and the source, which is `n_nodes`.
    pub(super) fn new(n_nodes: usize) -> Self {
        Self {
            source: n_nodes,
            inner: vec![BTreeMap::new(); n_nodes + 1],
            tails: vec![Vec::new(); n_nodes + 1],
            last: BTreeMap::new(),
        }
    }

    pub(super) fn source(&self) -> usize {
        self.source
    }

    /// An arc after which the path goes on. Of parallel arcs the first cheapest stays.
    pub(super) fn add_inner(&mut self, tail: usize, head: usize, arc: Arc) {
        if keep_cheapest(&mut self.inner[tail], head, arc) {
            self.tails[head].push(tail);
        }
    }

    /// An arc with which a path may end. Of parallel arcs the first cheapest stays.
    pub(super) fn add_final(&mut self, tail: usize, head: usize, arc: Arc) {
        keep_cheapest(self.last.entry(head).or_default(), tail, arc);
    }

    pub(super) fn inner_arc(&self, tail: usize, head: usize) -> Option<Arc> {
        self.inner[tail].get(&head).copied()
    }

    pub(super) fn final_arc(&self, tail: usize, head: usize) -> Option<Arc> {
        self.last.get(&head)?.get(&tail).copied()
    }

    /// Whether `node` can be reached from the source over inner arcs, for every node.
    pub(super) fn reachable(&self) -> Vec<bool> {
        let mut seen = vec![false; self.inner.len()];
        seen[self.source] = true;
        let mut stack = vec![self.source];
        while let Some(node) = stack.pop() {
            for &head in self.inner[node].keys() {
                if !seen[head] {
                    seen[head] = true;
                    stack.push(head);
                }
            }
        }
        seen
    }

    /// Hops of an arc: leaving the source is not a hand-over.
    fn hops(&self, tail: usize) -> usize {
        usize::from(tail != self.source)
    }
}

/// Returns whether `key` is new.
fn keep_cheapest(arcs: &mut BTreeMap<usize, Arc>, key: usize, arc: Arc) -> bool {
    let known = arcs.get(&key).copied();
    if known.is_none_or(|known| arc.cost < known.cost) {
        arcs.insert(key, arc);
    }
    known.is_none()
}

/// A path and the part of the search space whose best path it is: every path to the same end
/// that begins with `nodes[..n_fixed]` and does not go on to a node in `banned`.
///
/// The derived order is the order of the answer: cost, hops, then nodes.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Candidate {
    cost: Cost,
    n_hops: usize,
    nodes: Vec<usize>,
    n_fixed: usize,
    banned: BTreeSet<usize>,
}

/// The `k` best loopless paths from the source, each as its nodes without the source.
///
/// Method: Yen (1971) in Lawler's (1972) form. The space of paths is partitioned by final node;
/// the best path of the best part is output and its part is split along that path, so no path is
/// found twice. A final node is entered by final arcs only, so a path cannot pass its own end.
///
/// # Order      by cost, number of hops, then nodes.
/// # Complexity O((t + k l) m log m) time for t final nodes and paths of l hops.
pub(super) fn best_paths(arcs: &Arcs, k: usize, max_hops: Option<usize>) -> Vec<Vec<usize>> {
    let search = Search { arcs, max_hops };
    let mut open: BinaryHeap<Reverse<Candidate>> = BinaryHeap::new();
    let root = [arcs.source];
    if k > 0 {
        let ends = arcs.last.keys();
        open.extend(ends.filter_map(|&end| search.best(end, &root, BTreeSet::new())).map(Reverse));
    }
    let mut paths = Vec::new();
    while let Some(Reverse(found)) = open.pop() {
        if paths.len() + 1 < k {
            open.extend(search.split(&found).map(Reverse));
        }
        paths.push(found.nodes[1..].to_vec());
        if paths.len() >= k {
            break;
        }
    }
    paths
}

/// Cost and hops of a best way from some node to the end.
type Label = (Cost, usize);

struct Search<'a> {
    arcs: &'a Arcs,
    max_hops: Option<usize>,
}

impl Search<'_> {
    /// The best paths of the parts that remain when `found` is taken out of its own.
    fn split<'s>(&'s self, found: &'s Candidate) -> impl Iterator<Item = Candidate> + 's {
        let end = found.nodes[found.nodes.len() - 1];
        (found.n_fixed..found.nodes.len()).filter_map(move |n_fixed| {
            let mut banned = BTreeSet::from([found.nodes[n_fixed]]);
            if n_fixed == found.n_fixed {
                banned.extend(&found.banned);
            }
            self.best(end, &found.nodes[..n_fixed], banned)
        })
    }

    /// The best path to `end` that begins with `fixed` and does not go on to a banned node.
    fn best(&self, end: usize, fixed: &[usize], banned: BTreeSet<usize>) -> Option<Candidate> {
        let spur = *fixed.last()?;
        let n_fixed_hops = fixed.len().saturating_sub(2) + self.arcs.hops(spur);
        let budget = match self.max_hops {
            Some(max_hops) => Some(max_hops.checked_sub(n_fixed_hops)?),
            None => None,
        };
        let mut is_open = vec![true; self.arcs.inner.len()];
        for &node in fixed {
            is_open[node] = false;
        }
        let ways = WaysTo::new(self.arcs, end, is_open, budget);
        let first = ways.first_step(spur, &banned)?;
        let mut nodes = fixed.to_vec();
        ways.follow(first.head, first.rest, &mut nodes)?;
        let prefix = fixed.windows(2).filter_map(|pair| self.arcs.inner_arc(pair[0], pair[1]));
        let cost = prefix.fold(Cost::ZERO, |cost, arc| cost.plus(arc.cost)).plus(first.cost);
        let n_hops = nodes.len() - 2;
        Some(Candidate { cost, n_hops, nodes, n_fixed: fixed.len(), banned })
    }
}

/// The best ways from every open node to one end, within a budget of hops.
struct WaysTo<'a> {
    arcs: &'a Arcs,
    end: usize,
    is_open: Vec<bool>,
    budget: Option<usize>,
    /// By node: without a budget the best label; with one, every label that is worth its hops,
    /// dearer ones with fewer hops behind cheaper ones with more.
    labels: Vec<Vec<Label>>,
}

/// The step a path takes away from its fixed beginning: the order is the order of choice.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct FirstStep {
    /// Of the step and all that follows.
    cost: Cost,
    n_hops: usize,
    head: usize,
    /// What follows after `head`.
    rest: Label,
}

impl<'a> WaysTo<'a> {
    /// Dijkstra (1959) against the arcs; with a budget a node is settled again whenever a dearer
    /// way with fewer hops turns up.
    fn new(arcs: &'a Arcs, end: usize, is_open: Vec<bool>, budget: Option<usize>) -> Self {
        let labels = vec![Vec::new(); is_open.len()];
        let mut ways = Self { arcs, end, is_open, budget, labels };
        let mut heap = BinaryHeap::from([Reverse((Cost::ZERO, 0, end))]);
        while let Some(Reverse((cost, n_hops, node))) = heap.pop() {
            if !ways.settle(node, (cost, n_hops)) || budget == Some(n_hops) {
                continue;
            }
            for (tail, arc) in ways.entering(node) {
                heap.push(Reverse((arc.cost.plus(cost), n_hops + 1, tail)));
            }
        }
        ways
    }

    /// Keeps the label unless the node has one that is as good.
    fn settle(&mut self, node: usize, label: Label) -> bool {
        let labels = &mut self.labels[node];
        let is_new = match labels.last() {
            None => true,
            Some(&(_, n_hops)) => self.budget.is_some() && label.1 < n_hops,
        };
        if is_new {
            labels.push(label);
        }
        is_new
    }

    fn entering(&self, node: usize) -> Vec<(usize, Arc)> {
        let tails: Vec<usize> = if node == self.end {
            self.arcs.last.get(&node).map_or_else(Vec::new, |arcs| arcs.keys().copied().collect())
        } else {
            self.arcs.tails[node].clone()
        };
        tails
            .into_iter()
            .filter(|&tail| self.is_open[tail] && tail != self.end)
            .filter_map(|tail| Some((tail, self.arc(tail, node)?)))
            .collect()
    }

    /// The end is entered by final arcs only, every other node by inner arcs only.
    fn arc(&self, tail: usize, head: usize) -> Option<Arc> {
        if head == self.end {
            self.arcs.final_arc(tail, head)
        } else {
            self.arcs.inner_arc(tail, head)
        }
    }

    /// The open nodes one step on, in order.
    fn heads(&self, tail: usize) -> BTreeSet<usize> {
        let inner = self.arcs.inner[tail].keys().copied();
        inner.chain([self.end]).filter(|&head| self.is_open[head]).collect()
    }

    fn first_step(&self, spur: usize, banned: &BTreeSet<usize>) -> Option<FirstStep> {
        let heads = self.heads(spur);
        let steps = heads.difference(banned).filter_map(|&head| {
            let arc = self.arc(spur, head)?;
            let rest = *self.labels[head].first()?;
            Some(FirstStep { cost: arc.cost.plus(rest.0), n_hops: rest.1, head, rest })
        });
        steps.min()
    }

    /// Appends `node` and the way from there whose cost and hops are `rest`; of equal ways the
    /// one with the smallest nodes. Ends, because every step uses up a hop.
    fn follow(&self, mut node: usize, mut rest: Label, nodes: &mut Vec<usize>) -> Option<()> {
        nodes.push(node);
        while node != self.end {
            (node, rest) = self.heads(node).into_iter().find_map(|head| {
                let arc = self.arc(node, head)?;
                let fits =
                    |label: &&Label| label.1 + 1 == rest.1 && arc.cost.plus(label.0) == rest.0;
                Some((head, *self.labels[head].iter().find(fits)?))
            })?;
            nodes.push(node);
        }
        Some(())
    }
}
