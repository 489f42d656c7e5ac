//! A chain in one Kommune and in all, with names.

use std::collections::BTreeMap;

use analysis::{
    ChainError, ChainMapping, ChainPeople, ChainQuery, LeadTime, RegionChain, StepMapping,
    StepOutcome, StepProvider, StepTransition, Wait, map_chain, map_everywhere,
};
use model::{
    ChainId, ChainStep, ChainTemplate, CodeListKind, Days, Lang, RegimeCode, RegionId, ServiceId,
    StepDone, StepId,
};

use super::evidence::by_id;
use super::labels::Labels;
use super::referrals::choices::choice;
use crate::api::chain::{NearProviderView, StepSpan};
use crate::api::{
    ApiError, ChainCard, ChainChoices, ChainComparison, ChainStepView, ChainTransitionView,
    ChainView, Choice, ComparedKommune, Evidence, LeadTimeView, Named, ParameterName,
    ProcessingView, ProviderView, StepStaffing, TransitionEnd,
};
use crate::ssr::call::not_found;
use crate::ssr::state::LoadedNetwork;

pub(crate) fn chain_choices(loaded: &LoadedNetwork, lang: Lang) -> ChainChoices {
    let mut municipalities: Vec<Choice> = loaded
        .network()
        .municipalities()
        .map(|region| choice(region.id.as_str(), &region.name, None))
        .collect();
    municipalities.sort_by(|a, b| a.label.cmp(&b.label));
    let statuses = loaded.codes.list(CodeListKind::ResidenceStatus);
    ChainChoices {
        chains: loaded.chains.templates().iter().map(|template| card(template, lang)).collect(),
        municipalities,
        statuses: statuses.map(|entry| choice(&entry.code, entry.label(lang), None)).collect(),
    }
}

fn card(template: &ChainTemplate, lang: Lang) -> ChainCard {
    let chain = template.chain();
    ChainCard {
        id: chain.id.clone(),
        label: chain.label(lang).to_owned(),
        description: chain.description(lang).map(str::to_owned),
        n_steps: template.steps().len(),
    }
}

/// One chain for people of a status in one Kommune; an empty status is that of the template.
pub(crate) fn chain(
    loaded: &LoadedNetwork,
    question: [&str; 2],
    municipality: &str,
    lang: Lang,
) -> Result<ChainView, ApiError> {
    let labels = Labels::new(loaded, lang);
    let (template, people) = read(loaded, question)?;
    let unknown = |value: &str| not_found(ParameterName::Municipality, value);
    let region: RegionId = municipality.parse().map_err(|_invalid| unknown(municipality))?;
    if !loaded.network().municipalities().any(|row| row.id == region) {
        return Err(unknown(municipality));
    }
    let query = ChainQuery { people, ..ChainQuery::new(region) };
    let mapped = map_chain(&labels.index, template, &query)
        .map_err(|ChainError::UnknownRegion(id)| unknown(id.as_str()))?;
    Ok(view(&labels, template, &mapped))
}

pub(crate) fn chain_comparison(
    loaded: &LoadedNetwork,
    question: [&str; 2],
    lang: Lang,
) -> Result<ChainComparison, ApiError> {
    let labels = Labels::new(loaded, lang);
    let (template, people) = read(loaded, question)?;
    let mapped = map_everywhere(&labels.index, template, &people);
    let mut rows: Vec<ComparedKommune> = mapped.iter().map(|row| compared(&labels, row)).collect();
    let rank = |row: &ComparedKommune| (row.lead_time.days, row.n_uncovered);
    rows.sort_by(|a, b| (rank(a), &a.municipality.name).cmp(&(rank(b), &b.municipality.name)));
    Ok(ChainComparison {
        chain: template.chain().label(lang).to_owned(),
        rows,
        uses_example_data: mapped.iter().any(|row| row.lead_time.uses_example_data),
    })
}

/// Template and people of a question.
fn read<'a>(
    loaded: &'a LoadedNetwork,
    [chain, status]: [&str; 2],
) -> Result<(&'a ChainTemplate, ChainPeople), ApiError> {
    let id = chain.parse::<ChainId>().ok();
    let template = id
        .and_then(|id| loaded.chains.template(&id))
        .ok_or_else(|| not_found(ParameterName::Chain, chain))?;
    let mut people = ChainPeople::default();
    if !status.is_empty() {
        let known = loaded.codes.contains(CodeListKind::ResidenceStatus, status);
        let code = status.parse().ok().filter(|_| known);
        people.status = Some(code.ok_or_else(|| not_found(ParameterName::Status, status))?);
    }
    Ok((template, people))
}

fn view(labels: &Labels<'_>, template: &ChainTemplate, mapped: &ChainMapping) -> ChainView {
    let by_step: BTreeMap<&StepId, (&ChainStep, &StepMapping)> = template
        .steps()
        .iter()
        .zip(&mapped.steps)
        .map(|(row, step)| (&row.id, (row, step)))
        .collect();
    let steps = template.steps().iter().zip(&mapped.steps);
    let chain = template.chain();
    ChainView {
        chain: chain.label(labels.lang).to_owned(),
        description: chain.description(labels.lang).map(str::to_owned),
        municipality: labels.region(&mapped.region),
        steps: steps.map(|(row, step)| step_view(labels, row, step)).collect(),
        transitions: mapped
            .transitions
            .iter()
            .filter_map(|row| transition(labels, &by_step, row))
            .collect(),
        lead_time: lead_time(&mapped.lead_time),
        handovers: mapped.handovers,
        uses_example_data: mapped.lead_time.uses_example_data,
    }
}

