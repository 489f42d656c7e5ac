//! The room of a live session that this window is in, from page to page. On the server there is
//! none: everything here begins in effects.

use std::collections::VecDeque;
use std::time::Duration;

use leptos::prelude::*;
use model::SessionCode;
use protocol::{Refusal, Reply, Request, RoomView, Said};

use crate::keep::{keep_here, kept_here};
use crate::panels::command_id;
use crate::socket::{Listener, Socket};

/// Under which the window keeps the code while it is loaded anew.
const KEY: &str = "netzlotse.sitzung";
/// The same for whether it presents.
const PRESENTS_KEY: &str = "netzlotse.praesentiert";
/// The room says something every 25 seconds.
const SILENCE: Duration = Duration::from_mins(1);
/// More that waits for its answer is no work of hands.
const MAX_WAITING: usize = 50;

/// How this window stands to its room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Contact {
    /// Not in a room, or not yet.
    None,
    Here,
    /// The connection is lost and being opened again.
    Lost,
}

/// Whether a window that presented goes on when it is in the room again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum PresentsAgain {
    No,
    /// Its page was loaded anew.
    IfNobodyDoes,
    /// Its connection was lost: the room may take it for there still.
    Here,
}

/// Handle to the room; copying it copies pointers.
#[derive(Clone, Copy)]
pub(crate) struct RoomLink {
    code: RwSignal<Option<SessionCode>>,
    view: RwSignal<Option<RoomView>>,
    contact: RwSignal<Contact>,
    is_following: RwSignal<bool>,
    /// Whether this window presents as soon as it is in the room again.
    presents_again: StoredValue<PresentsAgain>,
    /// What this page calls itself: with the number it tells a request that arrives twice.
    sender: StoredValue<String>,
    refusal: RwSignal<Option<Refusal>>,
    /// Asked, and not answered; the oldest first.
    waiting: RwSignal<VecDeque<Said>>,
    next_number: StoredValue<u64>,
    socket: StoredValue<Option<Socket>>,
    /// What is made for a room lasts as long as the application, not as the page that asked.
    owner: StoredValue<Option<Owner>>,
}

impl RoomLink {
    pub(crate) fn provide() -> Self {
        let link = Self {
            code: RwSignal::new(None),
            view: RwSignal::new(None),
            contact: RwSignal::new(Contact::None),
            is_following: RwSignal::new(false),
            presents_again: StoredValue::new(PresentsAgain::No),
            sender: StoredValue::new(String::new()),
            refusal: RwSignal::new(None),
            waiting: RwSignal::new(VecDeque::new()),
            next_number: StoredValue::new(1),
            socket: StoredValue::new(None),
            owner: StoredValue::new(None),
        };
        provide_context(link);
        Effect::new(move |_| {
            link.owner.set_value(Owner::current());
            link.sender.set_value(String::from(command_id()));
            let was_presenting = kept_here(PRESENTS_KEY).is_some();
            if let Some(code) = kept_here(KEY).and_then(|code| code.parse().ok()) {
                link.enter(code);
                if was_presenting {
                    link.presents_again.set_value(PresentsAgain::IfNobodyDoes);
                }
            }
        });
        link
    }

    /// Reads the room as this window sees it; `None` while it is in none.
    pub(crate) fn read<T>(self, read: impl FnOnce(&RoomView) -> T) -> Option<T> {
        self.view.with(|view| view.as_ref().map(read))
    }

    /// The room with this code, if this window is in it.
    pub(crate) fn view_of(self, code: &SessionCode) -> Option<RoomView> {
        self.view.with(|view| view.as_ref().filter(|view| view.code == *code).cloned())
    }

    pub(crate) fn is_in_or_entering(self, code: &SessionCode) -> bool {
        self.code.with(|known| known.as_ref() == Some(code))
    }

    pub(crate) fn contact(self) -> Contact {
        self.contact.get()
    }

    pub(crate) fn is_following(self) -> bool {
        self.is_following.get()
    }

    pub(crate) fn is_following_now(self) -> bool {
        self.is_following.get_untracked()
    }

    /// Why the last request was refused.
    pub(crate) fn refusal(self) -> Option<Refusal> {
        self.refusal.get()
    }

    /// How many requests have no answer yet.
    pub(crate) fn n_waiting(self) -> usize {
        self.waiting.with(VecDeque::len)
    }

    /// The newest of the requests without an answer that is meant.
    pub(crate) fn find_waiting<T>(self, find: impl Fn(&Request) -> Option<T>) -> Option<T> {
        self.waiting.with(|waiting| waiting.iter().rev().find_map(|said| find(&said.request)))
    }

    fn find_waiting_now(self, is_meant: impl Fn(&Request) -> bool) -> bool {
        self.waiting.with_untracked(|waiting| waiting.iter().any(|said| is_meant(&said.request)))
    }

    /// Whether this window is in no room, but on its way into one.
    pub(crate) fn is_outside(self) -> bool {
        self.contact.get() == Contact::Lost && self.view.with(Option::is_none)
    }

    /// Comes into a room, and leaves the one before.
    pub(crate) fn enter(self, code: SessionCode) {
        if self.code.with_untracked(|known| known.as_ref() == Some(&code)) {
            return;
        }
        self.leave();
        keep_here(KEY, Some(code.as_str()));
        let path = format!("/api/sitzung/{}", code.as_str());
        self.code.set(Some(code));
        let owner = self.owner.get_value();
        self.socket.set_value(owner.map(|owner| owner.with(|| Socket::open(path, FromRoom(self)))));
    }

