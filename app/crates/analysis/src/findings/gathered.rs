//! Rows added up, so that one cause is one entry of the list.

use std::collections::{BTreeMap, BTreeSet};

use model::{
    ActorId, Cases, Days, FieldCode, NetworkIndex, ObservationId, RegionId, RelationId, ServiceId,
};
use serde::{Deserialize, Serialize};

use crate::dependence::municipalities;
use crate::volumes::plus;
use crate::{
    Agreement, Bound, CoverageCell, CoverageQuery, CoverageState, Disagreement, DisagreementKind,
    FeedbackGap, FeedbackGapCause, QueueState, StationQueue, coverage_matrix, disagreements,
    feedback_gaps,
};

/// A field of action in the Kommunen where people do not find it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldGap {
    pub field: FieldCode,
    /// By id.
    pub regions: Vec<RegionId>,
    pub n_regions_total: u32,
    /// People in these Kommunen, as far as known.
    pub population: u64,
    pub population_total: u64,
    pub uses_example_data: bool,
}

/// What an actor sends on without hearing back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SenderFeedback {
    pub from: ActorId,
    /// Hand-overs where feedback was counted and comes for less than half.
    pub n_seldom: u32,
    /// Hand-overs without agreed feedback.
    pub n_not_agreed: u32,
    /// Over both; a lower bound where `n_uncounted > 0`.
    pub sent_per_month: Cases,
    pub n_uncounted: u32,
    /// By id.
    pub relations: Vec<RelationId>,
    pub evidence: Vec<ObservationId>,
    pub uses_example_data: bool,
}

/// On which hand-overs an actor and its receivers disagree.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SenderDisagreement {
    pub from: ActorId,
    /// Hand-overs that only one side has confirmed.
    pub n_confirmed_once: u32,
    /// Hand-overs that the two sides rate differently.
    pub n_rated_differently: u32,
    /// By id.
    pub relations: Vec<RelationId>,
    pub uses_example_data: bool,
}

/// A service whose numbers do not fit together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DifferingWait {
    pub service: ServiceId,
    /// What follows from arrivals and capacity.
    pub modelled: Days,
    pub observed: Days,
    /// The observations behind both.
    pub evidence: Vec<ObservationId>,
}

/// Where an actor's waits are not those that follow from its arrivals and capacities.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActorWaits {
    pub actor: ActorId,
    /// The widest gap first, then by id.
    pub services: Vec<DifferingWait>,
    pub uses_example_data: bool,
}

/// The cells of one field that have one state.
#[derive(Default)]
struct Gap {
    regions: Vec<RegionId>,
    population: u64,
    is_example: bool,
}

/// Fields that people of some Kommunen do not find, by field.
///
/// Only fields in which at least one Kommune is served: what nobody in the network offers is
/// rather not recorded than missing.
pub(super) fn field_gaps(index: &NetworkIndex<'_>) -> Vec<(CoverageState, FieldGap)> {
    let services = index.network.services.iter();
    let fields: BTreeSet<&FieldCode> = services.flat_map(|service| &service.fields).collect();
    let query =
        CoverageQuery { fields: fields.into_iter().cloned().collect(), ..CoverageQuery::default() };
    let kommunen: BTreeMap<&RegionId, u64> = municipalities(index).into_iter().collect();
    let population_total = kommunen.values().fold(0_u64, |sum, n| sum.saturating_add(*n));
    let mut offered = BTreeSet::new();
    let mut gaps: BTreeMap<(FieldCode, CoverageState), Gap> = BTreeMap::new();
    for CoverageCell { region, field, state, uses_example_data, .. } in
        coverage_matrix(index, &query)
    {
        if state == CoverageState::Offered {
            offered.insert(field);
            continue;
        }
        let gap = gaps.entry((field, state)).or_default();
        let population = kommunen.get(&region).copied().unwrap_or_default();
        gap.population = gap.population.saturating_add(population);
        gap.is_example |= uses_example_data;
        gap.regions.push(region);
    }
    gaps.into_iter()
        .filter(|((field, _), _)| offered.contains(field))
        .map(|((field, state), gap)| {
            let gap = FieldGap {
                field,
                regions: gap.regions,
                n_regions_total: count(kommunen.len()),
                population: gap.population,
                population_total,
                uses_example_data: gap.is_example,
            };
            (state, gap)
        })
        .collect()
}

