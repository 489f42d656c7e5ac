//! The Pareto set: every route that no other beats in time, success, hand-overs and Rechtskreis
//! changes at once.

mod bounds;
mod labels;

use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap};

use model::NetworkIndex;
use serde::{Deserialize, Serialize};

use super::cost::Cost;
use super::graph::RouteGraph;
use super::rows::Rows;
use super::search::Path;
use super::steps::{Arc, ArcKind};
use super::{Exclusion, NoRoute, Route, RouteError, RouteQuery, answer, near_misses};
use crate::referrals::ActorOrder;
use bounds::lower_bounds;
use labels::{Front, Label};

/// After so many labels the search gives up and says so. A Kreis needs some hundreds.
pub const MAX_LABELS: u32 = 100_000;

/// The routes that no other beats.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ParetoSet {
    /// Fastest first, then surest, fewest hand-overs, fewest Rechtskreis changes.
    pub routes: Vec<Route>,
    /// Set when the search gave up after so many labels: every route is one, but some may be
    /// missing, and some may be beaten by one that is missing.
    pub aborted_after: Option<u32>,
    /// As in [`super::RouteSet`].
    pub excluded: Vec<Exclusion>,
    /// Set when there is no route at all.
    pub why_none: Option<NoRoute>,
}

/// Finds every route that is not beaten: no other is as good in all of time, success, hand-overs
/// and Rechtskreis changes, and better in one.
///
/// Each of the four is compared as in [`super::RouteCriterion`], unknown before known. Which
/// steps are possible is said at [`super::find_routes`]; `criterion` and `k` of the query do not
/// matter. Of parallel relations every one counts that no other beats. Of routes with the same
/// four figures one is given: the one that comes first by actor and relation ids along the way.
///
/// Method: label setting (Martins 1984; the bicriterion case Hansen 1980). Labels are settled in
/// the order of time, so a front per actor need only remember the other three (dimensionality
/// reduction, Pulido et al. 2015), and a label is given up when the best one could still hope for
/// in each of the four is already beaten (lower bounds as in NAMOA*, Mandow and Pérez de la Cruz
/// 2010). A way that comes back to an actor is beaten by the same way without the loop, except
/// where the actor is the end: there the loop may be what brings the right service. Such a label
/// is never a route, yet may have suppressed others; where it could matter, the search is done
/// again for that end alone, with the actor closed until the last step.
///
/// # Errors     [`RouteError`] for an unknown region, start or goal actor.
/// # Complexity in the worst case exponential, therefore [`MAX_LABELS`]; O(L (m / n) f) time for L
/// labels, m relations, n actors and fronts of f labels.
pub fn pareto_routes(
    index: &NetworkIndex<'_>,
    query: &RouteQuery,
) -> Result<ParetoSet, RouteError> {
    query.check(index)?;
    let order = ActorOrder::new(index);
    let graph = RouteGraph::new(index, &order, query);
    let max_handovers = query.max_handovers.map_or(u32::MAX, u32::from);
    let arcs = graph.arcs.clone();
    let (paths, aborted_after) = pareto_paths(graph.source(), arcs, max_handovers, MAX_LABELS);
    let is_none = paths.is_empty() && aborted_after.is_none();
    Ok(ParetoSet {
        routes: paths.iter().map(|path| answer::route(&graph, path)).collect(),
        aborted_after,
        excluded: near_misses::exclusions(&graph),
        why_none: is_none.then(|| near_misses::why_none(&graph)),
    })
}

/// With the number of labels after which the search gave up, if it did.
fn pareto_paths(
    source: usize,
    arcs: Vec<Arc>,
    max_handovers: u32,
    max_labels: u32,
) -> (Vec<Path>, Option<u32>) {
    let mut search =
        Search { max_handovers, n_left: max_labels, is_aborted: false, found: Vec::new() };
    let arcs = undominated(arcs);
    let suspects = search.run(source, &arcs);
    let is_beaten = |cost: &Cost| search.found.iter().any(|label| label.beats(cost));
    let ends: BTreeSet<usize> =
        suspects.into_iter().filter(|(_, cost)| !is_beaten(cost)).map(|(end, _)| end).collect();
    for end in ends {
        let leads_there = |arc: &&Arc| (arc.head == end) == (arc.kind == ArcKind::Final);
        let arcs: Vec<Arc> = arcs.iter().filter(leads_there).copied().collect();
        search.run(source, &arcs);
    }
    let Search { mut found, is_aborted, .. } = search;
    found.sort_unstable();
    let mut best: Vec<Label> = Vec::new();
    for label in found {
        if !best.iter().any(|better| better.cost.covers(&label.cost)) {
            best.push(label);
        }
    }
    (best.iter().map(Label::path).collect(), is_aborted.then_some(max_labels))
}

