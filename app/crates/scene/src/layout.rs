//! Layouts: from nodes and edges to positions.
//!
//! Start at [`overview`]. Its steps, one file each: `graph` cleans the input and measures
//! distances, `pivot_mds` makes a first picture, `sgd` improves it (`multilevel` does both where there
//! are many nodes), `spread` keeps nodes apart, `arrange` turns the parts and sets them side by side. [`overview_from`] keeps a picture when the
//! network changes, [`between()`] leads from one picture to another.
//!
//! Other views of the same network: [`layers`] in lanes and columns, [`places`] on a map,
//! [`groups`] as clusters, [`layered`] from left to right, [`matrix_order`] as a matrix. What they
//! share: `isotonic` keeps an order on a line, `discs` sets circles apart, `neighbourhood` brings
//! neighbours together. How good a picture is: [`stress`], [`neighbourhood_overlap`], [`crossings`].

mod arrange;
mod between;
mod discs;
mod graph;
pub mod groups;
mod growth;
mod isotonic;
pub mod layered;
pub mod layers;
mod matrix;
mod multilevel;
mod neighbourhood;
pub mod outlines;
mod pivot_mds;
pub mod places;
mod quality;
mod sgd;
mod spread;
mod untangle;

use serde::{Deserialize, Serialize};

use crate::Point;
use crate::geometry::as_f64;
use crate::rng::Pcg32;
pub use between::between;
use graph::Graph;
pub use growth::overview_from;
pub use matrix::matrix_order;
pub use neighbourhood::neighbourhood;
pub use quality::{crossings, neighbourhood_overlap, stress};

/// No two nodes are closer than this, in world units.
pub const MIN_DISTANCE_WORLD: f64 = 0.6;
/// Larger components are drawn on several levels: all pairs of distances would not fit.
/// 3,000² / 2 pairs at 8 bytes are 36 MB.
const MAX_EXACT_NODES: usize = 3_000;

/// Nodes whose distances to all others decide between two pictures of a large component.
const N_JUDGES: usize = 32;

/// What [`overview`] may be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OverviewOptions {
    /// Another seed gives another, equally good picture.
    pub seed: u64,
    /// Sweeps of the annealing, at most 500; up to as many again refine the picture until it
    /// stands still.
    pub iterations: u32,
}

impl Default for OverviewOptions {
    fn default() -> Self {
        Self { seed: 1, iterations: 25 }
    }
}

/// A picture in which distances on the plane follow distances in the graph.
///
/// `lengths[i]` is the wanted length of `edges[i]` (1 is usual, 0.01 to 100 are kept); without them
/// all edges are alike.
/// Directions, self-loops, repeated edges (the shortest counts), edges to unknown nodes and lengths
/// that are not positive and finite have no effect on the picture, nor has the order of edges.
///
/// Convention of the result: centred on the origin; before nodes are moved apart, the median
/// distance to the nearest neighbour is 1 world unit, afterwards no two nodes are closer than
/// [`MIN_DISTANCE_WORLD`]; every component lies along its longest axis, with its first node to the
/// upper left; components stand in rows, the largest first.
///
/// Method: distances by breadth-first search (Dijkstra with lengths), `PivotMDS` start (Brandes and
/// Pich 2006), stress by stochastic gradient descent (Zheng, Pawar and Goodman 2018) with weights
/// d^-2, then pushing apart on a grid. Components above 3,000 nodes are drawn on several levels by
/// forces along edges and between all nodes instead, without regard to lengths, and have wider gaps
/// where they would be crowded; long ones keep their start if that has the lower stress.
///
/// # Complexity O(n (n + m) + s n²) time for s sweeps, O(n²) memory, n nodes per component;
/// O(s (n log n + m)) time, O(n + m) memory above 3,000 nodes.
/// # Example
/// ```
/// use scene::layout::{OverviewOptions, overview};
///
/// // 0 - 1 - 2   3
/// let points_world = overview(4, &[(0, 1), (1, 2)], None, OverviewOptions::default());
/// assert!(points_world[0].x < points_world[1].x && points_world[1].x < points_world[2].x);
/// ```
pub fn overview(
    n_nodes: usize,
    edges: &[(u32, u32)],
    lengths: Option<&[f32]>,
    options: OverviewOptions,
) -> Vec<Point> {
    overview_of(&Graph::new(n_nodes, edges, lengths), options)
}

fn overview_of(graph: &Graph, options: OverviewOptions) -> Vec<Point> {
    let mut rng = Pcg32::new(options.seed);
    let mut parts: Vec<arrange::Part> = graph
        .components()
        .into_iter()
        .map(|nodes| {
            let points = component(&graph.induced(&nodes), options.iterations, &mut rng);
            arrange::Part { nodes, points }
        })
        .collect();
    arrange::scale(&mut parts);
    for part in &mut parts {
        spread::spread(&mut part.points, MIN_DISTANCE_WORLD);
        arrange::turn(&mut part.points);
    }
    arrange::pack(parts, graph.n_nodes())
}

fn component(graph: &Graph, iterations: u32, rng: &mut Pcg32) -> Vec<Point> {
    if graph.n_nodes() > MAX_EXACT_NODES {
        return many(graph, rng);
    }
    let mut points = pivot_mds::start(graph, rng);
    sgd::minimise(&mut points, graph, iterations, rng);
    points
}

/// A component with more than [`MAX_EXACT_NODES`].
///
/// Forces show communities but fold up what is long; there, distances to a few nodes say enough.
fn many(graph: &Graph, rng: &mut Pcg32) -> Vec<Point> {
    let points = multilevel::draw(graph, rng);
    let farthest = graph.distances(0).into_iter().fold(0.0, f64::max);
    // A square grid is twice as long as the root of its nodes; a small world is far below.
    if farthest * farthest < as_f64(graph.n_nodes()) {
        return points;
    }
    let flat = pivot_mds::start(graph, rng);
    let stress = |points: &[Point]| quality::stress_from(points, graph, N_JUDGES);
    if stress(&flat) < stress(&points) { flat } else { points }
}
