//! Parts of `ketten`: the course as a chart and a table, what is missing, all Kommunen compared.

mod axis;
mod comparison;
mod findings;
mod gantt;
mod step_table;

use leptos::prelude::*;

pub(crate) use comparison::Comparison;
pub(crate) use findings::{TransitionFindings, UncoveredFindings};
pub(crate) use gantt::Gantt;
pub(crate) use step_table::StepTable;

use crate::api::ChainStepView;
use crate::text::use_texts;

/// What a step is besides a step, in words.
#[component]
fn StepTags(step: ChainStepView) -> impl IntoView {
    let texts = use_texts();
    let tag = |class: &'static str, text: &'static str| view! { <span class=class>{text}</span> };
    view! {
        {step.is_critical.then(|| tag("tag tag-critical", texts.chain_critical))}
        {step.is_goal.then(|| tag("tag tag-entry", texts.chain_goal))}
        {step.is_optional.then(|| tag("tag", texts.chain_optional))}
        {step.provider().is_none().then(|| tag("tag tag-gap", texts.chain_nobody))}
    }
    .into_any()
}
