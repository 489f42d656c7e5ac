//! `*`: a path that leads nowhere.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::routes::paths;
use crate::text::use_texts;

/// # On the server   answered with status 404.
#[component]
pub(crate) fn NotFoundPage() -> impl IntoView {
    let texts = use_texts();
    view! {
        <Title text=texts.problem_page />
        <section class="problem page">
            <h1>{texts.problem_page}</h1>
            <p>{texts.problem_page_text}</p>
            <p><a class="button" href=paths::START>{texts.problem_to_start}</a></p>
        </section>
    }
    .into_any()
}