/// Of parallel arcs those that no other covers, by tail, then head; of equal ones the first.
fn undominated(mut arcs: Vec<Arc>) -> Vec<Arc> {
    let is_final = |arc: &Arc| arc.kind == ArcKind::Final;
    arcs.sort_unstable_by_key(|arc| (arc.tail, arc.head, is_final(arc), arc.cost, arc.step));
    let mut kept: Vec<Arc> = Vec::with_capacity(arcs.len());
    for arc in arcs {
        let parallel = kept.iter().rev().take_while(|other| {
            (other.tail, other.head, other.kind) == (arc.tail, arc.head, arc.kind)
        });
        if !parallel.into_iter().any(|other| other.cost.covers(&arc.cost)) {
            kept.push(arc);
        }
    }
    kept
}

struct Search {
    max_handovers: u32,
    /// Labels that may still be settled, in this run and those to come.
    n_left: u32,
    is_aborted: bool,
    /// Labels that have arrived; none is beaten by one from the same run.
    found: Vec<Label>,
}

impl Search {
    /// Settles labels until none is left. Returns the labels that came to an end they had passed
    /// before: the end and the cost.
    fn run(&mut self, source: usize, arcs: &[Arc]) -> Vec<(usize, Cost)> {
        let bounds = lower_bounds(source + 1, arcs);
        let onward = Rows::from_sorted(source + 1, arcs.iter().map(|arc| (arc.tail, *arc)));
        let mut fronts: Vec<Front> = vec![Front::default(); source + 1];
        let mut arrived = Front::default();
        let mut suspects = Vec::new();
        let mut open = BinaryHeap::from([Reverse(Label::start())]);
        while let Some(Reverse(label)) = open.pop() {
            let node = label.node().unwrap_or(source);
            let front = if label.has_arrived { &mut arrived } else { &mut fronts[node] };
            if !front.add(&label.cost) {
                continue;
            }
            if self.n_left == 0 {
                self.is_aborted = true;
                break;
            }
            self.n_left -= 1;
            if label.has_arrived {
                self.found.push(label);
                continue;
            }
            for arc in onward.row(node) {
                let longer = label.extended(arc);
                if longer.cost.handovers > self.max_handovers || self.is_hopeless(&longer, &bounds)
                {
                    continue;
                }
                if !label.visits(arc.head) {
                    open.push(Reverse(longer));
                } else if longer.has_arrived {
                    suspects.push((arc.head, longer.cost));
                }
            }
        }
        suspects
    }

    /// Whether whatever comes of the label is beaten by what has been found.
    fn is_hopeless(&self, label: &Label, bounds: &[Option<Cost>]) -> bool {
        if label.has_arrived {
            return self.found.iter().any(|found| found.beats(&label.cost));
        }
        let bound = label.node().and_then(|node| bounds[node]);
        bound.is_none_or(|bound| {
            let hoped = label.cost.plus(bound);
            self.found.iter().any(|found| found.beats(&hoped))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::cost::Sum;
    use super::*;

    /// A ladder of `n_rungs`: at each a fast step and one that keeps the Rechtskreis, so there are
    /// as many undominated ways as rungs and one.
    fn ladder(n_rungs: usize) -> Vec<Arc> {
        let step = |tail, head, kind, minutes, regime_changes| {
            let time = Sum::of_known(minutes);
            let cost = Cost { time, handovers: 1, regime_changes, ..Cost::default() };
            Arc { tail, head, kind, cost, step: 0 }
        };
        let source = n_rungs + 1;
        let kind = |rung| if rung == n_rungs { ArcKind::Final } else { ArcKind::Inner };
        let rungs = (1..=n_rungs).flat_map(|rung| {
            [(1, 1), (2, 0)].map(|(time, change)| step(rung - 1, rung, kind(rung), time, change))
        });
        rungs.chain([step(source, 0, ArcKind::Inner, 0, 0)]).collect()
    }

    #[test]
    fn search_within_its_limit_is_complete() {
        let (paths, aborted_after) = pareto_paths(21, ladder(20), u32::MAX, MAX_LABELS);
        assert_eq!((paths.len(), aborted_after), (21, None));
        assert_eq!(pareto_paths(21, ladder(20), 20, MAX_LABELS), (Vec::new(), None));
    }

    #[test]
    fn search_beyond_its_limit_says_so() {
        let (paths, aborted_after) = pareto_paths(21, ladder(20), u32::MAX, 100);
        assert!(paths.len() < 21);
        assert_eq!(aborted_after, Some(100));
        assert_eq!(pareto_paths(21, ladder(20), u32::MAX, 0), (Vec::new(), Some(0)));
    }
}
