//! `/s/{code}`: one session, who sits in it and what was voted on. Whoever opens it with scripts
//! takes part; without, it is read. `/s` asks for the code.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};
use protocol::RoomView;

use crate::api::sessions::{SessionView, load_session};
use crate::components::{PageLink, Problem, Waiting};
use crate::german_time::moment;
use crate::panels::{JoinForm, SessionEnding, SessionMotions, SessionSeats};
use crate::room::use_room;
use crate::routes::paths;
use crate::state::use_lang;
use crate::text::use_room_texts;

#[component]
pub(crate) fn SessionPage() -> impl IntoView {
    let texts = use_room_texts();
    let (params, query) = (use_params_map(), use_query_map());
    let code = Memo::new(move |_| {
        let code = params.with(|params| params.get("code"));
        let code = code.or_else(|| query.with(|query| query.get("code")));
        code.map(|code| code.trim().to_owned()).filter(|code| !code.is_empty())
    });
    let session = Resource::new(
        move || code.get(),
        async |code| match code {
            Some(code) => Some(load_session(code).await),
            None => None,
        },
    );
    view! {
        <div class="page session">
            <Transition fallback=Waiting>
                {move || Suspend::new(async move {
                    match session.await {
                        Some(Ok(view)) => view! { <Session view=view /> }.into_any(),
                        Some(Err(error)) => view! {
                            <Title text=texts.join_title />
                            <Problem error=error />
                            <JoinForm />
                        }
                        .into_any(),
                        None => view! {
                            <Title text=texts.join_title />
                            <h1>{texts.join_title}</h1>
                            <p class="lead">{texts.lead}</p>
                            <JoinForm />
                        }
                        .into_any(),
                    }
                })}
            </Transition>
        </div>
    }
    .into_any()
}

#[component]
fn Session(view: SessionView) -> impl IntoView {
    let (texts, lang) = (use_room_texts(), use_lang());
    let link = use_room();
    let SessionView { kreis, room: kept } = view;
    let code = StoredValue::new(kept.code.clone());
    if kept.is_open() {
        Effect::new(move |_| link.enter(code.get_value()));
    }
    let (title, opened) = (kept.title.clone(), moment(kept.opened_at, lang).0);
    let network = paths::network(kept.network.as_str());
    let sessions = paths::sessions(kept.network.as_str());
    // As it was kept, then as it is in the room, and as it was last seen there.
    let kept = StoredValue::new(kept);
    let room: Memo<RoomView> =
        Memo::new(move |_| match code.with_value(|code| link.view_of(code)) {
            Some(view) => {
                kept.set_value(view.clone());
                view
            }
            None => kept.get_value(),
        });
    let has_left = Memo::new(move |before: Option<&(bool, bool)>| {
        let is_there = code.with_value(|code| link.is_in_or_entering(code));
        let was_there = is_there || before.is_some_and(|(_, was_there)| *was_there);
        (was_there && !is_there, was_there)
    });
    let enter_again = move || {
        let is_offered = has_left.get().0 && room.with(RoomView::is_open);
        is_offered.then(|| view! {
            <button type="button" class="primary" on:click=move |_| link.enter(code.get_value())>
                {texts.enter_again}
            </button>
        })
    };
    let is_here = Memo::new(move |_| {
        room.with(RoomView::is_open) && code.with_value(|code| link.view_of(code)).is_some()
    });
    let is_open = Memo::new(move |_| room.with(RoomView::is_open));
    let path = code.with_value(paths::session);
    let spoken = code.with_value(model::SessionCode::spoken);
    view! {
        <Title text=title.clone() />
        <p class="kreis-name">
            <a href=sessions>{kreis}</a> <span aria-hidden="true">" / "</span> {texts.bar}
        </p>
        <h1>{title}</h1>
        <p class="muted">
            {texts.list_opened} " " {opened} " · "
            {move || if is_open.get() { texts.state_open } else { texts.state_closed }}
            " · " <a href=network>{texts.to_network}</a>
        </p>
        <p class="notice no-script">{texts.needs_scripts}</p>
        {enter_again}
        {move || (!is_open.get()).then(|| view! { <p class="notice">{texts.ended_note}</p> })}
        <div class="session-columns">
            <div>
                <SessionSeats room=room is_here=is_here />
                <SessionMotions room=room />
                <SessionEnding room=room is_here=is_here />
            </div>
            {move || is_open.get().then(|| view! {
                <section class="session-invite" aria-labelledby="einladen">
                    <h2 id="einladen">{texts.invite_title}</h2>
                    <p class="session-code">{spoken.clone()}</p>
                    <Invitation path=path.clone() />
                </section>
            })}
        </div>
    }
    .into_any()
}

/// The link with its QR code.
///
/// # On the server   nothing: only the browser knows under which name it asked.
#[component]
fn Invitation(path: String) -> impl IntoView {
    let texts = use_room_texts();
    let is_ready = RwSignal::new(false);
    Effect::new(move |_| is_ready.set(true));
    move || {
        is_ready.get().then(|| {
            let path = path.clone();
            view! { <PageLink path=Signal::derive(move || path.clone()) note=texts.invite_text /> }
        })
    }
}
