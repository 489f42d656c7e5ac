//! A row before and after a change.

use leptos::prelude::*;
use model::{Lang, TableName};

use crate::api::{ChangedRow, RowChangeKind};
use crate::state::use_lang;
use crate::text::{column_label, use_texts};

/// What was done, to what, and which cells differ now.
#[component]
pub(crate) fn Changed(row: ChangedRow) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let (class, word) = match row.kind {
        RowChangeKind::Added => ("tag change-new", texts.history_added),
        RowChangeKind::Removed => ("tag change-gone", texts.history_removed),
        RowChangeKind::Changed => ("tag change-other", texts.history_changed),
    };
    let table = row.key.table;
    let cells = row.cells.into_iter().map(|cell| changed_cell(lang, table, cell));
    let cells = cells.collect_view();
    view! {
        <li>
            <span class=class>{word}</span> " "
            <span class="muted">{table.label(lang)}</span> " "
            <strong>{row.title}</strong>
            <dl class="history-cells">{cells}</dl>
        </li>
    }
    .into_any()
}

fn changed_cell(
    lang: Lang,
    table: TableName,
    (column, before, after): (String, String, String),
) -> AnyView {
    let texts = use_texts();
    let shown = |text: String| {
        if text.is_empty() { texts.history_empty_cell.to_owned() } else { text.replace('|', ", ") }
    };
    view! {
        <dt>{column_label(lang, table, &column)}</dt>
        <dd><del>{shown(before)}</del> " → " <ins>{shown(after)}</ins></dd>
    }
    .into_any()
}
