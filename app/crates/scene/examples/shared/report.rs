//! Tables of what was measured, and which targets are reached.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use scene::Point;
use scene::layout::{crossings, neighbourhood_overlap, stress};

use crate::files::{Drawing, Failure, NetworkFile, median};

/// Who draws, in the order of the tables. `-native` is the same picture as without.
const OURS: [&str; 4] = ["overview", "groups", "overview-native", "groups-native"];
const BROWSER_PEERS: [&str; 5] = ["forceatlas2", "d3-force", "ngraph", "fcose", "vis-network"];
const PYTHON_PEERS: [&str; 5] =
    ["igraph-fr", "igraph-kk", "igraph-drl", "networkit-pivotmds", "networkit-maxent"];
/// Share of the time of `ForceAtlas2` that the overview may take.
const MOST_TIME: f64 = 0.1;
/// Iterations of ngraph in whose time the largest network must be drawn.
const MOST_ITERATIONS: f64 = 20.0;
const LONGEST_TASK_MS: f64 = 50.0;

/// Medians over the seeds.
#[derive(Clone, Copy)]
struct Measured {
    milliseconds: f64,
    stress: f64,
    overlap: f64,
    crossings: f64,
}

/// What is measured on positions and edges.
type Measure = fn(&[Point], &[(u32, u32)]) -> f64;

/// By network, then by layout.
type Results = BTreeMap<String, BTreeMap<String, Measured>>;

pub(crate) fn print(folder: &Path) -> Result<(), Failure> {
    let results = measure_all(folder)?;
    for (name, rows) in &results {
        print_table(name, rows);
    }
    println!("\nTargets (ratios of times in one browser do not depend on the machine)");
    for (name, rows) in &results {
        print_targets(name, rows);
    }
    Ok(())
}

fn layouts() -> impl Iterator<Item = &'static str> {
    OURS.into_iter().chain(BROWSER_PEERS).chain(PYTHON_PEERS)
}

fn measure_all(folder: &Path) -> Result<Results, Failure> {
    let mut files: BTreeMap<String, Vec<NetworkFile>> = BTreeMap::new();
    for file in NetworkFile::all(folder)? {
        files.entry(file.name.clone()).or_default().push(file);
    }
    let mut results = Results::new();
    for (name, files) in files {
        let mut rows = BTreeMap::new();
        for layout in layouts() {
            if let Some(measured) = measure(&files, layout)? {
                rows.insert(layout.to_owned(), measured);
            }
        }
        results.insert(name, rows);
    }
    Ok(results)
}

/// `None` if no seed was drawn; what is slow is drawn for a few only.
fn measure(files: &[NetworkFile], layout: &str) -> Result<Option<Measured>, Failure> {
    let mut columns: [Vec<f64>; 4] = Default::default();
    for file in files {
        let Some(Drawing { milliseconds, points }) = Drawing::read(&file.picture(layout))? else {
            continue;
        };
        let edges = file.read()?.edges;
        let is_native = layout.ends_with("-native");
        // Those are the pictures of the browser, and measured there.
        let of_picture = |measure: Measure| {
            if is_native { f64::NAN } else { measure(&points, &edges) }
        };
        let values = [
            milliseconds,
            of_picture(stress),
            of_picture(neighbourhood_overlap),
            of_picture(crossings),
        ];
        for (column, value) in columns.iter_mut().zip(values) {
            column.push(value);
        }
    }
    if columns[0].is_empty() {
        return Ok(None);
    }
    let [milliseconds, stress, overlap, crossings] = columns.map(|mut column| median(&mut column));
    Ok(Some(Measured { milliseconds, stress, overlap, crossings }))
}

