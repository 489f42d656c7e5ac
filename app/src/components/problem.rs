//! What went wrong, and what to do now.

use leptos::prelude::*;
use model::Lang;

use crate::api::{ApiError, ParameterName, RefusedView};
use crate::routes::paths;
use crate::state::use_lang;
use crate::text::{Texts, sentences, texts, use_texts};

struct Message {
    title: &'static str,
    text: String,
    value: Option<String>,
}

fn of_parameter(texts: &'static Texts, parameter: ParameterName) -> (&'static str, &'static str) {
    match parameter {
        ParameterName::Kreis => (texts.problem_kreis, texts.problem_kreis_text),
        ParameterName::Actor | ParameterName::Start => {
            (texts.problem_actor, texts.problem_actor_text)
        }
        ParameterName::Municipality => {
            (texts.problem_municipality, texts.problem_municipality_text)
        }
        ParameterName::Goal => (texts.problem_goal, texts.problem_goal_text),
        ParameterName::Status => (texts.problem_status, texts.problem_status_text),
        ParameterName::TargetGroup => (texts.problem_group, texts.problem_group_text),
        ParameterName::Chain => (texts.problem_chain, texts.problem_chain_text),
        ParameterName::Field => (texts.problem_field, texts.problem_field_text),
        ParameterName::Change => (texts.problem_change, texts.problem_change_text),
        ParameterName::Day => (texts.problem_day, texts.problem_day_text),
        ParameterName::Row => (texts.problem_row, texts.problem_row_text),
        ParameterName::Session => (texts.problem_session, texts.problem_session_text),
        ParameterName::SessionTitle => {
            (texts.problem_session_title, texts.problem_session_title_text)
        }
        ParameterName::Seats => (texts.problem_seats, texts.problem_seats_text),
        ParameterName::Comment => (texts.problem_comment, texts.problem_comment_text),
        ParameterName::CommentText => {
            (texts.problem_comment_words, texts.problem_comment_words_text)
        }
        ParameterName::MapLabel => (texts.problem_map_label, texts.problem_map_label_text),
        ParameterName::MapPath => (texts.problem_map_path, texts.problem_map_path_text),
        ParameterName::MapUntil => (texts.problem_map_until, texts.problem_map_until_text),
        ParameterName::MapPassword => (texts.problem_map_password, texts.problem_map_password_text),
        ParameterName::MapEmbedding => {
            (texts.problem_map_embedding, texts.problem_map_embedding_text)
        }
    }
}

fn message(lang: Lang, error: &ApiError) -> Message {
    let texts = texts(lang);
    match error {
        ApiError::NotFound(problem) => {
            let (title, text) = of_parameter(texts, problem.parameter);
            Message { title, text: text.to_owned(), value: Some(problem.value.clone()) }
        }
        ApiError::Invalid(problems) => match problems.first() {
            Some(problem) => {
                let (title, text) = of_parameter(texts, problem.parameter);
                Message { title, text: text.to_owned(), value: Some(problem.value.clone()) }
            }
            None => Message {
                title: texts.problem_invalid,
                text: texts.problem_invalid_text.to_owned(),
                value: None,
            },
        },
        ApiError::Scenario { error, subject } => Message {
            title: texts.problem_change,
            text: sentences::scenario::refusal(lang, error, subject),
            value: None,
        },
        ApiError::Refused(refused) => Message {
            title: match **refused {
                RefusedView::ReadOnly => texts.problem_read_only,
                _ => texts.problem_refused,
            },
            text: sentences::edit::refusal(lang, refused),
            value: None,
        },
        ApiError::Unavailable { incident } => Message {
            title: texts.problem_unavailable,
            text: format!("{} {incident}.", texts.problem_unavailable_text),
            value: None,
        },
        ApiError::Transport => Message {
            title: texts.problem_transport,
            text: texts.problem_transport_text.to_owned(),
            value: None,
        },
    }
}

/// Shows an error in the reader's language with a way on.
///
/// # On the server   rendered with the page; the HTTP status is set by the server function.
#[component]
pub(crate) fn Problem(error: ApiError) -> impl IntoView {
    let texts = use_texts();
    let Message { title, text, value } = message(use_lang(), &error);
    view! {
        <section class="problem" role="alert">
            <h2>{title}</h2>
            <p>{text}</p>
            {value.map(|value| view! { <p class="muted">{texts.problem_value} ": " <code>{value}</code></p> })}
            <p><a class="button" href=paths::START>{texts.problem_to_start}</a></p>
        </section>
    }
}

/// Names URL values that meant nothing here and were left out.
#[component]
pub(crate) fn Ignored(#[prop(into)] values: Signal<Vec<String>>) -> impl IntoView {
    let texts = use_texts();
    move || {
        let values = values.get();
        (!values.is_empty()).then(|| {
            view! { <p class="notice" role="status">{texts.problem_ignored} " " <code>{values.join(", ")}</code></p> }
        })
    }
}

/// Stands where something is still on its way.
#[component]
pub(crate) fn Waiting() -> impl IntoView {
    view! { <p class="waiting" role="status">{use_texts().loading}</p> }
}
