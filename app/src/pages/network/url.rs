//! The state of the page in its URL, and the way back: one through what was looked at and what was
//! changed.

use edit::{Command, Intent};
use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};
use model::Lang;

use crate::api::{ApiError, Arrangement, run_command};
use crate::live::{Live, use_live};
use crate::panels::command_id;
use crate::routes::paths;
use crate::state::{NetworkQuery, use_lang};
use crate::text::{sentences, texts};

/// Changes the URL: a new entry for what one would go back to, the same entry for the camera.
#[derive(Clone, Copy)]
pub(crate) struct Url {
    ags: Memo<String>,
    pub(crate) query: Memo<NetworkQuery>,
    go: StoredValue<Box<dyn Fn(String, NavigateOptions) + Send + Sync>>,
    past: RwSignal<Past>,
    /// What could not be undone, and why.
    pub(super) obstacle: RwSignal<String>,
    is_taking_back: RwSignal<bool>,
    notice: RwSignal<Option<Notice>>,
    live: Option<Live>,
    lang: Lang,
}

/// What can be undone, and done again; the last one last.
#[derive(Default)]
struct Past {
    done: Vec<Step>,
    undone: Vec<Step>,
}

/// Something that was done here.
enum Step {
    /// The view was another one before.
    View(Box<NetworkQuery>),
    /// A change of the network led to this revision.
    Network(u64),
}

impl Past {
    fn push(&mut self, step: Step) {
        self.done.push(step);
        self.undone.clear();
        let too_many = self.done.len().saturating_sub(MAX_UNDO);
        self.done.drain(..too_many);
    }
}

/// What was done last.
struct Notice {
    said: String,
    /// As [`state_of`] writes it.
    led_to: String,
}

impl Notice {
    fn of(said: String, led_to: &NetworkQuery) -> Self {
        Self { said, led_to: state_of(led_to) }
    }
}

/// What of a state is a step, as it stands in the URL: there, places are rounded.
fn state_of(query: &NetworkQuery) -> String {
    let bare = NetworkQuery { camera: None, ..query.clone() };
    bare.with_panel_of(&NetworkQuery::default()).write()
}

/// More steps nobody remembers.
const MAX_UNDO: usize = 200;

impl Url {
    pub(super) fn here(ags: Memo<String>) -> Self {
        let params = use_query_map();
        let query = Memo::new(move |_| params.with(NetworkQuery::read));
        let navigate = use_navigate();
        let go: Box<dyn Fn(String, NavigateOptions) + Send + Sync> =
            Box::new(move |path, options| navigate(&path, options));
        Self {
            ags,
            query,
            go: StoredValue::new(go),
            past: RwSignal::new(Past::default()),
            obstacle: RwSignal::new(String::new()),
            is_taking_back: RwSignal::new(false),
            notice: RwSignal::new(None),
            live: use_live(),
            lang: use_lang(),
        }
    }

    /// The page without any state.
    pub(crate) fn path(self) -> String {
        paths::network(&self.ags.get())
    }

    /// The link to a changed state.
    pub(crate) fn with(self, change: impl FnOnce(&mut NetworkQuery)) -> String {
        let mut query = self.query.get();
        change(&mut query);
        self.to(&query)
    }

    fn to(self, query: &NetworkQuery) -> String {
        format!("{}{}", paths::network(&self.ags.get()), query.write())
    }

    /// Another arrangement begins with everything in sight, and nothing moved by hand.
    pub(crate) fn arrange(self, arrangement: Arrangement) {
        let said = sentences::arranged(self.lang, arrangement.name(texts(self.lang)));
        self.change_aloud(said, |query| rearrange(query, arrangement));
    }

    pub(crate) fn can_undo(self) -> bool {
        self.past.with(|past| !past.done.is_empty())
    }

    pub(crate) fn can_redo(self) -> bool {
        self.past.with(|past| !past.undone.is_empty())
    }

    /// Goes to a changed state, which can be undone if more than the selection changes.
    pub(crate) fn change(self, change: impl FnOnce(&mut NetworkQuery)) {
        self.change_noting(None, change);
    }

    /// The same for what one may not have meant: says what was done, and offers the way back.
    pub(crate) fn change_aloud(self, said: String, change: impl FnOnce(&mut NetworkQuery)) {
        self.change_noting(Some(said), change);
    }

    fn change_noting(self, said: Option<String>, change: impl FnOnce(&mut NetworkQuery)) {
        let before = self.query.get_untracked();
        let mut after = before.clone();
        change(&mut after);
        if after.with_panel_of(&before) != before {
            self.push(Step::View(Box::new(before)), said.map(|said| Notice::of(said, &after)));
        }
        self.go_to(&after, false);
    }

    pub(crate) fn reset_filters(self) {
        let said = texts(self.lang).filters_were_reset.to_owned();
        self.change_aloud(said, NetworkQuery::drop_filters);
    }

