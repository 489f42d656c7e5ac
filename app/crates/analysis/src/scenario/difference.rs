//! Two networks side by side, as data.

use std::collections::BTreeMap;

use model::{ActorId, Cases, Days, FieldCode, NetworkIndex, RegionId, ServiceId};
use serde::{Deserialize, Serialize};

use crate::dependence::reachable;
use crate::{
    Finding, FindingKind, QueueReport, Route, RouteError, RouteQuery, StationQueue, TrafficProblem,
    find_routes, findings, queues,
};

/// What two networks make of the same questions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScenarioDifference {
    /// Utilisation and queue where they differ; by service id.
    pub stations: Vec<StationDifference>,
    pub leaving_before: Cases,
    pub leaving_after: Cases,
    /// Problems of the observations that only the network after has.
    pub new_problems: Vec<TrafficProblem>,
    /// Kommunen and Handlungsfelder that can be reached before only.
    pub lost: Vec<(RegionId, FieldCode)>,
    /// ... and after only.
    pub gained: Vec<(RegionId, FieldCode)>,
    /// Entries of the ranked list that go, come or change; by the worse of the two severities.
    pub findings: Vec<FindingDifference>,
    /// One per query, in the order given.
    pub routes: Vec<RouteDifference>,
}

/// A service before and after; one of them may be missing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StationDifference {
    pub service: ServiceId,
    pub before: Option<StationQueue>,
    pub after: Option<StationQueue>,
}

/// A finding before and after; one of them may be missing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FindingDifference {
    pub before: Option<Finding>,
    pub after: Option<Finding>,
}

/// The best route before and after; `None` when there is none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RouteDifference {
    pub query: RouteQuery,
    pub before: Option<RouteTime>,
    pub after: Option<RouteTime>,
}

/// How long a route takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RouteTime {
    pub actors: Vec<ActorId>,
    /// A lower bound when `unknown_legs > 0`.
    pub total_known: Days,
    pub unknown_legs: u8,
}

/// Computes everything for both networks and keeps what differs.
///
/// # Errors     [`RouteError`] for a query that names something one of the networks lacks.
/// # Order      see [`ScenarioDifference`].
/// # Complexity twice that of [`queues()`], [`findings()`] and the routes.
pub fn compare(
    before: &NetworkIndex<'_>,
    after: &NetworkIndex<'_>,
    queries: &[RouteQuery],
) -> Result<ScenarioDifference, RouteError> {
    let (queues_before, queues_after) = (queues(before), queues(after));
    let (reached_before, reached_after) = (reachable(before), reachable(after));
    let mut new_problems = queues_after.problems.clone();
    new_problems.retain(|problem| !queues_before.problems.contains(problem));
    Ok(ScenarioDifference {
        leaving_before: queues_before.leaving_per_month,
        leaving_after: queues_after.leaving_per_month,
        stations: stations(queues_before, queues_after),
        new_problems,
        lost: reached_before.difference(&reached_after).cloned().collect(),
        gained: reached_after.difference(&reached_before).cloned().collect(),
        findings: ranked(before, after),
        routes: queries
            .iter()
            .map(|query| route(before, after, query))
            .collect::<Result<_, RouteError>>()?,
    })
}

/// Pairs up two lists by a key and keeps the pairs that differ, in the order of the keys.
fn differing<K: Ord, T: PartialEq>(
    before: Vec<T>,
    after: Vec<T>,
    key: impl Fn(&T) -> K,
) -> Vec<(Option<T>, Option<T>)> {
    let mut pairs: BTreeMap<K, (Option<T>, Option<T>)> = BTreeMap::new();
    for row in before {
        let pair = pairs.entry(key(&row)).or_default();
        pair.0 = Some(row);
    }
    for row in after {
        let pair = pairs.entry(key(&row)).or_default();
        pair.1 = Some(row);
    }
    pairs.into_values().filter(|(before, after)| before != after).collect()
}

fn stations(before: QueueReport, after: QueueReport) -> Vec<StationDifference> {
    let pairs = differing(before.stations, after.stations, |row| row.service.clone());
    pairs
        .into_iter()
        .filter_map(|(before, after)| {
            let service = before.as_ref().or(after.as_ref())?.service.clone();
            Some(StationDifference { service, before, after })
        })
        .collect()
}

fn ranked(before: &NetworkIndex<'_>, after: &NetworkIndex<'_>) -> Vec<FindingDifference> {
    let all = |index| findings(index, usize::MAX);
    // A service that was overloaded and is now tight is the same entry, changed.
    let subject = |row: &Finding| match row.cause.key() {
        (FindingKind::Overload | FindingKind::Tight, ids) => (FindingKind::Overload, ids),
        other => other,
    };
    let mut found: Vec<FindingDifference> = differing(all(before), all(after), subject)
        .into_iter()
        .map(|(before, after)| FindingDifference { before, after })
        .collect();
    let severity = |row: &FindingDifference| {
        row.before.iter().chain(&row.after).map(|entry| entry.severity).max()
    };
    found.sort_by_key(|row| std::cmp::Reverse(severity(row)));
    found
}

fn route(
    before: &NetworkIndex<'_>,
    after: &NetworkIndex<'_>,
    query: &RouteQuery,
) -> Result<RouteDifference, RouteError> {
    let best = |index| -> Result<Option<RouteTime>, RouteError> {
        Ok(find_routes(index, query)?.routes.first().map(time))
    };
    Ok(RouteDifference { query: query.clone(), before: best(before)?, after: best(after)? })
}

fn time(route: &Route) -> RouteTime {
    RouteTime {
        actors: route.actors().into_iter().cloned().collect(),
        total_known: route.total_known,
        unknown_legs: route.unknown_legs,
    }
}
