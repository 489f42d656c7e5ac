//! The analyses as a program for the oracle tests and the benchmarks:
//!
//! - `native digest SEED CASES` and `native networks` print what the WebAssembly must print too
//! - `native graph NODES ARCS SEED` prints a graph to measure on: pairs, then arcs
//! - `native time NODES ARCS SEED RUNS NAME…` prints the milliseconds of each run
//! - `native answer` reads graphs from standard input and prints answers, line by line
#![expect(clippy::print_stdout, reason = "it is a program for the terminal")]

#[path = "shared/kreise.rs"]
mod kreise;

use std::fmt::{Debug, Write as _};
use std::io::{self, BufRead, Write as _};
use std::time::Instant;

use analysis::graph::{
    Arc, Degree, Demand, Digraph, Direction, PageRank, Undirected, betweenness, communities,
    constraint, core_numbers, demand_betweenness, distances, immediate_dominators,
    k_shortest_paths, max_flow, modularity, pagerank, separators, shortest_path, strong_components,
};
use analysis::testing::{self, Case, uniform_graph};

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (command, rest) = arguments.split_first().ok_or("no command")?;
    match command.as_str() {
        "digest" => {
            let numbers = numbers(&rest.join(" "))?;
            let [seed, n_cases] = numbers[..] else { return Err("digest SEED CASES".into()) };
            println!("{:016x}", testing::digest(seed, n_cases));
            Ok(())
        }
        "networks" => {
            println!("{}", kreise::digest()?);
            Ok(())
        }
        "graph" => graph(&case(rest)?),
        "time" => time(rest),
        "answer" => answer_all(),
        _ => Err(format!("unknown command {command}").into()),
    }
}

fn numbers(text: &str) -> Result<Vec<u64>, Failure> {
    Ok(text.split_whitespace().map(str::parse).collect::<Result<_, _>>()?)
}

fn case(arguments: &[String]) -> Result<Case, Failure> {
    let numbers = numbers(&arguments[..3.min(arguments.len())].join(" "))?;
    let [n_nodes, n_arcs, seed] = numbers[..] else { return Err("NODES ARCS SEED".into()) };
    Ok(Case::new(uniform_graph(n_nodes.try_into()?, n_arcs.try_into()?, seed), seed))
}

fn graph(case: &Case) -> Result<(), Failure> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    writeln!(out, "{} {}", case.pairs.len(), case.graph.arcs().len())?;
    for (source, target) in &case.pairs {
        writeln!(out, "{source} {target}")?;
    }
    for arc in case.graph.arcs() {
        writeln!(out, "{} {} {}", arc.tail, arc.head, arc.weight)?;
    }
    Ok(out.flush()?)
}

fn time(arguments: &[String]) -> Result<(), Failure> {
    let case = case(arguments)?;
    let n_runs: usize = arguments.get(3).ok_or("no RUNS")?.parse()?;
    for name in &arguments[4..] {
        let mut line = name.clone();
        for _ in 0..n_runs {
            let started = Instant::now();
            let digest = testing::run(name, &case).ok_or("unknown algorithm")?;
            let took = started.elapsed().as_secs_f64() * 1000.0;
            std::hint::black_box(digest);
            write!(line, " {took:.6}")?;
        }
        println!("{line}");
    }
    Ok(())
}

/// Each line is `nodes source target k`, a group for each node, then tail, head and weight of
/// each arc.
fn answer_all() -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    for line in io::stdin().lock().lines() {
        writeln!(out, "{}", answer(&numbers(&line?)?)?)?;
        out.flush()?;
    }
    Ok(())
}

/// One line of JSON. What does not exist is `null`.
fn answer(case: &[u64]) -> Result<String, Failure> {
    let [n_nodes, source, target, k] = case[..4] else { return Err("short line".into()) };
    let n_nodes = usize::try_from(n_nodes)?;
    let (source, target) = (u32::try_from(source)?, u32::try_from(target)?);
    let groups = case[4..4 + n_nodes].iter().map(|&n| u32::try_from(n));
    let groups: Vec<u32> = groups.collect::<Result<_, _>>()?;
    let arcs: Result<Vec<Arc>, Failure> = case[4 + n_nodes..]
        .chunks(3)
        .map(|arc| Ok(Arc { tail: arc[0].try_into()?, head: arc[1].try_into()?, weight: arc[2] }))
        .collect();
    let graph = Digraph::new(n_nodes, arcs?)?;
    let undirected = Undirected::new(&graph);
    let mut json = Json(String::new());
    json.paths(&graph, source, target, usize::try_from(k)?);
    json.nodes(&graph, source, target, &undirected);
    json.list("modularity", &[modularity(&undirected, &groups)]);
    let found = communities(&undirected, 1);
    json.list("communities", &found.community);
    json.list("communities_modularity", &[found.modularity]);
    Ok(format!("{{{}}}", json.0.trim_end_matches(',')))
}

struct Json(String);

impl Json {
    fn list<T: Debug>(&mut self, name: &str, items: &[T]) {
        // Lists of numbers and truth values look the same in JSON.
        self.0.extend(["\"", name, "\":", &format!("{items:?}"), ","]);
    }

    fn optional<T: Debug>(&mut self, name: &str, items: &[Option<T>]) {
        let items: Vec<String> = items
            .iter()
            .map(|item| item.as_ref().map_or("null".to_owned(), |item| format!("{item:?}")))
            .collect();
        self.0.extend(["\"", name, "\":[", &items.join(","), "],"]);
    }

    fn paths(&mut self, graph: &Digraph, source: u32, target: u32, k: usize) {
        self.optional("distances", &distances(graph, source, Direction::Along));
        let path = shortest_path(graph, source, target);
        self.list("path", &path.map_or_else(Vec::new, |path| path.nodes));
        let paths = k_shortest_paths(graph, source, target, k);
        self.list("path_costs", &paths.iter().map(|path| path.cost).collect::<Vec<_>>());
        let nodes: Vec<&Vec<u32>> = paths.iter().map(|path| &path.nodes).collect();
        self.list("paths", &nodes);
        if let Some(found) = max_flow(graph, source, target) {
            self.list("flow", &[found.value]);
            self.list("cut", &found.cut);
            self.list("is_source_side", &found.is_source_side);
        }
    }

    fn nodes(&mut self, graph: &Digraph, source: u32, target: u32, undirected: &Undirected) {
        self.list("betweenness", &betweenness(graph));
        let demands = [Demand { source, target, volume: 3 }];
        self.list("demand_betweenness", &demand_betweenness(graph, &demands));
        let separators = separators(graph);
        self.list("is_articulation", &separators.is_articulation);
        self.list("bridges", &separators.bridges);
        self.optional("dominators", &immediate_dominators(graph, source));
        self.list("components", &strong_components(graph));
        for (name, degree) in
            [("core_in", Degree::In), ("core_out", Degree::Out), ("core_all", Degree::All)]
        {
            self.list(name, &core_numbers(graph, degree));
        }
        self.optional("constraint", &constraint(undirected));
        self.list("pagerank", &pagerank(graph, PageRank::default()));
    }
}
