//! Ping-Pong and Drehtüren: circles along which referrals are counted.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use model::{ActorId, Cases, FieldCode, NetworkIndex, ObservationId, RelationId};
use serde::{Deserialize, Serialize};

use super::passable;
use crate::evidence::Grounds;
use crate::referrals::{ActorOrder, Referral};
use crate::volumes::{cases_of, plus, sent};

/// Circles through more actors than this are not looked for: nobody would call them one.
pub const LONGEST_CIRCLE: usize = 4;
/// Of each kind at most this many circles are listed, those with the most volume.
pub const MAX_CIRCLES: usize = 200;
/// The search gives up after this many hand-overs; 2,000 actors with 20,000 relations need about
/// 2,000 * 10^3.
pub const MAX_CIRCLE_STEPS: u32 = 10_000_000;

/// A circle of hand-overs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Circle {
    /// In the direction of the referrals, from the one with the smallest id.
    pub actors: Vec<ActorId>,
    /// The least that is sent along any of its hand-overs, so the most that can go all the way
    /// round. The counts do not say who is sent, so it may be less.
    pub at_most_per_month: Cases,
    /// Fields that each of its hand-overs is about; without one, different needs may lie behind
    /// it. A hand-over that names no field may be about any; empty also when none names one.
    pub common_fields: Vec<FieldCode>,
    /// The relations with volume, by id.
    pub relations: Vec<RelationId>,
    pub evidence: Vec<ObservationId>,
    pub uses_example_data: bool,
}

/// The circles that were found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CircleReport {
    /// Two actors that send to each other.
    pub ping_pong: Vec<Circle>,
    pub n_ping_pong: u32,
    /// Through three or four actors.
    pub revolving_doors: Vec<Circle>,
    pub n_revolving_doors: u32,
    /// Set when the search gave up; circles are then missing, and the numbers too small.
    pub aborted_after_steps: Option<u32>,
}

/// Finds circles of hand-overs with a known volume above zero on each of them.
///
/// Parallel relations add up. A hand-over that nobody counted is in no circle.
///
/// Method: depth-first search from each actor through actors with greater ids only, so that each
/// circle is found once, from its smallest (as in Johnson 1975, without his blocking: the length
/// is bounded).
///
/// # Order      most volume first, then by actors.
/// # Complexity O(n d³) time for d receivers per actor, at most [`MAX_CIRCLE_STEPS`].
pub fn circles(index: &NetworkIndex<'_>) -> CircleReport {
    let order = ActorOrder::new(index);
    let arcs = Arcs::new(index, &order);
    let mut search = Search {
        arcs: &arcs,
        leads_back: vec![0; order.len()],
        ping_pong: Fullest::default(),
        doors: Fullest::default(),
        steps_left: MAX_CIRCLE_STEPS,
    };
    let is_complete = (0..order.len()).all(|root| search.from(root).is_some());
    let dress = |found: &Fullest| {
        found
            .circles
            .iter()
            .map(|(Reverse(volume), ranks)| arcs.circle(&order, *volume, ranks))
            .collect()
    };
    CircleReport {
        ping_pong: dress(&search.ping_pong),
        n_ping_pong: search.ping_pong.n_found,
        revolving_doors: dress(&search.doors),
        n_revolving_doors: search.doors.n_found,
        aborted_after_steps: (!is_complete).then_some(MAX_CIRCLE_STEPS),
    }
}

/// Everything counted from one actor to another.
#[derive(Default)]
struct CountedArc<'a> {
    volume: Cases,
    counted: Vec<(Referral<'a>, &'a model::Observation)>,
}

struct Arcs<'a> {
    by_ends: BTreeMap<(usize, usize), CountedArc<'a>>,
    /// By sender: receivers with the volume that goes there, in order.
    onward: Vec<Vec<(usize, Cases)>>,
    /// By receiver: senders.
    senders: Vec<Vec<usize>>,
}

impl<'a> Arcs<'a> {
    fn new(index: &NetworkIndex<'a>, order: &ActorOrder<'a>) -> Self {
        let mut by_ends: BTreeMap<(usize, usize), CountedArc<'a>> = BTreeMap::new();
        for referral in passable(index, order) {
            let Some(sent) = sent(index, referral.relation) else { continue };
            if sent.value.thousandths() > 0 {
                let arc = by_ends.entry((referral.from, referral.to)).or_default();
                arc.volume = plus(arc.volume, cases_of(sent));
                arc.counted.push((referral, sent));
            }
        }
        let mut onward = vec![Vec::new(); order.len()];
        let mut senders = vec![Vec::new(); order.len()];
        for (&(from, to), arc) in &by_ends {
            onward[from].push((to, arc.volume));
            senders[to].push(from);
        }
        Self { by_ends, onward, senders }
    }

