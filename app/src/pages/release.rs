//! `/k/{ags}/daten/freigabe`: a state of the network as open data, with its metadata.

use leptos::prelude::*;
use leptos_router::hooks::{use_location, use_query_map};

use super::{DataTabs, use_ags};
use crate::api::release::{ReleaseField, ReleaseForm, ReleaseView, load_release};
use crate::components::{Problem, Waiting};
use crate::keep::{keep, kept};
use crate::routes::paths;
use crate::state::use_lang;
use crate::text::{sentences, use_texts};

/// Where what was said of a Kreis is remembered.
fn kept_key(ags: &str) -> String {
    format!("netzlotse.freigabe.{}", paths::present(ags))
}

#[component]
pub(crate) fn ReleasePage() -> impl IntoView {
    let texts = use_texts();
    let ags = use_ags();
    let params = use_query_map();
    let form = Memo::new(move |_| params.with(|params| ReleaseForm::read(|key| params.get(key))));
    let is_sent = Memo::new(move |_| {
        params.with(|params| params.get(ReleaseField::Publisher.code()).is_some())
    });
    let release = Resource::new(
        move || (ags.get(), form.get()),
        async |(ags, form)| load_release(ags, form).await,
    );
    view! {
        <div class="page data">
            <h1>{texts.release_title}</h1>
            <DataTabs ags=ags />
            <p class="lead">{texts.release_text}</p>
            <Transition fallback=Waiting>
                {move || Suspend::new(async move {
                    match release.await {
                        Ok(view) => {
                            view! { <Release ags=ags.get_untracked() form=form.get_untracked() is_sent=is_sent.get_untracked() view=view /> }.into_any()
                        }
                        Err(error) => view! { <Problem error=error /> }.into_any(),
                    }
                })}
            </Transition>
        </div>
    }
    .into_any()
}

#[component]
fn Release(ags: String, form: ReleaseForm, is_sent: bool, view: ReleaseView) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let path = paths::release(&ags);
    let what = sentences::release(lang, view.day, view.n_actors, view.n_relations);
    let examples =
        view.has_examples.then(|| view! { <p class="notice">{texts.release_examples}</p> });
    let (mut beside, mut apart) = (Vec::new(), Vec::new());
    // Nobody is told off before having typed anything.
    let problems = if is_sent { view.problems } else { Vec::new() };
    for (field, text) in problems {
        match field {
            Some(field) => {
                beside.push((field, text.unwrap_or_else(|| texts.release_missing.to_owned())));
            }
            None => apart.push(text.unwrap_or_else(|| texts.release_unwritable.to_owned())),
        }
    }
    let fields = ReleaseField::ALL.map(|field| {
        let problem = beside.iter().find(|(of, _)| *of == field).map(|(_, text)| text.clone());
        field_input(field, form.get(field).to_owned(), problem)
    });
    let apart = apart.into_iter().map(|text| view! { <p class="edit-problem">{text}</p> });
    view! {
        <p class="answer-sentence">{what}</p>
        {examples}
        <Last path=path.clone() key=kept_key(&ags) is_blank=!is_sent is_done=!view.files.is_empty() />
        <form method="get" action=path class="release-form">
            {fields.into_iter().collect_view()}
            {apart.collect_view()}
            <button type="submit" class="button">{texts.release_check}</button>
        </form>
        <Package ags=ags files=view.files />
    }
    .into_any()
}

fn field_input(field: ReleaseField, value: String, problem: Option<String>) -> AnyView {
    let texts = use_texts();
    let (label, help) = match field {
        ReleaseField::Publisher => (texts.release_publisher, texts.release_publisher_help),
        ReleaseField::Homepage => (texts.release_homepage, texts.release_homepage_help),
        ReleaseField::Contact => (texts.release_contact, texts.release_contact_help),
        ReleaseField::Reach => (texts.release_reach, texts.release_reach_help),
        ReleaseField::Address => (texts.release_address, texts.release_address_help),
        ReleaseField::Contributor => (texts.release_contributor, texts.release_contributor_help),
    };
    let name = field.code();
    let (help_id, problem_id) = (format!("{name}-hilfe"), format!("{name}-problem"));
    let described = match &problem {
        Some(_) => format!("{help_id} {problem_id}"),
        None => help_id.clone(),
    };
    let invalid = problem.is_some().then_some("true");
    view! {
        <div class="edit-field">
            <label for=name>{label}</label>
            <input type="text" id=name name=name value=value.clone() prop:value=value aria-invalid=invalid aria-describedby=described />
            <span class="muted small" id=help_id>{help}</span>
            {problem.map(|text| view! { <span class="edit-problem" id=problem_id>{text}</span> })}
        </div>
    }
    .into_any()
}

/// What was said the last time: it rarely changes.
///
/// # On the server   nothing: the browser keeps it.
#[component]
fn Last(path: String, key: String, is_blank: bool, is_done: bool) -> impl IntoView {
    let texts = use_texts();
    let search = use_location().search;
    let last = RwSignal::new(None::<String>);
    Effect::new(move |_| {
        if is_done {
            // Where nothing can be kept, it has to be typed again.
            let _kept = keep(&key, &search.get_untracked());
        } else if is_blank {
            last.set(kept(&key));
        }
    });
    move || {
        last.get().map(|query| {
            let query = query.trim_start_matches('?').to_owned();
            view! { <p><a href=format!("{path}?{query}")>{texts.release_last}</a></p> }
        })
    }
}

/// The archive, once everything is said.
#[component]
fn Package(ags: String, files: Vec<String>) -> impl IntoView {
    let texts = use_texts();
    let search = use_location().search;
    if files.is_empty() {
        return ().into_any();
    }
    let archive = paths::export(&ags, "freigabe.zip");
    let href = move || format!("{archive}?{}", search.get().trim_start_matches('?'));
    let items = files.into_iter().map(|name| view! { <li>{name}</li> });
    view! {
        <section class="notice-block" aria-labelledby="freigabe-paket">
            <h2 id="freigabe-paket">{texts.release_ready}</h2>
            <p>{texts.release_ready_text}</p>
            <ul>{items.collect_view()}</ul>
            <p><a class="button primary" href=href download="" rel="external">{texts.release_take}</a></p>
        </section>
    }
    .into_any()
}
