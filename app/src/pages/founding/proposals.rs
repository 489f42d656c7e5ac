//! Typical authorities to tick, and founding the network with them.

use std::collections::{BTreeMap, BTreeSet};

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use model::{ActorGroup, ActorKind};

use crate::api::founding::{ProposalView, found_network};
use crate::components::Problem;
use crate::routes::paths;
use crate::state::use_lang;
use crate::text::{sentences, use_texts};

/// Under which heading a proposal stands.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Heading {
    /// There for the whole Kreis.
    Group(ActorGroup),
    /// One in each of some Kommunen.
    Kind(ActorKind),
}

#[component]
pub(super) fn Proposals(
    ags: String,
    proposals: Vec<ProposalView>,
    may_write: bool,
) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let preselected = proposals.iter().filter(|proposal| proposal.is_preselected);
    let chosen: RwSignal<BTreeSet<String>> =
        RwSignal::new(preselected.map(|proposal| proposal.id.clone()).collect());
    let mut by_heading: BTreeMap<Heading, Vec<ProposalView>> = BTreeMap::new();
    for proposal in proposals {
        let heading = match proposal.municipality {
            Some(_) => Heading::Kind(proposal.kind),
            None => Heading::Group(proposal.kind.group()),
        };
        by_heading.entry(heading).or_default().push(proposal);
    }
    let (kreis, towns): (Vec<_>, Vec<_>) =
        by_heading.into_iter().partition(|(heading, _)| matches!(heading, Heading::Group(_)));
    let boxes = move |parts: Vec<(Heading, Vec<ProposalView>)>| {
        let parts = parts.into_iter().map(|(heading, proposals)| {
            let title = match heading {
                Heading::Group(group) => group.label(lang),
                Heading::Kind(kind) => kind.label(lang),
            };
            view! { <Part title=title proposals=proposals chosen=chosen /> }
        });
        parts.collect_view()
    };
    view! {
        <section aria-labelledby="stellen-kreis">
            <h2 id="stellen-kreis">{texts.founding_actors}</h2>
            <p>{texts.founding_actors_text}</p>
            <div class="founding-parts">{boxes(kreis)}</div>
        </section>
        <section aria-labelledby="stellen-kommunen">
            <h2 id="stellen-kommunen">{texts.founding_towns}</h2>
            <p>{texts.founding_towns_text}</p>
            <div class="founding-parts">{boxes(towns)}</div>
        </section>
        {may_write.then(|| view! { <Found ags=ags chosen=chosen /> })}
    }
    .into_any()
}

/// Proposals of one kind, to tick one by one or together.
#[component]
fn Part(
    title: &'static str,
    proposals: Vec<ProposalView>,
    chosen: RwSignal<BTreeSet<String>>,
) -> impl IntoView {
    let texts = use_texts();
    let ids = StoredValue::new(proposals.iter().map(|it| it.id.clone()).collect::<Vec<_>>());
    let n_chosen = Memo::new(move |_| {
        chosen.with(|chosen| {
            ids.with_value(|ids| ids.iter().filter(|id| chosen.contains(*id)).count())
        })
    });
    let n_all = proposals.len();
    let choose_all = move |_| {
        chosen.update(|chosen| {
            ids.with_value(|ids| {
                if n_chosen.get_untracked() == n_all {
                    chosen.retain(|id| !ids.contains(id));
                } else {
                    chosen.extend(ids.iter().cloned());
                }
            });
        });
    };
    let items = proposals.into_iter().map(|proposal| {
        let id = StoredValue::new(proposal.id);
        let is_chosen = move || chosen.with(|chosen| id.with_value(|id| chosen.contains(id)));
        let on_change = move |event| {
            let is_checked = event_target_checked(&event);
            chosen.update(|chosen| {
                if is_checked {
                    chosen.insert(id.get_value());
                } else {
                    id.with_value(|id| chosen.remove(id));
                }
            });
        };
        let note = proposal.note.map(|note| view! { <small class="muted">{note}</small> });
        view! {
            <li>
                <label class="edit-box">
                    <input type="checkbox" prop:checked=is_chosen checked=proposal.is_preselected on:change=on_change />
                    <span>{proposal.name} {note}</span>
                </label>
            </li>
        }
    });
    let items = items.collect_view();
    let word =
        move || if n_chosen.get() == n_all { texts.founding_none } else { texts.founding_all };
    view! {
        <fieldset class="founding-part">
            <legend>{title} " " <span class="count">{move || n_chosen.get()} "/" {n_all}</span></legend>
            <button type="button" class="link" aria-label=move || format!("{title}: {}", word()) on:click=choose_all>{word}</button>
            <ul class="plain">{items}</ul>
        </fieldset>
    }
    .into_any()
}

/// How many are chosen, and the last step.
#[component]
fn Found(ags: String, chosen: RwSignal<BTreeSet<String>>) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let navigate = StoredValue::new(use_navigate());
    let ags = StoredValue::new(ags);
    let is_busy = RwSignal::new(false);
    let problem = RwSignal::new(None);
    let left_out = RwSignal::new(Vec::<String>::new());
    let found = move |_| {
        is_busy.set(true);
        problem.set(None);
        let (ags, go) = (ags.get_value(), navigate.get_value());
        let ids = chosen.with_untracked(|chosen| chosen.iter().cloned().collect());
        spawn_local(async move {
            let answer = found_network(ags.clone(), ids).await;
            // The reader may have gone elsewhere meanwhile.
            if is_busy.try_set(false).is_some() {
                return;
            }
            match answer {
                Ok(founded) if founded.left_out.is_empty() => {
                    go(&paths::kreis(&ags), NavigateOptions::default());
                }
                Ok(founded) => left_out.set(founded.left_out),
                Err(error) => problem.set(Some(error)),
            }
        });
    };
    view! {
        {move || problem.get().map(|error| view! { <Problem error=error /> })}
        {move || (!left_out.with(Vec::is_empty)).then(|| view! {
            <div class="notice" role="alert">
                <p>{texts.founding_left_out} " " {left_out.get().join(", ")}</p>
                <p><a class="button primary" href=paths::kreis(&ags.get_value())>{texts.founding_open}</a></p>
            </div>
        })}
        <p class="edit-actions founding-last" hidden=move || !left_out.with(Vec::is_empty)>
            <button type="button" class="button primary" disabled=move || is_busy.get() on:click=found>
                {move || if is_busy.get() { texts.founding_busy } else { texts.founding_run }}
            </button>
            <span class="muted" role="status">{move || sentences::founding_chosen(lang, chosen.with(BTreeSet::len))}</span>
        </p>
    }
    .into_any()
}
