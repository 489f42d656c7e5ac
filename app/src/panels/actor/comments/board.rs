//! What is known of the comments on an actor, what is typed, and sending it.
//!
//! It outlives the panel, which is made anew whenever somebody changes the network: a text that is
//! being typed stays, and an answer that comes later finds its place.

use std::collections::BTreeMap;

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_bindgen::JsCast;
use model::{ActorId, CommandId, CommentText, Lang};
use web_sys::HtmlElement;

use crate::api::comments::{
    CommentLine, CommentsView, add_comment, load_comments, remove_comment, settle_comment,
};
use crate::api::{ApiError, Named, ParameterName};
use crate::panels::command_id;
use crate::text::{comment_texts, sentences};

/// Where one types.
const FIELD: &str = ".comments textarea";
/// Stays whatever becomes of the comments.
const HEADING: &str = ".panel-section:has(> .comments) > summary";

/// The boards of all actors that were looked at, by Kreis and actor.
#[derive(Clone, Copy)]
pub(in super::super) struct CommentBoards(Boards);

type Boards = StoredValue<BTreeMap<(String, ActorId), ArcRwSignal<Board>>>;

impl CommentBoards {
    pub(in super::super) fn new() -> Self {
        Self(StoredValue::new(BTreeMap::new()))
    }

    pub(super) fn of(self, ags: &str, actor: &ActorId) -> ArcRwSignal<Board> {
        let place = (ags.to_owned(), actor.clone());
        let known = self.0.try_update_value(|boards| boards.entry(place).or_default().clone());
        known.unwrap_or_default()
    }
}

/// How far the comments are there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Loading {
    #[default]
    Waits,
    Failed,
    Done,
}

/// What is on its way to the server; one thing at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sending {
    Draft,
    Change,
}

/// What became of the last thing that was sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Said {
    #[default]
    Nothing,
    Done(&'static str),
    Problem(String),
}

/// The comments on one actor.
#[derive(Clone, Debug, Default)]
pub(super) struct Board {
    pub(super) loading: Loading,
    /// The oldest first.
    pub(super) comments: Vec<CommentLine>,
    pub(super) draft: String,
    pub(super) sending: Option<Sending>,
    pub(super) said: Said,
    /// The last text that was sent, and its name.
    sent: Option<(String, CommandId)>,
    /// How often something was changed from here.
    n_changes: u32,
}

impl Board {
    pub(super) fn get(&self, id: &CommandId) -> Option<&CommentLine> {
        self.comments.iter().find(|comment| comment.id == *id)
    }

    fn take(&mut self, answer: Result<CommentsView, ApiError>) {
        match answer {
            Ok(view) => {
                self.comments = view.comments;
                self.loading = Loading::Done;
            }
            // What is there stays, though it may be old.
            Err(_) if self.loading == Loading::Done => {}
            Err(_) => self.loading = Loading::Failed,
        }
    }

    fn put(&mut self, comment: CommentLine) {
        match self.comments.iter_mut().find(|known| known.id == comment.id) {
            Some(known) => *known = comment,
            None => self.comments.push(comment),
        }
    }

    /// What is said of an earlier text is over once somebody types another.
    pub(super) fn draft(&mut self, text: String) {
        self.draft = text;
        self.said = Said::Nothing;
    }

    fn drop_comment(&mut self, id: &CommandId) {
        self.comments.retain(|comment| comment.id != *id);
    }

    /// Who comes after a comment in its list, or else before it.
    fn beside(&self, id: &CommandId) -> Option<CommandId> {
        let is_settled = self.get(id)?.settled.is_some();
        let list = self.comments.iter().filter(|it| it.settled.is_some() == is_settled);
        let list: Vec<&CommandId> = list.map(|it| &it.id).collect();
        let position = list.iter().position(|other| *other == id)?;
        let before = position.checked_sub(1).and_then(|before| list.get(before));
        list.get(position + 1).or(before).map(|id| (*id).clone())
    }

    /// The same name for the same text: what was sent and not answered may have arrived.
    fn name_of(&mut self, text: &str) -> CommandId {
        let known = self.sent.take().filter(|(sent, _)| sent == text);
        let (text, id) = known.unwrap_or_else(|| (text.to_owned(), command_id()));
        self.sent = Some((text, id.clone()));
        id
    }
}

