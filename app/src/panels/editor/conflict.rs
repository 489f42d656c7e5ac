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
    let body = match conflict.kind {
        ConflictKind::Columns(columns) => {
            view! { <Columns draft=draft columns=columns /> }.into_any()
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
fn Columns(draft: Draft, columns: Vec<ColumnConflict>) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let table = draft.table();
    let rows = columns.into_iter().map(|column| {
        let this = StoredValue::new(column.column.clone());
        let is_mine = move || draft.is_mine.with(|mine| this.with_value(|this| mine.contains(this)));
        let choose = move |is_mine: bool| {
            draft.is_mine.update(|mine| {
                mine.remove(&this.get_value());
                mine.extend(is_mine.then(|| this.get_value()));
            });
        };
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
                    <input type="radio" name=name.clone() prop:checked=move || !is_mine() on:change=move |_| choose(false) />
                    <span>{texts.edit_conflict_theirs} ": " <strong>{value(&column.theirs)}</strong></span>
                </label>
                <label>
                    <input type="radio" name=name prop:checked=is_mine on:change=move |_| choose(true) />
                    <span>{texts.edit_conflict_mine} ": " <strong>{value(&column.mine)}</strong></span>
                </label>
            </fieldset>
        }
    });
    let rows = rows.collect_view();
    view! {
        <p>{texts.edit_conflict_text}</p>
        {rows}
        <button type="button" class="button" on:click=move |_| draft.settle()>
            {texts.edit_conflict_take}
        </button>
    }
    .into_any()
}
