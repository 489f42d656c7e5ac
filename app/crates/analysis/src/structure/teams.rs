//! Which Regionalteam, or which KIM-Kommune, an actor belongs to.

use std::collections::{BTreeMap, BTreeSet};

use model::{AreaKind, Coverage, NetworkIndex, RegionId, RegionKind};
use serde::{Deserialize, Serialize};

use crate::dependence::municipalities;
use crate::referrals::ActorOrder;

/// What communities are compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TeamBasis {
    RegionalTeams,
    /// There are no Regionalteams; the Kommunen that take part in KIM stand in.
    KimMunicipalities,
}

/// The group of each actor that has one.
pub(super) struct Teams {
    pub(super) basis: TeamBasis,
    pub(super) of_rank: BTreeMap<usize, RegionId>,
}

/// Reads the groups; `None` where the network has neither teams nor KIM-Kommunen.
///
/// An actor belongs to the team that a row names. Without such a row it belongs to where its
/// only Kommune belongs: the one it is there for by law or Einzugsgebiet, or lies in. A Kommune
/// belongs to the team of those who are tied to a team and there for it (of several the first).
pub(super) fn teams(index: &NetworkIndex<'_>, order: &ActorOrder<'_>) -> Option<Teams> {
    let homes = homes(index, order);
    let named = named_teams(index, order);
    if !named.is_empty() {
        let of_region = teams_of_regions(&named, &homes);
        let mut of_rank: BTreeMap<usize, RegionId> = BTreeMap::new();
        for (rank, homes) in homes.iter().enumerate() {
            let by_home = only(homes).and_then(|home| of_region.get(home).copied());
            if let Some(team) = named.get(&rank).copied().or(by_home) {
                of_rank.insert(rank, team.clone());
            }
        }
        return Some(Teams { basis: TeamBasis::RegionalTeams, of_rank });
    }
    let takes_part =
        |home: &RegionId| index.region(home).is_some_and(|region| region.kim_status.is_some());
    let of_rank: BTreeMap<usize, RegionId> = homes
        .iter()
        .enumerate()
        .filter_map(|(rank, homes)| Some((rank, only(homes)?)))
        .filter(|(_, home)| takes_part(home))
        .map(|(rank, home)| (rank, home.clone()))
        .collect();
    (!of_rank.is_empty()).then_some(Teams { basis: TeamBasis::KimMunicipalities, of_rank })
}

/// By rank: the team that a row names (of several the first).
fn named_teams<'a>(
    index: &NetworkIndex<'a>,
    order: &ActorOrder<'_>,
) -> BTreeMap<usize, &'a RegionId> {
    let mut named: BTreeMap<usize, &RegionId> = BTreeMap::new();
    let rows = index.network.jurisdictions.iter();
    for row in rows.filter(|row| row.kind == AreaKind::BelongsToTeam) {
        let Some(rank) = order.rank(&row.actor) else { continue };
        let is_team = |region: &&RegionId| {
            index.region(region).is_some_and(|region| region.kind == RegionKind::RegionalTeam)
        };
        for team in row.regions.iter().filter(is_team) {
            let first = named.entry(rank).or_insert(team);
            *first = (*first).min(team);
        }
    }
    named
}

/// By rank: the Kommunen an actor is there for by law or Einzugsgebiet; without any, where it
/// lies.
fn homes<'a>(index: &NetworkIndex<'a>, order: &ActorOrder<'_>) -> Vec<BTreeSet<&'a RegionId>> {
    let mut homes = vec![BTreeSet::new(); order.len()];
    for (region, _) in municipalities(index) {
        for (rank, coverage) in order.competences(index, region).into_iter().enumerate() {
            if matches!(coverage, Coverage::Responsible | Coverage::Serves) {
                homes[rank].insert(region);
            }
        }
    }
    for (home, &id) in homes.iter_mut().zip(order.ids()) {
        let seat = index.actor(id).and_then(|actor| index.region(actor.region.as_ref()?));
        if home.is_empty() {
            home.extend(
                seat.filter(|region| region.kind == RegionKind::Gemeinde).map(|region| &region.id),
            );
        }
    }
    homes
}

fn teams_of_regions<'a>(
    named: &BTreeMap<usize, &'a RegionId>,
    homes: &[BTreeSet<&'a RegionId>],
) -> BTreeMap<&'a RegionId, &'a RegionId> {
    let mut of_region: BTreeMap<&RegionId, &RegionId> = BTreeMap::new();
    for (&rank, &team) in named {
        for &home in &homes[rank] {
            let first = of_region.entry(home).or_insert(team);
            *first = (*first).min(team);
        }
    }
    of_region
}

fn only<'a>(homes: &BTreeSet<&'a RegionId>) -> Option<&'a RegionId> {
    homes.first().copied().filter(|_| homes.len() == 1)
}
