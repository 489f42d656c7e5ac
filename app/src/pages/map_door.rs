//! `/m/{token}`: the door of a shared map, for whoever is not led on by its link.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use model::{MapToken, SharedMap};

use crate::api::maps::MapDoor;
use crate::routes::paths;
use crate::state::use_lang;
use crate::text::{sentences, use_map_texts};

/// # On the server   everything: the form is plain, and its answer another page.
#[component]
pub(crate) fn MapDoorPage() -> impl IntoView {
    let (texts, lang) = (use_map_texts(), use_lang());
    // The server has said it to the page that it made.
    let door = SharedValue::new(|| use_context::<MapDoor>().unwrap_or_default()).into_inner();
    let (title, text) = match door {
        MapDoor::Unknown => (texts.door_unknown, texts.door_unknown_text.to_owned()),
        MapDoor::Over(until) => {
            let until = sentences::maps::was_valid_until(lang, until);
            (texts.door_over, format!("{until} {}", texts.door_over_text))
        }
        MapDoor::Locked | MapDoor::WrongPassword | MapDoor::TooOften { .. } => {
            (texts.door_title, texts.door_text.to_owned())
        }
    };
    let problem = match door {
        MapDoor::WrongPassword => Some(texts.door_wrong.to_owned()),
        MapDoor::TooOften { minutes } => Some(sentences::maps::too_often(lang, minutes)),
        MapDoor::Unknown | MapDoor::Over(_) | MapDoor::Locked => None,
    };
    let is_locked = matches!(door, MapDoor::Locked | MapDoor::WrongPassword);
    view! {
        <Title text=title />
        <div class="page map-door">
            <h1>{title}</h1>
            <p class="lead">{text}</p>
            {problem.map(|problem| view! { <p id="passwort-problem" class="map-problem" role="alert">{problem}</p> })}
            {is_locked.then(|| view! { <PasswordForm is_again=door == MapDoor::WrongPassword /> })}
            <p><a href=paths::START>{texts.door_start}</a></p>
        </div>
    }
    .into_any()
}

#[component]
fn PasswordForm(is_again: bool) -> impl IntoView {
    let texts = use_map_texts();
    let token = use_params_map().with_untracked(|params| params.get("token"));
    // What is in the path was a token, or there would be no form.
    let token = token.and_then(|token| token.parse::<MapToken>().ok());
    let action = token.map(|token| paths::shared_map(&token));
    let described_by = is_again.then_some("passwort-problem");
    view! {
        <form class="map-password" method="post" action=action>
            <label>
                <span>{texts.door_password}</span>
                <input
                    type="password"
                    name="passwort"
                    required
                    autocomplete="current-password"
                    maxlength=SharedMap::PASSWORD_CHARS.end().to_string()
                    aria-invalid=is_again.then_some("true")
                    aria-describedby=described_by
                />
            </label>
            <button type="submit" class="primary">{texts.door_go}</button>
        </form>
    }
    .into_any()
}
