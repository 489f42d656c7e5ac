//! Why a step has nobody.

use model::{Service, ServiceStatus};

use super::MAX_NEAR_PROVIDERS;
use super::ground::{Ground, Plan};
use super::mapping::{NearProvider, UncoveredReason, UncoveredStep};

/// A rule that a service must keep to do a step for somebody.
type Rule<'r> = &'r dyn Fn(&(usize, &Service)) -> bool;

/// The services that can do a step in one Kommune, or why there is none.
///
/// Rules are applied one after the other: active, for this Kommune, for this status, for these
/// groups. The first that leaves nothing is the reason, and those it took away are near.
pub(super) fn able<'a>(
    ground: &Ground<'_, 'a>,
    plan: &Plan<'_, 'a>,
    step: usize,
    covers: &[bool],
) -> Result<Vec<(usize, &'a Service)>, UncoveredStep> {
    let status = plan.statuses[step];
    let rules: [(UncoveredReason, Rule<'_>); 4] = [
        (UncoveredReason::NotActive, &|(_, service)| service.status == ServiceStatus::Active),
        (UncoveredReason::OtherKommunen, &|(rank, _)| covers[*rank]),
        (UncoveredReason::OtherStatus, &|(_, service)| service.accepts_status(status)),
        (UncoveredReason::OtherGroup, &|(_, service)| {
            plan.takes_group(|group| service.accepts_group(group))
        }),
    ];
    let mut left = plan.services[step].clone();
    if left.is_empty() {
        return Err(UncoveredStep { reason: UncoveredReason::NobodyOffers, near: Vec::new() });
    }
    for (reason, rule) in rules {
        let kept: Vec<_> = left.iter().copied().filter(rule).collect();
        if kept.is_empty() {
            return Err(UncoveredStep { reason, near: near(ground, &left) });
        }
        left = kept;
    }
    Ok(left)
}

fn near(ground: &Ground<'_, '_>, services: &[(usize, &Service)]) -> Vec<NearProvider> {
    let provider = |&(rank, service): &(usize, &Service)| NearProvider {
        actor: ground.order.id(rank).clone(),
        service: service.id.clone(),
    };
    services.iter().take(MAX_NEAR_PROVIDERS).map(provider).collect()
}
