//! A query as a digraph: who may hand over to whom, and what each step costs.

use model::{FieldCode, NetworkIndex, Relation, Service};

use super::cost::Cost;
use super::search::{Arc, Arcs};
use super::{RouteGoal, RouteQuery, RouteStart};
use crate::evidence::{handover_wait, processing_time, service_wait};
use crate::referrals::{ActorOrder, Circumstances, Referral, is_entry_point, referrals};
use crate::{ExclusionReason, Wait};

/// What stands behind an arc.
pub(super) enum Step<'a> {
    /// The person is already there.
    Start,
    Entry {
        service: &'a Service,
        wait: Option<Wait>,
    },
    Handover {
        relation: &'a Relation,
        service: Option<&'a Service>,
        wait: Option<Wait>,
        processing: Option<Wait>,
    },
}

impl Step<'_> {
    fn cost(&self) -> Cost {
        match self {
            Self::Start => Cost::ZERO,
            Self::Entry { wait, .. } => Cost::of(wait.as_ref(), None),
            Self::Handover { wait, processing, .. } => Cost::of(wait.as_ref(), processing.as_ref()),
        }
    }
}

/// The arcs of a query with the steps behind them.
pub(super) struct RouteGraph<'a, 'q> {
    pub(super) index: &'q NetworkIndex<'a>,
    pub(super) order: &'q ActorOrder<'a>,
    pub(super) query: &'q RouteQuery,
    pub(super) circumstances: Circumstances<'q>,
    pub(super) covers: Vec<bool>,
    pub(super) referrals: Vec<Referral<'a>>,
    pub(super) arcs: Arcs,
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
            },
            covers: order.coverage(index, &query.region),
            referrals: referrals(index, order),
            arcs: Arcs::new(order.len()),
            steps: Vec::new(),
        };
        graph.add_starts();
        graph.add_handovers();
        graph
    }

    /// Whether the query lets anybody be handed over to this actor.
    pub(super) fn check_receiver(&self, rank: usize) -> Result<(), ExclusionReason> {
        if !self.covers[rank] {
            Err(ExclusionReason::NotCovering)
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

    pub(super) fn check_handover(&self, referral: &Referral<'_>) -> Result<(), ExclusionReason> {
        self.circumstances.check_referral(referral).and_then(|()| self.check_receiver(referral.to))
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
                self.add_entry(rank, service, &Ends::of(self.query, self.order.id(rank), service));
            }
        }
    }

    fn add_named_start(&mut self, rank: usize) {
        let source = self.arcs.source();
        let arc = self.step(Step::Start);
        self.arcs.add_inner(source, rank, arc);
        match &self.query.goal {
            RouteGoal::Actor(actor) if actor == self.order.id(rank) => {
                self.arcs.add_final(source, rank, arc);
            }
            RouteGoal::Field(field) if self.covers[rank] => {
                for service in self.offers(rank, field) {
                    self.add_entry(rank, service, &Ends::Only);
                }
            }
            RouteGoal::Actor(_) | RouteGoal::Field(_) => {}
        }
    }

    fn add_entry(&mut self, rank: usize, service: &'a Service, ends: &Ends) {
        let wait = service_wait(self.index, &service.id);
        let arc = self.step(Step::Entry { service, wait });
        let source = self.arcs.source();
        if *ends != Ends::Only {
            self.arcs.add_inner(source, rank, arc);
        }
        if *ends != Ends::Never {
            self.arcs.add_final(source, rank, arc);
        }
    }

    fn add_handovers(&mut self) {
        for idx in 0..self.referrals.len() {
            let referral = self.referrals[idx];
            if self.check_handover(&referral).is_ok() {
                self.add_inner_handover(&referral);
                self.add_final_handover(&referral);
            }
        }
    }

    /// The route goes on from the receiver, so its processing counts.
    fn add_inner_handover(&mut self, referral: &Referral<'a>) {
        let Referral { relation, service, .. } = *referral;
        let wait = handover_wait(self.index, &relation.id, service);
        let processing = service.and_then(|service| processing_time(self.index, &service.id));
        let arc = self.step(Step::Handover { relation, service, wait, processing });
        self.arcs.add_inner(referral.from, referral.to, arc);
    }

    /// The route ends at the receiver, if that is the goal.
    fn add_final_handover(&mut self, referral: &Referral<'a>) {
        let service = match &self.query.goal {
            RouteGoal::Actor(actor) if *actor == referral.relation.to => referral.service,
            RouteGoal::Actor(_) => return,
            RouteGoal::Field(field) => match self.service_in_field(referral, field) {
                Some(service) => Some(service),
                None => return,
            },
        };
        let relation = referral.relation;
        let wait = handover_wait(self.index, &relation.id, service);
        let arc = self.step(Step::Handover { relation, service, wait, processing: None });
        self.arcs.add_final(referral.from, referral.to, arc);
    }

    /// The named service if it lies in the field; without a name the receiver's service with the
    /// shortest known wait, ties by id.
    fn service_in_field(&self, referral: &Referral<'a>, field: &FieldCode) -> Option<&'a Service> {
        match referral.service {
            Some(service) => service.fields.contains(field).then_some(service),
            None => self.offers(referral.to, field).into_iter().min_by_key(|service| {
                Cost::of(service_wait(self.index, &service.id).as_ref(), None)
            }),
        }
    }

    fn step(&mut self, step: Step<'a>) -> Arc {
        let arc = Arc { cost: step.cost(), step: self.steps.len() };
        self.steps.push(step);
        arc
    }
}

/// Whether a route may end with an entry.
#[derive(PartialEq, Eq)]
enum Ends {
    Never,
    Also,
    Only,
}

impl Ends {
    fn of(query: &RouteQuery, actor: &model::ActorId, service: &Service) -> Self {
        let reaches_goal = match &query.goal {
            RouteGoal::Actor(goal) => goal == actor,
            RouteGoal::Field(field) => service.fields.contains(field),
        };
        if reaches_goal { Self::Also } else { Self::Never }
    }
}
