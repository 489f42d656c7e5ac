//! The room along a route: how many people its services can take.

use model::{ActorId, Cases, NetworkIndex, ObservationId, ServiceId};
use serde::{Deserialize, Serialize};

use super::Route;
use super::answer::at_most_u8;
use crate::load::monthly_capacity;
use crate::rates::cases;
use crate::{LoadReport, ServiceLoad};

/// What can pass along a route.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RouteCapacity {
    /// The smallest known capacity on the way: more cannot pass. `None` when none is known.
    pub capacity_per_month: Option<Cases>,
    /// The smallest known room on the way, see [`StepCapacity::free_per_month`].
    pub free_per_month: Option<Cases>,
    /// Steps whose capacity nobody knows.
    pub unknown_capacities: u8,
    /// The entry where the route has one, then one per leg.
    pub steps: Vec<StepCapacity>,
    pub uses_example_data: bool,
}

/// The room at one step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepCapacity {
    pub actor: ActorId,
    pub service: Option<ServiceId>,
    /// `None`: no service is named, or its capacity is not known.
    pub capacity_per_month: Option<Cases>,
    /// Capacity less arrivals, at least zero; `None` when either is unknown.
    pub free_per_month: Option<Cases>,
    /// The observations behind capacity and arrivals.
    pub evidence: Vec<ObservationId>,
}

/// Says what can pass along a route of this network: the capacities and loads of the services on
/// the way, as in [`crate::service_loads`], whose report is asked for because one answers many.
///
/// # Order      of the steps: along the route.
/// # Complexity O(l s) time for l steps and s services in the report.
pub fn route_capacity(
    index: &NetworkIndex<'_>,
    loads: &LoadReport,
    route: &Route,
) -> RouteCapacity {
    let entry = route.entry.iter().map(|entry| (&entry.actor, Some(&entry.service)));
    let legs = route.legs.iter().map(|leg| (&leg.to, leg.service.as_ref()));
    let rooms = entry.chain(legs).map(|(actor, service)| room(index, loads, actor, service));
    let (steps, examples): (Vec<StepCapacity>, Vec<bool>) = rooms.unzip();
    let n_unknown = steps.iter().filter(|step| step.capacity_per_month.is_none()).count();
    RouteCapacity {
        capacity_per_month: steps.iter().filter_map(|step| step.capacity_per_month).min(),
        free_per_month: steps.iter().filter_map(|step| step.free_per_month).min(),
        unknown_capacities: at_most_u8(n_unknown),
        steps,
        uses_example_data: examples.contains(&true),
    }
}

/// The room at one step, and whether it rests on example data.
fn room(
    index: &NetworkIndex<'_>,
    loads: &LoadReport,
    actor: &ActorId,
    service: Option<&ServiceId>,
) -> (StepCapacity, bool) {
    let capacity =
        service.and_then(|id| index.service(id)).and_then(|row| monthly_capacity(index, row));
    let load = loads.services.iter().find(|load| Some(&load.service) == service);
    let free = |load: &ServiceLoad| {
        let capacity = capacity.as_ref()?.thousandths;
        Some((capacity - load.arrivals_per_month.0.thousandths()).max(0))
    };
    let is_example = load.is_some_and(|load| load.uses_example_data)
        || capacity.as_ref().is_some_and(|capacity| capacity.uses_example_data);
    let of_capacity = || capacity.as_ref().and_then(|capacity| capacity.observation.clone());
    let step = StepCapacity {
        actor: actor.clone(),
        service: service.cloned(),
        capacity_per_month: capacity.as_ref().map(|capacity| cases(capacity.thousandths.into())),
        free_per_month: load.and_then(free).map(|free| cases(free.into())),
        evidence: match load {
            Some(load) => load.evidence.clone(),
            None => of_capacity().into_iter().collect(),
        },
    };
    (step, is_example)
}