    fn volume(&self, from: usize, to: usize) -> Option<Cases> {
        let position = self.onward[from].binary_search_by_key(&to, |&(rank, _)| rank).ok()?;
        Some(self.onward[from][position].1)
    }

    fn circle(&self, order: &ActorOrder<'_>, volume: Cases, ranks: &[usize]) -> Circle {
        let mut grounds = Grounds::default();
        let mut relations = BTreeSet::new();
        let mut common: Option<BTreeSet<&FieldCode>> = None;
        let ends = ranks.iter().zip(ranks.iter().cycle().skip(1));
        for arc in ends.filter_map(|(&from, &to)| self.by_ends.get(&(from, to))) {
            for (referral, sent) in &arc.counted {
                grounds.add_row(&referral.relation.envelope);
                grounds.add_observation(sent);
                relations.insert(&referral.relation.id);
            }
            if let Some(fields) = fields(arc) {
                common = Some(common.map_or_else(|| fields.clone(), |known| &known & &fields));
            }
        }
        Circle {
            actors: ranks.iter().map(|&rank| order.id(rank).clone()).collect(),
            at_most_per_month: volume,
            common_fields: common.into_iter().flatten().cloned().collect(),
            relations: relations.into_iter().cloned().collect(),
            uses_example_data: grounds.uses_example_data(),
            evidence: grounds.evidence(),
        }
    }
}

/// What the hand-overs are about, by themselves or their service; `None` when one may be about
/// anything.
fn fields<'a>(arc: &CountedArc<'a>) -> Option<BTreeSet<&'a FieldCode>> {
    let mut found = BTreeSet::new();
    for (referral, _) in &arc.counted {
        let named = &referral.relation.fields;
        let of_service = referral.service.map_or(&[][..], |service| &service.fields);
        let fields = if named.is_empty() { of_service } else { named };
        if fields.is_empty() {
            return None;
        }
        found.extend(fields);
    }
    Some(found)
}

/// The circles with the most volume.
#[derive(Default)]
struct Fullest {
    circles: BTreeSet<(Reverse<Cases>, Vec<usize>)>,
    n_found: u32,
}

impl Fullest {
    fn add(&mut self, volume: Cases, ranks: &[usize]) {
        self.n_found = self.n_found.saturating_add(1);
        self.circles.insert((Reverse(volume), ranks.to_vec()));
        if self.circles.len() > MAX_CIRCLES {
            self.circles.pop_last();
        }
    }
}

struct Search<'s, 'a> {
    arcs: &'s Arcs<'a>,
    /// By rank: root + 1 of the last root that the actor sends to.
    leads_back: Vec<usize>,
    ping_pong: Fullest,
    doors: Fullest,
    steps_left: u32,
}

impl Search<'_, '_> {
    /// All circles whose smallest actor is the root; `None` when the steps are used up.
    fn from(&mut self, root: usize) -> Option<()> {
        for &sender in &self.arcs.senders[root] {
            self.leads_back[sender] = root + 1;
        }
        self.extend(&mut vec![root], None)
    }

    /// Goes on from the end of the path; never deeper than [`LONGEST_CIRCLE`].
    fn extend(&mut self, path: &mut Vec<usize>, least: Option<Cases>) -> Option<()> {
        let (root, end) = (path[0], path[path.len() - 1]);
        let arcs = self.arcs;
        for &(next, volume) in &arcs.onward[end] {
            self.steps_left = self.steps_left.checked_sub(1)?;
            if next <= root || path.contains(&next) {
                continue;
            }
            let least = least.map_or(volume, |least| least.min(volume));
            path.push(next);
            if self.leads_back[next] == root + 1 {
                let back = arcs.volume(next, root).unwrap_or_default();
                let found = if path.len() == 2 { &mut self.ping_pong } else { &mut self.doors };
                found.add(least.min(back), path);
            }
            if path.len() < LONGEST_CIRCLE {
                self.extend(path, Some(least))?;
            }
            path.pop();
        }
        Some(())
    }
}
