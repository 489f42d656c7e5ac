//! Who covers what, once it is known who has been chosen.

use exchange::KreisEntry;
use model::{Ags, AreaKind, RegimeCode, RegionId};

use super::candidates::Candidate;

/// What an actor covers, for one Rechtskreis or as a whole.
pub(super) struct Area {
    pub(super) kind: AreaKind,
    pub(super) regime: Option<RegimeCode>,
    pub(super) legal_basis: Option<String>,
    pub(super) regions: Vec<RegionId>,
}

/// What the candidate covers beside the chosen ones; `None` if they leave it nothing.
///
/// Without a row an actor covers the whole Kreis, so only those have none that do.
pub(super) fn of(
    candidate: &Candidate<'_>,
    chosen: &[&Candidate<'_>],
    kreis: &KreisEntry,
) -> Option<Vec<Area>> {
    let own = own_area(candidate, kreis);
    let left = |subject: Option<&RegimeCode>| left_over(candidate, subject, chosen, &own, kreis);
    let mut areas = Vec::new();
    for (regime, legal_basis) in &candidate.typical.regimes {
        let regions = regions(&left(Some(regime)), &own, candidate, kreis);
        if !regions.is_empty() {
            let (regime, legal_basis) = (Some(regime.clone()), legal_basis.clone());
            areas.push(Area { kind: AreaKind::ResponsibleFor, regime, legal_basis, regions });
        }
    }
    if !areas.is_empty() {
        return Some(areas);
    }
    let is_local = candidate.municipality.is_some();
    if !candidate.typical.regimes.is_empty() && !is_local {
        return None;
    }
    let rest = left(None);
    if rest.is_empty() {
        return None;
    }
    if is_local || rest.len() < own.len() {
        let regions = regions(&rest, &own, candidate, kreis);
        let (kind, regime, legal_basis) = (AreaKind::ServesArea, None, None);
        areas.push(Area { kind, regime, legal_basis, regions });
    }
    Some(areas)
}

/// The municipalities it would cover if nobody else were chosen.
fn own_area<'k>(candidate: &Candidate<'_>, kreis: &'k KreisEntry) -> Vec<&'k Ags> {
    let all = kreis.municipalities.iter().map(|municipality| &municipality.ags);
    match candidate.municipality {
        Some(municipality) => all.filter(|ags| **ags == municipality.ags).collect(),
        None => all.collect(),
    }
}

/// What is left when those have taken their part that stand in for it.
fn left_over<'k>(
    candidate: &Candidate<'_>,
    subject: Option<&RegimeCode>,
    chosen: &[&Candidate<'_>],
    own: &[&'k Ags],
    kreis: &KreisEntry,
) -> Vec<&'k Ags> {
    let stands_in = |other: &&&Candidate<'_>| {
        other.typical.instead_of.as_ref() == Some(&candidate.typical.id)
            && other.has_subject(subject)
    };
    let taken: Vec<_> =
        chosen.iter().filter(stands_in).flat_map(|other| own_area(other, kreis)).collect();
    own.iter().copied().filter(|ags| !taken.contains(ags)).collect()
}

/// The Kreis stands for all its municipalities.
fn regions(
    left: &[&Ags],
    own: &[&Ags],
    candidate: &Candidate<'_>,
    kreis: &KreisEntry,
) -> Vec<RegionId> {
    let is_whole_kreis = candidate.municipality.is_none() && left.len() == own.len();
    let names: Vec<&str> = if is_whole_kreis {
        vec![kreis.id.as_str()]
    } else {
        left.iter().map(|ags| ags.as_str()).collect()
    };
    // An AGS is always a region id.
    names.into_iter().filter_map(|name| RegionId::new(name).ok()).collect()
}