/// Waits that contradict arrivals and capacities, by actor. A lower bound that lies below what is
/// observed contradicts nothing.
pub(super) fn differing_waits(stations: Vec<StationQueue>) -> Vec<ActorWaits> {
    let mut actors: BTreeMap<ActorId, ActorWaits> = BTreeMap::new();
    for station in stations {
        let is_contradiction = match station.wait_agreement {
            None | Some(Agreement::Agrees) => false,
            Some(Agreement::ModelAbove) => true,
            Some(Agreement::ModelBelow) => station.bound == Bound::Exact,
        };
        let (QueueState::Steady { mean_wait, .. }, Some(observed), true) =
            (&station.state, &station.observed_wait, is_contradiction)
        else {
            continue;
        };
        let waits = actors.entry(station.actor.clone()).or_insert_with(|| ActorWaits {
            actor: station.actor.clone(),
            services: Vec::new(),
            uses_example_data: false,
        });
        let mut evidence = vec![observed.observation.clone()];
        evidence.extend(station.evidence.iter().cloned());
        waits.services.push(DifferingWait {
            service: station.service.clone(),
            modelled: *mean_wait,
            observed: observed.days,
            evidence,
        });
        waits.uses_example_data |= station.uses_example_data || observed.is_example();
    }
    let gap = |row: &DifferingWait| row.modelled.minutes().abs_diff(row.observed.minutes());
    let mut found: Vec<ActorWaits> = actors.into_values().collect();
    for waits in &mut found {
        waits.services.sort_by(|a, b| (gap(b), &a.service).cmp(&(gap(a), &b.service)));
    }
    found
}

/// Missing feedback by sender. Hand-overs of which nobody said whether feedback is agreed are
/// left out: that is not known, so it is nothing that was found.
pub(super) fn feedback_by_sender(index: &NetworkIndex<'_>) -> Vec<SenderFeedback> {
    let mut senders: BTreeMap<ActorId, SenderFeedback> = BTreeMap::new();
    for gap in feedback_gaps(index).gaps {
        if gap.cause != FeedbackGapCause::NotKnown {
            let sender = senders.entry(gap.from.clone()).or_insert_with(|| no_feedback(&gap));
            sender.add(gap);
        }
    }
    let mut found: Vec<SenderFeedback> = senders.into_values().collect();
    for sender in &mut found {
        sender.relations.sort_unstable();
        sender.evidence.sort_unstable();
        sender.evidence.dedup();
    }
    found
}

fn no_feedback(gap: &FeedbackGap) -> SenderFeedback {
    SenderFeedback {
        from: gap.from.clone(),
        n_seldom: 0,
        n_not_agreed: 0,
        sent_per_month: Cases::default(),
        n_uncounted: 0,
        relations: Vec::new(),
        evidence: Vec::new(),
        uses_example_data: false,
    }
}

impl SenderFeedback {
    fn add(&mut self, gap: FeedbackGap) {
        match gap.cause {
            FeedbackGapCause::SeldomGiven => self.n_seldom += 1,
            FeedbackGapCause::NotAgreed | FeedbackGapCause::NotKnown => self.n_not_agreed += 1,
        }
        match gap.sent_per_month {
            Some(sent) => self.sent_per_month = plus(self.sent_per_month, sent),
            None => self.n_uncounted += 1,
        }
        self.relations.push(gap.relation);
        self.evidence.extend(gap.evidence);
        self.uses_example_data |= gap.uses_example_data;
    }
}

/// Disagreements by sender.
pub(super) fn disagreements_by_sender(index: &NetworkIndex<'_>) -> Vec<SenderDisagreement> {
    let mut senders: BTreeMap<ActorId, SenderDisagreement> = BTreeMap::new();
    for row in disagreements(index) {
        let sender = senders.entry(row.from.clone()).or_insert_with(|| SenderDisagreement {
            from: row.from.clone(),
            n_confirmed_once: 0,
            n_rated_differently: 0,
            relations: Vec::new(),
            uses_example_data: false,
        });
        sender.add(row);
    }
    let mut found: Vec<SenderDisagreement> = senders.into_values().collect();
    for sender in &mut found {
        sender.relations.sort_unstable();
        sender.relations.dedup();
    }
    found
}

impl SenderDisagreement {
    fn add(&mut self, row: Disagreement) {
        match row.kind {
            DisagreementKind::OnlySenderConfirmed | DisagreementKind::OnlyReceiverConfirmed => {
                self.n_confirmed_once += 1;
            }
            DisagreementKind::RatedDifferently { .. } => self.n_rated_differently += 1,
        }
        self.relations.push(row.relation);
        self.uses_example_data |= row.uses_example_data;
    }
}

fn count(len: usize) -> u32 {
    u32::try_from(len).unwrap_or(u32::MAX)
}
