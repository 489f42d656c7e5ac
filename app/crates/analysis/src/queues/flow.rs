//! The network of queues as numbers: stations, what comes from outside, what is passed on.

use std::collections::BTreeMap;

use model::{
    ActorId, Capacity, CapacityUnit, EntityRef, Metric, NetworkIndex, Observation, Service,
    ServiceId, ServiceStatus,
};

use super::erlang::MAX_SERVERS;
use super::solve::Capacities;
use crate::evidence::{monthly_volume, processing_time};
use crate::rates::{Rate, missing_for_rate};
use crate::referrals::{ActorOrder, Referral, referrals};
use crate::{MissingInput, Wait};

/// How much a station can take.
pub(crate) enum Limit {
    /// No capacity is stated; whoever comes is passed on.
    NotStated,
    /// A capacity is stated, but makes no rate; whoever comes is passed on.
    Unknown(Vec<MissingInput>),
    Known(Rate),
}

/// An active service, seen as a queue.
pub(crate) struct Station<'a> {
    pub(crate) service: &'a Service,
    /// Rank of the actor.
    pub(crate) actor: usize,
    pub(crate) counted: Option<&'a Observation>,
    /// The newest volumes of the referrals that name it.
    pub(crate) referred: Vec<&'a Observation>,
    pub(crate) processing: Option<Wait>,
    pub(crate) limit: Limit,
    /// Cases per month that no counted referral explains. Zero where arrivals are not counted:
    /// the figures are then lower bounds.
    pub(crate) external: f64,
    /// Cases per month from senders whose own arrivals nobody knows; these volumes stay as they
    /// are, whatever happens elsewhere.
    pub(crate) fixed: f64,
    /// What arrives as things stand: where every computation starts.
    pub(crate) today: f64,
}

impl Station<'_> {
    /// Cases per month; infinite without a known limit.
    pub(crate) fn capacity(&self) -> f64 {
        match &self.limit {
            Limit::Known(rate) => rate.per_month(),
            Limit::NotStated | Limit::Unknown(_) => f64::INFINITY,
        }
    }

    /// Whether anything is known of who comes.
    pub(crate) fn has_arrivals(&self) -> bool {
        self.counted.is_some() || !self.referred.is_empty()
    }

    pub(crate) fn servers(&self) -> u32 {
        servers(self.service.capacity)
    }
}

/// Places and concurrent cases are servers that are busy for one processing time (whole ones; a
/// fraction makes them faster). Appointments are one server that takes so many a week.
pub(super) fn servers(capacity: Option<Capacity>) -> u32 {
    match capacity {
        Some(capacity) if capacity.unit != CapacityUnit::AppointmentsPerWeek => {
            let whole = (capacity.value.thousandths() / 1000).max(1);
            u32::try_from(whole).unwrap_or(u32::MAX).min(MAX_SERVERS)
        }
        Some(_) | None => 1,
    }
}

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

/// A counted volume of referrals.
pub(super) struct Volume<'a> {
    pub(super) sent: &'a Observation,
    pub(super) from: usize,
    /// `None`: the relation names no service, or one that takes nobody today.
    pub(super) station: Option<usize>,
}

/// The observations, not yet interpreted.
pub(super) struct Traffic<'a> {
    order: ActorOrder<'a>,
    pub(super) stations: Vec<Station<'a>>,
    pub(super) volumes: Vec<Volume<'a>>,
}

impl<'a> Traffic<'a> {
    pub(super) fn observed(index: &NetworkIndex<'a>) -> Self {
        let order = ActorOrder::new(index);
        let mut services: Vec<&Service> = index.network.services.iter().collect();
        services.retain(|service| service.status == ServiceStatus::Active);
        services.sort_by(|a, b| a.id.cmp(&b.id));
        services.dedup_by(|a, b| a.id == b.id);
        let mut stations: Vec<Station<'_>> =
            services.into_iter().filter_map(|service| station(index, &order, service)).collect();
        let passable = referrals(index, &order)
            .into_iter()
            .filter(|referral| referral.relation.status.is_passable());
        let volumes: Vec<Volume<'_>> =
            passable.filter_map(|referral| volume(index, &stations, referral)).collect();
        for volume in &volumes {
            if let Some(station) = volume.station {
                stations[station].referred.push(volume.sent);
            }
        }
        Self { order, stations, volumes }
    }
}

fn station<'a>(
    index: &NetworkIndex<'a>,
    order: &ActorOrder<'a>,
    service: &'a Service,
) -> Option<Station<'a>> {
    let processing = service
        .capacity
        .filter(|capacity| capacity.unit != CapacityUnit::AppointmentsPerWeek)
        .and_then(|_| processing_time(index, &service.id));
    let limit = match service.capacity {
        None => Limit::NotStated,
        Some(capacity) => match Rate::of(capacity, processing.as_ref()) {
            Some(rate) => Limit::Known(rate),
            None => Limit::Unknown(missing_for_rate(capacity, processing.as_ref()).collect()),
        },
    };
    let entity = EntityRef::Service(service.id.clone());
    Some(Station {
        service,
        actor: order.rank(&service.actor)?,
        counted: monthly_volume(index, &entity, Metric::Arrivals),
        referred: Vec::new(),
        processing,
        limit,
        external: 0.0,
        fixed: 0.0,
        today: 0.0,
    })
}

fn volume<'a>(
    index: &NetworkIndex<'a>,
    stations: &[Station<'a>],
    referral: Referral<'a>,
) -> Option<Volume<'a>> {
    let entity = EntityRef::Relation(referral.relation.id.clone());
    let sent = monthly_volume(index, &entity, Metric::ReferralsSent)?;
    let station = referral.service.and_then(|service| {
        stations.binary_search_by(|station| station.service.id.cmp(&service.id)).ok()
    });
    Some(Volume { sent, from: referral.from, station })
}

/// Thousandths per month that arrive as things stand; `None` when nothing is counted. Referrals
/// that exceed the counted arrivals win: they came from somewhere.
pub(super) fn today(counted: Option<&Observation>, referred: &[&Observation]) -> Option<i128> {
    match counted {
        Some(counted) => Some(value(counted).max(total(referred))),
        None => (!referred.is_empty()).then(|| total(referred)),
    }
}

pub(super) fn total(volumes: &[&Observation]) -> i128 {
    volumes.iter().map(|volume| value(volume)).sum()
}

pub(super) fn value(observation: &Observation) -> i128 {
    i128::from(observation.value.thousandths())
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
