//! Gemeinschaften: who is tied more with each other than with the rest, and whether that follows
//! the Regionalteams.

use std::collections::BTreeMap;

use model::{ActorId, Layer, NetworkIndex, RegionId};
use serde::{Deserialize, Serialize};

use super::teams::{TeamBasis, Teams, teams};
use super::{count, graph, node, thousandths, ties, wide};
use crate::graph::{Undirected, communities};
use crate::referrals::ActorOrder;

/// Where an actor is, by its team and by its ties.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TeamPlacement {
    pub actor: ActorId,
    /// Its Regionalteam, or its KIM-Kommune.
    pub team: RegionId,
    /// Position in [`CommunityReport::communities`].
    pub community: u32,
}

/// How far communities and teams agree.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TeamComparison {
    pub basis: TeamBasis,
    /// Adjusted Rand index: 1000 the same, 0 as by chance, below that less than by chance.
    pub adjusted_rand_permille: i32,
    /// The actors that have a team and a tie, by id; only these are compared.
    pub placements: Vec<TeamPlacement>,
}

/// The communities of referrals and cooperation together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommunityReport {
    /// Largest first, then by their first actor; actors by id. Who has no tie is in none.
    pub communities: Vec<Vec<ActorId>>,
    /// For each, the member that is tied with most others of it; of equals the first by id.
    pub centres: Vec<ActorId>,
    /// How much more lies inside the communities than by chance, in thousandths.
    pub modularity_permille: i32,
    /// `None` where fewer than two actors have a team and a tie.
    pub comparison: Option<TeamComparison>,
}

/// Finds communities and compares them with the Regionalteams.
///
/// A pair of actors counts by the number of its relations. There may be other partitions that are
/// as good; the seed decides which is found.
///
/// Method: Leiden (Traag, Waltman, van Eck 2019); adjusted Rand index (Hubert and Arabie 1985).
///
/// # Order      communities by size; placements by actor.
/// # Complexity about O(m log n).
pub fn community_report(index: &NetworkIndex<'_>, seed: u64) -> CommunityReport {
    let order = ActorOrder::new(index);
    let ties = ties(index, &order, &[Layer::Flow, Layer::Cooperation], |_| true);
    let undirected = Undirected::new(&graph(order.len(), &ties));
    let found = communities(&undirected, seed);
    let mut members: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (node, &community) in undirected.nodes().zip(&found.community) {
        if !undirected.neighbours(node).is_empty() {
            members.entry(community).or_default().push(node as usize);
        }
    }
    let mut groups: Vec<Vec<usize>> = members.into_values().collect();
    groups.sort_by(|a, b| (b.len(), &a[..]).cmp(&(a.len(), &b[..])));
    let teams = teams(index, &order);
    let centre = |group: &Vec<usize>| {
        let n_inside = |rank: usize| {
            let neighbours = undirected.neighbours(node(rank)).iter();
            neighbours.filter(|tie| group.binary_search(&(tie.node as usize)).is_ok()).count()
        };
        // Of equals `max_by_key` takes the last.
        group.iter().copied().rev().max_by_key(|&rank| n_inside(rank))
    };
    let centres = groups.iter().filter_map(centre).map(|rank| order.id(rank).clone());
    CommunityReport {
        centres: centres.collect(),
        modularity_permille: i32::try_from(thousandths(found.modularity)).unwrap_or(0),
        comparison: teams.and_then(|teams| compare(&order, &groups, &teams)),
        communities: groups
            .iter()
            .map(|group| group.iter().map(|&rank| order.id(rank).clone()).collect())
            .collect(),
    }
}

fn compare(order: &ActorOrder<'_>, groups: &[Vec<usize>], teams: &Teams) -> Option<TeamComparison> {
    let mut placed = Vec::new();
    for (community, group) in groups.iter().enumerate() {
        let known = group.iter().filter_map(|rank| Some((*rank, teams.of_rank.get(rank)?)));
        placed.extend(known.map(|(rank, team)| (rank, team, community)));
    }
    placed.sort_unstable();
    let labels: Vec<(&RegionId, usize)> =
        placed.iter().map(|&(_, team, community)| (team, community)).collect();
    Some(TeamComparison {
        basis: teams.basis,
        adjusted_rand_permille: adjusted_rand_permille(&labels)?,
        placements: placed
            .into_iter()
            .map(|(rank, team, community)| TeamPlacement {
                actor: order.id(rank).clone(),
                team: team.clone(),
                community: count(community),
            })
            .collect(),
    })
}

/// The adjusted Rand index of two partitions, one label of each per item, in thousandths.
///
/// `None` below two items. Two partitions that are both trivial in the same way are the same.
fn adjusted_rand_permille<A: Ord, B: Ord>(labels: &[(A, B)]) -> Option<i32> {
    if labels.len() < 2 {
        return None;
    }
    let in_both = pairs_within(labels.iter().collect());
    let in_first = pairs_within(labels.iter().map(|(first, _)| first).collect());
    let in_second = pairs_within(labels.iter().map(|(_, second)| second).collect());
    let all = pairs(labels.len());
    let by_chance = 2 * in_first * in_second;
    let (above, most) = (2 * all * in_both - by_chance, all * (in_first + in_second) - by_chance);
    let permille = if most == 0 { 1000 } else { rounded(above * 1000, most) };
    i32::try_from(permille).ok()
}

/// Pairs of items with the same label.
fn pairs_within<T: Ord>(mut labels: Vec<T>) -> i128 {
    labels.sort_unstable();
    labels.chunk_by(|a, b| a == b).map(|same| pairs(same.len())).sum()
}

fn pairs(len: usize) -> i128 {
    let n = i128::from(wide(len));
    n * (n - 1) / 2
}

/// Half up; the denominator is above zero.
fn rounded(numerator: i128, denominator: i128) -> i128 {
    (2 * numerator + denominator).div_euclid(2 * denominator)
}

#[cfg(test)]
mod tests {
    use super::adjusted_rand_permille;

    #[test]
    fn agreement_is_measured_against_chance() {
        let of = |first: &[u8], second: &[u8]| {
            let labels: Vec<(u8, u8)> = first.iter().copied().zip(second.iter().copied()).collect();
            adjusted_rand_permille(&labels)
        };
        assert_eq!(of(&[1, 1, 2, 2], &[7, 7, 3, 3]), Some(1000));
        // Values of scikit-learn: 4/7, -1/2, 0.
        assert_eq!(of(&[0, 0, 1, 1], &[0, 0, 1, 2]), Some(571));
        assert_eq!(of(&[0, 0, 1, 1], &[0, 1, 0, 1]), Some(-500));
        assert_eq!(of(&[0, 0, 0, 0], &[0, 1, 2, 3]), Some(0));
        assert_eq!(of(&[0, 0, 0], &[5, 5, 5]), Some(1000));
        assert_eq!(of(&[0, 1, 2], &[3, 4, 5]), Some(1000));
        assert_eq!((of(&[], &[]), of(&[1], &[1])), (None, None));
    }
}
