//! Word from the server that a network has changed, so that what is shown can be asked for again.
//!
//! Only the number of the revision comes over the socket; what may be seen of it is asked for in
//! the usual way. On the server there is no socket.

use std::time::Duration;

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::wasm_bindgen::prelude::Closure;
use send_wrapper::SendWrapper;
use web_sys::{Event, MessageEvent, WebSocket};

/// After the first failure; twice as long after each further one.
const FIRST_PAUSE: Duration = Duration::from_secs(1);
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

/// The revision that the pages of a network show, or should.
#[derive(Clone, Copy)]
pub(crate) struct Live {
    revision: RwSignal<u64>,
    is_connected: RwSignal<bool>,
    may_write: RwSignal<bool>,
    /// Whose revision it is.
    ags: StoredValue<String>,
}

impl Live {
    /// For the pages below; without a socket until [`Live::connect`].
    pub(crate) fn provide() -> Self {
        let live = Self {
            revision: RwSignal::new(0),
            is_connected: RwSignal::new(false),
            may_write: RwSignal::new(false),
            ags: StoredValue::new(String::new()),
        };
        provide_context(live);
        live
    }

    /// What a page asks for again when it grows.
    pub(crate) fn revision(self) -> u64 {
        self.revision.get()
    }

    /// Whether the network has gone on since a revision, for who looks now and not later.
    pub(crate) fn is_newer_than(self, revision: u64) -> bool {
        self.revision.try_get_untracked().is_some_and(|newest| newest > revision)
    }

    /// Whether what changes the network is offered: not before scripts run, which it needs.
    pub(crate) fn may_write(self) -> bool {
        self.may_write.get()
    }

    /// Somebody here has led the network to this revision.
    pub(crate) fn reached(self, revision: u64) {
        // Word may come when the page is gone.
        if self.revision.try_get_untracked().is_some_and(|known| known < revision) {
            let _set = self.revision.try_set(revision);
        }
    }

    /// Nothing changes in a state of the past, and nobody changes it.
    pub(crate) fn rest(self) {
        Effect::new(move |_| self.may_write.set(false));
    }

    /// Listens for as long as the component lives; `seen` is the revision the page came with.
    pub(crate) fn connect(self, ags: String, seen: u64, may_write: bool) {
        Effect::new(move |_| {
            self.may_write.set(may_write);
            // Another Kreis counts for itself.
            let is_same = self.ags.with_value(|known| *known == ags);
            let known = self.revision.get_untracked();
            let newest = if is_same { known.max(seen) } else { seen };
            // A page that came with an older state asks again; at the first look there is nothing older.
            if is_same && newest != known {
                self.revision.set(newest);
            } else {
                self.revision.update_untracked(|revision| *revision = newest);
            }
            self.ags.set_value(ags.clone());
            let socket = StoredValue::new(None::<SendWrapper<Connection>>);
            let is_wanted = StoredValue::new(true);
            open(self, ags.clone(), socket, is_wanted, FIRST_PAUSE);
            on_cleanup(move || {
                is_wanted.set_value(false);
                socket.update_value(|socket| drop(socket.take()));
            });
        });
    }
}

/// The word of changes, where the page has one.
pub(crate) fn use_live() -> Option<Live> {
    use_context::<Live>()
}

/// A connection with what hears it; dropped, it is closed.
struct Connection {
    socket: WebSocket,
    _on_message: Closure<dyn FnMut(MessageEvent)>,
    _on_close: Closure<dyn FnMut(Event)>,
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.socket.set_onclose(None);
        self.socket.set_onmessage(None);
        // It may be closed already.
        let _closed = self.socket.close();
    }
}

type Slot = StoredValue<Option<SendWrapper<Connection>>>;

fn open(live: Live, ags: String, slot: Slot, is_wanted: StoredValue<bool>, pause: Duration) {
    let Some(socket) = address(&ags).and_then(|address| WebSocket::new(&address).ok()) else {
        return;
    };
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let _set = live.is_connected.try_set(true);
        let revision = event.data().as_string().and_then(|text| text.parse().ok());
        if let Some(revision) = revision {
            live.reached(revision);
        }
    });
    let on_close = Closure::<dyn FnMut(Event)>::new(move |_: Event| {
        // After one that held, the next begins with a short pause again.
        let held = live.is_connected.try_get_untracked() == Some(true);
        // Gone with the page, if it is.
        let _set = live.is_connected.try_set(false);
        let pause = if held { FIRST_PAUSE } else { pause };
        let (ags, next) = (ags.clone(), (pause * 2).min(LONGEST_PAUSE));
        let again = move || {
            if is_wanted.try_get_value() == Some(true) {
                open(live, ags, slot, is_wanted, next);
            }
        };
        set_timeout(again, pause);
    });
    socket.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    socket.set_onclose(Some(on_close.as_ref().unchecked_ref()));
    let socket = Connection { socket, _on_message: on_message, _on_close: on_close };
    slot.set_value(Some(SendWrapper::new(socket)));
}

fn address(ags: &str) -> Option<String> {
    let location = window().location();
    let scheme = if location.protocol().ok()? == "https:" { "wss" } else { "ws" };
    Some(format!("{scheme}://{}/api/live/{ags}", location.host().ok()?))
}
