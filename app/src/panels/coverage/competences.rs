//! Zuständigkeiten that several hold, or nobody.

use analysis::CompetenceProblemKind;
use leptos::prelude::*;

use crate::api::CompetenceProblemLine;
use crate::components::ExampleBadge;
use crate::routes::paths;
use crate::state::use_lang;
use crate::text::sentences::coverage as sentences;
use crate::text::{Texts, use_texts};

#[component]
pub(crate) fn Competences(
    ags: String,
    problems: Vec<CompetenceProblemLine>,
    n_municipalities: usize,
) -> impl IntoView {
    let texts = use_texts();
    let is_empty = problems.is_empty();
    let items = problems.into_iter().map(|line| {
        view! { <CompetenceItem ags=ags.clone() line=line n_municipalities=n_municipalities /> }
    });
    view! {
        <section class="competences" aria-labelledby="unklar">
            <h2 id="unklar">{texts.coverage_competences}</h2>
            <p class="muted">{texts.coverage_competences_text}</p>
            {is_empty.then(|| view! { <p>{texts.coverage_competences_none}</p> })}
            <ul class="plain strain-list compact">{items.collect_view()}</ul>
        </section>
    }
    .into_any()
}

fn tag(texts: &'static Texts, kind: CompetenceProblemKind) -> (&'static str, &'static str) {
    match kind {
        CompetenceProblemKind::SeveralOfOneKind => {
            ("level level-overloaded", texts.competence_same_kind)
        }
        CompetenceProblemKind::Nobody => ("level level-tight", texts.competence_nobody),
        CompetenceProblemKind::Several => ("level", texts.competence_several),
    }
}

#[component]
fn CompetenceItem(
    ags: String,
    line: CompetenceProblemLine,
    n_municipalities: usize,
) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let sentence = sentences::competence(lang, &line, n_municipalities);
    let (class, tag) = tag(texts, line.kind);
    let actors = line.actors.into_iter().map(|actor| {
        view! { <li><a href=paths::actor(&ags, actor.id.as_str())>{actor.name}</a></li> }
    });
    view! {
        <li class="strain-item">
            <div>
                <p><span class=class>{tag}</span> " " {line.uses_example_data.then(|| view! { <ExampleBadge /> })}</p>
                <p>{sentence}</p>
                <ul class="plain actors-inline">{actors.collect_view()}</ul>
            </div>
        </li>
    }
    .into_any()
}
