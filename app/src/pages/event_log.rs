//! `/k/{ags}/daten/protokoll`: an event log counted in the browser, and what of it is taken over.

use leptos::prelude::*;

use super::{DataTabs, use_ags};
use crate::panels::EventLog;
use crate::text::use_texts;

#[component]
pub(crate) fn EventLogPage() -> impl IntoView {
    let texts = use_texts();
    let ags = use_ags();
    view! {
        <div class="page data">
            <h1>{texts.log_title}</h1>
            <DataTabs ags=ags />
            <p class="lead">{texts.log_text}</p>
            <EventLog ags=ags />
        </div>
    }
    .into_any()
}
