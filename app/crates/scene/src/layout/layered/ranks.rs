//! Which layer a node lies in.

use super::Ends;

/// Rounds of moving nodes towards their neighbours; usually a few are enough.
const MAX_ROUNDS: u32 = 50;

/// The end of the picture a node must lie at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum EndOf {
    First,
    Neither,
    Last,
}

impl EndOf {
    pub(super) fn of_nodes(n_nodes: usize, ends: Ends<'_>) -> Vec<Self> {
        let mut of_nodes = vec![Self::Neither; n_nodes];
        for (nodes, end) in [(ends.last, Self::Last), (ends.first, Self::First)] {
            for &node in nodes {
                if let Some(of_node) = usize::try_from(node).ok().and_then(|n| of_nodes.get_mut(n))
                {
                    *of_node = end;
                }
            }
        }
        of_nodes
    }
}

/// An edge that has an effect: its ends are known, differ, and do not lie at the same end.
pub(super) fn usable((from, to): (u32, u32), ends: &[EndOf]) -> Option<(usize, usize)> {
    let (from, to) = (usize::try_from(from).ok()?, usize::try_from(to).ok()?);
    let (from_end, to_end) = (*ends.get(from)?, *ends.get(to)?);
    let is_beside = from_end == to_end && from_end != EndOf::Neither;
    (from != to && !is_beside).then_some((from, to))
}

/// The layer of each node, so that all edges run to a later one, without empty layers.
///
/// `place` is an order in which all edges run forwards. Longest path from the left first; then
/// nodes with more outgoing than incoming edges move right as far as they can, which makes edges
/// shorter in sum (a coarse form of the network simplex of Gansner et al. 1993).
///
/// # Complexity O(r (n + m)) time for r rounds, O(n + m) memory.
pub(super) fn layers(edges: &[(usize, usize)], ends: &[EndOf], place: &[usize]) -> Vec<usize> {
    let n_nodes = ends.len();
    let (mut successors, mut predecessors) = (vec![Vec::new(); n_nodes], vec![Vec::new(); n_nodes]);
    for &(from, to) in edges {
        successors[from].push(to);
        predecessors[to].push(from);
    }
    let mut order: Vec<usize> = (0..n_nodes).collect();
    order.sort_unstable_by_key(|&node| place[node]);
    let start = usize::from(ends.contains(&EndOf::First));
    let mut layers = vec![0; n_nodes];
    for &node in order.iter().filter(|&&node| ends[node] != EndOf::First) {
        let after = predecessors[node].iter().map(|&other| layers[other] + 1).max();
        layers[node] = after.unwrap_or(0).max(start);
    }
    let is_inner = |node: &usize| ends[*node] != EndOf::Last;
    let end = (0..n_nodes).filter(is_inner).map(|node| layers[node] + 1).max().unwrap_or(0);
    for node in (0..n_nodes).filter(|node| !is_inner(node)) {
        layers[node] = end;
    }
    for _ in 0..MAX_ROUNDS {
        let mut has_moved = false;
        for &node in order.iter().rev().filter(|&&node| ends[node] == EndOf::Neither) {
            let before = successors[node].iter().map(|&other| layers[other] - 1).min();
            if let Some(before) = before
                && successors[node].len() > predecessors[node].len()
                && before > layers[node]
            {
                layers[node] = before;
                has_moved = true;
            }
        }
        if !has_moved {
            break;
        }
    }
    without_empty(layers)
}

fn without_empty(layers: Vec<usize>) -> Vec<usize> {
    let mut used = layers.clone();
    used.sort_unstable();
    used.dedup();
    layers.into_iter().map(|layer| used.partition_point(|&other| other < layer)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_late_joiner_lies_next_to_whom_it_joins() {
        // 0 -> 1 -> 2 -> 3, and 4 -> 3.
        let edges = [(0, 1), (1, 2), (2, 3), (4, 3)];
        let layers = layers(&edges, &[EndOf::Neither; 5], &[0, 1, 2, 4, 3]);
        assert_eq!(layers, [0, 1, 2, 3, 2]);
    }

    #[test]
    fn ends_are_alone_in_their_layers() {
        use EndOf::{First, Last, Neither};
        let layers = layers(&[(1, 2), (2, 0)], &[Last, First, Neither, Neither], &[3, 0, 1, 2]);
        assert_eq!(layers, [2, 0, 1, 1]);
    }

    #[test]
    fn edges_beside_each_other_and_odd_ones_have_no_effect() {
        use EndOf::{First, Neither};
        let ends = [First, First, Neither];
        let edges = [(0, 1), (0, 2), (2, 2), (2, 9), (u32::MAX, 0)];
        let usable: Vec<_> = edges.iter().filter_map(|&edge| usable(edge, &ends)).collect();
        assert_eq!(usable, [(0, 2)]);
    }
}
