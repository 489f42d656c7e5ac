//! The observations that make a network of queues, not yet interpreted.

use model::{
    Capacity, CapacityUnit, EntityRef, Metric, NetworkIndex, Observation, Service, ServiceStatus,
};

use super::erlang::MAX_SERVERS;
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

/// A counted volume of referrals.
pub(super) struct Volume<'a> {
    pub(super) sent: &'a Observation,
    pub(super) from: usize,
    /// `None`: the relation names no service, or one that takes nobody today.
    pub(super) station: Option<usize>,
}

/// Stations and volumes as observed.
pub(super) struct Traffic<'a> {
    pub(super) order: ActorOrder<'a>,
    /// By service id.
    pub(super) stations: Vec<Station<'a>>,
    /// By relation id.
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
