//! How one actor hands over to another.

use model::{Relation, RelationKind, Service};

use super::ground::{Ground, Plan};
use crate::Wait;
use crate::evidence::{handover_wait, service_wait};

/// What leads from the actor of an earlier step to that of a later one.
#[derive(Clone, Copy)]
pub(super) enum Link<'a> {
    /// Nobody is handed over.
    SameActor,
    Passable(&'a Relation),
    /// Planned, disturbed or ended.
    OnPaper(&'a Relation),
    /// Nothing but, perhaps, the statement that something should be there.
    Missing(Option<&'a Relation>),
}

impl Link<'_> {
    /// Whether people come along today.
    pub(super) fn leads(self) -> bool {
        matches!(self, Self::SameActor | Self::Passable(_))
    }
}

/// Where a step is done, or might be.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) step: usize,
    pub(super) rank: usize,
    pub(super) service: &'a Service,
}

/// The best that leads from one place to another for the people of the plan.
///
/// Passable before on paper before expected; then what names the receiving service before what
/// names none before what names another of the same actor; then by id. A relation may take the
/// status of either step, because it may change on the way.
pub(super) fn link<'a>(
    ground: &Ground<'_, 'a>,
    plan: &Plan<'_, 'a>,
    from: Place<'a>,
    to: Place<'a>,
) -> Link<'a> {
    if from.rank == to.rank {
        return Link::SameActor;
    }
    let statuses = [plan.statuses[from.step], plan.statuses[to.step]];
    let takes = |relation: &&&Relation| {
        statuses.iter().any(|status| relation.accepts_status(*status))
            && plan.takes_group(|group| relation.accepts_group(group))
    };
    let between = ground.between(from.rank, to.rank).iter().filter(takes);
    let best = between.min_by_key(|relation| (standing(relation), fit(relation, to.service)));
    match best {
        None => Link::Missing(None),
        Some(relation) => match standing(relation) {
            Standing::Passable => Link::Passable(relation),
            Standing::OnPaper => Link::OnPaper(relation),
            Standing::Expected => Link::Missing(Some(relation)),
        },
    }
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Standing {
    Passable,
    OnPaper,
    Expected,
}

fn standing(relation: &Relation) -> Standing {
    if relation.kind == RelationKind::ExpectedRelation {
        Standing::Expected
    } else if relation.status.is_passable() {
        Standing::Passable
    } else {
        Standing::OnPaper
    }
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    Service,
    Actor,
    OtherService,
}

fn fit(relation: &Relation, service: &Service) -> Fit {
    match &relation.service {
        Some(named) if *named == service.id => Fit::Service,
        None => Fit::Actor,
        Some(_) => Fit::OtherService,
    }
}

/// How long one waits at a service when coming this way.
pub(super) fn wait_on(
    ground: &Ground<'_, '_>,
    link: Option<Link<'_>>,
    service: &Service,
) -> Option<Wait> {
    match link {
        Some(Link::Passable(relation)) if fit(relation, service) != Fit::OtherService => {
            handover_wait(ground.index, &relation.id, Some(service))
        }
        _ => service_wait(ground.index, &service.id),
    }
}
