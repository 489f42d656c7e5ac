//! The bar of a live session, on every page while this window is in a room: who presents, whether
//! one follows, and the vote that is open.

mod ballot;
mod following;
mod motion_form;

use leptos::prelude::*;
use protocol::{Request, RoomView};

use crate::components::on_key_outside_fields;
use crate::room::{Contact, RoomLink, use_room};
use crate::routes::paths;
use crate::state::use_lang;
use crate::text::{RoomTexts, sentences, use_room_texts};
use ballot::{Ballot, LastResult, focus_ballot};
use following::use_following;
use motion_form::{MotionButton, MotionForm, use_motion_desk};

/// # On the server   nothing: taking part needs scripts.
/// # Keyboard        G follows or stops following, V leads to the ballot.
#[component]
pub(crate) fn RoomBar() -> impl IntoView {
    let link = use_room();
    let is_in = Memo::new(move |_| link.read(|_| ()).is_some());
    use_following(link);
    on_key_outside_fields(move |event| {
        if event.ctrl_key() || event.meta_key() || event.alt_key() || !is_in.get_untracked() {
            return;
        }
        match event.key().as_str() {
            "g" | "G" => toggle_following(link),
            "v" | "V" => focus_ballot(),
            _ => return,
        }
        event.prevent_default();
    });
    let is_outside = Memo::new(move |_| link.is_outside());
    view! {
        {move || is_in.get().then(|| view! { <Bar link=link /> })}
        {move || is_outside.get().then(|| view! { <Outside link=link /> })}
    }
    .into_any()
}

/// While the room does not let this window in: the server may be gone, or full.
#[component]
fn Outside(link: RoomLink) -> impl IntoView {
    let texts = use_room_texts();
    view! {
        <section class="room-bar" aria-label=texts.bar>
            <div class="room-line">
                <p class="room-title" role="status">{texts.bar_outside}</p>
                <button type="button" on:click=move |_| link.leave()>{texts.bar_leave}</button>
            </div>
        </section>
    }
    .into_any()
}

/// Follows whoever presents, or stops.
fn toggle_following(link: RoomLink) {
    if link.is_following_now() {
        link.follow(false);
    } else if untrack(|| link.read(can_follow)) == Some(true) {
        link.follow(true);
    }
}

fn can_follow(view: &RoomView) -> bool {
    view.presenter.as_ref().is_some_and(|presenter| !presenter.is_own_window)
}

#[component]
fn Bar(link: RoomLink) -> impl IntoView {
    let (texts, lang) = (use_room_texts(), use_lang());
    let title = Memo::new(move |_| link.read(|view| view.title.clone()).unwrap_or_default());
    let code = Memo::new(move |_| link.read(|view| view.code.clone()));
    let desk = use_motion_desk(link);
    let ends_here = RwSignal::new(false);
    let href = move || code.get().map(|code| paths::session(&code));
    let here = move || link.read(|view| sentences::room::here(lang, view));
    let is_running = Memo::new(move |_| link.read(RoomView::is_open) == Some(true));
    let trouble = move || {
        if link.contact() == Contact::Lost {
            let n = link.n_waiting();
            let waiting = (n > 0).then(|| format!(" {}.", sentences::room::waiting(lang, n)));
            Some(format!("{}{}", texts.bar_lost, waiting.unwrap_or_default()))
        } else {
            link.refusal().map(|why| sentences::room::refusal(texts, why).to_owned())
        }
    };
    view! {
        <section class="room-bar" aria-label=texts.bar>
            <div class="room-line">
                <p class="room-title">
                    <span class="room-dot" aria-hidden="true"></span>
                    <a href=href>{title}</a>
                    " " <span class="muted small">{here}</span>
                </p>
                {move || if is_running.get() {
                    view! { <Presentation link=link /> <Own link=link /> <MotionButton desk=desk /> }.into_any()
                } else {
                    view! { <p class="muted">{texts.ended_note}</p> }.into_any()
                }}
                <button type="button" on:click=move |_| link.leave()>{texts.bar_leave}</button>
            </div>
            <p class="room-trouble" role="alert">{trouble}</p>
            <MotionForm desk=desk />
            <Ballot link=link ends_here=ends_here />
            <LastResult link=link ends_here=ends_here />
        </section>
        {move || link.is_following().then(|| view! { <div class="follow-frame" aria-hidden="true"></div> })}
    }
    .into_any()
}

