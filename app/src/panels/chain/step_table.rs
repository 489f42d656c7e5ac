//! The steps as a table: everything the chart shows, and the evidence.

use leptos::prelude::*;

use super::StepTags;
use crate::api::{ChainStepView, ProcessingView, ProviderView, StepStaffing};
use crate::components::EvidenceText;
use crate::routes::paths;
use crate::state::use_lang;
use crate::text::{sentences, use_texts};

#[component]
pub(crate) fn StepTable(ags: String, steps: Vec<ChainStepView>) -> impl IntoView {
    let texts = use_texts();
    let headings = [
        texts.chain_column_step,
        texts.column_actor,
        texts.column_wait,
        texts.routes_processing,
        texts.chain_column_span,
        texts.chain_column_slack,
        texts.chain_column_regimes,
        texts.service_documents,
    ];
    let rows = steps.into_iter().map(|step| view! { <Row ags=ags.clone() step=step /> });
    view! {
        <div class="table-scroll" tabindex="0" role="group" aria-label=texts.chain_table>
            <table class="chain-steps">
                <caption class="visually-hidden">{texts.chain_table}</caption>
                <thead>
                    <tr>{headings.map(|name| view! { <th scope="col">{name}</th> }).into_iter().collect_view()}</tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

#[component]
fn Row(ags: String, step: ChainStepView) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let slack = match step.slack_days {
        Some(0) => texts.chain_slack_none.to_owned(),
        Some(n) => sentences::days(lang, n),
        None => texts.chain_slack_free.to_owned(),
    };
    let span = format!("{}–{}", step.span.waits_from.whole_days(), step.span.ends.whole_days());
    let tags = step.clone();
    let cells = match step.staffing {
        StepStaffing::Provided(provider) => {
            view! { <Times ags=ags provider=*provider /> }.into_any()
        }
        StepStaffing::Uncovered { .. } => {
            view! { <td colspan="3" class="nobody">{texts.chain_nobody}</td> }.into_any()
        }
    };
    view! {
        <tr>
            <th scope="row">
                {step.label} " " <StepTags step=tags />
                {step.legal_basis.map(|basis| view! { <small class="muted legal-basis">{basis}</small> })}
            </th>
            {cells}
            <td class="number">{span}</td>
            <td>{slack}</td>
            <td>{list(&step.regimes)}</td>
            <td>{list(&step.documents)}</td>
        </tr>
    }
    .into_any()
}

fn list(items: &[String]) -> String {
    if items.is_empty() { "–".to_owned() } else { items.join(", ") }
}

#[component]
fn Times(ags: String, provider: ProviderView) -> impl IntoView {
    let texts = use_texts();
    let wait = match provider.wait {
        Some(evidence) => view! { <EvidenceText evidence=evidence /> }.into_any(),
        None => texts.unknown.into_any(),
    };
    let processing = match provider.processing {
        ProcessingView::Observed(evidence) => {
            view! { <EvidenceText evidence=evidence /> }.into_any()
        }
        ProcessingView::Unknown => texts.unknown.into_any(),
        ProcessingView::None => texts.chain_done_at_start.into_any(),
    };
    view! {
        <td>
            <a href=paths::actor(&ags, provider.actor.id.as_str())>{provider.actor.name}</a>
            <small class="muted legal-basis">{provider.service}</small>
        </td>
        <td>{wait}</td>
        <td>{processing}</td>
    }
    .into_any()
}