    /// Goes out. A seat that was taken stays taken.
    pub(crate) fn leave(self) {
        if let Some(socket) = self.socket.try_update_value(Option::take).flatten() {
            socket.close();
        }
        keep_here(KEY, None);
        self.set_presents(false);
        self.code.set(None);
        self.view.set(None);
        self.contact.set(Contact::None);
        self.is_following.set(false);
        self.refusal.set(None);
        self.waiting.update(VecDeque::clear);
    }

    /// Asks for something, again after a lost connection until there is an answer.
    pub(crate) fn ask(self, request: Request) {
        self.refusal.set(None);
        match request {
            Request::Present => {
                self.set_presents(true);
                // Nobody follows themselves.
                self.follow(false);
            }
            Request::StopPresenting => self.set_presents(false),
            _ => {}
        }
        self.ask_numbered(request);
    }

    fn ask_numbered(self, request: Request) {
        let number = self.next_number.get_value();
        self.next_number.set_value(number + 1);
        let said = self.said(number, request);
        self.send(&said);
        self.waiting.update(|waiting| {
            waiting.push_back(said);
            let too_many = waiting.len().saturating_sub(MAX_WAITING);
            waiting.drain(..too_many);
        });
    }

    fn said(self, number: u64, request: Request) -> Said {
        Said { sender: self.sender.get_value(), number, request }
    }

    /// Says which page this window shows; after a lost connection only the newest counts.
    pub(crate) fn show(self, page: Option<String>) {
        self.send(&self.said(0, Request::Show { page }));
    }

    pub(crate) fn follow(self, is_following: bool) {
        if self.is_following.get_untracked() != is_following {
            self.is_following.set(is_following);
            self.send(&self.said(0, Request::Follow { is_following }));
        }
    }

    fn send(self, said: &Said) {
        if let (Some(Some(socket)), Ok(text)) =
            (self.socket.try_get_value(), serde_json::to_string(said))
        {
            // If nobody is there, what waits is sent when somebody is.
            let _sent = socket.send(&text);
        }
    }

    fn set_presents(self, presents: bool) {
        let again = if presents { PresentsAgain::Here } else { PresentsAgain::No };
        self.presents_again.set_value(again);
        keep_here(PRESENTS_KEY, presents.then_some("1"));
    }

    /// After a lost connection, or on a page that was loaded anew: presents on, unless somebody
    /// else does by now.
    fn present_on(self, view: &RoomView) {
        let again = self.presents_again.get_value();
        let is_asked = self.find_waiting_now(|request| *request == Request::Present);
        if again == PresentsAgain::No || is_asked || view.is_presenting() || !view.is_open() {
            return;
        }
        let is_free = match &view.presenter {
            None => true,
            // Its other window may be one that was copied, and go on.
            Some(presenter) => presenter.is_own && again == PresentsAgain::Here,
        };
        if is_free {
            self.follow(false);
            self.set_presents(true);
            self.ask_numbered(Request::Present);
        } else if view.presenter.as_ref().is_none_or(|presenter| !presenter.is_own) {
            self.set_presents(false);
        }
    }

    fn hear(self, reply: Reply) {
        match reply {
            Reply::Room(view) => {
                let is_over = !view.is_open();
                let is_first = self.contact.get_untracked() != Contact::Here;
                let was_presenting = self
                    .view
                    .with_untracked(|before| before.as_ref().is_some_and(RoomView::is_presenting));
                let is_back = self.presents_again.get_value() == PresentsAgain::IfNobodyDoes;
                if is_first || is_back {
                    self.present_on(&view);
                } else if was_presenting && !view.is_presenting() {
                    // Somebody has taken over, or ended it.
                    self.set_presents(false);
                }
                self.contact.set(Contact::Here);
                self.view.set(Some(*view));
                if is_over {
                    self.is_following.set(false);
                    self.set_presents(false);
                    // It is read to its end, but not entered again.
                    keep_here(KEY, None);
                }
            }
            Reply::Beat => {}
            Reply::Done { number } => self.answered(number),
            Reply::Refused { number, why } => {
                let asked = self.waiting.with_untracked(|waiting| {
                    waiting.iter().find(|said| said.number == number).map(|it| it.request.clone())
                });
                if asked == Some(Request::Present) {
                    self.set_presents(false);
                }
                self.answered(number);
                if why == Refusal::NotUnderstood {
                    // Another version than this page: saying it again would not help.
                    self.waiting.update(VecDeque::clear);
                }
                // What is said without a number is said again as soon as something changes.
                if number != 0 || why == Refusal::NotUnderstood {
                    self.refusal.set(Some(why));
                }
            }
        }
    }

    fn answered(self, number: u64) {
        if self.waiting.with_untracked(|waiting| waiting.iter().any(|it| it.number == number)) {
            self.waiting.update(|waiting| waiting.retain(|said| said.number != number));
        }
    }
}

/// The room that this window is in.
pub(crate) fn use_room() -> RoomLink {
    expect_context::<RoomLink>()
}

/// What comes from the room.
struct FromRoom(RoomLink);

impl Listener for FromRoom {
    fn silence(&self) -> Option<Duration> {
        Some(SILENCE)
    }

    fn on_open(&self) {
        let link = self.0;
        if link.is_following.get_untracked() {
            link.send(&link.said(0, Request::Follow { is_following: true }));
        }
        for said in &link.waiting.with_untracked(VecDeque::clone) {
            link.send(said);
        }
    }

    fn on_text(&self, text: String) {
        // A newer server may say more than this page knows.
        if let Ok(reply) = serde_json::from_str(&text) {
            self.0.hear(reply);
        }
    }

    fn on_lost(&self) {
        self.0.contact.set(Contact::Lost);
    }
}
