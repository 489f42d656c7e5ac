//! Modularity: how much more is tied inside groups than chance would tie.

use super::{Undirected, float};

/// The share of the ties that lie inside groups, less the share that would if everybody tied as
/// much, but to anybody. 0 for a graph without ties.
///
/// Method: Newman and Girvan (2004), with weights. Groups may have any numbers; a node beyond the
/// end of the list belongs to the group with the smallest one.
///
/// # Complexity O(m + n log n) time, O(n) memory.
pub fn modularity(graph: &Undirected, group: &[u32]) -> f64 {
    let mut names = group.to_vec();
    names.sort_unstable();
    names.dedup();
    let number = |group: &u32| names.binary_search(group).unwrap_or(0);
    let numbers: Vec<usize> = group.iter().map(number).collect();
    let group_of = |node: u32| numbers.get(node as usize).copied().unwrap_or(0);
    let mut strengths = vec![0.0; names.len().max(1)];
    let (mut inside, mut total) = (0.0, 0.0);
    for node in graph.nodes() {
        for link in graph.neighbours(node) {
            let weight = float(link.weight);
            strengths[group_of(node)] += weight;
            total += weight;
            if group_of(node) == group_of(link.node) {
                inside += weight;
            }
        }
    }
    if total == 0.0 {
        return 0.0;
    }
    let by_chance: f64 = strengths.iter().map(|of| (of / total) * (of / total)).sum();
    inside / total - by_chance
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::digraph::tests::graph;

    #[test]
    fn two_pairs_apart_are_two_groups() {
        let pairs = Undirected::new(&graph(4, &[(0, 1, 3), (3, 2, 3)]));
        let partitions = [[0, 0, 1, 1], [4, 4, 4, 4], [0, 1, 0, 1]];
        let found = partitions.map(|groups| modularity(&pairs, &groups));
        assert_eq!(found.to_vec(), [0.5, 0.0, -0.5]);
    }

    #[test]
    fn without_ties_there_is_nothing_to_tell() {
        let graphs = [graph(2, &[(1, 1, 1)]), graph(0, &[])];
        let found = graphs.map(|graph| modularity(&Undirected::new(&graph), &[0, u32::MAX]));
        assert_eq!(found.to_vec(), [0.0, 0.0]);
    }
}
