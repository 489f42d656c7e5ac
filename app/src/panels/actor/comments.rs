//! Comments on an actor: what coordinators have to settle among each other.

mod board;

use leptos::ev;
use leptos::prelude::*;
use model::{ActorId, CommandId};

use super::{PanelSections, Section};
use crate::api::Named;
use crate::api::comments::CommentLine;
use crate::live::{Live, use_live};
use crate::state::use_lang;
use crate::text::{comment_texts, sentences};
pub(super) use board::CommentBoards;
use board::{Loading, OpenBoard, Said, Sending};

/// # On the server   nothing: who may write is known in the browser, and nobody else sees any.
/// # Keyboard        Ctrl+Enter in the field saves.
#[component]
pub(super) fn Comments(ags: Memo<String>, actor: Named<ActorId>) -> impl IntoView {
    let live = use_live();
    let sections = use_context::<PanelSections>();
    // What the server has made is taken over first.
    let is_ready = RwSignal::new(false);
    Effect::new(move |_| is_ready.set(true));
    let is_shown = Memo::new(move |_| is_ready.get() && live.is_some_and(Live::may_write));
    let actor = StoredValue::new(actor);
    move || {
        let boards = sections.filter(|_| is_shown.get()).map(|sections| sections.boards)?;
        let (ags, actor) = (ags.get_untracked(), actor.get_value());
        Some(view! { <CommentSection boards=boards ags=ags actor=actor /> })
    }
}

#[component]
fn CommentSection(boards: CommentBoards, ags: String, actor: Named<ActorId>) -> impl IntoView {
    let lang = use_lang();
    let texts = comment_texts(lang);
    let kept = boards.of(&ags, &actor.id);
    let open = OpenBoard::new(kept, ags, actor, lang);
    open.load();
    let board = open.board;
    let ids = move |is_settled: bool| {
        Memo::new(move |_| board.with(|board| ids_of(&board.comments, is_settled)))
    };
    let (opened, settled) = (ids(false), ids(true));
    let n_opened = Memo::new(move |_| opened.with(Vec::len));
    let n_settled = Memo::new(move |_| settled.with(Vec::len));
    let loading = Memo::new(move |_| board.with(|board| board.loading));
    let state = move || match loading.get() {
        Loading::Waits => Some(view! { <p class="muted">{texts.loading}</p> }.into_any()),
        Loading::Failed => Some(view! { <NotLoaded open=open /> }.into_any()),
        Loading::Done if n_opened.get() + n_settled.get() == 0 => {
            Some(view! { <p class="muted">{texts.none}</p> }.into_any())
        }
        Loading::Done => None,
    };
    view! {
        <Section title=texts.title n=n_opened>
            <div class="comments">
                {state}
                <CommentList open=open ids=opened />
                <details class="comments-settled" hidden=move || n_settled.get() == 0>
                    <summary>{move || sentences::comments::n_settled(lang, n_settled.get())}</summary>
                    <CommentList open=open ids=settled />
                </details>
                <CommentForm open=open />
                <Outcome open=open />
            </div>
        </Section>
    }
    .into_any()
}

fn ids_of(comments: &[CommentLine], is_settled: bool) -> Vec<CommandId> {
    let of_list = comments.iter().filter(|comment| comment.settled.is_some() == is_settled);
    of_list.map(|comment| comment.id.clone()).collect()
}

#[component]
fn NotLoaded(open: OpenBoard) -> impl IntoView {
    let texts = comment_texts(open.lang);
    view! {
        <p role="alert">{texts.not_loaded}</p>
        <button type="button" class="button-small" on:click=move |_| open.load()>{texts.load_again}</button>
    }
}

/// Each comment stays while others come and go, so that no focus is lost.
#[component]
fn CommentList(open: OpenBoard, ids: Memo<Vec<CommandId>>) -> impl IntoView {
    view! {
        <ul class="plain comment-list" hidden=move || ids.with(Vec::is_empty)>
            <For each=move || ids.get() key=Clone::clone let:id>
                <CommentItem open=open id=id />
            </For>
        </ul>
    }
    .into_any()
}

