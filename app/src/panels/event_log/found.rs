//! What a log tells: organisations, hand-overs, steps that follow each other.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use exchange::event_log::{FollowCount, HandoverCount, HandoverCounts, OrganisationCount};
use leptos::prelude::*;
use model::{ActorId, RelationId};

use super::Log;
use crate::api::exchange::LogTargets;
use crate::components::DataTable;
use crate::format;
use crate::state::use_lang;
use crate::text::{sentences, use_texts};

/// More of a list nobody reads; what is taken over does not depend on it.
const MAX_LINES: usize = 200;
const MAX_FOLLOWS: usize = 60;
const ACTOR_LIST: &str = "protokoll-akteure";

/// The organisations that one can assign, those with most cases first.
pub(super) fn listed(counts: &HandoverCounts) -> impl Iterator<Item = &OrganisationCount> {
    let mut organisations: Vec<&OrganisationCount> = counts.organisations.iter().collect();
    organisations.sort_by_key(|organisation| Reverse(organisation.n_cases));
    organisations.into_iter().take(MAX_LINES)
}

#[component]
pub(super) fn Found(
    log: Log,
    counts: Arc<HandoverCounts>,
    targets: Arc<LogTargets>,
    may_write: bool,
) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let summary = sentences::event_log::summary(lang, &counts);
    let left_out = sentences::event_log::left_out(lang, &counts);
    let left_out = (!left_out.is_empty()).then(|| {
        let items = left_out.into_iter().map(|line| view! { <li>{line}</li> });
        view! {
            <details class="import-part">
                <summary><h3>{texts.log_left_out}</h3></summary>
                <ul class="import-list">{items.collect_view()}</ul>
            </details>
        }
    });
    let taken = may_write.then(|| {
        view! { <TakeOver log=log counts=Arc::clone(&counts) targets=Arc::clone(&targets) /> }
    });
    view! {
        <section class="log-found" aria-labelledby="protokoll-befund">
            <h2 id="protokoll-befund">{texts.log_found}</h2>
            <p class="muted">{log.file_name.get_untracked()}</p>
            <p class="answer-sentence">{summary}</p>
            {left_out}
            <Organisations log=log counts=Arc::clone(&counts) targets=Arc::clone(&targets) />
            <Handovers log=log counts=Arc::clone(&counts) targets=targets />
            <Follows follows=counts.follows.clone() />
            {taken}
        </section>
    }
    .into_any()
}

