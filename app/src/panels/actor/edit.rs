//! Ways into the forms from the panel. Hidden where one may only read.

use leptos::prelude::*;
use model::TableName;

use crate::live::{Live, use_live};
use crate::pages::Url;
use crate::state::EditTarget;
use crate::text::use_texts;

/// Opens the form for a row; `name` says to screen readers which.
///
/// # On the server   hidden: forms need scripts.
#[component]
pub(super) fn EditLink(
    url: Url,
    table: TableName,
    #[prop(into)] id: String,
    #[prop(into)] name: String,
) -> impl IntoView {
    let texts = use_texts();
    let target = EditTarget::row(table, id);
    let href = move || url.with(|query| query.edit = Some(target.clone()));
    let label = format!("{}: {name}", texts.edit_this);
    view! {
        <a class="edit-link" hidden=hidden() href=href aria-label=label.clone() title=label>"✎"</a>
    }
    .into_any()
}

/// Opens the form for a new row that begins with `about`.
///
/// # On the server   hidden: forms need scripts.
#[component]
pub(crate) fn AddLink(
    url: Url,
    table: TableName,
    about: Vec<String>,
    text: &'static str,
) -> impl IntoView {
    let target = EditTarget::new_row(table, about);
    let href = move || url.with(|query| query.edit = Some(target.clone()));
    view! {
        <p class="add-link" hidden=hidden()><a href=href>"+ " {text}</a></p>
    }
    .into_any()
}

fn hidden() -> impl Fn() -> bool + Copy {
    let live = use_live();
    move || !live.is_some_and(Live::may_write)
}
