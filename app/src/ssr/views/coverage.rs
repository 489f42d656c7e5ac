//! Coverage with names: the matrix, one cell of it, overlaps and problems of competence.

mod map;

use std::collections::BTreeMap;

use analysis::{
    CompetenceProblem, CompetentService, CoverageCell, CoverageQuery, Overlap, coverage_matrix,
};
use model::{CodeListKind, FieldCode, Lang, Region, RegionId};

use super::evidence::by_id;
use super::labels::Labels;
use crate::api::{
    ApiError, CompetenceProblemLine, CompetentLine, CompetentOffices, CoverageCellView,
    CoverageDetail, CoverageView, Named, OverlapLine, OverlapsView, ParameterName,
};
use crate::ssr::call::not_found;
use crate::ssr::state::LoadedNetwork;

/// The matrix for people of a target group and a residence status; an empty text is not asked.
pub(crate) fn coverage(
    loaded: &LoadedNetwork,
    people: [&str; 2],
    lang: Lang,
) -> Result<CoverageView, ApiError> {
    let labels = Labels::new(loaded, lang);
    let query = query(loaded, people, fields(loaded))?;
    let municipalities = municipalities(loaded);
    let matrix = coverage_matrix(&labels.index, &query);
    let found: BTreeMap<(&FieldCode, &RegionId), &CoverageCell> =
        matrix.iter().map(|cell| ((&cell.field, &cell.region), cell)).collect();
    let pairs = query.fields.iter().flat_map(|field| {
        let columns = municipalities.iter();
        columns.filter_map(|region| found.get(&(field, &region.id)).copied()).collect::<Vec<_>>()
    });
    let code = |list, code: Option<&str>| code.map(|code| labels.code(list, code));
    Ok(CoverageView {
        target_group: code(
            CodeListKind::TargetGroup,
            query.target_group.as_ref().map(model::TargetGroupCode::as_str),
        ),
        status: code(
            CodeListKind::ResidenceStatus,
            query.status.as_ref().map(model::ResidenceStatusCode::as_str),
        ),
        cells: pairs.map(cell_view).collect(),
        uses_example_data: matrix.iter().any(|cell| cell.uses_example_data),
        fields: query.fields.iter().map(|field| named_field(&labels, field)).collect(),
        municipalities: municipalities
            .iter()
            .map(|region| Named { id: region.id.clone(), name: region.name.clone() })
            .collect(),
        map: map::map(&municipalities),
        overlaps: overlaps(&labels, loaded),
        problems: problems(&labels, loaded.competence_problems()),
    })
}

pub(crate) fn coverage_detail(
    loaded: &LoadedNetwork,
    people: [&str; 2],
    municipality: &str,
    field: &str,
    lang: Lang,
) -> Result<CoverageDetail, ApiError> {
    let labels = Labels::new(loaded, lang);
    let known =
        |code: &FieldCode| loaded.codes.contains(CodeListKind::FieldOfAction, code.as_str());
    let code: FieldCode =
        field.parse().ok().filter(known).ok_or_else(|| not_found(ParameterName::Field, field))?;
    let query = query(loaded, people, vec![code.clone()])?;
    let cell = coverage_matrix(&labels.index, &query)
        .into_iter()
        .find(|cell| cell.region.as_str() == municipality)
        .ok_or_else(|| not_found(ParameterName::Municipality, municipality))?;
    let mut services: Vec<CompetentLine> =
        cell.services.iter().filter_map(|row| competent(&labels, row)).collect();
    services.sort_by_key(|line| !line.is_reachable);
    Ok(CoverageDetail {
        municipality: labels.region(&cell.region),
        field: labels.code(CodeListKind::FieldOfAction, code.as_str()),
        state: cell.state,
        n_reachable: cell.n_reachable,
        services,
    })
}

/// Every Handlungsfeld, also those that nobody offers.
fn fields(loaded: &LoadedNetwork) -> Vec<FieldCode> {
    let entries = loaded.codes.list(CodeListKind::FieldOfAction);
    entries.filter_map(|entry| entry.code.parse().ok()).collect()
}

