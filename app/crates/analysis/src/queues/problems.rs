//! What is wrong with the observations as a whole.

use std::collections::BTreeMap;

use model::{EntityRef, NetworkIndex};

use super::flow::Flow;
use super::solve::Solution;
use super::traffic::{Traffic, today, total, value};
use super::{Limits, TrafficProblem};
use crate::rates::cases;

/// Everything that does not fit together, in the order of kinds and ids.
pub(super) fn problems(
    index: &NetworkIndex<'_>,
    flow: &Flow<'_>,
    limited: &Solution,
    unhindered: &Solution,
) -> Vec<TrafficProblem> {
    let mut found = Vec::new();
    for (solution, limits) in [(limited, Limits::Known), (unhindered, Limits::None)] {
        for cycle in &solution.cycles {
            let actors = cycle.iter().map(|&rank| flow.order.id(rank).clone()).collect();
            found.push(TrafficProblem::NoSteadyState { actors, limits });
        }
        if !solution.is_settled {
            found.push(TrafficProblem::AbortedAfter { steps: solution.visits, limits });
        }
    }
    let traffic = Traffic::observed(index);
    found.extend(senders(flow, &traffic));
    found.extend(receivers(&traffic));
    found.extend(nowhere(&traffic));
    found.sort();
    found
}

fn senders(flow: &Flow<'_>, traffic: &Traffic<'_>) -> Vec<TrafficProblem> {
    let mut arriving: BTreeMap<usize, i128> = BTreeMap::new();
    for station in &traffic.stations {
        if let Some(arrivals) = today(station.counted, &station.referred) {
            *arriving.entry(station.actor).or_insert(0) += arrivals;
        }
    }
    let mut sending: BTreeMap<usize, i128> = BTreeMap::new();
    for volume in &traffic.volumes {
        *sending.entry(volume.from).or_insert(0) += value(volume.sent);
    }
    let sending = sending.into_iter().filter(|&(_, sent)| sent > 0);
    let problem = |(rank, sent): (usize, i128)| {
        let (actor, arrivals) = (flow.order.id(rank).clone(), arriving.get(&rank).copied());
        match arrivals.filter(|&arrivals| arrivals > 0) {
            None => Some(TrafficProblem::SenderWithoutArrivals { actor, sent: cases(sent) }),
            Some(arrivals) => (sent > arrivals).then(|| TrafficProblem::SendsMoreThanArrives {
                actor,
                arrivals: cases(arrivals),
                sent: cases(sent),
            }),
        }
    };
    sending.filter_map(problem).collect()
}

fn receivers(traffic: &Traffic<'_>) -> Vec<TrafficProblem> {
    let stations = traffic.stations.iter();
    stations
        .filter_map(|station| {
            let (counted, referred) = (value(station.counted?), total(&station.referred));
            (referred > counted).then(|| TrafficProblem::ReferredExceedsArrivals {
                service: station.service.id.clone(),
                arrivals: cases(counted),
                referred: cases(referred),
            })
        })
        .collect()
}

fn nowhere(traffic: &Traffic<'_>) -> Vec<TrafficProblem> {
    let lost = traffic.volumes.iter().filter(|volume| volume.station.is_none());
    lost.filter_map(|volume| match &volume.sent.entity {
        EntityRef::Relation(relation) => Some(TrafficProblem::NoReceivingService {
            relation: relation.clone(),
            sent: cases(value(volume.sent)),
        }),
        EntityRef::Actor(_) | EntityRef::Service(_) | EntityRef::Region(_) => None,
    })
    .collect()
}
