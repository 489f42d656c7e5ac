//! The vote that is open: what it is about, and one's own vote. Nothing here is made anew when
//! others vote, so that no focus and no choice is lost.

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlElement;
use model::Choice;
use protocol::{MotionView, OpenView, Request};

use crate::room::RoomLink;
use crate::state::use_lang;
use crate::text::{sentences, use_room_texts};

const BALLOT: &str = "stimmzettel";
const MOTION: &str = "abstimmung";
const RESULT: &str = "ergebnis";

/// The first button of the ballot, if a vote is open.
pub(super) fn focus_ballot() {
    focus(&format!("#{BALLOT} button"));
}

/// What is voted on.
pub(super) fn focus_motion() {
    focus(&format!("#{MOTION}"));
}

fn focus(selector: &str) {
    let found = document().query_selector(selector).ok().flatten();
    if let Some(found) = found.and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
        // It is on the page, so it takes the focus.
        let _focused = found.focus();
    }
}

/// What of the open vote is needed here.
fn read_open<T>(
    link: RoomLink,
    read: impl FnOnce(usize, &MotionView, &OpenView) -> T,
) -> Option<T> {
    link.read(|view| view.open_motion().map(|(idx, motion, open)| read(idx, motion, open)))
        .flatten()
}

#[component]
pub(super) fn Ballot(link: RoomLink, ends_here: RwSignal<bool>) -> impl IntoView {
    let texts = use_room_texts();
    let end = Callback::new(move |request: Request| {
        ends_here.set(true);
        link.ask(request);
    });
    let open = Memo::new(move |_| read_open(link, |idx, motion, _| (idx, motion.text.clone())));
    let is_chair = Memo::new(move |_| link.read(|view| view.is_chair) == Some(true));
    let has_seat = Memo::new(move |_| link.read(|view| view.own_seat.is_some()) == Some(true));
    view! {
        <p class="visually-hidden" role="status">
            {move || open.get().map(|(_, text)| {
                format!("{}: {text}. {}", texts.announced, texts.announced_key)
            })}
        </p>
        {move || open.get().map(|(motion, text)| view! {
            <div class="room-vote" role="group" aria-labelledby=MOTION>
                <p id=MOTION class="room-motion-text" tabindex="0">
                    <strong>{texts.vote_title} ": "</strong> {text} " " <Marks link=link />
                </p>
                {move || if has_seat.get() {
                    view! { <Choices link=link motion=motion /> }.into_any()
                } else {
                    view! { <p class="muted">{texts.vote_no_seat}</p> }.into_any()
                }}
                <Progress link=link />
                {move || is_chair.get().then(|| view! {
                    <div class="buttons">
                        <button type="button" on:click=move |_| end.run(Request::EndVote { motion })>
                            {texts.vote_end}
                        </button>
                        <button type="button" on:click=move |_| end.run(Request::WithdrawVote { motion })>
                            {texts.vote_withdraw}
                        </button>
                    </div>
                })}
            </div>
        })}
    }
    .into_any()
}

/// That it is secret, and the picture it is about.
#[component]
fn Marks(link: RoomLink) -> impl IntoView {
    let texts = use_room_texts();
    let marks =
        Memo::new(move |_| read_open(link, |_, motion, _| (motion.is_secret, motion.page.clone())));
    move || {
        marks.get().map(|(is_secret, page)| {
            view! {
                {is_secret.then(|| view! { <span class="badge">{texts.motion_secret}</span> })}
                " "
                {page.map(|page| view! { <a href=page>{texts.motion_page}</a> })}
            }
        })
    }
}

#[component]
fn Choices(link: RoomLink, motion: usize) -> impl IntoView {
    let (texts, lang) = (use_room_texts(), use_lang());
    // What was pressed counts as chosen while it is on its way.
    let on_its_way = Memo::new(move |_| {
        link.find_waiting(|request| match request {
            Request::Vote { motion: about, choice } if *about == motion => Some(*choice),
            _ => None,
        })
    });
    let kept = Memo::new(move |_| read_open(link, |_, _, open| open.own).flatten());
    let own = move || on_its_way.get().or(kept.get());
    let buttons = Choice::ALL.iter().copied().map(|choice| {
        view! {
            <button
                type="button"
                class="choice"
                aria-pressed=move || (own() == Some(choice)).to_string()
                on:click=move |_| link.ask(Request::Vote { motion, choice })
            >
                {choice.label(lang)}
            </button>
        }
    });
    let state = move || {
        let choice = own()?;
        let state = if on_its_way.get().is_some() { texts.vote_saving } else { texts.vote_saved };
        Some(format!("{}: {}, {state}", texts.vote_own, choice.label(lang)))
    };
    view! {
        <div id=BALLOT class="buttons" role="group" aria-label=texts.vote_own title=texts.key_vote>
            {buttons.collect_view()}
        </div>
        <p class="small" role="status">{state}</p>
    }
    .into_any()
}

#[component]
fn Progress(link: RoomLink) -> impl IntoView {
    let lang = use_lang();
    let text = move || {
        let n_seats = link.read(|view| view.seats.len())?;
        let n_voted = read_open(link, |_, _, open| open.voted.len())?;
        Some(sentences::room::voted(lang, n_voted, n_seats))
    };
    view! { <p class="small muted">{text}</p> }.into_any()
}

/// How the vote ended that was open while one was here, until one has read it.
#[component]
pub(super) fn LastResult(link: RoomLink, ends_here: RwSignal<bool>) -> impl IntoView {
    let (texts, lang) = (use_room_texts(), use_lang());
    let seen_open = RwSignal::new(None::<usize>);
    Effect::new(move |_| {
        if let Some(motion) = read_open(link, |idx, _, _| idx) {
            seen_open.set(Some(motion));
        }
    });
    let result = Memo::new(move |_| {
        let seen = seen_open.get()?;
        link.read(|view| {
            let motion = view.motions.get(seen)?;
            Some((sentences::room::result(lang, motion)?, motion.text.clone()))
        })
        .flatten()
    });
    // Who has ended the vote had the focus on what is gone with it.
    Effect::new(move |_| {
        if result.with(Option::is_some) && ends_here.get_untracked() {
            ends_here.set(false);
            request_animation_frame(|| focus(&format!("#{RESULT}")));
        }
    });
    let hide = move |_| {
        seen_open.set(None);
        focus(".room-title a");
    };
    view! {
        <div role="status">
            {move || result.get().map(|(result, text)| view! {
                <div class="room-result">
                    <p id=RESULT tabindex="-1"><strong class="room-outcome">{result}</strong> " " <span class="muted">{text}</span></p>
                    <button type="button" class="link" on:click=hide>
                        {texts.result_hide}
                    </button>
                </div>
            })}
        </div>
    }
    .into_any()
}
