//! Somebody was faster: both values side by side, and a choice.

use edit::{ColumnConflict, ConflictKind};
use leptos::prelude::*;

use super::draft::Draft;
use super::fields::display;
use super::label;
use crate::api::ConflictView;
use crate::state::use_lang;
use crate::text::use_texts;

#[component]
pub(super) fn ConflictNote(draft: Draft) -> impl IntoView {
    move || draft.conflict.get().map(|conflict| shown(draft, conflict))
}

fn shown(draft: Draft, conflict: ConflictView) -> AnyView {
    let texts = use_texts();
    let body = match conflict.kind.clone() {
        ConflictKind::Columns(columns) => {
            view! { <Columns draft=draft conflict=conflict columns=columns /> }.into_any()
        }
        ConflictKind::Gone => view! {
            <p>{texts.edit_conflict_gone}</p>
            <button type="button" class="button" on:click=move |_| draft.make_anew()>{texts.edit_gone_again}</button>
        }
        .into_any(),
        ConflictKind::Exists | ConflictKind::ChangedSince => view! {
            <p>{texts.edit_conflict_changed}</p>
            <button type="button" class="button" on:click=move |_| draft.reload.run(())>{texts.edit_reload}</button>
        }
        .into_any(),
    };
    view! {
        <section class="edit-conflict" role="alert">
            <h3>{texts.edit_conflict}</h3>
            {body}
        </section>
    }
    .into_any()
}

#[component]
fn Columns(draft: Draft, conflict: ConflictView, columns: Vec<ColumnConflict>) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let table = draft.table();
    // Theirs until somebody says otherwise: nothing is written over by accident.
    let is_mine: Vec<RwSignal<bool>> = columns.iter().map(|_| RwSignal::new(false)).collect();
    let choices = {
        let (columns, is_mine) = (columns.clone(), is_mine.clone());
        move || -> Vec<(String, String)> {
            let pairs = columns.iter().zip(&is_mine);
            let chosen = pairs.map(|(column, is_mine)| {
                let value = if is_mine.get_untracked() { &column.mine } else { &column.theirs };
                (column.column.clone(), value.clone())
            });
            chosen.collect()
        }
    };
    let rows = columns.into_iter().zip(is_mine).map(|(column, is_mine)| {
        let name = format!("conflict-{}", column.column);
        let value = |text: &str| match text {
            "" => texts.history_empty_cell.to_owned(),
            text => draft.form.with_value(|form| display(form, &column.column, text, lang)),
        };
        view! {
            <fieldset class="edit-choice">
                <legend>{label(lang, table, &column.column)}</legend>
                <p class="muted small">{texts.edit_conflict_seen} ": " {value(&column.seen)}</p>
                <label>
                    <input type="radio" name=name.clone() prop:checked=move || !is_mine.get() on:change=move |_| is_mine.set(false) />
                    <span>{texts.edit_conflict_theirs} ": " <strong>{value(&column.theirs)}</strong></span>
                </label>
                <label>
                    <input type="radio" name=name prop:checked=move || is_mine.get() on:change=move |_| is_mine.set(true) />
                    <span>{texts.edit_conflict_mine} ": " <strong>{value(&column.mine)}</strong></span>
                </label>
            </fieldset>
        }
    });
    let rows = rows.collect_view();
    let current = StoredValue::new(conflict.current);
    view! {
        <p>{texts.edit_conflict_text}</p>
        {rows}
        <button type="button" class="button" on:click=move |_| draft.go_on_from(current.get_value(), &choices())>
            {texts.edit_conflict_take}
        </button>
    }
    .into_any()
}
