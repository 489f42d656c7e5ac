//! A code leads into its session; without scripts, too.

use leptos::prelude::*;

use crate::routes::paths;
use crate::text::use_room_texts;

#[component]
pub(crate) fn JoinForm() -> impl IntoView {
    let texts = use_room_texts();
    view! {
        <section aria-labelledby="teilnehmen">
            <h2 id="teilnehmen">{texts.join_title}</h2>
            <form method="get" action=paths::JOIN class="session-join">
                <label>
                    <span>{texts.join_code}</span>
                    <input
                        type="text"
                        name="code"
                        required
                        maxlength="20"
                        autocomplete="off"
                        autocapitalize="characters"
                        spellcheck="false"
                        aria-describedby="code-hilfe"
                    />
                </label>
                <button type="submit" class="primary">{texts.join_go}</button>
                <p id="code-hilfe" class="muted small">{texts.join_help}</p>
            </form>
        </section>
    }
    .into_any()
}