/// The board of an actor in the hands of its section.
#[derive(Clone, Copy)]
pub(super) struct OpenBoard {
    pub(super) board: RwSignal<Board>,
    ags: StoredValue<String>,
    actor: StoredValue<Named<ActorId>>,
    pub(super) lang: Lang,
}

impl OpenBoard {
    pub(super) fn new(
        board: ArcRwSignal<Board>,
        ags: String,
        actor: Named<ActorId>,
        lang: Lang,
    ) -> Self {
        let (ags, actor) = (StoredValue::new(ags), StoredValue::new(actor));
        Self { board: board.into(), ags, actor, lang }
    }

    /// What a button says to whoever hears it alone.
    pub(super) fn named_action(self, action: &str, id: &CommandId) -> String {
        let text = self.board.with(|board| board.get(id).map(|comment| comment.text.clone()));
        let text = text.unwrap_or_default();
        self.actor.with_value(|actor| {
            sentences::comments::named_action(self.lang, action, &text, &actor.name)
        })
    }

    /// Asks for the comments, and again if something was changed from here in the meantime.
    pub(super) fn load(self) {
        let board = ArcRwSignal::from(self.board);
        let (ags, actor) = self.place();
        spawn_local(async move {
            loop {
                let n_changes = board.with_untracked(|board| board.n_changes);
                let answer = load_comments(ags.clone(), actor.clone()).await;
                if board.with_untracked(|board| board.n_changes == n_changes) {
                    board.update(|board| board.take(answer));
                    return;
                }
            }
        });
    }

    /// Sends what is typed; it stays until the server has kept it.
    pub(super) fn save(self) {
        if self.is_sending() {
            return;
        }
        let text = match CommentText::try_from(self.board.with_untracked(|it| it.draft.clone())) {
            Ok(text) => String::from(text),
            Err(problem) => {
                let problem = sentences::comments::text_problem(self.lang, problem);
                self.board.update(|board| board.said = Said::Problem(problem));
                self.focus_if_lost(vec![FIELD.to_owned()]);
                return;
            }
        };
        let board = ArcRwSignal::from(self.board);
        let ((ags, actor), lang) = (self.place(), self.lang);
        let begin = |board: &mut Board| {
            board.sending = Some(Sending::Draft);
            board.said = Said::Nothing;
            board.name_of(&text)
        };
        let Some(id) = board.try_update(begin) else { return };
        spawn_local(async move {
            let answer = add_comment(ags, actor, id, text).await;
            board.update(|board| {
                board.sending = None;
                match answer {
                    Ok(comment) => {
                        board.n_changes += 1;
                        board.put(comment);
                        board.draft.clear();
                        board.sent = None;
                        board.said = Said::Done(comment_texts(lang).saved);
                    }
                    Err(error) => {
                        board.said = Said::Problem(sentences::comments::not_saved(lang, &error));
                    }
                }
            });
            self.focus_if_lost(vec![FIELD.to_owned()]);
        });
    }

    /// Settles a comment, or opens it again.
    pub(super) fn settle(self, id: CommandId, is_settled: bool) {
        let (ags, _) = self.place();
        let request = settle_comment(ags, id.clone(), is_settled);
        self.change(id, request, move |board, comment, lang| {
            board.put(comment);
            let texts = comment_texts(lang);
            if is_settled { texts.settled } else { texts.reopened }
        });
    }

    pub(super) fn remove(self, id: CommandId) {
        let (ags, _) = self.place();
        let request = remove_comment(ags, id.clone());
        let gone = id.clone();
        self.change(id, request, move |board, (), lang| {
            board.drop_comment(&gone);
            comment_texts(lang).removed
        });
    }

