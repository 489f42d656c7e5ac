//! The form for one row: new or changed, checked as one types, saved as a command.
//!
//! It lies over the page and keeps what is typed, whatever happens to the network behind it.

mod conflict;
mod draft;
pub(crate) mod fields;
mod input;
mod removal;
mod similar;

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use model::{Lang, RowKey, TableName};
use web_sys::HtmlElement;

use crate::api::edit::CommandAnswer;
use crate::api::{ApiError, FormView, load_form};
use crate::components::{Problem, Waiting};
use crate::state::{EditTarget, use_lang};
use crate::text::{column_label, use_texts};
use conflict::ConflictNote;
use draft::Draft;
pub(crate) use draft::command_id;
use fields::{Place, ordered_columns};
use input::{ColumnInput, PickLists};
use removal::Removal;
use similar::Similar;

/// What became of a form.
#[derive(Clone, Debug)]
pub(crate) enum Outcome {
    /// Closed without a change.
    Closed,
    /// It is there already: this row.
    Found(RowKey),
    Saved {
        key: RowKey,
        written: CommandAnswer,
    },
    Removed {
        key: RowKey,
        written: CommandAnswer,
    },
}

impl Outcome {
    pub(crate) fn written(&self) -> Option<CommandAnswer> {
        match self {
            Self::Closed | Self::Found(_) => None,
            Self::Saved { written, .. } | Self::Removed { written, .. } => Some(*written),
        }
    }
}

/// # On the server   the frame only: a form needs scripts.
/// # Keyboard        Escape closes it, Ctrl+Enter saves; the first field has the focus, or the
///                   question whether to remove.
#[component]
pub(crate) fn Editor(
    ags: Memo<String>,
    target: EditTarget,
    on_done: Callback<Outcome>,
) -> impl IntoView {
    let texts = use_texts();
    let (table, id) = (target.table, target.id.clone());
    let n_loaded = RwSignal::new(0_u32);
    let form = LocalResource::new(move || {
        n_loaded.track();
        let (ags, id) = (ags.get_untracked(), id.clone());
        async move { load_form(ags, table, id).await }
    });
    let (about, is_removal) = (StoredValue::new(target.about), target.is_removal);
    let reload = Callback::new(move |()| n_loaded.update(|n| *n += 1));
    let opener = StoredValue::new_local(document_focus());
    on_cleanup(move || give_back_focus(opener.try_get_value().flatten()));
    let shown = move |form: Result<FormView, ApiError>| {
        match form {
        Ok(form) => {
            let draft = Draft::new(ags.get_untracked(), form, &about.get_value(), reload);
            view! { <EditForm draft=draft is_removal=is_removal on_done=on_done /> }.into_any()
        }
        Err(error) => view! {
            <button type="button" class="panel-close" aria-label=texts.edit_cancel on:click=move |_| on_done.run(Outcome::Closed)>"×"</button>
            <Problem error=error />
        }
        .into_any(),
    }
    };
    view! {
        <aside class="editor" aria-label=texts.edit_panel>
            {move || match form.get() {
                Some(form) => shown(form),
                None => view! { <Waiting /> }.into_any(),
            }}
        </aside>
    }
    .into_any()
}

#[component]
fn EditForm(draft: Draft, is_removal: bool, on_done: Callback<Outcome>) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let table = draft.table();
    let heading = match draft.title() {
        Some(title) => title,
        None => format!("{}: {}", texts.form_new, table.label(lang)),
    };
    let columns = ordered_columns(table);
    let of_place = |place: Place| {
        let here = columns.iter().filter(move |(_, other)| *other == place);
        here.map(|(column, _)| view! { <ColumnInput draft=draft column=*column /> }).collect_view()
    };
    let has_more = columns.iter().any(|(_, place)| *place == Place::More);
    let has_about = columns.iter().any(|(_, place)| *place == Place::About);
    let save = move || draft.save(on_done);
    let on_submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        save();
    };
    // What is typed is not thrown away unasked.
    let close = move || {
        let may_close =
            !draft.is_dirty() || window().confirm_with_message(texts.edit_discard).unwrap_or(true);
        if may_close {
            on_done.run(Outcome::Closed);
        }
    };
    let on_key = move |event: leptos::ev::KeyboardEvent| match event.key().as_str() {
        "Enter" if event.ctrl_key() || event.meta_key() => {
            event.prevent_default();
            save();
        }
        "Escape" => {
            event.prevent_default();
            event.stop_propagation();
            close();
        }
        _ => {}
    };
    Effect::new(move |_| {
        if !is_removal {
            focus_first();
        }
    });
    let leaving = window_event_listener(leptos::ev::beforeunload, move |event| {
        if draft.is_dirty() {
            event.prevent_default();
        }
    });
    on_cleanup(move || leaving.remove());
    view! {
        <button type="button" class="panel-close" aria-label=texts.edit_cancel title=texts.edit_cancel on:click=move |_| close()>"×"</button>
        <form class="edit-form" novalidate on:submit=on_submit on:keydown=on_key>
            <h2>{heading}</h2>
            <p class="muted small">{table.label(lang)}</p>
            <PickLists draft=draft />
            <ConflictNote draft=draft />
            <div class="edit-fields">{of_place(Place::First)}</div>
            {(table == TableName::Actors).then(|| view! { <Similar draft=draft on_done=on_done /> })}
            {has_more.then(|| view! {
                <details class="panel-section">
                    <summary><h3>{texts.edit_more}</h3></summary>
                    <div class="edit-fields">{of_place(Place::More)}</div>
                </details>
            })}
            {has_about.then(|| view! {
                <details class="panel-section" open=true>
                    <summary><h3>{texts.edit_about}</h3></summary>
                    <p class="muted small">{texts.edit_new_source}</p>
                    <div class="edit-fields">{of_place(Place::About)}</div>
                </details>
            })}
            <label class="edit-field">
                <span>{texts.edit_note}</span>
                <input type="text" maxlength="500" prop:value=move || draft.note() on:input=move |event| draft.set_note(event_target_value(&event)) />
            </label>
            <p class="edit-message" role="alert">{move || draft.message()}</p>
            <p class="edit-actions">
                <button type="submit" class="button primary" disabled=move || draft.is_sending()>
                    {move || if draft.is_sending() { texts.edit_saving } else { texts.edit_save }}
                </button>
                <button type="button" class="button" on:click=move |_| close()>{texts.edit_cancel}</button>
            </p>
        </form>
        {draft.key().map(|key| view! { <Removal draft=draft key=key is_asked=is_removal on_done=on_done /> })}
    }
    .into_any()
}

/// The name of a column as the form shows it.
fn label(lang: Lang, table: TableName, column: &str) -> String {
    column_label(lang, table, column)
}

/// Where the focus is before the form takes it.
fn document_focus() -> Option<HtmlElement> {
    let is_browser = cfg!(target_arch = "wasm32");
    is_browser.then(|| document().active_element())?.and_then(|element| element.dyn_into().ok())
}

/// Leads back to where one came from, if that is still there.
fn give_back_focus(opener: Option<HtmlElement>) {
    if let Some(opener) = opener.filter(|opener| opener.is_connected()) {
        let _focused = opener.focus();
    }
}

fn focus_first() {
    let field =
        document().query_selector(".editor .edit-fields input, .editor .edit-fields select");
    if let Some(field) = field.ok().flatten()
        && let Ok(field) = field.dyn_into::<HtmlElement>()
    {
        // Fails only for what is not in the page.
        let _focused = field.focus();
    }
}
