//! What gets through to a field, with names.

use analysis::{
    DominanceRole, FindingCause, FlowQuery, FlowReport, NarrowService, Throughput, Tie, WeakTie,
    flow_to_field,
};
use model::{CodeListKind, FieldCode, Lang, Layer, RegionId, ServiceId};

use super::evidence::by_id;
use super::findings::service;
use super::labels::Labels;
use super::referrals::choices::{field_choices, municipality_choices};
use crate::api::{
    ApiError, DominanceLine, FlowAmount, FlowAnswer, FlowView, Named, NarrowLine, ParameterName,
    WeakLine,
};
use crate::ssr::call::not_found;
use crate::ssr::state::LoadedNetwork;

/// How many of those whom every way passes are listed.
const N_DOMINANCES: usize = 10;

/// An empty text is not asked.
pub(crate) fn flow(
    loaded: &LoadedNetwork,
    [field, municipality]: [&str; 2],
    lang: Lang,
) -> FlowView {
    let labels = Labels::new(loaded, lang);
    let report = loaded.dominances();
    let lines = report.actors.iter().take(N_DOMINANCES).map(|row| {
        let n_goal = row.pairs.iter().filter(|pair| pair.role == DominanceRole::Goal).count();
        let n_passage = row.pairs.len() - n_goal;
        DominanceLine { actor: labels.actor(&row.actor), n_passage, n_goal }
    });
    let flow = |row: &&model::Relation| row.kind.layer() == Layer::Flow;
    let mut relations = loaded.network().relations.iter().filter(flow);
    FlowView {
        fields: field_choices(loaded, lang),
        municipalities: municipality_choices(loaded),
        answer: asked(loaded, &labels, [field, municipality]),
        dominances: lines.collect(),
        n_more_dominances: report.actors.len().saturating_sub(N_DOMINANCES),
        n_pairs: report.n_pairs,
        is_example: relations.any(|row| row.envelope.is_example()),
    }
}

fn asked(
    loaded: &LoadedNetwork,
    labels: &Labels<'_>,
    [field, municipality]: [&str; 2],
) -> Result<Option<FlowAnswer>, ApiError> {
    let field = if field.is_empty() { fullest(loaded) } else { Some(known(loaded, field)?) };
    let read = || {
        let region = municipality.parse().ok();
        region.ok_or_else(|| not_found(ParameterName::Municipality, municipality))
    };
    let region = (!municipality.is_empty()).then(read).transpose()?;
    field.map(|field| answer(labels, field, region)).transpose()
}

fn known(loaded: &LoadedNetwork, text: &str) -> Result<FieldCode, ApiError> {
    let is_known =
        |code: &FieldCode| loaded.codes.contains(CodeListKind::FieldOfAction, code.as_str());
    let code = text.parse().ok().filter(is_known);
    code.ok_or_else(|| not_found(ParameterName::Field, text))
}

/// The field whose narrowest place is fullest; where none is nearly full, the first that is offered.
fn fullest(loaded: &LoadedNetwork) -> Option<FieldCode> {
    let narrow = loaded.findings().iter().find_map(|row| match &row.cause {
        FindingCause::NarrowPlace(place) => place.fields.first().cloned(),
        _ => None,
    });
    let services = loaded.network().services.iter();
    narrow.or_else(|| services.flat_map(|row| &row.fields).min().cloned())
}

fn answer(
    labels: &Labels<'_>,
    field: FieldCode,
    region: Option<RegionId>,
) -> Result<FlowAnswer, ApiError> {
    let query = FlowQuery { field, region, status: None, target_group: None };
    let report = flow_to_field(&labels.index, &query)
        .map_err(|unknown| not_found(ParameterName::Municipality, unknown.0))?;
    let FlowReport {
        throughput,
        narrowest,
        unknown_capacities,
        n_separate_ways,
        weakest_ties,
        must_pass,
        ..
    } = report;
    let is_example = narrowest.iter().any(|row| row.uses_example_data)
        || weakest_ties.iter().any(|row| row.uses_example_data);
    Ok(FlowAnswer {
        field: labels.code(CodeListKind::FieldOfAction, query.field.as_str()),
        field_code: query.field.to_string(),
        municipality: query.region.as_ref().map(|id| labels.region(id)),
        amount: match throughput {
            Throughput::NotConnected => FlowAmount::NotConnected,
            Throughput::AtMost(cases) => FlowAmount::AtMost(cases),
            Throughput::Unknown => FlowAmount::Unknown,
        },
        narrowest: narrowest.iter().map(|row| narrow(labels, row)).collect(),
        without_capacity: unknown_capacities.iter().map(|id| offered(labels, id)).collect(),
        n_separate_ways,
        weakest: weakest_ties.iter().filter_map(|row| weak(labels, row)).collect(),
        must_pass: must_pass.iter().map(|id| labels.actor(id)).collect(),
        is_example,
    })
}

fn narrow(labels: &Labels<'_>, row: &NarrowService) -> NarrowLine {
    NarrowLine {
        service: Named { id: row.service.clone(), name: service(labels, &row.service) },
        actor: labels.actor(&row.actor),
        capacity_per_month: row.capacity_per_month,
        evidence: row.evidence.iter().filter_map(|id| by_id(labels, id)).collect(),
        is_example: row.uses_example_data,
    }
}

/// "Angebot (Akteur)": services of several actors may have one name.
pub(super) fn offered(labels: &Labels<'_>, id: &ServiceId) -> String {
    let actor = labels.index.service(id).map(|service| labels.actor(&service.actor).name);
    let actor = actor.map(|actor| format!(" ({actor})"));
    format!("{}{}", service(labels, id), actor.unwrap_or_default())
}

fn weak(labels: &Labels<'_>, row: &WeakTie) -> Option<WeakLine> {
    Some(match &row.tie {
        Tie::Entry(id) => {
            let actor = &labels.index.service(id)?.actor;
            WeakLine::Entry { service: service(labels, id), actor: labels.actor(actor) }
        }
        Tie::Referral(id) => {
            let relation = labels.index.relation(id)?;
            WeakLine::Referral {
                relation: id.clone(),
                from: labels.actor(&relation.from),
                to: labels.actor(&relation.to),
            }
        }
    })
}
