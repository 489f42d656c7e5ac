//! Engste Stellen: what no more people get through to, because the narrowest place is full.

use std::collections::{BTreeMap, BTreeSet};

use model::{ActorId, Cases, FieldCode, NetworkIndex, ObservationId, ServiceId};
use serde::{Deserialize, Serialize};

use crate::load::TIGHT_PERMILLE;
use crate::volumes::plus;
use crate::{FlowQuery, ServiceLoad, Throughput, flow_to_field};

/// Services that together let through all who get to some fields, and are nearly full.
///
/// Capacity anywhere else brings nobody more to these fields (max-flow is min-cut, Ford and
/// Fulkerson 1956).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NarrowPlace {
    /// By code.
    pub fields: Vec<FieldCode>,
    /// By id.
    pub services: Vec<ServiceId>,
    /// Of the services, by id.
    pub actors: Vec<ActorId>,
    pub throughput_per_month: Cases,
    /// What arrives at these services, whatever it comes for.
    pub arrivals_per_month: Cases,
    /// Arrivals per throughput in thousandths, rounded down.
    pub utilisation_permille: u32,
    /// The observations behind both.
    pub evidence: Vec<ObservationId>,
    pub uses_example_data: bool,
}

/// The narrowest places of all fields; one that holds up several fields is there once.
///
/// Left out where the arrivals of one of its services are not known: then nobody can say how full
/// the place is.
pub(super) fn narrow_places(index: &NetworkIndex<'_>, loads: &[ServiceLoad]) -> Vec<NarrowPlace> {
    let loads: BTreeMap<&ServiceId, &ServiceLoad> =
        loads.iter().map(|load| (&load.service, load)).collect();
    let services = index.network.services.iter();
    let fields: BTreeSet<&FieldCode> = services.flat_map(|service| &service.fields).collect();
    let mut places: BTreeMap<Vec<ServiceId>, NarrowPlace> = BTreeMap::new();
    for field in fields {
        let query =
            FlowQuery { field: field.clone(), region: None, status: None, target_group: None };
        let Ok(flow) = flow_to_field(index, &query) else { continue };
        let Throughput::AtMost(throughput) = flow.throughput else { continue };
        let services: Vec<ServiceId> = flow.narrowest.into_iter().map(|row| row.service).collect();
        if let Some(known) = places.get_mut(&services) {
            known.fields.push(field.clone());
        } else if let Some(place) = place(field, &services, throughput, &loads) {
            places.insert(services, place);
        }
    }
    places.into_values().collect()
}

fn place(
    field: &FieldCode,
    services: &[ServiceId],
    throughput: Cases,
    loads: &BTreeMap<&ServiceId, &ServiceLoad>,
) -> Option<NarrowPlace> {
    let loads: Vec<&ServiceLoad> =
        services.iter().map(|id| loads.get(id).copied()).collect::<Option<_>>()?;
    let arrivals =
        loads.iter().fold(Cases::default(), |sum, load| plus(sum, load.arrivals_per_month));
    let (arriving, passing) = (arrivals.0.thousandths(), throughput.0.thousandths());
    let utilisation = (i128::from(arriving) * 1000).checked_div(i128::from(passing))?;
    let utilisation_permille = u32::try_from(utilisation).unwrap_or(u32::MAX);
    if utilisation_permille < TIGHT_PERMILLE {
        return None;
    }
    let actors: BTreeSet<&ActorId> = loads.iter().map(|load| &load.actor).collect();
    let evidence: BTreeSet<&ObservationId> = loads.iter().flat_map(|load| &load.evidence).collect();
    Some(NarrowPlace {
        fields: vec![field.clone()],
        services: services.to_vec(),
        actors: actors.into_iter().cloned().collect(),
        throughput_per_month: throughput,
        arrivals_per_month: arrivals,
        utilisation_permille,
        evidence: evidence.into_iter().cloned().collect(),
        uses_example_data: loads.iter().any(|load| load.uses_example_data),
    })
}