fn query(
    loaded: &LoadedNetwork,
    [target_group, status]: [&str; 2],
    fields: Vec<FieldCode>,
) -> Result<CoverageQuery, ApiError> {
    Ok(CoverageQuery {
        fields,
        status: known(loaded, CodeListKind::ResidenceStatus, status)
            .map_err(|()| not_found(ParameterName::Status, status))?,
        target_group: known(loaded, CodeListKind::TargetGroup, target_group)
            .map_err(|()| not_found(ParameterName::TargetGroup, target_group))?,
    })
}

/// A code of a list; an empty text is none.
fn known<T: std::str::FromStr>(
    loaded: &LoadedNetwork,
    list: CodeListKind,
    code: &str,
) -> Result<Option<T>, ()> {
    if code.is_empty() {
        return Ok(None);
    }
    let read = || code.parse().ok().filter(|_| loaded.codes.contains(list, code));
    read().map(Some).ok_or(())
}

fn municipalities(loaded: &LoadedNetwork) -> Vec<&Region> {
    let mut found: Vec<&Region> = loaded.network().municipalities().collect();
    found.sort_by(|a, b| (&a.name, &a.id).cmp(&(&b.name, &b.id)));
    found
}

fn named_field(labels: &Labels<'_>, field: &FieldCode) -> Named<FieldCode> {
    Named { id: field.clone(), name: labels.code(CodeListKind::FieldOfAction, field.as_str()) }
}

fn cell_view(cell: &CoverageCell) -> CoverageCellView {
    CoverageCellView {
        state: cell.state,
        n_services: cell.services.len(),
        n_reachable: cell.n_reachable,
        shortest_wait_days: cell.shortest_wait.as_ref().map(|wait| wait.days.whole_days()),
    }
}

fn competent(labels: &Labels<'_>, row: &CompetentService) -> Option<CompetentLine> {
    let service = labels.index.service(&row.service)?;
    Some(CompetentLine {
        service: service.name.clone(),
        actor: labels.actor(&row.actor),
        ground: row.ground,
        status: service.status,
        is_reachable: row.is_reachable,
        wait: row.waiting.as_ref().and_then(|wait| by_id(labels, &wait.observation)),
        confidence: service.envelope.confidence,
    })
}

fn overlaps(labels: &Labels<'_>, loaded: &LoadedNetwork) -> OverlapsView {
    let report = loaded.overlaps();
    OverlapsView {
        n_found: report.n_found,
        listed: report.overlaps.iter().map(|row| overlap(labels, row)).collect(),
        aborted_after_pairs: report.aborted_after_pairs,
    }
}

fn overlap(labels: &Labels<'_>, row: &Overlap) -> OverlapLine {
    let service = |id| labels.service(id).unwrap_or_else(|| id.to_string());
    let kind = labels.index.service(&row.service).filter(|_| row.same_kind);
    let fields = row.fields.iter().map(FieldCode::as_str);
    OverlapLine {
        actors: [labels.actor(&row.actor), labels.actor(&row.other_actor)],
        services: [service(&row.service), service(&row.other_service)],
        kind: kind.map(|service| service.kind.label(labels.lang).to_owned()),
        fields: labels.codes(CodeListKind::FieldOfAction, fields),
        n_municipalities: row.regions.len(),
        overlap_permille: row.jaccard_permille,
        common_regions_permille: row.common_regions_permille,
        uses_example_data: row.uses_example_data,
    }
}

/// One line per kind and Rechtskreis, in the order of the first of each.
fn problems(labels: &Labels<'_>, found: &[CompetenceProblem]) -> Vec<CompetenceProblemLine> {
    let mut lines: Vec<CompetenceProblemLine> = Vec::new();
    for row in found {
        let regime = labels.code(CodeListKind::LegalRegime, row.regime.as_str());
        let actors: Vec<_> = row.actors.iter().map(|actor| labels.actor(actor)).collect();
        let places = row.regions.iter().map(|region| CompetentOffices {
            municipality: labels.region(region),
            actors: actors.clone(),
        });
        match lines.iter_mut().find(|line| line.kind == row.kind && line.regime == regime) {
            Some(line) => {
                line.places.extend(places);
                line.uses_example_data |= row.uses_example_data;
            }
            None => lines.push(CompetenceProblemLine {
                kind: row.kind,
                regime,
                places: places.collect(),
                uses_example_data: row.uses_example_data,
            }),
        }
    }
    for line in &mut lines {
        line.places.sort_by(|a, b| a.municipality.cmp(&b.municipality));
    }
    lines
}
