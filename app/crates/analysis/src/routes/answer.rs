//! From a path of ranks to a route with its evidence.

use model::{Days, RelationKind, Service};

use super::graph::{RouteGraph, Step};
use super::{EntryStep, Leg, Route};
use crate::Wait;

/// Dresses a path (ranks without the source) that `search` found in this graph.
pub(super) fn route(graph: &RouteGraph<'_, '_>, path: &[usize]) -> Route {
    let mut draft = Draft::default();
    let mut tail = graph.arcs.source();
    for (position, &head) in path.iter().enumerate() {
        let arc = if position + 1 == path.len() {
            graph.arcs.final_arc(tail, head)
        } else {
            graph.arcs.inner_arc(tail, head)
        };
        if let Some(arc) = arc {
            draft.add(&graph.steps[arc.step]);
        }
        tail = head;
    }
    let mut route = draft.finish();
    let touches_example = |rank: &usize| {
        graph.index.actor(graph.order.id(*rank)).is_some_and(|actor| actor.envelope.is_example())
    };
    route.uses_example_data |= path.iter().any(touches_example);
    route
}

#[derive(Default)]
struct Draft {
    entry: Option<EntryStep>,
    legs: Vec<Leg>,
    total_known: Days,
    n_unknown: usize,
    n_regime_changes: usize,
    uses_example_data: bool,
}

impl Draft {
    fn add(&mut self, step: &Step<'_>) {
        match step {
            Step::Start => {}
            Step::Entry { service, wait } => {
                self.count(wait.as_ref(), None, Some(service));
                self.entry = Some(EntryStep {
                    actor: service.actor.clone(),
                    service: service.id.clone(),
                    wait: wait.clone(),
                });
            }
            Step::Handover { relation, service, wait, processing } => {
                self.count(wait.as_ref(), processing.as_ref(), *service);
                self.uses_example_data |= relation.envelope.is_example();
                let leg = Leg {
                    relation: relation.id.clone(),
                    from: relation.from.clone(),
                    to: relation.to.clone(),
                    service: service.map(|service| service.id.clone()),
                    wait: wait.clone(),
                    processing: processing.clone(),
                    regime_from: relation.regime_from.clone(),
                    regime_to: relation.regime_to.clone(),
                };
                let is_transition = relation.kind == RelationKind::LegalTransition;
                self.n_regime_changes += usize::from(is_transition || changes_regime(&leg));
                self.legs.push(leg);
            }
        }
    }

    fn count(&mut self, wait: Option<&Wait>, processing: Option<&Wait>, service: Option<&Service>) {
        self.n_unknown += usize::from(wait.is_none());
        for time in [wait, processing].into_iter().flatten() {
            self.total_known = self.total_known + time.days;
            self.uses_example_data |= time.is_example();
        }
        self.uses_example_data |= service.is_some_and(|service| service.envelope.is_example());
    }

    fn finish(self) -> Route {
        let end_service = match (self.legs.last(), &self.entry) {
            (Some(leg), _) => leg.service.clone(),
            (None, Some(entry)) => Some(entry.service.clone()),
            (None, None) => None,
        };
        Route {
            total_known: self.total_known,
            unknown_legs: at_most_u8(self.n_unknown),
            handovers: at_most_u8(self.legs.len()),
            regime_changes: at_most_u8(self.n_regime_changes),
            uses_example_data: self.uses_example_data,
            end_service,
            entry: self.entry,
            legs: self.legs,
        }
    }
}

/// Only what is stated counts: two known and different Rechtskreise.
fn changes_regime(leg: &Leg) -> bool {
    match (&leg.regime_from, &leg.regime_to) {
        (Some(from), Some(to)) => from != to,
        _ => false,
    }
}

fn at_most_u8(count: usize) -> u8 {
    u8::try_from(count).unwrap_or(u8::MAX)
}