fn step_view(labels: &Labels<'_>, row: &ChainStep, step: &StepMapping) -> ChainStepView {
    let regimes = row.regimes.iter().map(RegimeCode::as_str);
    ChainStepView {
        label: row.label(labels.lang).to_owned(),
        regimes: labels.codes(CodeListKind::LegalRegime, regimes),
        legal_basis: row.legal_basis.clone(),
        documents: row.required_documents.clone(),
        staffing: staffing(labels, row, step),
        span: span(row, step),
        slack_days: step.slack.map(Days::whole_days),
        is_critical: step.is_critical,
        is_optional: row.optional,
        is_goal: row.goal,
    }
}

fn service_name(labels: &Labels<'_>, id: &ServiceId) -> String {
    labels.service(id).unwrap_or_else(|| id.to_string())
}

fn staffing(labels: &Labels<'_>, row: &ChainStep, step: &StepMapping) -> StepStaffing {
    match &step.outcome {
        StepOutcome::Provided(found) => StepStaffing::Provided(Box::new(ProviderView {
            actor: labels.actor(&found.actor),
            service: service_name(labels, &found.service),
            wait: evidence(labels, found.wait.as_ref()),
            processing: processing(labels, row, found),
            n_others: step.n_candidates.saturating_sub(1),
            uses_example_data: found.uses_example_data,
        })),
        StepOutcome::Uncovered(found) => StepStaffing::Uncovered {
            reason: found.reason,
            near: found
                .near
                .iter()
                .map(|near| NearProviderView {
                    actor: labels.actor(&near.actor),
                    service: service_name(labels, &near.service),
                })
                .collect(),
        },
    }
}

fn evidence(labels: &Labels<'_>, wait: Option<&Wait>) -> Option<Evidence> {
    by_id(labels, &wait?.observation)
}

fn processing(labels: &Labels<'_>, row: &ChainStep, found: &StepProvider) -> ProcessingView {
    match (row.done, evidence(labels, found.processing.as_ref())) {
        (StepDone::Start, _) => ProcessingView::None,
        (StepDone::Completion, Some(evidence)) => ProcessingView::Observed(evidence),
        (StepDone::Completion, None) => ProcessingView::Unknown,
    }
}

/// When people wait for a step and when it runs. An optional step takes no time in the lead time;
/// for those who take it, it runs after the steps it hangs on.
fn span(row: &ChainStep, step: &StepMapping) -> StepSpan {
    let StepOutcome::Provided(found) = &step.outcome else {
        return StepSpan { waits_from: step.begins, begins: step.begins, ends: step.ends };
    };
    let minutes = |wait: &Option<Wait>| wait.as_ref().map_or(0, |wait| wait.days.minutes());
    let later = |start: Days, by: u64| Days::from_minutes(start.minutes().saturating_add(by));
    let wait = minutes(&found.wait);
    if row.optional {
        let begins = later(step.begins, wait);
        let ends = later(begins, minutes(&found.processing));
        return StepSpan { waits_from: step.begins, begins, ends };
    }
    let waits_from = Days::from_minutes(step.begins.minutes().saturating_sub(wait));
    StepSpan { waits_from, begins: step.begins, ends: step.ends }
}

fn transition(
    labels: &Labels<'_>,
    by_step: &BTreeMap<&StepId, (&ChainStep, &StepMapping)>,
    row: &StepTransition,
) -> Option<ChainTransitionView> {
    let end = |id: &StepId| {
        let (template, step) = by_step.get(id)?;
        let actor = match &step.outcome {
            StepOutcome::Provided(found) => Some(labels.actor(&found.actor)),
            StepOutcome::Uncovered(_) => None,
        };
        Some(TransitionEnd { step: template.label(labels.lang).to_owned(), actor })
    };
    let regimes = |codes: &[RegimeCode]| {
        let codes = codes.iter().map(RegimeCode::as_str);
        labels.codes(CodeListKind::LegalRegime, codes).join(", ")
    };
    Some(ChainTransitionView {
        from: end(&row.from)?,
        to: end(&row.to)?,
        state: row.state,
        status: row.status,
        has_agreement: row.agreement.is_some(),
        regime_change: row
            .regime_change
            .as_ref()
            .map(|change| (regimes(&change.from), regimes(&change.to))),
        uses_example_data: row.uses_example_data,
    })
}

fn lead_time(row: &LeadTime) -> LeadTimeView {
    LeadTimeView {
        days: row.known.whole_days(),
        waiting_days: row.waiting.whole_days(),
        processing_days: row.processing.whole_days(),
        n_unknown_steps: row.unknown_steps,
    }
}

fn compared(labels: &Labels<'_>, row: &RegionChain) -> ComparedKommune {
    ComparedKommune {
        municipality: Named { id: row.region.clone(), name: labels.region(&row.region) },
        lead_time: lead_time(&row.lead_time),
        n_uncovered: row.n_uncovered,
        handovers: row.handovers,
    }
}
