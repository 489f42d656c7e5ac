//! The seats of a session: which are free, whose is whose.

use leptos::ev;
use leptos::prelude::*;
use protocol::{MAX_TITLE, Request, RoomView, SeatView};

use crate::room::use_room;
use crate::state::use_lang;
use crate::text::{sentences, use_room_texts};

/// Each row stays while the room changes, so that no focus is lost.
#[component]
pub(crate) fn SessionSeats(room: Memo<RoomView>, is_here: Memo<bool>) -> impl IntoView {
    let (texts, lang) = (use_room_texts(), use_lang());
    let link = use_room();
    let n_seats = Memo::new(move |_| room.with(|room| room.seats.len()));
    let is_chair = Memo::new(move |_| is_here.get() && room.with(|room| room.is_chair));
    let has_hands =
        Memo::new(move |_| room.with(|room| room.seats.iter().any(|seat| seat.hand.is_some())));
    let here = move || is_here.get().then(|| room.with(|room| sentences::room::here(lang, room)));
    view! {
        <section aria-labelledby="plaetze">
            <h2 id="plaetze">{texts.seats_title}</h2>
            {move || is_here.get().then(|| view! { <p class="muted">{texts.seats_text}</p> })}
            <p class="small" role="status">{here}</p>
            {move || (n_seats.get() == 0).then(|| view! { <p class="notice">{texts.seats_none}</p> })}
            <ol class="session-seats">
                <For each=move || 0..n_seats.get() key=|seat| *seat let:seat>
                    <Seat room=room is_here=is_here seat=seat />
                </For>
            </ol>
            {move || (is_chair.get() && has_hands.get()).then(|| view! {
                <button type="button" on:click=move |_| link.ask(Request::LowerAllHands)>
                    {texts.hand_lower_all}
                </button>
            })}
            {move || is_chair.get().then(|| view! { <AddSeat /> })}
        </section>
    }
    .into_any()
}

#[component]
fn Seat(room: Memo<RoomView>, is_here: Memo<bool>, seat: usize) -> impl IntoView {
    let (texts, lang) = (use_room_texts(), use_lang());
    let link = use_room();
    let view: Memo<Option<SeatView>> =
        Memo::new(move |_| room.with(|room| room.seats.get(seat).cloned()));
    let name = Memo::new(move |_| view.get().map(|view| view.name).unwrap_or_default());
    let is_own = Memo::new(move |_| room.with(|room| room.own_seat == Some(seat)));
    let is_chair = Memo::new(move |_| room.with(|room| room.is_chair));
    let has_voted = Memo::new(move |_| {
        room.with(|room| room.open_motion().is_some_and(|(_, _, open)| open.voted.contains(&seat)))
    });
    let state = move || {
        let view = view.get()?;
        Some(match (view.is_taken, view.is_present, is_here.get()) {
            (false, ..) => texts.seat_empty,
            (true, true, _) => texts.seat_present,
            (true, false, true) => texts.seat_away,
            // Who is here, only the room knows.
            (true, false, false) => texts.seat_taken,
        })
    };
    let hand = move || view.get()?.hand.map(|place| sentences::room::hand(lang, place));
    let is_taken = Memo::new(move |_| view.get().is_some_and(|view| view.is_taken));
    let described = move |what: &'static str| move || format!("{what}: {}", name.get());
    let action = move || {
        if !is_here.get() {
            return None;
        }
        let (label, request) = match (is_own.get(), is_taken.get()) {
            (true, _) => (texts.seat_leave, Request::LeaveSeat),
            (false, false) => (texts.seat_take, Request::TakeSeat { seat }),
            (false, true) if is_chair.get() => (texts.seat_free, Request::FreeSeat { seat }),
            (false, true) => return None,
        };
        Some(view! {
            <button
                type="button"
                aria-label=described(label)
                on:click=move |_| link.ask(request.clone())
            >
                {label}
            </button>
        })
    };
    view! {
        <li class:own=move || is_own.get()>
            <span class="session-seat-name">{name}</span>
            <span class="tags">
                {move || is_own.get().then(|| view! { <span class="badge badge-exception">{texts.seat_own}</span> })}
                {move || hand().map(|hand| view! { <span class="badge tag-warning">{hand}</span> })}
                {move || has_voted.get().then(|| view! { <span class="badge tag-entry">{texts.seat_voted}</span> })}
            </span>
            <span class="muted small">{state}</span>
            {action}
        </li>
    }
    .into_any()
}

#[component]
fn AddSeat() -> impl IntoView {
    let texts = use_room_texts();
    let link = use_room();
    let name = RwSignal::new(String::new());
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        link.ask(Request::AddSeat { name: name.get_untracked() });
        name.set(String::new());
    };
    view! {
        <form class="session-add" on:submit=submit>
            <label>
                <span>{texts.seat_add}</span>
                <input
                    type="text"
                    required
                    maxlength=MAX_TITLE.to_string()
                    prop:value=move || name.get()
                    on:input=move |event| name.set(event_target_value(&event))
                />
            </label>
            <button type="submit">{texts.seat_add_go}</button>
        </form>
    }
    .into_any()
}
