//! A simple digraph with one source, as arrays.

use super::super::cost::Key;
use super::super::rows::Rows;
use super::super::steps::{Arc, ArcKind};

/// The other end of an arc, seen from one of its ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct HalfArc {
    pub(super) node: usize,
    pub(super) key: Key,
    pub(super) step: usize,
}

/// Inner arcs, after which a path goes on, and final arcs, with which it may end.
///
/// Nodes are `0..source` and the source, which nothing enters.
pub(in super::super) struct Arcs {
    source: usize,
    /// By tail, heads ascending.
    inner: Rows<HalfArc>,
    /// By head, tails ascending.
    inner_into: Rows<HalfArc>,
    /// By head, tails ascending.
    final_into: Rows<HalfArc>,
}

impl Arcs {
    /// Of parallel arcs the best stays, of equally good ones that with the smallest step.
    pub(in super::super) fn new<'a>(
        source: usize,
        arcs: impl Iterator<Item = (&'a Arc, Key)>,
    ) -> Self {
        let (mut inner, mut last): (Vec<_>, Vec<_>) =
            arcs.partition(|(arc, _)| arc.kind == ArcKind::Inner);
        inner.sort_unstable_by_key(|(arc, key)| (arc.tail, arc.head, *key, arc.step));
        inner.dedup_by_key(|(arc, _)| (arc.tail, arc.head));
        let half = |node, (arc, key): &(&Arc, Key)| HalfArc { node, key: *key, step: arc.step };
        let by_tail = |entry: &(&Arc, Key)| (entry.0.tail, half(entry.0.head, entry));
        let by_head = |entry: &(&Arc, Key)| (entry.0.head, half(entry.0.tail, entry));
        let n_nodes = source + 1;
        let inner_by_tail = Rows::from_sorted(n_nodes, inner.iter().map(by_tail));
        inner.sort_unstable_by_key(|(arc, _)| (arc.head, arc.tail));
        last.sort_unstable_by_key(|(arc, key)| (arc.head, arc.tail, *key, arc.step));
        last.dedup_by_key(|(arc, _)| (arc.head, arc.tail));
        Self {
            source,
            inner: inner_by_tail,
            inner_into: Rows::from_sorted(n_nodes, inner.iter().map(by_head)),
            final_into: Rows::from_sorted(n_nodes, last.iter().map(by_head)),
        }
    }

    pub(super) fn source(&self) -> usize {
        self.source
    }

    pub(super) fn n_nodes(&self) -> usize {
        self.source + 1
    }

    /// Leaving the source is not a hand-over.
    pub(super) fn hops(&self, tail: usize) -> usize {
        usize::from(tail != self.source)
    }

    pub(super) fn inner(&self, tail: usize) -> &[HalfArc] {
        self.inner.row(tail)
    }

    /// The arcs into a node: final ones into the end of a path, inner ones into any other.
    pub(super) fn entering(&self, head: usize, end: usize) -> &[HalfArc] {
        if head == end { self.final_into.row(head) } else { self.inner_into.row(head) }
    }

    pub(super) fn inner_arc(&self, tail: usize, head: usize) -> Option<&HalfArc> {
        find(self.inner.row(tail), head)
    }

    pub(super) fn final_arc(&self, tail: usize, head: usize) -> Option<&HalfArc> {
        find(self.final_into.row(head), tail)
    }

    /// The nodes with which a path may end, ascending, and the final arcs into each.
    pub(super) fn ends(&self) -> impl Iterator<Item = (usize, &[HalfArc])> {
        let ends = (0..self.n_nodes()).map(|end| (end, self.final_into.row(end)));
        ends.filter(|(_, arcs)| !arcs.is_empty())
    }
}

fn find(row: &[HalfArc], node: usize) -> Option<&HalfArc> {
    row.binary_search_by_key(&node, |arc| arc.node).ok().map(|idx| &row[idx])
}
