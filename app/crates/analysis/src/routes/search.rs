//! The k best loopless paths in a digraph whose end is a property of the last arc.
//!
//! Numbers only: nodes are ranks, the order of ranks breaks ties. `arcs` holds the graph, `ways`
//! finds the best way of one part of the search space.

mod arcs;
mod ways;

use std::cmp::Reverse;
use std::collections::BinaryHeap;

pub(super) use arcs::Arcs;

use super::cost::Key;
use ways::Part;

/// A path: its nodes without the source, and the steps that lead to them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Path {
    pub(super) nodes: Vec<usize>,
    pub(super) steps: Vec<usize>,
}

/// A part of the search space with its best path, or with a bound as long as nobody has looked.
///
/// The derived order is the order of work: by key, bounds before paths (they may turn out to be
/// as good), then by nodes, which is the order of the answer.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Candidate {
    key: Key,
    /// With the source.
    nodes: Option<Vec<usize>>,
    part: Part,
}

/// The `k` best loopless paths from the source.
///
/// Method: Yen (1971) in Lawler's (1972) form. The space of paths is partitioned by final node;
/// the best path of the best part is output and its part is split along that path, so no path is
/// found twice. A final node is entered by final arcs only, so a path cannot pass its own end.
/// How good the paths to an end can be is known from one search for all (which lets them pass
/// their end), so most ends are never searched for.
///
/// # Order      by key, then nodes.
/// # Complexity O((t + k l) m log m) time for t final nodes searched and paths of l hops.
pub(super) fn best_paths(arcs: &Arcs, k: usize, max_hops: Option<usize>) -> Vec<Path> {
    let mut open: BinaryHeap<Reverse<Candidate>> = BinaryHeap::new();
    if k > 0 {
        open.extend(ways::bounds(arcs).into_iter().map(|(end, key)| {
            let part = Part { end, fixed: vec![arcs.source()], banned: Vec::new() };
            Reverse(Candidate { key, nodes: None, part })
        }));
    }
    let mut paths = Vec::new();
    while let Some(Reverse(candidate)) = open.pop() {
        let Some(nodes) = candidate.nodes else {
            open.extend(best_of(arcs, candidate.part, max_hops).map(Reverse));
            continue;
        };
        paths.push(dressed(arcs, &nodes));
        if paths.len() >= k {
            break;
        }
        let parts = candidate.part.split(&nodes);
        open.extend(parts.filter_map(|part| best_of(arcs, part, max_hops)).map(Reverse));
    }
    paths
}

fn best_of(arcs: &Arcs, part: Part, max_hops: Option<usize>) -> Option<Candidate> {
    let (key, nodes) = ways::best(arcs, &part, max_hops)?;
    Some(Candidate { key, nodes: Some(nodes), part })
}

/// The path with the steps behind its arcs.
fn dressed(arcs: &Arcs, nodes: &[usize]) -> Path {
    let n_arcs = nodes.len() - 1;
    let step = |(idx, pair): (usize, &[usize])| {
        let arc = if idx + 1 == n_arcs {
            arcs.final_arc(pair[0], pair[1])
        } else {
            arcs.inner_arc(pair[0], pair[1])
        };
        arc.map(|arc| arc.step)
    };
    Path {
        nodes: nodes[1..].to_vec(),
        steps: nodes.windows(2).enumerate().filter_map(step).collect(),
    }
}
