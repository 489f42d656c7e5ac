//! Near misses with names.

use analysis::{Exclusion, ExclusionReason, ExclusionSubject};
use model::CodeListKind;

use crate::api::NearMiss;
use crate::ssr::languages::language_name;
use crate::ssr::views::labels::Labels;

/// What several relations have in common is said once.
pub(super) fn views(labels: &Labels<'_>, excluded: &[Exclusion]) -> Vec<NearMiss> {
    let mut found: Vec<NearMiss> = Vec::new();
    for miss in excluded.iter().filter_map(|miss| view(labels, miss)) {
        if !found.contains(&miss) {
            found.push(miss);
        }
    }
    found
}

fn view(labels: &Labels<'_>, miss: &Exclusion) -> Option<NearMiss> {
    let service = match &miss.subject {
        ExclusionSubject::Relation(id) => labels.index.relation(id)?.service.clone(),
        ExclusionSubject::Service(id) => Some(id.clone()),
    };
    Some(NearMiss {
        actor: labels.actor(&miss.actor),
        service: service.as_ref().and_then(|id| labels.service(id)),
        reason: miss.reason.clone(),
        accepted: accepted(labels, &miss.reason),
    })
}

/// For whom, for which areas or in which languages there is a way here, when that is the reason.
fn accepted(labels: &Labels<'_>, reason: &ExclusionReason) -> Vec<String> {
    match reason {
        ExclusionReason::NotCovering { covered } => {
            let mut names: Vec<String> = covered.iter().map(|id| labels.region(id)).collect();
            names.sort();
            names
        }
        ExclusionReason::StatusNotAccepted { accepted } => {
            let codes = accepted.iter().map(model::ResidenceStatusCode::as_str);
            labels.codes(CodeListKind::ResidenceStatus, codes)
        }
        ExclusionReason::TargetGroupNotAccepted { accepted } => {
            let codes = accepted.iter().map(model::TargetGroupCode::as_str);
            labels.codes(CodeListKind::TargetGroup, codes)
        }
        ExclusionReason::LanguageNotOffered { offered } => {
            offered.iter().map(|tag| language_name(labels.lang, tag)).collect()
        }
        ExclusionReason::ServiceNotActive
        | ExclusionReason::RelationNotPassable(_)
        | ExclusionReason::NotConfirmed(_)
        | ExclusionReason::Avoided
        | ExclusionReason::TooManyHandovers { .. } => Vec::new(),
    }
}