/// Which actor each organisation is.
#[component]
fn Organisations(log: Log, counts: Arc<HandoverCounts>, targets: Arc<LogTargets>) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let names = StoredValue::new(unique_names(&targets));
    let options = names.with_value(|names| {
        names.values().map(|name| view! { <option value=name.clone()></option> }).collect_view()
    });
    let n_more = counts.organisations.len().saturating_sub(MAX_LINES);
    let rows = listed(&counts).map(|organisation| {
        let n_cases = format::integer(lang, organisation.n_cases.into());
        view! {
            <tr>
                <th scope="row">{organisation.name.clone()}</th>
                <td class="number">{n_cases}</td>
                <td><ActorPick log=log organisation=organisation.name.clone() names=names /></td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    let more = (n_more > 0)
        .then(|| view! { <p class="muted">{sentences::edit::further_rows(lang, n_more)}</p> });
    view! {
        <h3 id="protokoll-organisationen">{texts.log_organisations}</h3>
        <p class="muted">{texts.log_organisations_text}</p>
        <DataTable labelled_by="protokoll-organisationen" headings=[texts.log_organisation, texts.log_cases, texts.log_actor]>
            {rows}
        </DataTable>
        {more}
        <datalist id=ACTOR_LIST>{options}</datalist>
    }
    .into_any()
}

/// Each actor with a name that no other has.
fn unique_names(targets: &LogTargets) -> BTreeMap<ActorId, String> {
    let mut seen = BTreeSet::new();
    let twice: BTreeSet<&str> = targets
        .actors
        .iter()
        .map(|actor| actor.name.as_str())
        .filter(|name| !seen.insert(*name))
        .collect();
    let name = |actor: &edit::CalledActor| {
        if twice.contains(actor.name.as_str()) {
            format!("{} · {}", actor.name, actor.id)
        } else {
            actor.name.clone()
        }
    };
    targets.actors.iter().map(|actor| (actor.id.clone(), name(actor))).collect()
}

#[component]
fn ActorPick(
    log: Log,
    organisation: String,
    names: StoredValue<BTreeMap<ActorId, String>>,
) -> impl IntoView {
    let texts = use_texts();
    let is_unknown = RwSignal::new(false);
    let label = format!("{}: {organisation}", texts.log_actor);
    let key = StoredValue::new(organisation);
    let shown = move || {
        let id = log.actor_of.with(|actor_of| key.with_value(|key| actor_of.get(key).cloned()));
        id.and_then(|id| names.with_value(|names| names.get(&id).cloned())).unwrap_or_default()
    };
    let on_change = move |event| {
        let typed = event_target_value(&event).trim().to_lowercase();
        let found = names.with_value(|names| {
            names.iter().find(|(_, name)| name.to_lowercase() == typed).map(|(id, _)| id.clone())
        });
        is_unknown.set(found.is_none() && !typed.is_empty());
        key.with_value(|key| log.assign(key, found));
    };
    view! {
        <input
            type="text"
            class="log-pick"
            list=ACTOR_LIST
            autocomplete="off"
            aria-label=label
            aria-invalid=move || is_unknown.get().then_some("true")
            placeholder=texts.log_not_taken
            prop:value=shown
            on:change=on_change
        />
        {move || is_unknown.get().then(|| view! { <span class="edit-problem">{texts.edit_unknown_name}</span> })}
    }
    .into_any()
}

/// What taking a hand-over over would do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    /// One of its ends is no actor.
    Unassigned,
    Within,
    Completes,
    Adds,
}

fn fate(
    handover: &HandoverCount,
    actor_of: &BTreeMap<String, ActorId>,
    known: &BTreeMap<(ActorId, ActorId), RelationId>,
) -> Fate {
    match actor_of.get(&handover.from).cloned().zip(actor_of.get(&handover.to).cloned()) {
        None => Fate::Unassigned,
        Some((from, to)) if from == to => Fate::Within,
        Some(pair) if known.contains_key(&pair) => Fate::Completes,
        Some(_) => Fate::Adds,
    }
}

#[component]
fn Handovers(log: Log, counts: Arc<HandoverCounts>, targets: Arc<LogTargets>) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let n_months = counts.period.n_months();
    let known = StoredValue::new(targets.relations.iter().cloned().collect::<BTreeMap<_, _>>());
    let mut handovers: Vec<&HandoverCount> = counts.handovers.iter().collect();
    handovers.sort_by_key(|handover| Reverse(handover.n_handovers));
    let n_more = handovers.len().saturating_sub(MAX_LINES);
    let days = |wait: Option<model::Days>| {
        wait.map_or_else(|| "–".to_owned(), |wait| sentences::scenario::wait_in_tenths(lang, wait))
    };
    let rows = handovers.into_iter().take(MAX_LINES).map(|handover| {
        let monthly = sentences::event_log::per_month(lang, handover.n_handovers, n_months);
        let waits = handover.waits;
        let (median, p90) = (days(waits.map(|it| it.median)), days(waits.map(|it| it.p90)));
        let own = StoredValue::new(handover.clone());
        let word = move || {
            let fate = log.actor_of.with(|actor_of| {
                own.with_value(|own| known.with_value(|known| fate(own, actor_of, known)))
            });
            match fate {
                Fate::Unassigned => texts.log_fate_unassigned,
                Fate::Within => texts.log_fate_within,
                Fate::Completes => texts.log_fate_completes,
                Fate::Adds => texts.log_fate_adds,
            }
        };
        view! {
            <tr>
                <th scope="row">{handover.from.clone()} " → " {handover.to.clone()}</th>
                <td class="number">{format::integer(lang, handover.n_cases.into())}</td>
                <td class="number">{monthly}</td>
                <td class="number">{median}</td>
                <td class="number">{p90}</td>
                <td>{word}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    let none = counts
        .handovers
        .is_empty()
        .then(|| view! { <p class="notice">{texts.log_no_handovers}</p> });
    let more = (n_more > 0)
        .then(|| view! { <p class="muted">{sentences::edit::further_rows(lang, n_more)}</p> });
    view! {
        <h3 id="protokoll-uebergaben">{texts.log_handovers}</h3>
        <p class="muted">{texts.log_handovers_text}</p>
        {none}
        <DataTable labelled_by="protokoll-uebergaben" headings=[
            texts.log_handover, texts.log_cases, texts.log_monthly, texts.log_median, texts.log_p90, texts.log_in_network,
        ]>
            {rows}
        </DataTable>
        {more}
    }
    .into_any()
}

/// Which step comes directly after which.
#[component]
fn Follows(mut follows: Vec<FollowCount>) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    if follows.is_empty() {
        return ().into_any();
    }
    follows.sort_by_key(|follow| Reverse(follow.n));
    let n_more = follows.len().saturating_sub(MAX_FOLLOWS);
    let rows = follows.into_iter().take(MAX_FOLLOWS).map(|follow| {
        view! {
            <tr>
                <th scope="row">{follow.from} " → " {follow.to}</th>
                <td class="number">{format::integer(lang, follow.n_cases.into())}</td>
                <td class="number">{format::integer(lang, follow.n)}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    let more = (n_more > 0)
        .then(|| view! { <p class="muted">{sentences::edit::further_rows(lang, n_more)}</p> });
    view! {
        <details class="import-part">
            <summary><h3 id="protokoll-folgen">{texts.log_follows}</h3></summary>
            <DataTable labelled_by="protokoll-folgen" headings=[texts.log_follow, texts.log_cases, texts.log_times]>
                {rows}
            </DataTable>
            {more}
        </details>
    }
    .into_any()
}

/// How much would be taken over, and the look at it.
#[component]
fn TakeOver(log: Log, counts: Arc<HandoverCounts>, targets: Arc<LogTargets>) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let known: BTreeMap<_, _> = targets.relations.iter().cloned().collect();
    let n_taken = Memo::new(move |_| {
        log.actor_of.with(|actor_of| {
            let fates = counts.handovers.iter().map(|handover| fate(handover, actor_of, &known));
            fates.filter(|fate| matches!(fate, Fate::Completes | Fate::Adds)).count()
        })
    });
    view! {
        <p class="edit-actions">
            <button type="button" class="button primary" disabled=move || n_taken.get() == 0 on:click=move |_| log.preview()>
                {texts.log_preview}
            </button>
            <span class="muted">{move || sentences::event_log::taken(lang, n_taken.get())}</span>
        </p>
    }
    .into_any()
}
