//! An order of nodes in which an adjacency matrix shows its blocks and bands.

use std::collections::BTreeMap;
use std::ops::Range;

use super::graph::Graph;
use crate::rng::Pcg32;

/// Power iterations: enough for a chain of 100 nodes; longer ones are improved afterwards.
const POWER_ITERATIONS: u32 = 2_000;
/// Rounds of exchanging nodes; usually a few are enough.
const MAX_ROUNDS: u32 = 20;
/// Nodes are exchanged with those at most this many places on: larger blocks would take too long.
const MAX_REACH: usize = 32;

/// The nodes in the order of the rows (and columns) of a matrix: ties come near the diagonal.
///
/// `communities` has one entry per node (missing ones count as 0); nodes of a community stand
/// together, those without a tie at the end of it.
/// Directions, self-loops, repeated edges, edges to unknown nodes and the order of edges have no
/// effect.
///
/// Returns each node once: `order[row]` is the node in that row.
///
/// Method: communities in the order of their Fiedler vector, nodes inside by that of the whole
/// network (spectral seriation: Atkins, Boman and Hendrickson 1998); then blocks are turned around,
/// and nodes of a block exchanged, as long as this brings ties nearer to the diagonal.
///
/// # Complexity O(s (n + m)) time for s iterations and rounds, O(n + m) memory.
/// # Example
/// ```
/// use scene::layout::matrix_order;
///
/// // The path 0 - 2 - 1 - 3, all in one community: its order, from either end.
/// let order = matrix_order(4, &[(0, 2), (2, 1), (1, 3)], &[]);
/// assert!(order == [0, 2, 1, 3] || order == [3, 1, 2, 0]);
/// ```
pub fn matrix_order(n_nodes: usize, edges: &[(u32, u32)], communities: &[u32]) -> Vec<u32> {
    let graph = Graph::new(n_nodes, edges, None);
    let mut matrix = Matrix::new(&graph, communities);
    for _ in 0..MAX_ROUNDS {
        let has_turned = matrix.turn();
        let has_exchanged = matrix.exchange();
        if !(has_turned || has_exchanged) {
            break;
        }
    }
    matrix.order.iter().filter_map(|&node| u32::try_from(node).ok()).collect()
}

struct Matrix<'a> {
    graph: &'a Graph,
    /// The node in each row, and the row of each node.
    order: Vec<usize>,
    row_of: Vec<usize>,
    /// The rows of each community, without its nodes that have no tie.
    blocks: Vec<Range<usize>>,
}

impl<'a> Matrix<'a> {
    fn new(graph: &'a Graph, communities: &[u32]) -> Self {
        let community = |node: usize| communities.get(node).copied().unwrap_or(0);
        let n_nodes = graph.n_nodes();
        let ties: Vec<Vec<(usize, f64)>> = (0..n_nodes)
            .map(|node| graph.neighbours(node).map(|other| (other, 1.0)).collect())
            .collect();
        let place_of = community_places(graph, community);
        let along = fiedler(&ties);
        let mut order: Vec<usize> = (0..n_nodes).collect();
        order.sort_by(|&a, &b| {
            let block = |node: usize| (place_of.get(&community(node)), ties[node].is_empty());
            block(a).cmp(&block(b)).then(along[a].total_cmp(&along[b]))
        });
        let mut row_of = vec![0; n_nodes];
        for (row, &node) in order.iter().enumerate() {
            row_of[node] = row;
        }
        let mut blocks = Vec::new();
        let mut start = 0;
        for nodes in order.chunk_by(|&a, &b| community(a) == community(b)) {
            let n_tied = nodes.iter().filter(|&&node| !ties[node].is_empty()).count();
            blocks.push(start..start + n_tied);
            start += nodes.len();
        }
        Self { graph, order, row_of, blocks }
    }

    /// How far the ties of a node are from the diagonal, were it in that row.
    fn distance_at(&self, node: usize, row: usize) -> usize {
        self.graph.neighbours(node).map(|other| row.abs_diff(self.row_of[other])).sum()
    }

    fn swap(&mut self, row: usize, other: usize) {
        self.order.swap(row, other);
        self.row_of[self.order[row]] = row;
        self.row_of[self.order[other]] = other;
    }

    /// Turns blocks around; returns whether anything was gained.
    fn turn(&mut self) -> bool {
        let mut has_gained = false;
        for block in 0..self.blocks.len() {
            has_gained |= self.turn_if_nearer(block);
        }
        has_gained
    }

