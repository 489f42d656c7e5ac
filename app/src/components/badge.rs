//! How sure a statement is, always in words.

use leptos::prelude::*;
use model::Confidence;

use crate::text::use_texts;

/// Marks numbers that are made up.
#[component]
pub(crate) fn ExampleBadge() -> impl IntoView {
    let texts = use_texts();
    view! { <span class="badge badge-example" title=texts.example_title>{texts.example_badge}</span> }
}

/// Marks what is not confirmed; confirmed statements stay unmarked, their source is named.
#[component]
pub(crate) fn ConfidenceBadge(confidence: Confidence) -> impl IntoView {
    let texts = use_texts();
    match confidence {
        Confidence::Confirmed => None,
        Confidence::Assumed => Some(
            view! {
                <span class="badge" title=texts.assumed_title>{texts.assumed_badge}</span>
            }
            .into_any(),
        ),
        Confidence::Example => Some(view! { <ExampleBadge /> }.into_any()),
    }
}
