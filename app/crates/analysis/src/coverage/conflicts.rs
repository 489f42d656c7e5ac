//! Zuständigkeiten that several actors hold for the same Rechtskreis and Kommune, or nobody.

use std::collections::{BTreeMap, BTreeSet};

use model::{
    Actor, ActorId, AreaKind, Jurisdiction, JurisdictionId, NetworkIndex, RegimeCode, RegionId,
};
use serde::{Deserialize, Serialize};

use crate::dependence::municipalities;

/// What is wrong; the most pressing first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CompetenceProblemKind {
    /// Among those responsible are two of the same kind, e.g. two Ausländerbehörden.
    SeveralOfOneKind,
    /// The Rechtskreis is assigned elsewhere in the network, and here to nobody.
    Nobody,
    /// Several of different kinds: they may share the task, e.g. town and Bezirksregierung.
    Several,
}

/// Kommunen in which the same actors hold one Rechtskreis.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CompetenceProblem {
    pub kind: CompetenceProblemKind,
    pub regime: RegimeCode,
    /// By id.
    pub regions: Vec<RegionId>,
    /// Everybody who is responsible there by law, by id.
    pub actors: Vec<ActorId>,
    /// The rows that say so, by id.
    pub jurisdictions: Vec<JurisdictionId>,
    pub uses_example_data: bool,
}

/// Finds Kommunen in which more than one actor is responsible by law for a Rechtskreis, or nobody
/// although the network assigns that Rechtskreis somewhere.
///
/// # Order      by kind, most Kommunen first, then Rechtskreis, then Kommunen.
/// # Complexity O(k (j + g) log j) time: k Kommunen, j jurisdictions, g regimes.
pub fn competence_problems(index: &NetworkIndex<'_>) -> Vec<CompetenceProblem> {
    let assigned = assigned(index);
    let regimes: BTreeSet<&RegimeCode> = assigned.iter().map(|row| row.regime).collect();
    let mut found: BTreeMap<(&RegimeCode, Vec<&ActorId>), Vec<Place<'_, '_>>> = BTreeMap::new();
    for (region, _) in municipalities(index) {
        let mut here = rows_here(index, &assigned, region);
        for &regime in &regimes {
            let rows = here.remove(regime).unwrap_or_default();
            let actors: BTreeSet<&ActorId> = rows.iter().map(|row| &row.actor.id).collect();
            if actors.len() != 1 {
                let key = (regime, actors.into_iter().collect());
                found.entry(key).or_default().push((region, rows));
            }
        }
    }
    let mut problems: Vec<CompetenceProblem> =
        found.into_iter().map(|((regime, _), places)| problem(regime, &places)).collect();
    problems.sort_by(|a, b| {
        let rank =
            |one: &CompetenceProblem, other: &CompetenceProblem| (one.kind, other.regions.len());
        (rank(a, b), &a.regime, &a.regions, &a.actors).cmp(&(
            rank(b, a),
            &b.regime,
            &b.regions,
            &b.actors,
        ))
    });
    problems
}

/// A Kommune with the rows that assign the Rechtskreis there.
type Place<'r, 'a> = (&'a RegionId, Vec<&'r Assigned<'a>>);

/// A Rechtskreis that a row assigns by law.
struct Assigned<'a> {
    jurisdiction: &'a Jurisdiction,
    regime: &'a RegimeCode,
    actor: &'a Actor,
}

fn assigned<'a>(index: &NetworkIndex<'a>) -> Vec<Assigned<'a>> {
    let rows = index.network.jurisdictions.iter();
    let by_law = rows.filter(|row| row.kind == AreaKind::ResponsibleFor);
    by_law
        .filter_map(|jurisdiction| {
            let regime = jurisdiction.regime.as_ref()?;
            Some(Assigned { jurisdiction, regime, actor: index.actor(&jurisdiction.actor)? })
        })
        .collect()
}

/// The rows that name this Kommune or an area it lies in.
fn rows_here<'r, 'a>(
    index: &NetworkIndex<'a>,
    assigned: &'r [Assigned<'a>],
    region: &RegionId,
) -> BTreeMap<&'a RegimeCode, Vec<&'r Assigned<'a>>> {
    let areas = index.region_and_ancestors(region);
    let mut here: BTreeMap<&RegimeCode, Vec<&Assigned>> = BTreeMap::new();
    for row in assigned {
        let mut named = row.jurisdiction.regions.iter();
        if named.any(|region| areas.iter().any(|area| area.id == *region)) {
            here.entry(row.regime).or_default().push(row);
        }
    }
    here
}

fn problem(regime: &RegimeCode, places: &[Place<'_, '_>]) -> CompetenceProblem {
    let rows = || places.iter().flat_map(|(_, rows)| rows);
    let actors: BTreeMap<&ActorId, &Actor> = rows().map(|row| (&row.actor.id, row.actor)).collect();
    let jurisdictions: BTreeSet<&JurisdictionId> = rows().map(|row| &row.jurisdiction.id).collect();
    let kinds: BTreeSet<_> = actors.values().map(|actor| actor.kind).collect();
    CompetenceProblem {
        kind: if actors.is_empty() {
            CompetenceProblemKind::Nobody
        } else if kinds.len() < actors.len() {
            CompetenceProblemKind::SeveralOfOneKind
        } else {
            CompetenceProblemKind::Several
        },
        regime: regime.clone(),
        regions: places.iter().map(|(region, _)| (*region).clone()).collect(),
        actors: actors.into_keys().cloned().collect(),
        jurisdictions: jurisdictions.into_iter().cloned().collect(),
        uses_example_data: rows().any(|row| row.jurisdiction.envelope.is_example()),
    }
}