    /// Turns a block around if this brings its ties with others nearer to the diagonal.
    fn turn_if_nearer(&mut self, block: usize) -> bool {
        let rows = self.blocks[block].clone();
        let distance = |turned: bool| -> usize {
            let at = |row: usize| if turned { rows.start + rows.end - 1 - row } else { row };
            let of_row = |row: usize| -> usize {
                let others = self.graph.neighbours(self.order[row]).map(|other| self.row_of[other]);
                others
                    .filter(|other| !rows.contains(other))
                    .map(|other| other.abs_diff(at(row)))
                    .sum()
            };
            rows.clone().map(of_row).sum()
        };
        let is_nearer = distance(true) < distance(false);
        if is_nearer {
            for step in 0..rows.len() / 2 {
                self.swap(rows.start + step, rows.end - 1 - step);
            }
        }
        is_nearer
    }

    /// Exchanges nodes of each block once all over; returns whether anything was gained.
    fn exchange(&mut self) -> bool {
        let mut has_gained = false;
        for block in 0..self.blocks.len() {
            let rows = self.blocks[block].clone();
            for row in rows.clone() {
                for other in row + 1..rows.end.min(row + 1 + MAX_REACH) {
                    let (a, b) = (self.order[row], self.order[other]);
                    // A tie of the two counts twice before and not at all after, although it stays.
                    let between = if self.graph.is_edge(a, b) { 2 * (other - row) } else { 0 };
                    let before = self.distance_at(a, row) + self.distance_at(b, other);
                    let after = self.distance_at(a, other) + self.distance_at(b, row) + between;
                    if after < before {
                        self.swap(row, other);
                        has_gained = true;
                    }
                }
            }
        }
        has_gained
    }
}

/// The place of each community among all.
fn community_places(graph: &Graph, community: impl Fn(usize) -> u32) -> BTreeMap<u32, usize> {
    let mut numbers: BTreeMap<u32, usize> =
        (0..graph.n_nodes()).map(|node| (community(node), 0)).collect();
    for (number, idx) in numbers.values_mut().enumerate() {
        *idx = number;
    }
    let mut ties: BTreeMap<(usize, usize), f64> = BTreeMap::new();
    for node in 0..graph.n_nodes() {
        for other in graph.neighbours(node) {
            let (from, to) = (numbers[&community(node)], numbers[&community(other)]);
            if from != to {
                *ties.entry((from, to)).or_default() += 1.0;
            }
        }
    }
    let mut rows = vec![Vec::new(); numbers.len()];
    for ((from, to), weight) in ties {
        rows[from].push((to, weight));
    }
    let along = fiedler(&rows);
    let mut order: Vec<usize> = (0..rows.len()).collect();
    order.sort_by(|&a, &b| {
        rows[a].is_empty().cmp(&rows[b].is_empty()).then(along[a].total_cmp(&along[b]))
    });
    let mut places = vec![0; order.len()];
    for (place, &number) in order.iter().enumerate() {
        places[number] = place;
    }
    numbers.into_iter().map(|(community, number)| (community, places[number])).collect()
}

/// A coordinate per node by which tied nodes lie together: the second eigenvector of the random
/// walk on the ties (each in both rows), 0 without ties.
fn fiedler(ties: &[Vec<(usize, f64)>]) -> Vec<f64> {
    let roots: Vec<f64> = ties
        .iter()
        .map(|ties| ties.iter().map(|&(_, weight)| weight).sum::<f64>().sqrt())
        .collect();
    let first = unit(roots.clone());
    let mut rng = Pcg32::new(1);
    let mut vector: Vec<f64> = ties.iter().map(|_| rng.signed_unit()).collect();
    for _ in 0..POWER_ITERATIONS {
        // Half a step of the walk in its symmetric form, so that no eigenvalue is negative.
        let walked = |(node, ties): (usize, &Vec<(usize, f64)>)| {
            let come = ties.iter().map(|&(other, weight)| vector[other] * weight / roots[other]);
            if ties.is_empty() { 0.0 } else { vector[node] + come.sum::<f64>() / roots[node] }
        };
        let mut next: Vec<f64> = ties.iter().enumerate().map(walked).collect();
        let share: f64 = next.iter().zip(&first).map(|(a, b)| a * b).sum();
        for (value, direction) in next.iter_mut().zip(&first) {
            *value -= share * direction;
        }
        vector = unit(next);
    }
    let back = |(value, root): (f64, &f64)| if *root > 0.0 { value / root } else { 0.0 };
    vector.into_iter().zip(&roots).map(back).collect()
}

fn unit(vector: Vec<f64>) -> Vec<f64> {
    let length = vector.iter().map(|value| value * value).sum::<f64>().sqrt();
    let scaled = |value: f64| if length > 0.0 { value / length } else { 0.0 };
    vector.into_iter().map(scaled).collect()
}
