//! The network of queues as numbers: what comes from outside, and what is passed on.

use std::collections::BTreeMap;

use model::{ActorId, NetworkIndex, Observation, ServiceId};

use super::solve::Capacities;
use super::traffic::{Station, Traffic, Volume, today, total, value};
use crate::referrals::ActorOrder;

/// People whom one actor sends on to one station.
pub(crate) struct Pass<'a> {
    pub(crate) volume: &'a Observation,
    pub(crate) from: usize,
    pub(crate) station: usize,
    /// Referrals per case that the sender takes on, over all its stations.
    pub(crate) share: f64,
}

/// The whole network of queues. Stations in the order of service ids, passes of relation ids.
pub(crate) struct Flow<'a> {
    pub(crate) order: ActorOrder<'a>,
    pub(crate) stations: Vec<Station<'a>>,
    pub(crate) passes: Vec<Pass<'a>>,
    /// By actor: its stations.
    pub(crate) stations_of: Vec<Vec<usize>>,
    /// By station: positions of the passes that lead to it.
    pub(crate) incoming: Vec<Vec<usize>>,
    /// By actor: referrals per case over all its relations, also those that lead out of the
    /// network of queues.
    pub(crate) sent_per_case: Vec<f64>,
}

impl<'a> Flow<'a> {
    pub(crate) fn new(index: &NetworkIndex<'a>) -> Self {
        Self::between(&Calibration::new(index), index)
    }

    /// The network as it is `now`, with people coming and being passed on as on the day of the
    /// calibration. What was not there then brings its own observations.
    pub(crate) fn between(habits: &Calibration<'_>, now: &NetworkIndex<'a>) -> Self {
        let Traffic { order, mut stations, volumes } = Traffic::observed(now);
        for station in &mut stations {
            let id = &station.service.id;
            let explained = habits.referred.get(id).copied().unwrap_or(0);
            station.external = station
                .counted
                .map_or(0.0, |counted| per_month((value(counted) - explained).max(0)));
            station.today = per_month(today(station.counted, &station.referred).unwrap_or(0));
        }
        let mut flow = Self {
            stations_of: grouped(order.len(), stations.iter().map(|station| station.actor)),
            sent_per_case: vec![0.0; order.len()],
            incoming: Vec::new(),
            passes: Vec::new(),
            order,
            stations,
        };
        for volume in volumes {
            flow.pass_on(habits, &volume);
        }
        flow.incoming = grouped(flow.stations.len(), flow.passes.iter().map(|pass| pass.station));
        flow
    }

    /// Cases per month by actor; `None` where arrivals have no steady state.
    pub(crate) fn taken_on(
        &self,
        capacities: &Capacities,
        arrivals: &[Option<f64>],
    ) -> Vec<Option<f64>> {
        let taken = |&station: &usize| Some(arrivals[station]?.min(capacities.of(station)));
        self.stations_of.iter().map(|stations| stations.iter().map(taken).sum()).collect()
    }

    fn pass_on(&mut self, habits: &Calibration<'_>, volume: &Volume<'a>) {
        let sent = per_month(value(volume.sent));
        let taken = habits.taken_on.get(self.order.id(volume.from)).copied().unwrap_or(0.0);
        if taken > 0.0 {
            let share = sent / taken;
            self.sent_per_case[volume.from] += share;
            if let Some(station) = volume.station {
                let from = volume.from;
                self.passes.push(Pass { volume: volume.sent, from, station, share });
            }
        } else if let Some(station) = volume.station {
            self.stations[station].fixed += sent;
        }
    }
}

/// What was observed in one network and is taken to go on: how much of the arrivals referrals
/// explain, and how many cases each sender takes on.
pub(crate) struct Calibration<'a> {
    /// Thousandths per month, by service.
    referred: BTreeMap<&'a ServiceId, i128>,
    /// Cases per month: arrivals, at most the capacity, over the services of the actor where
    /// arrivals are known.
    taken_on: BTreeMap<&'a ActorId, f64>,
}

impl<'a> Calibration<'a> {
    pub(crate) fn new(index: &NetworkIndex<'a>) -> Self {
        let traffic = Traffic::observed(index);
        let mut calibration = Self { referred: BTreeMap::new(), taken_on: BTreeMap::new() };
        for station in &traffic.stations {
            let referred = total(&station.referred);
            calibration.referred.insert(&station.service.id, referred);
            if let Some(arriving) = today(station.counted, &station.referred) {
                let taken = per_month(arriving).min(station.capacity());
                *calibration.taken_on.entry(&station.service.actor).or_insert(0.0) += taken;
            }
        }
        calibration
    }
}

#[expect(clippy::cast_precision_loss, reason = "rounds to nearest, the same on every machine")]
fn per_month(thousandths: i128) -> f64 {
    thousandths as f64 / 1000.0
}

/// Positions by group, in ascending order.
fn grouped(n_groups: usize, groups: impl Iterator<Item = usize>) -> Vec<Vec<usize>> {
    let mut members = vec![Vec::new(); n_groups];
    for (position, group) in groups.enumerate() {
        members[group].push(position);
    }
    members
}