fn print_table(name: &str, rows: &BTreeMap<String, Measured>) {
    println!("\n{name} (medians over five seeds, or three of what takes more than 2 s)");
    println!(
        "{:<20}{:>11}{:>16}{:>9}{:>9}{:>11}",
        "layout", "ms", "times overview", "stress", "Jaccard", "crossings"
    );
    for layout in layouts() {
        let Some(row) = rows.get(layout) else {
            println!("{layout:<20}  left out: too slow, or without an end");
            continue;
        };
        let is_python = PYTHON_PEERS.contains(&layout) || layout.ends_with("-native");
        let base = rows.get(if is_python { "overview-native" } else { "overview" });
        let ratio = base.map_or(f64::NAN, |base| row.milliseconds / base.milliseconds);
        print!("{layout:<20}{:>11.2}{ratio:>16.2}", row.milliseconds);
        if row.stress.is_nan() {
            println!("   the same picture");
        } else {
            println!("{:>9.4}{:>9.3}{:>11.0}", row.stress, row.overlap, row.crossings);
        }
    }
}

fn print_targets(name: &str, rows: &BTreeMap<String, Measured>) {
    let all_peers: BTreeSet<&str> = BROWSER_PEERS.into_iter().chain(PYTHON_PEERS).collect();
    let best = |peers: &BTreeSet<&str>, better: fn(f64, f64) -> f64, of: fn(&Measured) -> f64| {
        let found = peers.iter().filter_map(|peer| rows.get(*peer)).map(of);
        found.reduce(better).unwrap_or(f64::NAN)
    };
    let browser: BTreeSet<&str> = BROWSER_PEERS.into_iter().collect();
    if let Some(ours) = rows.get("overview") {
        let peer = best(&all_peers, f64::min, |row| row.stress);
        let what = format!("{name}: overview stress {:.4}, best peer {peer:.4}", ours.stress);
        print_verdict(&what, ours.stress < peer);
        if let Some(slow) = rows.get("forceatlas2") {
            let share = ours.milliseconds / slow.milliseconds;
            let what = format!("{name}: overview takes {share:.3} of ForceAtlas2, {MOST_TIME}");
            print_verdict(&what, share <= MOST_TIME);
        }
    }
    if let Some(ours) = rows.get("groups") {
        let peer = best(&browser, f64::max, |row| row.overlap);
        let what = format!("{name}: groups Jaccard {:.3}, best peer {peer:.3}", ours.overlap);
        print_verdict(&what, ours.overlap > peer);
        let peer = best(&browser, f64::min, |row| row.crossings);
        let what = format!("{name}: groups crossings {:.0}, best peer {peer:.0}", ours.crossings);
        print_verdict(&what, ours.crossings < peer);
    }
}

fn print_verdict(what: &str, is_reached: bool) {
    println!("{:<12} {what}", if is_reached { "reached" } else { "NOT reached" });
}

/// What the browser has measured of the largest network.
pub(crate) fn print_large(folder: &Path, measured: &[&str]) -> Result<(), Failure> {
    let numbers: Vec<f64> = measured.iter().map(|text| text.parse()).collect::<Result<_, _>>()?;
    let [iteration, ours, longest_task] = numbers[..] else { return Err("three numbers".into()) };
    let iterations = ours / iteration;
    println!("\n100,000 nodes, 1,000,000 edges: overview in a worker {ours:.0} ms");
    let what = format!(
        "takes {iterations:.1} iterations of ngraph ({iteration:.0} ms each), {MOST_ITERATIONS}"
    );
    print_verdict(&what, iterations <= MOST_ITERATIONS);
    let what = format!("longest task of the main thread {longest_task:.0} ms, {LONGEST_TASK_MS}");
    print_verdict(&what, longest_task <= LONGEST_TASK_MS);
    let network = scene::testing::Network::planted(100_000, 1_000_000, 1);
    for layout in ["overview", "ngraph"] {
        let path = folder.join(format!("100000.1.{layout}.points"));
        let Some(Drawing { points, .. }) = Drawing::read(&path)? else { continue };
        println!(
            "{layout}: stress {:.4}, Jaccard {:.4} (of 3,000 nodes), crossings {:.0} (a sample)",
            stress(&points, &network.edges),
            neighbourhood_overlap(&points, &network.edges),
            crossings(&points, &network.edges),
        );
    }
    Ok(())
}
