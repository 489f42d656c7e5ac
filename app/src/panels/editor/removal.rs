//! Removing a row: first what goes with it, then whether one means it.

use edit::Intent;
use leptos::html::Button;
use leptos::prelude::*;
use model::RowKey;

use super::Outcome;
use super::draft::{Draft, bring_into_sight};
use crate::api::edit::DependantLine;
use crate::state::use_lang;
use crate::text::{sentences, use_texts};

/// So many lines are read before one decides.
const MAX_LINES: usize = 30;

#[component]
pub(super) fn Removal(
    draft: Draft,
    key: RowKey,
    /// Whether the form was opened to remove the row.
    is_asked: bool,
    on_done: Callback<Outcome>,
) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let opened_to_remove = is_asked;
    let is_asked = RwSignal::new(is_asked);
    let opener = NodeRef::<Button>::new();
    Effect::new(move |_| {
        if let Some(opener) = opener.get().filter(|_| opened_to_remove) {
            bring_into_sight(".editor .edit-removal");
            // What follows from it is read before it is done.
            let _focused = opener.focus();
        }
    });
    let lines = draft.form.with_value(|form| form.dependants.clone());
    let n_dependants = lines.len();
    let n_more = lines.len().saturating_sub(MAX_LINES);
    let key = StoredValue::new(key);
    let remove = move |_| {
        let Some(seen) = draft.seen() else { return };
        let intent = Intent::Remove { seen: Box::new(seen), n_dependants };
        draft.send(intent, move |written| {
            // The page may be gone by now.
            let _done = on_done.try_run(Outcome::Removed { key: key.get_value(), written });
        });
    };
    let lines = StoredValue::new(lines);
    let ask = move |_| {
        is_asked.update(|asked| *asked = !*asked);
        bring_into_sight(".editor .edit-removal");
    };
    let consequence = move || {
        if n_dependants == 0 {
            return view! { <p>{texts.edit_remove_alone}</p> }.into_any();
        }
        let items = lines.with_value(|lines| {
            let line = |line: &DependantLine| {
                let text = sentences::edit::dependant(lang, &line.row, line.stays);
                view! { <li>{text}</li> }
            };
            lines.iter().take(MAX_LINES).map(line).collect_view()
        });
        view! {
            <p>{texts.edit_remove_with}</p>
            <ul class="edit-dependants">{items} {(n_more > 0).then(|| view! { <li>"… + " {n_more}</li> })}</ul>
        }
        .into_any()
    };
    view! {
        <div class="edit-removal">
            <button node_ref=opener type="button" class="button button-quiet" aria-expanded=move || is_asked.get().to_string() on:click=ask>
                {texts.edit_remove}
            </button>
            {move || is_asked.get().then(|| view! {
                <div role="group">
                    {consequence()}
                    <button type="button" class="button button-danger" disabled=move || draft.is_sending() on:click=remove>{texts.edit_remove_really}</button>
                </div>
            })}
        </div>
    }
    .into_any()
}
