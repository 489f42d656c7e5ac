//! What was voted on in a session, and how it ended: what belongs into the minutes.

use leptos::prelude::*;
use model::{Lang, VoteOutcome};
use protocol::{MotionView, RoomView};

use crate::german_time::moment;
use crate::state::use_lang;
use crate::text::{sentences, use_room_texts};

#[component]
pub(crate) fn SessionMotions(room: Memo<RoomView>) -> impl IntoView {
    let texts = use_room_texts();
    let n_motions = Memo::new(move |_| room.with(|room| room.motions.len()));
    let none = move || {
        let is_open = room.with(RoomView::is_open);
        let text = if is_open { texts.motions_none } else { texts.motions_none_kept };
        (n_motions.get() == 0).then(|| view! { <p class="notice">{text}</p> })
    };
    view! {
        <section aria-labelledby="abstimmungen">
            <h2 id="abstimmungen">{texts.motions_title}</h2>
            {none}
            <ol class="session-motions">
                <For each=move || 0..n_motions.get() key=|motion| *motion let:motion>
                    <Motion room=room motion=motion />
                </For>
            </ol>
        </section>
    }
    .into_any()
}

#[component]
fn Motion(room: Memo<RoomView>, motion: usize) -> impl IntoView {
    let lang = use_lang();
    let names = Memo::new(move |_| {
        room.with(|room| room.seats.iter().map(|seat| seat.name.clone()).collect::<Vec<_>>())
    });
    let view = Memo::new(move |_| room.with(|room| room.motions.get(motion).cloned()));
    move || view.get().map(|view| motion_item(lang, &view, &names.get()))
}

fn motion_item(lang: Lang, motion: &MotionView, names: &[String]) -> impl IntoView + use<> {
    let texts = use_room_texts();
    let result = sentences::room::result(lang, motion);
    let is_adopted =
        motion.ended.as_ref().is_some_and(|ended| ended.outcome == VoteOutcome::Adopted);
    let at = motion.ended.as_ref().map_or(motion.opened_at, |ended| ended.at);
    let ballots: Vec<String> = motion
        .ended
        .iter()
        .flat_map(|ended| &ended.ballots)
        .filter_map(|(seat, choice)| {
            Some(sentences::room::ballot(lang, names.get(*seat)?, *choice))
        })
        .collect();
    let ballots = (!ballots.is_empty()).then(|| {
        let lines = ballots.into_iter().map(|line| view! { <li>{line}</li> }).collect_view();
        view! {
            <details>
                <summary>{texts.motion_by_seat}</summary>
                <ul class="plain">{lines}</ul>
            </details>
        }
    });
    view! {
        <li>
            <p class="session-motion-text">{motion.text.clone()}</p>
            <p>
                <strong class="session-outcome" class:adopted=is_adopted>
                    {result.unwrap_or_else(|| texts.motion_running.to_owned())}
                </strong>
                " "
                {motion.is_secret.then(|| view! { <span class="badge">{texts.motion_secret}</span> })}
            </p>
            <p class="muted small">
                {moment(at, lang).0}
                {motion.page.clone().map(|page| view! { " · " <a href=page>{texts.motion_page}</a> })}
            </p>
            {ballots}
        </li>
    }
}
