//! Changes of the tables.

use model::{
    ActorId, Cases, Days, Decimal, EntityRef, Fte, Metric, Network, RelationStatus, Service,
    ServiceId, ServiceStatus, Statistic, Unit,
};

use super::{Change, ScenarioError, WaitSubject, made};

/// Makes one change.
///
/// # Errors
/// [`ScenarioError`] when it names what is not there, or its number makes no sense.
pub(super) fn change(network: &mut Network, change: &Change) -> Result<(), ScenarioError> {
    match change {
        Change::CloseActor { actor } => close_actor(network, actor),
        Change::CloseService { service } => {
            service_mut(network, service)?.status = ServiceStatus::Defunct;
            Ok(())
        }
        Change::AddCapacity { service, units } => add_capacity(network, service, *units),
        Change::AddPost { actor, fte } => add_post(network, actor, *fte),
        Change::AddRelation { from, to, service } => add_relation(network, from, to, service),
        Change::SetWait { subject, days } => set_wait(network, subject, *days),
        Change::SetArrivals { service, per_month } => set_arrivals(network, service, *per_month),
    }
}

fn close_actor(network: &mut Network, actor: &ActorId) -> Result<(), ScenarioError> {
    known_actor(network, actor)?;
    for service in network.services.iter_mut().filter(|service| service.actor == *actor) {
        service.status = ServiceStatus::Defunct;
    }
    let relations = network.relations.iter_mut();
    for relation in relations.filter(|row| row.from == *actor || row.to == *actor) {
        relation.status = RelationStatus::Discontinued;
    }
    Ok(())
}

fn add_capacity(
    network: &mut Network,
    id: &ServiceId,
    units: Decimal,
) -> Result<(), ScenarioError> {
    let service = service_mut(network, id)?;
    let capacity =
        service.capacity.as_mut().ok_or_else(|| ScenarioError::NoCapacity(id.clone()))?;
    let sum = capacity.value.thousandths().checked_add(units.thousandths());
    let sum = sum.ok_or(ScenarioError::TooLarge)?;
    if sum <= 0 {
        return Err(ScenarioError::CapacityNotAboveZero(id.clone()));
    }
    capacity.value = Decimal::from_thousandths(sum);
    Ok(())
}

fn add_post(network: &mut Network, actor: &ActorId, fte: Fte) -> Result<(), ScenarioError> {
    known_actor(network, actor)?;
    let working = working_hundredths(network, actor);
    if working == 0 {
        return Err(ScenarioError::NoPosts(actor.clone()));
    }
    let mut is_scaled = false;
    for service in network.services.iter_mut().filter(|service| service.actor == *actor) {
        if let Some(capacity) = &mut service.capacity {
            let value = i128::from(capacity.value.thousandths());
            let scaled = (value * (working + i128::from(fte.hundredths())) + working / 2) / working;
            let scaled = i64::try_from(scaled).ok().ok_or(ScenarioError::TooLarge)?;
            capacity.value = Decimal::from_thousandths(scaled);
            is_scaled = true;
        }
    }
    if !is_scaled {
        return Err(ScenarioError::NothingToScale(actor.clone()));
    }
    let post = made::post(network, actor, fte);
    network.posts.extend(post);
    Ok(())
}

/// Hundredths of full-time equivalents that work at an actor: posts with their workplace (else
/// their employer) there, without what is vacant. Posts of unknown size do not count.
fn working_hundredths(network: &Network, actor: &ActorId) -> i128 {
    let here = network
        .posts
        .iter()
        .filter(|post| post.workplace.as_ref().unwrap_or(&post.employer) == actor);
    here.filter_map(|post| {
        let vacant = post.vacant_fte.map_or(0, Fte::hundredths);
        Some(i128::from(post.fte?.hundredths().saturating_sub(vacant)))
    })
    .sum()
}

fn add_relation(
    network: &mut Network,
    from: &ActorId,
    to: &ActorId,
    service: &ServiceId,
) -> Result<(), ScenarioError> {
    known_actor(network, from)?;
    known_actor(network, to)?;
    if from == to {
        return Err(ScenarioError::SelfReferral(from.clone()));
    }
    if service_mut(network, service)?.actor != *to {
        return Err(ScenarioError::ForeignService { service: service.clone(), actor: to.clone() });
    }
    let relation = made::relation(network, (from, to), service);
    network.relations.extend(relation);
    Ok(())
}

fn set_wait(
    network: &mut Network,
    subject: &WaitSubject,
    days: Decimal,
) -> Result<(), ScenarioError> {
    let entity = match subject {
        WaitSubject::Service(id) => {
            EntityRef::Service(service_mut(network, id).map(|service| service.id.clone())?)
        }
        WaitSubject::Relation(id) => {
            if !network.relations.iter().any(|relation| relation.id == *id) {
                return Err(ScenarioError::UnknownRelation(id.clone()));
            }
            EntityRef::Relation(id.clone())
        }
    };
    if days.is_negative() {
        return Err(ScenarioError::Negative(days));
    }
    Days::from_decimal(days).ok_or(ScenarioError::TooLarge)?;
    made::set_observation(
        network,
        &entity,
        Metric::WaitingTime,
        (days, Unit::Days, Statistic::Median),
    );
    Ok(())
}

fn set_arrivals(
    network: &mut Network,
    service: &ServiceId,
    per_month: Cases,
) -> Result<(), ScenarioError> {
    let entity = EntityRef::Service(service_mut(network, service)?.id.clone());
    if per_month.0.is_negative() {
        return Err(ScenarioError::Negative(per_month.0));
    }
    made::set_observation(
        network,
        &entity,
        Metric::Arrivals,
        (per_month.0, Unit::CasesPerMonth, Statistic::Mean),
    );
    Ok(())
}

fn known_actor(network: &Network, actor: &ActorId) -> Result<(), ScenarioError> {
    let is_known = network.actors.iter().any(|known| known.id == *actor);
    if is_known { Ok(()) } else { Err(ScenarioError::UnknownActor(actor.clone())) }
}

fn service_mut<'n>(
    network: &'n mut Network,
    id: &ServiceId,
) -> Result<&'n mut Service, ScenarioError> {
    let mut services = network.services.iter_mut();
    services
        .find(|service| service.id == *id)
        .ok_or_else(|| ScenarioError::UnknownService(id.clone()))
}
