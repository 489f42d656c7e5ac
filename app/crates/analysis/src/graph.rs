//! Graphs as numbers, and what is computed on them.
//!
//! Start at [`Digraph`]: nodes are `0..n`, arcs carry an integer weight, and both are named by
//! their index. What is undirected is computed on an [`Undirected`] made from it.
//!
//! Invariants:
//! - No domain words: who calls gives numbers and reads numbers.
//! - No recursion, no panic on any graph; a node that does not exist is answered by `None` or
//!   by nothing.
//! - Costs and counts are integers; floating point is only added, subtracted, multiplied, divided
//!   and compared, in an order that the numbers of nodes and arcs decide, so native equals WASM.

mod articulation;
mod betweenness;
mod bucket_queue;
mod components;
mod constraint;
mod cores;
mod digraph;
mod dominators;
mod k_shortest;
mod leiden;
mod max_flow;
mod modularity;
mod pagerank;
mod random;
mod shortest;
mod undirected;

pub use articulation::{Separators, separators};
pub use betweenness::{Demand, betweenness, demand_betweenness};
pub use components::strong_components;
pub use constraint::constraint;
pub use cores::{Degree, core_numbers};
pub use digraph::{Arc, Digraph, GraphError, Step};
pub use dominators::immediate_dominators;
pub use k_shortest::k_shortest_paths;
pub use leiden::{Communities, communities};
pub use max_flow::{MaxFlow, max_flow, with_node_capacities};
pub use modularity::modularity;
pub use pagerank::{PageRank, pagerank};
pub use random::Random;
pub use shortest::{Direction, Path, distances, shortest_path};
pub use undirected::{Link, Undirected};

/// A weight as floating point: exact up to 2^53, beyond that rounded the same everywhere.
#[expect(clippy::cast_precision_loss, reason = "IEEE 754 defines how it is rounded")]
fn float(weight: u64) -> f64 {
    weight as f64
}
