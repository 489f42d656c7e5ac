//! Integrationsketten: a template of steps mapped on one Kommune: who does each step, where
//! people are handed over and how, how long all of it takes and what holds it up.
//!
//! Start at [`map_chain`] and [`map_everywhere`]. `ground` gathers what does not depend on the
//! Kommune, `links` says how one actor hands over to another, `choice` picks the providers one
//! step after the other, `schedule` is the critical path, `gaps` says why a step has nobody.
//! `mapping` holds the results, `transitions` and `answer` fill them.
//!
//! Not here: the templates themselves ([`model::ChainBook`]).

mod answer;
mod choice;
mod gaps;
mod ground;
mod links;
mod mapping;
mod schedule;
mod transitions;

use std::collections::BTreeMap;

use model::{
    ActorId, ChainTemplate, NetworkIndex, RegionId, ResidenceStatusCode, StepId, TargetGroupCode,
};
use serde::{Deserialize, Serialize};

pub use mapping::{
    ChainMapping, HandoverCounts, LeadTime, NearProvider, RegionChain, StepCandidate, StepMapping,
    StepOutcome, StepProvider, StepRegimeChange, StepTransition, StepTransitionState,
    UncoveredReason, UncoveredStep,
};

use crate::dependence::municipalities;
use choice::{Choice, choose};
use ground::{Ground, Plan};

/// At most this many candidates of a step are listed, the best first.
pub const MAX_CANDIDATES: usize = 20;
/// At most this many near providers of an uncovered step are listed.
pub const MAX_NEAR_PROVIDERS: usize = 10;

/// What is known about those who go along a chain, beyond what its template says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChainPeople {
    /// Residence status at the start, instead of the template's. A step that names a status of
    /// its own keeps it.
    pub status: Option<ResidenceStatusCode>,
    /// Groups they belong to, besides those of the template.
    pub target_groups: Vec<TargetGroupCode>,
}

/// A question for the way of a chain through one Kommune.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChainQuery {
    /// The Kommune where the people live.
    pub region: RegionId,
    pub people: ChainPeople,
    /// Which actor is to do a step, instead of the one that would be chosen.
    pub pins: BTreeMap<StepId, ActorId>,
}

impl ChainQuery {
    /// For those whom the template is for, without any pin.
    pub fn new(region: RegionId) -> Self {
        Self { region, people: ChainPeople::default(), pins: BTreeMap::new() }
    }
}

/// A query that names something the network does not have.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum ChainError {
    #[error("das Gebiet „{0}“ gibt es nicht")]
    UnknownRegion(RegionId),
}

/// Maps a chain on one Kommune.
///
/// A step can be done with an active service that the step's limits admit
/// ([`model::ChainStep::is_done_by`]), that takes the people of the step and whose actor covers
/// the Kommune. People belong to all groups named, so a service takes them if it is open to one.
/// Of several such services of one actor the one whose Rechtskreise differ least from those of
/// the step stands for it, then the best by the next sentence.
///
/// Providers are chosen one step after the other in topological order, so each choice knows the
/// earlier ones and never changes them: fewest earlier actors from whom no passable referral
/// leads there (none is needed within one actor), then fewest unknown times, then earliest end,
/// then id of the service. A pinned actor goes first where it can do the step.
///
/// A hand-over waits as long as observed on its referral, if that names this service or none;
/// otherwise as long as one waits at the service. A step begins when it has waited for all that
/// it hangs on, and takes its processing time unless it is done when it begins. The lead time is the critical path (Kelley and
/// Walker 1959) to the goal that ends last. Unknown times, and steps that nobody does, count as
/// zero and are counted, so then it is a lower bound. Optional steps take no time in it.
///
/// # Errors     [`ChainError`] for an unknown region.
/// # Order      steps, transitions as in the template; candidates best first.
/// # Complexity O(s n + d c log m) time after O(m log m), for s steps, n services, m relations, d
/// dependencies and c candidates per step.
pub fn map_chain(
    index: &NetworkIndex<'_>,
    template: &ChainTemplate,
    query: &ChainQuery,
) -> Result<ChainMapping, ChainError> {
    if index.region(&query.region).is_none() {
        return Err(ChainError::UnknownRegion(query.region.clone()));
    }
    let ground = Ground::new(index);
    let plan = Plan::new(&ground, template, &query.people);
    let choice = choose(&ground, &plan, &query.region, &query.pins);
    Ok(mapping(&ground, &plan, &query.region, choice))
}

/// Maps a chain on every Kommune, to compare lead times.
///
/// # Order      by region id.
/// # Complexity that of [`map_chain`] per Kommune, with one ground for all.
pub fn map_everywhere(
    index: &NetworkIndex<'_>,
    template: &ChainTemplate,
    people: &ChainPeople,
) -> Vec<RegionChain> {
    let ground = Ground::new(index);
    let plan = Plan::new(&ground, template, people);
    let no_pins = BTreeMap::new();
    let of_region = |region: &RegionId| {
        let choice = choose(&ground, &plan, region, &no_pins);
        let mapped = mapping(&ground, &plan, region, choice);
        let is_open = |step: &&StepMapping| matches!(step.outcome, StepOutcome::Uncovered(_));
        RegionChain {
            region: region.clone(),
            n_uncovered: at_most_u16(mapped.steps.iter().filter(is_open).count()),
            lead_time: mapped.lead_time,
            handovers: mapped.handovers,
        }
    };
    municipalities(index).into_iter().map(|(region, _)| of_region(region)).collect()
}

/// Dresses a choice with times, transitions and counts.
fn mapping(
    ground: &Ground<'_, '_>,
    plan: &Plan<'_, '_>,
    region: &RegionId,
    choice: Choice<'_>,
) -> ChainMapping {
    let times = choice.schedule.finish(&plan.goals());
    let transitions = transitions::transitions(ground, plan, &choice.steps);
    ChainMapping {
        chain: plan.template.id().clone(),
        region: region.clone(),
        lead_time: answer::lead_time(plan, &choice.steps, &times, &transitions),
        handovers: answer::handovers(&transitions),
        steps: answer::steps(plan, choice.steps, &times),
        transitions,
        ignored_pins: choice.ignored_pins,
    }
}

fn at_most_u16(count: usize) -> u16 {
    u16::try_from(count).unwrap_or(u16::MAX)
}
