//! Picks a provider for each step, one after the other.

use std::collections::BTreeMap;

use model::{ActorId, Days, DependencyKind, RegionId, Service, ServiceId, StepDone, StepId};

use super::MAX_CANDIDATES;
use super::gaps::able;
use super::ground::{Ground, Plan};
use super::links::{Link, Place, link, wait_on};
use super::mapping::{StepCandidate, UncoveredStep};
use super::schedule::{Schedule, Task, Way};
use crate::Wait;
use crate::evidence::{processing_time, service_wait};

/// A provider for a step, with what choosing it means.
pub(super) struct Attempt<'a> {
    pub(super) place: Place<'a>,
    /// How the earlier steps hand over, in the order of [`model::ChainTemplate::incoming`];
    /// `None` where nobody is handed over or the earlier step has nobody.
    pub(super) links: Vec<Option<Link<'a>>>,
    /// The wait that decides when the step begins.
    pub(super) wait: Option<Wait>,
    pub(super) processing: Option<Wait>,
    pub(super) n_unknown: u8,
    n_unreached: usize,
    /// Rechtskreise that only the step or only the service names.
    n_differing_regimes: usize,
    task: Task,
    ends: u64,
}

impl<'a> Attempt<'a> {
    /// The order of choice among actors.
    fn key(&self) -> (usize, u8, u64, &'a ServiceId) {
        (self.n_unreached, self.n_unknown, self.ends, &self.place.service.id)
    }

    pub(super) fn uses_example_data(&self) -> bool {
        let times = [&self.wait, &self.processing];
        self.place.service.envelope.is_example()
            || times.into_iter().flatten().any(Wait::is_example)
    }

    fn candidate(&self) -> StepCandidate {
        StepCandidate {
            actor: self.place.service.actor.clone(),
            service: self.place.service.id.clone(),
            n_unreached: super::at_most_u16(self.n_unreached),
            n_unknown: self.n_unknown,
            ends: Days::from_minutes(self.ends),
        }
    }
}

/// What was decided about a step.
pub(super) struct ChosenStep<'a> {
    pub(super) provider: Result<Attempt<'a>, UncoveredStep>,
    pub(super) is_pinned: bool,
    pub(super) candidates: Vec<StepCandidate>,
    pub(super) n_candidates: usize,
}

/// All decisions.
pub(super) struct Choice<'a> {
    /// In the order of the template.
    pub(super) steps: Vec<ChosenStep<'a>>,
    pub(super) schedule: Schedule,
    /// Pins that no candidate answers to, by step.
    pub(super) ignored_pins: Vec<StepId>,
}

/// Chooses in topological order; see [`super::map_chain`] for the rule.
pub(super) fn choose<'a>(
    ground: &Ground<'_, 'a>,
    plan: &Plan<'_, 'a>,
    region: &RegionId,
    pins: &BTreeMap<StepId, ActorId>,
) -> Choice<'a> {
    let covers = ground.order.coverage(ground.index, region);
    let n_steps = plan.template.steps().len();
    let mut chooser = Chooser {
        ground,
        plan,
        chosen: (0..n_steps).map(|_| None).collect(),
        schedule: Schedule::new(n_steps),
    };
    for &step in plan.template.order() {
        let chosen = match able(ground, plan, step, &covers) {
            Ok(services) => chooser.pick(step, &services, pins),
            Err(uncovered) => ChosenStep {
                provider: Err(uncovered),
                is_pinned: false,
                candidates: Vec::new(),
                n_candidates: 0,
            },
        };
        chooser.schedule.add(step, chooser.task(step, &chosen));
        chooser.chosen[step] = Some(chosen);
    }
    let Chooser { chosen, schedule, .. } = chooser;
    // The order of a template has every step once.
    let steps: Vec<ChosenStep<'a>> = chosen.into_iter().flatten().collect();
    let is_kept = |id: &StepId| {
        plan.template.steps().iter().zip(&steps).any(|(row, step)| row.id == *id && step.is_pinned)
    };
    let ignored_pins = pins.keys().filter(|id| !is_kept(id)).cloned().collect();
    Choice { steps, schedule, ignored_pins }
}

struct Chooser<'c, 'g, 'p, 'a> {
    ground: &'c Ground<'g, 'a>,
    plan: &'c Plan<'p, 'a>,
    chosen: Vec<Option<ChosenStep<'a>>>,
    schedule: Schedule,
}

