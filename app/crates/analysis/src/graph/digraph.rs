//! A directed graph in compressed rows.

use thiserror::Error;

/// An arc as it is given. What the weight means (cost, capacity, volume) the algorithm says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arc {
    pub tail: u32,
    pub head: u32,
    pub weight: u64,
}

/// An arc seen from one of its ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Step {
    /// The node at the other end.
    pub node: u32,
    /// Index of the arc in the list the graph was made from.
    pub arc: u32,
    pub weight: u64,
}

/// Why arcs make no graph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum GraphError {
    #[error("arc {arc} ends at a node that does not exist")]
    NoSuchNode { arc: usize },
    #[error("nodes and arcs are numbered by 32 bits")]
    TooLarge,
}

/// Nodes `0..n` and the arcs between them. Parallel arcs and loops are kept.
/// The default has no nodes.
#[derive(Clone, Debug, Default)]
pub struct Digraph {
    n_nodes: u32,
    arcs: Vec<Arc>,
    outgoing: Rows,
    incoming: Rows,
}

impl Digraph {
    /// Makes a graph; an arc is known by its index in `arcs` from then on.
    ///
    /// # Errors     [`GraphError::NoSuchNode`] for the first arc with an end that is not below
    /// `n_nodes`; [`GraphError::TooLarge`] for 2^32 - 1 nodes or 2^31 arcs and more.
    /// # Complexity O(n + m).
    pub fn new(n_nodes: usize, arcs: Vec<Arc>) -> Result<Self, GraphError> {
        let n_nodes_checked = u32::try_from(n_nodes).map_err(|_too_many| GraphError::TooLarge)?;
        if n_nodes_checked == u32::MAX || arcs.len() >= 1 << 31 {
            return Err(GraphError::TooLarge);
        }
        let n_nodes = n_nodes_checked;
        if let Some(arc) = arcs.iter().position(|arc| arc.tail >= n_nodes || arc.head >= n_nodes) {
            return Err(GraphError::NoSuchNode { arc });
        }
        let outgoing = Rows::new(n_nodes, &arcs, |arc| (arc.tail, arc.head));
        let incoming = Rows::new(n_nodes, &arcs, |arc| (arc.head, arc.tail));
        Ok(Self { n_nodes, arcs, outgoing, incoming })
    }

    pub fn n_nodes(&self) -> usize {
        self.n_nodes as usize
    }

    pub fn nodes(&self) -> std::ops::Range<u32> {
        0..self.n_nodes
    }

    pub fn arcs(&self) -> &[Arc] {
        &self.arcs
    }

    /// The arcs that leave a node, in the order of their indices.
    pub fn outgoing(&self, node: u32) -> &[Step] {
        self.outgoing.row(node)
    }

    /// The arcs that enter a node, in the order of their indices.
    pub fn incoming(&self, node: u32) -> &[Step] {
        self.incoming.row(node)
    }

    pub(super) fn contains(&self, node: u32) -> bool {
        node < self.n_nodes
    }
}

/// The steps of every node, one node after the other.
#[derive(Clone, Debug, Default)]
struct Rows {
    /// Where the row of each node begins, and the end of the last.
    starts: Vec<u32>,
    steps: Vec<Step>,
}

impl Rows {
    /// Sorts the arcs by one end, counting; `ends` gives that end first.
    fn new(n_nodes: u32, arcs: &[Arc], ends: impl Fn(&Arc) -> (u32, u32)) -> Self {
        let mut starts = vec![0_u32; n_nodes as usize + 1];
        for arc in arcs {
            starts[ends(arc).0 as usize + 1] += 1;
        }
        for node in 0..n_nodes as usize {
            starts[node + 1] += starts[node];
        }
        let mut places = starts.clone();
        let mut steps = vec![Step::default(); arcs.len()];
        for (idx, arc) in (0..).zip(arcs) {
            let (here, there) = ends(arc);
            let place = &mut places[here as usize];
            steps[*place as usize] = Step { node: there, arc: idx, weight: arc.weight };
            *place += 1;
        }
        Self { starts, steps }
    }

    fn row(&self, node: u32) -> &[Step] {
        let node = node as usize;
        let (Some(&start), Some(&end)) = (self.starts.get(node), self.starts.get(node + 1)) else {
            return &[];
        };
        &self.steps[start as usize..end as usize]
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// A graph from triples of tail, head and weight.
    pub(in crate::graph) fn graph(n_nodes: usize, arcs: &[(u32, u32, u64)]) -> Digraph {
        let arcs = arcs.iter().map(|&(tail, head, weight)| Arc { tail, head, weight }).collect();
        Digraph::new(n_nodes, arcs).unwrap()
    }

    #[test]
    fn rows_keep_parallel_arcs_and_loops_in_the_order_of_their_indices() {
        let graph = graph(3, &[(1, 0, 5), (0, 1, 7), (0, 0, 1), (0, 1, 2)]);
        let out: Vec<_> = graph.outgoing(0).iter().map(|step| (step.node, step.arc)).collect();
        assert_eq!(out, [(1, 1), (0, 2), (1, 3)]);
        let incoming: Vec<_> = graph.incoming(1).iter().map(|step| step.weight).collect();
        assert_eq!(incoming, [7, 2]);
        assert!(graph.outgoing(2).is_empty() && graph.outgoing(9).is_empty());
    }

    #[test]
    fn arc_to_nowhere_is_named() {
        let arcs = vec![Arc { tail: 0, head: 1, weight: 1 }, Arc { tail: 0, head: 2, weight: 1 }];
        assert_eq!(Digraph::new(2, arcs).unwrap_err(), GraphError::NoSuchNode { arc: 1 });
        assert_eq!(Digraph::new(0, Vec::new()).unwrap().n_nodes(), 0);
    }
}