#[component]
fn CommentItem(open: OpenBoard, id: CommandId) -> impl IntoView {
    let lang = open.lang;
    let name = id.as_str().to_owned();
    let id = StoredValue::new(id);
    let comment =
        Memo::new(move |_| open.board.with(|board| id.with_value(|id| board.get(id).cloned())));
    let text = move || comment.get().map(|comment| comment.text);
    let written = move || comment.get().map(|comment| format!("{}, {}", comment.by, comment.at));
    let settled = move || {
        let (by, at) = comment.get()?.settled?;
        Some(view! { <p class="muted small">{sentences::comments::settled(lang, &by, &at)}</p> })
    };
    view! {
        <li data-comment=name>
            <p class="muted small">{written}</p>
            <p class="comment-text">{text}</p>
            {settled}
            <CommentButtons open=open id=id comment=comment />
        </li>
    }
    .into_any()
}

/// The button that asks whether to remove keeps the focus and takes the question back; removing is
/// one step further.
#[component]
fn CommentButtons(
    open: OpenBoard,
    id: StoredValue<CommandId>,
    comment: Memo<Option<CommentLine>>,
) -> impl IntoView {
    let texts = comment_texts(open.lang);
    let is_asked = RwSignal::new(false);
    let is_settled = move || comment.with(|it| it.as_ref().is_some_and(|it| it.settled.is_some()));
    let is_sending = move || open.board.with(|board| board.sending.is_some());
    let named = move |action: &'static str| id.with_value(|id| open.named_action(action, id));
    let settling = move || if is_settled() { texts.reopen } else { texts.settle };
    let asking = move || if is_asked.get() { texts.remove_cancel } else { texts.remove };
    view! {
        <p class="buttons">
            <button
                type="button"
                class="button-small"
                aria-label=move || named(settling())
                disabled=is_sending
                on:click=move |_| open.settle(id.get_value(), !untrack(is_settled))
            >
                {settling}
            </button>
            <button
                type="button"
                class="button-small"
                aria-label=move || named(asking())
                disabled=is_sending
                on:click=move |_| is_asked.update(|asked| *asked = !*asked)
            >
                {asking}
            </button>
            {move || is_asked.get().then(|| view! {
                <button
                    type="button"
                    class="button-small button-danger"
                    aria-label=move || named(texts.remove_really)
                    disabled=is_sending
                    on:click=move |_| open.remove(id.get_value())
                >
                    {texts.remove_really}
                </button>
            })}
        </p>
    }
    .into_any()
}

#[component]
fn CommentForm(open: OpenBoard) -> impl IntoView {
    let texts = comment_texts(open.lang);
    let board = open.board;
    let draft = Memo::new(move |_| board.with(|board| board.draft.clone()));
    let sending = Memo::new(move |_| board.with(|board| board.sending));
    let is_saving = move || sending.get() == Some(Sending::Draft);
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        open.save();
    };
    let on_key = move |event: ev::KeyboardEvent| {
        if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
            event.prevent_default();
            open.save();
        }
    };
    let leaving = window_event_listener(ev::beforeunload, move |event| {
        if board.try_with_untracked(|board| !board.draft.trim().is_empty()) == Some(true) {
            event.prevent_default();
        }
    });
    on_cleanup(move || leaving.remove());
    // What is read only keeps the focus, what is disabled loses it.
    view! {
        <form class="comment-form" on:submit=submit on:keydown=on_key>
            <label>
                <span>{texts.field}</span>
                <textarea
                    rows="3"
                    aria-describedby="kommentar-hinweis"
                    readonly=is_saving
                    prop:value=draft
                    on:input=move |event| board.update(|board| board.draft(event_target_value(&event)))
                ></textarea>
            </label>
            <p id="kommentar-hinweis" class="muted small">{texts.hint}</p>
            <button type="submit" title=texts.save_key disabled=move || sending.get().is_some()>
                {move || if is_saving() { texts.saving } else { texts.save }}
            </button>
        </form>
    }
    .into_any()
}

/// Both parts are always there, so that what comes into them is told.
#[component]
fn Outcome(open: OpenBoard) -> impl IntoView {
    let said = Memo::new(move |_| open.board.with(|board| board.said.clone()));
    let done = move || match said.get() {
        Said::Done(text) => text,
        Said::Nothing | Said::Problem(_) => "",
    };
    let problem = move || match said.get() {
        Said::Problem(text) => text,
        Said::Nothing | Said::Done(_) => String::new(),
    };
    view! {
        <p class="small" role="status">{done}</p>
        <p class="comment-problem" role="alert">{problem}</p>
    }
    .into_any()
}
