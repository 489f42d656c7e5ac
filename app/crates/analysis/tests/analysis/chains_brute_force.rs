//! Lead times against every way through the chain, choices against their rule.

use std::fmt::Write as _;

use analysis::{ChainMapping, StepOutcome, StepProvider, StepTransitionState};
use model::{
    ActorId, ChainTemplate, EntityRef, Layer, Metric, Network, NetworkIndex, Service, Statistic,
    StepDone,
};

use crate::chain_fixture::{mapped, template};
use crate::fixture::reversed;
use crate::random::{Random, random_network};

/// Up to eight steps over the three fields of the random networks.
fn random_template(seed: u64) -> ChainTemplate {
    let mut random = Random::new(seed.wrapping_add(77));
    let n_steps = 1 + random.below(8);
    let mut text = String::new();
    for step in 0..n_steps {
        write!(text, "step t{step}; fields f{}", random.below(3)).unwrap();
        if random.one_in(5) {
            text.push_str("; optional");
        }
        if random.one_in(5) {
            text.push_str("; done start");
        }
        if step + 1 == n_steps || random.one_in(4) {
            text.push_str("; goal");
        }
        text.push('\n');
        for earlier in 0..step {
            if random.one_in(2) {
                let kind = ["after", "after", "prepared", "blocked"]
                    [usize::try_from(random.below(4)).unwrap()];
                writeln!(text, "t{step} {kind} t{earlier}").unwrap();
            }
        }
    }
    template(&text)
}

/// The rules of times once more, as simply as possible.
struct Naive<'a> {
    index: NetworkIndex<'a>,
    template: &'a ChainTemplate,
    mapping: &'a ChainMapping,
}

impl<'a> Naive<'a> {
    fn new(network: &'a Network, template: &'a ChainTemplate, mapping: &'a ChainMapping) -> Self {
        Self { index: NetworkIndex::new(network), template, mapping }
    }

    fn median(&self, entity: &EntityRef, metric: Metric) -> Option<u64> {
        Some(self.index.newest(entity, metric, Statistic::Median)?.as_days()?.minutes())
    }

    fn provider(&self, step: usize) -> Option<&'a StepProvider> {
        match &self.mapping.steps[step].outcome {
            StepOutcome::Provided(provider) => Some(provider),
            StepOutcome::Uncovered(_) => None,
        }
    }

    /// Known minutes that a step takes by itself.
    fn processing(&self, step: usize) -> u64 {
        let row = &self.template.steps()[step];
        let counts = !row.optional && row.done == StepDone::Completion;
        let provider = self.provider(step).filter(|_| counts);
        let service = provider.map(|provider| EntityRef::Service(provider.service.clone()));
        service.and_then(|id| self.median(&id, Metric::ProcessingTime)).unwrap_or(0)
    }

    /// Minutes between an earlier step and this one; `None` for the first wait.
    fn wait(&self, step: usize, earlier: Option<usize>) -> Option<u64> {
        let provider = self.provider(step)?;
        let service = self.index.service(&provider.service)?;
        let at_service = self.median(&EntityRef::Service(service.id.clone()), Metric::WaitingTime);
        let Some(earlier) = earlier else {
            let mut prepared = self.template.incoming(step).map(|(idx, _)| idx);
            return at_service
                .or_else(|| prepared.find_map(|idx| self.on_referral(idx, step, service)));
        };
        self.on_referral(earlier, step, service).or(at_service)
    }

    fn on_referral(&self, earlier: usize, step: usize, service: &Service) -> Option<u64> {
        let rows = self.template.steps();
        let transition = self
            .mapping
            .transitions
            .iter()
            .find(|row| row.from == rows[earlier].id && row.to == rows[step].id)?;
        if transition.state != StepTransitionState::Passable {
            return None;
        }
        let relation = self.index.relation(transition.relation.as_ref()?)?;
        let is_meant = relation.service.as_ref().is_none_or(|named| *named == service.id);
        let entity = EntityRef::Relation(relation.id.clone());
        is_meant.then(|| self.median(&entity, Metric::WaitingTime)).flatten()
    }

    /// The longest way that ends with this step, by walking back along every one.
    fn longest(&self, step: usize) -> u64 {
        let counts = |minutes: Option<u64>| {
            if self.template.steps()[step].optional { 0 } else { minutes.unwrap_or(0) }
        };
        let ways = self.template.incoming(step).filter(|(_, row)| row.kind.waits());
        let before = ways
            .map(|(earlier, _)| self.longest(earlier) + counts(self.wait(step, Some(earlier))))
            .max();
        before.unwrap_or_else(|| counts(self.wait(step, None))) + self.processing(step)
    }

    /// Earlier actors from whom no passable referral leads to an actor.
    fn n_unreached(&self, step: usize, actor: &ActorId) -> usize {
        let reaches = |from: &ActorId| {
            from == actor
                || self.index.network.relations.iter().any(|row| {
                    let named = row.service.as_ref().map(|id| self.index.service(id).unwrap());
                    row.kind.layer() == Layer::Flow
                        && row.from == *from
                        && row.to == *actor
                        && row.status.is_passable()
                        && named.is_none_or(|service| service.actor == row.to)
                })
        };
        let earlier = self.template.incoming(step).filter(|(_, row)| row.kind.hands_over());
        earlier
            .filter_map(|(idx, _)| self.provider(idx))
            .filter(|provider| !reaches(&provider.actor))
            .count()
    }
}