impl<'a> Chooser<'_, '_, '_, 'a> {
    /// Of services that can do the step, at least one: the best of each actor, then the best.
    fn pick(
        &self,
        step: usize,
        services: &[(usize, &'a Service)],
        pins: &BTreeMap<StepId, ActorId>,
    ) -> ChosenStep<'a> {
        let mut by_actor: BTreeMap<usize, Attempt<'a>> = BTreeMap::new();
        for &(rank, service) in services {
            let attempt = self.attempt(Place { step, rank, service });
            let key = |attempt: &Attempt<'a>| (attempt.n_differing_regimes, attempt.key());
            let is_best = by_actor.get(&rank).is_none_or(|known| key(&attempt) < key(known));
            if is_best {
                by_actor.insert(rank, attempt);
            }
        }
        let mut attempts: Vec<Attempt<'a>> = by_actor.into_values().collect();
        attempts.sort_by(|a, b| a.key().cmp(&b.key()));
        let candidates = attempts.iter().take(MAX_CANDIDATES).map(Attempt::candidate).collect();
        let n_candidates = attempts.len();
        let pin = pins.get(&self.plan.template.steps()[step].id);
        let pinned = pin.and_then(|pin| {
            attempts.iter().position(|attempt| attempt.place.service.actor == *pin)
        });
        let provider = Ok(attempts.swap_remove(pinned.unwrap_or(0)));
        ChosenStep { provider, is_pinned: pinned.is_some(), candidates, n_candidates }
    }

    fn attempt(&self, place: Place<'a>) -> Attempt<'a> {
        let Place { step, service, .. } = place;
        let index = self.ground.index;
        let is_over_later = self.plan.template.steps()[step].done == StepDone::Completion;
        let processing = is_over_later.then(|| processing_time(index, &service.id)).flatten();
        let (mut links, mut ways, mut waits) = (Vec::new(), Vec::new(), Vec::new());
        let mut prepared = None;
        for (earlier, dependency) in self.plan.template.incoming(step) {
            let link = self.link(earlier, dependency.kind, place);
            let wait = wait_on(self.ground, link, service);
            if dependency.kind.waits() {
                ways.push(Way { from: earlier, wait: minutes(wait.as_ref()) });
                waits.push(wait);
            } else {
                prepared = prepared.or(wait);
            }
            links.push(link);
        }
        if ways.is_empty() {
            waits.push(service_wait(index, &service.id).or(prepared));
        }
        let first_wait = if ways.is_empty() { minutes(waits[0].as_ref()) } else { 0 };
        let task = Task { ways, first_wait, processing: minutes(processing.as_ref()) };
        let (begins, decisive) = self.schedule.begin(&task);
        Attempt {
            place,
            n_unreached: links.iter().flatten().filter(|link| !link.leads()).count(),
            links,
            n_unknown: u8::from(waits.contains(&None))
                + u8::from(is_over_later && processing.is_none()),
            wait: waits.swap_remove(decisive.unwrap_or(0)),
            processing,
            n_differing_regimes: self.n_differing_regimes(step, service),
            ends: begins.saturating_add(task.processing),
            task,
        }
    }

    /// How people come from the step before; `None` if they are not handed over from anybody.
    fn link(&self, earlier: usize, kind: DependencyKind, to: Place<'a>) -> Option<Link<'a>> {
        if !kind.hands_over() {
            return None;
        }
        let from = self.chosen[earlier].as_ref()?.provider.as_ref().ok()?.place;
        Some(link(self.ground, self.plan, from, to))
    }

    fn n_differing_regimes(&self, step: usize, service: &Service) -> usize {
        let wanted = &self.plan.template.steps()[step].regimes;
        let only_service = service.regimes.iter().filter(|code| !wanted.contains(code)).count();
        let only_step = wanted.iter().filter(|code| !service.regimes.contains(code)).count();
        only_service + only_step
    }

    /// What a decided step takes in the lead time.
    fn task(&self, step: usize, chosen: &ChosenStep<'a>) -> Task {
        match &chosen.provider {
            Ok(attempt) if self.plan.template.steps()[step].optional => {
                attempt.task.clone().without_time()
            }
            Ok(attempt) => attempt.task.clone(),
            Err(_) => {
                let waiting = self.plan.template.incoming(step);
                let waiting = waiting.filter(|(_, dependency)| dependency.kind.waits());
                let ways = waiting.map(|(from, _)| Way { from, wait: 0 }).collect();
                Task { ways, ..Task::default() }
            }
        }
    }
}

fn minutes(wait: Option<&Wait>) -> u64 {
    wait.map_or(0, |wait| wait.days.minutes())
}
