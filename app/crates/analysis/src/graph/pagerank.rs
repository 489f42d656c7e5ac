//! PageRank: where one ends up who follows arcs at random.

use super::{Digraph, float};

/// How [`pagerank`] goes about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageRank {
    /// Thousandths of the steps that follow an arc; the others begin anew at any node.
    pub damping_thousandths: u16,
    /// Most rounds over the graph.
    pub max_rounds: u32,
}

impl Default for PageRank {
    /// The usual 0.85. Each round leaves at most that part of the error, so 200 rounds leave
    /// 0.85^200 < 1e-14 of it.
    fn default() -> Self {
        Self { damping_thousandths: 850, max_rounds: 200 }
    }
}

/// It ends early when a round changes all values together by less than this.
const TOLERANCE: f64 = 1e-13;

/// For each node the share of a long walk that is spent there; all shares add up to 1.
///
/// At each step an arc is chosen by weight; where there is none the walk begins anew.
///
/// Method: power iteration (Page, Brin, Motwani, Winograd 1998).
///
/// # Complexity O((n + m) rounds) time, O(n + m) memory.
pub fn pagerank(graph: &Digraph, settings: PageRank) -> Vec<f64> {
    let n_nodes = float(u64::try_from(graph.n_nodes()).unwrap_or(u64::MAX));
    let damping = f64::from(settings.damping_thousandths.min(1000)) / 1000.0;
    let strengths: Vec<f64> = graph.nodes().map(|node| strength(graph, node)).collect();
    let walk = Walk::new(graph, &strengths);
    let mut ranks = vec![1.0 / n_nodes; graph.n_nodes()];
    let mut next = ranks.clone();
    for _ in 0..settings.max_rounds {
        let stuck: f64 =
            ranks.iter().zip(&strengths).filter(|(_, s)| **s == 0.0).map(|(r, _)| r).sum();
        let everywhere = (1.0 - damping + damping * stuck) / n_nodes;
        for (node, rank) in next.iter_mut().enumerate() {
            *rank = everywhere + damping * walk.arriving(node, &ranks);
        }
        let change: f64 = ranks.iter().zip(&next).map(|(old, new)| (old - new).abs()).sum();
        std::mem::swap(&mut ranks, &mut next);
        if change < TOLERANCE {
            break;
        }
    }
    ranks
}

fn strength(graph: &Digraph, node: u32) -> f64 {
    graph.outgoing(node).iter().map(|step| float(step.weight)).sum()
}

/// The arcs by head, each with the share of its tail that takes it.
struct Walk {
    starts: Vec<usize>,
    shares: Vec<(u32, f64)>,
}

impl Walk {
    fn new(graph: &Digraph, strengths: &[f64]) -> Self {
        let mut starts = vec![0];
        let mut shares = Vec::with_capacity(graph.arcs().len());
        for node in graph.nodes() {
            let steps = graph.incoming(node).iter().filter(|step| step.weight > 0);
            shares.extend(
                steps.map(|step| (step.node, float(step.weight) / strengths[step.node as usize])),
            );
            starts.push(shares.len());
        }
        Self { starts, shares }
    }

    fn arriving(&self, node: usize, ranks: &[f64]) -> f64 {
        let shares = &self.shares[self.starts[node]..self.starts[node + 1]];
        shares.iter().map(|&(tail, share)| share * ranks[tail as usize]).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::digraph::tests::graph;

    fn thousandths(graph: &Digraph) -> Vec<f64> {
        let ranks = pagerank(graph, PageRank::default());
        ranks.into_iter().map(|rank| (rank * 1000.0).round()).collect()
    }

    #[test]
    fn who_is_pointed_at_ranks_higher() {
        let star = graph(3, &[(0, 2, 1), (1, 2, 5)]);
        assert_eq!(thousandths(&star), [213.0, 213.0, 574.0]);
    }

    #[test]
    fn weights_decide_where_the_walk_goes() {
        let fork = graph(3, &[(0, 1, 3), (0, 2, 1), (1, 0, 1), (2, 0, 1), (2, 2, 0)]);
        assert_eq!(thousandths(&fork), [486.0, 360.0, 153.0]);
    }

    #[test]
    fn nothing_ranks_nothing() {
        assert!(thousandths(&graph(0, &[])).is_empty());
        assert_eq!(thousandths(&graph(2, &[])), [500.0, 500.0]);
        let huge = graph(2, &[(0, 1, u64::MAX), (0, 1, u64::MAX), (1, 0, u64::MAX)]);
        assert_eq!(thousandths(&huge), [500.0, 500.0]);
    }
}