/// Who presents, and whether this window follows.
#[component]
fn Presentation(link: RoomLink) -> impl IntoView {
    let (texts, lang) = (use_room_texts(), use_lang());
    let presenter = Memo::new(move |_| {
        link.read(|view| {
            let presenter = view.presenter.as_ref()?;
            let name = presenter.name.as_deref().unwrap_or(texts.present_chair).to_owned();
            Some((name, presenter.is_own_window, presenter.page.is_some()))
        })
        .flatten()
    });
    let n_followers = Memo::new(move |_| link.read(|view| view.n_followers).unwrap_or_default());
    let has_followed = RwSignal::new(false);
    Effect::new(move |_| {
        if link.is_following() {
            has_followed.set(true);
        }
    });
    let text = move || match (presenter.get(), link.is_following()) {
        (None, true) => Some(texts.follow_waits.to_owned()),
        (None, false) => None,
        (Some((_, true, _)), _) => Some(sentences::room::presenting(lang, n_followers.get())),
        (Some((name, ..)), true) => Some(sentences::room::following(lang, &name)),
        (Some((name, ..)), false) => Some(sentences::room::presents(lang, &name)),
    };
    let nowhere = move || {
        let is_nowhere = presenter.get().is_some_and(|(_, is_own, has_page)| !is_own && !has_page);
        is_nowhere.then_some(texts.present_nowhere)
    };
    let can_follow = Memo::new(move |_| {
        link.is_following() || presenter.get().is_some_and(|(_, is_own, _)| !is_own)
    });
    let label = move || match (link.is_following(), has_followed.get()) {
        (true, _) => texts.follow_stop,
        (false, true) => texts.follow_again,
        (false, false) => texts.follow,
    };
    view! {
        <p class="room-presenter" role="status">{text} " " <span class="muted small">{nowhere}</span></p>
        {move || can_follow.get().then(|| view! {
            <button
                type="button"
                class="primary"
                aria-keyshortcuts="G"
                title=texts.key_follow
                on:click=move |_| toggle_following(link)
            >
                {label}
            </button>
        })}
    }
    .into_any()
}

/// What one does oneself: present, raise a hand.
#[component]
fn Own(link: RoomLink) -> impl IntoView {
    let texts = use_room_texts();
    let presenting = Memo::new(move |_| link.read(|view| presenting_button(texts, view)).flatten());
    let hand = Memo::new(move |_| {
        link.read(|view| Some(view.seats.get(view.own_seat?)?.hand.is_some())).flatten()
    });
    view! {
        {move || presenting.get().map(|(label, request)| view! {
            <button type="button" on:click=move |_| link.ask(request.clone())>{label}</button>
        })}
        {move || hand.get().map(|is_raised| view! {
            <button
                type="button"
                aria-pressed=is_raised.to_string()
                on:click=move |_| link.ask(Request::RaiseHand { is_raised: !is_raised })
            >
                {if is_raised { texts.hand_lower } else { texts.hand_raise }}
            </button>
        })}
    }
    .into_any()
}

fn presenting_button(
    texts: &'static RoomTexts,
    view: &RoomView,
) -> Option<(&'static str, Request)> {
    match &view.presenter {
        Some(presenter) if presenter.is_own_window => {
            Some((texts.present_stop, Request::StopPresenting))
        }
        Some(presenter) => {
            let may_take_over = view.is_chair || presenter.is_own;
            may_take_over.then_some((texts.present_over, Request::Present))
        }
        None => {
            let may_present = view.is_chair || view.own_seat.is_some();
            may_present.then_some((texts.present, Request::Present))
        }
    }
}
