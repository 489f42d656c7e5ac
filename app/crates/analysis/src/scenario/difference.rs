//! Two networks side by side, as data.

use std::collections::{BTreeMap, BTreeSet};

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

/// What one network makes of the questions that [`compare`] asks. One serves for many scenarios.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    queues: QueueReport,
    reached: BTreeSet<(RegionId, FieldCode)>,
    findings: Vec<Finding>,
    routes: Vec<(RouteQuery, Option<RouteTime>)>,
}

impl Standing {
    /// Computes everything for a network.
    ///
    /// # Errors     [`RouteError`] for a query that names something the network lacks.
    /// # Complexity that of [`queues()`], [`findings()`] and the routes.
    pub fn new(index: &NetworkIndex<'_>, queries: &[RouteQuery]) -> Result<Self, RouteError> {
        let best = |query: &RouteQuery| -> Result<_, RouteError> {
            let route = find_routes(index, query)?.routes.first().map(time);
            Ok((query.clone(), route))
        };
        Ok(Self {
            queues: queues(index),
            reached: reachable(index),
            findings: findings(index, usize::MAX),
            routes: queries.iter().map(best).collect::<Result<_, RouteError>>()?,
        })
    }
}

/// Keeps what differs between two networks that were asked the same questions.
///
/// # Order      see [`ScenarioDifference`].
/// # Complexity O(s log s) for s rows of both.
pub fn compare(before: &Standing, after: &Standing) -> ScenarioDifference {
    let mut new_problems = after.queues.problems.clone();
    new_problems.retain(|problem| !before.queues.problems.contains(problem));
    let routes = before.routes.iter().zip(&after.routes);
    ScenarioDifference {
        leaving_before: before.queues.leaving_per_month,
        leaving_after: after.queues.leaving_per_month,
        stations: stations(&before.queues, &after.queues),
        new_problems,
        lost: before.reached.difference(&after.reached).cloned().collect(),
        gained: after.reached.difference(&before.reached).cloned().collect(),
        findings: ranked(&before.findings, &after.findings),
        routes: routes
            .map(|((query, before), (_, after))| RouteDifference {
                query: query.clone(),
                before: before.clone(),
                after: after.clone(),
            })
            .collect(),
    }
}

/// Pairs up two lists by a key and keeps the pairs that differ, in the order of the keys.
fn differing<K: Ord, T: Clone + PartialEq>(
    before: &[T],
    after: &[T],
    key: impl Fn(&T) -> K,
) -> Vec<(Option<T>, Option<T>)> {
    let mut pairs: BTreeMap<K, (Option<&T>, Option<&T>)> = BTreeMap::new();
    for row in before {
        pairs.entry(key(row)).or_default().0 = Some(row);
    }
    for row in after {
        pairs.entry(key(row)).or_default().1 = Some(row);
    }
    let differing = pairs.into_values().filter(|(before, after)| before != after);
    differing.map(|(before, after)| (before.cloned(), after.cloned())).collect()
}

fn stations(before: &QueueReport, after: &QueueReport) -> Vec<StationDifference> {
    let pairs = differing(&before.stations, &after.stations, |row| row.service.clone());
    pairs
        .into_iter()
        .filter_map(|(before, after)| {
            let service = before.as_ref().or(after.as_ref())?.service.clone();
            Some(StationDifference { service, before, after })
        })
        .collect()
}

fn ranked(before: &[Finding], after: &[Finding]) -> Vec<FindingDifference> {
    // A service that was overloaded and is now tight is the same entry, changed.
    let subject = |row: &Finding| match row.cause.key() {
        (FindingKind::Overload | FindingKind::Tight, ids) => (FindingKind::Overload, ids),
        other => other,
    };
    let mut found: Vec<FindingDifference> = differing(before, after, subject)
        .into_iter()
        .map(|(before, after)| FindingDifference { before, after })
        .collect();
    let severity = |row: &FindingDifference| {
        row.before.iter().chain(&row.after).map(|entry| entry.severity).max()
    };
    found.sort_by_key(|row| std::cmp::Reverse(severity(row)));
    found
}

fn time(route: &Route) -> RouteTime {
    RouteTime {
        actors: route.actors().into_iter().cloned().collect(),
        total_known: route.total_known,
        unknown_legs: route.unknown_legs,
    }
}
