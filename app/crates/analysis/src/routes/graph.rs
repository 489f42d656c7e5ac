//! A query as a digraph: who may hand over to whom, and what each step costs.

use model::{FieldCode, NetworkIndex, Service};

use super::cost::Key;
use super::search::Arcs;
use super::steps::{Arc, ArcKind, Step};
use super::{RouteCriterion, RouteGoal, RouteQuery, RouteStart};
use crate::ExclusionReason;
use crate::evidence::{handover_success, handover_wait, processing_time, service_wait};
use crate::referrals::{
    ActorOrder, Circumstances, MissingConfirmation, Referral, is_entry_point, referrals,
};

/// The arcs of a query with the steps behind them.
pub(super) struct RouteGraph<'a, 'q> {
    pub(super) index: &'q NetworkIndex<'a>,
    pub(super) order: &'q ActorOrder<'a>,
    pub(super) query: &'q RouteQuery,
    pub(super) circumstances: Circumstances<'q>,
    pub(super) covers: Vec<bool>,
    pub(super) referrals: Vec<Referral<'a>>,
    pub(super) arcs: Vec<Arc>,
    pub(super) steps: Vec<Step<'a>>,
}

impl<'a, 'q> RouteGraph<'a, 'q> {
    pub(super) fn new(
        index: &'q NetworkIndex<'a>,
        order: &'q ActorOrder<'a>,
        query: &'q RouteQuery,
    ) -> Self {
        let mut graph = Self {
            index,
            order,
            query,
            circumstances: Circumstances {
                status: query.status.as_ref(),
                group: query.target_group.as_ref(),
                language: query.language.as_ref(),
            },
            covers: order.coverage(index, &query.region),
            referrals: referrals(index, order),
            arcs: Vec::new(),
            steps: Vec::new(),
        };
        graph.add_starts();
        graph.add_handovers();
        graph
    }

    /// The node before every first contact.
    pub(super) fn source(&self) -> usize {
        self.order.len()
    }

    /// The best arc between each two nodes by one criterion.
    pub(super) fn arcs_by(&self, criterion: RouteCriterion) -> Arcs {
        self.arcs_where(|arc| Some(arc.cost.key(criterion)))
    }

    /// The best arc between each two nodes; arcs without a key are left out.
    pub(super) fn arcs_where(&self, key: impl Fn(&Arc) -> Option<Key>) -> Arcs {
        Arcs::new(self.source(), self.arcs.iter().filter_map(|arc| Some((arc, key(arc)?))))
    }

    /// Whether the query lets anybody be handed over to this actor.
    fn check_receiver(&self, rank: usize) -> Result<(), ExclusionReason> {
        if !self.covers[rank] {
            let covered = self.order.areas(self.index, rank);
            Err(ExclusionReason::NotCovering { covered })
        } else if self.query.avoid.contains(self.order.id(rank)) {
            Err(ExclusionReason::Avoided)
        } else {
            Ok(())
        }
    }

    /// Whether people may come to this service first.
    pub(super) fn check_entry(
        &self,
        rank: usize,
        service: &Service,
    ) -> Result<(), ExclusionReason> {
        self.circumstances.check_service(service).and_then(|()| self.check_receiver(rank))
    }

    /// A missing confirmation comes last: it is the reason only where all else fits.
    pub(super) fn check_handover(&self, referral: &Referral<'_>) -> Result<(), ExclusionReason> {
        self.circumstances.check_referral(referral)?;
        self.check_receiver(referral.to)?;
        match MissingConfirmation::of(referral.relation) {
            Some(missing) if self.query.only_confirmed => {
                Err(ExclusionReason::NotConfirmed(missing))
            }
            _ => Ok(()),
        }
    }

