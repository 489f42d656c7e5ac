//! Who may be in the network already, while one types a name.

use std::time::Duration;

use edit::{Intent, Likeness};
use leptos::prelude::*;
use leptos::task::spawn_local;
use model::{RowKey, TableName};

use super::Outcome;
use super::draft::Draft;
use crate::api::{SimilarView, find_similar};
use crate::state::use_lang;
use crate::text::use_texts;

/// A pause in typing.
const PAUSE: Duration = Duration::from_millis(350);
/// A name of fewer letters says nothing.
const MIN_LETTERS: usize = 3;

#[component]
pub(super) fn Similar(draft: Draft, on_done: Callback<Outcome>) -> impl IntoView {
    let texts = use_texts();
    let found = RwSignal::new(Vec::<SimilarView>::new());
    // What was asked last counts, whatever arrives last.
    let n_asked = StoredValue::new(0_u32);
    Effect::new(move |_| {
        let asked = [draft.cell("name"), draft.cell("contact"), draft.cell("region")];
        let [name, contact, region] = asked;
        n_asked.update_value(|n| *n += 1);
        let turn = n_asked.get_value();
        if name.trim().chars().count() < MIN_LETTERS {
            found.set(Vec::new());
            return;
        }
        let (ags, id) = (draft.ags(), draft.cell("id"));
        let ask = move || {
            spawn_local(async move {
                if n_asked.try_get_value() != Some(turn) {
                    return;
                }
                let answer = find_similar(ags, name, id, contact, region).await;
                if n_asked.try_get_value() == Some(turn) {
                    found.set(answer.unwrap_or_default());
                }
            });
        };
        set_timeout(ask, PAUSE);
    });
    view! {
        <div class="edit-similar" role="status">
            {move || {
                let found = found.get();
                (!found.is_empty()).then(|| {
                    let items = found.into_iter().map(|one| view! { <SimilarActorItem draft=draft one=one on_done=on_done /> });
                    view! { <p>{texts.edit_similar}</p> <ul class="plain">{items.collect_view()}</ul> }
                })
            }}
        </div>
    }
    .into_any()
}

#[component]
fn SimilarActorItem(draft: Draft, one: SimilarView, on_done: Callback<Outcome>) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let why = match one.likeness {
        Likeness::SameName => texts.edit_similar_same_name,
        Likeness::SameContact => texts.edit_similar_contact,
        Likeness::AlikeName => texts.edit_similar_alike,
    };
    let place = one.place.map(|place| format!(" · {place}"));
    let other = StoredValue::new(one.actor.id.clone());
    let kept = draft.key().and_then(|key| key.id.parse::<model::ActorId>().ok());
    let action = if let Some(kept) = kept {
        view! { <Join draft=draft kept=kept dropped=other on_done=on_done /> }.into_any()
    } else {
        let open = move |_| {
            let key = RowKey::new(TableName::Actors, other.get_value().as_str());
            on_done.run(Outcome::Found(key));
        };
        view! { <button type="button" class="button button-small" on:click=open>{texts.edit_similar_open}</button> }
            .into_any()
    };
    view! {
        <li>
            <strong>{one.actor.name}</strong>
            <span class="muted">" " {one.kind.label(lang)} {place} " · " {why}</span>
            " " {action}
        </li>
    }
    .into_any()
}

/// Joining two entries: first what it does, then whether one means it.
#[component]
fn Join(
    draft: Draft,
    kept: model::ActorId,
    dropped: StoredValue<model::ActorId>,
    on_done: Callback<Outcome>,
) -> impl IntoView {
    let texts = use_texts();
    let is_asked = RwSignal::new(false);
    let kept = StoredValue::new(kept);
    let join = move |_| {
        if draft.is_dirty() {
            draft.say(texts.edit_join_dirty.to_owned());
            return;
        }
        let intent = Intent::Join { kept: kept.get_value(), dropped: dropped.get_value() };
        let key = RowKey::new(TableName::Actors, kept.get_value().as_str());
        draft.send(intent, move |written| {
            // The page may be gone by now.
            let _done = on_done.try_run(Outcome::Saved { key: key.clone(), written });
        });
    };
    view! {
        <button type="button" class="button button-small" aria-expanded=move || is_asked.get().to_string() on:click=move |_| is_asked.update(|asked| *asked = !*asked)>
            {texts.edit_join_here}
        </button>
        {move || is_asked.get().then(|| view! {
            <div role="group" class="edit-join">
                <p>{texts.edit_join_question}</p>
                <button type="button" class="button button-danger button-small" disabled=move || draft.is_sending() on:click=join>{texts.edit_join_really}</button>
            </div>
        })}
    }
    .into_any()
}
