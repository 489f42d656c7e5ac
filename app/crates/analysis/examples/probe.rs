//! The analyses as a WebAssembly module: `cargo xtask test --only agreement` compares its answers
//! with those of the machine, `cargo xtask bench analysis` its speed.

#[path = "shared/kreise.rs"]
mod kreise;

use analysis::testing::{self, Case, uniform_graph};
use wasm_bindgen::prelude::wasm_bindgen;

/// See [`testing::digest`]; in hexadecimal digits, because JavaScript's numbers are too short.
#[wasm_bindgen]
pub fn digest(seed: u32, n_cases: u32) -> String {
    format!("{:016x}", testing::digest(seed.into(), n_cases.into()))
}

/// What the analyses say of two example networks, or why these cannot be read.
#[wasm_bindgen]
pub fn networks() -> String {
    kreise::digest().unwrap_or_else(|reason| reason)
}

/// A graph to measure on.
#[wasm_bindgen]
pub struct Workload(Case);

#[wasm_bindgen]
impl Workload {
    #[wasm_bindgen(constructor)]
    pub fn new(n_nodes: u32, n_arcs: u32, seed: u32) -> Self {
        Self(Case::new(uniform_graph(n_nodes, n_arcs, seed.into()), seed.into()))
    }

    /// Runs an algorithm once; gives the digest of its answer, or nothing for an unknown name.
    pub fn run(&self, name: &str) -> String {
        testing::run(name, &self.0).map_or_else(String::new, |digest| format!("{digest:016x}"))
    }
}