    /// The active services of an actor that take these people and lie in the field.
    pub(super) fn offers(&self, rank: usize, field: &FieldCode) -> Vec<&'a Service> {
        let mut services = self.order.services(self.index, rank);
        services.retain(|service| {
            service.fields.contains(field) && self.circumstances.check_service(service).is_ok()
        });
        services
    }

    fn add_starts(&mut self) {
        match &self.query.start {
            RouteStart::Anywhere => {
                for rank in 0..self.order.len() {
                    self.add_entries(rank);
                }
            }
            RouteStart::Actor(actor) => {
                if let Some(rank) = self.order.rank(actor) {
                    self.add_named_start(rank);
                }
            }
        }
    }

    fn add_entries(&mut self, rank: usize) {
        for service in self.order.services(self.index, rank) {
            if is_entry_point(service) && self.check_entry(rank, service).is_ok() {
                let reaches_goal = match &self.query.goal {
                    RouteGoal::Actor(goal) => goal == self.order.id(rank),
                    RouteGoal::Field(field) => service.fields.contains(field),
                };
                self.add_entry(rank, service, ArcKind::Inner);
                if reaches_goal {
                    self.add_entry(rank, service, ArcKind::Final);
                }
            }
        }
    }

    fn add_named_start(&mut self, rank: usize) {
        self.add(self.source(), rank, ArcKind::Inner, Step::Start);
        match &self.query.goal {
            RouteGoal::Actor(actor) if actor == self.order.id(rank) => {
                self.add(self.source(), rank, ArcKind::Final, Step::Start);
            }
            RouteGoal::Field(field) if self.covers[rank] => {
                for service in self.offers(rank, field) {
                    self.add_entry(rank, service, ArcKind::Final);
                }
            }
            RouteGoal::Actor(_) | RouteGoal::Field(_) => {}
        }
    }

    fn add_entry(&mut self, rank: usize, service: &'a Service, kind: ArcKind) {
        let wait = service_wait(self.index, &service.id);
        self.add(self.source(), rank, kind, Step::Entry { service, wait });
    }

    fn add_handovers(&mut self) {
        for idx in 0..self.referrals.len() {
            let referral = self.referrals[idx];
            if self.check_handover(&referral).is_ok() {
                self.add_handover(&referral, referral.service, ArcKind::Inner);
                for service in self.goal_services(&referral) {
                    self.add_handover(&referral, service, ArcKind::Final);
                }
            }
        }
    }

    /// The services with which a hand-over reaches the goal: the named one, or each that fits.
    fn goal_services(&self, referral: &Referral<'a>) -> Vec<Option<&'a Service>> {
        match (&self.query.goal, referral.service) {
            (RouteGoal::Actor(actor), _) if *actor != referral.relation.to => Vec::new(),
            (RouteGoal::Actor(_), service) => vec![service],
            (RouteGoal::Field(field), Some(service)) => {
                let in_field = Some(service).filter(|service| service.fields.contains(field));
                in_field.into_iter().map(Some).collect()
            }
            (RouteGoal::Field(field), None) => {
                self.offers(referral.to, field).into_iter().map(Some).collect()
            }
        }
    }

    /// Processing counts only where the route goes on from the receiver.
    fn add_handover(
        &mut self,
        referral: &Referral<'a>,
        service: Option<&'a Service>,
        kind: ArcKind,
    ) {
        let relation = referral.relation;
        let processing = match (kind, service) {
            (ArcKind::Inner, Some(service)) => processing_time(self.index, &service.id),
            (ArcKind::Inner, None) | (ArcKind::Final, _) => None,
        };
        let wait = handover_wait(self.index, &relation.id, service);
        let success = handover_success(self.index, &relation.id, service);
        let step = Step::Handover { relation, service, wait, processing, success };
        self.add(referral.from, referral.to, kind, step);
    }

    fn add(&mut self, tail: usize, head: usize, kind: ArcKind, step: Step<'a>) {
        self.arcs.push(Arc { tail, head, kind, cost: step.cost(), step: self.steps.len() });
        self.steps.push(step);
    }
}
