//! The layouts as a program for the comparison with WebAssembly and the benchmarks:
//!
//! - `native digest SEED SEEDS` prints what the WebAssembly must print too
//! - `native graphs FOLDER SEEDS` writes the networks to measure on
//! - `native time FOLDER LAYOUT…` draws them all, and writes pictures with their milliseconds
//! - `native report FOLDER` measures all pictures in the folder and prints tables and targets
//! - `native large FOLDER MS_PER_ITERATION MS LONGEST_TASK_MS` does so for the largest network
//!
//! A network `NAME.SEED.graph` has a line with the numbers of nodes and edges, one with the
//! community of each node, and one per edge. A picture `NAME.SEED.LAYOUT.points` has a line with
//! milliseconds and one per node.
#![expect(clippy::print_stdout, reason = "it is a program for the terminal")]

#[path = "shared/files.rs"]
mod files;
#[path = "shared/report.rs"]
mod report;

use std::path::Path;
use std::time::Instant;

use analysis::graph::{Arc, Digraph, Undirected, communities};
use scene::testing::{self, Network};

use files::{Drawing, Failure, NetworkFile};

/// By name, nodes and edges.
const SIZES: [(&str, u32, u32); 4] =
    [("132", 132, 710), ("620", 620, 1_849), ("1433", 1_433, 8_385), ("2000", 2_000, 20_000)];
/// Short runs are repeated so many times at most, and as long as they take less in sum.
const MAX_RUNS: usize = 9;
const ENOUGH_MS: f64 = 300.0;

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["digest", seed, n_seeds] => {
            println!("{:016x}", testing::digest(seed.parse()?, n_seeds.parse()?));
            Ok(())
        }
        ["graphs", folder, n_seeds] => write_graphs(folder.as_ref(), n_seeds.parse()?),
        ["time", folder, ref layouts @ ..] => draw_all(folder.as_ref(), layouts),
        ["report", folder] => report::print(folder.as_ref()),
        ["large", folder, ref measured @ ..] => report::print_large(folder.as_ref(), measured),
        _ => Err("see the head of native.rs".into()),
    }
}

fn write_graphs(folder: &Path, n_seeds: u64) -> Result<(), Failure> {
    for seed in 1..=n_seeds {
        let known = ("les-miserables", Network::les_miserables());
        let planted = SIZES.map(|(name, n, m)| (name, Network::planted(n, m, seed)));
        for (name, mut network) in [known].into_iter().chain(planted) {
            network.communities = found_communities(&network)?;
            files::write_network(folder, name, seed, &network)?;
        }
    }
    Ok(())
}

/// Those the application would show, not those that were planted.
fn found_communities(network: &Network) -> Result<Vec<u32>, Failure> {
    let arc = |&(tail, head): &(u32, u32)| Arc { tail, head, weight: 1 };
    let graph = Digraph::new(network.n_nodes, network.edges.iter().map(arc).collect())?;
    Ok(communities(&Undirected::new(&graph), 1).community)
}

fn draw_all(folder: &Path, layouts: &[&str]) -> Result<(), Failure> {
    for file in NetworkFile::all(folder)? {
        let network = file.read()?;
        for layout in layouts {
            let mut times = Vec::new();
            let mut points = Vec::new();
            while times.len() < MAX_RUNS && times.iter().sum::<f64>() < ENOUGH_MS {
                let started = Instant::now();
                points = testing::draw(layout, &network, file.seed).ok_or("unknown layout")?;
                times.push(started.elapsed().as_secs_f64() * 1000.0);
            }
            let drawing = Drawing { milliseconds: files::median(&mut times), points };
            drawing.write(&file.picture(&format!("{layout}-native")))?;
        }
    }
    Ok(())
}
