//! Why not another way: stations that lay near, and the full reason against each.

use analysis::{ExclusionReason, MissingConfirmation};
use leptos::prelude::*;
use model::Lang;

use crate::api::NearMiss;
use crate::routes::paths;
use crate::state::use_lang;
use crate::text::{Texts, sentences, use_texts};

/// How many are read at once; the rest opens on demand.
const N_AT_ONCE: usize = 6;

#[component]
pub(crate) fn NearMisses(
    ags: Memo<String>,
    misses: Vec<NearMiss>,
    municipality: String,
    /// The language that was asked for.
    language: Option<String>,
) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    if misses.is_empty() {
        return None;
    }
    let lead = sentences::routes::near_misses(lang, misses.len());
    let asked = Asked { municipality, language: language.unwrap_or_default() };
    let item = move |miss: NearMiss| {
        let reason = reason_text(texts, lang, &miss, &asked);
        let id = miss.actor.id.clone();
        view! {
            <li>
                <a href=move || paths::actor(&ags.get(), id.as_str())>{miss.actor.name}</a>
                {miss.service.map(|service| view! { <span class="muted">" · " {service}</span> })}
                ": " {reason}
            </li>
        }
    };
    let mut items: Vec<_> = misses.into_iter().map(item).collect();
    let rest = items.split_off(items.len().min(N_AT_ONCE));
    let rest = (!rest.is_empty()).then(|| {
        view! {
            <details>
                <summary>{sentences::routes::more_near_misses(lang, rest.len())}</summary>
                <ul>{rest}</ul>
            </details>
        }
    });
    Some(view! {
        <section class="near-misses" aria-labelledby="nicht-anders">
            <h2 id="nicht-anders">{texts.routes_misses}</h2>
            <p class="muted">{lead}</p>
            <ul>{items}</ul>
            {rest}
        </section>
    })
}

/// What was asked for, in words.
struct Asked {
    municipality: String,
    language: String,
}

fn reason_text(texts: &'static Texts, lang: Lang, miss: &NearMiss, asked: &Asked) -> String {
    let only = |lead: &str| format!("{lead} {}", miss.accepted.join(", "));
    match miss.reason {
        ExclusionReason::NotCovering { .. } => {
            sentences::routes::not_covering(lang, &asked.municipality, &miss.accepted)
        }
        ExclusionReason::StatusNotAccepted { .. } => only(texts.reason_status_only),
        ExclusionReason::TargetGroupNotAccepted { .. } => only(texts.reason_group_only),
        ExclusionReason::LanguageNotOffered { .. } => {
            sentences::routes::not_in_language(lang, &asked.language, &miss.accepted)
        }
        ExclusionReason::ServiceNotActive => texts.reason_inactive.to_owned(),
        ExclusionReason::RelationNotPassable(status) => {
            format!("{} {}", texts.reason_relation, status.label(lang))
        }
        ExclusionReason::NotConfirmed(missing) => unconfirmed(texts, missing).to_owned(),
        ExclusionReason::Avoided => texts.reason_avoided.to_owned(),
        ExclusionReason::TooManyHandovers { needed } => {
            format!("{} {}", texts.reason_too_far, sentences::handovers(lang, needed.into()))
        }
    }
}

fn unconfirmed(texts: &'static Texts, missing: MissingConfirmation) -> &'static str {
    match missing {
        MissingConfirmation::Sender => texts.reason_unconfirmed_sender,
        MissingConfirmation::Receiver => texts.reason_unconfirmed_receiver,
        MissingConfirmation::Both => texts.reason_unconfirmed_both,
    }
}
