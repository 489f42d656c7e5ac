//! The layouts as a WebAssembly module: `cargo xtask test --only agreement` compares its pictures
//! with those of the machine, `cargo xtask bench layout` its speed.

use scene::testing::{self, Network};
use wasm_bindgen::prelude::wasm_bindgen;

/// See [`testing::digest`]; in hexadecimal digits, because JavaScript's numbers are too short.
#[wasm_bindgen]
pub fn digest(seed: u32, n_seeds: u32) -> String {
    format!("{:016x}", testing::digest(seed.into(), n_seeds.into()))
}

/// A network to draw.
#[wasm_bindgen]
pub struct Workload(Network);

#[wasm_bindgen]
impl Workload {
    /// `ends` are the two ends of each edge, one edge after the other.
    #[wasm_bindgen(constructor)]
    pub fn new(n_nodes: u32, ends: &[u32], communities: Vec<u32>) -> Self {
        let edges = ends.chunks_exact(2).map(|edge| (edge[0], edge[1])).collect();
        Self(Network { n_nodes: n_nodes as usize, edges, communities })
    }

    /// See [`Network::planted`].
    pub fn planted(n_nodes: u32, n_edges: u32, seed: u32) -> Self {
        Self(Network::planted(n_nodes, n_edges, seed.into()))
    }

    /// As [`Workload::new`] takes them.
    pub fn ends(&self) -> Vec<u32> {
        self.0.edges.iter().flat_map(|&(a, b)| [a, b]).collect()
    }

    /// x and y of each node in turn; nothing for an unknown layout.
    pub fn draw(&self, layout: &str, seed: u32) -> Vec<f64> {
        let points = testing::draw(layout, &self.0, seed.into()).unwrap_or_default();
        points.iter().flat_map(|point| [point.x, point.y]).collect()
    }
}
