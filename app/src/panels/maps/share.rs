//! Sharing a view: for whom, until when, with which password.

use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;
use model::{Date, MapLabel, MapRole, SharedMap};

use crate::api::ApiError;
use crate::api::maps::{MapDays, MapDraft, MapLine, share_map};
use crate::components::Problem;
use crate::text::{sentences, use_map_texts};

/// What is typed and chosen.
#[derive(Clone, Copy)]
struct Draft {
    label: RwSignal<String>,
    role: RwSignal<MapRole>,
    until: RwSignal<Date>,
    password: RwSignal<String>,
    /// Whether a picture to embed is wanted, as far as there can be one.
    is_embeddable: RwSignal<bool>,
}

impl Draft {
    fn new(days: MapDays) -> Self {
        Self {
            label: RwSignal::new(String::new()),
            role: RwSignal::new(MapRole::Partners),
            until: RwSignal::new(days.usual),
            password: RwSignal::new(String::new()),
            is_embeddable: RwSignal::new(false),
        }
    }

    /// Whether everybody may see its picture, tracked.
    fn can_embed(self) -> bool {
        SharedMap::can_embed(self.role.get(), self.password.with(|password| !password.is_empty()))
    }

    fn of(self, path: String) -> MapDraft {
        MapDraft {
            label: self.label.get_untracked(),
            path,
            role: self.role.get_untracked(),
            until: self.until.get_untracked(),
            password: self.password.get_untracked(),
            is_embeddable: untrack(|| self.is_embeddable.get() && self.can_embed()),
        }
    }

    /// The next one has another name and another password.
    fn begin_anew(self) {
        self.label.set(String::new());
        self.password.set(String::new());
        self.is_embeddable.set(false);
    }
}

/// # On the server   the form, hidden: sharing needs scripts.
#[component]
pub(crate) fn ShareMap(
    ags: Memo<String>,
    /// The view that is shared.
    path: Memo<String>,
    days: MapDays,
    /// Takes the new map, at its beginning.
    maps: RwSignal<Vec<MapLine>>,
) -> impl IntoView {
    let texts = use_map_texts();
    let is_ready = RwSignal::new(false);
    Effect::new(move |_| is_ready.set(true));
    let draft = Draft::new(days);
    let is_sending = RwSignal::new(false);
    let outcome = RwSignal::new(None::<Result<(), ApiError>>);
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        if is_sending.get_untracked() {
            return;
        }
        is_sending.set(true);
        outcome.set(None);
        let (ags, wanted) = (ags.get_untracked(), draft.of(path.get_untracked()));
        spawn_local(async move {
            let shared = share_map(ags, wanted).await;
            // Another page may be open by now; the list has the map then, too.
            if is_sending.try_set(false).is_some() {
                return;
            }
            let shared = shared.map(|line| {
                maps.update(|maps| maps.insert(0, line));
                draft.begin_anew();
            });
            outcome.set(Some(shared));
        });
    };
    view! {
        <section aria-labelledby="karte-teilen" hidden=move || !is_ready.get()>
            <h2 id="karte-teilen">{texts.new_title}</h2>
            <form class="map-form" on:submit=submit>
                <View path=path />
                <Label draft=draft />
                <Role draft=draft />
                <Until draft=draft days=days />
                <Password draft=draft />
                <Embedding draft=draft />
                <button type="submit" class="primary" disabled=move || is_sending.get()>
                    {move || if is_sending.get() { texts.new_going } else { texts.new_go }}
                </button>
            </form>
            <p role="status">{move || outcome.with(|it| matches!(it, Some(Ok(())))).then_some(texts.new_done)}</p>
            {move || outcome.get().and_then(Result::err).map(|error| view! { <Problem error=error /> })}
        </section>
    }
    .into_any()
}

#[component]
fn View(path: Memo<String>) -> impl IntoView {
    let texts = use_map_texts();
    view! {
        <div>
            <p class="map-view">{texts.new_view} ": " <a href=move || path.get()><code>{move || path.get()}</code></a></p>
            <p class="muted small">{texts.new_view_help}</p>
        </div>
    }
    .into_any()
}

#[component]
fn Label(draft: Draft) -> impl IntoView {
    let texts = use_map_texts();
    view! {
        <div class="map-field">
            <label>
                <span>{texts.new_label}</span>
                <input
                    type="text"
                    required
                    maxlength=MapLabel::MAX_CHARS.to_string()
                    placeholder=texts.new_label_example
                    aria-describedby="karte-bezeichnung"
                    prop:value=move || draft.label.get()
                    on:input=move |event| draft.label.set(event_target_value(&event))
                />
            </label>
            <p id="karte-bezeichnung" class="muted small">{texts.new_label_help}</p>
        </div>
    }
    .into_any()
}

#[component]
fn Role(draft: Draft) -> impl IntoView {
    let texts = use_map_texts();
    let choices = MapRole::ALL.iter().map(|role| {
        view! {
            <label class="map-choice">
                <input
                    type="radio"
                    name="rolle"
                    value=role.code()
                    prop:checked=move || draft.role.get() == *role
                    on:change=move |_| draft.role.set(*role)
                />
                <span>{sentences::maps::role(texts, *role)}</span>
            </label>
        }
    });
    let choices = choices.collect_view();
    view! { <fieldset><legend>{texts.new_role}</legend>{choices}</fieldset> }.into_any()
}

#[component]
fn Until(draft: Draft, days: MapDays) -> impl IntoView {
    let texts = use_map_texts();
    let on_change = move |event| {
        // While it is typed there may be no day.
        if let Ok(day) = event_target_value(&event).parse() {
            draft.until.set(day);
        }
    };
    view! {
        <div class="map-field">
            <label>
                <span>{texts.new_until}</span>
                <input
                    type="date"
                    required
                    min=days.first.to_string()
                    max=days.last.to_string()
                    aria-describedby="karte-tag"
                    prop:value=move || draft.until.get().to_string()
                    on:change=on_change
                />
            </label>
            <p id="karte-tag" class="muted small">{texts.new_until_help}</p>
        </div>
    }
    .into_any()
}

/// Shown as it is typed: it is to be passed on, and nobody can look it up later.
#[component]
fn Password(draft: Draft) -> impl IntoView {
    let texts = use_map_texts();
    let chars = SharedMap::PASSWORD_CHARS;
    view! {
        <div class="map-field">
            <label>
                <span>{texts.new_password}</span>
                <input
                    type="text"
                    autocomplete="off"
                    spellcheck="false"
                    minlength=chars.start().to_string()
                    maxlength=chars.end().to_string()
                    aria-describedby="karte-passwort"
                    prop:value=move || draft.password.get()
                    on:input=move |event| draft.password.set(event_target_value(&event))
                />
            </label>
            <p id="karte-passwort" class="muted small">{texts.new_password_help}</p>
        </div>
    }
    .into_any()
}

#[component]
fn Embedding(draft: Draft) -> impl IntoView {
    let texts = use_map_texts();
    view! {
        <div>
            <label class="map-choice">
                <input
                    type="checkbox"
                    aria-describedby="karte-einbetten"
                    disabled=move || !draft.can_embed()
                    prop:checked=move || draft.is_embeddable.get() && draft.can_embed()
                    on:change=move |event| draft.is_embeddable.set(event_target_checked(&event))
                />
                <span>{texts.new_embed}</span>
            </label>
            <p id="karte-einbetten" class="muted small">{texts.new_embed_help}</p>
        </div>
    }
    .into_any()
}