    /// A link to a changed state: where it leads, and what a click does.
    pub(crate) fn link(
        self,
        change: impl Fn(&mut NetworkQuery) + Copy + Send + Sync + 'static,
    ) -> (impl Fn() -> String + Copy + Send + Sync, impl Fn(ev::MouseEvent) + Copy + Send + Sync)
    {
        let href = move || self.with(change);
        let go = move |event: ev::MouseEvent| self.step_by(&event, |url| url.change(change));
        (href, go)
    }

    /// For links to a changed state: a plain click goes there so that it can be undone. With a key or
    /// another button the browser does what it does with links.
    pub(crate) fn step_by(self, event: &ev::MouseEvent, go: impl FnOnce(Self)) {
        let has_key = event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key();
        if event.button() == 0 && !has_key {
            event.prevent_default();
            go(self);
        }
    }

    /// Notes that the network was changed here, so that undoing takes it back.
    pub(super) fn changed_network(self, revision: u64, said: &str) {
        let now = self.query.get_untracked();
        self.push(Step::Network(revision), Some(Notice::of(said.to_owned(), &now)));
    }

    fn push(self, step: Step, notice: Option<Notice>) {
        self.past.update(|past| past.push(step));
        self.notice.set(notice);
    }

    /// What was done last, as long as that is the first to be undone: whatever else was changed since,
    /// as by the browser's own way back, would be undone with it.
    pub(super) fn notice(self) -> Option<String> {
        self.notice.with(|notice| {
            let Notice { said, led_to } = notice.as_ref()?;
            self.query.with(|now| state_of(now) == *led_to).then(|| said.clone())
        })
    }

    /// Whether something is being taken back: one at a time.
    pub(super) fn is_taking_back(self) -> bool {
        self.is_taking_back.get()
    }

    pub(super) fn forget_notice(self) {
        self.notice.set(None);
    }

    pub(crate) fn replace(self, change: impl FnOnce(&mut NetworkQuery)) {
        let mut after = self.query.get_untracked();
        change(&mut after);
        self.go_to(&after, true);
    }

    pub(crate) fn undo(self) {
        self.step(
            |past| past.done.pop(),
            |past, step| past.undone.push(step),
            |past, step| past.done.push(step),
        );
    }

    pub(crate) fn redo(self) {
        self.step(
            |past| past.undone.pop(),
            |past, step| past.done.push(step),
            |past, step| past.undone.push(step),
        );
    }

    /// Takes the last step back, and keeps what would take that back again.
    fn step(
        self,
        take: fn(&mut Past) -> Option<Step>,
        keep: fn(&mut Past, Step),
        back: fn(&mut Past, Step),
    ) {
        if self.is_taking_back.get_untracked() {
            return;
        }
        self.obstacle.set(String::new());
        self.notice.set(None);
        match self.past.try_update(take).flatten() {
            None => {}
            Some(Step::View(before)) => {
                let now = self.query.get_untracked();
                // Whom one looks at, and what one writes, was not a step of its own.
                let back = before.with_panel_of(&now);
                self.past.update(|past| keep(past, Step::View(Box::new(now))));
                self.go_to(&back, false);
            }
            Some(Step::Network(revision)) => self.take_back(revision, keep, back),
        }
    }

    /// One at a time; what could not be taken back can be tried again.
    fn take_back(self, revision: u64, keep: fn(&mut Past, Step), back: fn(&mut Past, Step)) {
        let (ags, lang, live) = (self.ags.get_untracked(), self.lang, self.live);
        let intent = Intent::Undo { revision };
        let command = Command { id: command_id(), base_revision: revision, intent, note: None };
        self.is_taking_back.set(true);
        spawn_local(async move {
            let answer = run_command(ags, command).await;
            // The page may be gone by now. What was done meanwhile is not the first to be undone.
            let _set = self.is_taking_back.try_set(false);
            let _forgotten = self.notice.try_set(None);
            let obstacle = match answer {
                Ok(answer) => {
                    if answer.n_changes > 0 {
                        let step = Step::Network(answer.revision);
                        let _kept = self.past.try_update(|past| keep(past, step));
                    }
                    if let Some(live) = live {
                        live.reached(answer.revision);
                    }
                    return;
                }
                Err(ApiError::Refused(refused)) => sentences::edit::undo_refusal(lang, &refused),
                Err(_) => texts(lang).undo_unsent.to_owned(),
            };
            let _back = self.past.try_update(|past| back(past, Step::Network(revision)));
            let _said = self.obstacle.try_set(obstacle);
        });
    }

    fn go_to(self, query: &NetworkQuery, replace: bool) {
        let path = untrack(|| self.to(query));
        let options = NavigateOptions { replace, scroll: false, ..NavigateOptions::default() };
        self.go.with_value(|go| go(path, options));
    }
}

pub(super) fn rearrange(query: &mut NetworkQuery, arrangement: Arrangement) {
    query.arrangement = arrangement;
    query.camera = None;
    query.pinned.clear();
}
