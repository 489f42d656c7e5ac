//! A chair puts a motion to the vote, with the picture it is about.

use leptos::ev;
use leptos::html::{Button, Textarea};
use leptos::prelude::*;
use protocol::{MAX_TEXT, Request, RoomView, is_page_of};

use super::ballot::focus_motion;
use crate::address::use_here;
use crate::room::RoomLink;
use crate::text::use_room_texts;

/// What is typed; it is there when the form opens again.
#[derive(Clone, Copy)]
struct Draft {
    text: RwSignal<String>,
    is_secret: RwSignal<bool>,
    has_page: RwSignal<bool>,
}

impl Draft {
    fn new() -> Self {
        Self {
            text: RwSignal::new(String::new()),
            is_secret: RwSignal::new(false),
            has_page: RwSignal::new(true),
        }
    }
}

/// The form, and the button that opens it.
#[derive(Clone, Copy)]
pub(super) struct MotionDesk {
    link: RoomLink,
    draft: Draft,
    is_open: RwSignal<bool>,
    may_open: Memo<bool>,
    opener: NodeRef<Button>,
}

pub(super) fn use_motion_desk(link: RoomLink) -> MotionDesk {
    let draft = Draft::new();
    let may_open = Memo::new(move |_| {
        let is_free =
            |view: &RoomView| view.is_chair && view.is_open() && view.open_motion().is_none();
        link.read(is_free) == Some(true)
    });
    let is_open = RwSignal::new(false);
    // What has been put need not be typed again, and the button that opened the form is gone: one
    // goes on where the motion stands.
    let put = Memo::new(move |_| {
        link.read(|view| view.open_motion().map(|(_, motion, _)| motion.text.clone())).flatten()
    });
    Effect::new(move |_| {
        let Some(put) = put.get() else { return };
        // Somebody else's motion closes the form; what was typed stays.
        is_open.set(false);
        if put == draft.text.get_untracked().trim() {
            draft.text.set(String::new());
            request_animation_frame(focus_motion);
        }
    });
    MotionDesk { link, draft, is_open, may_open, opener: NodeRef::new() }
}

#[component]
pub(super) fn MotionButton(desk: MotionDesk) -> impl IntoView {
    let texts = use_room_texts();
    let MotionDesk { is_open, opener, .. } = desk;
    move || {
        desk.may_open.get().then(|| {
            view! {
                <button
                    node_ref=opener
                    type="button"
                    aria-expanded=move || is_open.get().to_string()
                    on:click=move |_| is_open.update(|open| *open = !*open)
                >
                    {texts.vote_new}
                </button>
            }
        })
    }
}

/// # Keyboard   Escape closes the form.
#[component]
pub(super) fn MotionForm(desk: MotionDesk) -> impl IntoView {
    let MotionDesk { is_open, opener, .. } = desk;
    let close = Callback::new(move |()| {
        is_open.set(false);
        if let Some(opener) = opener.get_untracked() {
            // Else the focus would be lost with what had it.
            let _focused = opener.focus();
        }
    });
    move || {
        let is_shown = desk.may_open.get() && is_open.get();
        is_shown.then(|| {
            view! { <div class="room-motion"><Fields desk=desk close=close /></div> }
        })
    }
}

#[component]
fn Fields(desk: MotionDesk, close: Callback<()>) -> impl IntoView {
    let texts = use_room_texts();
    let MotionDesk { link, draft: Draft { text, is_secret, has_page }, .. } = desk;
    let here = use_here();
    let page = move || {
        let page = here.get();
        (link.read(|view| is_page_of(&view.network, &page)) == Some(true)).then_some(page)
    };
    let field = NodeRef::<Textarea>::new();
    field.on_load(|field| {
        // It is on the page in the next frame.
        request_animation_frame(move || {
            let _focused = field.focus();
        });
    });
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let page = untrack(page).filter(|_| has_page.get_untracked());
        let (text, is_secret) = (text.get_untracked(), is_secret.get_untracked());
        close.run(());
        link.ask(Request::OpenVote { text, page, is_secret });
    };
    let on_key = move |event: ev::KeyboardEvent| {
        if event.key() == "Escape" {
            close.run(());
        }
    };
    view! {
        <form on:submit=submit on:keydown=on_key>
            <label>
                <span>{texts.vote_text}</span>
                <textarea
                    node_ref=field
                    rows="2"
                    required
                    maxlength=MAX_TEXT.to_string()
                    placeholder=texts.vote_text_example
                    prop:value=move || text.get()
                    on:input=move |event| text.set(event_target_value(&event))
                ></textarea>
            </label>
            {move || page().is_some().then(|| view! { <Check label=texts.vote_with_page value=has_page /> })}
            <Check label=texts.vote_secret value=is_secret />
            <div class="buttons">
                <button type="submit" class="primary">{texts.vote_open}</button>
                <button type="button" on:click=move |_| close.run(())>{texts.vote_cancel}</button>
            </div>
        </form>
    }
    .into_any()
}

#[component]
fn Check(label: &'static str, value: RwSignal<bool>) -> impl IntoView {
    view! {
        <label class="check">
            <input
                type="checkbox"
                prop:checked=move || value.get()
                on:change=move |event| value.set(event_target_checked(&event))
            />
            {label}
        </label>
    }
    .into_any()
}
