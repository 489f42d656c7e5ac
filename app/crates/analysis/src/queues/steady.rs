//! Whether the traffic equations have a steady state: no cycle that feeds itself.

use super::flow::Flow;
use super::solve::Capacities;

/// A cycle that keeps this share of its people, or more, has no steady state in practice.
const GAIN_LIMIT: f64 = 1.0 - 1e-9;
/// Rounds per cycle until its gain counts as too close to one to tell.
const MAX_ROUNDS: usize = 2_000;
/// When the bounds on a gain are this close to each other, the gain is known.
const GAIN_KNOWN: f64 = 1e-12;

/// Actors whose arrivals grow without end.
pub(super) struct Unsteady {
    /// Each cycle that feeds itself: its actors, by rank. In the order of their first actors.
    pub(super) cycles: Vec<Vec<usize>>,
    /// By station: whether the growth reaches it.
    pub(super) stations: Vec<bool>,
}

/// An edge from actor to actor over stations that pass everything on.
type Edges = Vec<Vec<(usize, f64)>>;

/// Looks for cycles with a gain of one or more.
///
/// Method: strongly connected components (Tarjan 1972) of the actors, joined where the receiving
/// station passes everything on; per component, bounds on the spectral radius of its Gauss-Seidel
/// operator (Collatz 1942, Wielandt 1950; it is one or more exactly when that of the shares is:
/// Stein and Rosenberg 1948).
///
/// # Complexity O(p) for p passes, times the rounds it takes per cycle (at most 2,000).
pub(super) fn unsteady(flow: &Flow<'_>, capacities: &Capacities) -> Unsteady {
    let (onward, back) = edges(flow, capacities);
    let mut cycles: Vec<Vec<usize>> =
        components(&onward).into_iter().filter(|members| feeds_itself(members, &back)).collect();
    cycles.sort_unstable();
    let stations = reached(flow, &cycles);
    Unsteady { cycles, stations }
}

fn edges(flow: &Flow<'_>, capacities: &Capacities) -> (Edges, Edges) {
    let mut onward: Edges = vec![Vec::new(); flow.order.len()];
    let mut back: Edges = vec![Vec::new(); flow.order.len()];
    for pass in flow.passes.iter().filter(|pass| pass.share > 0.0) {
        if capacities.of(pass.station).is_infinite() {
            let to = flow.stations[pass.station].actor;
            onward[pass.from].push((to, pass.share));
            back[to].push((pass.from, pass.share));
        }
    }
    (onward, back)
}

/// Members in ascending order; iterative, so that a long chain cannot exhaust the stack.
fn components(onward: &Edges) -> Vec<Vec<usize>> {
    const UNSEEN: usize = usize::MAX;
    let n = onward.len();
    let (mut disc, mut low) = (vec![UNSEEN; n], vec![UNSEEN; n]);
    let (mut open, mut is_open) = (Vec::new(), vec![false; n]);
    let mut found = Vec::new();
    let mut clock = 0;
    for root in 0..n {
        let mut calls = vec![(root, 0)];
        while let Some((actor, next)) = calls.pop() {
            if next == 0 {
                if disc[actor] != UNSEEN {
                    continue;
                }
                (disc[actor], low[actor]) = (clock, clock);
                clock += 1;
                open.push(actor);
                is_open[actor] = true;
            } else {
                let (child, _) = onward[actor][next - 1];
                if is_open[child] {
                    low[actor] = low[actor].min(low[child]);
                }
            }
            if let Some(&(child, _)) = onward[actor].get(next) {
                calls.push((actor, next + 1));
                calls.push((child, 0));
            } else if low[actor] == disc[actor] {
                found.push(close(&mut open, &mut is_open, actor));
            }
        }
    }
    found
}

fn close(open: &mut Vec<usize>, is_open: &mut [bool], root: usize) -> Vec<usize> {
    let mut members = Vec::new();
    while let Some(actor) = open.pop() {
        is_open[actor] = false;
        members.push(actor);
        if actor == root {
            break;
        }
    }
    members.sort_unstable();
    members
}

fn feeds_itself(members: &[usize], back: &Edges) -> bool {
    let inside: Vec<Vec<(usize, f64)>> = members
        .iter()
        .map(|&actor| {
            let senders = back[actor].iter();
            senders
                .filter_map(|&(from, share)| Some((members.binary_search(&from).ok()?, share)))
                .collect()
        })
        .collect();
    inside.iter().any(|senders| !senders.is_empty()) && gain_is_one_or_more(&inside)
}

fn gain_is_one_or_more(inside: &[Vec<(usize, f64)>]) -> bool {
    let mut amounts = vec![1.0_f64; inside.len()];
    for _ in 0..MAX_ROUNDS {
        let (mut lowest, mut highest) = (f64::INFINITY, 0.0_f64);
        for (actor, senders) in inside.iter().enumerate() {
            let amount: f64 = senders.iter().map(|&(from, share)| amounts[from] * share).sum();
            let gain = amount / amounts[actor];
            lowest = lowest.min(gain);
            highest = highest.max(gain);
            amounts[actor] = amount;
        }
        if highest < GAIN_LIMIT {
            return false;
        }
        if lowest >= GAIN_LIMIT || highest - lowest < GAIN_KNOWN {
            return true;
        }
        let largest = amounts.iter().copied().fold(0.0, f64::max);
        for amount in &mut amounts {
            *amount = (*amount / largest).max(f64::MIN_POSITIVE);
        }
    }
    true
}

fn reached(flow: &Flow<'_>, cycles: &[Vec<usize>]) -> Vec<bool> {
    let mut stations = vec![false; flow.stations.len()];
    if cycles.is_empty() {
        return stations;
    }
    let mut onward = vec![Vec::new(); flow.order.len()];
    for pass in flow.passes.iter().filter(|pass| pass.share > 0.0) {
        onward[pass.from].push(pass.station);
    }
    let mut queue: Vec<usize> = cycles.iter().flatten().copied().collect();
    while let Some(actor) = queue.pop() {
        for &station in &onward[actor] {
            if !stations[station] {
                stations[station] = true;
                queue.push(flow.stations[station].actor);
            }
        }
    }
    stations
}
