//! The best way of one part of the search space (Dijkstra 1959).

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::super::cost::Key;
use super::arcs::Arcs;

/// Every path to one end that begins with the fixed nodes and goes on to none of the banned.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Part {
    pub(super) end: usize,
    /// The source first; the last is the spur, where paths part.
    pub(super) fixed: Vec<usize>,
    pub(super) banned: Vec<usize>,
}

impl Part {
    /// The parts that remain when its best path, with these nodes, is taken out.
    pub(super) fn split(self, path: &[usize]) -> impl Iterator<Item = Self> {
        (self.fixed.len()..path.len()).map(move |n_fixed| {
            let mut banned = vec![path[n_fixed]];
            if n_fixed == self.fixed.len() {
                banned.extend(&self.banned);
            }
            Self { end: self.end, fixed: path[..n_fixed].to_vec(), banned }
        })
    }
}

/// How good a path to each end can be at best: forward from the source over inner arcs, then one
/// final arc, whether or not the path has passed its end before.
pub(super) fn bounds(arcs: &Arcs) -> Vec<(usize, Key)> {
    let mut reached: Vec<Option<Key>> = vec![None; arcs.n_nodes()];
    let mut heap = BinaryHeap::from([Reverse((Key::default(), arcs.source()))]);
    while let Some(Reverse((key, node))) = heap.pop() {
        if reached[node].is_some() {
            continue;
        }
        reached[node] = Some(key);
        let open = arcs.inner(node).iter().filter(|arc| reached[arc.node].is_none());
        heap.extend(open.map(|arc| Reverse((key.plus(arc.key), arc.node))));
    }
    let bound = |(end, entering): (usize, &[_])| {
        let keys = entering
            .iter()
            .filter_map(|arc: &super::arcs::HalfArc| Some(reached[arc.node]?.plus(arc.key)));
        Some((end, keys.min()?))
    };
    arcs.ends().filter_map(bound).collect()
}

/// The key and the nodes of the best path of a part; of equal paths the one with the smallest
/// nodes.
pub(super) fn best(arcs: &Arcs, part: &Part, max_hops: Option<usize>) -> Option<(Key, Vec<usize>)> {
    let spur = *part.fixed.last()?;
    let n_fixed_hops = part.fixed.len().saturating_sub(2);
    let budget = match max_hops {
        Some(max_hops) => Some(max_hops.checked_sub(n_fixed_hops)?),
        None => None,
    };
    let mut ways = Ways::new(arcs, part, spur, budget);
    let label = ways.search()?;
    let mut nodes = part.fixed.clone();
    ways.follow(label, &mut nodes)?;
    let fixed = part.fixed.windows(2).filter_map(|pair| arcs.inner_arc(pair[0], pair[1]));
    let key = fixed.fold(Key::default(), |key, arc| key.plus(arc.key)).plus(label.key);
    Some((key, nodes))
}

/// The best way from a node to the end, or the best with so few hops.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Label {
    key: Key,
    n_hops: usize,
}

/// A label, and the position of the node's next: dearer, with fewer hops.
struct Kept {
    label: Label,
    next: Option<usize>,
}

/// The ways back from the end, until the spur is reached.
struct Ways<'a> {
    arcs: &'a Arcs,
    part: &'a Part,
    spur: usize,
    /// Hops from the spur on.
    budget: Option<usize>,
    is_open: Vec<bool>,
    /// The first and the last label of each node among the kept.
    ends: Vec<Option<(usize, usize)>>,
    kept: Vec<Kept>,
}

impl<'a> Ways<'a> {
    fn new(arcs: &'a Arcs, part: &'a Part, spur: usize, budget: Option<usize>) -> Self {
        let mut is_open = vec![true; arcs.n_nodes()];
        for &node in &part.fixed {
            is_open[node] = false;
        }
        let ends = vec![None; arcs.n_nodes()];
        Self { arcs, part, spur, budget, is_open, ends, kept: Vec::new() }
    }

    /// The label of the spur. Without a budget a node is settled once; with one, again whenever a
    /// dearer way with fewer hops turns up.
    fn search(&mut self) -> Option<Label> {
        let end = self.part.end;
        if !self.is_open[end] {
            return None;
        }
        let start = Label { key: Key::default(), n_hops: 0 };
        let mut heap = BinaryHeap::from([Reverse((start, end))]);
        while let Some(Reverse((label, head))) = heap.pop() {
            if head == self.spur {
                return Some(label);
            }
            if !self.is_new(head, label) {
                continue;
            }
            self.keep(head, label);
            for arc in self.arcs.entering(head, end) {
                let tail = arc.node;
                let n_hops = label.n_hops + self.arcs.hops(tail);
                let longer = Label { key: arc.key.plus(label.key), n_hops };
                let fits = self.budget.is_none_or(|budget| n_hops <= budget);
                if fits && tail != end && self.may_step(tail, head) && self.is_new(tail, longer) {
                    heap.push(Reverse((longer, tail)));
                }
            }
        }
        None
    }

    /// Whether a way may lead from one node to the next: ways leave the spur and nothing else
    /// that is fixed, and not to where they are banned.
    fn may_step(&self, tail: usize, head: usize) -> bool {
        self.is_open[head]
            && if tail == self.spur {
                !self.part.banned.contains(&head)
            } else {
                self.is_open[tail]
            }
    }

    /// Whether the node has no label yet that is as good.
    fn is_new(&self, node: usize, label: Label) -> bool {
        match self.ends[node] {
            None => true,
            Some((_, last)) => self.budget.is_some() && label.n_hops < self.kept[last].label.n_hops,
        }
    }

    fn keep(&mut self, node: usize, label: Label) {
        let position = self.kept.len();
        self.kept.push(Kept { label, next: None });
        let first = match self.ends[node] {
            None => position,
            Some((first, last)) => {
                self.kept[last].next = Some(position);
                first
            }
        };
        self.ends[node] = Some((first, position));
    }

    fn labels(&self, node: usize) -> impl Iterator<Item = Label> {
        let first = self.ends[node].map(|(first, _)| first);
        let positions = std::iter::successors(first, |&position| self.kept[position].next);
        positions.map(|position| self.kept[position].label)
    }

    /// Appends the way from the spur whose label this is; of equal ways the one with the smallest
    /// nodes. Ends, because the hand-overs in the key become fewer with every step.
    fn follow(&self, mut label: Label, nodes: &mut Vec<usize>) -> Option<()> {
        let mut node = self.spur;
        while node != self.part.end {
            (node, label) = self.next(node, label)?;
            nodes.push(node);
        }
        Some(())
    }

    fn next(&self, tail: usize, label: Label) -> Option<(usize, Label)> {
        let end = self.part.end;
        let inner = self.arcs.inner(tail).iter().filter(|arc| arc.node != end);
        let mut inner = inner.map(|arc| (arc.node, arc.key));
        let last = self.arcs.final_arc(tail, end).map(|arc| (end, arc.key));
        let fitting = |(head, key): (usize, Key)| {
            let fits = |rest: &Label| {
                rest.n_hops + self.arcs.hops(tail) == label.n_hops
                    && key.plus(rest.key) == label.key
            };
            let may_step = self.may_step(tail, head);
            may_step.then(|| self.labels(head).find(fits)).flatten().map(|rest| (head, rest))
        };
        let inner = inner.find_map(fitting);
        let last = last.and_then(fitting);
        inner.into_iter().chain(last).min_by_key(|(head, _)| *head)
    }
}
