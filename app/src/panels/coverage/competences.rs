//! Zuständigkeiten that several hold, or nobody.

use analysis::CompetenceProblemKind;
use leptos::prelude::*;
use model::ActorId;

use crate::api::{CompetenceProblemLine, CompetentOffices, Named};
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
    let places = offices(line.places);
    let offices = places.into_iter().map(|(names, actors)| {
        view! { <Offices ags=ags.clone() places=names actors=actors /> }
    });
    view! {
        <li class="strain-item">
            <div>
                <p><span class=class>{tag}</span> " " {line.uses_example_data.then(|| view! { <ExampleBadge /> })}</p>
                <p>{sentence}</p>
                <dl class="facts offices">{offices.collect_view()}</dl>
            </div>
        </li>
    }
    .into_any()
}

/// Kommunen with the same offices together; nothing where nobody is competent.
fn offices(places: Vec<CompetentOffices>) -> Vec<(Vec<String>, Vec<Named<ActorId>>)> {
    let mut groups: Vec<(Vec<String>, Vec<Named<ActorId>>)> = Vec::new();
    for place in places.into_iter().filter(|place| !place.actors.is_empty()) {
        match groups.iter_mut().find(|(_, actors)| *actors == place.actors) {
            Some((names, _)) => names.push(place.municipality),
            None => groups.push((vec![place.municipality], place.actors)),
        }
    }
    groups
}

#[component]
fn Offices(ags: String, places: Vec<String>, actors: Vec<Named<ActorId>>) -> impl IntoView {
    let actors = actors.into_iter().enumerate().map(|(position, actor)| {
        let comma = (position > 0).then_some(", ");
        view! { {comma} <a href=paths::actor(&ags, actor.id.as_str())>{actor.name}</a> }
    });
    view! {
        <dt>{places.join(", ")}</dt>
        <dd>{actors.collect_view()}</dd>
    }
    .into_any()
}
