//! The best path among those that begin in a given way and turn off there.

use std::collections::BinaryHeap;

use super::{Candidate, Deviation, Kind, cost_of_beginning};
use crate::graph::Digraph;
use crate::graph::shortest::{Label, Labels};

/// Searches for one target, with memory that is used again.
pub(super) struct SpurSearch<'a> {
    graph: &'a Digraph,
    target: u32,
    /// The rest from each node, with nothing closed: never more than the rest with something
    /// closed.
    rest: &'a Labels,
    /// By node: the best way from the spur node so far.
    labels: Vec<Label>,
    /// Nodes whose label is not [`Label::UNREACHED`].
    reached: Vec<u32>,
    is_closed: Vec<bool>,
    /// Nodes from which a best path leads on to the target.
    is_on_best: Vec<bool>,
}

impl<'a> SpurSearch<'a> {
    pub(super) fn new(graph: &'a Digraph, target: u32, rest: &'a Labels) -> Self {
        Self {
            graph,
            target,
            rest,
            labels: vec![Label::UNREACHED; graph.n_nodes()],
            reached: Vec::new(),
            is_closed: vec![false; graph.n_nodes()],
            is_on_best: vec![false; graph.n_nodes()],
        }
    }

    /// The part with a lower bound, unless it is plain that it is empty.
    pub(super) fn bound(&mut self, deviation: Deviation) -> Option<Candidate> {
        let &spur = deviation.nodes.last()?;
        self.close(&deviation.nodes, true);
        let least = if spur == self.target {
            Some(Label::ZERO)
        } else {
            self.first_step(&deviation, spur).map(|(least, _)| least)
        };
        self.close(&deviation.nodes, false);
        let label = cost_of_beginning(self.graph, &deviation.nodes).plus(least?);
        Some(Candidate { label, kind: Kind::Bound, nodes: Vec::new(), deviation })
    }

    /// The part with its best path, unless it is empty. `nodes` is memory to put the path into.
    pub(super) fn resolve(
        &mut self,
        deviation: Deviation,
        mut nodes: Vec<u32>,
    ) -> Option<Candidate> {
        nodes.clone_from(&deviation.nodes);
        self.close(&deviation.nodes, true);
        let is_found =
            self.go_straight(&deviation, &mut nodes) || self.search(&deviation, &mut nodes);
        self.close(&deviation.nodes, false);
        is_found.then(|| {
            let label = cost_of_beginning(self.graph, &nodes);
            Candidate { label, kind: Kind::Path, nodes, deviation }
        })
    }

    fn close(&mut self, nodes: &[u32], is_closed: bool) {
        for &node in nodes {
            self.is_closed[node as usize] = is_closed;
        }
    }

    /// Appends the path that would be best if only the first step were restricted; false if it
    /// comes to a closed node. What is best with fewer restrictions is best with more.
    fn go_straight(&self, deviation: &Deviation, nodes: &mut Vec<u32>) -> bool {
        let Some(&spur) = nodes.last() else { return false };
        if spur == self.target {
            return true;
        }
        let n_fixed = nodes.len();
        let Some((_, head)) = self.first_step(deviation, spur) else { return false };
        nodes.push(head);
        let is_closed = |node: u32| self.is_closed[node as usize];
        let is_found = self.rest.follow(self.graph, self.target, nodes, is_closed);
        if !is_found {
            nodes.truncate(n_fixed);
        }
        is_found
    }

    /// The step that would be best if only the first one were restricted, and the cost from there.
    fn first_step(&self, deviation: &Deviation, spur: u32) -> Option<(Label, u32)> {
        let steps = self.graph.outgoing(spur).iter().filter(|step| {
            self.is_open(deviation, spur, step.node) && self.rest.get(step.node).is_reached()
        });
        steps.map(|step| (self.rest.get(step.node).step(step.weight), step.node)).min()
    }

    fn is_open(&self, deviation: &Deviation, tail: u32, head: u32) -> bool {
        !self.is_closed[head as usize]
            && (deviation.nodes.last() != Some(&tail) || !deviation.banned.contains(&head))
    }

    /// Appends the best path from the spur node to the target.
    fn search(&mut self, deviation: &Deviation, nodes: &mut Vec<u32>) -> bool {
        let Some(&spur) = nodes.last() else { return false };
        self.label_from(deviation, spur);
        let is_found = self.labels[self.target as usize].is_reached();
        if is_found {
            let best = self.mark_best(deviation);
            self.walk_marked(deviation, nodes);
            for node in best {
                self.is_on_best[node as usize] = false;
            }
        }
        for node in self.reached.drain(..) {
            self.labels[node as usize] = Label::UNREACHED;
        }
        is_found
    }

    /// A*: every node that lies on a best path gets its true label.
    fn label_from(&mut self, deviation: &Deviation, spur: u32) {
        let mut heap = BinaryHeap::new();
        self.reach(spur, Label::ZERO);
        heap.push(self.rest.get(spur).at(spur));
        while let Some((estimate, node)) = heap.pop().map(Label::from_key) {
            if estimate > self.labels[self.target as usize] {
                break;
            }
            let label = self.labels[node as usize];
            if estimate > label.plus(self.rest.get(node)) || node == self.target {
                continue;
            }
            for step in self.graph.outgoing(node) {
                let further = label.step(step.weight);
                let rest = self.rest.get(step.node);
                if further < self.labels[step.node as usize]
                    && rest.is_reached()
                    && self.is_open(deviation, node, step.node)
                {
                    self.reach(step.node, further);
                    heap.push(further.plus(rest).at(step.node));
                }
            }
        }
    }

    fn reach(&mut self, node: u32, label: Label) {
        let known = &mut self.labels[node as usize];
        if !known.is_reached() {
            self.reached.push(node);
        }
        *known = label;
    }

    /// Marks the nodes of all best paths, backwards from the target, and lists them.
    fn mark_best(&mut self, deviation: &Deviation) -> Vec<u32> {
        let mut marked = vec![self.target];
        self.is_on_best[self.target as usize] = true;
        let mut next = 0;
        while let Some(&head) = marked.get(next) {
            next += 1;
            for step in self.graph.incoming(head) {
                let tail = step.node;
                if !self.is_on_best[tail as usize]
                    && self.is_best_step(tail, head, step.weight)
                    && self.is_open(deviation, tail, head)
                {
                    self.is_on_best[tail as usize] = true;
                    marked.push(tail);
                }
            }
        }
        marked
    }

    fn is_best_step(&self, tail: u32, head: u32, weight: u64) -> bool {
        let label = self.labels[tail as usize];
        label.is_reached() && label.step(weight) == self.labels[head as usize]
    }

    /// Appends the marked nodes that make the smallest sequence.
    fn walk_marked(&self, deviation: &Deviation, nodes: &mut Vec<u32>) {
        while let Some(&node) = nodes.last().filter(|&&node| node != self.target) {
            let steps = self.graph.outgoing(node).iter().filter(|step| {
                self.is_on_best[step.node as usize]
                    && self.is_best_step(node, step.node, step.weight)
                    && self.is_open(deviation, node, step.node)
            });
            let Some(head) = steps.map(|step| step.node).min() else { return };
            nodes.push(head);
        }
    }
}
