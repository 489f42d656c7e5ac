//! From a path of ranks to a route with its evidence.

use model::{Days, Service};

use super::cost::changes_regime;
use super::graph::RouteGraph;
use super::search::Path;
use super::steps::Step;
use super::{EntryStep, Leg, Route};
use crate::evidence::HandoverSuccess;
use crate::referrals::Circumstances;
use crate::{Share, Wait};

/// Dresses a path that a search found in this graph.
pub(super) fn route(graph: &RouteGraph<'_, '_>, path: &Path) -> Route {
    let mut draft = Draft::new(graph.circumstances);
    for &step in &path.steps {
        draft.add(&graph.steps[step]);
    }
    let mut route = draft.finish();
    let touches_example = |rank: &usize| {
        graph.index.actor(graph.order.id(*rank)).is_some_and(|actor| actor.envelope.is_example())
    };
    route.uses_example_data |= path.nodes.iter().any(touches_example);
    route
}

/// One, in the unit of a [`Draft`]'s product of shares.
const SURE: u128 = 1_000_000_000_000_000_000;

struct Draft<'q> {
    circumstances: Circumstances<'q>,
    entry: Option<EntryStep>,
    legs: Vec<Leg>,
    total_known: Days,
    n_unknown: usize,
    /// The product of all known shares, see [`SURE`].
    success: u128,
    n_regime_changes: usize,
    n_unstated_languages: usize,
    uses_example_data: bool,
}

impl<'q> Draft<'q> {
    fn new(circumstances: Circumstances<'q>) -> Self {
        Self {
            circumstances,
            entry: None,
            legs: Vec::new(),
            total_known: Days::ZERO,
            n_unknown: 0,
            success: SURE,
            n_regime_changes: 0,
            n_unstated_languages: 0,
            uses_example_data: false,
        }
    }

    fn add(&mut self, step: &Step<'_>) {
        match step {
            Step::Start => {}
            Step::Entry { service, wait } => {
                self.count(wait.as_ref(), None, Some(service));
                self.entry = Some(EntryStep {
                    actor: service.actor.clone(),
                    service: service.id.clone(),
                    wait: wait.clone(),
                    is_language_stated: self.circumstances.is_language_stated(Some(service)),
                });
            }
            Step::Handover { relation, service, wait, processing, success } => {
                self.count(wait.as_ref(), processing.as_ref(), *service);
                self.count_success(success);
                self.uses_example_data |= relation.envelope.is_example();
                self.n_regime_changes += usize::from(changes_regime(relation));
                self.legs.push(Leg {
                    relation: relation.id.clone(),
                    from: relation.from.clone(),
                    to: relation.to.clone(),
                    service: service.map(|service| service.id.clone()),
                    wait: wait.clone(),
                    processing: processing.clone(),
                    success: success.clone(),
                    regime_from: relation.regime_from.clone(),
                    regime_to: relation.regime_to.clone(),
                    is_language_stated: self.circumstances.is_language_stated(*service),
                });
            }
        }
    }

    fn count(&mut self, wait: Option<&Wait>, processing: Option<&Wait>, service: Option<&Service>) {
        self.n_unknown += usize::from(wait.is_none());
        for time in [wait, processing].into_iter().flatten() {
            self.total_known = self.total_known + time.days;
            self.uses_example_data |= time.is_example();
        }
        let is_stated = self.circumstances.is_language_stated(service);
        self.n_unstated_languages += usize::from(is_stated == Some(false));
        self.uses_example_data |= service.is_some_and(|service| service.envelope.is_example());
    }

    fn count_success(&mut self, success: &HandoverSuccess) {
        for permille in success.factors() {
            self.success = (self.success * u128::from(permille) + 500) / 1000;
        }
        self.uses_example_data |= success.shares().any(Share::is_example);
    }

    /// Without a hand-over nothing can go wrong; without any share nothing is known.
    fn success_permille(&self) -> Option<u16> {
        let observed = self.legs.iter().any(|leg| leg.success.shares().next().is_some());
        let permille = u16::try_from((self.success * 1000 + SURE / 2) / SURE).ok()?;
        (observed || self.legs.is_empty()).then_some(permille)
    }

    fn finish(self) -> Route {
        let end_service = match (self.legs.last(), &self.entry) {
            (Some(leg), _) => leg.service.clone(),
            (None, Some(entry)) => Some(entry.service.clone()),
            (None, None) => None,
        };
        let unknown_success = self.legs.iter().filter(|leg| !leg.success.is_known()).count();
        Route {
            total_known: self.total_known,
            unknown_legs: at_most_u8(self.n_unknown),
            success_permille: self.success_permille(),
            unknown_success: at_most_u8(unknown_success),
            handovers: at_most_u8(self.legs.len()),
            regime_changes: at_most_u8(self.n_regime_changes),
            unstated_languages: at_most_u8(self.n_unstated_languages),
            uses_example_data: self.uses_example_data,
            end_service,
            entry: self.entry,
            legs: self.legs,
        }
    }
}

pub(super) fn at_most_u8(count: usize) -> u8 {
    u8::try_from(count).unwrap_or(u8::MAX)
}
