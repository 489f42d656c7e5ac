//! Which column of a log in CSV holds what.

use exchange::event_log::{LogColumn, LogColumns};
use leptos::prelude::*;

use super::{Log, columns_key};
use crate::keep::keep;
use crate::state::use_lang;
use crate::text::use_texts;

/// The columns that one can name, in the order of the form.
const COLUMNS: [LogColumn; 6] = [
    LogColumn::Case,
    LogColumn::Organisation,
    LogColumn::Time,
    LogColumn::Start,
    LogColumn::Activity,
    LogColumn::Lifecycle,
];

/// Names columns by hand where they are not recognised, or wrongly.
#[component]
pub(super) fn ColumnChoice(log: Log) -> impl IntoView {
    let texts = use_texts();
    let draft = RwSignal::new(log.columns.get_untracked());
    let apply = move |_| {
        let columns = draft.get_untracked();
        log.header.with_untracked(|header| {
            // Where nothing can be kept, it has to be chosen again next time.
            let _kept = keep(&columns_key(header), &columns);
        });
        log.columns.set(columns);
        log.read();
    };
    let choices = COLUMNS.map(|column| choice(log, draft, column));
    // Opened by a failure, closed by the reader alone: the focus may be inside.
    let is_open = Memo::new(move |before: Option<&bool>| {
        before == Some(&true) || !log.messages.with(Vec::is_empty)
    });
    view! {
        <details class="import-part" prop:open=is_open>
            <summary><strong>{texts.import_columns}</strong></summary>
            <p class="muted">{texts.log_columns_text}</p>
            <div class="import-sheet import-columns">{choices.into_iter().collect_view()}</div>
            <button type="button" class="button" on:click=apply>{texts.import_columns_apply}</button>
        </details>
    }
    .into_any()
}

fn choice(log: Log, draft: RwSignal<LogColumns>, column: LogColumn) -> AnyView {
    let (texts, lang) = (use_texts(), use_lang());
    let chosen = move || draft.with(|draft| draft.get(column).unwrap_or_default().to_owned());
    let options = log.header.get_untracked().into_iter().map(|name| {
        let value = name.trim().to_owned();
        let is_chosen = {
            let value = value.clone();
            move || chosen() == value
        };
        view! { <option value=value prop:selected=is_chosen>{name}</option> }
    });
    let on_change = move |event| {
        let name = event_target_value(&event);
        draft.update(|draft| draft.set(column, (!name.is_empty()).then_some(name)));
    };
    view! {
        <label>
            <span>{column.label(lang)}</span>
            <select on:change=on_change>
                <option value="" prop:selected=move || chosen().is_empty()>{texts.log_column_recognised}</option>
                {options.collect_view()}
            </select>
        </label>
    }
    .into_any()
}