    /// Sends a change of one comment and says what became of it.
    fn change<T: 'static>(
        self,
        id: CommandId,
        request: impl Future<Output = Result<T, ApiError>> + 'static,
        done: impl FnOnce(&mut Board, T, Lang) -> &'static str + 'static,
    ) {
        if self.is_sending() {
            return;
        }
        let (board, lang) = (ArcRwSignal::from(self.board), self.lang);
        let beside = board.with_untracked(|board| board.beside(&id));
        board.update(|board| {
            board.sending = Some(Sending::Change);
            board.said = Said::Nothing;
        });
        spawn_local(async move {
            let answer = request.await;
            let is_about_it = |error: &ApiError| error.is_about(ParameterName::Comment);
            let has_left = answer.as_ref().err().is_none_or(is_about_it);
            board.update(|board| {
                board.sending = None;
                board.n_changes += 1;
                board.said = match answer {
                    Ok(answer) => Said::Done(done(board, answer, lang)),
                    Err(error) => {
                        if is_about_it(&error) {
                            board.drop_comment(&id);
                        }
                        Said::Problem(sentences::comments::not_changed(lang, &error))
                    }
                };
            });
            // From a list that it has left, one goes on to the next.
            let target = if has_left { beside } else { Some(id) };
            self.focus_if_lost(
                target.iter().map(first_button).chain([HEADING.to_owned()]).collect(),
            );
        });
    }

    /// Leads the focus to the first of these that is there, if what had it is gone, disabled or did what
    /// it was for. Whoever has gone on to something else, or to another actor, stays there.
    fn focus_if_lost(self, selectors: Vec<String>) {
        // The page shows what has changed with its next drawing.
        request_animation_frame(move || {
            let document = document();
            let is_lost = document.active_element().is_none_or(|element| {
                let is_done = element.matches(":disabled, .comment-form button");
                element.tag_name() == "BODY" || is_done.unwrap_or(false)
            });
            if !is_lost || self.board.try_with_untracked(|_| ()).is_none() {
                return;
            }
            let found = selectors.iter().find_map(|it| document.query_selector(it).ok()?);
            if let Some(found) = found.and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
                // Fails only for what is not in the page.
                let _focused = found.focus();
            }
        });
    }

    fn is_sending(self) -> bool {
        self.board.with_untracked(|board| board.sending.is_some())
    }

    fn place(self) -> (String, String) {
        (self.ags.get_value(), self.actor.with_value(|actor| actor.id.to_string()))
    }
}

fn first_button(id: &CommandId) -> String {
    format!(".comments [data-comment=\"{}\"] button", id.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(text: &str) -> CommandId {
        CommandId::try_from(format!("comment-{text}")).unwrap()
    }

    fn comment(text: &str, is_settled: bool) -> CommentLine {
        let settled = is_settled.then(|| ("lokal".to_owned(), "gestern".to_owned()));
        let [text, by, at] = [text, "lokal", "vorgestern"].map(str::to_owned);
        CommentLine { id: id(&text), text, by, at, settled }
    }

    fn board() -> Board {
        let comments =
            [("a", false), ("b", true), ("c", false)].map(|(text, done)| comment(text, done));
        Board { loading: Loading::Done, comments: comments.to_vec(), ..Board::default() }
    }

    #[test]
    fn the_next_of_the_same_list_follows_a_comment() {
        let board = board();
        assert_eq!(board.beside(&id("a")), Some(id("c")));
        assert_eq!(
            board.beside(&id("c")),
            Some(id("a")),
            "the last one is followed by the one before"
        );
        assert_eq!(board.beside(&id("b")), None);
        assert_eq!(board.beside(&id("x")), None);
    }

    #[test]
    fn a_comment_takes_the_place_of_what_it_was() {
        let mut board = board();
        board.put(comment("a", true));
        board.put(comment("d", false));
        let state = |comment: &CommentLine| (comment.text.clone(), comment.settled.is_some());
        let states: Vec<_> = board.comments.iter().map(state).collect();
        let expected = [("a", true), ("b", true), ("c", false), ("d", false)];
        assert_eq!(states, expected.map(|(text, done)| (text.to_owned(), done)));
    }

    #[test]
    fn what_is_there_outlasts_a_failed_question() {
        let mut board = board();
        board.take(Err(ApiError::Transport));
        assert_eq!((board.loading, board.comments.len()), (Loading::Done, 3));
        let mut board = Board::default();
        board.take(Err(ApiError::Transport));
        assert_eq!(board.loading, Loading::Failed);
    }
}