#[test]
fn lead_time_equals_the_longest_of_all_ways() {
    let mut n_long = 0;
    for seed in 0..2000 {
        let (network, template) = (random_network(seed), random_template(seed));
        let mapping = mapped(&network, &template);
        let naive = Naive::new(&network, &template, &mapping);
        let goals = (0..template.steps().len()).filter(|&idx| template.steps()[idx].goal);
        let longest = goals.map(|goal| naive.longest(goal)).max().unwrap();
        let time = &mapping.lead_time;
        assert_eq!(time.known.minutes(), longest, "seed {seed}");
        assert_eq!(time.waiting + time.processing, time.known, "seed {seed}");
        for (idx, step) in mapping.steps.iter().enumerate() {
            assert_eq!(step.ends.minutes(), naive.longest(idx), "seed {seed}, {}", step.step);
            assert!(!step.is_critical || step.slack.is_some_and(|slack| slack.minutes() == 0));
        }
        n_long += usize::from(time.critical.len() > 2);
    }
    assert!(n_long > 300, "only {n_long} chains are long enough to test anything");
}

#[test]
fn slack_is_how_much_longer_a_step_may_take() {
    for seed in 0..300 {
        let (mut network, template) = (random_network(seed), random_template(seed));
        let mapping = mapped(&network, &template);
        let step = &mapping.steps[usize::try_from(seed).unwrap() % mapping.steps.len()];
        let (Some(slack), StepOutcome::Provided(provider)) = (step.slack, &step.outcome) else {
            continue;
        };
        let is_alone = |other: &&analysis::StepMapping| matches!(&other.outcome, StepOutcome::Provided(p) if p.service == provider.service);
        let row = template.steps().iter().find(|row| row.id == step.step).unwrap();
        if row.optional
            || row.done == StepDone::Start
            || mapping.steps.iter().filter(is_alone).count() > 1
        {
            continue;
        }
        let entity = EntityRef::Service(provider.service.clone());
        let mut observed = network.observations.iter_mut();
        let Some(observation) =
            observed.find(|o| o.entity == entity && o.metric == Metric::ProcessingTime)
        else {
            continue;
        };
        let minutes = provider.processing.as_ref().unwrap().days.minutes() + slack.minutes();
        let thousandths = i64::try_from(minutes * 1000 / 1440).unwrap();
        observation.value = model::Decimal::from_thousandths(thousandths);
        let slower = mapped(&network, &template);
        if crate::chain_fixture::providers(&slower) == crate::chain_fixture::providers(&mapping) {
            assert_eq!(slower.lead_time.known, mapping.lead_time.known, "seed {seed}");
        }
    }
}

#[test]
fn choices_follow_their_rule() {
    let mut n_with_choice = 0;
    for seed in 0..1000 {
        let (network, template) = (random_network(seed), random_template(seed));
        let mapping = mapped(&network, &template);
        let naive = Naive::new(&network, &template, &mapping);
        for (idx, step) in mapping.steps.iter().enumerate() {
            let Some(provider) = naive.provider(idx) else { continue };
            assert_eq!(step.candidates[0].service, provider.service, "seed {seed}");
            for candidate in &step.candidates {
                let n_unreached = naive.n_unreached(idx, &candidate.actor);
                assert_eq!(usize::from(candidate.n_unreached), n_unreached, "seed {seed}");
            }
            let key = |c: &analysis::StepCandidate| {
                (c.n_unreached, c.n_unknown, c.ends, c.service.clone())
            };
            assert!(step.candidates.is_sorted_by_key(key), "seed {seed}");
            n_with_choice += usize::from(step.candidates.len() > 1);
        }
    }
    assert!(n_with_choice > 500, "only {n_with_choice} steps have a choice");
}

#[test]
fn order_of_the_tables_does_not_matter() {
    for seed in 0..300 {
        let (network, template) = (random_network(seed), random_template(seed));
        assert_eq!(mapped(&network, &template), mapped(&reversed(&network), &template));
    }
}
